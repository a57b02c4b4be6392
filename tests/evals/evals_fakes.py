"""A made-up assistant with one document of three statements."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.errors import QuestionError
from assistant.records import Chunk, Citation, Evidence, Question, Reply, Status

TEXT = "The rate is 30 %. The cap is KRW 5 billion. The office is open on weekdays."
# (start, end, label) of the three statements.
STATEMENTS = ((0, 17, "F1"), (18, 43, "F2"), (44, 75, "F3"))


def quote(start: int, end: int, words: str | None = None) -> Citation:
    words = TEXT[start:end] if words is None else words
    return Citation(document="doc", document_hash="0", title="Doc", language="en", section=("Rates",), quote=words, start=start, end=end)


RATE, CAP, OFFICE = (quote(start, end) for start, end, _ in STATEMENTS)


def labels_between(start: int, end: int) -> list[str]:
    return [label for a, b, label in STATEMENTS if a < end and b > start]


@dataclass
class FakeSubject:
    """Answers from a table of replies by question; whatever it does not know is not in the documents; "fail" fails."""

    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Question] = field(default_factory=list)
    closed: bool = False
    info: dict[str, object] = field(default_factory=lambda: {"corpus": "c0ffee", "index": "1dea"})

    @property
    def chain(self) -> FakeSubject:
        return self

    def invoke(self, question: Question) -> Reply:
        self.asked.append(question)
        if question.text == "fail":
            raise QuestionError("too odd")
        return self.replies.get(question.text, Reply(status=Status.NOT_IN_DOCUMENTS, timings_ms={"retrieve": 2.0}))

    def search(self, question: Question, k: int) -> list[Evidence]:
        return [Evidence(chunk=slice_(start, end), score=1.0) for start, end, _ in STATEMENTS][:k]

    def references(self, chunk: Chunk) -> frozenset[str]:
        return frozenset(labels_between(chunk.start, chunk.end))

    def text(self, document: str) -> str:
        return {"doc": TEXT}[document]

    def close(self) -> None:
        self.closed = True


def slice_(start: int, end: int) -> Chunk:
    words = TEXT[start:end]
    return Chunk(id=f"doc#{start}", document="doc", language="en", title="Doc", section=(), start=start, end=end, text=words, context="")
