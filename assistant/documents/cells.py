"""Table cells as word processors store them, each with the rows and columns that it covers -> a grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from assistant.documents import grids

T = TypeVar("T")
MAX_PLACES = 200_000
MAX_COLUMNS = 500


@dataclass(frozen=True)
class Cell(Generic[T]):
    """A cell at `row` and `column` from 0, and what is in it.

    `header` marks a cell of a header row that repeats on each page, `shaded` one with a background of its own.
    """

    row: int
    column: int
    content: tuple[T, ...]
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    shaded: bool = False


def rows_of(cells: Sequence[Cell[T]]) -> list[list[Cell[T]]]:
    """The cells that start in each row, for the rows that have any."""
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return [list(row) for _, row in groupby(ordered, key=lambda cell: cell.row)]


def marked_rows(cells: Sequence[Cell[T]]) -> set[int]:
    """The rows, from 0, that the file marks as header."""
    return {row[0].row for row in rows_of(cells) if all(cell.header for cell in row)}


def laid_out(cells: Sequence[Cell[T]], text_of: Callable[[tuple[T, ...]], str]) -> grids.Grid:
    """Every row of places; a merged cell stands in each place that it covers. Raises ValueError when the places are too many."""
    # A span may claim rows that no cell starts in; those aren't rows.
    height = max((cell.row for cell in cells), default=-1) + 1
    width = max((cell.column + cell.column_span for cell in cells), default=0)
    covered = sum(cell.row_span * cell.column_span for cell in cells)
    if width > MAX_COLUMNS or max(covered, width * height) > MAX_PLACES:
        raise ValueError(f"table of {height:,} rows and {width:,} columns; at most {MAX_COLUMNS} columns and {MAX_PLACES:,} cells")
    places: list[list[grids.Cell | None]] = [[None] * width for _ in range(height)]
    for cell in cells:
        placed = grids.Cell(text_of(cell.content), strong=cell.shaded or cell.header)
        for row in places[cell.row : cell.row + cell.row_span]:
            for column in range(cell.column, cell.column + cell.column_span):
                row[column] = row[column] or placed
    return [[place or grids.Cell("") for place in row] for row in places]
