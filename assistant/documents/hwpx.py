"""HWPX files -> blocks.

HWPX is a zip of XML (OWPML, the Korean standard KS X 6101): `Contents/header.xml` has the styles, `Contents/section0.xml` and
on the text. Tracked insertions are kept and deletions dropped; headers, footers, memos and hidden comments are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal
from xml.etree.ElementTree import Element

from assistant.documents.archive import Archive
from assistant.documents.blocks import Parsed
from assistant.documents.cells import Cell
from assistant.documents.flow import Note, Paragraph, Part, Role, Table, blocks_of, flat, role_of_style

_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_HEADER = "Contents/header.xml"
_MANIFEST = "META-INF/manifest.xml"
_DROPPED = {"header", "footer", "hiddenComment", "fieldBegin", "secPr", "pageNum", "linesegarray", "subText", "shapeComment", "caption"}
_SIGNS = {"tab": " ", "lineBreak": " ", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_NOTES: dict[str, Literal["Note", "Endnote"]] = {"footNote": "Note", "endNote": "Endnote"}
_COUNTED = {"TABLE", "PICTURE", "EQUATION"}


def parse_hwpx(raw: bytes) -> Parsed:
    """Headings, paragraphs, items and tables in reading order; the notes of a section stand behind it as "Note 1: ...".

    A table's locator is "table 2", its rows' "table 2, row 3", counted as in the file, header included.
    Raises ValueError with one line when the file is damaged, password-protected, too large or not an HWPX.
    """
    archive = Archive(raw, "HWPX")
    if _MANIFEST in archive and any(entry.tag == "encryption-data" for entry in archive.xml(_MANIFEST).iter()):
        raise ValueError("HWPX file is password-protected or distribution-only; save it as an ordinary document")
    sections = sorted((int(match[1]), name) for name in archive.names() if (match := _SECTION.fullmatch(name)))
    if not sections:
        raise ValueError("not an HWPX file: expected Contents/section0.xml in the archive, found none")
    reader = _Reader(_roles(archive.xml(_HEADER)) if _HEADER in archive else {})
    return Parsed({}, blocks_of(part for _, name in sections for part in reader.parts(archive.xml(name))))


_Roles = dict[tuple[str, str], Role]


def _roles(header: Element) -> _Roles:
    """The role of each style ("style", id) and each paragraph shape ("shape", id) of the header."""
    roles: _Roles = {}
    for element in header.iter():
        key = element.get("id") or ""
        if element.tag == "style":
            roles["style", key] = role_of_style(element.get("name") or "", element.get("engName") or "")
        elif element.tag == "paraPr":
            heading = next((part for part in element.iter() if part.tag == "heading"), None)
            kind = "" if heading is None else heading.get("type") or ""
            level = "" if heading is None else heading.get("level") or ""
            outline = int(level) + 1 if kind == "OUTLINE" and level.isdecimal() and len(level) == 1 else 0
            roles["shape", key] = Role(level=outline, item=kind in ("NUMBER", "BULLET"))
    return roles


class _Reader:
    def __init__(self, roles: _Roles) -> None:
        self._roles = roles
        # A tracked deletion may end in a later paragraph than it starts in.
        self._deleting = False

    def parts(self, container: Iterable[Element]) -> Iterator[Part]:
        """The paragraphs and tables of a section, cell, note or text box."""
        for element in container:
            if element.tag == "p":
                yield from self._paragraph(element)

    def _paragraph(self, element: Element) -> Iterator[Part]:
        role = self._roles.get(("style", element.get("styleIDRef") or ""), Role())
        shape = self._roles.get(("shape", element.get("paraPrIDRef") or ""), Role())
        pieces: list[str] = []
        behind: list[Part] = []
        self._inline(element, pieces, behind)
        text = "".join(pieces)
        if text.strip() and not role.contents:
            yield Paragraph(text, level=role.level or shape.level, item=shape.item, caption=role.caption)
        yield from behind

    def _inline(self, element: Element, pieces: list[str], behind: list[Part]) -> None:
        """Collect the text under an element; tables, text boxes and notes go `behind` the paragraph."""
        for part in element:
            name = part.tag
            if name == "t":
                self._text(part, pieces)
            elif name in _NOTES:
                self._add(Note(flat(self._boxes(part)), _NOTES[name]), behind)
            elif name == "tbl":
                self._add(self._table(part), behind)
            elif name == "subList":
                behind.extend(self.parts(part))
            elif name == "autoNum":
                pieces.append(part.get("num") or "" if part.get("numType") in _COUNTED else "")
            elif name == "mainText":
                pieces.append(part.text or "")
            elif name not in _DROPPED:
                self._inline(part, pieces, behind)

    def _add(self, part: Part, behind: list[Part]) -> None:
        if not self._deleting:
            behind.append(part)

    def _text(self, element: Element, pieces: list[str]) -> None:
        """A text element holds text between signs and the marks of tracked changes."""
        self._piece(element.text, pieces)
        for part in element:
            name = part.tag
            if name in ("deleteBegin", "deleteEnd"):
                self._deleting = name == "deleteBegin"
            self._piece(_SIGNS.get(name), pieces)
            self._piece(part.tail, pieces)

    def _piece(self, text: str | None, pieces: list[str]) -> None:
        if text and not self._deleting:
            pieces.append(text)

    def _boxes(self, element: Element) -> Iterator[Part]:
        for part in element:
            if part.tag == "subList":
                yield from self.parts(part)

    def _table(self, table: Element) -> Table:
        caption = next((flat(self._boxes(part)) for part in table if part.tag == "caption"), "")
        cells: list[Cell[Part]] = []
        for number, row in enumerate(part for part in table if part.tag == "tr"):
            for column, tc in enumerate(part for part in row if part.tag == "tc"):
                own = {part.tag: part for part in tc}
                place, span = own.get("cellAddr"), own.get("cellSpan")
                cell: Cell[Part] = Cell(number, column, tuple(self._boxes(tc)), header=tc.get("header") == "1")
                if place is not None:
                    cell = replace(cell, row=_number(place.get("rowAddr"), number), column=_number(place.get("colAddr"), column))
                if span is not None:
                    cell = replace(cell, row_span=_number(span.get("rowSpan"), 1) or 1, column_span=_number(span.get("colSpan"), 1) or 1)
                cells.append(cell)
        return Table(tuple(cells), caption)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
