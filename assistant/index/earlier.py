"""What the generation before holds, so that only what differs is done again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.known import Known
from assistant.documents.validity import validity
from assistant.index.entries import LEVELS, Entry, Level, document_of, filters_of
from assistant.index.lexical import read_terms
from assistant.index.store import LANGUAGES, read_documents
from assistant.records import Language, PolicyDocument


@dataclass(frozen=True)
class Earlier:
    """The documents of a finished generation, their filters by id, and the terms by entry id of each of its lexical indexes."""

    folder: Path
    documents: tuple[PolicyDocument, ...]
    document_filters: dict[str, dict[str, str | int]]
    terms: dict[tuple[Level, Language], dict[str, list[str]]]

    def gone(self, level: Level, entries: Sequence[Entry]) -> set[str]:
        """Ids that were stored and are not among these entries."""
        return {i for language in LANGUAGES for i in self.terms[level, language]} - {e.id for e in entries}

    def filters(self, level: Level, *languages: Language) -> dict[str, dict[str, str | int]]:
        """What a collection of these languages was told to filter by, per entry id."""
        return {i: self.document_filters.get(document_of(i), {}) for language in languages for i in self.terms[level, language]}

    def same(self, level: Level, language: Language, entries: Sequence[Entry]) -> bool:
        """Whether a lexical index of these entries would be the one that there is."""
        return list(self.filters(level, language).items()) == [(e.id, e.metadata) for e in entries]


def read_earlier(folder: Path, known: Known) -> Earlier:
    """Read a generation; its documents are not read twice where they are known already. Raises StoreError when it is damaged."""
    documents = known.stored if known.source == folder else tuple(read_documents(folder).values())
    days = validity({d.id: d for d in documents})
    terms = {(level, language): read_terms(folder / "lexical" / f"{level}-{language}") for level in LEVELS for language in LANGUAGES}
    return Earlier(folder, documents, {d.id: filters_of(d, days[d.id]) for d in documents}, terms)
