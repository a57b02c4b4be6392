"""OR-ShARC (conversations about eligibility): find the rule that a question, and the scenario told with it, is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import EvaluationError
from assistant.records import Question
from evals.sets.outside import Ask, OutsideSet, Page, expect, half_of, read_bytes

FILES = ("id2snippet.json", "open_retrieval_sharc_dev.json")
_FIELDS = ("utterance_id", "question", "scenario", "answer", "gold_snippet_id")
_VERDICTS = {"yes": "yes", "no": "no"}


def load(folder: Path) -> OutsideSet:
    """Read the set. Raises EvaluationError that names the file."""
    rules: dict[str, str] = _json(folder / FILES[0], read_bytes(folder / FILES[0]))
    path = folder / FILES[1]
    turns = [_json(path, line) for line in read_bytes(path).split(b"\n") if line.strip()]
    for turn in turns:
        expect(path, _FIELDS, list(turn))
        if turn["gold_snippet_id"] not in rules:
            raise EvaluationError(f"{path}: {turn['utterance_id']}: its rule {turn['gold_snippet_id']!r} is not in {FILES[0]}.")
    return OutsideSet(
        name="or-sharc",
        unit="page",
        pages=tuple(Page(file=f"rule-{number}.md", contents=text) for number, text in rules.items()),
        asks=tuple(ask for turn in turns for ask in _asks(turn)),
    )


def _asks(turn: dict[str, Any]) -> Iterator[Ask]:
    """The question with the scenario behind it, and the question alone. The kind is the right reply: yes, no or a question back."""
    document = f"rule-{turn['gold_snippet_id']}"
    told = " ".join(part for part in (turn["question"], turn["scenario"]) if part)
    for variant, text in (("question and scenario", told), ("question", turn["question"])):
        yield Ask(
            id=turn["utterance_id"],
            variant=variant,
            question=Question(text=text),
            document=document,
            kind=_VERDICTS.get(turn["answer"].lower(), "ask back"),
            half=half_of(document),
        )


def _json(path: Path, raw: bytes) -> Any:  # noqa: ANN401  # what JSON holds is checked by the caller
    try:
        return json.loads(raw)
    except ValueError as error:
        raise EvaluationError(f"{path}: expected JSON: {error}.") from None
