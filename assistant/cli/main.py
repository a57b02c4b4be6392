"""The command `policy-assistant`. Nothing heavy is imported until a command needs it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from assistant.cli.common import console, remember, settings
from assistant.cli.corpus_app import corpus_app
from assistant.errors import PolicyAssistantError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers about regional and relocation support, each sentence quoted from a dated, sourced document.",
)
index_app = typer.Typer(no_args_is_help=True, help="Build, look at and verify the index.")
app.add_typer(index_app, name="index")
app.add_typer(corpus_app, name="corpus")


@app.callback()
def options(
    corpus: Annotated[Path | None, typer.Option(help="Folder of the documents.  [POLICY_CORPUS]")] = None,
    index: Annotated[Path | None, typer.Option(help="Folder of recipe.toml and the store.  [POLICY_INDEX]")] = None,
) -> None:
    """Options that every command has."""
    remember(corpus, index)


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
    out: Annotated[
        Path | None, typer.Option(metavar="OUT.jsonl", help="Where the results of --batch go: id, results (or explanation).")
    ] = None,
    explain: Annotated[  # noqa: FBT002  # a flag
        bool, typer.Option("--explain", help="Show how the question was understood, where each result stands and what was kept back.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """Show the chunks that are found for a question."""
    from assistant.cli import searching

    searching.run(settings(), console(), question, k, batch, out, explain=explain, as_json=json)


@app.command()
def eligibility(
    programme: Annotated[str | None, typer.Argument(metavar="PROGRAMME|all", help="A programme's id, or all.")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="DOC", help="List the conditions that a document without rules states; nothing is decided.")
    ] = None,
    fact: Annotated[
        list[str] | None, typer.Option(metavar="KEY=VALUE", help="A fact about you; docs/reference/facts.md lists the keys. Repeatable.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="Decide by what applied then: YYYY-MM-DD, YYYY-MM or YYYY.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="en|ko", help="Language of the reply.")] = None,
    destination: Annotated[str | None, typer.Option(metavar="A,B,C", help="Compare these places side by side.")] = None,
    export: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the decisions as .csv or .xlsx too.")] = None,
    calendar: Annotated[Path | None, typer.Option(metavar="FILE.ics", help="Write the plan's deadlines as a calendar.")] = None,
    event: Annotated[
        list[str] | None, typer.Option(metavar="EVENT=DATE", help="The day of an event that deadlines count from. Repeatable.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the decision as JSON.")] = False,  # noqa: FBT002  # a flag
) -> None:
    """Decide who is eligible, for how much at most, by which clauses, and what is left to do."""
    from assistant.cli import deciding

    if document is not None:
        deciding.list_conditions(settings(), console(), document, programme, as_of, lang, as_json=json)
        return
    wish = deciding.Wish(deciding.named(programme), fact or (), as_of, lang, destination, export, calendar, event or ())
    deciding.run(settings(), console(), wish, as_json=json)


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
