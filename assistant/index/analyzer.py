"""Text -> terms for the lexical index: stems for Latin script, morphemes for Korean, figures as they are.

One analyser for both languages, because Korean documents hold Latin names and English ones hold Korean names.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+")
_LATIN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|[A-Za-z\d]+")
# Morphemes that carry meaning: nouns, verb and adjective stems, adverbs, roots, prefixes, foreign words. Particles do not.
_CONTENT = ("NN", "NR", "VV", "VA", "MA", "XR", "XPN", "SL", "SH", "W_")
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "me",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "ours",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "am",
        "about",
        "any",
    ]
)
_STOP_KO = frozenset(
    [
        "하",
        "되",
        "있",
        "없",
        "이",
        "것",
        "수",
        "등",
        "및",
        "때",
        "위하",
        "대하",
        "따르",
        "관하",
        "어떻",
        "무엇",
        "어떤",
        "얼마",
        "누구",
        "어디",
        "언제",
        "알",
        "알리",
        "말",
        "주",
        "받",
        "우리",
        "저희",
        "제",
        "저",
        "그",
        "경우",
        "좀",
    ]
)


def terms(text: str) -> list[str]:
    """The terms of a text in order, repeats kept; stop words dropped."""
    if not _HANGUL.search(text):
        return _latin_terms(text)
    found: list[str] = []
    for token in _kiwi().tokenize(text):
        tag = token.tag
        if tag in ("SL", "SN"):
            found += _latin_terms(token.form)
        elif tag.startswith(_CONTENT) and token.form not in _STOP_KO:
            found.append(token.form)
    return found


def warm_up() -> None:
    """Load the Korean model now, so that the first Korean question does not wait for it."""
    _kiwi()


def _latin_terms(text: str) -> list[str]:
    words = (m.group().lower().removesuffix("'s") for m in _LATIN.finditer(text))
    return _stemmer().stemWords([w.replace(",", "") for w in words if w not in _STOP])  # type: ignore[no-any-return]  # untyped library


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@cache
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi()
