"""The retrieval chain, in one screen: a LangChain Runnable, Question in, Reply out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import date
from time import perf_counter
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answering.composer import answers, compose, decline
from assistant.answering.rewording import Rewriter, growing
from assistant.deciding import Decisions
from assistant.grounding.check import check_reply
from assistant.guard.limits import clean_question
from assistant.records import Found, Question, Reply
from assistant.retrieval.retriever import PolicyRetriever


class PolicyChain(Runnable[Question, Reply]):
    """Read the question, find evidence, draft from it, check every sentence, reply; with a `rewriter`, in a language model's words.

    A question that tells facts about its asker and wants to know what is open to him is answered by `decisions`, if they are given.
    `texts` gives the canonical text per document, against which every quote is verified. Raises QuestionError for a question
    that can't be answered as put; everything else is a Reply with a status.
    """

    def __init__(
        self,
        retriever: PolicyRetriever,
        texts: Mapping[str, str],
        today: Callable[[], date],
        max_question: int,
        rewriter: Rewriter | None = None,
        decisions: Decisions | None = None,
    ) -> None:
        self.retriever = retriever
        self._texts = texts
        self._today = today
        self._max_question = max_question
        self._rewriter = rewriter
        self._decisions = decisions

    def invoke(self, input: Question, config: RunnableConfig | None = None, **kwargs: Any) -> Reply:  # noqa: A002, ANN401  # LangChain's signature
        """The whole reply."""
        *_, reply = self.stream(input, config, **kwargs)
        return reply

    def stream(self, input: Question, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Reply]:  # noqa: A002, ANN401, ARG002  # LangChain's signature
        """Growing replies, one checked sentence more each time; the last equals `invoke`."""
        question = clean_question(input, self._max_question)
        reply = (self._decisions and self._decisions.reply(question, self._today())) or self._quoted(question)
        yield from self._rewriter.replies(reply) if self._rewriter else growing(reply)

    async def astream(self, input: Question, config: RunnableConfig | None = None, **kwargs: Any) -> AsyncIterator[Reply]:  # noqa: A002, ANN401  # LangChain's signature
        """`stream`, with the work in a thread."""
        replies = self.stream(input, config, **kwargs)
        while reply := await asyncio.to_thread(next, replies, None):
            yield reply

    def _quoted(self, question: Question) -> Reply:
        """The reply to a cleaned question in the documents' own words."""
        started = perf_counter()
        reading = self.retriever.read(question, self._today())
        found = self.retriever.find(reading)
        retrieved = perf_counter()
        draft = compose(found) if answers(found) else decline(found, self._no_longer_in_force(found))
        answered = perf_counter()
        reply = check_reply(draft, self._texts)
        times = {"retrieve": retrieved - started, "answer": answered - retrieved, "check": perf_counter() - answered}
        return reply.model_copy(update={"timings_ms": {name: round(1000 * seconds, 1) for name, seconds in times.items()}})

    def _no_longer_in_force(self, found: Found) -> Found | None:
        """What would have answered on an earlier date."""
        ever = self.retriever.find(found.reading, ever=True)
        return ever if answers(ever) else None
