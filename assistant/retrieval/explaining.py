"""Why a search found what it found, and what it kept back."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.records import Found, Reading, Record
from assistant.retrieval.retriever import PolicyRetriever

_BEST = 3


class KeptBack(Record):
    """A document with a chunk that would have been listed: its best one's place in the list, from 1."""

    document: str
    title: str
    place: int


class Filtered(Record):
    """What a filter took out: how many chunks, of how many documents, and the documents that would have come first."""

    chunks: int
    documents: int
    best: tuple[KeptBack, ...]


class Explanation(Record):
    """A search with what it kept back: what is no longer in force, and editions in another language."""

    found: Found
    by_date: Filtered
    by_edition: Filtered


def explain(retriever: PolicyRetriever, reading: Reading, k: int) -> Explanation:
    """Search, and search again without each filter."""
    now = retriever.search_all(reading)
    ever = [i for i in retriever.search_all(reading, ever=True).order if retriever.wanted(i, reading)]
    # A list that the date cuts short names no fewer of what is in force, so whatever it lacks is not.
    ended = {i for i in ever if i not in now.scores}
    editions = {i for i in now.scores if not retriever.wanted(i, reading)}
    return Explanation(
        found=retriever.find(reading, k),
        by_date=_filtered(retriever, ever, ended),
        by_edition=_filtered(retriever, now.order, editions),
    )


def _filtered(retriever: PolicyRetriever, order: Iterable[str], out: set[str]) -> Filtered:
    first: dict[str, KeptBack] = {}
    for place, i in enumerate(order, 1):
        if i in out:
            chunk = retriever.store.chunk_by_id[i]
            first.setdefault(chunk.document, KeptBack(document=chunk.document, title=chunk.title, place=place))
    return Filtered(chunks=len(out), documents=len(first), best=tuple(first.values())[:_BEST])
