"""A citation's words, highlighted where they stand: inside their paragraph, or as a table row with its header."""

from __future__ import annotations

import re

from assistant.records import Citation
from assistant.ui.markup import text

CELL = " | "
# Characters of the paragraph that are shown on each side of a quote; the rest is left out with an ellipsis.
AROUND = 240


def quotation(citation: Citation) -> str:
    """The quote in <mark>, with what stands around it. A passage that does not hold the quote is not shown."""
    header = _header(citation)
    if header:
        return _row(citation, header)
    return f'<blockquote class="pa-quote" lang="{citation.language}">{_in_passage(citation)}</blockquote>'


def in_line(citation: Citation) -> str:
    """The quote alone, for a list: as <q>, or a table row as "name: value" pairs, which are no longer its very characters."""
    header = _header(citation)
    if header:
        pairs = zip(header, citation.quote.split(CELL), strict=True)
        return f'<span lang="{citation.language}">{text("; ".join(f"{name}: {value}" for name, value in pairs if value.strip()))}</span>'
    return f'<q lang="{citation.language}">{text(citation.quote)}</q>'


def _in_passage(citation: Citation) -> str:
    at = citation.start - citation.passage_start
    end = at + len(citation.quote)
    marked = f"<mark>{text(citation.quote)}</mark>"
    if at < 0 or citation.passage[at:end] != citation.quote:
        return marked
    return f"{text(_tail(citation.passage[:at]))}{marked}{text(_head(citation.passage[end:]))}"


def _tail(before: str) -> str:
    """The end of what precedes the quote, cut between words."""
    if len(before) <= AROUND:
        return before
    kept = before[-AROUND:]
    return "… " + (kept.partition(" ")[2] or kept)


def _head(after: str) -> str:
    """The beginning of what follows the quote, cut between words."""
    if len(after) <= AROUND:
        return after
    kept = after[:AROUND]
    return (kept.rpartition(" ")[0] or kept) + " …"


def _header(citation: Citation) -> list[str]:
    """The column names of a quoted table row: the part of the context that has as many cells. Empty for anything else."""
    if CELL not in citation.quote or "\n" in citation.quote:
        return []
    width = citation.quote.count(CELL)
    return next((part.split(CELL) for part in reversed(_context(citation)) if part.count(CELL) == width), [])


def _context(citation: Citation) -> list[str]:
    """The parts of the context: heading path, caption and table header, each on a line or behind a ›."""
    return re.split(r"\n| › ", citation.context or "")


def _row(citation: Citation, header: list[str]) -> str:
    """A row as name and value pairs below each other, which a narrow column can hold. What its context adds is its caption."""
    known = {citation.title, *citation.section, CELL.join(header)}
    caption = [part for part in _context(citation) if part and part not in known]
    lines = [f'<table class="pa-row" lang="{citation.language}">']
    if caption:
        lines.append(f"<caption>{text(' '.join(caption))}</caption>")
    lines.append("<tbody>")
    for name, value in zip(header, citation.quote.split(CELL), strict=True):
        lines.append(f'<tr><th scope="row">{text(name)}</th><td><mark>{text(value.strip() or "–")}</mark></td></tr>')
    return "\n".join([*lines, "</tbody>", "</table>"])
