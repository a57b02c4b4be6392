"""Trials -> how many planted errors are caught and how many true sentences are kept, per kind, language and half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.records import Record
from evals.bootstrap import Estimate, estimate
from evals.planting.trials import Trial

HALVES = ("all", "even", "odd")


class KindScore(Record):
    """One kind in one language and half, each as a mean over sentences.

    `recall`: planted errors that are not supported. `named`: planted errors of which a finding has the right kind. `kept`: true
    sentences of the kind in other words (of kind "any": as the assistant says them) that are supported.
    """

    kind: str
    language: str
    half: str
    recall: Estimate
    named: Estimate
    kept: Estimate


class GroundingSummary(Record):
    """A whole run in numbers."""

    seed: int
    trials: int
    scores: tuple[KindScore, ...]


def summarise(trials: Sequence[Trial], seed: int) -> GroundingSummary:
    """Estimates per kind, language and half."""
    groups = dict.fromkeys((t.kind, t.language) for t in trials)
    scores = tuple(_score(trials, kind, language, half) for kind, language in groups for half in HALVES)
    return GroundingSummary(seed=seed, trials=len(trials), scores=scores)


def _score(trials: Iterable[Trial], kind: str, language: str, half: str) -> KindScore:
    own = [t for t in trials if t.kind == kind and t.language == language and half in (t.half, "all")]
    planted = [t for t in own if t.sort == "planted"]
    return KindScore(
        kind=kind,
        language=language,
        half=half,
        recall=estimate([float(t.right) for t in planted]),
        named=estimate([float(t.named) for t in planted]),
        kept=estimate([float(t.right) for t in own if t.sort != "planted"]),
    )
