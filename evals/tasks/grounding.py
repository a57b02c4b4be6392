"""The task `grounding`: plant errors in true sentences of the corpus, and see which the checker catches and what it wrongly refuses."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.documents.corpus import load_corpus
from assistant.documents.glossary import load_glossary
from assistant.documents.regions import load_regions
from assistant.grounding.check import check_reply, check_sentence, verify_citation
from assistant.records import Citation, Finding, Reply, Sentence, Status, Verdict
from assistant.settings import Settings
from evals.bootstrap import SEED
from evals.planting.claims import claims
from evals.planting.kinds import kinds
from evals.planting.scores import GroundingSummary, KindScore, summarise
from evals.planting.trials import Trial, trials
from evals.provenance import now
from evals.results import FOLDER, Config, Results

PER_KIND = 200
_COLUMNS = ("id", "kind", "sort", "language", "half", "verdict", "right", "named", "was", "became", "sentence")


def run(settings: Settings, limit: int | None = None, out: Path | None = None, seed: int = SEED) -> tuple[Path, GroundingSummary]:
    """At most `limit` sentences per kind, language and sort, the same ones for the same seed. Returns the result folder and the scores.

    The folder holds config.json, generated.jsonl (each sentence with its verdict), scores.csv, summary.json and report.html.
    Raises CorpusError when the corpus can't be read, EvaluationError when the folder holds a run.
    """
    started = now()
    corpus = load_corpus(settings.corpus)
    results = Results.create(out or FOLDER / f"{started:%Y%m%dT%H%M%SZ}-grounding")
    results.write_config(Config.of("grounding", started, settings, "all", "corpus", limit, {"corpus": corpus.fingerprint, "seed": seed}))
    texts = {document.id: document.text for document in corpus.documents}
    planted = kinds(load_glossary(settings.corpus), load_regions(settings.corpus))
    done = list(
        trials(
            list(claims(corpus.documents)), planted, lambda sentence, citation: judge(sentence, citation, texts), limit or PER_KIND, seed
        )
    )
    summary = summarise(done, seed)
    _write(results.folder, done, summary)
    return results.folder, summary


def judge(sentence: str, citation: Citation, texts: Mapping[str, str]) -> tuple[Verdict, tuple[Finding, ...]]:
    """Verdict and findings of one sentence with one citation, as the chain gets them.

    A sentence that is left out of the reply is NOT_FOUND; what was wrong with it is then asked of the same checks again.
    """
    draft = Reply(
        status=Status.ANSWERED, language=citation.language, answer=(Sentence(text=sentence, citations=(0,)),), citations=(citation,)
    )
    checked = check_reply(draft, texts)
    if checked.answer:
        return checked.answer[0].verdict, checked.answer[0].problems
    if finding := verify_citation(citation, texts[citation.document]):
        return Verdict.NOT_FOUND, (finding,)
    contexts = (citation.title, *citation.section, citation.context or "")
    return Verdict.NOT_FOUND, check_sentence(sentence, [citation.quote], contexts)[1]


def show(summary: GroundingSummary) -> None:
    """Recall, naming and what is kept, per kind and language, with the two halves beside the whole."""
    table = Table("kind", "", "caught", "named", "n", "true kept", "n", "caught even | odd", "kept even | odd", title="planted errors")
    for whole, even, odd in _threes(summary):
        table.add_row(
            whole.kind,
            whole.language,
            whole.recall.text,
            whole.named.mean_text,
            str(whole.recall.n),
            whole.kept.text,
            str(whole.kept.n),
            f"{even.recall.mean_text} | {odd.recall.mean_text}",
            f"{even.kept.mean_text} | {odd.kept.mean_text}",
        )
    Console(highlight=False).print(table)


def _threes(summary: GroundingSummary) -> Iterable[tuple[KindScore, KindScore, KindScore]]:
    """The scores of a kind and language for the whole and both halves."""
    return zip(summary.scores[::3], summary.scores[1::3], summary.scores[2::3], strict=True)


def _write(folder: Path, done: list[Trial], summary: GroundingSummary) -> None:
    (folder / "generated.jsonl").write_text("".join(trial.model_dump_json() + "\n" for trial in done), encoding="utf-8")
    (folder / "summary.json").write_text(summary.model_dump_json(indent=2) + "\n", encoding="utf-8")
    (folder / "report.html").write_text(_page(done, summary), encoding="utf-8")
    with (folder / "scores.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows([getattr(trial, column) for column in _COLUMNS] for trial in done)


def _page(done: list[Trial], summary: GroundingSummary) -> str:
    """The numbers, and every sentence that was judged wrongly."""
    rows = "".join(
        f"<tr><td>{s.kind}<td>{s.language}<td>{s.half}<td>{s.recall.text}<td>{s.named.mean_text}<td>{s.recall.n}"
        f"<td>{s.kept.text}<td>{s.kept.n}"
        for s in summary.scores
    )
    wrong = "".join(
        f"<li>{t.kind}, {t.sort}, {escape(t.id)}: <q>{escape(t.was)}</q> → <q>{escape(t.became)}</q>, {t.verdict} "
        f"{escape(json.dumps([f.model_dump() for f in t.findings], ensure_ascii=False))}<br>{escape(t.sentence)}"
        for t in done
        if not t.right
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Planted errors</title></head>
<body><h1>Planted errors</h1>
<table><tr><th>kind<th>language<th>half<th>caught<th>named<th>n<th>true kept<th>n{rows}</table>
<h2>Judged wrongly</h2><ul>{wrong}</ul></body></html>
"""
