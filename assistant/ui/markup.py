"""The only ways by which text becomes HTML: escaped, or as a link to an http address."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from assistant.ui.words import Words


def text(value: str) -> str:
    """Text as it stands, safe between tags and inside a quoted attribute."""
    return escape(value, quote=True)


def link(label: str, address: str, words: Words) -> str:
    """A link that opens in a new tab; an address that is not http or https stays text."""
    if not is_web_address(address):
        return text(label)
    note = f'<span class="pa-hidden"> ({text(words.new_tab)})</span>'
    return f'<a href="{text(address)}" target="_blank" rel="noopener noreferrer">{text(label)}{note}</a>'


def is_web_address(address: str) -> bool:
    """True for an absolute http or https address without blanks or control characters."""
    if any(character.isspace() or not character.isprintable() for character in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
