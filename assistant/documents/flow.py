"""What word processors share: paragraphs, notes and tables in reading order -> blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.documents import grids
from assistant.documents.blocks import Block, Span
from assistant.documents.cells import Cell, laid_out, marked_rows, rows_of
from assistant.documents.grids import distinct, header, header_rows, pairs

MAX_CHARACTERS = 20_000_000
# Hangul's outline levels number headings and clauses alike; what is long or a full sentence is a clause.
MAX_HEADING = 200
_SENTENCE = re.compile(r"[가-힣]다[.。]$")
_BULLET = re.compile(r"[○●◦•·‣▪▫ㅇ∙\-–]\s+(?=\S)")
_CAPTION = re.compile(r"[<〈《\[(【]?\s*(?:table|표|별표|서식)\s*\d+(?:[-.]\d+)*\b.{0,150}", re.IGNORECASE)
_UNIT = re.compile(r"[(\[<※*]*\s*(?:단위|units?)\s*[:：].{1,40}", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"(?:heading|제목|개요|outline)\s*(\d+)", re.IGNORECASE)
_TITLE_STYLES = {"title", "제목", "표제", "문서 제목"}
_CAPTION_STYLES = {"caption", "캡션", "table", "표 제목"}
_CONTENTS_STYLE = re.compile(r"(?:toc|table of figures|차례|목차|contents)(?:\s*(?:heading|제목|\d+))?", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
MAX_OUTLINE = 9


@dataclass(frozen=True)
class Paragraph:
    """A line of text. `level` is a heading's, from 1, else 0; `item` marks a list item, `caption` one styled as caption."""

    text: str
    level: int = 0
    item: bool = False
    caption: bool = False


@dataclass(frozen=True)
class Note:
    """A footnote or endnote, behind the paragraph that refers to it."""

    text: str
    kind: Literal["Note", "Endnote"] = "Note"


@dataclass(frozen=True)
class Table:
    """A table's cells in reading order, and the caption that the file ties to it."""

    cells: tuple[Cell[Part], ...]
    caption: str = ""


Part = Paragraph | Note | Table


@dataclass(frozen=True)
class Role:
    """What a paragraph's style makes of it. `contents` marks a line of the table of contents, which repeats the headings."""

    level: int = 0
    item: bool = False
    caption: bool = False
    contents: bool = False


def role_of_style(*names: str) -> Role:
    """The role that a style's names (its own, its English one) tell, such as "Heading 2", "제목 2" or "개요 2"."""
    for name in (name.strip().lower() for name in names):
        if match := _HEADING_STYLE.fullmatch(name):
            return Role(level=min(max(int(match[1]), 1), MAX_OUTLINE))
        if name in _TITLE_STYLES:
            return Role(level=1)
        if name in _CAPTION_STYLES:
            return Role(caption=True)
        if _CONTENTS_STYLE.fullmatch(name):
            return Role(contents=True)
    return Role()


def clean(text: str) -> str:
    """The text without invisible characters, every run of blanks as one."""
    return " ".join(text.translate(_INVISIBLE).split())


