"""The cases of the task `eligibility`: who, which programme, and what a right decision is. One JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field, ValidationError

from assistant.errors import EvaluationError
from assistant.records import Record
from evals.cases import FOLDER

FILE = FOLDER / "eligibility.jsonl"


class EligibilityCase(Record):
    """One situation under one programme.

    `most_krw` is scored where it is given (null stands for "can't be worked out") and the verdict is eligible; each fact in
    `not_met` must be behind a condition that fails; each key in `missing` must be asked for.
    """

    # A case says more than what is scored: the arithmetic, notes for people.
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(min_length=1)
    programme: str
    situation: dict[str, object]
    verdict: Literal["eligible", "not_eligible", "needs_facts"]
    most_krw: int | None = None
    not_met: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def names_amount(self) -> bool:
        """Whether the amount is part of the case."""
        return "most_krw" in self.model_fields_set and self.verdict == "eligible"


def load_eligibility_cases(path: Path = FILE) -> list[EligibilityCase]:
    """Every case of the file. Raises EvaluationError naming line, id and field."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: can't be read: {error}.") from None
    cases: dict[str, EligibilityCase] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{path.name}:{number}"
        try:
            case = EligibilityCase.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            raise EvaluationError(f"{place}: not JSON: {error}.") from None
        except ValidationError as error:
            first = error.errors()[0]
            raise EvaluationError(f"{place}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from None
        if case.id in cases:
            raise EvaluationError(f"{place}: id {case.id!r} is given twice; expected unique ids.")
        cases[case.id] = case
    return list(cases.values())
