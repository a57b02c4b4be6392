"""HWP 5 files -> blocks.

Source: "Hangul document file formats 5.0", revision 1.3, published by Hancom, chapters 4.2 (styles) and 4.3 (text): a paragraph
is a PARA_HEADER record with a PARA_TEXT below it, UTF-16 text in which control characters stand for tables, notes and drawings;
each of those is a CTRL_HEADER record below the paragraph, in the order of the characters. Tracked insertions are kept and
deletions dropped; headers, footers and hidden comments are left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.documents.blocks import Parsed
from assistant.documents.cells import Cell
from assistant.documents.flow import Note, Paragraph, Part, Role, Table, blocks_of, flat, role_of_style
from assistant.documents.hwp_records import Record, read_streams

_PARA_SHAPE, _STYLE = 25, 26
_PARA_HEADER, _PARA_TEXT, _RANGE_TAG, _CTRL_HEADER, _LIST_HEADER, _TABLE = 66, 67, 70, 71, 72, 77
_OUTLINE, _NUMBER, _BULLET = 1, 2, 3
_HEADER_CELL = 1 << 18
_DELETED = 0x11
# Control characters take one unit of text or eight; of the eights, the extended ones have a CTRL_HEADER.
_BLANK = 32
_SINGLE = {0: _BLANK, 10: _BLANK, 13: _BLANK, 24: ord("-"), **dict.fromkeys(range(25, 32), _BLANK)}
_TAB = 9
_INLINE = {4, 5, 6, 7, 8, _TAB, 19, 20}
_WIDE = 8
_NOTES: dict[str, Literal["Note", "Endnote"]] = {"fn  ": "Note", "en  ": "Endnote"}
# Kinds of automatic numbers that belong to the text: of pictures, tables and equations, not of pages and notes.
_COUNTED = {3, 4, 5}


def parse_hwp(raw: bytes) -> Parsed:
    """Headings, paragraphs, items and tables in reading order; the notes of a section stand behind it as "Note 1: ...".

    A table's locator is "table 2", its rows' "table 2, row 3", counted as in the file, header included.
    Raises ValueError with one line when the file is damaged, protected, too large or not an HWP 5.
    """
    streams = read_streams(raw)
    records = [below for record in streams.info for below in (record, *record.children)]
    reader = _Reader(
        [_style_role(record) for record in records if record.tag == _STYLE],
        [_shape_role(record) for record in records if record.tag == _PARA_SHAPE],
    )
    return Parsed({}, blocks_of(part for section in streams.sections for part in reader.parts(section)))


def _style_role(record: Record) -> Role:
    """A STYLE record starts with its local and its English name, each with its length."""
    length = record.number(0, 2)
    start = 2 + 2 * length
    names = record.data[2:start], record.data[start + 2 : start + 2 + 2 * record.number(start, 2)]
    return role_of_style(*(name.decode("utf-16-le", errors="replace") for name in names))


def _shape_role(record: Record) -> Role:
    """A PARA_SHAPE record's first property holds what heads the paragraph (bits 23, 24) and its level (bits 25 to 27)."""
    properties = record.number(0, 4)
    head = properties >> 23 & 0b11
    return Role(level=(properties >> 25 & 0b111) + 1 if head == _OUTLINE else 0, item=head in (_NUMBER, _BULLET))


@dataclass(frozen=True)
class _Reader:
    styles: list[Role]
    shapes: list[Role]

    def parts(self, records: Iterable[Record]) -> Iterator[Part]:
        """The paragraphs and tables among records and, where those are drawings, below them."""
        for record in records:
            if record.tag == _PARA_HEADER:
                yield from self._paragraph(record)
            else:
                yield from self.parts(record.children)

    def _paragraph(self, record: Record) -> Iterator[Part]:
        style = _at(self.styles, record.number(10, 1))
        shape = _at(self.shapes, record.number(8, 2))
        text, controls = _text_of(record)
        if text.strip() and not style.contents:
            yield Paragraph(text, level=style.level or shape.level, item=shape.item, caption=style.caption)
        for control in controls:
            name = _name(control)
            if name == "tbl ":
                yield self._table(control)
            elif name in _NOTES:
                yield Note(flat(self.parts(control.children)), _NOTES[name])
            elif name == "gso ":
                yield from self.parts(control.children)

    def _table(self, control: Record) -> Table:
        """What stands before the TABLE record is the caption; behind it, each LIST_HEADER opens a cell."""
        heads: list[Record] = []
        contents: list[list[Part]] = []
        caption: list[Part] = []
        seen = False
        for record in control.children:
            if record.tag == _TABLE:
                seen = True
            elif record.tag == _LIST_HEADER and seen:
                heads.append(record)
                contents.append([])
            elif record.tag == _PARA_HEADER:
                (contents[-1] if contents else caption).extend(self._paragraph(record))
        return Table(tuple(_cell(head, tuple(content)) for head, content in zip(heads, contents, strict=True)), flat(caption))


def _cell(head: Record, content: tuple[Part, ...]) -> Cell[Part]:
    row, column = head.number(10, 2), head.number(8, 2)
    return Cell(row, column, content, head.number(14, 2) or 1, head.number(12, 2) or 1, bool(head.number(4, 4) & _HEADER_CELL))


def _text_of(paragraph: Record) -> tuple[str, list[Record]]:
    """A paragraph's text and controls, without what is marked as deleted."""
    waiting = iter([record for record in paragraph.children if record.tag == _CTRL_HEADER])
    data = b"".join(record.data for record in paragraph.children if record.tag == _PARA_TEXT)
    units = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    kept = _kept(paragraph, len(units))
    text: list[int] = []
    controls: list[Record] = []
    position = 0
    while position < len(units):
        unit, is_kept = units[position], kept[position]
        wide = unit < _BLANK and unit not in _SINGLE
        control = next(waiting, None) if wide and unit not in _INLINE else None
        position += _WIDE if wide else 1
        if not is_kept:
            continue
        if control is not None:
            controls.append(control)
            text += map(ord, _auto_number(control))
        elif unit == _TAB:
            text.append(_BLANK)
        elif not wide:
            text.append(_SINGLE.get(unit, unit))
    return struct.pack(f"<{len(text)}H", *text).decode("utf-16-le", errors="replace"), controls


def _kept(paragraph: Record, length: int) -> bytearray:
    """1 for every unit of the text but those that a RANGE_TAG marks as deleted: entries of start, end, and kind in the last byte."""
    kept = bytearray(b"\1" * length)
    for record in paragraph.children:
        for offset in range(0, len(record.data) - 11 if record.tag == _RANGE_TAG else 0, 12):
            if record.number(offset + 11, 1) == _DELETED:
                first, last = (min(record.number(offset + at, 4), length) for at in (0, 4))
                kept[first:last] = bytes(max(last - first, 0))
    return kept


def _auto_number(control: Record) -> str:
    """The number that an automatic number of a picture, table or equation prints, else nothing."""
    is_counted = _name(control) == "atno" and control.number(4, 4) & 0xF in _COUNTED
    return str(control.number(8, 2)) if is_counted else ""


def _name(control: Record) -> str:
    """A control's four letters, stored from the last to the first."""
    return control.data[3::-1].decode("latin-1")


def _at(roles: list[Role], index: int) -> Role:
    return roles[index] if index < len(roles) else Role()
