"""`corpus add`, `replace`, `withdraw`, `remove`, `rollback`, `history`: change the corpus, then bring the index up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console

from assistant.cli import indexing
from assistant.documents.history import History
from assistant.documents.incoming import HeadOptions
from assistant.documents.publishing import Outcome, Publisher
from assistant.errors import CorpusError
from assistant.settings import Settings, today
from assistant.wiring import documents_of


def add(settings: Settings, console: Console, files: Sequence[Path], options: HeadOptions) -> None:
    """Publish files. Raises CorpusError when one was refused, after the others went in."""
    _publish(settings, console, lambda publisher: publisher.add(files, options))


def replace(settings: Settings, console: Console, document: str, file: Path, options: HeadOptions, on: str | None) -> None:
    """Publish the next version of a document. Raises CorpusError."""
    start = day(on) if on else None
    _publish(settings, console, lambda publisher: [publisher.replace(document, file, options, start)])


def withdraw(settings: Settings, console: Console, document: str, on: str) -> None:
    """End a document. Raises CorpusError."""
    start = day(on)
    _publish(settings, console, lambda publisher: [publisher.withdraw(document, start)])


def remove(settings: Settings, console: Console, document: str, *, force: bool) -> None:
    """Delete a document for good. Raises CorpusError."""
    _publish(settings, console, lambda publisher: [publisher.remove(document, force=force)])


def rollback(settings: Settings, console: Console) -> None:
    """Undo the last change. Raises CorpusError."""

    def undo(publisher: Publisher) -> list[Outcome]:
        change = publisher.rollback()
        return [Outcome(", ".join(change.ids), "undone", f"{change.command} of {change.time}")]

    _publish(settings, console, undo)


def history(settings: Settings, console: Console) -> None:
    """Print a line per change, oldest first, and the SHA-256 of each file before and after it."""
    changes = History(settings.corpus).changes()
    undone = {c.undoes for c in changes}
    for change in changes:
        command = f"{change.command} of no. {change.undoes}" if change.undoes else change.command
        note = ", undone" if change.number in undone else ""
        console.print(f"{change.number}. {change.time} {command}{note}: {', '.join(change.ids)}", markup=False, soft_wrap=True)
        for name, (before, after) in change.files.items():
            console.print(f"   {name}: {before or 'not there'} -> {after or 'not there'}", markup=False, soft_wrap=True)
    if not changes:
        console.print("No change was published with `corpus add`, `replace`, `withdraw` or `remove`.")


def _publish(settings: Settings, console: Console, change: Callable[[Publisher], list[Outcome]]) -> None:
    known = documents_of(settings)
    outcomes = change(Publisher(settings.corpus, today(settings), known))
    for outcome in outcomes:
        line = outcome.note if outcome.kind in ("unchanged", "refused") else f"{outcome.subject} is {outcome.kind}: {outcome.note}."
        console.print(f"! {line}" if outcome.refused else line, markup=False, soft_wrap=True)
    if not all(o.refused for o in outcomes):
        indexing.build(settings, console, known=known)
    check(outcomes)


def check(outcomes: Sequence[Outcome]) -> None:
    """Raises CorpusError when a file was refused."""
    if refused := sum(o.refused for o in outcomes):
        raise CorpusError(f"{refused} of {len(outcomes)} files refused.")


def day(text: str) -> date:
    """The day that --on names. Raises CorpusError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CorpusError(f"--on: expected a day as YYYY-MM-DD, got {text!r}.") from None
