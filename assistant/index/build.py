"""Build the store: incrementally, and so that a build that dies leaves the old generation answering."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.documents.corpus import Corpus, load_corpus
from assistant.errors import StoreError
from assistant.index.embedders import MakeEmbedder
from assistant.index.entries import LEVELS, Entry, Level, cut
from assistant.index.lexical import build_lexical, read_terms
from assistant.index.recipe import Recipe, load_recipe
from assistant.index.store import LANGUAGES, current_generation, library_versions, read_manifest
from assistant.index.vectors import Vectors

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
    corpus_folder: Path, index: Path, make: MakeEmbedder, *, fresh: bool = False, progress: Progress | None = None
) -> BuildReport:
    """Bring the store up to date with the corpus and the recipe.

    Vectors of unchanged chunks are kept, unless `fresh` or the recipe or a library changed. The work is done on a copy;
    the file CURRENT is replaced last. Raises StoreError when another build is running.
    """
    recipe = load_recipe(index)
    corpus = load_corpus(corpus_folder)
    store = index / "store"
    store.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(store / "build.lock", timeout=0):
            return _build(corpus, recipe, store, make, fresh=fresh, progress=progress or (lambda *_: None))
    except Timeout:
        raise StoreError(f"{index}: another build is running.", "Wait for it to end.") from None


def _build(corpus: Corpus, recipe: Recipe, store: Path, make: MakeEmbedder, *, fresh: bool, progress: Progress) -> BuildReport:
    for leftover in store.glob("building-*"):
        shutil.rmtree(leftover)
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
    if reusable and had.get("corpus") == manifest["corpus"]:
        counts = (len(corpus.documents), len(chunks), len(entries["statements"]))
        return BuildReport(reusable.name, *counts, 0, 0, 0, problems, unchanged=True)

    work = store / f"building-{os.getpid()}"
    work.mkdir()
    known = {level: _known_terms(reusable, level) for level in LEVELS}
    removed = 0
    if reusable:
        shutil.copytree(reusable / "chroma", work / "chroma")
        removed = len(set(known["chunks"]) - {e.id for e in entries["chunks"]})
    embedded = _vectors(work, recipe, entries, make, progress)
    _lexical(work, recipe, entries, known, progress)
    with (work / "documents.jsonl").open("w", encoding="utf-8") as file:
        for document in corpus.documents:
            file.write(document.model_dump_json() + "\n")
    report = BuildReport(
        generation=_next_name(store),
        documents=len(corpus.documents),
        chunks=len(chunks),
        statements=len(entries["statements"]),
        embedded_chunks=embedded["chunks"],
        embedded_statements=embedded["statements"],
        removed_chunks=removed,
        problems=problems,
    )
    manifest["built"] = datetime.now(UTC).isoformat(timespec="seconds")
    manifest["report"] = asdict(report)
    (work / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    _publish(work, store, report.generation)
    return report


def _known_terms(generation: Path | None, level: Level) -> dict[str, list[str]]:
    """Terms by entry id that an earlier generation holds."""
    known: dict[str, list[str]] = {}
    for language in LANGUAGES:
        if generation:
            known |= read_terms(generation / "lexical" / f"{level}-{language}")
    return known


def _vectors(work: Path, recipe: Recipe, entries: dict[Level, list[Entry]], make: MakeEmbedder, progress: Progress) -> dict[Level, int]:
    """Bring every collection up to date. Returns how many distinct entries of each level were embedded by any model."""
    vectors = Vectors(work / "chroma")
    most: dict[Level, int] = {"chunks": 0, "statements": 0}
    for settings in recipe.embedders:
        embedder = make(settings)
        for level in LEVELS:
            languages = settings.documents if level == "chunks" else settings.statements
            own = [e for e in entries[level] if e.language in languages]
            new = len(own) - len(vectors.contents(level, settings.name).keys() & {e.id for e in own})
            step = _Counter(progress, f"{settings.name}: {level}", new)
            most[level] = max(most[level], vectors.sync(level, settings.name, embedder, own, step.tick))
    vectors.close()
    return most


def _lexical(
    work: Path, recipe: Recipe, entries: dict[Level, list[Entry]], known: dict[Level, dict[str, list[str]]], progress: Progress
) -> None:
    for level in LEVELS:
        step = _Counter(progress, f"words: {level}", len(entries[level]))
        for language in LANGUAGES:
            own = [e for e in entries[level] if e.language == language]
            build_lexical(own, work / "lexical" / f"{level}-{language}", recipe.lexical, known[level], step.tick)


class _Counter:
    """Counts entries of one step and reports them."""

    def __init__(self, progress: Progress, name: str, total: int) -> None:
        self._progress, self._name, self._total, self._done = progress, name, total, 0

    def tick(self) -> None:
        self._done += 1
        self._progress(self._name, self._done, self._total)


def _next_name(store: Path) -> str:
    numbers = [int(p.name.rpartition("-")[2]) for p in store.glob("generation-*")]
    return f"generation-{max(numbers, default=0) + 1}"


def _publish(work: Path, store: Path, name: str) -> None:
    """Give the finished work its name, point CURRENT to it in one step, and drop generations that nothing reads any more."""
    work.rename(store / name)
    pointer = store / "CURRENT.new"
    pointer.write_text(name + "\n", encoding="utf-8")
    pointer.replace(store / "CURRENT")
    generations = sorted(store.glob("generation-*"), key=lambda p: int(p.name.rpartition("-")[2]))
    for old in generations[:-KEPT_GENERATIONS]:
        shutil.rmtree(old, ignore_errors=True)
