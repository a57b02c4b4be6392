"""The figures of a sentence by kind, as one reading from left to right: the longest reading at a place wins, so no figure has two kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from assistant.records import Language
from evals.planting.edits import Edit, other_number, other_year, replaced

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_MONTH = "|".join(MONTHS)
_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TEXTS = {"en": r"rules?|scheme|guidelines?|ordinance|revision|version|law|notice", "ko": r"제도|개정|고시|지침|조례|규정"}
# What looks like a figure and is none: articles of a law, codes, telephone numbers, ages of a page.
_SKIPPED = {
    "en": r"(?:[Aa]rticles?|[Aa]rt\.|(?<!Notice )Nos?\.|RSTA|RSLTA|Table|telephone|tel\.?|phone|aged?) ?[\d()][\d()-]*"
    r"(?:(?:,| and| to| or) [\d()][\d()-]*)*"
    r"|[A-Za-z]+-?\d[\w-]*|\d+-\d+-\d+|\d+(?:\.\d+)?[–~-]\d+(?!\d*-\d)|\d+(?:st|nd|rd|th)\b",
    "ko": r"제\s?\d+(?:조|항|호|차|회)(?:의\s?\d+)?|[A-Za-z]+-?\d[\w-]*|\d+-\d+-\d+|\d+차|만 \d+세|\d+세대?",
}
_WHOLE = {
    "en": rf"""(?P<version>(?<=Notice\ No\.\ )\d{{4}}-\d+|(?:19|20)\d\d(?=\ (?:{_TEXTS["en"]})\b))
        |(?P<date>(?:19|20)\d\d-\d\d(?:-\d\d)?(?!\d)|\d{{1,2}}\ (?:{_MONTH})\ \d{{4}}|(?:{_MONTH})\ \d{{4}})
        |(?P<skipped>{_SKIPPED["en"].replace(" ", chr(92) + " ")})
        |(?P<amount>(?:KRW|USD|EUR)\ ?(?:{_N})(?:\ (?:thousand|million|billion|trillion)\b)?)
        |(?P<rate>(?:{_N})\ ?(?:%|percent\b|percentage\ points?))
        |(?P<duration>(?:{_N})[\ -](?:days?|weeks?|months?|years?|hours?)\b)
        |(?P<year>(?:19|20)\d\d(?![\d,.]\d))
        |(?P<number>(?:{_N})(?=\ [a-z(]))
        |(?P<other>\d[\d.,]*\d|\d)""",
    "ko": rf"""(?P<version>(?<=제)\d{{4}}-\d+(?=호)|(?:19|20)\d\d(?=년\ (?:{_TEXTS["ko"]})))
        |(?P<date>(?:19|20)\d\d(?:년\ \d{{1,2}}월(?:\ \d{{1,2}}일)?|-\d\d(?:-\d\d)?|\.\ ?\d{{1,2}}\.\ ?\d{{1,2}}\.?))
        |(?P<year>(?:19|20)\d\d(?=년))
        |(?P<skipped>{_SKIPPED["ko"].replace(" ", chr(92) + " ")})
        |(?P<amount>(?:(?:{_N})(?:조|천억|억|천만|백만|십만|만|천)?\ ?)+(?:원|달러))
        |(?P<rate>(?:{_N})\ ?(?:%포인트|%|퍼센트))
        |(?P<duration>(?:{_N})(?:년|개월|주일|주|일|시간)(?!\d|부터))
        |(?P<number>(?:{_N})(?=(?:\ ?(?:명|개|곳|건|회|번|인|가구|호|종|대)|\ [가-힣])))
        |(?P<other>\d[\d.,]*\d|\d)""",
}
_READING: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(_WHOLE["en"], re.VERBOSE),
    "ko": re.compile(_WHOLE["ko"], re.VERBOSE),
}
_NUMBER = re.compile(_N)
_SCALES = (("million", "billion"), ("billion", "trillion"), ("thousand", "million"), ("천만", "백만"), ("조", "억"), ("억", "만"))
_UNITS = {
    "amount": (("KRW", "USD"), ("USD", "KRW"), ("달러", "원"), ("원", "달러")),
    "duration": (("year", "month"), ("month", "year"), ("week", "day"), ("day", "week"), ("개월", "년"), ("년", "개월"), ("일", "개월")),
    "rate": (("percentage point", "%"), ("%포인트", "%"), ("%", "%포인트")),
}


class Figure(NamedTuple):
    """A figure of a sentence: its kind (number, amount, rate, date, year, duration, version) and place."""

    kind: str
    start: int
    end: int


def figures(text: str, language: Language) -> Iterator[Figure]:
    """The figures in their order. Codes, articles of a law, telephone numbers and ranges without a unit are left out."""
    for match in _READING[language].finditer(text):
        if match.lastgroup not in ("skipped", "other", None):
            yield Figure(str(match.lastgroup), match.start(), match.end())


def plant_figure(kind: str) -> Callable[[str, Language, Random], list[Edit]]:
    """A planter that gives each figure of a kind another value."""
    kinds = ("date", "year") if kind == "date" else (kind,)

    def plant(text: str, language: Language, rng: Random) -> list[Edit]:
        edits = []
        for figure in figures(text, language):
            if figure.kind in kinds:
                written = text[figure.start : figure.end]
                became = _other(written, figure.kind, rng)
                # A value that the sentence has elsewhere could be true in its new place.
                if became != written and text.count(became) == 0:
                    edits.append(replaced(text, figure.start, figure.end, became))
        return edits

    return plant


def plant_unit(text: str, language: Language, rng: Random) -> list[Edit]:
    """Another unit behind the same number: years for months, US dollars for won, percentage points for per cent."""
    del rng
    edits = []
    for figure in figures(text, language):
        written = text[figure.start : figure.end]
        for was, became in _UNITS.get(figure.kind, ()):
            if was in written:
                if language == "en" and became == "%포인트":
                    became = " percentage points"
                changed = written.replace(" percentage points", "%") if was == "percentage point" else written.replace(was, became)
                edits.append(replaced(text, figure.start, figure.end, changed))
                break
    return edits


def _other(written: str, kind: str, rng: Random) -> str:
    if kind == "year":
        return other_year(written, rng)
    if kind in ("date", "version"):
        return _other_date(written, kind, rng)
    if kind == "amount" and rng.random() < 0.25:
        for small, large in _SCALES:
            if small in written:
                return written.replace(small, large, 1)
    numbers = list(_NUMBER.finditer(written))
    one = rng.choice(numbers)
    most = 100.0 if kind == "rate" and float(one[0].replace(",", "")) <= 100 else None
    return written[: one.start()] + other_number(one[0], rng, most) + written[one.end() :]


def _other_date(written: str, kind: str, rng: Random) -> str:
    """Another day, month or year of a date that exists, or another number of a notice."""
    long_months = [1, 3, 5, 7, 8, 10, 12]
    if (name := re.search(_MONTH, written)) and rng.random() < 0.4:
        return written.replace(name[0], rng.choice([MONTHS[m - 1] for m in long_months if MONTHS[m - 1] != name[0]]))
    one = rng.choice(list(re.finditer(r"\d+", written)))
    if len(one[0]) == 4:
        became = other_year(one[0], rng)
    elif kind == "version":
        became = other_number(one[0], rng)
    else:
        became = str(rng.choice([n for n in long_months if n != int(one[0])])).zfill(2 if "-" in written or one[0][0] == "0" else 1)
    return written[: one.start()] + became + written[one.end() :]
