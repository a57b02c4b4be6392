"""The ruled tables of a PDF page -> grids of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pdfplumber.page import Page
from pdfplumber.table import Table

from assistant.documents.grids import Cell, Grid, distinct
from assistant.documents.pdf_joining import Joiner
from assistant.documents.pdf_lines import Line, lines_of
from assistant.documents.pdf_page import Box, PageContent, Word
from assistant.documents.pdf_rules import missing_rules

_NEAR = 3.0


@dataclass(frozen=True)
class FoundTable(Box):
    """A table of a page: the places of its cells, and the x of its columns' edges."""

    cells: tuple[Box, ...]
    edges: tuple[float, ...]
    page: int

    def is_shaped_like(self, other: FoundTable) -> bool:
        """Whether both have the same columns, wherever they begin."""
        mine, others = ([x - table.x0 for x in table.edges] for table in (self, other))
        return len(mine) == len(others) and all(abs(a - b) <= 2 * _NEAR for a, b in zip(mine, others, strict=True))

    def lines(self, content: PageContent) -> dict[Box, list[Line]]:
        """The lines of each cell."""
        words: defaultdict[Box, list[Word]] = defaultdict(list)
        for word in content.words:
            if home := next((cell for cell in self.cells if cell.holds(word)), None):
                words[home].append(word)
        return {cell: lines_of(words[cell], content) for cell in self.cells}

    def grid(self, content: PageContent, joiner: Joiner) -> Grid:
        """The texts of the cells. A merged cell stands in every row and column that it covers."""
        ys = _clustered([y for cell in self.cells for y in (cell.top, cell.bottom)])
        grid = [[Cell("") for _ in self.edges[1:]] for _ in ys[1:]]
        for place, lines in self.lines(content).items():
            cell = _cell(lines, place, content, joiner)
            for row in range(_index(ys, place.top), _index(ys, place.bottom)):
                for column in range(_index(self.edges, place.x0), _index(self.edges, place.x1)):
                    grid[row][column] = cell
        return grid


def find_tables(page: Page, content: PageContent) -> list[FoundTable]:
    """Tables with at least two columns and rows that hold text. Rules that only frame a text or draw a chart are none."""
    if not content.edges:
        return []
    settings = {"explicit_vertical_lines": missing_rules(content), "snap_tolerance": _NEAR, "join_tolerance": _NEAR}
    tables = [_found(table, content.number) for table in page.find_tables(settings)]
    return [table for table in tables if _is_table(table, content.words)]


def _found(table: Table, page: int) -> FoundTable:
    cells = tuple(Box(x0, top, x1, bottom) for x0, top, x1, bottom in table.cells)
    x0, top, x1, bottom = table.bbox
    return FoundTable(x0, top, x1, bottom, cells, tuple(_clustered([x for cell in cells for x in (cell.x0, cell.x1)])), page)


def _is_table(table: FoundTable, words: Sequence[Word]) -> bool:
    inside = [word for word in words if table.holds(word)]
    filled = sum(any(cell.holds(word) for word in inside) for cell in table.cells)
    # The rest of a cut row may be a single text.
    enough = 1 if len({cell.top for cell in table.cells}) == 1 else max(2, 0.25 * len(table.cells))
    return len(table.edges) > 2 and filled >= enough


@dataclass(frozen=True, eq=False)
class PlacedCell(Cell):
    """A cell with its lines and its sides."""

    lines: tuple[Line, ...] = ()
    left: float = 0.0
    right: float = 0.0

    def is_cut_before(self, more: Cell) -> bool:
        """Whether the text may go on in the other cell: its last line is hyphenated, or had no room for the next word."""
        if not self.lines or not isinstance(more, PlacedCell) or not more.lines:
            return False
        last, line = self.lines[-1], more.lines[0]
        inner = self.right - (min(line.x0 for line in self.lines) - self.left)
        return last.text.endswith("-") or inner - last.x1 < line.first_width + 0.3 * line.size


def _cell(lines: Sequence[Line], place: Box, content: PageContent, joiner: Joiner) -> PlacedCell:
    bold = bool(lines) and all(line.bold for line in lines)
    return PlacedCell(_text(lines, joiner), bold or any(shade.holds(place) for shade in content.shades), tuple(lines), place.x0, place.x1)


def _text(lines: Sequence[Line], joiner: Joiner) -> str:
    return joiner.join((line.text, line.blank_after) for line in lines)


def _clustered(values: Sequence[float]) -> list[float]:
    """Ascending, with values that lie near each other as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def continues(grid: Grid, follows: Grid) -> Grid | None:
    """The rows of a table's next piece without its repeated header, or None when that is a table of its own."""
    if len(grid[0]) != len(follows[0]):
        return None
    texts = [[cell.text for cell in row] for row in grid]
    repeated = 0
    while repeated < min(len(grid), len(follows)) and [cell.text for cell in follows[repeated]] == texts[repeated]:
        repeated += 1
    strong = [cell.strong for cell in distinct(follows[0])]
    if not repeated and strong and all(strong) and not all(cell.strong for cell in distinct(grid[-1])):
        return None
    return follows[repeated:]


def rows_joined(grid: Grid, rows: Grid, joiner: Joiner) -> tuple[list[Cell], Grid]:
    """The table's last row and the rows of the next piece, where the break between them went through a cell.

    A row that was cut in two has blanks where cells had ended; the others go on, and are put behind those of the last row.
    A cell that covers rows on both pages is empty on the second one: its text is repeated there.
    """
    last, first = grid[-1], rows[0]
    blank = [i for i, cell in enumerate(first) if not cell.text and last[i].text]
    more = [i for i, cell in enumerate(first) if cell.text]
    cut = bool(blank) and bool(more) and all(_is_cut(last[i], first[i]) for i in more)
    carried = {id(first[i]): last[i] for i in blank if i < (more or [0])[0] or _covers_rows(grid, rows, i)}
    rest = [[carried.get(id(cell), cell) for cell in row] for row in rows]
    if not cut:
        return last, rest
    joined = {id(last[i]): _joined(last[i], first[i], joiner) for i in more}
    return [joined.get(id(cell), cell) for cell in last], rest[1:]


def _is_cut(cell: Cell, more: Cell) -> bool:
    return isinstance(cell, PlacedCell) and cell.is_cut_before(more)


def _covers_rows(grid: Grid, rows: Grid, column: int) -> bool:
    """Whether the cell above or below the break reaches over several rows."""
    above = len(grid) > 1 and grid[-1][column] is grid[-2][column]
    return above or (len(rows) > 1 and rows[1][column] is rows[0][column])


def _joined(cell: Cell, more: Cell, joiner: Joiner) -> Cell:
    if not isinstance(cell, PlacedCell) or not isinstance(more, PlacedCell):
        return cell
    lines = (*cell.lines, *more.lines)
    return PlacedCell(_text(lines, joiner), cell.strong, lines, more.left, more.right)
