"""`serve`: the chat window and the HTTP interface."""

from __future__ import annotations

import socket
from threading import Thread
from typing import TYPE_CHECKING

from rich.console import Console

from assistant.errors import PolicyAssistantError, SettingsError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.wiring import Assistant


def run(settings: Settings, console: Console, *, build: bool = False) -> None:
    """Open the index (after a build, if that is asked for) and listen until interrupted.

    The models are loaded beside: the window is there at once, and a first question waits for them. Raises SettingsError when
    the port is taken.
    """
    _check_port(settings)
    if build:
        from assistant.cli import indexing

        indexing.build(settings, console)
    import uvicorn

    from assistant.api.app import create_app
    from assistant.documents.examples import load_examples
    from assistant.wiring import open_assistant

    assistant = open_assistant(settings)
    Thread(target=_warm_up, args=(assistant, console), daemon=True).start()
    app = create_app(assistant.chain, settings, assistant.info, load_examples(settings.corpus), assistant.rulebook)
    console.print(f"Open http://{settings.host}:{settings.port} in a browser. Stop with Ctrl+C.")
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")


def _warm_up(assistant: Assistant, console: Console) -> None:
    """What stops the models from loading is told here at once, and to every question."""
    try:
        assistant.warm_up()
    except PolicyAssistantError as error:
        console.print(f"Error: {error}", markup=False, soft_wrap=True)


def _check_port(settings: Settings) -> None:
    """Find out before the models are loaded."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except (OSError, OverflowError) as error:
            raise SettingsError(
                f"Can't listen on {settings.host}:{settings.port}: {error}.", "Choose another with --host or --port."
            ) from None
