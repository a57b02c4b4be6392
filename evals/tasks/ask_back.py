"""The task `ask-back`: on OR-ShARC, with the rule given, is it told from the rule's conditions whether to ask back or to answer?

The checklist asks back where a condition of the rule is settled by nothing that the asker said. The other judge always answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.eligibility.checklist import sets_condition
from assistant.errors import EvaluationError
from assistant.records import Record
from evals.bootstrap import Estimate, estimate
from evals.detection import f1_precision_recall
from evals.provenance import commit, now
from evals.results import FOLDER, new_folder
from evals.sets.or_sharc import FILES
from evals.sets.outside import expect, read_bytes

_FIELDS = ("question", "scenario", "history", "answer", "gold_snippet_id")
_ANSWERS = ("yes", "no", "irrelevant")
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "able about apply been does from have more must only that their them there this what when will with your".split()  # noqa: SIM905  # a list of words
)
# A condition counts as spoken of when so much of it was said.
_SPOKEN_OF = 0.34


class AskBackScore(Record):
    """One judge: the share of turns that it takes the right way, and precision, recall and F1 of asking back."""

    judge: str
    accuracy: Estimate
    precision: float
    recall: float
    f1: float


class AskBackSummary(Record):
    """The scores of both judges over all turns, and how many of these ask back."""

    commit: str | None
    turns: int
    ask_back: int
    scores: tuple[AskBackScore, ...]


def run(data: Path, out: Path | None = None) -> tuple[Path, AskBackSummary]:
    """Judge every turn. Only aggregate scores are written. Raises EvaluationError when the folder holds no such set, or out a run."""
    turns = load(data)
    folder = new_folder(out or FOLDER / f"{now():%Y%m%dT%H%M%SZ}-ask-back")
    right = [asks for _, _, asks in turns]
    judged = [asks_back(rule, said) for rule, said, _ in turns]
    summary = AskBackSummary(
        commit=commit(),
        turns=len(turns),
        ask_back=sum(right),
        scores=(_score("checklist", right, judged), _score("always answers", right, [False] * len(turns))),
    )
    (folder / "summary.json").write_text(summary.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return folder, summary


def show(summary: AskBackSummary) -> None:
    """Each judge's scores."""
    table = Table("judge", "right way", "precision", "recall", "F1 of asking back", title=f"{summary.ask_back} of {summary.turns} ask back")
    for one in summary.scores:
        table.add_row(one.judge, one.accuracy.text, *(f"{value:.3f}" for value in (one.precision, one.recall, one.f1)))
    Console(highlight=False).print(table)


def load(data: Path) -> list[tuple[str, str, bool]]:
    """Rule, all that the asker said, and whether asking back is right, per turn. Raises EvaluationError naming the file."""
    rules_path, path = (data / name for name in FILES)
    try:
        rules = json.loads(read_bytes(rules_path))
        rows = [json.loads(line) for line in read_bytes(path).split(b"\n") if line.strip()]
    except ValueError as error:
        raise EvaluationError(f"{data}: expected JSON in {' and '.join(FILES)}: {error}.") from None
    for row in rows:
        expect(path, _FIELDS, list(row))
    return [(rules[row["gold_snippet_id"]], _said(row), row["answer"].lower() not in _ANSWERS) for row in rows]


def asks_back(rule: str, said: str) -> bool:
    """Whether a condition of the rule is spoken of by nothing that was said."""
    words = set(_WORD.findall(said.lower())) - _COMMON
    return any(len(wanted & words) < _SPOKEN_OF * len(wanted) for wanted in map(_content, conditions(rule)) if wanted)


def conditions(rule: str) -> list[str]:
    """The lines and sentences of a rule that set conditions: items, and what says must, only or if."""
    lines = [line.strip() for line in rule.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    items = [line.lstrip("*- ") for line in lines if line.startswith(("*", "- "))]
    return items or [part for line in lines for part in re.split(r"(?<=[.!?])\s+", line) if sets_condition(part)]


def _content(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _COMMON


def _said(row: dict[str, object]) -> str:
    history = row["history"] if isinstance(row["history"], list) else []
    asked = " ".join(str(turn["follow_up_question"]) for turn in history)
    return f"{row['question']} {row['scenario']} {asked}"


def _score(judge: str, right: Sequence[bool], judged: Sequence[bool]) -> AskBackScore:
    f1, precision, recall = f1_precision_recall(right, judged)
    accuracy = estimate([float(a == b) for a, b in zip(right, judged, strict=True)])
    return AskBackScore(judge=judge, accuracy=accuracy, precision=precision, recall=recall, f1=f1)
