"""The place that answers a question -> the chunks that hold it, as they are cut now."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.index.store import Store
from assistant.records import Chunk
from evals.sets.outside import Ask, OutsideSet, squeeze


class Places:
    """Finds gold chunks in a store of the set's pages."""

    def __init__(self, found: OutsideSet, store: Store) -> None:
        self._store = store
        self._chunks: dict[str, list[Chunk]] = {}
        for chunk in store.chunks:
            self._chunks.setdefault(chunk.document, []).append(chunk)
        self._texts = {document: _Placed(text, store.documents[document].text) for document, text in found.texts.items()}

    def gold(self, ask: Ask) -> frozenset[str]:
        """The ids of what answers a question: its document, or the chunks that overlap its slice. Empty where it is not found.

        A heading is in no chunk; it stands for the chunk right below it.
        """
        if ask.slice is None:
            return frozenset([ask.document] if ask.document in self._store.documents else [])
        place = self._texts[ask.document].find(*ask.slice)
        if place is None:
            return frozenset()
        return frozenset(_overlapping(self._chunks.get(ask.document, []), *place))


class _Placed:
    """A text of the set beside the canonical text that it became."""

    def __init__(self, text: str, canonical: str) -> None:
        squeezed, self._places = squeeze(canonical)
        self._first = squeezed.find(squeeze(text)[0])

    def find(self, start: int, end: int) -> tuple[int, int] | None:
        """A slice of the set's text, without white space, as a slice of canonical text."""
        if self._first < 0 or end <= start or self._first + end > len(self._places):
            return None
        return self._places[self._first + start], self._places[self._first + end - 1] + 1


def _overlapping(chunks: Sequence[Chunk], start: int, end: int) -> list[str]:
    found = [c.id for c in chunks if c.start < end and c.end > start]
    below = [c.id for c in chunks if c.start >= end]
    return found or below[:1]
