"""Generated replies -> one row per case -> a summary per group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from assistant.records import Record
from evals.bootstrap import Estimate, estimate
from evals.cases import Case, fingerprint
from evals.metrics import METRICS, Outcome, invented_figures, missing_musts
from evals.subject import Generated

OVERALL = "overall"


class Row(Record):
    """One case's scores: `scores` holds every metric, None where unscored; `missing` the first alternative of each unsaid must-have."""

    id: str
    set: str
    split: str
    language: str
    kind: str
    apart: bool
    question: str
    status: str
    confidence: float
    ms: float
    scores: dict[str, float | None]
    missing: str = ""
    invented: str = ""


class Group(Record):
    """The estimates of one group of cases, by metric."""

    cases: int
    metrics: dict[str, Estimate]


class Summary(Record):
    """A whole run in numbers.

    `groups` is keyed "overall", "language ko", "kind table", "set facts"; calculations and decisions are in their own groups
    only. `dropped` counts replies whose case is gone or asks something else by now. `latency` is milliseconds by stage.
    """

    cases: int
    apart: int
    dropped: int
    cases_fingerprint: str
    invented_figures: int
    groups: dict[str, Group]
    latency: dict[str, dict[str, float]]


def pair(cases: Iterable[Case], generated: Iterable[Generated]) -> tuple[list[Outcome], int]:
    """Replies with their cases, and how many replies no longer have one."""
    by_id = {case.id: case for case in cases}
    replies = list(generated)
    outcomes = [Outcome(by_id[g.id], g) for g in replies if g.id in by_id and by_id[g.id].question == g.question]
    return outcomes, len(replies) - len(outcomes)


def score(outcome: Outcome) -> Row:
    """Every metric of one case."""
    case, reply = outcome.case, outcome.generated.reply
    return Row(
        id=case.id,
        set=case.set,
        split=case.split,
        language=case.language,
        kind=case.kind,
        apart=case.apart,
        question=case.question,
        status="error" if outcome.generated.error else reply.status.value,
        confidence=reply.confidence,
        ms=outcome.generated.ms,
        scores={name: metric(outcome) for name, metric in METRICS.items()},
        missing=" | ".join(alternatives[0].strip() for alternatives in missing_musts(outcome)),
        invented=" | ".join(invented_figures(outcome)),
    )


def summarise(outcomes: Sequence[Outcome], rows: Sequence[Row], dropped: int) -> Summary:
    """Estimates per group, and latencies."""
    return Summary(
        cases=len(rows),
        apart=sum(row.apart for row in rows),
        dropped=dropped,
        cases_fingerprint=fingerprint([outcome.case for outcome in outcomes]),
        invented_figures=sum(len(invented_figures(outcome)) for outcome in outcomes if not outcome.case.apart),
        groups={name: _estimates(members) for name, members in group(rows).items()},
        latency=_latency([outcome.generated for outcome in outcomes]),
    )


def group(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by group. A row of a kind that is reported apart is in that kind's group and in no other."""
    groups: dict[str, list[Row]] = {OVERALL: []}
    for row in rows:
        names = [] if row.apart else [OVERALL, f"language {row.language}", f"set {row.set}"]
        for name in [*names, f"kind {row.kind}"]:
            groups.setdefault(name, []).append(row)
    order = ("overall", "language", "set", "kind")
    return dict(sorted(groups.items(), key=lambda item: (order.index(item[0].split()[0]), item[0])))


def _estimates(rows: Sequence[Row]) -> Group:
    return Group(cases=len(rows), metrics={name: estimate([row.scores[name] for row in rows]) for name in METRICS})


def _latency(replies: Sequence[Generated]) -> dict[str, dict[str, float]]:
    """p50 and p95 in milliseconds: of the whole reply as the caller waits for it, and of each stage that replies report."""
    stages: dict[str, list[float]] = {"whole": [generated.ms for generated in replies]}
    for generated in replies:
        for stage, ms in generated.reply.timings_ms.items():
            stages.setdefault(stage, []).append(ms)
    return {stage: percentiles(values) for stage, values in stages.items() if values}


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """p50 and p95."""
    p50, p95 = np.percentile(values, [50, 95])
    return {"p50": float(p50), "p95": float(p95)}
