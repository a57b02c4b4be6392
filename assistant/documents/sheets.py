"""XLSX workbooks and CSV files -> blocks. What a reader of the file sees: no hidden sheet, row or column."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.blocks import Block, Parsed, Span
from assistant.documents.grids import Cell, Grid
from assistant.documents.number_formats import Value, shown
from assistant.documents.sheet_blocks import Place, letters, sheet_blocks

MAX_CELLS = 200_000
MAX_UNPACKED = 200_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z0-9:]+)"')
# A text may be empty; a figure without a value has never been worked out.
_UNSOLVED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+\d+)"[^>]*><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_WHITE = ("FFFFFFFF", "00FFFFFF", "00000000")
_DELIMITERS = (",", ";", "\t", "|")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


def parse_xlsx(raw: bytes) -> Parsed:
    """Each visible sheet as a heading with its tables, captions and notes; values as the cells show them.

    Raises ValueError for what is no workbook, is cut short, needs a password, has formulas without results, or is too large.
    """
    _check_workbook(raw)
    try:
        with warnings.catch_warnings():
            # It warns of drawings, validations and styles that it leaves out.
            warnings.simplefilter("ignore", UserWarning)
            book = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    except _BROKEN as error:
        raise ValueError(f"damaged: the workbook can't be read ({type(error).__name__}); open it and save it again") from None
    title = book.properties.title
    return Parsed({"title": title} if title else {}, tuple(_book_blocks(book)))


def _check_workbook(raw: bytes) -> None:
    """Raise ValueError for what can't be read, or would take too much to read."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in raw
        raise ValueError("needs a password; save a copy without one" if locked else "an old Office file (.xls …); save it as .xlsx")
    if not raw.startswith(b"PK"):
        raise ValueError("not an .xlsx workbook: it is no zip file; give it the ending of what it is" if raw else "empty file")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            if not any(name.startswith("xl/") for name in names):
                raise ValueError("not an .xlsx workbook: a zip file without a workbook in it; give it the ending of what it is")
            if "xl/workbook.bin" in names:
                raise ValueError("a binary workbook (.xlsb); save it as .xlsx")
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise ValueError(f"too large: over {MAX_UNPACKED:,} bytes when unpacked; split it")
            for name in sorted(names):
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _check_sheet(name, archive.read(name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValueError(f"cut short or damaged: {error}; copy or download it again") from None


def _check_sheet(name: str, xml: bytes) -> None:
    merged = 0
    for found in _MERGED.finditer(xml):
        x0, y0, x1, y1 = range_boundaries(found[1].decode())
        merged += ((x1 or 0) - (x0 or 0) + 1) * ((y1 or 0) - (y0 or 0) + 1)
    if merged > MAX_CELLS:
        raise ValueError(f"too many merged cells in {name}: {merged:,}, at most {MAX_CELLS:,}; undo the merge of whole rows or columns")
    if unsolved := _UNSOLVED.search(xml):
        where = f"{unsolved[1].decode()} in {name}"
        raise ValueError(f"{where} holds a formula without its result; open the file in a spreadsheet program and save it")


def _book_blocks(book: Workbook) -> Iterator[Block]:
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row * sheet.max_column > MAX_CELLS:
            size = f"{sheet.max_row:,} rows and {sheet.max_column:,} columns"
            raise ValueError(f"too many cells: sheet {sheet.title!r} has {size}, at most {MAX_CELLS:,} cells; delete the empty ones")
        grid, rows, columns = _grid(sheet)
        if blocks := sheet_blocks(grid, _placer(sheet.title, rows, columns)):
            yield Block("heading", Span(sheet.title), level=2, locator=sheet.title)
            yield from blocks


def _placer(sheet: str, rows: list[int], columns: list[int]) -> Place:
    def place(first: int, last: int, left: int, right: int) -> str:
        start, end = f"{letters(columns[left])}{rows[first - 1]}", f"{letters(columns[right])}{rows[last - 1]}"
        return f"{sheet}!{start}" if start == end else f"{sheet}!{start}:{end}"

    return place


def _grid(sheet: Worksheet) -> tuple[Grid, list[int], list[int]]:
    """The visible cells, with the numbers of their rows (from 1) and columns (from 0)."""
    hidden = {i for d in sheet.column_dimensions.values() if d.hidden for i in range(d.min or 0, (d.max or 0) + 1)}
    rows = [i for i in range(1, sheet.max_row + 1) if not ((found := sheet.row_dimensions.get(i)) and found.hidden)]
    columns = [i for i in range(1, sheet.max_column + 1) if i not in hidden]
    merged: dict[tuple[int, int], Cell] = {}
    for area in sheet.merged_cells.ranges:
        cell = _cell(sheet.cell(area.min_row, area.min_col))
        merged |= {(row, column): cell for row in range(area.min_row, area.max_row + 1) for column in range(area.min_col, area.max_col + 1)}
    grid = [[merged.get((row, column)) or _cell(sheet.cell(row, column)) for column in columns] for row in rows]
    return grid, rows, [column - 1 for column in columns]


def _cell(cell: SheetCell | MergedCell) -> Cell:
    value = cell.value
    if isinstance(cell, MergedCell) or value is None:
        return Cell("")
    # Read for results, a cell never holds a formula.
    text = shown(value, cell.number_format) if isinstance(value, Value) else str(value)
    fill = cell.fill
    shaded = fill.fill_type == "solid" and fill.fgColor.rgb not in _WHITE
    return Cell(text, strong=bool(cell.font.bold) or shaded)


def parse_csv(raw: bytes) -> Parsed:
    """The tables of a CSV file in UTF-8, UTF-16 with its mark, or CP949 (EUC-KR); commas, semicolons, tabs or bars part the cells.

    Raises ValueError for another encoding, for what is no text, for an open quote at the end, and when it is too large.
    """
    text = _decoded(raw)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise ValueError(f"not CSV, or cut short: {error}") from None
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MAX_CELLS:
        raise ValueError(f"too many cells: {len(rows):,} rows and {width:,} columns, at most {MAX_CELLS:,} cells; split it")
    grid = [[Cell(" ".join(text.split())) for text in [*row, *[""] * (width - len(row))]] for row in rows]
    return Parsed({}, tuple(sheet_blocks(grid, lambda first, last, *_: f"row {first}" if first == last else f"rows {first}-{last}")))


def _decoded(raw: bytes) -> str:
    if not raw.strip():
        raise ValueError("empty file")
    mark = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if mark else ["utf-8-sig", "cp949"]:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp949" and not _is_korean(text):
            continue
        if _CONTROL.search(text):
            raise ValueError("not CSV: it holds control characters, as other kinds of files do; give it the ending of what it is")
        return text
    raise ValueError("neither UTF-8 nor CP949 (EUC-KR) text; save it as 'CSV UTF-8'")


def _is_korean(text: str) -> bool:
    """Whether Hangul makes up most letters beyond ASCII: other encodings read as CP949 give rare Chinese characters."""
    letters = [letter for letter in text if letter.isalpha() and not letter.isascii()]
    return sum("가" <= letter <= "힣" for letter in letters) >= 0.5 * len(letters)


def _delimiter(text: str) -> str:
    """The one that cuts most rows into one and the same number of cells, at least two."""

    def score(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            widths = [len(row) for row in islice(reader, 200) if len(row) > 1]
        except csv.Error:
            return 0, 0
        common = max(set(widths), key=widths.count, default=0)
        return widths.count(common), common

    return max(_DELIMITERS, key=score)
