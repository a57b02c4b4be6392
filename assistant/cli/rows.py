"""Rows of a batch file -> questions, and results -> rows. A broken row gets one line; the others are answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError
from rich.console import Console

from assistant.errors import PolicyAssistantError, QuestionError
from assistant.records import Question


@dataclass(frozen=True)
class Row:
    """One row of a batch file."""

    id: object
    question: Question


def read_rows(path: Path) -> Iterator[Row | tuple[int, object, str]]:
    """Each row, or (line number, id, problem) for a row that can't be read. Raises QuestionError when the file can't be."""
    try:
        # Not splitlines(): a question may hold the other characters at which that cuts.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path}: can't be read: {error}.", "Expected UTF-8 text with one JSON object per line.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row: object = None
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or not isinstance(row.get("question"), str):
                raise ValueError('expected an object with "id" and "question"')
            yield Row(row.get("id", number), question_of(row))
        except ValueError as error:
            found = row.get("id") if isinstance(row, dict) else None
            yield number, found, _problem(error)


def _problem(error: ValueError) -> str:
    """What is wrong with a row, in one line."""
    if not isinstance(error, ValidationError):
        return str(error).partition("\n")[0]
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def question_of(row: dict[str, object]) -> Question:
    """A row's fields as a Question. Raises ValidationError."""
    fields = {
        "text": row["question"],
        "history": row.get("history") or [],
        "as_of": row.get("as_of"),
        "situation": row.get("situation") or {},
    }
    if row.get("language"):
        fields["language"] = row["language"]
    return Question.model_validate(fields)


def _writable(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise QuestionError(f"{path}: can't be written: {error.strerror}.", "Name a file in a folder that exists with --out.") from None


def run_batch(source: Path, target: Path, console: Console, key: str, answer: Callable[[Question], object]) -> None:
    """Answer every row of `source` into `target`: {"id", key: …}, or {"id", "error"} for a row that can't be answered."""
    if source.resolve() == target.resolve():
        raise QuestionError(f"{target}: --out is the file of --batch.", "Name another one.")
    done = failed = 0
    rows = list(read_rows(source))
    with _writable(target) as out:
        for row in rows:
            if isinstance(row, Row):
                result: dict[str, object] = {"id": row.id}
                try:
                    result[key] = answer(row.question)
                except PolicyAssistantError as error:
                    result["error"] = str(error)
            else:
                result = {"id": row[1], "error": f"line {row[0]}: {row[2]}"}
            if "error" in result:
                failed += 1
                Console(stderr=True, highlight=False, soft_wrap=True).print(
                    f"{source.name}: {result['id']}: {result['error']}", markup=False
                )
            done += 1
            out.write(json.dumps(result, ensure_ascii=False) + "\n")
    console.print(f"{done - failed} of {done} rows answered into {target}.", markup=False, soft_wrap=True)
