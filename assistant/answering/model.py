"""Two logistic models, fitted on labelled questions: which statement answers, and whether any does."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from assistant.records import Candidate, Language, Reading

# A statement that holds nothing of what a follow-up adds ranks behind any that does.
_LEFT_OUT = 4.0
Weights = dict[str, dict[str, float]]
# What a statement is picked by.
FEATURES = (
    "cosine",
    "coverage",
    "coverage_text",
    "pairs",
    "chunk",
    "statement",
    "figure",
    "superseded",
    "row",
    "title",
    "missing",
    "year",
)
# What the confidence is estimated from: how well the best statement fits by itself, and its log-odds of being chosen.
SIGNALS = ("cosine", "coverage", "pairs", "bm25", "year", "figure", "fit")


@cache
def weights() -> dict[str, Weights]:
    """The fitted numbers of weights.toml."""
    return tomllib.loads((files(__package__) / "weights.toml").read_text(encoding="utf-8"))


def threshold() -> float:
    """The confidence below which no answer is given."""
    return float(weights()["threshold"]["answer"])  # type: ignore[arg-type]  # the one table without a language level


def in_scope(reading: Reading, candidates: Sequence[Candidate]) -> bool:
    """Whether a question is about what the documents are about at all: it names something of theirs, or a statement is near it."""
    nearest = max((c.features["cosine"] for c in candidates), default=0.0)
    return bool(reading.programmes or reading.regions or reading.follows) or nearest >= weights()[reading.language]["scope"]["cosine"]


def logit(values: Mapping[str, float], coefficients: Mapping[str, float]) -> float:
    """Bias + sum of coefficient times value."""
    return coefficients["bias"] + sum(c * values[name] for name, c in coefficients.items() if name != "bias")


def fit_of(candidate: Candidate, language: Language) -> float:
    """Log-odds that this statement answers the question, less a fixed amount for what it leaves out of a follow-up."""
    return logit(candidate.features, weights()[language]["select"]) - _LEFT_OUT * (1 - candidate.features["own"])


def confidence_of(ranked: Sequence[tuple[float, Candidate]], language: Language) -> float:
    """Probability that the best statement answers the question. `ranked` holds (log-odds, candidate), best first."""
    if not ranked:
        return 0.0
    fit, candidate = ranked[0]
    best = {**candidate.features, "fit": fit}
    # An earlier turn must not lend its confidence to a question about something else.
    return best["own"] / (1 + math.exp(-logit(best, weights()[language]["confidence"])))
