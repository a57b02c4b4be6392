"""How well something is detected: F1, precision and recall."""

from __future__ import annotations

from collections.abc import Sequence


def f1_precision_recall(true: Sequence[bool], said: Sequence[bool]) -> tuple[float, float, float]:
    """F1, precision and recall of what was said to be so, against what is; 0 where one is not defined."""
    both = sum(a and b for a, b in zip(true, said, strict=True))
    precision = both / sum(said) if any(said) else 0.0
    recall = both / sum(true) if any(true) else 0.0
    return (2 * precision * recall / (precision + recall) if both else 0.0), precision, recall
