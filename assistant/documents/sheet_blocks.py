"""A sheet's grid of cells -> captions, tables and notes. Blank rows part them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.documents.blocks import Block, Span
from assistant.documents.grids import Cell, Grid, distinct, header, header_rows, headless, is_figure, pairs, single, without_empty_columns

_ENDS = re.compile(r"[.!?。][\"'”’)\]]*$")
_NOTE = re.compile(r"[※*＊†\-–•]|\d{1,2}\)|\(?(주|참고|비고|출처|notes?|source)\b", re.IGNORECASE)
_MAX_CAPTION = 120

Place = Callable[[int, int, int, int], str]


@dataclass(frozen=True)
class Band:
    """Rows without a blank one between them: the grid, the file's number of each row (from 1) and of each column (from 0)."""

    grid: Grid
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def part(self, start: int, stop: int) -> Band:
        """Some of the rows, without the columns that are empty in them."""
        grid = self.grid[start:stop]
        kept = [i for i in range(len(self.columns)) if any(row[i].text for row in grid)]
        return Band(without_empty_columns(grid) if grid else [], self.rows[start:stop], tuple(self.columns[i] for i in kept))


def sheet_blocks(grid: Grid, place: Place) -> list[Block]:
    """The blocks of a sheet. `place` names the cells from a first to a last row (from 1) and column (from 0)."""
    blocks: list[Block] = []
    titles: list[Block] = []
    before: Band | None = None
    for band in _bands(grid):
        start, stop = _core(band)
        lead, table, tail = _texts(band, 0, start, place), band.part(start, stop), _texts(band, stop, len(band.grid), place)
        if not table.grid:
            blocks += titles
            titles = lead if all(_is_title(block.span.text) for block in lead) else []
            blocks += [] if titles else lead
            continue
        if before and not titles and not lead and blocks[-1].kind == "table" and _goes_on(blocks[-1], before, table):
            blocks[-1] = _longer(blocks[-1], before.rows[0], table, place)
        else:
            blocks += [*_caption([*titles, *lead]), *_table(table, place)]
            before = table
        blocks += tail
        titles = []
    return blocks + titles


def _bands(grid: Grid) -> Iterator[Band]:
    start: int | None = None
    for number in range(len(grid) + 1):
        if number < len(grid) and any(cell.text for cell in grid[number]):
            start = number if start is None else start
        elif start is not None:
            whole = Band(grid, tuple(range(1, len(grid) + 1)), tuple(range(len(grid[start]))))
            yield whole.part(start, number)
            start = None


def _core(band: Band) -> tuple[int, int]:
    """Where the table of a band starts and stops. Before and behind it stand rows of one text: titles and notes."""
    height = len(band.grid)
    start = next((i for i, row in enumerate(band.grid) if single(row) is None or _is_group_head(band, i)), height)
    stop = height
    while stop > start + 2 and (text := single(band.grid[stop - 1])) and _is_note(text, band.grid[stop - 1]):
        stop -= 1
    return (start, stop) if len(band.columns) > 1 else (height, height)


def _is_group_head(band: Band, number: int) -> bool:
    """A text that is merged over some columns but not the first one names these columns."""
    row = band.grid[number]
    places = [cell for cell in row if cell.text]
    return 1 < len(places) < len(row) and not row[0].text and number + 1 < len(band.grid)


def _is_note(text: str, row: Sequence[Cell]) -> bool:
    merged = sum(bool(cell.text) for cell in row) > 1
    return bool(row[0].text) and (merged or bool(_NOTE.match(text) or _ENDS.search(text)))


def _is_title(text: str) -> bool:
    return len(text) <= _MAX_CAPTION and not _ENDS.search(text) and not _NOTE.match(text)


def _texts(band: Band, start: int, stop: int, place: Place) -> list[Block]:
    """Rows of a single text, each a paragraph."""
    found: list[Block] = []
    for number in range(start, stop):
        places = [band.columns[i] for i, cell in enumerate(band.grid[number]) if cell.text]
        text = " ".join(cell.text for cell in distinct(band.grid[number]))
        found.append(Block("paragraph", Span(text), locator=place(band.rows[number], band.rows[number], places[0], places[-1])))
    return found


def _caption(texts: Sequence[Block]) -> list[Block]:
    """Sentences stay paragraphs; what is left names the table, in one text that ends in a colon."""
    titles = [block for block in texts if _is_title(block.span.text)]
    blocks = [block for block in texts if block not in titles]
    if titles:
        text = " ".join(block.span.text.rstrip(" :：") for block in titles)
        blocks.append(replace(titles[0], span=Span(f"{text}:")))
    return blocks


def _table(band: Band, place: Place) -> list[Block]:
    """A table; a form of labels and values is items, a lone row a paragraph."""
    if len(band.grid) == 1:
        return _texts(band, 0, 1, place)
    first, last = band.columns[0], band.columns[-1]
    places = [place(number, number, first, last) for number in band.rows]
    if found := pairs(band.grid):
        lines = zip(found, places, strict=True)
        return [Block("item", Span(f"{label}: {value}"), locator=where) for row, where in lines for label, value in row]
    depth = 0 if headless(band.grid) else header_rows(band.grid)
    return [
        Block(
            "table",
            header=header(band.grid[:depth]) if depth else tuple(letters(column) for column in band.columns),
            rows=_spans(band.grid[depth:]),
            locator=place(band.rows[0], band.rows[-1], first, last),
            row_locators=tuple(places[depth:]),
        )
    ]


def _spans(grid: Grid) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple(Span(cell.text) for cell in row) for row in grid)


def _goes_on(table: Block, before: Band, band: Band) -> bool:
    """Whether rows behind a blank one are more of the table: a figure stands where it has nothing but figures."""
    if band.columns != before.columns or any(cell.strong for cell in band.grid[0]):
        return False
    figures = [i for i in range(len(table.header)) if all(is_figure(row[i].text) for row in table.rows if row[i].text)]
    return bool(figures) and all(is_figure(band.grid[0][i].text) for i in figures)


def _longer(table: Block, start: int, band: Band, place: Place) -> Block:
    first, last = band.columns[0], band.columns[-1]
    more = tuple(place(number, number, first, last) for number in band.rows)
    where = place(start, band.rows[-1], first, last)
    return replace(table, rows=table.rows + _spans(band.grid), row_locators=table.row_locators + more, locator=where)


def letters(column: int) -> str:
    """The name of a column (from 0) in spreadsheets: A, B … Z, AA and so on."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