def flat(parts: Iterable[Part]) -> str:
    """The text of a cell or note on one line. A table in it becomes "cell / cell; cell / cell"."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Paragraph):
            lines.append(part.text)
        elif isinstance(part, Table):
            rows = (" / ".join(filter(None, (flat(cell.content) for cell in row))) for row in rows_of(part.cells))
            lines.append(" ".join(filter(None, (part.caption, "; ".join(filter(None, rows))))))
    return clean(" ".join(lines))


def blocks_of(parts: Iterable[Part]) -> tuple[Block, ...]:
    """Lay the parts out as blocks. Raises ValueError when a table or the whole text is too large."""
    layout = _Layout()
    layout.add_all(parts)
    layout.close_section()
    return tuple(layout.blocks)


@dataclass
class _Layout:
    blocks: list[Block] = field(default_factory=list)
    _notes: list[Note] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=lambda: {"Note": 0, "Endnote": 0, "table": 0})
    _captions: list[str] = field(default_factory=list)
    _size: int = 0

    def add_all(self, parts: Iterable[Part]) -> None:
        for part in parts:
            if isinstance(part, Note):
                self._notes.append(part)
            elif isinstance(part, Table):
                self._add_table(part)
            elif text := clean(part.text):
                self._add_paragraph(part, text)

    def close_section(self) -> None:
        """A caption without a table is a paragraph; the notes follow what they belong to."""
        self._flush_captions()
        for note in self._notes:
            if text := clean(note.text):
                self._counts[note.kind] += 1
                self._emit(Block("paragraph", Span(f"{note.kind} {self._counts[note.kind]}: {text}")))
        self._notes.clear()

    def _add_paragraph(self, part: Paragraph, text: str) -> None:
        if part.caption or _CAPTION.fullmatch(text) or _UNIT.fullmatch(text):
            self._captions.append(text)
            return
        self._flush_captions()
        if part.level and len(text) <= MAX_HEADING and not _SENTENCE.search(text):
            self.close_section()
            self._emit(Block("heading", Span(text), level=part.level))
        elif part.item or part.level or _BULLET.match(text):
            self._emit(Block("item", Span(_BULLET.sub("", text, count=1) if _BULLET.match(text) else text)))
        else:
            self._emit(Block("paragraph", Span(text)))

    def _flush_captions(self) -> None:
        for caption in self._captions:
            self._emit(Block("paragraph", Span(caption)))
        self._captions.clear()

    def _add_table(self, table: Table) -> None:
        captions, self._captions = [*self._captions, clean(table.caption)], []
        if len(table.cells) == 1:
            # A frame around text, as notices use it: what is in it reads on.
            self._captions = list(filter(None, captions))
            self.add_all(table.cells[0].content)
            return
        self._notes += [note for cell in table.cells for note in _notes_in(cell.content)]
        # Rows are counted as in the file, whatever is left out.
        rows = [(number, row) for number, row in enumerate(laid_out(table.cells, flat), start=1) if distinct(row)]
        while len(rows) > 1 and _fills(rows[0][1]):
            captions.append(rows.pop(0)[1][0].text)
        if caption := " ".join(dict.fromkeys(filter(None, captions))):
            self._emit(Block("paragraph", Span(caption.rstrip(":： ") + ":")))
        if rows:
            self._counts["table"] += 1
            name = f"table {self._counts['table']}"
            for block in _table_blocks(rows, marked_rows(table.cells), name):
                self._emit(block)

    def _emit(self, block: Block) -> None:
        self._size += len(block.span.text) + sum(map(len, block.header)) + sum(len(cell.text) for row in block.rows for cell in row)
        if self._size > MAX_CHARACTERS:
            raise ValueError(f"more than {MAX_CHARACTERS:,} characters of text; split the file")
        self.blocks.append(block)


_Rows = list[tuple[int, list[grids.Cell]]]


def _fills(row: Sequence[grids.Cell]) -> bool:
    return len(row) > 1 and all(cell is row[0] for cell in row)


def _table_blocks(rows: _Rows, marked: set[int], name: str) -> Iterable[Block]:
    """A table; a single row is a paragraph, a form of labels and values is items. A row that one cell fills has it once."""
    grid = [row for _, row in rows]
    places = [f"{name}, row {number}" for number, _ in rows]
    if len(rows) == 1:
        yield Block("paragraph", Span(" ".join(cell.text for cell in distinct(grid[0]))), locator=places[0])
    elif not (form := pairs(grid)):
        depth = next((i for i, (number, _) in enumerate(rows) if number - 1 not in marked), len(rows))
        depth = depth if 0 < depth < len(rows) else header_rows(grid)
        body = tuple(tuple(Span(cell.text) for cell in (row[:1] if _fills(row) else row)) for row in grid[depth:])
        yield Block("table", header=header(grid[:depth]), rows=body, locator=name, row_locators=tuple(places[depth:]))
    else:
        for row, place in zip(form, places, strict=True):
            yield from (Block("item", Span(f"{label}: {value}"), locator=place) for label, value in row)


def _notes_in(parts: Sequence[Part]) -> Iterable[Note]:
    for part in parts:
        if isinstance(part, Note):
            yield part
        elif isinstance(part, Table):
            for cell in part.cells:
                yield from _notes_in(cell.content)
