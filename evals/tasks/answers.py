"""The task `answers`: generate replies once, score them as often as the cases or the metrics change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from assistant.errors import EvaluationError
from assistant.settings import Settings
from evals import cases as case_files
from evals.cases import Case
from evals.provenance import now
from evals.report import render
from evals.results import FOLDER, Config, Results
from evals.scoring import Row, Summary, pair, score, summarise
from evals.subject import ask, open_subject

TEST_LOG = Path(__file__).resolve().parent.parent / "test-runs.log"


def run(
    settings: Settings,
    split: str = "tune",
    set_: str = "all",
    limit: int | None = None,
    out: Path | None = None,
    progress: Callable[[list[Case]], Iterable[Case]] = list,
) -> tuple[Results, Summary]:
    """Ask every selected case and score the replies. A run that touches the test split is logged."""
    chosen = case_files.select(case_files.load_cases(), split, set_, limit)
    started = now()
    with closing(open_subject(settings)) as subject:
        results = Results.create(out or FOLDER / f"{started:%Y%m%dT%H%M%SZ}-answers")
        config = Config.of("answers", started, settings, split, set_, limit, subject.info)
        results.write_config(config)
        results.write_generated(ask(subject, case) for case in progress(chosen))
    summary = rescore(results)
    _log_test_run(config, results.scores())
    return results, summary


def rescore(results: Results) -> Summary:
    """Score the replies of a folder against the cases as they are now, and write scores, summary and report."""
    outcomes, dropped = pair(case_files.load_cases(), results.generated())
    if not outcomes:
        raise EvaluationError(f"{results.folder}: none of its replies belongs to a case that still asks the same.")
    rows = [score(outcome) for outcome in outcomes]
    summary = summarise(outcomes, rows, dropped)
    results.write_scores(rows)
    results.write_summary(summary)
    results.write_report(render(results.config(), summary, outcomes, rows))
    return summary


def _log_test_run(config: Config, rows: list[Row]) -> None:
    """Append time, commit, cases and strict accuracy: every look at the test split wears it out a little, so each is counted."""
    strict = [row.scores["strict_accuracy"] or 0.0 for row in rows if row.split == "test" and not row.apart]
    tested = sum(row.split == "test" for row in rows)
    if tested:
        accuracy = f"{sum(strict) / len(strict):.4f}" if strict else "none"
        with TEST_LOG.open("a", encoding="utf-8") as log:
            log.write(f"{config.started} commit={config.commit} set={config.set} cases={tested} strict_accuracy={accuracy}\n")
