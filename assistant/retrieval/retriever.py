"""Search per language with every embedder and BM25, at the level of chunks and of statements, and fuse."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.index.analyzer import terms
from assistant.index.entries import OPEN_END, OPEN_START, Level, as_number
from assistant.index.store import LANGUAGES, Store
from assistant.records import Candidate, Chunk, Evidence, Found, Language, Period, Reading, language_of
from assistant.retrieval.features import candidates
from assistant.retrieval.fusion import Lists, reciprocal_rank_fusion

_DEPTH = 50
# A document without an edition in the asker's language still answers, behind one that has.
_FOREIGN = 0.5


class PolicyRetriever(BaseRetriever):
    """The store behind LangChain's retriever interface. `find` gives records, `invoke` LangChain documents of the same chunks."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: Store
    today: Period
    k: int = 10

    def find(self, reading: Reading, k: int | None = None, *, ever: bool = False) -> Found:
        """The k best chunks and the candidate statements for a question, among what is (or ever was) in force on its date."""
        days = (OPEN_START if ever else as_number(reading.as_of.start, OPEN_START), as_number(reading.as_of.end, OPEN_END))
        query_terms = terms(reading.query)
        vectors: dict[str, list[float]] = {}
        scores: dict[str, float] = {}
        ranks: dict[str, dict[str, int]] = {}
        found: list[Candidate] = []
        for language in self._languages(reading):
            weight = 1.0 if language == reading.language else _FOREIGN
            lists = {level: self._search(level, language, reading, query_terms, vectors, days) for level in ("chunks", "statements")}
            by_chunk = {**lists["chunks"].ids, **self._chunks_of_statements(lists["statements"])}
            for entry_id, score in reciprocal_rank_fusion(by_chunk, {}).items():
                scores[entry_id] = weight * score
            for name, ids in by_chunk.items():
                for rank, entry_id in enumerate(ids, 1):
                    ranks.setdefault(entry_id, {})[name] = rank
            found += candidates(self.store, reading, language, query_terms, lists["statements"], scores)
        chunk = self.store.chunk_by_id
        order = sorted((i for i in scores if self._wanted(chunk[i], reading)), key=lambda i: -scores[i])
        evidence = tuple(Evidence(chunk=chunk[i], score=round(scores[i], 6), ranks=ranks[i]) for i in order[: k or self.k])
        return Found(reading=reading, evidence=evidence, candidates=tuple(c for c in found if self._wanted(c.chunk, reading)))

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002  # LangChain's signature
        language = language_of(query)
        reading = Reading(text=query, query=query, language=language, reply_language=language, as_of=self.today)
        return [
            Document(
                page_content=e.chunk.text, id=e.chunk.id, metadata={"document": e.chunk.document, "start": e.chunk.start, "score": e.score}
            )
            for e in self.find(reading).evidence
        ]

    def _languages(self, reading: Reading) -> Sequence[Language]:
        present = {d.language for d in self.store.documents.values()}
        return [x for x in (reading.language, *(x for x in LANGUAGES if x != reading.language)) if x in present]

    def _wanted(self, chunk: Chunk, reading: Reading) -> bool:
        """A document in another language counts only where it has no edition in the question's."""
        if chunk.language == reading.language:
            return True
        return chunk.document not in self.store.translated

    def _search(
        self,
        level: Level,
        language: Language,
        reading: Reading,
        query_terms: Sequence[str],
        vectors: dict[str, list[float]],
        days: tuple[int, int],
    ) -> Lists:
        """Every list of one language and level. Question vectors are computed once and shared through `vectors`."""
        lists = Lists()
        primary = self.store.recipe.primary(reading.language, language)
        for settings in self.store.recipe.embedders:
            name = settings.name
            if reading.language not in settings.questions or language not in (
                settings.documents if level == "chunks" else settings.statements
            ):
                continue
            if name not in vectors:
                vectors[name] = self.store.embedders[name].embed_query(reading.query)
            hits = self.store.vectors.search(level, name, vectors[name], _DEPTH, language, days)
            lists.ids[f"{name}:{level}"] = [i for i, _ in hits]
            if primary and primary.name == name:
                lists.cosines = dict(hits)
        if lexical := self.store.lexical.get((level, language)):
            found = lexical.search(query_terms, _DEPTH, *days)
            lists.ids[f"bm25:{level}"] = [i for i, _ in found]
            lists.bm25 = dict(found)
        return lists

    def _chunks_of_statements(self, lists: Lists) -> dict[str, list[str]]:
        """Statement lists as lists of the chunks that they stand in, each chunk at its best statement's place."""
        found: dict[str, list[str]] = {}
        for name, ids in lists.ids.items():
            places = (self.store.statement_by_id[i] for i in ids)
            chunks = (self.store.chunk_of_statement.get((d.id, s.start)) for d, s in places)
            found[name] = list(dict.fromkeys(c.id for c in chunks if c is not None))
        return found
