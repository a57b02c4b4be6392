"""The commands below `policy-assistant corpus`. Nothing heavy is imported until a command needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import console, settings

corpus_app = typer.Typer(no_args_is_help=True, help="Check, look at and change the documents.")


@corpus_app.command("check")
def corpus_check() -> None:
    """Check heads, dates, chains of versions, footnotes and markers."""
    from assistant.cli import documents

    documents.check(settings(), console())


@corpus_app.command("list")
def corpus_list() -> None:
    """List the documents with their periods."""
    from assistant.cli import documents

    documents.show_list(settings(), console())


@corpus_app.command("show")
def corpus_show(document: Annotated[str, typer.Argument(metavar="DOC", help="The document's id.")]) -> None:
    """Print a document's canonical text, into which offsets point, and nothing else."""
    from assistant.cli import documents

    documents.show(settings(), document)


Title = Annotated[str | None, typer.Option(help="Its title; the first heading when not given.")]
DocumentLanguage = Annotated[str | None, typer.Option(metavar="en|ko", help="Its language; found from its letters when not given.")]
Start = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day in force: YYYY-MM-DD, YYYY-MM or YYYY.")]
Issuer = Annotated[str | None, typer.Option(help="Who issued it.")]


@corpus_app.command("add")
def corpus_add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="md, txt, html, pdf, docx, xlsx, csv, hwpx or hwp.")],
    title: Title = None,
    language: DocumentLanguage = None,
    start: Start = None,
    issuer: Issuer = None,
) -> None:
    """Publish files and bring the index up to date. What can't be read is told and stays out; the others go in."""
    from assistant.cli import publishing
    from assistant.documents.incoming import HeadOptions

    publishing.add(settings(), console(), files, HeadOptions(title, language, issuer, start))


@corpus_app.command("preview")
def corpus_preview(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="What would be added, or the new version of a document.")],
    replaced: Annotated[str | None, typer.Option("--replace", metavar="DOC", help="The id of the version that FILE would end.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="With --replace: its first day in force, YYYY-MM-DD.")] = None,
    title: Title = None,
    language: DocumentLanguage = None,
    start: Start = None,
    issuer: Issuer = None,
    questions: Annotated[
        Path | None,
        typer.Option(metavar="FILE|DIR", help="Questions in .jsonl, rows as for `ask --batch`.  [POLICY_QUESTIONS]"),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """Show which questions would be answered differently if files were added, or one replaced. Nothing is published."""
    from assistant.cli import previewing
    from assistant.documents.incoming import HeadOptions

    own = settings(questions=str(questions) if questions else None)
    previewing.run(own, console(), files, replaced, HeadOptions(title, language, issuer, start), on, as_json=json)


@corpus_app.command("replace")
def corpus_replace(
    document: Annotated[str, typer.Argument(metavar="DOC", help="The id of the version that ends.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The new version.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Its first day in force, YYYY-MM-DD; today when not given.")] = None,
    title: Title = None,
    language: DocumentLanguage = None,
    issuer: Issuer = None,
) -> None:
    """Publish a new version of a document. The old one goes on answering for the days before."""
    from assistant.cli import publishing
    from assistant.documents.incoming import HeadOptions

    publishing.replace(settings(), console(), document, file, HeadOptions(title, language, issuer), on)


@corpus_app.command("withdraw")
def corpus_withdraw(
    document: Annotated[str, typer.Argument(metavar="DOC", help="The document's id.")],
    on: Annotated[str, typer.Option(metavar="DATE", help="The first day on which it is no longer in force, YYYY-MM-DD.")],
) -> None:
    """End a document. It goes on answering for the days before."""
    from assistant.cli import publishing

    publishing.withdraw(settings(), console(), document, on)


@corpus_app.command("remove")
def corpus_remove(
    document: Annotated[str, typer.Argument(metavar="DOC", help="The document's id.")],
    force: Annotated[bool, typer.Option("--force", help="Even if others name it; they are edited.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """Delete a document for good, here and in the index. This can't be undone."""
    from assistant.cli import publishing

    publishing.remove(settings(), console(), document, force=force)


@corpus_app.command("rollback")
def corpus_rollback() -> None:
    """Undo the last add, replace or withdraw."""
    from assistant.cli import publishing

    publishing.rollback(settings(), console())


@corpus_app.command("history")
def corpus_history() -> None:
    """List the changes that were published."""
    from assistant.cli import publishing

    publishing.history(settings(), console())


@corpus_app.command("report")
def corpus_report(
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the whole report as one HTML page.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """What is covered, which statements stand on weak ground, which end dates have passed, what is due for review."""
    from assistant.cli import reporting

    reporting.run(settings(), console(), html, as_json=json)
