"""Proof that an index holds exactly what its corpus says: every chunk, vector and lexical entry, and no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.documents.corpus import load_corpus
from assistant.index.entries import LEVELS, cut
from assistant.index.store import LANGUAGES, Store


def verify_store(store: Store, corpus_folder: Path) -> list[str]:
    """One line per difference; an empty list is the proof."""
    corpus = load_corpus(corpus_folder)
    published = {d.id: d for d in corpus.documents}
    problems = list(_differ("documents", store.documents, published))
    problems += [
        f"document {i}: its hash is not that of {published[i].path}"
        for i in store.documents.keys() & published.keys()
        if store.documents[i].hash != published[i].hash
    ]
    problems += [
        f"chunk {c.id}: its text is not at {c.start}-{c.end}"
        for c in store.chunks
        if store.documents[c.document].text[c.start : c.end] != c.text
    ]
    _, expected = cut(corpus.documents, store.recipe.chunks.max_words)
    wanted_collections: set[str] = set()
    for level in LEVELS:
        for settings in store.recipe.embedders:
            languages = settings.documents if level == "chunks" else settings.statements
            name = f"{level}-{settings.name}"
            wanted_collections.add(name)
            held = store.vectors.contents(level, settings.name)
            wanted = {e.id: e.metadata for e in expected[level] if e.language in languages}
            problems += _differ(f"vectors {name}", held, wanted)
            problems += [
                f"vectors {name}: {i}: filters are not those of its document" for i in held.keys() & wanted.keys() if held[i] != wanted[i]
            ]
        for language in LANGUAGES:
            lexical = store.lexical.get((level, language))
            ids = [e.id for e in expected[level] if e.language == language]
            problems += _differ(f"words {level}-{language}", lexical.ids if lexical else [], ids)
    problems += _differ("collections", store.vectors.names(), wanted_collections)
    return problems


def _differ(what: str, held: Iterable[str], wanted: Iterable[str]) -> Iterator[str]:
    held, wanted = set(held), set(wanted)
    yield from (f"{what}: {i} is in the index, not in the corpus" for i in sorted(held - wanted))
    yield from (f"{what}: {i} is in the corpus, not in the index" for i in sorted(wanted - held))
