"""Limits on a question, checked before anything is loaded or searched."""

from __future__ import annotations

import unicodedata

from assistant.errors import QuestionError
from assistant.records import Question, Turn


def clean_question(question: Question, limit: int) -> Question:
    """The question without control and invisible characters, blanks folded, earlier turns cut to the limit.

    Raises QuestionError when nothing is left of the question, or when it is longer than `limit` characters.
    """
    if len(question.text) > limit:
        raise QuestionError(
            f"The question has {len(question.text):,} characters; at most {limit:,} can be answered.", "Shorten it to the point."
        )
    text = visible(question.text)
    if not any(c.isalnum() for c in text):
        raise QuestionError("The question is empty.", "Write what you want to know in words.")
    history = tuple(Turn(role=t.role, text=visible(t.text)[:limit]) for t in question.history)
    return question.model_copy(update={"text": text, "history": history})


def visible(text: str) -> str:
    """Text in NFC without format characters (soft hyphens, joiners), other Unicode C* as blanks, white space folded."""
    kept = (_kept(c) for c in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return " " if category.startswith("C") else character
