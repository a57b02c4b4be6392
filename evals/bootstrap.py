"""Bootstrap intervals: how far a mean over cases could differ had other cases of the same kind been asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.records import Record

RESAMPLES = 2000
SEED = 20_261_122


class Estimate(Record):
    """A mean with its 95 % percentile interval over n scored cases, and how many cases the metric did not apply to.

    Mean, low and high are None where no case was scored.
    """

    mean: float | None
    low: float | None
    high: float | None
    n: int
    unscored: int

    @property
    def mean_text(self) -> str:
        """The mean with three decimals; a dash where nothing was scored."""
        return "–" if self.mean is None else f"{self.mean:.3f}"

    @property
    def interval_text(self) -> str:
        """The interval with three decimals; a dash where nothing was scored."""
        return "–" if self.low is None or self.high is None else f"{self.low:.3f}–{self.high:.3f}"

    @property
    def text(self) -> str:
        """Mean and interval; a dash where nothing was scored."""
        return f"{self.mean_text} ({self.interval_text})" if self.n else "–"


class Difference(Record):
    """Mean of B minus mean of A over the same n cases, with its 95 % interval and a two-sided p."""

    difference: float
    low: float
    high: float
    p: float
    n: int

    @property
    def significant(self) -> bool:
        """Whether p is below 0.05."""
        return self.p < 0.05


def estimate(scores: Sequence[float | None], seed: int = SEED) -> Estimate:
    """Mean and interval of the scores that are not None.

    Where every case scored 1, or every case 0, resampling shows no spread; the bound is then the exact binomial one.
    """
    values = [score for score in scores if score is not None]
    unscored = len(scores) - len(values)
    if not values:
        return Estimate(mean=None, low=None, high=None, n=0, unscored=unscored)
    low, high = np.percentile(_means(values, seed), [2.5, 97.5])
    exact = 0.025 ** (1 / len(values))
    if min(values) == 1:
        low = exact
    if max(values) == 0:
        high = 1 - exact
    return Estimate(mean=float(np.mean(values)), low=float(low), high=float(high), n=len(values), unscored=unscored)


def paired_difference(a: Sequence[float], b: Sequence[float], seed: int = SEED) -> Difference:
    """Compare two runs over the same cases, in the same order. Raises ValueError when the lengths differ or are 0.

    p is twice the share of resamples on the other side of zero, counting the observed sample itself, so it is never 0. It is no
    smaller than a sign test could make it: a few cases that all moved one way prove little, though no resample contradicts them.
    """
    changes = [after - before for before, after in zip(a, b, strict=True)]
    if not changes:
        raise ValueError("expected at least one pair, got none")
    means = _means(changes, seed)
    other_side = min(int(np.sum(means <= 0)), int(np.sum(means >= 0)))
    low, high = np.percentile(means, [2.5, 97.5])
    moved = sum(change != 0 for change in changes)
    return Difference(
        difference=float(np.mean(changes)),
        low=float(low),
        high=float(high),
        p=min(1.0, max(2 * (other_side + 1) / (RESAMPLES + 1), 2.0 ** (1 - moved))),
        n=len(changes),
    )


def _means(values: Sequence[float], seed: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Means of resamples drawn with replacement."""
    sample = np.asarray(values, dtype=np.float64)
    drawn = np.random.default_rng(seed).integers(0, len(sample), size=(RESAMPLES, len(sample)))
    means: np.ndarray[tuple[int], np.dtype[np.float64]] = sample[drawn].mean(axis=1)
    return means
