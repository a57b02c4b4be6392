"""The chat window onto a web application."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import gradio as gr
from langchain_core.runnables import Runnable

from assistant.records import Question, Reply
from assistant.ui.form import OpenForms
from assistant.ui.layout import Examples, Window
from assistant.ui.style import SCRIPT, STYLE_SHEET, theme

App = TypeVar("App")


def mount(app: App, chain: Runnable[Question, Reply], max_question: int, examples: Examples, open_forms: OpenForms | None = None) -> App:
    """Put the window at "/" of a FastAPI application. Nothing is fetched, counted or advertised.

    `max_question` is the longest question in characters, `examples` are the questions offered in each language, `open_forms` gives
    what the panel for eligibility asks for; without it there is no panel.
    """

    def mounted() -> App:
        done: App = _mounting(Window(chain, max_question, examples, open_forms))(app)
        return done

    return inside_a_loop(mounted)


def inside_a_loop(make: Callable[[], App]) -> App:
    """Call `make` while an event loop runs. Without one, Gradio opens a loop for each of its locks and never closes it."""

    async def made() -> App:
        return make()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(made())
    return make()


def _mounting(window: Window) -> partial[Any]:
    return partial(
        gr.mount_gradio_app,
        blocks=window.blocks,
        path="/",
        theme=theme(),
        # As a style element: what comes as `css` is rewritten by Gradio, which breaks rules for the page as a whole.
        head=f"<style>{STYLE_SHEET.read_text(encoding='utf-8')}</style>",
        js=SCRIPT.read_text(encoding="utf-8"),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        mcp_server=False,
        max_file_size=1,  # the window takes no files; Gradio's upload address can't be switched off, only made useless
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
    )
