"""`index build`, `index info`, `index verify`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from assistant.documents.known import Known
from assistant.errors import StoreError
from assistant.index.build import Progress
from assistant.settings import Settings
from assistant.wiring import build as build_index
from assistant.wiring import index_info
from assistant.wiring import verify as verify_index


@contextmanager
def steps(console: Console) -> Iterator[Progress]:
    """A progress bar per step, gone at the end; nothing where the console is no terminal."""
    with Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name, total=total)
            bars.update(tasks[name], completed=done)

        yield progress


def build(settings: Settings, console: Console, *, fresh: bool = False, known: Known | None = None) -> None:
    """Build, then say what was done; documents in `known` are not read again."""
    with steps(console) as progress:
        report = build_index(settings, fresh=fresh, progress=progress, known=known)
    for problem in report.problems:
        console.print(f"! {problem}", markup=False)
    size = f"{report.documents} documents, {report.chunks} chunks, {report.statements} statements"
    if report.unchanged:
        console.print(f"The index is up to date: {size}.")
    else:
        console.print(
            f"Built {report.generation}: {size}. Embedded again: {report.embedded_chunks} chunks and "
            f"{report.embedded_statements} statements; removed: {report.removed_chunks} chunks."
        )


def info(settings: Settings, console: Console) -> None:
    """Print what the index was built from."""
    console.print_json(data=dict(index_info(settings)), ensure_ascii=False)


def verify(settings: Settings, console: Console) -> None:
    """Print every difference between index and corpus. Raises StoreError when there is one."""
    problems, found = verify_index(settings)
    for problem in problems:
        console.print(problem, markup=False)
    if problems:
        raise StoreError(f"{len(problems)} differences between index and corpus.", "Run `policy-assistant index build --fresh`.")
    console.print(f"The index holds exactly the corpus: {found['chunks']} chunks of {found['documents']} documents, every one verified.")
