"""Two runs side by side, over the cases that both have."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.errors import EvaluationError
from assistant.records import Record
from evals.bootstrap import Difference, paired_difference
from evals.metrics import HEADLINE, METRICS
from evals.scoring import Row


class Change(Record):
    """A case whose strict score changed."""

    id: str
    kind: str
    question: str
    before: str
    after: str


class Comparison(Record):
    """Differences by metric, B minus A, over `cases` headline cases that both runs have; and single cases that changed, of every kind.

    `dropped` counts the cases that only one run has. A metric that no case has scored in both runs is None.
    """

    cases: int
    dropped: int
    differences: dict[str, Difference | None]
    worse: tuple[Change, ...]
    better: tuple[Change, ...]

    @property
    def significantly_worse(self) -> list[str]:
        """Headline metrics that fell by more than chance explains."""
        found = ((name, self.differences[name]) for name in HEADLINE)
        return [name for name, change in found if change is not None and change.difference < 0 and change.significant]


def compare(a: Sequence[Row], b: Sequence[Row]) -> Comparison:
    """Compare run B with the earlier run A. Raises EvaluationError when they share no case."""
    before, after = {row.id: row for row in a}, {row.id: row for row in b}
    shared = [(before[id_], after[id_]) for id_ in before if id_ in after]
    if not shared:
        raise EvaluationError("The two runs share no case, so there is nothing to compare.")
    headline = [(x, y) for x, y in shared if not y.apart]
    changes = [(_strict(y) - _strict(x), x, y) for x, y in shared]
    return Comparison(
        cases=len(headline),
        dropped=len(before) + len(after) - 2 * len(shared),
        differences={name: _difference(name, headline) for name in METRICS},
        worse=tuple(_change(x, y) for change, x, y in changes if change < 0),
        better=tuple(_change(x, y) for change, x, y in changes if change > 0),
    )


def _difference(name: str, pairs: Sequence[tuple[Row, Row]]) -> Difference | None:
    """The metric's difference over the cases that it is scored for in both runs."""
    both = [(x.scores[name], y.scores[name]) for x, y in pairs]
    scored = [(before, after) for before, after in both if before is not None and after is not None]
    return paired_difference([before for before, _ in scored], [after for _, after in scored]) if scored else None


def _strict(row: Row) -> float:
    return row.scores["strict_accuracy"] or 0.0


def _change(before: Row, after: Row) -> Change:
    return Change(id=after.id, kind=after.kind, question=after.question, before=before.status, after=after.status)
