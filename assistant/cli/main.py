"""The command `policy-assistant`. Nothing heavy is imported until a command needs it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from assistant.errors import PolicyAssistantError

if TYPE_CHECKING:
    from assistant.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers about regional and relocation support, each sentence quoted from a dated, sourced document.",
)
index_app = typer.Typer(no_args_is_help=True, help="Build, look at and verify the index.")
corpus_app = typer.Typer(no_args_is_help=True, help="Check, look at and change the documents.")
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")

_overrides: dict[str, str | None] = {}


@app.callback()
def options(
    corpus: Annotated[Path | None, typer.Option(help="Folder of the documents.  [POLICY_CORPUS]")] = None,
    index: Annotated[Path | None, typer.Option(help="Folder of recipe.toml and the store.  [POLICY_INDEX]")] = None,
) -> None:
    """Options that every command has."""
    _overrides.update(corpus=str(corpus) if corpus else None, index=str(index) if index else None)


def settings(**more: str | None) -> Settings:
    """The settings with the options of this call."""
    from assistant.settings import load

    return load(None, **{**_overrides, **more})


def console() -> Console:
    """Where answers go."""
    return Console(highlight=False, soft_wrap=False)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know, in English or Korean.")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Answer with what applied then: YYYY-MM-DD, YYYY-MM or YYYY.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language of the reply; the question's when not given.")] = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="IN.jsonl", help="Questions, one row each: id, question, history?, as_of?, situation?.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="OUT.jsonl", help="Where the replies of --batch go: id, reply.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the Reply as JSON.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """Answer a question, or a file of questions."""
    from assistant.cli import asking

    asking.run(settings(), console(), question, as_of, lang, batch, out, as_json=json)


@app.command()
def search(
    question: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option(min=1, max=50, help="How many chunks.")] = 5,
    batch: Annotated[Path | None, typer.Option(metavar="IN.jsonl", help="Questions, one row each: id, question, history?, as_of?.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="OUT.jsonl", help="Where the results of --batch go: id, results.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """Show the chunks that are found for a question."""
    from assistant.cli import searching

    searching.run(settings(), console(), question, k, batch, out, as_json=json)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.  [POLICY_HOST]")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.  [POLICY_PORT]")] = None,
    build: Annotated[bool, typer.Option("--build", help="Bring the index up to date first.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """Open the chat window and the HTTP interface."""
    from assistant.cli import serving

    serving.run(settings(host=host, port=str(port) if port is not None else None), console(), build=build)


@index_app.command("build")
def index_build(
    fresh: Annotated[bool, typer.Option("--fresh", help="Embed everything anew.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """Bring the index up to date with the corpus; only what changed is embedded again."""
    from assistant.cli import indexing

    indexing.build(settings(), console(), fresh=fresh)


@index_app.command("info")
def index_info() -> None:
    """What the index was built from."""
    from assistant.cli import indexing

    indexing.info(settings(), console())


@index_app.command("verify")
def index_verify() -> None:
    """Hold the index against the corpus: every chunk, vector and lexical entry, and no other."""
    from assistant.cli import indexing

    indexing.verify(settings(), console())


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
Issuer = Annotated[str | None, typer.Option(help="Who issued it.")]


@corpus_app.command("add")
def corpus_add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="md, txt, html, pdf, docx, xlsx, csv, hwpx or hwp.")],
    title: Title = None,
    language: DocumentLanguage = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day in force: YYYY-MM-DD, YYYY-MM or YYYY.")] = None,
    issuer: Issuer = None,
) -> None:
    """Publish files and bring the index up to date. What can't be read is told and stays out; the others go in."""
    from assistant.cli import publishing
    from assistant.documents.incoming import HeadOptions

    publishing.add(settings(), console(), files, HeadOptions(title, language, issuer, start))


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


def main(*args: Any) -> None:  # noqa: ANN401  # the console script passes none
    """Run the command; an error of the assistant becomes one line and exit status 1."""
    try:
        app(*args)
    except PolicyAssistantError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(Text.assemble(("Error:", "bold red"), f" {error}"))
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(141)


if __name__ == "__main__":
    main()
