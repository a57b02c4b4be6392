"""Ranked retrieval, judged: what was to be found, what was found, and the standard measures of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from pydantic import Field

from assistant.errors import EvaluationError, PolicyAssistantError
from assistant.records import Evidence, Question, Record

Search = Callable[[Question, int], Sequence[Evidence]]
Unit = Literal["chunk", "page"]

DEPTH = 10
# So many chunks hold DEPTH different pages as a rule, though a long page may be found many times.
CHUNKS_FOR_PAGES = 100
# Ranks below DEPTH are not looked at, so RR is that of the first ten. All run from 0 (worst) to 1 (best).
MEASURES = ("Success@1", "Success@5", "Success@10", "R@1", "R@5", "R@10", "nDCG@10", "RR")
Scores = dict[str, float | None]


class Query(Record):
    """A question with what is to be found for it: ids of chunks or of documents.

    `facts` are the footnote labels behind it, where it has some; `labels` says which chunk carries which of them. `slices` names
    the groups it counts in, by kind of group; `apart` keeps it out of all groups but that of its kind.
    """

    id: str
    variant: str
    question: Question
    gold: frozenset[str]
    facts: frozenset[str] = frozenset()
    labels: dict[str, frozenset[str]] = Field(default_factory=dict)
    slices: dict[str, str]
    apart: bool = False


class Ranked(Record):
    """What was found for a query, best first, each unit once; `ms` is the time of the search, `error` why there was none."""

    query: Query
    found: tuple[str, ...]
    ms: float
    error: str | None = None


def rank(queries: Iterable[Query], search: Search, unit: Unit) -> list[Ranked]:
    """Ask every query; one that is asked twice in the same words is searched once."""
    known: dict[str, Ranked] = {}
    ranked = []
    for query in queries:
        key = query.question.model_dump_json()
        if key not in known:
            known[key] = _ask(query, search, unit)
        ranked.append(known[key].model_copy(update={"query": query}))
    return ranked


def _ask(query: Query, search: Search, unit: Unit) -> Ranked:
    """One query. An error of the assistant is recorded, and nothing was found."""
    started = time.perf_counter()
    try:
        evidence = search(query.question, DEPTH if unit == "chunk" else CHUNKS_FOR_PAGES)
    except PolicyAssistantError as error:
        return Ranked(query=query, found=(), ms=(time.perf_counter() - started) * 1000, error=str(error))
    ms = (time.perf_counter() - started) * 1000
    units = dict.fromkeys(e.chunk.id if unit == "chunk" else e.chunk.document for e in evidence)
    return Ranked(query=query, found=tuple(units)[:DEPTH], ms=ms)


def measure(ranked: Sequence[Ranked]) -> list[Scores]:
    """Every measure of every query, in order; None where nothing was to be found.

    Where a query has facts, R@k is the share of them that the first k chunks carry: a fact may stand in many chunks, and one is
    enough. Elsewhere it is the share of the gold units. Raises EvaluationError when the library of measures is not installed.
    """
    try:
        import ir_measures
    except ImportError:
        raise EvaluationError("ir_measures is needed to score retrieval.", "Run `pip install 'policy-assistant[evals]'`.") from None
    judged = {str(i): r for i, r in enumerate(ranked) if r.query.gold}
    gold = {i: dict.fromkeys(r.query.gold, 1) for i, r in judged.items()}
    run = {i: {unit: float(DEPTH - place) for place, unit in enumerate(r.found)} for i, r in judged.items()}
    scores: list[Scores] = [dict.fromkeys(MEASURES) for _ in ranked]
    for value in ir_measures.iter_calc([ir_measures.parse_measure(name) for name in MEASURES], gold, run):
        scores[int(value.query_id)][str(value.measure)] = float(value.value)
    for one, row in zip(ranked, scores, strict=True):
        if one.query.facts and one.query.gold:
            row.update({f"R@{k}": _carried(one, k) for k in (1, 5, 10)})
    return scores


def _carried(one: Ranked, k: int) -> float:
    seen = frozenset[str]().union(*(one.query.labels.get(chunk, frozenset()) for chunk in one.found[:k]))
    return len(one.query.facts & seen) / len(one.query.facts)
