"""Numbers as they are written, with thousands, scales and number words, as exact decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

NUMBER = re.compile(r"\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")

_KOREAN_PART = re.compile(r"(\d+(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)\s?([십백천]{0,2})([조억만]?)")
_TENS = {"십": 10, "백": 100, "천": 1000}
_MYRIADS = {"": 1, "만": 10**4, "억": 10**8, "조": 10**12}
_ENGLISH_SCALE = re.compile(r"[\s-]?(hundred|thousand|million|billion|trillion|bn|mn)\b", re.IGNORECASE)
_MONEY_SCALE = re.compile(r"[\s-]?(hundred|thousand|million|billion|trillion|bn|mn|m|k)\b", re.IGNORECASE)
_SCALES = {
    "k": 10**3,
    "m": 10**6,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}

_ENGLISH_ONES = """
one two three four five six seven eight nine ten
eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
"""
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_KOREAN_ONES = "한 두 세 네 다섯 여섯 일곱 여덟 아홉 열"
_ONES = _ENGLISH_ONES.split()
_DECADES = _ENGLISH_TENS.split()
_ENGLISH_WORDS = {
    **{word: number for number, word in enumerate(_ONES, start=1)},
    **{word: 10 * number for number, word in enumerate(_DECADES, start=2)},
    **{f"{ten}-{one}": 10 * t + o for t, ten in enumerate(_DECADES, start=2) for o, one in enumerate(_ONES[:9], start=1)},
}
_TIMES = {"double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "twice": 2, "twofold": 2, "triple": 3, "tripled": 3, "tenfold": 10}
_KOREAN_WORDS = {w: n for n, w in enumerate(_KOREAN_ONES.split(), start=1)}
_VALUES = {**_ENGLISH_WORDS, **_TIMES}
_ENGLISH_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")
_KOREAN_WORD = re.compile(
    r"(?:[한두세네열]|다섯|여섯|일곱|여덟|아홉)(?=\s?(?:곳|개|명|가지|배|번|차례|달|해|건|단계|기업))",
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number: its value, the value before the scale ("30" of "30 billion"), the scale, and where it ends."""

    value: Decimal
    written: Decimal
    scale: int
    end: int


def read_numeral(text: str, start: int, *, money: bool = False) -> Numeral:
    """The number whose first digit stands at `start`, with its Korean or English scale; with `money`, "5m" is five million.

    Raises ValueError where no number stands.
    """
    match = NUMBER.match(text, start)
    if not match:
        raise ValueError(f"no number at offset {start} of {text!r}")
    following = text[match.end() : match.end() + 2].lstrip()[:1]
    if following and following in "십백천조억만":
        return _korean(text, start)
    written = _decimal(match.group())
    scale = (_MONEY_SCALE if money else _ENGLISH_SCALE).match(text, match.end())
    if not scale:
        return Numeral(written, written, 1, match.end())
    factor = _SCALES[scale.group(1).lower()]
    return Numeral(written * factor, written, factor, scale.end())


def number_words(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """(value, start, end) of number words: one to ninety-nine and double in English, 한 to 열 before a counter in Korean."""
    for match in _ENGLISH_WORD.finditer(text):
        word = match.group().lower()
        value = _VALUES.get(word) or _VALUES.get(word.partition("-")[0])
        if value:
            end = match.end() if word in _VALUES else match.start() + word.index("-")
            yield Decimal(value), match.start(), end
    for match in _KOREAN_WORD.finditer(text):
        if not "가" <= text[match.start() - 1 : match.start()] <= "힣":
            yield Decimal(_KOREAN_WORDS[match.group()]), match.start(), match.end()


def _korean(text: str, start: int) -> Numeral:
    """A chain of falling parts, "1조 2,000억" or "312만 4,000": it ends where the scale would rise or repeat."""
    total, first, first_scale, end = Decimal(0), Decimal(0), 1, start
    ceiling = 10**16
    at = start
    while part := _KOREAN_PART.match(text, at):
        digits, tens, myriad = part.groups()
        scale = _MYRIADS[myriad]
        for sign in tens:
            scale *= _TENS[sign]
        if scale >= ceiling or (end > start and (_decimal(digits) * scale >= ceiling or text[part.end() : part.end() + 1] in ("년", "월"))):
            break
        if end == start:
            first, first_scale = _decimal(digits), scale
        total += _decimal(digits) * scale
        end, ceiling = part.end(), scale
        if scale == 1:
            break
        at = end + 1 if text[end : end + 1] == " " else end
    while text[end - 1] == " ":
        end -= 1
    return Numeral(total, first, first_scale, end)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
