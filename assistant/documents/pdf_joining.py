"""Lines of a PDF -> one text. The file says where lines end, not whether a word ended there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kiwipiepy import Kiwi

_HYPHENATED = re.compile(r"[^\W\d_]-$")
# How much of both lines is looked at for a blank in Korean.
_CONTEXT = 40
# From how many breaks a habit can be told.
_ENOUGH = 8
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Heads of compounds that keep their hyphen when a line ends behind it.
_COMPOUND_HEADS = frozenset(
    (
        "all",
        "co",
        "ex",
        "first",
        "full",
        "half",
        "high",
        "long",
        "low",
        "mid",
        "multi",
        "non",
        "one",
        "part",
        "second",
        "self",
        "short",
        "two",
        "well",
    )
)


def is_hangul(letter: str) -> bool:
    """Whether it is a Hangul syllable."""
    return "가" <= letter <= "힣"


class Joiner:
    """Joins lines. What the document's other lines write decides doubtful cases.

    `lines` are the texts of all lines; `words_break` says that lines break within Korean words, and that a blank
    stands at the end of those that do not.
    """

    def __init__(self, lines: Iterable[str], *, words_break: bool) -> None:
        self._words_break = words_break
        self._words: set[str] = set()
        for line in lines:
            # The last word of a line may be the half of one.
            self._words.update(token.lower() for token in _TOKEN.findall(line)[:-1])

    def join(self, lines: Iterable[tuple[str, bool]]) -> str:
        """One text from (line, whether the file has a blank behind it)."""
        text, blank = "", False
        for line, blank_after in lines:
            text = self._joined(text, line, blank=blank) if text and line else text or line
            blank = blank_after
        return text

    def _joined(self, text: str, line: str, *, blank: bool) -> str:
        if _HYPHENATED.search(text) and line[0].isalpha() and not blank:
            return text + line if self._keeps_hyphen(text, line) else text[:-1] + line
        if text[-1] in "-/–" and text[-2:-1].isdigit() and line[0].isdigit():
            return text + line
        if is_hangul(text[-1]) and is_hangul(line[0]) and not blank and self._is_one_word(text, line):
            return text + line
        return f"{text} {line}"

    def _keeps_hyphen(self, text: str, line: str) -> bool:
        head, tail = _TOKEN.findall(text)[-1].lower(), _TOKEN.findall(line)[0].lower()
        if line[0].isupper() or f"{head}-{tail}" in self._words:
            return True
        return head.split("-")[-1] in _COMPOUND_HEADS and head + tail not in self._words

    def _is_one_word(self, text: str, line: str) -> bool:
        if self._words_break or _TOKEN.findall(text)[-1] + _TOKEN.findall(line)[0] in self._words:
            return True
        _, blanks = _kiwi().glue([text[-_CONTEXT:], line[:_CONTEXT]], return_space_insertions=True)
        return not blanks[0]


@cache
def _kiwi() -> Kiwi:
    """The judge of blanks in Korean, loaded with the first text that needs one."""
    return Kiwi()


def words_break(joints: Iterable[tuple[str, str, bool]]) -> bool:
    """Whether lines break within Korean words, from each (line, the next, whether a blank stands between them).

    Files that break between words only have a blank at nearly every break, or leave all of them out.
    """
    blanks = [blank for line, following, blank in joints if is_hangul(line[-1:]) and is_hangul(following[:1])]
    return len(blanks) >= _ENOUGH and 0.05 * len(blanks) < sum(blanks) < 0.6 * len(blanks)
