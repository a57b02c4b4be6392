"""Whether a text says a phrase. Case and white space don't count; word and number boundaries do, as far as the phrase asks for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Composed, lower case, every run of white space one blank. Blanks at the ends are kept."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).casefold()


def first_words(text: str, count: int) -> str:
    """The first `count` white-space separated words."""
    return " ".join(text.split()[:count])


def says(text: str, phrase: str) -> bool:
    """Whether the text contains the phrase.

    A blank at the phrase's start or end is a word-boundary guard: it matches white space or the text's own start or end. A
    phrase that starts or ends with a digit matches whole numbers only, so "4 %" is not said by "14 %", nor "72" by "72,000".
    """
    wanted = fold(phrase)
    before = r"(?<!\d)(?<!\d[.,])" if wanted[0].isdigit() else ""
    after = r"(?!\d)(?!\.\d)(?!,\d{3})" if wanted[-1].isdigit() else ""
    return re.search(before + re.escape(wanted) + after, f" {fold(text).strip()} ") is not None


def says_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether the text contains one of the phrases."""
    return any(says(text, phrase) for phrase in phrases)
