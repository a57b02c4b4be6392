"""A result folder: config.json, generated.jsonl, scores.csv, summary.json, report.html. It holds all that is needed to score it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from assistant.errors import EvaluationError
from assistant.records import Record
from assistant.settings import Settings
from evals.metrics import METRICS
from evals.provenance import commit, versions
from evals.scoring import Row, Summary
from evals.subject import Generated

# One of these is in every folder that holds a run.
_OF_A_RUN = ("generated.jsonl", "run.jsonl", "summary.json")
FOLDER = Path(__file__).resolve().parent / "results"
T = TypeVar("T", bound=Record)
_PLAIN = [name for name in Row.model_fields if name != "scores"]


class Config(Record):
    """What a run was asked for and made with."""

    task: str
    started: str
    split: str
    set: str
    limit: int | None
    commit: str | None
    versions: dict[str, str]
    settings: dict[str, str]
    info: dict[str, object]

    @classmethod
    def of(
        cls, task: str, started: datetime, settings: Settings, split: str, set_: str, limit: int | None, info: Mapping[str, object]
    ) -> Config:
        """What a run of a task that starts now is made with: the commit and the versions are those that are here."""
        return cls(
            task=task,
            started=started.isoformat(),
            split=split,
            set=set_,
            limit=limit,
            commit=commit(),
            versions=versions(),
            settings={name: str(value) for name, value in asdict(settings).items()},
            info=dict(info),
        )


def new_folder(folder: Path) -> Path:
    """A folder for a run, made if need be. Raises EvaluationError when it holds one already."""
    if any((folder / name).exists() for name in _OF_A_RUN):
        raise EvaluationError(f"{folder}: there is a run in it already; expected a new folder.", "Name another with --out.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Results:
    """Reads and writes the files of one result folder. Reading raises EvaluationError that names the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def create(cls, folder: Path) -> Results:
        """A new folder. Raises EvaluationError when it holds a run already."""
        return cls(new_folder(folder))

    def write_config(self, config: Config) -> None:
        """Write config.json."""
        self._write("config.json", config.model_dump_json(indent=2) + "\n")

    def config(self) -> Config:
        """Read config.json."""
        return self._validate("config.json", Config)

    def write_generated(self, replies: Iterable[Generated]) -> None:
        """Write each reply as it comes, so that a run that is cut short leaves what it had."""
        with (self.folder / "generated.jsonl").open("w", encoding="utf-8") as file:
            for reply in replies:
                file.write(reply.model_dump_json() + "\n")
                file.flush()

    def generated(self) -> list[Generated]:
        """Read generated.jsonl."""
        return list(self._generated())

    def write_scores(self, rows: Iterable[Row]) -> None:
        """Write scores.csv: one row per case, one column per metric, an empty cell where unscored."""
        with (self.folder / "scores.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*_PLAIN, *METRICS], lineterminator="\n")
            writer.writeheader()
            writer.writerows(row.model_dump(exclude={"scores"}) | row.scores for row in rows)

    def scores(self) -> list[Row]:
        """Read scores.csv."""
        with_header = csv.DictReader(io.StringIO(self._read("scores.csv"), newline=""))
        missing = {*_PLAIN, *METRICS}.difference(with_header.fieldnames or ())
        if missing:
            problem = f"{self.folder / 'scores.csv'}: expected a column {min(missing)!r}, found none."
            raise EvaluationError(problem, f"Write it anew with `python -m evals score {self.folder}`.")
        try:
            return [_row(cells) for cells in with_header]
        except ValueError as error:
            raise EvaluationError(f"{self.folder / 'scores.csv'}: {_first_line(error)}") from None

    def write_summary(self, summary: Summary) -> None:
        """Write summary.json."""
        self._write("summary.json", summary.model_dump_json(indent=2) + "\n")

    def summary(self) -> Summary:
        """Read summary.json."""
        return self._validate("summary.json", Summary)

    def write_report(self, html: str) -> Path:
        """Write report.html and return its path."""
        return self._write("report.html", html)

    def _generated(self) -> Iterator[Generated]:
        for number, line in enumerate(self._read("generated.jsonl").split("\n"), start=1):
            if line:
                try:
                    yield Generated.model_validate_json(line)
                except ValidationError as error:
                    raise EvaluationError(f"{self.folder / 'generated.jsonl'}:{number}: {_first_line(error)}") from None

    def _validate(self, name: str, kind: type[T]) -> T:
        try:
            return kind.model_validate_json(self._read(name))
        except ValidationError as error:
            raise EvaluationError(f"{self.folder / name}: {_first_line(error)}") from None

    def _read(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            problem = f"{self.folder / name}: can't be read: {getattr(error, 'strerror', None) or error}."
            raise EvaluationError(problem, "Expected a folder that `python -m evals run` wrote.") from None

    def _write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


def _row(cells: dict[str, str]) -> Row:
    scores = {name: float(cells[name]) if cells[name] else None for name in METRICS}
    return Row.model_validate({name: cells[name] for name in _PLAIN} | {"scores": scores})


def _first_line(error: ValueError) -> str:
    """A validation error as field and message; any other as it is."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}."
    return f"{error}."
