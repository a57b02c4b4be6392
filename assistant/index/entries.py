"""What is put into the store: chunks and statements, each as an entry with the text that is embedded and searched."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.documents.chunking import chunk_document, statement_context, statement_text
from assistant.documents.validity import Days, validity
from assistant.index.recipe import EmbedderSettings
from assistant.records import Chunk, Language, PolicyDocument

Level = Literal["chunks", "statements"]
LEVELS: tuple[Level, ...] = ("chunks", "statements")
OPEN_START, OPEN_END = 0, 99991231
_HASH = re.compile(r"[#~][0-9a-f]{16}(?:\.\d+)?$")


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. `start` points into the document's canonical text; days are YYYYMMDD, both included."""

    id: str
    document: str
    language: Language
    start: int
    text: str
    valid_from: int
    valid_to: int

    @property
    def metadata(self) -> dict[str, str | int]:
        """What the vector store filters by."""
        return {"document": self.document, "language": self.language, "valid_from": self.valid_from, "valid_to": self.valid_to}


def document_of(entry_id: str) -> str:
    """The id of the document that an entry is of: an entry's id is the document's and a hash."""
    return _HASH.sub("", entry_id)


def filters_of(document: PolicyDocument, days: Days) -> dict[str, str | int]:
    """The metadata of all entries of a document that is in force between these days."""
    first, last = days
    return {
        "document": document.id,
        "language": document.language,
        "valid_from": as_number(first, OPEN_START),
        "valid_to": as_number(last, OPEN_END),
    }


def as_number(day: date | None, default: int) -> int:
    """A day as YYYYMMDD, so that stores can compare it."""
    return day.year * 10000 + day.month * 100 + day.day if day else default


def cut(documents: Sequence[PolicyDocument], max_words: int) -> tuple[list[Chunk], dict[Level, list[Entry]]]:
    """All chunks, and the entries of both levels in the order of the documents."""
    days = validity({d.id: d for d in documents})
    chunks: list[Chunk] = []
    entries: dict[Level, list[Entry]] = {"chunks": [], "statements": []}
    for document in documents:
        own = chunk_document(document, days[document.id], max_words)
        chunks += own
        entries["chunks"] += [_entry(c.id, document, c.start, f"{c.context}\n{c.text}", days) for c in own]
        entries["statements"] += _statements(document, days)
    return chunks, entries


def embedded(
    entries: Mapping[Level, Sequence[Entry]], settings: EmbedderSettings, documents: Mapping[str, PolicyDocument]
) -> Iterator[tuple[Level, Language, list[Entry]]]:
    """The entries that a model embeds, per level and language.

    What is in a language that the model is not asked in serves only those who have no edition in theirs, so a document that has
    one is left out.
    """
    pairs = [(d, documents[d.translation_of]) for d in documents.values() if d.translation_of and d.translation_of in documents]
    editions = {d.id: other.language for one, another in pairs for d, other in ((one, another), (another, one))}
    for level in LEVELS:
        for language in settings.documents if level == "chunks" else settings.statements:
            own = (e for e in entries[level] if e.language == language)
            if language in settings.questions:
                yield level, language, list(own)
            else:
                yield level, language, [e for e in own if editions.get(e.document) not in settings.questions]


def _statements(document: PolicyDocument, days: Mapping[str, Days]) -> Iterator[Entry]:
    seen: Counter[str] = Counter()
    for statement in document.statements:
        if statement.kind == "lead":
            continue
        text = f"{statement_context(document, statement)}\n{statement_text(document, statement)}"
        digest = hashlib.sha256(text.encode()).hexdigest()[:16]
        seen[digest] += 1
        suffix = f".{seen[digest]}" if seen[digest] > 1 else ""
        yield _entry(f"{document.id}~{digest}{suffix}", document, statement.start, text, days)


def _entry(entry_id: str, document: PolicyDocument, start: int, text: str, days: Mapping[str, Days]) -> Entry:
    first, last = days[document.id]
    return Entry(entry_id, document.id, document.language, start, text, as_number(first, OPEN_START), as_number(last, OPEN_END))
