"""The Chroma collections of a store: one per level, embedder and language. The only module that knows Chroma."""

from __future__ import annotations

import struct
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from pathlib import Path

import chromadb
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from assistant.errors import StoreError
from assistant.index.entries import Entry, Level
from assistant.records import Language

_BATCH = 256
_PAGE = 5000
# Two changes are enough for the graph to be written down. What the build does not write, the first process that searches does, and
# its files then hold memory of that process.
_COSINE = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200, "sync_threshold": 2, "batch_size": 2}}
# hnswlib's header: version, offset, capacity, elements, bytes per element, …
_HEADER = struct.Struct("<iQQQQ")


class Vectors:
    """Collections in one folder, through LangChain's Chroma class. Raises StoreError when the folder can't be opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._client = chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
        except (ChromaError, OSError, ValueError) as error:
            raise StoreError(f"{folder}: Chroma can't open it: {error}.", "Run `policy-assistant index build --fresh`.") from None
        self._stores: dict[str, Chroma] = {}
        self._collections: dict[str, chromadb.Collection] = {}

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()  # type: ignore[attr-defined]  # the client that PersistentClient returns has it, its declared type does not

    def store(self, name: str, embedder: Embeddings) -> Chroma:
        """A collection behind LangChain's class, made if it does not exist; see `collection_name`."""
        if name not in self._stores:
            self._stores[name] = Chroma(
                collection_name=name,
                client=self._client,
                embedding_function=embedder,
                collection_configuration=_COSINE,  # type: ignore[arg-type]  # a plain dict is what Chroma documents
            )
        return self._stores[name]

    def names(self) -> list[str]:
        """The collections there are."""
        return sorted(c.name for c in self._client.list_collections())

    def collection(self, name: str) -> chromadb.Collection:
        """Chroma's own object for a collection, made if it does not exist."""
        if name not in self._collections:
            self._collections[name] = self._client.get_or_create_collection(name, configuration=_COSINE)  # type: ignore[arg-type]  # as above
        return self._collections[name]

    def contents(self, name: str) -> dict[str, dict[str, object]]:
        """Metadata per id of a collection."""
        collection = self.collection(name)
        found: dict[str, dict[str, object]] = {}
        for offset in range(0, collection.count(), _PAGE):
            page = collection.get(include=["metadatas"], limit=_PAGE, offset=offset)
            found.update({i: dict(m) for i, m in zip(page["ids"], page["metadatas"] or [], strict=True)})
        return found

    def carry(self, name: str, earlier: Vectors, wanted: Container[str]) -> None:
        """Take the wanted entries of the same collection over from another folder, with their vectors.

        Deleting in place would leave what was deleted in Chroma's files.
        """
        source = earlier.collection(name)
        target = self.collection(name)
        for offset in range(0, source.count(), _PAGE):
            page = source.get(include=["embeddings", "documents", "metadatas"], limit=_PAGE, offset=offset)
            rows = zip(page["ids"], page["embeddings"], page["documents"] or [], page["metadatas"] or [], strict=True)  # type: ignore[arg-type]  # embeddings were asked for
            if kept := [row for row in rows if row[0] in wanted]:
                ids, vectors, texts, filters = (list(column) for column in zip(*kept, strict=True))
                target.add(ids=ids, embeddings=vectors, documents=texts, metadatas=filters)

    def sync(
        self,
        name: str,
        embedder: Embeddings,
        entries: Sequence[Entry],
        tick: Callable[[], None],
        held: Mapping[str, Mapping[str, object]] | None = None,
    ) -> list[str]:
        """Make a collection hold these entries and nothing else. Returns the ids that were embedded; the others keep their vectors.

        `held` is what `contents` would give, where that is known without asking.
        """
        had = held if held is not None and len(held) == self.collection(name).count() else self.contents(name)
        wanted = {e.id: e for e in entries}
        if gone := [i for i in had if i not in wanted]:
            self.collection(name).delete(ids=gone)
        if moved := [e for e in entries if e.id in had and had[e.id] != e.metadata]:
            collection = self.collection(name)
            for batch in _batches(moved):
                collection.update(ids=[e.id for e in batch], metadatas=[dict(e.metadata) for e in batch])
        new = [e for e in wanted.values() if e.id not in had]
        for batch in _batches(new):
            self.store(name, embedder).add_texts(
                [e.text for e in batch], metadatas=[dict(e.metadata) for e in batch], ids=[e.id for e in batch]
            )
            for _ in batch:
                tick()
        if len(wanted) == 1:
            self._again(name)
        return [e.id for e in new]

    def _again(self, name: str) -> None:
        """Say again what the only entry is filtered by: one change is not enough for the graph to be written down."""
        collection = self.collection(name)
        entry = collection.get(include=["metadatas"])
        collection.update(ids=entry["ids"], metadatas=entry["metadatas"])

    def search(
        self, name: str, vector: list[float], k: int, days: tuple[int, int], in_force: Callable[[str], bool]
    ) -> list[tuple[str, float]]:
        """(id, cosine) of the nearest entries that are in force on some day between the two, nearest first: k of them, or a few less.

        `in_force` says the same of an id without asking Chroma, whose own filter takes many times as long as the search; it is
        asked to filter only where most of what is nearest is not in force.
        """
        collection = self.collection(name)
        nearest = _hits(collection.query(query_embeddings=[vector], n_results=k, include=["distances"]))  # type: ignore[arg-type]  # a list of floats is what it takes
        kept = [hit for hit in nearest if in_force(hit[0])]
        if 2 * len(kept) >= len(nearest):
            return kept
        where = {"$and": [{"valid_from": {"$lte": days[1]}}, {"valid_to": {"$gte": days[0]}}]}
        return _hits(collection.query(query_embeddings=[vector], n_results=k, where=where, include=["distances"]))  # type: ignore[arg-type]  # as above; nested filters are documented, not typed


def collection_name(level: Level, embedder: str, language: Language) -> str:
    """What a collection is called: filtering by language would cost more than searching does."""
    return f"{level}-{embedder}-{language}"


def _hits(found: chromadb.QueryResult) -> list[tuple[str, float]]:
    distances = (found["distances"] or [[]])[0]
    return [(i, 1.0 - distance) for i, distance in zip(found["ids"][0], distances, strict=True)]


def scrub(folder: Path) -> None:
    """Overwrite what hnswlib writes beyond the last element: memory that was never set, and may hold text that was removed.

    The folder must not be open.
    """
    for header in folder.glob("*/header.bin"):
        _, _, _, elements, size = _HEADER.unpack_from(header.read_bytes())
        for name, used in (("data_level0.bin", elements * size), ("length.bin", elements * 4)):
            path = header.with_name(name)
            with path.open("r+b") as file:
                file.seek(used)
                file.write(bytes(max(0, path.stat().st_size - used)))


def _batches(entries: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), _BATCH):
        yield entries[start : start + _BATCH]
