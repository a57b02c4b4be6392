"""`corpus report`: what the corpus covers and what it needs, for the terminal, as JSON and as a page to read or print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.cli.report_page import page
from assistant.cli.report_words import GROUNDS, LANGUAGES, REASONS, headlines, name_of, notes_of, what_ends
from assistant.documents.corpus import load_corpus
from assistant.documents.glossary import load_glossary
from assistant.documents.regions import load_regions
from assistant.documents.report import report_on
from assistant.documents.report_records import CorpusReport, Coverage, DocumentGround
from assistant.errors import SettingsError
from assistant.settings import Settings, today

_IN_TERMINAL = 12
_COLUMN = 30


def run(settings: Settings, console: Console, html: Path | None, *, as_json: bool) -> None:
    """Print the report; write it as a page too when `html` is given. Raises CorpusError, and SettingsError for such a file."""
    report = report_on(load_corpus(settings.corpus), load_glossary(settings.corpus), load_regions(settings.corpus), today(settings))
    if html:
        try:
            html.write_text(page(report), encoding="utf-8")
        except OSError as error:
            raise SettingsError(
                f"--html: {html}: can't be written: {error.strerror or error}.", "Name a file in a folder that exists."
            ) from None
    if as_json:
        console.print_json(report.model_dump_json(), ensure_ascii=False, highlight=False)
        return
    print_report(report, console)
    if html:
        console.print(Text(f"Written to {html}."))


def print_report(report: CorpusReport, console: Console) -> None:
    """Headlines, then a table per part. Of weak ground the weakest documents only; the page and the JSON have every statement."""
    size = f"{report.documents} documents, {report.statements} statements, {report.looked_at} in force"
    console.print(Text(f"Corpus report of {report.today}: {size}", style="bold"))
    for _, figure, words in headlines(report):
        console.print(Text(f"{figure:>6} {words}"))
    _print_coverage(console, "Languages", report.languages, "")
    _print_coverage(console, "Programmes", report.programmes, "glossary.toml")
    _print_coverage(console, "Regions", report.regions, "regions.toml")
    missing = [(m.document, f"no {LANGUAGES[m.missing]} edition", m.title) for m in report.missing_editions]
    _print_rows(console, "Documents missing an edition", ("document", "missing", "title"), missing, wide=2)
    grounds = [(d.document, d.weak, d.statements, _counts(d)) for d in report.document_grounds]
    title = f"Weak ground: {min(_IN_TERMINAL, len(grounds))} of {len(grounds)} documents"
    _print_rows(console, title, ("document", "weak", "of", "why"), grounds[:_IN_TERMINAL], wide=3, wrap=True)
    for title, ends in ((f"Ends within {report.notice_days} days", report.upcoming), ("Ends that have passed", report.passed)):
        _print_rows(console, title, ("last day", "document", "what ends"), [(e.day, e.document, what_ends(e)) for e in ends], wide=2)
    review = [(r.document, r.review_by or "", ", ".join(REASONS[x] for x in r.reasons)) for r in report.review]
    _print_rows(console, "Review", ("document", "review by", "why"), review, wide=2)


def _counts(row: DocumentGround) -> str:
    return ", ".join(f"{row.counts[g]} {name}" for g, name in GROUNDS.items() if row.counts[g])


def _print_coverage(console: Console, title: str, rows: Iterable[Coverage], where: str) -> None:
    header = ("name", "docs", "statements", "facts", "newest", "note")
    lines = [(name_of(r), r.documents, r.statements, r.facts, r.newest_source or "", ", ".join(notes_of(r, where))) for r in rows]
    _print_rows(console, title, header, lines, wide=0)


def _print_rows(
    console: Console, title: str, header: Sequence[str], rows: Sequence[tuple[object, ...]], *, wide: int, wrap: bool = False
) -> None:
    """A table with one line per row; column `wide` takes what the terminal leaves it. Nothing when there is no row."""
    if not rows:
        return
    widths = [max(cell_len(str(row[at])) for row in [header, *rows]) for at in range(len(header))]
    widths = [width if at == wide else min(width, _COLUMN) for at, width in enumerate(widths)]
    frame = 2 * len(header) + 1
    left = console.width - frame - sum(widths) + widths[wide]
    widths[wide] = max(8, min(widths[wide], left))
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for at, name in enumerate(header):
        is_number = isinstance(rows[0][at], int)
        table.add_column(name, justify="right" if is_number else "left", no_wrap=not wrap, overflow="ellipsis", width=widths[at])
    for row in rows:
        table.add_row(*(Text(str(value)) for value in row))
    console.print()
    console.print(table)
