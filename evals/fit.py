"""Fit the two logistic models of assistant/answering/weights.toml on the tune split, and print how well they do.

Selection: does a candidate statement carry a gold fact? Confidence: does one of the statements that make up the answer?
Unanswerable and out-of-scope questions are negatives of the second. The threshold is the confidence with the best sum over the
tune cases of 1 for a right answer or a right no, -0.5 for a wrong answer (what is quoted is true even then) and 0 for a wrong no.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.console import Console
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from assistant.answering.model import FEATURES, SIGNALS, logit
from assistant.answering.selection import select
from assistant.records import Candidate, Found, Language, Status
from assistant.settings import today
from assistant.wiring import Assistant
from evals.cases import Case

TARGET = Path(__file__).resolve().parent.parent / "assistant" / "answering" / "weights.toml"
_FOLDS = 5
_LANGUAGES: tuple[Language, ...] = ("en", "ko")
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A case, what was found for it, and which candidates carry a gold fact."""

    case: Case
    found: Found
    gold: tuple[bool, ...]


def fit_weights(assistant: Assistant, cases: Sequence[Case], target: Path, console: Console) -> None:
    """Fit on these cases and write the numbers to `target` (TOML)."""
    examples = [_example(assistant, case) for case in cases]
    lines = ["# Fitted by `python -m evals fit` on the tune split; do not edit by hand."]
    decided: list[tuple[float, bool, bool]] = []
    for language in _LANGUAGES:
        own = [e for e in examples if e.found.reading.language == language]
        select = _fit_selection(own)
        held_out = _held_out_rankings(own)
        confidence, probabilities = _fit_confidence(own, held_out)
        right = sum(bool(ranked) and flag for ranked, flag in held_out)
        answerable = sum(bool(e.case.facts) for e in own)
        console.print(f"{language}: {len(own)} cases, the answer carries a gold fact in {right} of {answerable} (held out)")
        decided += [(p, flag, bool(e.case.facts)) for p, (_, flag), e in zip(probabilities, held_out, own, strict=True)]
        lines += [f"[{language}.scope]", f"cosine = {_scope(own):.4f}"]
        lines += [f"[{language}.select]", *_table(select), f"[{language}.confidence]", *_table(confidence)]
    best = _threshold(decided)
    lines += ["[threshold]", f"answer = {best:.3f}", ""]
    target.write_text("\n".join(lines), encoding="utf-8")
    answered = [right for p, right, _ in decided if p >= best]
    kept = sum(1 for p, _, answerable in decided if p < best and not answerable)
    none = sum(1 for _, _, answerable in decided if not answerable)
    console.print(
        f"threshold {best:.3f}: {len(answered)} answered, {sum(answered)} of them right; {kept} of {none} unanswerable ones declined"
    )


def _example(assistant: Assistant, case: Case) -> Example:
    reading = assistant.chain.retriever.read(case.as_question(), today(assistant.settings))
    found = assistant.chain.retriever.find(reading)
    gold = set(case.facts)
    return Example(case, found, tuple(bool(gold & set(c.statement.references)) for c in found.candidates))


def _row(candidate: Candidate) -> list[float]:
    return [candidate.features[name] for name in FEATURES]


def _fit_selection(examples: Sequence[Example]) -> dict[str, float]:
    usable = [e for e in examples if any(e.gold)]
    rows = np.array([_row(c) for e in usable for c in e.found.candidates])
    labels = np.array([g for e in usable for g in e.gold], dtype=int)
    return _logistic(rows, labels, FEATURES)


def _held_out_rankings(examples: Sequence[Example]) -> list[tuple[list[tuple[float, Candidate]], bool]]:
    """Per case: its candidates ranked by a model that has not seen it, and whether the answer made of them carries a gold fact."""
    results: list[tuple[list[tuple[float, Candidate]], bool]] = [([], False)] * len(examples)
    groups = np.arange(len(examples))
    for train, test in GroupKFold(n_splits=_FOLDS, shuffle=True, random_state=0).split(groups, groups=groups):
        coefficients = _fit_selection([examples[i] for i in train])
        for i in test:
            example = examples[i]
            ranked = sorted(((logit(c.features, coefficients), c) for c in example.found.candidates), key=lambda s: -s[0])
            gold = {(c.document.id, c.statement.start) for c, g in zip(example.found.candidates, example.gold, strict=True) if g}
            results[i] = (ranked, any((c.document.id, c.statement.start) in gold for c in select(ranked)))
    return results


def _fit_confidence(
    examples: Sequence[Example], rankings: Sequence[tuple[list[tuple[float, Candidate]], bool]]
) -> tuple[dict[str, float], list[float]]:
    """The confidence model, and each case's probability by a model that has not seen it."""
    rows = np.array([_signals(ranked) for ranked, _ in rankings])
    labels = np.array([flag for _, flag in rankings], dtype=int)
    held_out = np.zeros(len(examples))
    groups = np.arange(len(examples))
    for train, test in GroupKFold(n_splits=_FOLDS, shuffle=True, random_state=1).split(groups, groups=groups):
        coefficients = _logistic(rows[train], labels[train], SIGNALS)
        logits = [logit(dict(zip(SIGNALS, row, strict=True)), coefficients) for row in rows[test]]
        held_out[test] = 1 / (1 + np.exp(-np.array(logits)))
    return _logistic(rows, labels, SIGNALS), [float(p) for p in held_out]


def _signals(ranked: Sequence[tuple[float, Candidate]]) -> list[float]:
    if not ranked:
        return [0.0] * len(SIGNALS)
    fit, best = ranked[0]
    return [{**best.features, "fit": fit}[name] for name in SIGNALS]


def _logistic(rows: Matrix, labels: npt.NDArray[np.int_], names: Sequence[str]) -> dict[str, float]:
    """L2 logistic regression on standardised columns, with the scaling folded back into the coefficients."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(scaler.transform(rows), labels)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    return {"bias": bias, **{n: float(s) for n, s in zip(names, slopes, strict=True)}}


def _scope(examples: Sequence[Example]) -> float:
    """Halfway between the nearest statement of the out-of-scope questions and that of the others, of those that name nothing."""
    unnamed = [e for e in examples if not (e.found.reading.programmes or e.found.reading.regions or e.found.reading.follows)]
    nearest = [(max((c.features["cosine"] for c in e.found.candidates), default=0.0), e.case.status) for e in unnamed]
    outside = [cosine for cosine, status in nearest if status == (Status.OUT_OF_SCOPE,)]
    inside = [cosine for cosine, status in nearest if Status.OUT_OF_SCOPE not in status]
    return (max(outside, default=0.0) + min(inside, default=1.0)) / 2


def _threshold(decided: Sequence[tuple[float, bool, bool]]) -> float:
    """The confidence with the best sum of gains; see the module's docstring."""
    choices = sorted({round(p, 3) for p, _, _ in decided})
    return max(choices, key=lambda t: sum((1.0 if right else -0.5) if p >= t else int(not answerable) for p, right, answerable in decided))


def _table(values: dict[str, float]) -> list[str]:
    return [f"{name} = {value:.4f}" for name, value in values.items()]
