"""Doc2Dial (dialogues grounded in pages of public services): each user turn is a question, the gold span is its answer."""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from assistant.errors import EvaluationError
from assistant.records import Question, Turn
from evals.sets.outside import Ask, OutsideSet, Page, expect, half_of, read_bytes, squeeze

FILES = ("doc2dial_rc_val.csv.zip",)
_COLUMNS = ("id", "question", "context", "answers", "domain", "title")
_LONGEST_FIELD = 10_000_000
_TURN = re.compile(r"\t(?=(?:user|agent):)")
# Titles end in a number of the data set's own.
_NUMBER = re.compile(r"#\d+_\d+$")


def load(folder: Path) -> OutsideSet:
    """Read the set. Raises EvaluationError that names the file and the row."""
    rows = _rows(folder / FILES[0])
    # A page that stands there under two titles is one page.
    titles: dict[str, str] = {}
    for row in rows:
        titles.setdefault(row["context"], row["title"])
    documents = {context: f"page-{number:04}" for number, context in enumerate(titles, 1)}
    return OutsideSet(
        name="doc2dial",
        unit="chunk",
        pages=tuple(Page(file=f"{documents[text]}.html", contents=_html(title, text)) for text, title in titles.items()),
        asks=tuple(ask for row in rows for ask in _asks(row, documents[row["context"]], titles[row["context"]])),
        texts={document: context for context, document in documents.items()},
    )


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with ZipFile(io.BytesIO(read_bytes(path))) as archive:
            (member,) = archive.namelist()
            text = archive.read(member).decode("utf-8")
    except (BadZipFile, ValueError) as error:
        raise EvaluationError(f"{path}: expected a zip archive of one CSV file in UTF-8: {error}.") from None
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    expect(path, _COLUMNS, list(reader.fieldnames or ()))
    return list(reader)


def _html(title: str, text: str) -> str:
    """The page as it was published, as far as the set keeps it: title, headings (a line of its own below a blank one), paragraphs."""
    parts = [f"<h1>{escape(_NUMBER.sub('', title))}</h1>"]
    after_heading = False
    for number, block in enumerate(re.split(r"\n{2,}", text)):
        heading, _, rest = block.partition("\n") if number else ("", "", block)
        if heading.strip():
            # A heading right below another one is a level deeper.
            level = 3 if after_heading else 2
            parts.append(f"<h{level}>{escape(heading.strip())}</h{level}>")
        parts += [f"<p>{escape(line.strip())}</p>" for line in rest.split("\n") if line.strip()]
        after_heading = not rest.strip()
    return "\n".join(["<!doctype html>", '<meta charset="utf-8">', *parts, ""])


def _asks(row: dict[str, str], document: str, title: str) -> Iterator[Ask]:
    """The turn with the conversation before it, and the turn alone."""
    try:
        answers = ast.literal_eval(row["answers"])
        answer, start = answers["text"][0], answers["answer_start"][0]
    except (ValueError, SyntaxError, LookupError, TypeError):
        shown = row["answers"][:80]
        raise EvaluationError(f"{FILES[0]}: row {row['id']}: expected answers with text and answer_start, got {shown!r}.") from None
    before = len(squeeze(row["context"][:start])[0])
    place = (before, before + len(squeeze(answer)[0]))
    last, *earlier = [_turn(turn) for turn in _TURN.split(row["question"])]
    for variant, history in (("conversation", tuple(reversed(earlier))), ("last turn", ())):
        question = Question(text=last.text, history=history)
        yield Ask(id=row["id"], variant=variant, question=question, document=document, slice=place, kind=row["domain"], half=half_of(title))


def _turn(text: str) -> Turn:
    role, _, words = text.partition(":")
    return Turn(role="user" if role == "user" else "assistant", text=words.strip())
