"""`search`: the chunks behind an answer."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from assistant.cli.rows import run_batch
from assistant.errors import QuestionError
from assistant.records import Evidence, Question
from assistant.settings import Settings
from assistant.wiring import open_assistant


def run(settings: Settings, console: Console, question: str | None, k: int, batch: Path | None, out: Path | None, *, as_json: bool) -> None:
    """Search and print. Raises QuestionError for options that do not fit together."""
    if batch:
        if question or not out:
            raise QuestionError("--batch takes no question, and needs --out.", "Write: search --batch IN.jsonl --out OUT.jsonl")
        assistant = open_assistant(settings)
        run_batch(batch, out, console, "results", lambda q: [as_row(e) for e in assistant.search(q, k)])
        return
    if question is None:
        raise QuestionError("There is no question.", 'Write: policy-assistant search "…"')
    found = open_assistant(settings).search(Question(text=question), k)
    if as_json:
        console.print_json(data=[as_row(e) for e in found], ensure_ascii=False)
        return
    for number, evidence in enumerate(found, 1):
        chunk = evidence.chunk
        console.print(Text(f"{number}. {chunk.title}", style="bold"))
        console.print(
            Text(f"   {' › '.join(chunk.section)}  ({chunk.document} {chunk.start}-{chunk.end}, score {evidence.score:.4f})", style="dim")
        )
        console.print(Text(f"   {chunk.text}\n"))


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
