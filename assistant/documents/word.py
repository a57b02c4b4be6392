"""DOCX files -> blocks.

Read from the XML itself (ECMA-376 part 1, WordprocessingML), since what policy documents rest on is what object models of it
leave out: notes, text boxes, tracked changes, hidden text. Insertions are kept and deletions dropped, as if every change were
accepted. Headers, footers and comments are parts of their own and are not read. Numbers that a list or heading prints by itself
are not in the text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal
from xml.etree.ElementTree import Element

from assistant.documents.archive import Archive
from assistant.documents.blocks import Parsed
from assistant.documents.cells import Cell
from assistant.documents.flow import Note, Paragraph, Part, Table, blocks_of, flat
from assistant.documents.word_styles import Styles, child, is_on, value

_DROPPED = {"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "delInstrText", "rt", "Fallback", "annotationRef"}
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
_NOTES: dict[str, Literal["Note", "Endnote"]] = {"footnoteReference": "Note", "endnoteReference": "Endnote"}


def parse_docx(raw: bytes) -> Parsed:
    """Headings, paragraphs, items and tables in reading order; the notes of a section stand behind it as "Note 1: ...".

    A table's locator is "table 2", its rows' "table 2, row 3", counted as in the file, header included.
    Raises ValueError with one line when the file is damaged, password-protected, too large or not a DOCX.
    """
    archive = Archive(raw, "DOCX")
    main = _target(archive, "", "officeDocument")
    if main is None:
        raise ValueError("not a DOCX file: the archive names no Word document")
    root = archive.xml(main)
    body = child(root, "body")
    if root.tag != "document" or body is None:
        raise ValueError(f"not a DOCX file: expected a Word document in {main}, got <{root.tag}>")
    styles_name = _target(archive, main, "styles")
    reader = _Reader(Styles(archive.xml(styles_name) if styles_name else None))
    for reference, relation in (("footnoteReference", "footnotes"), ("endnoteReference", "endnotes")):
        if name := _target(archive, main, relation):
            reader.read_notes(reference, archive.xml(name))
    return Parsed({}, blocks_of(reader.parts(body)))


def _target(archive: Archive, part: str, relation: str) -> str | None:
    """The part that `part` ("" is the package) names with a relation of this type, if the archive has it."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive:
        return None
    for entry in archive.xml(relations):
        if (entry.get("Type") or "").endswith(f"/{relation}") and entry.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target") or "")).lstrip("/")
            if target in archive:
                return target
    return None


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._notes: dict[tuple[str, str], str] = {}

    def read_notes(self, reference: str, root: Element) -> None:
        """Keep each note's text by its id. A note can't refer to a note, so none is known while they are read."""
        notes = {(reference, note.get("id") or ""): flat(self.parts(note)) for note in root if not note.get("type")}
        self._notes |= notes

    def parts(self, container: Iterable[Element]) -> Iterator[Part]:
        """The paragraphs and tables of a body, cell, note or text box; wrappers such as content controls are looked through."""
        for element in container:
            name = element.tag
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield Table(tuple(self._cells(element)))
            elif name not in _DROPPED and not name.endswith("Pr"):
                yield from self.parts(element)

    def _paragraph(self, element: Element) -> Iterator[Part]:
        style = self._styles.of_paragraph(element)
        pieces: list[str] = []
        behind: list[Part] = []
        if not style.hidden:
            self._inline(element, pieces, behind)
        text = "".join(pieces)
        if text.strip() and not style.role.contents:
            yield Paragraph(text, level=style.role.level, item=style.role.item, caption=style.role.caption)
        yield from behind

    def _inline(self, element: Element, pieces: list[str], behind: list[Part]) -> None:
        """Collect the text under an element; what floats (text boxes) or is set below (notes) goes `behind` the paragraph."""
        for part in element:
            name = part.tag
            if name in _DROPPED or (name == "r" and self._styles.is_hidden_run(part)):
                continue
            if name == "t":
                pieces.append(part.text or "")
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name in _NOTES:
                if text := self._notes.get((name, part.get("id") or "")):
                    behind.append(Note(text, _NOTES[name]))
            elif name == "txbxContent":
                behind.extend(self.parts(part))
            elif name == "AlternateContent":
                self._inline(_alternative(part), pieces, behind)
            else:
                self._inline(part, pieces, behind)

    def _cells(self, table: Element) -> list[Cell[Part]]:
        cells: list[Cell[Part]] = []
        above: dict[int, int] = {}
        number = 0
        for row in _wrapped(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None or is_on(child(properties, "hidden")):
                continue
            column = _number(value(child(properties, "gridBefore")), 0)
            header = is_on(child(properties, "tblHeader"))
            for tc in _wrapped(row, "tc"):
                span = _number(value(child(child(tc, "tcPr"), "gridSpan")), 1)
                merge = child(child(tc, "tcPr"), "vMerge")
                if merge is not None and value(merge) != "restart" and column in above:
                    cells[above[column]] = replace(cells[above[column]], row_span=number - cells[above[column]].row + 1)
                else:
                    above.pop(column, None)
                    if merge is not None:
                        above[column] = len(cells)
                    content = tuple(self.parts(tc))
                    cells.append(Cell(number, column, content, 1, span, header, shaded=_is_shaded(child(child(tc, "tcPr"), "shd"))))
                column += span
            number += 1
        return cells


def _alternative(element: Element) -> Element:
    """The one of the alternatives to read: the same drawing is written twice, for new and for old programs."""
    choice = child(element, "Choice")
    fallback = child(element, "Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def _wrapped(element: Element, name: str) -> Iterator[Element]:
    """The children of this name, also inside content controls and other wrappers, but not inside nested tables."""
    for part in element:
        if part.tag == name:
            yield part
        elif part.tag not in _DROPPED and part.tag not in ("p", "tbl", "tc", "tr"):
            yield from _wrapped(part, name)


def _is_shaded(shading: Element | None) -> bool:
    return shading is not None and (shading.get("fill") or "auto").lower() not in ("auto", "ffffff")


def _number(text: str | None, default: int) -> int:
    return max(int(text), default) if text and text.isdecimal() and len(text) < 6 else default
