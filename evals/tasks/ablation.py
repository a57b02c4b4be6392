"""The task `ablation`: what each list and each name is worth to the search, by searching without it, and what it costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.box import MINIMAL
from rich.console import Console
from rich.table import Table

from assistant.retrieval.ranking import WEIGHTS, WEIGHTS_LATER, Weights
from assistant.settings import Settings, today
from assistant.wiring import Assistant, open_assistant
from evals import cases as case_files
from evals.ranking import Query, Ranked, Search, Unit, measure, rank
from evals.sets.recognise import load_set
from evals.sets.workplace import prepare
from evals.tasks.retrieval import case_queries, set_queries

ALL_ON = "nothing"
PROGRAMMES, REGIONS = "named programmes", "named regions"
STAGES = (*dict.fromkeys([*WEIGHTS, *WEIGHTS_LATER]), PROGRAMMES, REGIONS)


@dataclass(frozen=True)
class Row:
    """One way of asking with one stage off: shares of the queries with a gold unit at rank 1 and among 5, and mean ms of a search."""

    off: str
    variant: str
    queries: int
    at_1: float
    at_5: float
    ms: float


def without(stage: str) -> Weights:
    """The weights with one stage at 0; ALL_ON leaves them as they are."""
    weights = Weights()
    if stage == PROGRAMMES:
        return replace(weights, programme=0.0)
    if stage == REGIONS:
        return replace(weights, region=0.0)
    first, later = ({name: weight * (name != stage) for name, weight in turn.items()} for turn in (weights.first, weights.later))
    return replace(weights, first=first, later=later)


def ablate(
    settings: Settings,
    data: Path | None = None,
    work: Path | None = None,
    progress: Callable[[list[Query]], Iterable[Query]] = list,
) -> list[Row]:
    """Search our tune cases, or the set in the folder `data`, with all on and without each stage in turn.

    Each query is searched in every way before the next, so that a busy machine slows all ways alike. Raises EvaluationError.
    """
    ranked: defaultdict[str, list[Ranked]] = defaultdict(list)
    with _opened(settings, data, work) as (assistant, queries, unit):
        assistant.warm_up()
        searches = {stage: _search(assistant, without(stage)) for stage in (ALL_ON, *STAGES)}
        for query in progress(queries):
            # The first search of a question finds cold caches; it is measured for none.
            rank([query], searches[ALL_ON], unit)
            for stage, search in searches.items():
                ranked[stage] += rank([query], search, unit)
    return [row for stage, found in ranked.items() for row in _rows(stage, found)]


@contextmanager
def _opened(settings: Settings, data: Path | None, work: Path | None) -> Iterator[tuple[Assistant, list[Query], Unit]]:
    """The assistant, the queries that are judged together, and the unit that they ask for."""
    found = load_set(data) if data else None
    assistant = open_assistant(prepare(found, settings, work) if found else settings)
    try:
        if found:
            yield assistant, set_queries(found, assistant), found.unit
        else:
            cases = [c for c in case_files.select(case_files.load_cases(), "tune", "all", None) if c.facts and not c.apart]
            yield assistant, case_queries(assistant, cases), "chunk"
    finally:
        assistant.close()


def _search(assistant: Assistant, weights: Weights) -> Search:
    retriever = assistant.chain.retriever.model_copy(update={"weights": weights})
    return lambda question, k: retriever.find(retriever.read(question, today(assistant.settings)), k).evidence


def _rows(stage: str, ranked: Sequence[Ranked]) -> Iterator[Row]:
    scores = measure(ranked)
    for variant in dict.fromkeys(r.query.variant for r in ranked):
        rows = [(r, s) for r, s in zip(ranked, scores, strict=True) if r.query.variant == variant and r.query.gold]
        at_1, at_5 = (float(np.mean([s[name] for _, s in rows])) for name in ("Success@1", "Success@5"))
        yield Row(stage, variant, len(rows), at_1, at_5, float(np.mean([r.ms for r, _ in rows])))


def show(rows: Sequence[Row]) -> None:
    """A table per way of asking; in brackets the difference to all on, in percentage points and ms."""
    console = Console(highlight=False)
    for variant in dict.fromkeys(row.variant for row in rows):
        of_variant = [row for row in rows if row.variant == variant]
        base = of_variant[0]
        table = Table("without", "Success@1", "Success@5", "ms", title=f"{variant}, {base.queries} queries", box=MINIMAL)
        for row in of_variant:
            shares = (f"{now:.1%} ({100 * (now - then):+.1f})" for now, then in ((row.at_1, base.at_1), (row.at_5, base.at_5)))
            table.add_row(row.off, *shares, f"{row.ms:.1f} ({row.ms - base.ms:+.1f})")
        console.print(table)
