"""Ranked lists become one."""

from __future__ import annotations

from collections.abc import Iterable

_K = 60


def reciprocal_rank_fusion(lists: Iterable[Iterable[str]]) -> dict[str, float]:
    """Score per id: the sum over the lists of 1 / (60 + rank), ranks from 1.

    Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009.
    """
    scores: dict[str, float] = {}
    for ids in lists:
        for rank, entry_id in enumerate(ids, 1):
            scores[entry_id] = scores.get(entry_id, 0.0) + 1 / (_K + rank)
    return scores
