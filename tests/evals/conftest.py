"""Made-up cases and outcomes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from evals_fakes import RATE, TEXT, FakeSubject, labels_between

from assistant.records import Citation, Reply, Sentence, Status
from evals.cases import Case
from evals.metrics import Outcome
from evals.subject import Cited, FoundChunk, Generated


@pytest.fixture
def make_case() -> Callable[..., Case]:
    def make(**fields: object) -> Case:
        base = {
            "id": "A1",
            "question": "What is the rate?",
            "language": "en",
            "as_of": "2026-01-31",
            "split": "tune",
            "kind": "lookup",
            "asker": "company",
            "facts": ["F1"],
            "must": [["30 %"]],
            "status": ["answered"],
            "set": "made",
        }
        return Case.model_validate(base | fields)

    return make


@pytest.fixture
def make_outcome(make_case) -> Callable[..., Outcome]:
    """An outcome whose one sentence rests on every citation given; the labels are those of the statements quoted."""

    def make(
        text: str = "The rate is 30 %.",
        status: Status = Status.ANSWERED,
        citations: tuple[Citation, ...] = (RATE,),
        found: tuple[tuple[str, ...], ...] = (("F1",),),
        accepts: tuple[str, ...] = ("answered",),
        **fields: object,
    ) -> Outcome:
        case = make_case(status=accepts, **fields)
        sentences = (Sentence(text=text, citations=tuple(range(len(citations)))),) if text else ()
        reply = Reply(status=status, answer=sentences, citations=citations, as_of="2026-01-31")
        cited = tuple(Cited(actual=TEXT[c.start : c.end], references=tuple(labels_between(c.start, c.end))) for c in citations)
        chunks = tuple(FoundChunk(chunk=f"doc#{i}", references=labels) for i, labels in enumerate(found))
        return Outcome(case, Generated(id=case.id, question=case.question, reply=reply, found=chunks, cited=cited, ms=10.0))

    return make


@pytest.fixture
def subject() -> FakeSubject:
    return FakeSubject()


@pytest.fixture
def write_cases(tmp_path, make_case) -> Callable[..., Path]:
    """A folder with one case file, `made.jsonl`, of the given cases' fields."""

    def write(*rows: dict[str, object]) -> Path:
        folder = tmp_path / "cases"
        folder.mkdir(exist_ok=True)
        lines = [json.dumps(json.loads(make_case(**row).model_dump_json(exclude={"set"})) | row) for row in rows]
        (folder / "made.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return folder

    return write
