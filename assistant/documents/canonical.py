"""Blocks -> canonical text, sections and statements.

Canonical text is the document without head, markup and footnotes. Headings, paragraphs, items and rows are lines of it;
references and markers become annotations of statements, which are slices of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sentencex import get_sentence_boundaries

from assistant.documents.blocks import Block, Mark, Span
from assistant.records import Language, Section, Statement

_CELL = " | "
_END = re.compile(r"[.!?。…:;]$")
# Markers a writer may put behind references; corpus/README.md describes them.
MARKERS = ("superseded", "uncertain", "derived", "conflict", "corrects")


@dataclass
class Canonical:
    """The text and what stands where in it."""

    text: str = ""
    sections: list[Section] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def build(blocks: Sequence[Block], language: Language, title: str) -> Canonical:
    """Lay the blocks out as text and cut it into statements.

    A document with references is cut behind each run of references; one without into sentences. A line that ends in a
    colon is the lead of the list or the caption of the table below it.
    """
    referenced = any(m.kind == "reference" for b in blocks for s in _spans(b) for m in s.marks)
    out = Canonical()
    path: list[tuple[int, str]] = []
    opened = 0
    lead: str | None = None
    previous: str | None = None
    for block in blocks:
        if out.text:
            out.text += "\n" if block.kind == previous == "item" or (block.kind in ("item", "table") and lead) else "\n\n"
        if block.kind == "heading":
            _close(out, path, opened)
            path = [(level, name) for level, name in path if level < block.level]
            if not (block.span.text == title and block.level == 1):
                path.append((block.level, block.span.text))
            out.text += block.span.text
            opened, lead = len(out.text), None
        elif block.kind == "table":
            _table(out, block, _names(path), lead)
            lead = None
        else:
            kind: Literal["sentence", "item"] = "item" if block.kind == "item" else "sentence"
            is_lead = block.kind == "paragraph" and block.span.text.endswith((":", "：")) and not block.span.marks
            context = lead if block.kind == "item" else None
            start = len(out.text)
            out.text += block.span.text
            if is_lead:
                lead = block.span.text.rstrip(":： ")
                out.statements.append(Statement(start=start, end=len(out.text), section=_names(path), kind="lead"))
            else:
                if block.kind == "paragraph":
                    lead = None
                cuts = _cut_at_references(block.span) if referenced else _cut_at_sentences(block.span.text, language)
                out.statements += [_statement(out.text, start, cut, kind, _names(path), context, block.locator) for cut in cuts]
        previous = block.kind
    _close(out, path, opened)
    return out


def _spans(block: Block) -> list[Span]:
    return [block.span, *(cell for row in block.rows for cell in row)]


def _names(path: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(name for _, name in path)


def _close(out: Canonical, path: Sequence[tuple[int, str]], opened: int) -> None:
    """End the section that is open, if it holds anything but blanks."""
    if out.text[opened:].strip():
        out.sections.append(Section(path=_names(path), start=opened, end=len(out.text)))


def _table(out: Canonical, block: Block, section: tuple[str, ...], caption: str | None) -> None:
    start = len(out.text)
    out.text += _CELL.join(block.header)
    out.statements.append(Statement(start=start, end=len(out.text), section=section, kind="lead", caption=caption))
    for number, row in enumerate(block.rows):
        out.text += "\n"
        start = len(out.text)
        out.text += _CELL.join(cell.text for cell in row)
        marks = [mark for cell in row for mark in cell.marks]
        out.statements.append(
            Statement(
                start=start,
                end=len(out.text),
                section=section,
                kind="row",
                cells=tuple(zip(_padded(block.header, len(row)), (cell.text for cell in row), strict=True)),
                caption=caption,
                locator=block.row_locators[number] if block.row_locators else block.locator,
                **_annotations(marks),
            )
        )


def _padded(header: Sequence[str], width: int) -> list[str]:
    return [*header[:width], *[""] * (width - len(header))]


def _cut_at_references(span: Span) -> list[tuple[int, int, list[Mark]]]:
    """(start, end, marks) of each statement: the text up to a run of marks. Text behind the last run is one of its own."""
    cuts: list[tuple[int, int, list[Mark]]] = []
    start, run = 0, list[Mark]()
    for mark in span.marks:
        if run and span.text[run[-1].offset : mark.offset].strip():
            cuts.append((start, run[-1].offset, run))
            start, run = run[-1].offset, []
        run.append(mark)
    if run:
        cuts.append((start, run[-1].offset, run))
        start = run[-1].offset
    if span.text[start:].strip(" .。"):
        cuts.append((start, len(span.text), []))
    return cuts


def _cut_at_sentences(text: str, language: Language) -> list[tuple[int, int, list[Mark]]]:
    return [(start, end, []) for start, end in sentence_spans(text, language)]


def sentence_spans(text: str, language: Language) -> list[tuple[int, int]]:
    """(start, end) of each sentence of a paragraph, blanks trimmed."""
    spans: list[tuple[int, int]] = []
    for found in get_sentence_boundaries(language, text):
        start, end = int(found["start_index"]), int(found["end_index"])
        part = text[start:end]
        start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
        if end > start:
            spans.append((start, end))
    return spans


def _statement(
    text: str,
    base: int,
    cut: tuple[int, int, list[Mark]],
    kind: Literal["sentence", "item"],
    section: tuple[str, ...],
    lead: str | None,
    locator: str | None,
) -> Statement:
    start, end, marks = cut
    while start < end and (text[base + start].isspace() or (start and text[base + start] in ".。")):
        start += 1
    while end > start and text[base + end - 1].isspace():
        end -= 1
    return Statement(start=base + start, end=base + end, section=section, kind=kind, caption=lead, locator=locator, **_annotations(marks))


def _annotations(marks: Sequence[Mark]) -> dict[str, object]:
    """The statement's fields that references and markers fill. Unknown markers are left to the check."""
    values = [m.value.partition(":") for m in marks if m.kind == "marker"]
    named = {name.strip(): rest.strip() for name, _, rest in values}
    return {
        "references": tuple(dict.fromkeys(m.value for m in marks if m.kind == "reference")),
        "superseded": "superseded" in named,
        "uncertain": "uncertain" in named,
        "derived": "derived" in named,
        "conflict": named.get("conflict"),
        "corrects": named.get("corrects"),
    }
