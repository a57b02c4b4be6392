"""The footnotes at the foot of a PDF page, and the raised labels that refer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.documents.pdf_joining import Joiner
from assistant.documents.pdf_lines import Line, lines_of, raised_labels
from assistant.documents.pdf_page import Box, PageContent

_LABEL = re.compile(r"(\d{1,3}|[*†‡§]+|[a-z])\)?(?!\d)\s*")


@dataclass(frozen=True)
class Notes:
    """The lines of a page's footnotes, each note's beginning without its label, and the labels."""

    notes: tuple[tuple[Line, ...], ...] = ()
    labels: frozenset[str] = frozenset()

    def texts(self, joiner: Joiner) -> list[str]:
        """Each note as one text, without its label."""
        found = [joiner.join((line.text, line.blank_after) for line in note) for note in self.notes]
        return [_without_label(text, self.labels) for text in found]


def notes_of(content: PageContent, tables: Sequence[Box], body: float) -> Notes:
    """The small lines at the foot of the page, below a short rule or beginning with a label that the page refers to."""
    free = [word for word in content.words if not any(table.holds(word) for table in tables)]
    lines = lines_of(free, content, keep_raised=True)
    small = _small_lines_at_the_foot(lines, max((table.bottom for table in tables), default=0.0), body)
    if not small:
        return Notes()
    referred = raised_labels(word for word in content.words if word.bottom < small[0].top)
    rule = _rule_above(small, lines, content)
    start = next((i for i, line in enumerate(small) if line.top > rule or _label(line.text) in referred), len(small))
    notes: list[list[Line]] = []
    for line in small[start:]:
        if not notes or _label(line.text) in referred:
            notes.append([])
        notes[-1].append(line)
    labels = frozenset(label for note in notes if (label := _label(note[0].text)) in referred)
    return Notes(tuple(tuple(note) for note in notes), labels)


def _small_lines_at_the_foot(lines: Sequence[Line], top: float, body: float) -> list[Line]:
    found: list[Line] = []
    for line in reversed(lines):
        if line.size > 0.93 * body or line.top < top:
            break
        found.insert(0, line)
    return found


def _rule_above(small: Sequence[Line], lines: Sequence[Line], content: PageContent) -> float:
    """Where the rule lies that parts the notes from the text; infinity without one."""
    above = max((line.bottom for line in lines if line.bottom <= small[0].top), default=0.0)
    rules = [e["top"] for e in content.edges if e["orientation"] == "h" and e["x1"] - e["x0"] < content.width / 2]
    return min((y for y in rules if above - 2 <= y <= small[-1].top), default=float("inf"))


def _label(text: str) -> str:
    found = _LABEL.match(text)
    return found[0].strip() if found else ""


def _without_label(text: str, labels: frozenset[str]) -> str:
    label = _label(text)
    return text[len(label) :].lstrip() if label in labels else text
