"""`serve`: the chat window and the HTTP interface."""

from __future__ import annotations

import socket

from rich.console import Console

from assistant.errors import SettingsError
from assistant.settings import Settings


def run(settings: Settings, console: Console) -> None:
    """Open the index, load the models, then listen until interrupted. Raises SettingsError when the port is taken."""
    _check_port(settings)
    console.print("Loading the index and the models …")
    import uvicorn

    from assistant.api.app import create_app
    from assistant.documents.examples import load_examples
    from assistant.wiring import open_assistant

    assistant = open_assistant(settings)
    assistant.warm_up()
    app = create_app(assistant.chain, settings, assistant.info, load_examples(settings.corpus))
    console.print(f"Open http://{settings.host}:{settings.port} in a browser. Stop with Ctrl+C.")
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")


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
