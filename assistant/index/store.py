"""A built index, opened: documents, chunks, vectors and lexical indexes of one generation."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import cast

from langchain_core.embeddings import Embeddings

from assistant.documents.corpus import fingerprint_of
from assistant.errors import IndexMissingError, IndexStaleError, StoreError
from assistant.index.embedders import MakeEmbedder
from assistant.index.entries import LEVELS, OPEN_END, OPEN_START, Entry, Level, cut
from assistant.index.lexical import LexicalIndex, open_lexical
from assistant.index.recipe import Recipe, load_recipe
from assistant.index.vectors import Vectors, collection_name
from assistant.records import Chunk, Language, PolicyDocument, Statement

LANGUAGES: tuple[Language, ...] = ("en", "ko")
# A change of these can change what is stored or found.
LIBRARIES = ("bm25s", "chromadb", "kiwipiepy", "sentence-transformers")
BUILD = "Run `policy-assistant index build`."


def library_versions() -> dict[str, str]:
    """The versions of the libraries that a store depends on."""
    return {name: version(name) for name in LIBRARIES}


def current_generation(index: Path) -> Path | None:
    """The folder of the generation that answers; None when nothing was built yet."""
    try:
        name = (index / "store" / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return index / "store" / name


@dataclass(frozen=True)
class Store:
    """One generation, ready to be searched."""

    folder: Path
    recipe: Recipe
    manifest: dict[str, object]
    documents: dict[str, PolicyDocument]
    chunks: tuple[Chunk, ...]
    entries: dict[Level, tuple[Entry, ...]]
    vectors: Vectors
    lexical: dict[tuple[Level, Language], LexicalIndex]
    embedders: dict[str, Embeddings]

    @cached_property
    def chunk_by_id(self) -> dict[str, Chunk]:
        """Chunks by their id."""
        return {c.id: c for c in self.chunks}

    @cached_property
    def statement_by_id(self) -> dict[str, tuple[PolicyDocument, Statement]]:
        """Statements, with their documents, by entry id."""
        by_place = {(d.id, s.start): (d, s) for d in self.documents.values() for s in d.statements if s.kind != "lead"}
        return {e.id: by_place[e.document, e.start] for e in self.entries["statements"]}

    @cached_property
    def statement_texts(self) -> dict[str, str]:
        """Context line and statement in words, per entry id: what was embedded."""
        return {e.id: e.text for e in self.entries["statements"]}

    @cached_property
    def translated(self) -> frozenset[str]:
        """Documents that have an edition in another language."""
        editions = [(d.id, d.translation_of) for d in self.documents.values() if d.translation_of in self.documents]
        return frozenset(i for pair in editions for i in pair if i)

    @cached_property
    def chunk_of_statement(self) -> dict[tuple[str, int], Chunk]:
        """The chunk that a statement starts in, by document and start."""
        found: dict[tuple[str, int], Chunk] = {}
        by_document: dict[str, list[Chunk]] = {}
        for chunk in self.chunks:
            by_document.setdefault(chunk.document, []).append(chunk)
        for document in self.documents.values():
            for statement in document.statements:
                for chunk in by_document.get(document.id, []):
                    if chunk.start <= statement.start < chunk.end:
                        found[document.id, statement.start] = chunk
                        break
        return found

    @cached_property
    def document_of(self) -> dict[str, str]:
        """The document of each chunk, by the chunk's id."""
        return {c.id: c.document for c in self.chunks}

    @cached_property
    def sizes(self) -> Counter[str]:
        """How many chunks each document has."""
        return Counter(self.document_of.values())

    @cached_property
    def _days(self) -> dict[str, tuple[int, int]]:
        """First and last day in force per entry id."""
        return {e.id: (e.valid_from, e.valid_to) for level in LEVELS for e in self.entries[level]}

    def nearest(
        self, level: Level, embedder: str, language: Language, vector: list[float], k: int, days: tuple[int, int]
    ) -> list[tuple[str, float]]:
        """(id, cosine) of the entries nearest to a vector that are in force on some day between the two (YYYYMMDD), nearest first."""
        first, last = days
        known = self._days

        def in_force(entry_id: str) -> bool:
            start, end = known[entry_id]
            return start <= last and end >= first

        return self.vectors.search(collection_name(level, embedder, language), vector, k, days, in_force)

    @property
    def info(self) -> dict[str, object]:
        """What `index info` and `/healthz` tell."""
        return {
            "generation": self.folder.name,
            "documents": len(self.documents),
            "chunks": len(self.chunks),
            "statements": len(self.entries["statements"]),
            **{k: self.manifest[k] for k in ("built", "recipe", "corpus", "libraries")},
        }

    def warm_up(self, languages: Sequence[Language] = LANGUAGES) -> None:
        """Load the models now, so that the first question does not wait for them."""
        for settings in self.recipe.embedders:
            if set(settings.questions) & set(languages):
                vector = self.embedders[settings.name].embed_query("warm up")
                for level in LEVELS:
                    for language in settings.documents if level == "chunks" else settings.statements:
                        self.nearest(level, settings.name, language, vector, 1, (OPEN_START, OPEN_END))

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()


