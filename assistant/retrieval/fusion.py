"""Ranked lists, and how they become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Lists:
    """The ranked lists of one language and level: ids by list name, and cosines of the primary embedder by id."""

    ids: dict[str, list[str]] = field(default_factory=dict)
    cosines: dict[str, float] = field(default_factory=dict)
    bm25: dict[str, float] = field(default_factory=dict)


def reciprocal_rank_fusion(lists: Mapping[str, Sequence[str]], weights: Mapping[str, float], k: int = 60) -> dict[str, float]:
    """Score per id: the sum over the lists of weight / (k + rank), ranks from 1.

    Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion outperforms Condorcet and individual rank learning methods", SIGIR 2009.
    """
    scores: dict[str, float] = {}
    for name, ids in lists.items():
        for rank, entry_id in enumerate(ids, 1):
            scores[entry_id] = scores.get(entry_id, 0.0) + weights.get(name, 1.0) / (k + rank)
    return scores
