"""Quotations that are not verbatim: words in quotation marks that the source says otherwise, or a citation that quotes it wrongly."""

from __future__ import annotations

import re
from random import Random

from evals.planting.edits import Edit

_WORD = re.compile(r"\S+")
_LONGEST = 6
_TRIES = 6


def marked(text: str, quote: str, rng: Random) -> tuple[str, int, int] | None:
    """The text with some words of the quote in quotation marks, and where they stand.

    None for a text that is too short, has marks already or has no such words.
    """
    words = list(_WORD.finditer(text))
    if len(words) < 6 or re.search(r"[\"'“”‘’「」]", text):
        return None
    for _ in range(_TRIES):
        first = rng.randrange(1, len(words) - 4)
        last = min(first + rng.randrange(3, _LONGEST), len(words) - 2)
        start, end = words[first].start(), words[last].end()
        end -= len(text[start:end]) - len(text[start:end].rstrip(",.;:"))
        if text[start:end] in quote:
            return f"{text[:start]}“{text[start:end]}”{text[end:]}", start + 1, end + 1
    return None


def reword_quotation(text: str, quote: str, rng: Random) -> list[Edit]:
    """Words of the source put into quotation marks as they stand."""
    quoted = marked(text, quote, rng)
    return [Edit(quoted[0], text, quoted[0])] if quoted else []


def plant_quotation(text: str, quote: str, rng: Random) -> list[Edit]:
    """A misquotation inside the sentence (a word left out), and a citation of which one letter or figure is changed."""
    edits = []
    if quoted := marked(text, quote, rng):
        whole, start, end = quoted
        words = whole[start:end].split(" ")
        shorter = " ".join(words[: (middle := len(words) // 2)] + words[middle + 1 :])
        if shorter not in text and shorter not in quote:
            edits.append(Edit(whole[:start] + shorter + whole[end:], whole[start:end], shorter))
    letters = [i for i, c in enumerate(quote) if c.isalnum()]
    if letters:
        at = rng.choice(letters)
        other = "7" if quote[at] != "7" else "3"
        edits.append(Edit(text, quote[at], other, quote[:at] + other + quote[at + 1 :]))
    return edits
