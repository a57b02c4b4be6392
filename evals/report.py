"""A run as one HTML page: self-contained, and readable without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from evals.bootstrap import Estimate
from evals.metrics import METRICS, Outcome
from evals.results import Config
from evals.scoring import Row, Summary

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #8a8a8a; padding: .3rem .6rem; text-align: left; vertical-align: top; }
thead th { background: #eee; }
small { color: #555; white-space: nowrap; }
article { border-top: 1px solid #8a8a8a; padding: .5rem 0; }
blockquote { margin: .3rem 0 .3rem 1rem; padding-left: .6rem; border-left: 3px solid #8a8a8a; }
"""


def render(config: Config, summary: Summary, outcomes: Sequence[Outcome], rows: Sequence[Row]) -> str:
    """The page: what was run, the numbers, how long it took, and each case that failed with what was expected and what came."""
    failing = [(outcome, row) for outcome, row in zip(outcomes, rows, strict=True) if not row.scores["strict_accuracy"]]
    title = f"Evaluation run {escape(config.started)}"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{_STYLE}</style></head>
<body>
<main>
<h1>{title}</h1>
<p>{_about(config, summary)}</p>
<h2>Numbers</h2>
<p>Mean, 95 % interval, scored cases and unscored ones. Calculations and decisions count in their own rows only.</p>
<div class="wide">{_numbers(summary)}</div>
<h2>Latency</h2>
{_latency(summary)}
<h2>What the metrics mean</h2>
<dl>{"".join(f"<dt>{name}</dt><dd>{escape(_definition(name))}</dd>" for name in METRICS)}</dl>
<h2>Failing cases ({len(failing)})</h2>
{"".join(_failure(outcome, row) for outcome, row in failing) or "<p>None.</p>"}
</main>
</body>
</html>
"""


def _about(config: Config, summary: Summary) -> str:
    limit = "none" if config.limit is None else config.limit
    parts = [
        f"split {config.split}, set {config.set}, limit {limit}",
        f"{summary.cases} cases, {summary.apart} of them reported apart, {summary.dropped} replies dropped",
        f"commit {config.commit or 'unknown'}",
        f"{summary.invented_figures} invented figures",
        *(f"{name} {value}" for name, value in config.info.items()),
    ]
    return "; ".join(escape(part) for part in parts) + "."


def _numbers(summary: Summary) -> str:
    head = "".join(f'<th scope="col">{name.replace("_", " ")}</th>' for name in ("group", "cases", *METRICS))
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{group.cases}</td>{"".join(_cell(group.metrics[m]) for m in METRICS)}</tr>'
        for name, group in summary.groups.items()
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(estimate: Estimate) -> str:
    if estimate.mean is None or estimate.low is None or estimate.high is None:
        return f"<td>–<br><small>n 0, unscored {estimate.unscored}</small></td>"
    interval = f"{estimate.low:.3f} to {estimate.high:.3f}"
    return f"<td>{estimate.mean:.3f}<br><small>{interval}<br>n {estimate.n}, unscored {estimate.unscored}</small></td>"


def _latency(summary: Summary) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(s)}</th><td>{v["p50"]:.1f}</td><td>{v["p95"]:.1f}</td></tr>' for s, v in summary.latency.items()
    )
    head = '<th scope="col">stage</th><th scope="col">p50 ms</th><th scope="col">p95 ms</th>'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _definition(name: str) -> str:
    return " ".join((METRICS[name].__doc__ or "").split())


def _failure(outcome: Outcome, row: Row) -> str:
    case, generated = outcome.case, outcome.generated
    kind = f"{case.set}, {case.kind}{' (apart)' if case.apart else ''}, {case.language}, as of {case.as_of}"
    missing = [f"not said: {row.missing}"] if row.missing and row.scores["musts_said"] == 0 else []
    facts = [f"facts {', '.join(case.facts)}"] if case.facts else []
    expected = [" or ".join(case.status), *missing, *(f"never: {phrase}" for phrase in case.must_not), *facts, case.note]
    got = [row.status, *([generated.error] if generated.error else []), *([f"invented figures: {row.invented}"] if row.invented else [])]
    return f"""<article id="{escape(case.id)}">
<h3>{escape(case.id)}: {escape(case.question)}</h3>
<p><small>{escape(kind)}</small></p>
{"".join(f"<p>{escape(turn.role)}: {escape(turn.text)}</p>" for turn in case.history)}
<p><strong>Expected:</strong> {_joined(expected)}</p>
<p><strong>Got:</strong> {_joined(got)}</p>
{"".join(f"<p>{escape(sentence.text)} <small>{sentence.verdict}</small></p>" for sentence in generated.reply.answer)}
{_citations(outcome)}
</article>
"""


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(escape(part) for part in parts if part)


def _citations(outcome: Outcome) -> str:
    """Every citation with its place, its labels (gold ones marked) and whether the quote is what stands there."""
    gold = set(outcome.case.facts)
    items = []
    for citation, cited in zip(outcome.generated.reply.citations, outcome.generated.cited, strict=True):
        place = " › ".join((citation.title, *citation.section))
        labels = ", ".join(f"{label} (gold)" if label in gold else label for label in cited.references) or "no labels"
        exact = "" if citation.quote == cited.actual else "<strong>quote differs from the document</strong>"
        items.append(f"<li>{escape(place)} <small>{escape(labels)}</small> {exact}<blockquote>{escape(citation.quote)}</blockquote></li>")
    return f"<p><strong>Citations:</strong></p><ol start='0'>{''.join(items)}</ol>" if items else "<p>No citations.</p>"
