"""Proof that an index holds exactly what its corpus says: every chunk, vector and lexical entry, and no other.

What was taken out must not be in another generation's folder either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.documents.corpus import load_corpus
from assistant.index.entries import LEVELS, cut, embedded
from assistant.index.generations import outdated, unfinished
from assistant.index.store import LANGUAGES, Store
from assistant.index.vectors import collection_name


def verify_store(store: Store, corpus_folder: Path) -> list[str]:
    """One line per difference; an empty list is the proof."""
    corpus = load_corpus(corpus_folder)
    published = {d.id: d for d in corpus.documents}
    problems = list(_differ("documents", store.documents, published))
    problems += [
        f"document {i}: it is not what {published[i].path} says"
        for i in sorted(store.documents.keys() & published.keys())
        if store.documents[i] != published[i]
    ]
    problems += [
        f"chunk {c.id}: its text is not at {c.start}-{c.end}"
        for c in store.chunks
        if store.documents[c.document].text[c.start : c.end] != c.text
    ]
    _, expected = cut(corpus.documents, store.recipe.chunks.max_words)
    wanted_collections: set[str] = set()
    for settings in store.recipe.embedders:
        for level, language, own in embedded(expected, settings, published):
            name = collection_name(level, settings.name, language)
            wanted_collections.add(name)
            held = store.vectors.contents(name)
            wanted = {e.id: e.metadata for e in own}
            problems += _differ(f"vectors {name}", held, wanted)
            problems += [
                f"vectors {name}: {i}: filters are not those of its document" for i in held.keys() & wanted.keys() if held[i] != wanted[i]
            ]
    for level in LEVELS:
        for language in LANGUAGES:
            lexical = store.lexical.get((level, language))
            ids = [e.id for e in expected[level] if e.language == language]
            problems += _differ(f"words {level}-{language}", lexical.ids if lexical else [], ids)
    problems += _differ("collections", store.vectors.names(), wanted_collections)
    return [*problems, *_leftovers(store.folder)]


def _leftovers(current: Path) -> Iterator[str]:
    """Folders beside the current generation that may hold what is no longer published."""
    store = current.parent
    yield from (f"{p.name}: holds documents that are not in {current.name}" for p in outdated(store, current))
    try:
        with FileLock(store / "build.lock", timeout=0):
            yield from (f"{p.name}: is left of a build that died" for p in unfinished(store))
    except Timeout:
        # What a build that is running has in its folder becomes the next generation.
        return


def _differ(what: str, held: Iterable[str], wanted: Iterable[str]) -> Iterator[str]:
    held, wanted = set(held), set(wanted)
    yield from (f"{what}: {i} is in the index, not in the corpus" for i in sorted(held - wanted))
    yield from (f"{what}: {i} is in the corpus, not in the index" for i in sorted(wanted - held))
