"""What is judged, as the evaluation sees it, and one question put to it: the only place that asks the assistant anything."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Protocol

from assistant.errors import PolicyAssistantError
from assistant.records import Chunk, Citation, Evidence, Question, Record, Reply, Status
from assistant.settings import Settings
from evals.cases import Case

FIRST = 5


class Chain(Protocol):
    """The part of a Runnable that is used."""

    def invoke(self, question: Question, /) -> Reply:
        """Answer one question."""


class Subject(Protocol):
    """An opened assistant. `info` holds at least the fingerprints of corpus and index."""

    @property
    def chain(self) -> Chain:
        """Question in, Reply out."""

    @property
    def info(self) -> Mapping[str, object]:
        """What the assistant answers from."""

    def search(self, question: Question, k: int) -> Sequence[Evidence]:
        """The first k chunks, best first."""

    def references(self, chunk: Chunk) -> frozenset[str]:
        """Footnote labels of the statements inside a chunk's slice."""

    def text(self, document: str, /) -> str:
        """Canonical text of a document. Raises KeyError when there is none."""

    def close(self) -> None:
        """Let go of the index."""


class FoundChunk(Record):
    """A chunk that search returned, and the footnote labels of its statements."""

    chunk: str
    references: tuple[str, ...]


class Cited(Record):
    """What really stands where a citation points: the text there (None: no such document) and its footnote labels."""

    actual: str | None
    references: tuple[str, ...]


class Generated(Record):
    """One reply and all that scoring needs beside it, so that it can be scored later without the assistant.

    `cited` runs parallel to `reply.citations`; `ms` is the wall time of the reply in milliseconds. A question that ended in an
    error has `error` and a blocked reply, which no metric counts as right.
    """

    id: str
    question: str
    reply: Reply
    found: tuple[FoundChunk, ...] = ()
    cited: tuple[Cited, ...] = ()
    ms: float
    error: str | None = None


def open_subject(settings: Settings) -> Subject:
    """The assistant with its index and models, warm: the first case is not to wait for what is loaded once. To be closed."""
    from assistant.wiring import open_assistant

    opened = open_assistant(settings)
    opened.warm_up()
    return opened


def ask(subject: Subject, case: Case) -> Generated:
    """Put a case to the assistant. An error of the assistant is recorded: one bad question must not end a run."""
    question = case.as_question()
    started = time.perf_counter()
    try:
        reply = subject.chain.invoke(question)
        ms = (time.perf_counter() - started) * 1000
        found = tuple(FoundChunk(chunk=e.chunk.id, references=_labels(subject, e.chunk)) for e in subject.search(question, FIRST)[:FIRST])
    except PolicyAssistantError as error:
        ms = (time.perf_counter() - started) * 1000
        reply = Reply(status=Status.BLOCKED, question=case.question, as_of=case.as_of.isoformat(), notices=(str(error),))
        return Generated(id=case.id, question=case.question, reply=reply, ms=ms, error=str(error))
    cited = tuple(_look_up(subject, citation) for citation in reply.citations)
    return Generated(id=case.id, question=case.question, reply=reply, found=found, cited=cited, ms=ms)


def _look_up(subject: Subject, citation: Citation) -> Cited:
    try:
        actual = subject.text(citation.document)[citation.start : citation.end]
    except KeyError:
        return Cited(actual=None, references=())
    return Cited(actual=actual, references=_labels(subject, _slice(citation, actual)))


def _slice(citation: Citation, actual: str) -> Chunk:
    """The quoted slice as a chunk of its own, so that its labels are those of the statements quoted and no others."""
    return Chunk(
        id=f"{citation.document}@{citation.start}-{citation.end}",
        document=citation.document,
        language=citation.language,
        title=citation.title,
        section=citation.section,
        start=citation.start,
        end=citation.end,
        text=actual,
        context="",
    )


def _labels(subject: Subject, chunk: Chunk) -> tuple[str, ...]:
    return tuple(sorted(subject.references(chunk)))
