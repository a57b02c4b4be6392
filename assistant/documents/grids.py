"""A table as a grid of cells, whatever file it came from: which rows are the header, and when it is a form of pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FIGURE = re.compile(r"[\d,.\s%~+\-−–()₩$€£]*\d[\d,.\s%~+\-−–()₩$€£]*")
_YEAR = re.compile(r"(19|20)\d\d(년|[./-]\d{1,2}|[-–~](19|20)?\d\d)?")
_MAX_HEADER_ROWS = 5


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell of a grid. A merged cell stands in every place that it covers, as one and the same object.

    `strong` says that all of it is bold or shaded.
    """

    text: str
    strong: bool = False


Grid = list[list[Cell]]


def is_figure(text: str) -> bool:
    """A number, amount or percentage and nothing else; a year is a name."""
    return bool(_FIGURE.fullmatch(text)) and not _YEAR.fullmatch(text)


def without_empty_columns(grid: Grid) -> Grid:
    """Without columns that hold nothing."""
    kept = [i for i in range(len(grid[0])) if any(row[i].text for row in grid)]
    return [[row[i] for i in kept] for row in grid]


def single(row: Sequence[Cell]) -> str | None:
    """The text of a row in which only one cell holds any, else None."""
    found = distinct(row)
    return found[0].text if len(found) == 1 else None


def distinct(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that hold a text, a merged one once."""
    return list({id(cell): cell for cell in row if cell.text}.values())


def header_rows(grid: Grid) -> int:
    """How many rows at the top name the columns: the first one, and those that a merged or half-empty one asks for."""
    depth, row = 1, 0
    while row < depth < len(grid):
        depth = max(depth, row + 2 if _half_empty(grid, row) else 1, *(_reach(grid, row, i) for i in range(len(grid[row]))))
        row += 1
    if depth >= len(grid) or depth > _MAX_HEADER_ROWS:
        return 1
    return 1 if any(is_figure(cell.text) and not cell.strong for cells in grid[1:depth] for cell in cells) else depth


def _reach(grid: Grid, row: int, column: int) -> int:
    """The header rows that a cell of the header asks for: those it covers, and one below when it stands over several columns."""
    cell = grid[row][column]
    height = 1
    while row + height < len(grid) and grid[row + height][column] is cell:
        height += 1
    wide = 1 < sum(other is cell for other in grid[row]) < len(grid[row])
    return row + height + (wide and bool(cell.text))


def _half_empty(grid: Grid, row: int) -> bool:
    """Heads over two rows without merged cells: each row has blanks only where the other has a text, and figures follow."""
    if row + 2 >= len(grid) or not any(is_figure(cell.text) for cell in grid[row + 2]):
        return False
    both = [(bool(upper.text), bool(lower.text)) for upper, lower in zip(grid[row], grid[row + 1], strict=True)]
    return all(a or b for a, b in both) and not all(a for a, _ in both) and not all(b for _, b in both)


def headless(grid: Grid) -> bool:
    """The first row is data: there are columns of figures alone, and it has a figure in each of them."""
    if len(grid) < 2 or any(cell.strong for cell in grid[0]):
        return False
    columns = [[row[i].text for row in grid[1:] if row[i].text] for i in range(len(grid[0]))]
    figures = [i for i, column in enumerate(columns) if column and all(is_figure(text) for text in column)]
    return bool(figures) and all(is_figure(grid[0][i].text) for i in figures)


def header(rows: Grid) -> tuple[str, ...]:
    """One name per column: the texts above it joined with ' / ', a repeated one once."""
    return tuple(" / ".join(_parts(rows, column)) for column in range(len(rows[0])))


def _parts(rows: Grid, column: int) -> list[str]:
    parts: list[str] = []
    for level, row in enumerate(rows):
        text = row[column].text
        if not text and level + 1 < len(rows) and rows[level + 1][column].text:
            text = _head_to_the_left(row, rows[level + 1], column)
        if text and text not in parts[-1:]:
            parts.append(text)
    return parts


def _head_to_the_left(row: Sequence[Cell], below: Sequence[Cell], column: int) -> str:
    """The head of a group whose cells are not merged: the nearest text to the left, if it stands over something too."""
    left = next((i for i in range(column - 1, -1, -1) if row[i].text), None)
    return row[left].text if left is not None and below[left].text else ""


def pairs(grid: Grid) -> list[list[tuple[str, str]]] | None:
    """(label, value) of each row of a form without a header row, where labels are bold or shaded and values are not; else None."""
    rows = [distinct(row) for row in grid]
    if not rows or any(len(row) < 2 or not row[0].strong or row[-1].strong for row in rows):
        return None
    if len(grid[0]) > 2 and not any(cell.strong for row in rows for cell in row[1:]):
        return None
    return [_pairs_of(row) for row in rows]


def _pairs_of(row: Sequence[Cell]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for cell in row:
        if cell.strong:
            found.append((cell.text, ""))
        else:
            label, value = found[-1]
            found[-1] = (label, f"{value} {cell.text}".strip())
    return found
