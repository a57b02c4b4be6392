"""True sentences: each statement of the corpus as the assistant would say it, with the citation that it would give."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answering.composer import Draft, sentence_text
from assistant.records import Citation, Language, Period, PolicyDocument, Reading

_TODAY = Period.parse("2026-11-22")


@dataclass(frozen=True)
class Claim:
    """A true sentence, its citation, and the half (even or odd) that its document falls in: a document and its translation share one."""

    id: str
    language: Language
    half: str
    text: str
    citation: Citation

    @property
    def context(self) -> str:
        """What is known beside the quote: title, headings, caption and table header."""
        return " › ".join((self.citation.title, *self.citation.section, self.citation.context or ""))


def half_of(document: PolicyDocument) -> str:
    """Even or odd, by a hash of the id that a document and its translation have in common."""
    digest = hashlib.sha256((document.translation_of or document.id).encode()).digest()
    return "odd" if digest[0] % 2 else "even"


def claims(documents: Iterable[PolicyDocument]) -> Iterator[Claim]:
    """Every sentence, item and row, in the order of a hash, so that the first ones are spread over all documents."""
    found = (claim for document in documents for claim in _claims(document))
    return iter(sorted(found, key=lambda claim: hashlib.sha256(claim.id.encode()).digest()))


def _claims(document: PolicyDocument) -> Iterator[Claim]:
    reading = Reading(text="", query="", language=document.language, reply_language=document.language, as_of=_TODAY)
    for statement in document.statements:
        if statement.kind == "lead":
            continue
        draft = Draft(reading)
        draft.cite(document, statement, None)
        yield Claim(
            id=f"{document.id}@{statement.start}",
            language=document.language,
            half=half_of(document),
            text=sentence_text(document, statement),
            citation=draft.citations[0],
        )
