"""The cases: what is asked and what a right reply must be. One JSON object a line in `cases/*.jsonl`; the file's stem is the set."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, ValidationError, model_validator

from assistant.errors import EvaluationError
from assistant.records import Language, Question, Record, Status, Turn

FOLDER = Path(__file__).resolve().parent / "cases"
ABSTENTIONS = frozenset({Status.NOT_IN_DOCUMENTS, Status.OUT_OF_SCOPE})
LONGEST_ALTERNATIVE = 59
# Sets with rows of their own kind, which their tasks read.
OF_OTHER_TASKS = frozenset({"eligibility"})

Kind = Literal[
    "lookup",
    "table",
    "calculation",
    "decision",
    "version",
    "conflict",
    "multi_document",
    "false_premise",
    "follow_up",
    "unanswerable",
    "out_of_scope",
]
KINDS: tuple[str, ...] = get_args(Kind)
UNANSWERABLE_KINDS = frozenset({"unanswerable", "out_of_scope"})
# They rest on rules and arithmetic rather than on finding and quoting a statement, so they don't count in the headline numbers.
APART_KINDS = frozenset({"calculation", "decision"})


class Case(Record):
    """One question with its gold facts and what a right reply says.

    `facts` are footnote labels of the corpus. `must` is a list of must-haves, each a list of alternatives of which one has to
    be said; `must_not` are phrases that may not be said. `status` lists every acceptable status. `set` is the file's stem.
    """

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    language: Language
    as_of: date
    split: Literal["tune", "test"]
    kind: Kind
    asker: Literal["company", "citizen", "foreigner", "staff"]
    history: tuple[Turn, ...] = ()
    situation: dict[str, object] = Field(default_factory=dict)
    facts: tuple[str, ...] = ()
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    status: tuple[Status, ...] = Field(min_length=1)
    note: str = ""
    set: str

    @property
    def answerable(self) -> bool:
        """There are gold facts, and some status other than an abstention is acceptable."""
        return bool(self.facts) and not self.abstention_only

    @property
    def abstention_only(self) -> bool:
        """Every acceptable status is an abstention."""
        return ABSTENTIONS.issuperset(self.status)

    @property
    def apart(self) -> bool:
        """Reported apart from the headline numbers."""
        return self.kind in APART_KINDS

    def as_question(self) -> Question:
        """The case as the assistant is asked it. The reply language is left for the assistant to read."""
        return Question(text=self.question, history=self.history, as_of=self.as_of.isoformat(), situation=self.situation)

    @model_validator(mode="after")
    def _consistent(self) -> Case:
        phrases = [*(alternative for must in self.must for alternative in must), *self.must_not]
        if any(not phrase.strip() for phrase in phrases):
            raise ValueError("an alternative in must or must_not is blank, so every reply would match it")
        if any(not must for must in self.must):
            raise ValueError("a must-have lists no alternative, so no reply can match it")
        longest = max(phrases, key=len, default="")
        if len(longest) > LONGEST_ALTERNATIVE:
            raise ValueError(f"expected alternatives under {LONGEST_ALTERNATIVE + 1} characters, got {len(longest)}: {longest!r}")
        if self.kind in UNANSWERABLE_KINDS and ABSTENTIONS.isdisjoint(self.status):
            raise ValueError(f"kind {self.kind} expects not_in_documents or out_of_scope among its statuses")
        if self.kind not in UNANSWERABLE_KINDS and not self.must:
            raise ValueError(f"kind {self.kind} expects at least one must-have, got none")
        return self


def load_cases(folder: Path = FOLDER) -> list[Case]:
    """Every case of every file, checked, in file order. Raises EvaluationError naming file, line, id and field."""
    files = sorted(path for path in folder.glob("*.jsonl") if path.stem not in OF_OTHER_TASKS)
    if not files:
        raise EvaluationError(f"{folder}: no case file in it; expected *.jsonl.")
    cases: list[Case] = []
    places: dict[str, str] = {}
    for path in files:
        for number, line in enumerate(_lines(path), start=1):
            if not line.strip():
                continue
            place = f"{path.name}:{number}"
            case = _parse(line, path.stem, place)
            if case.id in places:
                raise EvaluationError(f"{place}: id {case.id!r} is taken by {places[case.id]}; expected unique ids.")
            places[case.id] = place
            cases.append(case)
    return cases


def select(cases: Sequence[Case], split: str = "all", set_: str = "all", limit: int | None = None) -> list[Case]:
    """The first `limit` cases of a split and a set; "all" stands for any. Raises EvaluationError when none is left."""
    sets = sorted({c.set for c in cases})
    if set_ not in ("all", *sets):
        raise EvaluationError(f"--set: expected all or one of {', '.join(sets)}, got {set_!r}.")
    if split not in ("all", "tune", "test"):
        raise EvaluationError(f"--split: expected tune, test or all, got {split!r}.")
    chosen = [c for c in cases if split in ("all", c.split) and set_ in ("all", c.set)][:limit]
    if not chosen:
        raise EvaluationError(f"No case in split {split} of set {set_} with limit {limit}.")
    return chosen


def fingerprint(cases: Sequence[Case]) -> str:
    """SHA-256 over the cases' values: what a score was measured against."""
    return hashlib.sha256("\n".join(c.model_dump_json() for c in cases).encode()).hexdigest()


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: can't be read: {error}.") from None


def _parse(line: str, set_: str, place: str) -> Case:
    """One line as a case, with the set added."""
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{place}: not JSON: {error}.") from None
    if not isinstance(raw, dict):
        raise EvaluationError(f"{place}: expected an object with id, question, …, got {type(raw).__name__}.")
    if "set" in raw:
        raise EvaluationError(f"{place}: set: the file's name says the set; take the field out.")
    try:
        return Case.model_validate({**raw, "set": set_})
    except ValidationError as error:
        first = error.errors()[0]
        where = ": ".join(str(part) for part in (place, raw.get("id"), ".".join(map(str, first["loc"]))) if part)
        raise EvaluationError(f"{where}: {first['msg'].removeprefix('Value error, ')}.") from None
