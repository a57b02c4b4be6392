"""The task `support`: a published set of claims with evidence sentences, judged by the checker and by plain word overlap."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from assistant.errors import EvaluationError
from assistant.grounding.check import check_sentence
from assistant.records import Record, Verdict
from evals.bootstrap import Estimate, estimate
from evals.detection import f1_precision_recall
from evals.provenance import commit, now
from evals.results import FOLDER, new_folder

FILE = "claim-dev.jsonl"
# Evidence is filled up to so many words, about the 256 tokens of the set's own oracle chunks.
CHUNK_WORDS = 190
_LABELS = {"supported": Verdict.SUPPORTED, "partially_supported": Verdict.PARTLY, "not_supported": Verdict.NOT_FOUND}
_WORD = re.compile(r"\w+")


class Claim(Record):
    """One claim: its label, the evidence sentences of its chunk, and its title."""

    id: str
    claim: str
    label: Verdict
    evidence: tuple[str, ...]
    title: str


class SupportScore(Record):
    """One judge's scores.

    `f1`: F1 of the label supported against the other two together. `accuracy`: all three labels. `precision`, `recall`: of supported.
    """

    judge: str
    f1: float
    precision: float
    recall: float
    binary_accuracy: Estimate
    accuracy: Estimate


class SupportSummary(Record):
    """The scores of both judges, and how many claims have each label."""

    commit: str | None
    claims: int
    labels: dict[str, int]
    scores: tuple[SupportScore, ...]


def run(data: Path, out: Path | None = None) -> tuple[Path, SupportSummary]:
    """Judge every claim. Only aggregate scores are written. Raises EvaluationError when the folder holds no such set, or out a run."""
    claims = load(data)
    folder = new_folder(out or FOLDER / f"{now():%Y%m%dT%H%M%SZ}-support")
    summary = SupportSummary(
        commit=commit(),
        claims=len(claims),
        labels={name: sum(c.label is verdict for c in claims) for name, verdict in _LABELS.items()},
        scores=(
            _score("checker", claims, [by_checker(claim) for claim in claims]),
            _score("word overlap", claims, by_overlap(claims)),
            _score("always supported", claims, [Verdict.SUPPORTED] * len(claims)),
        ),
    )
    (folder / "summary.json").write_text(summary.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return folder, summary


def show(summary: SupportSummary) -> None:
    """Each judge's scores."""
    labels = ", ".join(f"{count} {name}" for name, count in summary.labels.items())
    table = Table("judge", "F1 supported", "precision", "recall", "accuracy, two labels", "accuracy, three", title=labels)
    for one in summary.scores:
        table.add_row(
            one.judge, *(f"{value:.3f}" for value in (one.f1, one.precision, one.recall)), one.binary_accuracy.text, one.accuracy.text
        )
    Console(highlight=False).print(table)


def load(data: Path) -> list[Claim]:
    """The claims of the set's file, each with its chunk of evidence. Raises EvaluationError naming file and line."""
    path = data / FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        problem = f"{path}: can't be read: {error.strerror or error}."
        raise EvaluationError(problem, f"Name a folder with {FILE} by --data.") from None
    claims = []
    for number, line in enumerate(lines, start=1):
        try:
            claims.append(_claim(json.loads(line)))
        except (ValueError, KeyError, TypeError, IndexError, ValidationError) as error:
            raise EvaluationError(f"{path}:{number}: not a claim of the set: {type(error).__name__}: {error}.") from None
    return claims


def by_checker(claim: Claim) -> Verdict:
    """The checker's verdict, with the evidence as one quote and the page's title as its context."""
    return check_sentence(claim.claim, [" ".join(claim.evidence)], [claim.title])[0]


def by_overlap(claims: Sequence[Claim]) -> list[Verdict]:
    """Supported where enough of the claim's words stand in the evidence; each half is cut where the other half's F1 is best."""
    shares = [_overlap(claim.claim, " ".join(claim.evidence)) for claim in claims]
    cuts = [_best_cut([(s, c) for n, (s, c) in enumerate(zip(shares, claims, strict=True)) if n % 2 != half]) for half in (0, 1)]
    return [Verdict.SUPPORTED if share >= cuts[n % 2] else Verdict.PARTLY for n, share in enumerate(shares)]


def _best_cut(rated: Sequence[tuple[float, Claim]]) -> float:
    def f1(cut: float) -> float:
        return _f1([claim.label for _, claim in rated], [Verdict.SUPPORTED if share >= cut else Verdict.PARTLY for share, _ in rated])[0]

    return max(sorted({share for share, _ in rated}), key=f1)


def _claim(row: dict[str, object]) -> Claim:
    evidence, sets, meta = row["evidence"], row["supporting_sentences"], row["meta"]
    if not isinstance(evidence, list) or not isinstance(sets, list) or not isinstance(meta, dict):
        raise TypeError("expected lists in evidence and supporting_sentences, and a table in meta")
    text = str(row["claim"])
    return Claim(
        id=str(meta["id"]),
        claim=text,
        label=_LABELS[str(row["label"])],
        evidence=_chunk(text, [str(sentence) for sentence in evidence], sets[0] if sets else []),
        title=str(meta.get("claim_title", "")),
    )


def _chunk(claim: str, sentences: Sequence[str], supporting: Sequence[int]) -> tuple[str, ...]:
    """The supporting sentences, filled up with those that share most words with the claim, so that length tells nothing of the label."""
    shares = [_overlap(claim, sentence) for sentence in sentences]
    kept = list(dict.fromkeys(supporting))
    words = sum(len(sentences[n].split()) for n in kept)
    for n in sorted(set(range(len(sentences))) - set(kept), key=lambda n: -shares[n]):
        words += len(sentences[n].split())
        if words > CHUNK_WORDS:
            break
        kept.append(n)
    return tuple(sentences[n] for n in sorted(kept))


def _overlap(claim: str, evidence: str) -> float:
    """Share of the claim's distinct words that stand in the evidence."""
    words, held = set(_WORD.findall(claim.lower())), set(_WORD.findall(evidence.lower()))
    return len(words & held) / len(words) if words else 0.0


def _score(judge: str, claims: Sequence[Claim], verdicts: Sequence[Verdict]) -> SupportScore:
    labels = [claim.label for claim in claims]
    f1, precision, recall = _f1(labels, verdicts)
    pairs = list(zip(labels, verdicts, strict=True))
    return SupportScore(
        judge=judge,
        f1=f1,
        precision=precision,
        recall=recall,
        binary_accuracy=estimate([float((a is Verdict.SUPPORTED) == (b is Verdict.SUPPORTED)) for a, b in pairs]),
        accuracy=estimate([float(a is b) for a, b in pairs]),
    )


def _f1(labels: Sequence[Verdict], verdicts: Sequence[Verdict]) -> tuple[float, float, float]:
    """F1, precision and recall of supported."""
    return f1_precision_recall([a is Verdict.SUPPORTED for a in labels], [b is Verdict.SUPPORTED for b in verdicts])
