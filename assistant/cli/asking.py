"""`ask`: one question or a file of them."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from assistant.cli.render import print_reply
from assistant.cli.rows import run_batch
from assistant.errors import QuestionError
from assistant.records import Question
from assistant.settings import Settings
from assistant.wiring import open_assistant


def run(
    settings: Settings,
    console: Console,
    question: str | None,
    as_of: str | None,
    language: str | None,
    batch: Path | None,
    out: Path | None,
    *,
    as_json: bool,
) -> None:
    """Answer and print. Raises QuestionError for options that do not fit together."""
    if language not in (None, "en", "ko"):
        raise QuestionError(f"--lang: expected en or ko, got {language!r}.")
    if batch:
        if question or not out:
            raise QuestionError("--batch takes no question, and needs --out.", "Write: ask --batch IN.jsonl --out OUT.jsonl")
        assistant = open_assistant(settings)
        run_batch(batch, out, console, "reply", lambda q: assistant.chain.invoke(_with(q, as_of, language)).model_dump(mode="json"))
        return
    if question is None:
        raise QuestionError("There is no question.", 'Write: policy-assistant ask "…"')
    asked = _with(Question(text=question), as_of, language)
    reply = open_assistant(settings).chain.invoke(asked)
    if as_json:
        console.print_json(reply.model_dump_json(), ensure_ascii=False)
    else:
        print_reply(reply, console)


def _with(question: Question, as_of: str | None, language: str | None) -> Question:
    """The question with the command's date and language where it has none of its own."""
    return question.model_copy(update={"as_of": question.as_of or as_of, "language": question.language or language})
