"""A retrieval run in numbers, and its result folder: config.json, run.jsonl, scores.csv, summary.json."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.documents.chunking import words
from assistant.records import Chunk, Record
from evals.bootstrap import Estimate, estimate
from evals.ranking import MEASURES, Ranked, Scores, Unit
from evals.results import Config

_RUN = "run.jsonl"
_SLICES = ("language", "kind", "turn", "split", "half")


class ChunkWords(Record):
    """How many chunks there are, and how many white-space separated words they have: a longer chunk is found more easily."""

    chunks: int
    mean: float
    most: int


class RankingGroup(Record):
    """The estimates of one group of queries, by measure."""

    queries: int
    measures: dict[str, Estimate]


class RankingSummary(Record):
    """A run in numbers.

    `groups` is keyed by variant and then by group: "all", "language ko", "kind table", "turn later", "half even". `unmapped`
    counts queries whose gold was not found in the documents, which are unscored; `errors` those that the assistant refused, which
    score 0. `ms` is p50 and p95 of a search.
    """

    set: str
    unit: Unit
    queries: int
    unmapped: int
    errors: int
    chunk_words: ChunkWords
    groups: dict[str, dict[str, RankingGroup]]
    ms: dict[str, float]


def summarise(name: str, unit: Unit, ranked: Sequence[Ranked], scores: Sequence[Scores], chunks: Sequence[Chunk]) -> RankingSummary:
    """Estimates per variant and group."""
    lengths = [words(chunk.text) for chunk in chunks]
    p50, p95 = np.percentile([r.ms for r in ranked], [50, 95])
    groups: dict[str, dict[str, list[Scores]]] = {}
    for one, row in zip(ranked, scores, strict=True):
        of_variant = groups.setdefault(one.query.variant, {"all": []})
        for group in _groups_of(one):
            of_variant.setdefault(group, []).append(row)
    return RankingSummary(
        set=name,
        unit=unit,
        queries=len(ranked),
        unmapped=sum(not r.query.gold for r in ranked),
        errors=sum(r.error is not None for r in ranked),
        chunk_words=ChunkWords(chunks=len(lengths), mean=float(np.mean(lengths)), most=max(lengths)),
        groups={variant: {name: _estimates(found[name]) for name in sorted(found, key=_order)} for variant, found in groups.items()},
        ms={"p50": float(p50), "p95": float(p95)},
    )


def _groups_of(one: Ranked) -> Iterator[str]:
    if not one.query.apart:
        yield "all"
    for slice_, value in one.query.slices.items():
        if slice_ == "kind" or not one.query.apart:
            yield f"{slice_} {value}"


def _order(group: str) -> tuple[int, str]:
    name = group.partition(" ")[0]
    return (("all", *_SLICES).index(name), group)


def _estimates(rows: Sequence[Scores]) -> RankingGroup:
    return RankingGroup(queries=len(rows), measures={name: estimate([row[name] for row in rows]) for name in MEASURES})


def write(folder: Path, config: Config, ranked: Sequence[Ranked], scores: Sequence[Scores], summary: RankingSummary) -> None:
    """Write every file of the folder. The run file holds ids and ranks only, no text of the set."""
    (folder / "config.json").write_text(config.model_dump_json(indent=2) + "\n", encoding="utf-8")
    with (folder / _RUN).open("w", encoding="utf-8") as file:
        for one in ranked:
            file.write(_Line.of(one).model_dump_json() + "\n")
    with (folder / "scores.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "variant", *_SLICES, "apart", "ms", *MEASURES], lineterminator="\n")
        writer.writeheader()
        for one, row in zip(ranked, scores, strict=True):
            query = one.query
            writer.writerow({"id": query.id, "variant": query.variant, **query.slices, "apart": query.apart, "ms": f"{one.ms:.2f}", **row})
    (folder / "summary.json").write_text(summary.model_dump_json(indent=2) + "\n", encoding="utf-8")


class _Line(Record):
    id: str
    variant: str
    gold: tuple[str, ...]
    found: tuple[str, ...]
    error: str | None

    @classmethod
    def of(cls, one: Ranked) -> _Line:
        return cls(id=one.query.id, variant=one.query.variant, gold=tuple(sorted(one.query.gold)), found=one.found, error=one.error)
