"""The ruled tables of a PDF page -> grids of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table

from assistant.documents.grids import Cell, Grid, distinct
from assistant.documents.pdf_joining import Joiner
from assistant.documents.pdf_lines import Line, lines_of
from assistant.documents.pdf_page import Box, PageContent, Word

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
    settings = {"explicit_vertical_lines": _missing_sides(content), "snap_tolerance": _NEAR, "join_tolerance": _NEAR}
    tables = [_found(table, content.number) for table in page.find_tables(settings)]
    return [table for table in tables if _is_table(table, content.words)]


def _found(table: Table, page: int) -> FoundTable:
    cells = tuple(Box(x0, top, x1, bottom) for x0, top, x1, bottom in table.cells)
    x0, top, x1, bottom = table.bbox
    return FoundTable(x0, top, x1, bottom, cells, tuple(_clustered([x for cell in cells for x in (cell.x0, cell.x1)])), page)


def _is_table(table: FoundTable, words: Sequence[Word]) -> bool:
    inside = [word for word in words if table.holds(word)]
    filled = sum(any(cell.holds(word) for word in inside) for cell in table.cells)
    return len(table.edges) > 2 and filled >= 2 and filled >= 0.25 * len(table.cells)


def _cell(lines: Sequence[Line], place: Box, content: PageContent, joiner: Joiner) -> Cell:
    text = joiner.join((line.text, line.blank_after) for line in lines)
    bold = bool(lines) and all(line.bold for line in lines)
    return Cell(text, strong=bold or any(shade.holds(place) for shade in content.shades))


def _clustered(values: Sequence[float]) -> list[float]:
    """Ascending, with values that lie near each other as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _missing_sides(content: PageContent) -> list[dict[str, Any]]:
    """Side lines for tables that are drawn open at the left or right, as is usual in Korean notices."""
    rules = _rules([e for e in content.edges if e["orientation"] == "h"])
    upright = [Box(e["x0"], e["top"], e["x1"], e["bottom"]) for e in content.edges if e["orientation"] == "v"]
    found: list[dict[str, Any]] = []
    for (x0, x1), ys in rules.items():
        for top, bottom in pairwise(ys):
            within = [v for v in upright if v.top <= top + _NEAR and v.bottom >= bottom - _NEAR and x0 - _NEAR <= v.x0 <= x1 + _NEAR]
            if any(x0 + _NEAR < v.x0 < x1 - _NEAR for v in within):
                found += [_upright(x, top, bottom) for x in (x0, x1) if not any(abs(v.x0 - x) <= _NEAR for v in within)]
    return found


def _rules(edges: Sequence[dict[str, Any]]) -> dict[tuple[float, float], list[float]]:
    """Horizontal rules, their touching pieces joined, as {(x0, x1): ascending y} of those that start and end alike."""
    rows: defaultdict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for edge in edges:
        rows[round(edge["top"] / _NEAR)].append((edge["x0"], edge["x1"], edge["top"]))
    joined: list[tuple[float, float, float]] = []
    for _, pieces in sorted(rows.items()):
        for piece in sorted(pieces):
            last = joined[-1] if joined else None
            if last and abs(last[2] - piece[2]) <= _NEAR and piece[0] <= last[1] + _NEAR:
                joined[-1] = (last[0], max(last[1], piece[1]), last[2])
            else:
                joined.append(piece)
    stacks: dict[tuple[float, float], list[float]] = {}
    for x0, x1, y in joined:
        key = next((k for k in stacks if abs(k[0] - x0) <= _NEAR and abs(k[1] - x1) <= _NEAR), (x0, x1))
        stacks.setdefault(key, []).append(y)
    return stacks


def _upright(x: float, top: float, bottom: float) -> dict[str, Any]:
    return {"object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0.0, "height": bottom - top}


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


def rows_joined(last: list[Cell], rows: Grid, joiner: Joiner) -> tuple[list[Cell], Grid]:
    """The table's last row and the rows of the next piece, where the break between them went through a cell.

    A cell that reaches over both pages is empty on the second one: its text is repeated there. A row that was cut in two
    has few cells that go on: they are put behind those of the last row.
    """
    first = rows[0]
    blank = [i for i, cell in enumerate(first) if not cell.text and last[i].text]
    if not blank:
        return last, rows
    if len(blank) > len(first) / 2 and not any(len(rows) > 1 and rows[1][i] is first[i] and i for i in blank):
        end = [_behind(a, b, joiner) for a, b in zip(last, first, strict=True)]
        carried = {id(first[i]): last[i] for i in blank}
        return end, [[carried.get(id(cell), cell) for cell in row] for row in rows[1:]]
    carried = {id(first[i]): last[i] for i in blank}
    return last, [[carried.get(id(cell), cell) for cell in row] for row in rows]


def _behind(cell: Cell, more: Cell, joiner: Joiner) -> Cell:
    return Cell(joiner.join([(cell.text, not cell.text.endswith("-")), (more.text, False)]), cell.strong) if more.text else cell
