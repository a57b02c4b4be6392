"""Search per language with every embedder and BM25, at the level of chunks and of statements, and rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.index.analyzer import terms
from assistant.index.entries import OPEN_END, OPEN_START, Level, as_number
from assistant.index.store import LANGUAGES, Store
from assistant.records import Candidate, Chunk, Evidence, Found, Language, Period, Question, Reading
from assistant.retrieval.features import candidates
from assistant.retrieval.names import Named
from assistant.retrieval.ranking import NAMED_PROGRAMME, NAMED_REGION, Listed, scored
from assistant.retrieval.reading import read_question

_DEPTH = 100
# A document without an edition in the asker's language still answers, behind one that has.
_FOREIGN = 3.0


class PolicyRetriever(BaseRetriever):
    """The store behind LangChain's retriever interface. `find` gives records, `invoke` LangChain documents of the same chunks."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: Store
    today: Period
    named: Named = Named()
    k: int = 10

    def read(self, question: Question, today: date) -> Reading:
        """What a cleaned question means. Raises QuestionError when its `as_of` is not a date."""
        return read_question(question, today, self.named)

    def find(self, reading: Reading, k: int | None = None, *, ever: bool = False) -> Found:
        """The k best chunks and the candidate statements for a question, among what is (or ever was) in force on its date."""
        first = min(filter(None, (reading.as_of.start, reading.since)))
        days = (OPEN_START if ever else as_number(first, OPEN_START), as_number(reading.as_of.end, OPEN_END))
        question = _Asked(self.store, reading, days)
        scores: dict[str, float] = {}
        ranks: dict[str, dict[str, int]] = {}
        found: list[Candidate] = []
        for language in self._languages(reading):
            statements = question.statements(language)
            lists = [*question.chunks(language), *self._chunks_of_statements(statements)]
            own = scored(lists, self.store.document_of, self.store.sizes, later=bool(reading.conversation))
            behind = 0.0 if language == reading.language else _FOREIGN
            own = {i: score - behind + self._named(self.store.chunk_by_id[i], reading) for i, score in own.items()}
            scores.update(own)
            for listed in lists:
                for rank, (entry_id, _) in enumerate(listed.hits, 1):
                    ranks.setdefault(entry_id, {})[listed.name] = rank
            found += candidates(self.store, reading, language, question.terms, statements, own)
        chunk = self.store.chunk_by_id
        order = sorted((i for i in scores if self._wanted(chunk[i], reading)), key=lambda i: -scores[i])
        evidence = tuple(Evidence(chunk=chunk[i], score=round(scores[i], 4), ranks=ranks[i]) for i in order[: k or self.k])
        return Found(reading=reading, evidence=evidence, candidates=tuple(c for c in found if self._wanted(c.chunk, reading)))

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002  # LangChain's signature
        return [
            Document(
                page_content=e.chunk.text, id=e.chunk.id, metadata={"document": e.chunk.document, "start": e.chunk.start, "score": e.score}
            )
            for e in self.find(self.read(Question(text=query), self.today.start)).evidence
        ]

    def _languages(self, reading: Reading) -> Sequence[Language]:
        present = {d.language for d in self.store.documents.values()}
        return [x for x in (reading.language, *(x for x in LANGUAGES if x != reading.language)) if x in present]

    def _wanted(self, chunk: Chunk, reading: Reading) -> bool:
        """A document in another language counts only where it has no edition in the question's."""
        if chunk.language == reading.language:
            return True
        return chunk.document not in self.store.translated

    def _named(self, chunk: Chunk, reading: Reading) -> float:
        """What a chunk gains for being about the programmes and regions that the question names."""
        document = self.store.documents[chunk.document]
        programme = NAMED_PROGRAMME * (document.programme in reading.programmes)
        return programme + NAMED_REGION * bool(set(document.regions) & set(reading.regions))

    def _chunks_of_statements(self, lists: Sequence[Listed]) -> list[Listed]:
        """Statement lists as lists of the chunks that they stand in, each chunk with its best statement's score."""
        found: list[Listed] = []
        for listed in lists:
            hits: dict[str, float] = {}
            for entry_id, score in listed.hits:
                document, statement = self.store.statement_by_id[entry_id]
                if chunk := self.store.chunk_of_statement.get((document.id, statement.start)):
                    hits.setdefault(chunk.id, score)
            found.append(Listed(listed.name, list(hits.items())))
        return found


class _Asked:
    """A question on its way through the lists: terms and vectors are computed once."""

    def __init__(self, store: Store, reading: Reading, days: tuple[int, int]) -> None:
        self._store, self._reading, self._days = store, reading, days
        self._vectors: dict[tuple[str, str], list[float]] = {}
        self.own = terms(reading.text)
        self.terms = terms(reading.query) if reading.follows else self.own

    def chunks(self, language: Language) -> Iterator[Listed]:
        """The lists of chunks: by words and by vectors, for the question and, on a later turn, for the conversation."""
        yield from self._words("words", "chunks", language, self.own)
        yield from self._near("vectors", "chunks", language, self._reading.text)
        if self._reading.conversation:
            yield from self._words("words:conversation", "chunks", language, terms(self._reading.conversation))
            yield from self._near("vectors:conversation", "chunks", language, self._reading.recent)

    def statements(self, language: Language) -> list[Listed]:
        """The lists of statements, for the question with what it follows up on."""
        return [
            *self._words("words:statement", "statements", language, self.terms),
            *self._near("vectors:statement", "statements", language, self._reading.query),
        ]

    def _words(self, name: str, level: Level, language: Language, query_terms: Sequence[str]) -> Iterator[Listed]:
        if lexical := self._store.lexical.get((level, language)):
            yield Listed(name, lexical.search(query_terms, _DEPTH, *self._days))

    def _near(self, name: str, level: Level, language: Language, text: str) -> Iterator[Listed]:
        for settings in self._store.recipe.embedders:
            languages = settings.documents if level == "chunks" else settings.statements
            if self._reading.language in settings.questions and language in languages:
                key = settings.name, text
                if key not in self._vectors:
                    self._vectors[key] = self._store.embedders[settings.name].embed_query(text)
                hits = self._store.nearest(level, settings.name, language, self._vectors[key], _DEPTH, self._days)
                yield Listed(f"{name}@{settings.name}", hits)
