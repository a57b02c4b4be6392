"""The HTTP interface: the same Reply as JSON, with the chat window at "/". FastAPI is known here only."""
