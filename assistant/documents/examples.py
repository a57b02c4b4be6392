"""examples.toml: the questions that the chat window offers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from assistant.errors import CorpusError
from assistant.records import Language


def load_examples(corpus: Path) -> Mapping[Language, tuple[str, ...]]:
    """Questions per language; none when the corpus has no such file. Raises CorpusError when it is not as expected."""
    path = corpus / "examples.toml"
    if not path.exists():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: not TOML: {error}.") from None
    found: dict[Language, tuple[str, ...]] = {}
    for language in ("en", "ko"):
        questions = table.get(language, [])
        if not isinstance(questions, list) or not all(isinstance(q, str) for q in questions):
            raise CorpusError(f"{path}: {language}: expected a list of questions, got {questions!r}.")
        found[language] = tuple(questions)
    return found
