"""Search per language with every embedder and BM25, at the level of chunks and of statements, and rank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

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
from assistant.retrieval.ranking import Listed, Weights, scored
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
    weights: Weights = Weights()
    k: int = 10

    def read(self, question: Question, today: date) -> Reading:
        """What a cleaned question means. Raises QuestionError when its `as_of` is not a date."""
        return read_question(question, today, self.named)

    def find(self, reading: Reading, k: int | None = None, *, ever: bool = False) -> Found:
        """The k best chunks and the candidate statements for a question, among what is (or ever was) in force on its date."""
        searched = self.search_all(reading, ever=ever)
        order = [i for i in searched.order if self.wanted(i, reading)]
        evidence = tuple(self._evidence(i, searched, reading) for i in order[: k or self.k])
        found = tuple(c for c in searched.candidates if self.wanted(c.chunk.id, reading))
        return Found(reading=reading, evidence=evidence, candidates=found)

    def search_all(self, reading: Reading, *, ever: bool = False) -> Searched:
        """Every chunk that a list names, editions in other languages included."""
        first = min(filter(None, (reading.as_of.start, reading.since)))
        days = (OPEN_START if ever else as_number(first, OPEN_START), as_number(reading.as_of.end, OPEN_END))
        later = bool(reading.conversation)
        question = _Asked(self.store, reading, days, self.weights.lists(later=later))
        searched = Searched()
        for language in self._languages(reading):
            statements = question.statements(language)
            lists = [*question.chunks(language), *self._chunks_of_statements(statements)]
            own = scored(lists, self.store.document_of, self.store.sizes, self.weights.of_turn(later=later))
            behind = 0.0 if language == reading.language else _FOREIGN
            own = {i: score - behind + self._named(self.store.chunk_by_id[i], reading) for i, score in own.items()}
            searched.scores.update(own)
            searched.lists += lists
            searched.candidates += candidates(self.store, reading, language, question.terms, statements, own)
        return searched

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

    def wanted(self, chunk_id: str, reading: Reading) -> bool:
        """A document in another language counts only where it has no edition in the question's."""
        chunk = self.store.chunk_by_id[chunk_id]
        if chunk.language == reading.language:
            return True
        return chunk.document not in self.store.translated

    def _named(self, chunk: Chunk, reading: Reading) -> float:
        """What a chunk gains for being about the programmes and regions that the question names."""
        document = self.store.documents[chunk.document]
        programme = self.weights.programme * (document.programme in reading.programmes)
        return programme + self.weights.region * bool(set(document.regions) & set(reading.regions))

    def _evidence(self, chunk_id: str, searched: Searched, reading: Reading) -> Evidence:
        chunk = self.store.chunk_by_id[chunk_id]
        return Evidence(
            chunk=chunk,
            score=round(searched.scores[chunk_id], 4),
            ranks=searched.ranks.get(chunk_id, {}),
            scores={name: round(found[chunk_id], 4) for name, found in searched.relative if chunk_id in found},
            named=self._named(chunk, reading),
        )

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


@dataclass
class Searched:
    """What a search came upon: the total score per chunk id, every list of chunks, and the statements."""

    scores: dict[str, float] = field(default_factory=dict)
    lists: list[Listed] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def order(self) -> list[str]:
        """The ids, best first."""
        return sorted(self.scores, key=lambda i: -self.scores[i])

    @cached_property
    def ranks(self) -> dict[str, dict[str, int]]:
        """Per chunk id its rank, from 1, in each list that names it."""
        ranks: dict[str, dict[str, int]] = {}
        for listed in self.lists:
            for rank, (chunk_id, _) in enumerate(listed.hits, 1):
                ranks.setdefault(chunk_id, {})[listed.name] = rank
        return ranks

    @cached_property
    def relative(self) -> list[tuple[str, dict[str, float]]]:
        """Per list its name and the scores of its chunks relative to its best."""
        return [(listed.name, listed.relative()[0]) for listed in self.lists]


class _Asked:
    """A question on its way through the lists that are searched: terms and vectors are computed once."""

    def __init__(self, store: Store, reading: Reading, days: tuple[int, int], searched: Set[str]) -> None:
        self._store, self._reading, self._days, self._searched = store, reading, days, searched
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
        lexical = self._store.lexical.get((level, language))
        if lexical and name in self._searched:
            yield Listed(name, lexical.search(query_terms, _DEPTH, *self._days))

    def _near(self, name: str, level: Level, language: Language, text: str) -> Iterator[Listed]:
        for settings in self._store.recipe.embedders:
            languages = settings.documents if level == "chunks" else settings.statements
            if name in self._searched and self._reading.language in settings.questions and language in languages:
                key = settings.name, text
                if key not in self._vectors:
                    self._vectors[key] = self._store.embedders[settings.name].embed_query(text)
                hits = self._store.nearest(level, settings.name, language, self._vectors[key], _DEPTH, self._days)
                yield Listed(f"{name}@{settings.name}", hits)
