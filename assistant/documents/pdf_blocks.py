"""Texts and tables of a PDF -> blocks: headings with their level, items, captions, tables with header and rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.documents.blocks import Block, Span
from assistant.documents.grids import distinct, header, header_rows, pairs, single, without_empty_columns
from assistant.documents.pdf_flow import BULLET, ENDS, NUMBERED, UNIT, Flow, TableText, Text
from assistant.documents.pdf_lines import Line

_CAPTION = re.compile(r"[\[<(【〈《]?\s*(table|tab\.|figure|표|별표)\s*[\d-]*", re.IGNORECASE)
_MAX_CAPTION = 150

Levels = Mapping[tuple[float, bool], int]


def blocks_of(flow: Flow, notes: Mapping[int, Sequence[str]]) -> list[Block]:
    """The document's blocks. A page's footnotes follow the last text that began on it."""
    levels = _levels(flow)
    waiting = sorted(notes)
    blocks: list[Block] = []
    for element in _captioned(flow):
        page = element.first.page if isinstance(element, TableText | Text) else element[0].page
        while waiting and waiting[0] < page:
            blocks += _notes(waiting[0], notes[waiting.pop(0)])
        if isinstance(element, Text):
            blocks += _text(flow, element, levels)
        elif isinstance(element, TableText):
            blocks += _table(element)
        else:
            text = flow.joiner.join((line.text, line.blank_after) for line in element)
            blocks.append(Block("paragraph", Span(text.rstrip(" :：") + ":"), locator=f"p. {page}"))
    for page in waiting:
        blocks += _notes(page, notes[page])
    return blocks


def _notes(page: int, notes: Iterable[str]) -> list[Block]:
    return [Block("paragraph", Span(note), locator=f"p. {page}") for note in notes]


def _style(line: Line) -> tuple[float, bool]:
    return round(line.size * 2) / 2, line.bold


def _levels(flow: Flow) -> Levels:
    """Heading styles from the largest to the smallest, as levels 1 to 6."""
    texts = [e for e in flow.elements if isinstance(e, Text)]
    styles = {_style(e.first) for e in texts if flow.style.is_heading(flow.text(e), e.lines)}
    return {style: min(level, 6) for level, style in enumerate(sorted(styles, reverse=True), start=1)}


def _text(flow: Flow, element: Text, levels: Levels) -> list[Block]:
    text, first, last = flow.text(element).strip(), element.first.page, element.last.page
    if not text:
        return []
    locator = f"p. {first}" if first == last else f"p. {first}-{last}"
    if flow.style.is_heading(text, element.lines):
        return [Block("heading", Span(text), level=levels[_style(element.first)], locator=locator)]
    if bullet := BULLET.match(text):
        return [Block("item", Span(text[bullet.end() :]), locator=locator)]
    return [Block("item" if NUMBERED.match(text) else "paragraph", Span(text), locator=locator)]


def _captioned(flow: Flow) -> list[Text | TableText | list[Line]]:
    """The elements, with the lines of a caption (a name, a unit) as a list of their own before their table."""
    found: list[Text | TableText | list[Line]] = []
    for element in flow.elements:
        if isinstance(element, TableText):
            lines: list[Line] = []
            top = element.first.top
            while found and isinstance(text := found[-1], Text) and _is_caption(flow, text, element, top, lines):
                found.pop()
                lines, top = text.lines + lines, text.first.top
            if lines:
                found.append(lines)
        found.append(element)
    return found


def _is_caption(flow: Flow, element: Text, table: TableText, top: float, taken: Sequence[Line]) -> bool:
    """A short line right above the table that is neither sentence nor heading of a section; above a unit, one that names a table."""
    text, last = flow.text(element), element.last
    if last.page != table.first.page or not -3 <= top - last.bottom <= 2.2 * last.size or len(text) > _MAX_CAPTION:
        return False
    named = bool(_CAPTION.match(text))
    if taken:
        return bool(UNIT.match(taken[0].text)) and not UNIT.match(text) and (named or not _is_sentence(flow, element, text))
    return named or not _is_sentence(flow, element, text)


def _is_sentence(flow: Flow, element: Text, text: str) -> bool:
    """A sentence, an item or a section's heading."""
    if flow.style.is_large(element.first) or BULLET.match(text) or NUMBERED.match(text) or len(element.lines) > 2:
        return True
    return bool(ENDS.search(text)) and not text.endswith((":", "："))


def _table(table: TableText) -> list[Block]:
    """A table; a form of labels and values is items, and a row over the whole width at its top a caption."""
    rows = [(row, place) for row, place in zip(table.grid, table.places, strict=True) if distinct(row)]
    if not rows:
        return []
    grid = without_empty_columns([row for row, _ in rows])
    places = [place for _, place in rows]
    blocks: list[Block] = []
    while len(grid) > 2 and (title := single(grid[0])) and all(cell is grid[0][0] for cell in grid[0]):
        blocks.append(Block("paragraph", Span(title.rstrip(" :：") + ":"), locator=places[0]))
        grid, places = grid[1:], places[1:]
    if len(grid) == 1:
        text = " ".join(cell.text for cell in distinct(grid[0]))
        return [*blocks, Block("paragraph", Span(text), locator=places[0])]
    if found := pairs(grid):
        return blocks + [
            Block("item", Span(f"{label}: {value}"), locator=place)
            for row, place in zip(found, places, strict=True)
            for label, value in row
        ]
    depth = header_rows(grid)
    first, last = table.first.page, table.last.page
    return [
        *blocks,
        Block(
            "table",
            header=header(grid[:depth]),
            rows=tuple(tuple(Span(cell.text) for cell in row) for row in grid[depth:]),
            locator=f"p. {first}" if first == last else f"p. {first}-{last}",
            row_locators=tuple(places[depth:]),
        ),
    ]
