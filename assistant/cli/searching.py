"""`search`: the chunks behind an answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from assistant.cli.explaining import kept_back, kept_back_lines, standing, understood, understood_lines
from assistant.cli.rows import run_batch
from assistant.errors import QuestionError
from assistant.records import Evidence, Question
from assistant.retrieval.explaining import Explanation
from assistant.settings import Settings
from assistant.wiring import open_assistant


def run(
    settings: Settings,
    console: Console,
    question: str | None,
    k: int,
    batch: Path | None,
    out: Path | None,
    *,
    explain: bool,
    as_json: bool,
) -> None:
    """Search and print. Raises QuestionError for options that do not fit together."""
    if batch:
        if question or not out:
            raise QuestionError("--batch takes no question, and needs --out.", "Write: search --batch IN.jsonl --out OUT.jsonl")
        assistant = open_assistant(settings)
        if explain:
            run_batch(batch, out, console, "explanation", lambda q: explained(assistant.explain(q, k)))
        else:
            run_batch(batch, out, console, "results", lambda q: [as_row(e) for e in assistant.search(q, k)])
        return
    if question is None:
        raise QuestionError("There is no question.", 'Write: policy-assistant search "…"')
    asked, assistant = Question(text=question), open_assistant(settings)
    if not explain:
        found = assistant.search(asked, k)
        if as_json:
            console.print_json(data=[as_row(e) for e in found], ensure_ascii=False)
        else:
            _show(console, found)
        return
    explanation = assistant.explain(asked, k)
    if as_json:
        console.print_json(data=explained(explanation), ensure_ascii=False)
        return
    for line in understood_lines(explanation.found.reading):
        console.print(Text(line))
    console.print()
    _show(console, explanation.found.evidence, explain=True)
    for line in kept_back_lines(explanation):
        console.print(Text(line))


def _show(console: Console, found: Sequence[Evidence], *, explain: bool = False) -> None:
    for number, evidence in enumerate(found, 1):
        chunk = evidence.chunk
        console.print(Text(f"{number}. {chunk.title}", style="bold"))
        console.print(
            Text(f"   {' › '.join(chunk.section)}  ({chunk.document} {chunk.start}-{chunk.end}, score {evidence.score:.4f})", style="dim")
        )
        if explain:
            console.print(Text(f"   {standing(evidence)}", style="dim"))
        console.print(Text(f"   {chunk.text}\n"))


def explained(explanation: Explanation) -> dict[str, object]:
    """A search with its reasons: `understood`, `results` as rows with their ranks and scores per list, and `kept_back`."""
    return {
        "understood": understood(explanation.found.reading),
        "results": [as_row(e) | {"ranks": e.ranks, "scores": e.scores, "named": e.named} for e in explanation.found.evidence],
        "kept_back": kept_back(explanation),
    }


def as_row(evidence: Evidence) -> dict[str, object]:
    """A result as a row of the batch file."""
    chunk = evidence.chunk
    return {
        "document": chunk.document,
        "chunk": chunk.id,
        "section": list(chunk.section),
        "start": chunk.start,
        "end": chunk.end,
        "text": chunk.text,
        "score": evidence.score,
    }
