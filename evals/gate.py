"""Floors: the numbers that a run may not fall below. They stand in baseline.toml, per split and group."""

from __future__ import annotations

import tomllib
from pathlib import Path

from assistant.errors import EvaluationError
from assistant.records import Record
from evals.metrics import METRICS
from evals.results import Config
from evals.scoring import Summary

BASELINE = Path(__file__).resolve().parent / "baseline.toml"


class Check(Record):
    """One floor and what the run reached; None where no case of the group was scored, which does not hold the floor."""

    group: str
    metric: str
    floor: float
    reached: float | None

    @property
    def held(self) -> bool:
        """Whether the run is at or above the floor."""
        return self.reached is not None and self.reached >= self.floor


def check(config: Config, summary: Summary, path: Path = BASELINE) -> list[Check]:
    """Hold a run against the floors of its split. Raises EvaluationError when the run is a partial one or there is no floor for it."""
    if config.set != "all" or config.limit is not None:
        raise EvaluationError(f"Floors are for whole splits; this run has set {config.set}, limit {config.limit}.", "Run it without both.")
    checks = []
    for group, metric, floor in read_floors(path, config.split):
        if group not in summary.groups:
            raise EvaluationError(f"{path}: expected a group of the run ({', '.join(summary.groups)}), got {group!r}.")
        checks.append(Check(group=group, metric=metric, floor=floor, reached=summary.groups[group].metrics[metric].mean))
    return checks


def read_floors(path: Path, split: str) -> list[tuple[str, str, float]]:
    """(group, metric, floor) of one split. Raises EvaluationError that names what is wrong."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EvaluationError(f"{path}: can't be read: {error}.") from None
    floors = []
    for group, metrics in _table(path, split, tables.get(split, {})).items():
        for metric, floor in _table(path, f"{split}.{group}", metrics).items():
            if metric not in METRICS:
                raise EvaluationError(f"{path}: {split}.{group}: expected one of {', '.join(METRICS)}, got {metric!r}.")
            if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
                raise EvaluationError(f"{path}: {split}.{group}.{metric}: expected a number from 0 to 1, got {floor!r}.")
            floors.append((group, metric, float(floor)))
    if not floors:
        raise EvaluationError(
            f"{path}: there is no floor for split {split}, so nothing to hold the run against.", f"Add [{split}.overall]."
        )
    return floors


def _table(path: Path, name: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise EvaluationError(f"{path}: {name}: expected a table, got {value!r}.")
    return value
