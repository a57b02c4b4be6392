"""`corpus preview`: which questions would be answered differently if files were published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from assistant.cli import indexing, publishing
from assistant.cli.changes import KINDS, Changed, Cited, compare
from assistant.cli.rows import Row, read_rows
from assistant.documents.incoming import HeadOptions
from assistant.documents.publishing import Outcome, Publisher
from assistant.errors import CorpusError, QuestionError
from assistant.records import Reply
from assistant.settings import Settings
from assistant.trial import Trial, try_out

_QUOTED = 60
_KINDS = {"status": "another status", "answer": "another answer", "citations": "other citations", "confidence": "another confidence"}


def run(
    settings: Settings,
    console: Console,
    files: Sequence[Path],
    replaced: str | None,
    options: HeadOptions,
    on: str | None,
    *,
    as_json: bool,
) -> None:
    """Try the files out and print what would change. Raises CorpusError when one was refused, after telling of the others."""
    aside = Console(stderr=True, highlight=False, soft_wrap=True)
    change = _change(files, replaced, options, on)
    rows = _questions(settings.questions, aside)
    with indexing.steps(aside) as progress:
        trial = try_out(settings, change, [row.question for row in rows], progress)
    changes = list(_changes(rows, trial, aside))
    asked = sum(isinstance(reply, Reply) for reply in trial.before)
    counted = Counter(change.kind for change in changes)
    if as_json:
        data = {
            "outcomes": [asdict(o) for o in trial.outcomes],
            "asked": asked,
            "changed": {kind: counted[kind] for kind in KINDS},
            "changes": [change.model_dump(mode="json") for change in changes],
        }
        console.print_json(data=data, ensure_ascii=False, highlight=False)
    else:
        _print(console, trial.outcomes, changes, asked)
    publishing.check(trial.outcomes)


def _change(files: Sequence[Path], replaced: str | None, options: HeadOptions, on: str | None) -> Callable[[Publisher], list[Outcome]]:
    """What would be done to the corpus. Raises CorpusError for options that do not fit together."""
    if not replaced:
        if on:
            raise CorpusError("--on goes with --replace.", "For a new document write --from.")
        return lambda publisher: publisher.add(files, options)
    if len(files) > 1 or options.start:
        raise CorpusError(f"--replace: expected one file and no --from, got {len(files)} files.", "Its first day in force is --on.")
    start = publishing.day(on) if on else None
    return lambda publisher: [publisher.replace(replaced, files[0], options, start)]


def _questions(place: Path, aside: Console) -> list[Row]:
    """Every row of a file, or of the .jsonl files of a folder; one that can't be read is told aside. Raises QuestionError."""
    rows: list[Row] = []
    for path in sorted(place.glob("*.jsonl")) if place.is_dir() else [place]:
        for row in read_rows(path):
            if isinstance(row, Row):
                rows.append(row)
            else:
                aside.print(f"{path.name}: {row[1]}: line {row[0]}: {row[2]}", markup=False)
    if not rows:
        raise QuestionError(f"{place}: no question in it.", "Name a .jsonl file, or a folder of them, with --questions.")
    return rows


def _changes(rows: Iterable[Row], trial: Trial, aside: Console) -> Iterable[Changed]:
    """The questions whose replies differ; one that can't be answered as put is told aside."""
    if not trial.before:
        return
    for row, old, new in zip(rows, trial.before, trial.after, strict=True):
        if isinstance(old, Reply) and isinstance(new, Reply):
            if changed := compare(str(row.id), row.question.text, old, new):
                yield changed
        else:
            aside.print(f"{row.id}: {old}", markup=False)


# Terminal


def _print(console: Console, outcomes: Sequence[Outcome], changes: Sequence[Changed], asked: int) -> None:
    for outcome in outcomes:
        if outcome.kind in ("unchanged", "refused"):
            line = f"! {outcome.note}" if outcome.refused else outcome.note
        else:
            line = f"{outcome.subject} would be {outcome.kind}: {outcome.note}."
        console.print(line, markup=False, soft_wrap=True)
    if changes:
        console.print(_table(changes))
    if asked:
        counted = Counter(change.kind for change in changes)
        told = "; ".join(f"{_KINDS[kind]}: {counted[kind]}" for kind in KINDS if counted[kind])
        console.print(f"{len(changes)} of {asked} questions would be answered differently" + (f" ({told})." if told else "."))
    console.print("Nothing was published.")


def _table(changes: Iterable[Changed]) -> Table:
    table = Table("question", "status", "reply", "citations", box=SIMPLE_HEAD, show_lines=True, expand=True)
    for column, ratio in zip(table.columns, (3, None, 4, 4), strict=True):
        column.ratio, column.no_wrap = ratio, ratio is None
    for change in sorted(changes, key=lambda c: KINDS.index(c.kind)):
        old, new = change.old, change.new
        status = [old.status] if old.status is new.status else [old.status, f"→ {new.status}"]
        lines = [f"− {old.says}", f"+ {new.says}"] if old.says != new.says else [new.says]
        table.add_row(
            Group(Text(change.id, style="bold"), Text(change.question)),
            Text("\n".join([*status, f"{old.confidence:.2f} → {new.confidence:.2f}"])),
            Text("\n".join(lines)),
            Text("\n".join([*(f"− {_place(c)}" for c in change.went), *(f"+ {_place(c)}" for c in change.came)])),
        )
    return table


def _place(cited: Cited) -> str:
    """Where a quote stands and how it begins."""
    place = " › ".join([cited.document, *cited.section[-1:], *([cited.locator] if cited.locator else [])])
    begin = cited.quote if len(cited.quote) <= _QUOTED else cited.quote[:_QUOTED].rstrip() + " …"
    return f"{place}: “{begin}”" + ("" if cited.in_force else " (no longer in force)")
