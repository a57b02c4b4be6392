"""A table row in words: each cell with its header, and the unit that a header names behind (or before) the figure."""

from __future__ import annotations

import re

from assistant.records import Statement

_UNIT = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_FIGURE = re.compile(r"^[-+~]?\d[\d.,]*(?:\s?[-–~]\s?\d[\d.,]*)?(?:\s(?:thousand|million|billion|trillion))?$")
_CURRENCY = re.compile(r"^([A-Z]{3})\b\s*(.*)$")


def row_in_words(statement: Statement) -> str:
    """The row's name, then its cells as "header: value"; the caption in front."""
    (_, name), *rest = statement.cells
    values = "; ".join(_cell(header, value) for header, value in rest if value)
    row = f"{name} — {values}" if values else name
    return f"{statement.caption}: {row}" if statement.caption else row


def _cell(header: str, value: str) -> str:
    if not header:
        return value
    match = _UNIT.match(header)
    if not match or not _FIGURE.match(value):
        return f"{header}: {value}"
    label, unit = match.groups()
    if currency := _CURRENCY.match(unit):
        return f"{label}: {currency[1]} {value}{' ' + currency[2] if currency[2] else ''}"
    blank = "" if unit == "%" or not unit.isascii() else " "
    return f"{label}: {value}{blank}{unit}"
