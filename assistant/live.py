"""A chain that follows the index: each question is answered by the generation that is current when it is asked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.chain import PolicyChain
from assistant.eligibility.rulebook import Rulebook
from assistant.errors import QuestionError
from assistant.index.store import Store
from assistant.records import Question, Reply
from assistant.retrieval.retriever import PolicyRetriever

log = logging.getLogger(__name__)


@dataclass
class Generation:
    """An opened store with the chain over it and the rules over its documents, and how many questions it is answering right now."""

    chain: PolicyChain
    store: Store
    rulebook: Callable[[], Rulebook]
    questions: int = 0


class LiveChain(Runnable[Question, Reply]):
    """The chain of the current generation, beginning with `first`.

    `current` says which folder that is (one small file is read per question), `open_current` opens it. A generation that can't
    be opened is told to the log, and the one before goes on answering; one that is left is closed after its last question.
    """

    def __init__(self, first: Generation, current: Callable[[], Path | None], open_current: Callable[[], Generation]) -> None:
        self._now = first
        self._current = current
        self._open = open_current
        self._lock = Lock()
        self._failed: Path | None = None

    @property
    def store(self) -> Store:
        """The store that the next question will be answered from."""
        with self.using() as generation:
            return generation.store

    @property
    def retriever(self) -> PolicyRetriever:
        """The retriever over that store."""
        with self.using() as generation:
            return generation.chain.retriever

    @contextmanager
    def using(self) -> Iterator[Generation]:
        """The current generation, kept open meanwhile."""
        with self._lock:
            self._follow()
            generation = self._now
            generation.questions += 1
        try:
            yield generation
        finally:
            with self._lock:
                generation.questions -= 1
                if generation is not self._now and not generation.questions:
                    generation.store.close()

    def invoke(self, input: Question, config: RunnableConfig | None = None, **kwargs: Any) -> Reply:  # noqa: A002, ANN401  # LangChain's signature
        """The whole reply."""
        *_, reply = self._replies(lambda chain: iter([chain.invoke(input, config, **kwargs)]))
        return reply

    def stream(self, input: Question, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Reply]:  # noqa: A002, ANN401  # LangChain's signature
        """Growing replies, all from one generation."""
        yield from self._replies(lambda chain: chain.stream(input, config, **kwargs))

    async def astream(self, input: Question, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[Reply]:  # noqa: A002, ANN401  # LangChain's signature
        """`stream`, with the work in a thread."""
        replies = self.stream(input, config, **kwargs)
        while reply := await asyncio.to_thread(next, replies, None):
            yield reply

    def close(self) -> None:
        """Let go of the index."""
        self._now.store.close()

    def _follow(self) -> None:
        """Open the current generation if it is another one. Called with the lock held, so that others wait for the new one."""
        folder = self._current()
        if folder in (None, self._now.store.folder, self._failed):
            return
        try:
            opened = self._open()
        except Exception:
            self._failed = folder
            log.exception("%s can't be opened; %s goes on answering.", folder, self._now.store.folder)
            return
        left, self._now = self._now, opened
        if not left.questions:
            left.store.close()

    def _replies(self, ask: Callable[[PolicyChain], Iterator[Reply]]) -> Iterator[Reply]:
        """What the current generation replies. Its files may go with a newer one that holds less; then that one is asked."""
        while True:
            with self.using() as generation:
                shown = False
                try:
                    for reply in ask(generation.chain):
                        shown = True
                        yield reply
                    return
                except QuestionError:
                    raise
                except Exception:
                    if shown or self._current() in (generation.store.folder, self._failed):
                        raise
