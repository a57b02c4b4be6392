"""What every command shares: the options before it, the settings they give, and where answers go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from assistant.settings import Settings

_overrides: dict[str, str | None] = {}


def remember(corpus: Path | None, index: Path | None) -> None:
    """Keep the options before the command; they win over the environment."""
    _overrides.update(corpus=str(corpus) if corpus else None, index=str(index) if index else None)


def settings(**more: str | None) -> Settings:
    """The settings with the options of this call."""
    from assistant.settings import load

    return load(None, **{**_overrides, **more})


def console() -> Console:
    """Where answers go."""
    return Console(highlight=False, soft_wrap=False)
