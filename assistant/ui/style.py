"""How the window looks: system fonts, one accent colour, and the paths of its style sheet and script."""

from __future__ import annotations

from pathlib import Path

import gradio as gr

FOLDER = Path(__file__).resolve().parent
STYLE_SHEET = FOLDER / "window.css"
SCRIPT = FOLDER / "window.js"
# Fonts that are on the reader's machine already; naming them as text keeps Gradio from fetching any.
FONTS = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "sans-serif",
)


def theme() -> gr.themes.Base:
    """Gradio's plain theme in the window's colours; everything finer is in the style sheet."""
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=("ui-monospace", "monospace")).set(
        body_background_fill="var(--pa-page)",
        body_background_fill_dark="var(--pa-page)",
        body_text_color="var(--pa-ink)",
        body_text_color_dark="var(--pa-ink)",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_border_width_dark="0px",
        block_shadow="none",
        block_label_text_color="var(--pa-soft)",
        block_label_text_color_dark="var(--pa-soft)",
        block_title_text_color="var(--pa-soft)",
        block_title_text_color_dark="var(--pa-soft)",
        input_background_fill="var(--pa-paper)",
        input_background_fill_dark="var(--pa-paper)",
        input_border_color="var(--pa-edge)",
        input_border_color_dark="var(--pa-edge)",
        input_border_width="1px",
        input_border_width_dark="1px",
        button_primary_background_fill="var(--pa-accent)",
        button_primary_background_fill_dark="var(--pa-accent)",
        button_primary_background_fill_hover="var(--pa-accent-strong)",
        button_primary_background_fill_hover_dark="var(--pa-accent-strong)",
        button_primary_border_color="transparent",
        button_primary_border_color_dark="transparent",
        button_primary_text_color="var(--pa-on-accent)",
        button_primary_text_color_dark="var(--pa-on-accent)",
        button_secondary_background_fill="var(--pa-paper)",
        button_secondary_background_fill_dark="var(--pa-paper)",
        button_secondary_text_color="var(--pa-ink)",
        button_secondary_text_color_dark="var(--pa-ink)",
        button_secondary_border_color="var(--pa-edge)",
        button_secondary_border_color_dark="var(--pa-edge)",
    )