def usable(index: Path, corpus: Path | None) -> tuple[Recipe, Path, dict[str, object]]:
    """The recipe, the current generation and its manifest.

    Raises IndexMissingError when nothing was built, and IndexStaleError when the recipe, the libraries or (if it is given) the
    corpus are not those that it was built from. Both name the command to run.
    """
    recipe = load_recipe(index)
    folder = current_generation(index)
    if folder is None or not (folder / "manifest.json").is_file():
        raise IndexMissingError(f"{index}: there is no index yet.", BUILD)
    manifest = read_manifest(folder)
    if manifest["recipe"] != recipe.fingerprint:
        raise IndexStaleError(f"{index}: recipe.toml has changed since the index was built.", BUILD)
    if manifest["libraries"] != library_versions():
        raise IndexStaleError(
            f"{index}: built with {_versions(manifest['libraries'])}, but {_versions(library_versions())} are installed.", BUILD
        )
    if corpus is not None and manifest["corpus"] != fingerprint_of(corpus):
        raise IndexStaleError(f"{index}: the corpus {corpus} has changed since the index was built.", BUILD)
    return recipe, folder, manifest


def open_store(index: Path, corpus: Path | None, make: MakeEmbedder) -> Store:
    """Open the current generation, if it is `usable`, with embedders as `make` makes them. Raises what that raises."""
    recipe, folder, manifest = usable(index, corpus)
    documents = read_documents(folder)
    chunks, entries = cut(list(documents.values()), recipe.chunks.max_words)
    lexical = {(lv, ln): found for lv in LEVELS for ln in LANGUAGES if (found := open_lexical(folder / "lexical" / f"{lv}-{ln}"))}
    return Store(
        folder=folder,
        recipe=recipe,
        manifest=manifest,
        documents=documents,
        chunks=tuple(chunks),
        entries={level: tuple(found) for level, found in entries.items()},
        vectors=Vectors(folder / "chroma"),
        lexical=lexical,
        embedders={s.name: make(s) for s in recipe.embedders},
    )


def read_manifest(folder: Path) -> dict[str, object]:
    """A generation's manifest. Raises StoreError when it is damaged."""
    try:
        return cast("dict[str, object]", json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder}: manifest.json can't be read: {error}.", "Run `policy-assistant index build --fresh`.") from None


def read_documents(folder: Path) -> dict[str, PolicyDocument]:
    """The documents of a generation, by id, as they were indexed."""
    # Only "\n" ends a line: texts may hold the other characters at which splitlines() cuts.
    lines = (folder / "documents.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return {d.id: d for d in map(PolicyDocument.model_validate_json, lines)}


def _versions(libraries: object) -> str:
    return ", ".join(f"{k} {v}" for k, v in libraries.items()) if isinstance(libraries, dict) else str(libraries)
