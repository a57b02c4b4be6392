"""The chat window: layout, handlers, rendering, words and style. Gradio is known here only."""
