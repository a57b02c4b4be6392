"""Settings -> the assistant. The only module that names concrete classes together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.answering.rewording import Rewriter
from assistant.chain import PolicyChain
from assistant.deciding import Decisions
from assistant.documents.glossary import load_glossary
from assistant.documents.known import Known
from assistant.documents.regions import load_regions
from assistant.eligibility.places import Places
from assistant.eligibility.rulebook import Rulebook
from assistant.grounding.rewording import held_rewording
from assistant.guard.limits import clean_question
from assistant.index.build import BuildReport, Progress, build_index
from assistant.index.embedders import MakeEmbedder, packaged_embedders
from assistant.index.generations import known_documents
from assistant.index.store import Store, current_generation, open_store
from assistant.index.verify import verify_store
from assistant.live import Generation, LiveChain
from assistant.records import Chunk, Evidence, Period, Question
from assistant.retrieval.explaining import Explanation, explain
from assistant.retrieval.names import Named
from assistant.retrieval.retriever import PolicyRetriever
from assistant.rulebooks import LazyRulebook
from assistant.settings import Settings, today


@dataclass(frozen=True)
class Assistant:
    """The chain and what stands behind it. Both follow the index when it is built again."""

    chain: LiveChain
    settings: Settings

    @property
    def store(self) -> Store:
        """The store that answers now."""
        return self.chain.store

    @property
    def info(self) -> Mapping[str, object]:
        """What the index was built from: a view, so that it stays true."""
        return _Info(self.chain)

    def search(self, question: Question, k: int) -> list[Evidence]:
        """The k best chunks for a question. Raises QuestionError."""
        with self.chain.using() as generation:
            retriever = generation.chain.retriever
            reading = retriever.read(clean_question(question, self.settings.max_question), today(self.settings))
            return list(retriever.find(reading, k).evidence)

    def explain(self, question: Question, k: int) -> Explanation:
        """What `search` finds, why, and what it keeps back. Raises QuestionError."""
        with self.chain.using() as generation:
            retriever = generation.chain.retriever
            return explain(retriever, retriever.read(clean_question(question, self.settings.max_question), today(self.settings)), k)

    def rulebook(self) -> Rulebook:
        """The rules over the documents that answer now. Raises CorpusError."""
        with self.chain.using() as generation:
            return generation.rulebook()

    def references(self, chunk: Chunk) -> frozenset[str]:
        """The footnote labels of the statements in a chunk."""
        statements = self.store.documents[chunk.document].statements
        return frozenset(r for s in statements if s.start < chunk.end and s.end > chunk.start for r in s.references)

    def text(self, document: str) -> str:
        """A document's canonical text."""
        return self.store.documents[document].text

    def warm_up(self) -> None:
        """Load the models and answer once, so that the first question does not wait."""
        self.store.warm_up()
        for text in ("warm up", "준비"):
            self.chain.invoke(Question(text=text))

    def close(self) -> None:
        """Let go of the index."""
        self.chain.close()


class _Info(Mapping[str, object]):
    """`Store.info` of the store that answers now."""

    def __init__(self, chain: LiveChain) -> None:
        self._chain = chain

    def __getitem__(self, key: str) -> object:
        return self._chain.store.info[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._chain.store.info)

    def __len__(self) -> int:
        return len(self._chain.store.info)


def models(settings: Settings) -> MakeEmbedder:
    """The recipe's embedding models. What is made of them is kept: a model that is loaded serves everyone who asks here."""
    return cache(packaged_embedders(settings.cache, settings.threads))


def open_assistant(settings: Settings, make: MakeEmbedder | None = None) -> Assistant:
    """Open the index and wire the chain, with `models` of its own unless others are given. Raises StoreError and its kinds.

    A build that ends later is taken up with the next question; that the corpus changed without one is not looked at again.
    """
    make = make or models(settings)
    rewriter = _rewriter(settings)

    def opened(corpus: Path | None) -> Generation:
        store = open_store(settings.index, corpus, make)
        terms, regions = load_glossary(settings.corpus), load_regions(settings.corpus)
        places = Places(regions, terms)
        named = Named(terms, regions, lambda text: _mentions(places, text))
        retriever = PolicyRetriever(store=store, today=Period.parse(today(settings).isoformat()), named=named)
        texts = {d.id: d.text for d in store.documents.values()}
        book = LazyRulebook(settings.corpus, store.documents, places)
        chain = PolicyChain(retriever, texts, lambda: today(settings), settings.max_question, rewriter, Decisions(book, texts))
        return Generation(chain, store, book)

    chain = LiveChain(opened(settings.corpus), lambda: current_generation(settings.index), lambda: opened(None))
    return Assistant(chain, settings)


def _mentions(places: Places, text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """The places that a text names, as `Named` takes them."""
    for mention in places.find_in(text):
        yield tuple(r.id for r in ([mention.region] if mention.region else mention.choices)), mention.start, mention.end


def _rewriter(settings: Settings) -> Rewriter | None:
    """The language model that words replies anew, if one is named. Raises SettingsError."""
    if not settings.llm:
        return None
    from assistant.answering.language_model import open_language_model

    return Rewriter(open_language_model(settings.llm, settings.llm_timeout), settings.llm_timeout, held_rewording)


def documents_of(settings: Settings) -> Known:
    """The documents that the index was built from, so that only what changed is read."""
    return known_documents(settings.index)


def build(
    settings: Settings,
    *,
    fresh: bool = False,
    progress: Progress | None = None,
    known: Known | None = None,
    make: MakeEmbedder | None = None,
) -> BuildReport:
    """Bring the index up to date with the corpus; documents in `known` are not read again, `make` is as for `open_assistant`.

    Raises CorpusError, RecipeError, ModelError, StoreError.
    """
    return build_index(settings.corpus, settings.index, make or models(settings), fresh=fresh, progress=progress, known=known)


def index_info(settings: Settings) -> Mapping[str, object]:
    """What the index was built from, whether or not the corpus has changed since."""
    store = open_store(settings.index, None, packaged_embedders(settings.cache))
    try:
        return store.info
    finally:
        store.close()


def verify(settings: Settings) -> tuple[list[str], Mapping[str, object]]:
    """Every difference between index and corpus, one line each, and what the index was built from."""
    store = open_store(settings.index, settings.corpus, packaged_embedders(settings.cache))
    try:
        return verify_store(store, settings.corpus), store.info
    finally:
        store.close()
