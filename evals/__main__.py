"""`python -m evals`: run, ablate, score, compare, gate, cases check, speed. Exit code 1: a floor or a comparison failed; 2: an error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.errors import EvaluationError, PolicyAssistantError
from assistant.settings import Settings, load

app = typer.Typer(help="Judge the assistant.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
cases_app = typer.Typer(help="The case files.", no_args_is_help=True)
app.add_typer(cases_app, name="cases")

# Models and numpy are imported by the command that needs them, so that --help answers at once.
Corpus = Annotated[Path | None, typer.Option(help="Corpus folder, instead of POLICY_CORPUS.")]
Index = Annotated[Path | None, typer.Option(help="Index folder, instead of POLICY_INDEX.")]
Folder = Annotated[Path, typer.Argument(help="Result folder of a run.")]


@app.command()
def run(
    task: Annotated[
        Literal["answers", "retrieval", "eligibility", "grounding", "support", "ask-back"], typer.Option(help="What to measure.")
    ] = "answers",
    split: Annotated[Literal["tune", "test", "all"], typer.Option(help="Cases to ask; each run that touches test is logged.")] = "tune",
    set_: Annotated[str, typer.Option("--set", help="Case file to ask from: questions, facts or all.")] = "all",
    limit: Annotated[int | None, typer.Option(min=1, help="Ask the first N cases only.")] = None,
    out: Annotated[Path | None, typer.Option(help="Result folder; default: evals/results/TIME-TASK.")] = None,
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of a published set: to search (retrieval), of claims (support) or of turns (ask-back) to judge."),
    ] = None,
    work: Annotated[Path | None, typer.Option(help="Folder to index the published set in; default: one in the cache.")] = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Ask the cases, score what came and write a result folder."""
    from evals import terminal

    settings = _settings(corpus, index)
    if task == "eligibility":
        from evals.tasks import eligibility

        folder, judged = eligibility.run(settings, limit, out, terminal.progress)
        terminal.show_eligibility(judged)
    elif task == "retrieval":
        from evals.tasks import retrieval

        if data:
            folder, found = retrieval.run_set(settings, data, work, out, terminal.progress)
        else:
            folder, found = retrieval.run_cases(settings, split, set_, limit, out, terminal.progress)
        terminal.show_ranking(found)
    elif task == "grounding":
        from evals.tasks import grounding

        folder, planted = grounding.run(settings, limit, out)
        grounding.show(planted)
    elif task == "support":
        from evals.tasks import support

        if data is None:
            raise EvaluationError("--task support: expected --data with it.", f"Name a folder with {support.FILE}.")
        folder, judged_claims = support.run(data, out)
        support.show(judged_claims)
    elif task == "ask-back":
        from evals.tasks import ask_back

        if data is None:
            raise EvaluationError("--task ask-back: expected --data with it.", "Name a folder with OR-ShARC.")
        folder, turns = ask_back.run(data, out)
        ask_back.show(turns)
    else:
        from evals.tasks import answers

        if data:
            raise EvaluationError("--data: expected --task retrieval or support with it, got --task answers.")
        results, summary = answers.run(settings, split, set_, limit, out, terminal.progress)
        terminal.show_summary(summary)
        folder = results.folder
    terminal.say(f"{task}: {folder}")


@app.command()
def ablate(
    data: Annotated[Path | None, typer.Option(help="Folder of a published set to search instead of our cases.")] = None,
    work: Annotated[Path | None, typer.Option(help="Folder to index the published set in; default: one in the cache.")] = None,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Search without each list and each name in turn: what it is worth and what it costs. Our cases are those of the tune split."""
    from evals import terminal
    from evals.tasks import ablation

    ablation.show(ablation.ablate(_settings(corpus, index), data, work, terminal.progress))


@app.command()
def score(folder: Folder) -> None:
    """Score a run's replies again, against the cases and metrics as they are now."""
    from evals import terminal
    from evals.results import Results
    from evals.tasks import answers

    terminal.show_summary(answers.rescore(Results(folder)))


@app.command()
def compare(
    a: Annotated[Path, typer.Argument(help="Result folder of the earlier run.")],
    b: Annotated[Path, typer.Argument(help="Result folder of the later run.")],
    *,
    fail_if_worse: Annotated[
        bool, typer.Option("--fail-if-worse", help="Exit with 1 when a headline metric is significantly worse.")
    ] = False,
) -> None:
    """Compare two runs over the cases that both have."""
    from evals import terminal
    from evals.compare import compare as compare_rows
    from evals.results import Results

    comparison = compare_rows(Results(a).scores(), Results(b).scores())
    terminal.show_comparison(comparison)
    worse = comparison.significantly_worse
    if worse:
        terminal.say(f"significantly worse: {', '.join(worse)}")
    if worse and fail_if_worse:
        raise typer.Exit(1)


@app.command()
def gate(
    folder: Folder, baseline: Annotated[Path | None, typer.Option(help="File of floors; default: evals/baseline.toml.")] = None
) -> None:
    """Exit with 1 when a run is below a floor."""
    from evals import terminal
    from evals.gate import BASELINE, check
    from evals.results import Results

    results = Results(folder)
    checks = check(results.config(), results.summary(), baseline or BASELINE)
    terminal.show_checks(checks)
    if not all(one.held for one in checks):
        raise typer.Exit(1)


@app.command()
def speed(
    n: Annotated[int, typer.Option(min=1, help="How many questions to time.")] = 40,
    corpus: Corpus = None,
    index: Index = None,
) -> None:
    """Time whole questions beside one small query embedding."""
    from contextlib import closing

    from evals import terminal
    from evals.cases import load_cases
    from evals.subject import open_subject
    from evals.tasks.speed import draw, measure, yardstick

    drawn = draw(load_cases(), n)
    embed = yardstick()
    with closing(open_subject(_settings(corpus, index))) as subject:
        terminal.show_speed(measure(subject, embed, drawn))


@app.command()
def fit(corpus: Corpus = None, index: Index = None) -> None:
    """Fit the weights that statements are picked by and confidence is estimated from, on the tune split."""
    from contextlib import closing

    from rich.console import Console

    from assistant.wiring import open_assistant
    from evals.cases import load_cases
    from evals.fit import TARGET, fit_weights

    cases = [c for c in load_cases() if c.split == "tune" and not c.apart]
    with closing(open_assistant(_settings(corpus, index))) as assistant:
        fit_weights(assistant, cases, TARGET, Console())


@cases_app.command()
def check(folder: Annotated[Path | None, typer.Argument(help="Folder of case files; default: evals/cases.")] = None) -> None:
    """Check the case files and count the cases."""
    from evals import terminal
    from evals.cases import FOLDER, load_cases

    terminal.show_counts(load_cases(folder or FOLDER))


def main() -> None:
    """Run the command line; an error of this project is one line and exit code 2."""
    try:
        app()
    except PolicyAssistantError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(2) from None


def _settings(corpus: Path | None, index: Path | None) -> Settings:
    return load(corpus=str(corpus) if corpus else None, index=str(index) if index else None)


if __name__ == "__main__":
    main()
