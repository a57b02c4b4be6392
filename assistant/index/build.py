"""Build the store: incrementally, and so that a build that dies leaves the old generation answering."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.documents.corpus import Corpus, load_corpus
from assistant.documents.known import Known
from assistant.errors import StoreError
from assistant.index.earlier import Earlier, read_earlier
from assistant.index.embedders import MakeEmbedder
from assistant.index.entries import LEVELS, Entry, Level, cut, embedded
from assistant.index.generations import clear, known_documents, next_name, publish, write_documents
from assistant.index.lexical import build_lexical
from assistant.index.recipe import Recipe, load_recipe
from assistant.index.store import LANGUAGES, current_generation, library_versions, read_manifest
from assistant.index.vectors import Vectors, collection_name, scrub
from assistant.records import PolicyDocument

Progress = Callable[[str, int, int], None]
KEPT_GENERATIONS = 2


@dataclass(frozen=True)
class BuildReport:
    """What a build did. `embedded_*` counts texts that were embedded anew; `unchanged` says that nothing had to be done."""

    generation: str
    documents: int
    chunks: int
    statements: int
    embedded_chunks: int
    embedded_statements: int
    removed_chunks: int
    problems: tuple[str, ...]
    unchanged: bool = False


def build_index(
    corpus_folder: Path,
    index: Path,
    make: MakeEmbedder,
    *,
    fresh: bool = False,
    progress: Progress | None = None,
    known: Known | None = None,
) -> BuildReport:
    """Bring the store up to date with the corpus and the recipe.

    Documents in `known` (those of the current generation, when not given) are read again only if their files have changed, and
    vectors of unchanged chunks are kept, unless `fresh` or the recipe or a library changed. The work is done on a copy; the file
    CURRENT is replaced last. Raises StoreError when another build is running.
    """
    recipe = load_recipe(index)
    known = Known() if fresh else known_documents(index) if known is None else known
    corpus = load_corpus(corpus_folder, known.read)
    store = index / "store"
    store.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(store / "build.lock", timeout=0):
            report = _build(corpus, known, recipe, store, make, fresh=fresh, progress=progress or (lambda *_: None))
            clear(store, KEPT_GENERATIONS)
            return report
    except Timeout:
        raise StoreError(f"{index}: another build is running.", "Wait for it to end.") from None


def _build(
    corpus: Corpus, known: Known, recipe: Recipe, store: Path, make: MakeEmbedder, *, fresh: bool, progress: Progress
) -> BuildReport:
    clear(store, KEPT_GENERATIONS)
    old = current_generation(store.parent)
    chunks, entries = cut(corpus.documents, recipe.chunks.max_words)
    problems = tuple(str(p) for p in corpus.problems)
    manifest: dict[str, object] = {
        "recipe": recipe.fingerprint,
        "corpus": corpus.fingerprint,
        "libraries": library_versions(),
    }
    had = read_manifest(old) if old and old.is_dir() else {}
    reusable = old if not fresh and all(had.get(k) == manifest[k] for k in ("recipe", "libraries")) else None
    earlier = read_earlier(reusable, known) if reusable else None
    if earlier and had.get("corpus") == manifest["corpus"] and earlier.documents == corpus.documents:
        counts = (len(corpus.documents), len(chunks), len(entries["statements"]))
        return BuildReport(earlier.folder.name, *counts, 0, 0, 0, problems, unchanged=True)

    work = store / f"building-{os.getpid()}"
    work.mkdir()
    made = _vectors(work, recipe, {d.id: d for d in corpus.documents}, entries, earlier, make, progress)
    _lexical(work, recipe, entries, earlier, progress)
    write_documents(work, corpus.documents, known)
    report = BuildReport(
        generation=next_name(store),
        documents=len(corpus.documents),
        chunks=len(chunks),
        statements=len(entries["statements"]),
        embedded_chunks=made["chunks"],
        embedded_statements=made["statements"],
        removed_chunks=len(earlier.gone("chunks", entries["chunks"])) if earlier else 0,
        problems=problems,
    )
    manifest["built"] = datetime.now(UTC).isoformat(timespec="seconds")
    manifest["report"] = asdict(report)
    (work / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    publish(work, store, report.generation)
    return report


def _vectors(
    work: Path,
    recipe: Recipe,
    documents: dict[str, PolicyDocument],
    entries: dict[Level, list[Entry]],
    earlier: Earlier | None,
    make: MakeEmbedder,
    progress: Progress,
) -> dict[Level, int]:
    """Every collection, up to date. Returns how many distinct entries of each level were embedded by any model."""
    carried: Vectors | None = None
    if earlier and not any(earlier.gone(level, entries[level]) for level in LEVELS):
        shutil.copytree(earlier.folder / "chroma", work / "chroma")
    elif earlier:
        # Read from a copy: a server may have the original open.
        shutil.copytree(earlier.folder / "chroma", work / "carried")
        carried = Vectors(work / "carried")
    vectors = Vectors(work / "chroma")
    made: dict[Level, set[str]] = {level: set() for level in LEVELS}
    for settings in recipe.embedders:
        embedder = make(settings)
        for level, language, own in embedded(entries, settings, documents):
            name = collection_name(level, settings.name, language)
            ids = {e.id for e in own}
            if carried:
                vectors.carry(name, carried, ids)
            # What has an edition in a language of the questions may have had none before, and was embedded then.
            told = earlier.filters(level, language) if earlier and language in settings.questions else None
            held: Mapping[str, Mapping[str, object]] = vectors.contents(name) if told is None else told
            if carried:
                held = {i: filters for i, filters in held.items() if i in ids}
            step = _Counter(progress, f"{settings.name}: {level} ({language})", len(ids - held.keys()))
            made[level].update(vectors.sync(name, embedder, own, step.tick, held))
    vectors.close()
    scrub(work / "chroma")
    if carried:
        carried.close()
        shutil.rmtree(work / "carried")
    return {level: len(ids) for level, ids in made.items()}


def _lexical(work: Path, recipe: Recipe, entries: dict[Level, list[Entry]], earlier: Earlier | None, progress: Progress) -> None:
    """A lexical index per level and language; one of which no entry changed is copied."""
    for level in LEVELS:
        step = _Counter(progress, f"words: {level}", len(entries[level]))
        for language in LANGUAGES:
            own = [e for e in entries[level] if e.language == language]
            name = f"lexical/{level}-{language}"
            if earlier and earlier.same(level, language, own):
                shutil.copytree(earlier.folder / name, work / name)
            else:
                build_lexical(own, work / name, recipe.lexical, earlier.terms[level, language] if earlier else {}, step.tick)


class _Counter:
    """Counts entries of one step and reports them."""

    def __init__(self, progress: Progress, name: str, total: int) -> None:
        self._progress, self._name, self._total, self._done = progress, name, total, 0

    def tick(self) -> None:
        self._done += 1
        self._progress(self._name, self._done, self._total)
