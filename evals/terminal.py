"""Runs, comparisons and case counts as terminal tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.box import MINIMAL
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Column, Table

from evals.bootstrap import Estimate
from evals.cases import Case
from evals.compare import Change, Comparison
from evals.gate import Check
from evals.metrics import HEADLINE, METRICS
from evals.ranking_results import RankingSummary
from evals.scoring import OVERALL, Summary
from evals.tasks.eligibility import Judgement
from evals.tasks.speed import Speed

_console = Console(highlight=False)
_errors = Console(stderr=True, highlight=False)
_RANKING = ("Success@1", "Success@5", "R@5", "nDCG@10", "RR")
T = TypeVar("T")


def progress(cases: Sequence[T]) -> Iterable[T]:
    """The cases one by one, with a bar on standard error while it is a terminal."""
    return track(cases, description="asking", console=_errors, transient=True, disable=not _errors.is_terminal)


def show_summary(summary: Summary) -> None:
    """Every metric overall, then the headline metrics per language, set and kind, then latency."""
    apart = f", and {summary.apart} reported apart" if summary.apart else ""
    dropped = f"; {summary.dropped} replies dropped, their cases have changed" if summary.dropped else ""
    overall = summary.groups[OVERALL]
    table = Table("metric", "mean", "95 % interval", "n", "unscored", title=f"{overall.cases} cases{apart}{dropped}")
    for name in METRICS:
        one = overall.metrics[name]
        table.add_row(_label(name), one.mean_text, one.interval_text, str(one.n), str(one.unscored), end_section=name == HEADLINE[-1])
    _console.print(table)
    _console.print(_groups(summary))
    _console.print(f"invented figures: {summary.invented_figures}")
    for stage, ms in summary.latency.items():
        _console.print(f"{escape(stage)}: p50 {ms['p50']:.1f} ms, p95 {ms['p95']:.1f} ms")


def show_ranking(summary: RankingSummary) -> None:
    """One table per way of asking, with the length of the chunks beside every score; the other measures are in the result folder."""
    long = summary.chunk_words
    chunks = f"{long.chunks} chunks of {long.mean:.1f} words on average, {long.most} at most"
    for variant, groups in summary.groups.items():
        title = f"{escape(summary.set)}, {escape(variant)}: finds the {summary.unit}; {chunks}"
        columns = (Column("group", no_wrap=True), *(Column(name, min_width=9) for name in _RANKING))
        table = Table(*columns, title=title, box=MINIMAL, pad_edge=False, show_lines=True)
        for name, group in groups.items():
            cells = (_above_interval(group.measures[measure]) for measure in _RANKING)
            table.add_row(f"{escape(name)}\nn {group.queries}", *cells)
        _console.print(table)
    _console.print(f"not mapped: {summary.unmapped} of {summary.queries}; refused: {summary.errors}")
    _console.print(f"search: p50 {summary.ms['p50']:.1f} ms, p95 {summary.ms['p95']:.1f} ms")


def show_eligibility(judged: Sequence[Judgement]) -> None:
    """Right decisions per programme, then each wrong one with what was expected and what came."""
    cases, right = Counter(one.programme for one in judged), Counter(one.programme for one in judged if one.right)
    table = Table("programme", "right", "cases", "accuracy")
    for name, count in sorted(cases.items()):
        table.add_row(escape(name), str(right[name]), str(count), f"{right[name] / count:.3f}")
    table.add_section()
    share = f"{sum(right.values()) / len(judged):.3f}" if judged else "–"
    table.add_row("all", str(sum(right.values())), str(len(judged)), share)
    _console.print(table)
    for one in judged:
        for problem in one.problems:
            _console.print(escape(f"{one.id} ({one.programme}): {problem}"), soft_wrap=True)


def show_comparison(comparison: Comparison) -> None:
    """Differences, then the cases that changed."""
    title = f"B minus A over {comparison.cases} cases; {comparison.dropped} dropped, they are in one run only"
    table = Table("metric", "difference", "95 % interval", "p", "n", title=title)
    for name, change in comparison.differences.items():
        end = name == HEADLINE[-1]
        if change is None:
            table.add_row(_label(name), "–", "–", "–", "0", end_section=end)
            continue
        cells = (f"{change.difference:+.3f}", f"{change.low:+.3f} to {change.high:+.3f}", f"{change.p:.4f}", str(change.n))
        table.add_row(_label(name), *cells, end_section=end)
    _console.print(table)
    _show_changes("worse", comparison.worse)
    _show_changes("better", comparison.better)


def show_checks(checks: Iterable[Check]) -> None:
    """Each floor and whether it held."""
    table = Table("group", "metric", "floor", "reached", "")
    for check in checks:
        reached = "unscored" if check.reached is None else f"{check.reached:.4f}"
        table.add_row(check.group, _label(check.metric), f"{check.floor:.4f}", reached, "held" if check.held else "BELOW")
    _console.print(table)


def show_counts(cases: Sequence[Case]) -> None:
    """How many cases of each kind, by set and split and by language."""
    tags = {c.id: (f"{c.set} {c.split}", c.language) for c in cases}
    columns = [*sorted({place for place, _ in tags.values()}), *sorted({language for _, language in tags.values()})]
    table = Table(Column("kind", no_wrap=True), *columns, "all", title=f"{len(cases)} cases")
    for kind in (*sorted({c.kind for c in cases}), "all"):
        members = [c for c in cases if kind in (c.kind, "all")]
        counts = Counter(tag for c in members for tag in tags[c.id])
        table.add_row(kind, *(str(counts[column]) for column in columns), str(len(members)))
    _console.print(table)


def show_speed(speed: Speed) -> None:
    """Both times and the ratio of their medians."""
    table = Table("", "p50 ms", "p95 ms", title=f"{speed.n} questions, warm")
    table.add_row("a whole question", f"{speed.question['p50']:.2f}", f"{speed.question['p95']:.2f}")
    table.add_row("one float32 all-MiniLM-L6-v2 query embedding", f"{speed.embedding['p50']:.2f}", f"{speed.embedding['p95']:.2f}")
    _console.print(table)
    _console.print(f"ratio of p50: {speed.ratio:.2f}")


def say(text: str) -> None:
    """One line on standard output."""
    _console.print(escape(text), soft_wrap=True)


def _groups(summary: Summary) -> Table:
    """Headline metrics per group. The answer rate stands beside the accuracy: either is cheap to raise at the other's cost."""
    table = Table(Column("group", no_wrap=True), *(_label(name) for name in HEADLINE), title="mean, 95 % interval; n + unscored")
    for name, group in summary.groups.items():
        if name != OVERALL:
            table.add_row(name, *(_cell(group.metrics[metric]) for metric in HEADLINE), end_section=True)
    return table


def _cell(one: Estimate) -> str:
    return f"{one.mean_text}, {one.interval_text}\n{one.n} + {one.unscored}" if one.n else f"–\n0 + {one.unscored}"


def _above_interval(one: Estimate) -> str:
    """Two decimals are enough for the bounds, and let five measures stand side by side in 80 columns."""
    return one.mean_text if one.low is None or one.high is None else f"{one.mean_text}\n{one.low:.2f}–{one.high:.2f}"


def _label(metric: str) -> str:
    return metric.replace("_", " ")


def _show_changes(word: str, changes: Sequence[Change]) -> None:
    _console.print(f"{word}: {len(changes)}")
    for change in changes:
        say(f"  {change.id} ({change.kind}, {change.before} → {change.after}): {change.question}")
