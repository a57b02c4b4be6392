"""Dates as they are written in English, Korean and numbers, whole or partial."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Day(NamedTuple):
    """A date of which parts may be unknown: 2018, 2018-12, 31 December. `part` is a half or quarter (H1, Q3) or a decade (2010s)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""

    def holds(self, other: Day) -> bool:
        """True when every part that `other` states is stated here and is the same."""
        stated = zip(self[:3], other[:3], strict=True)
        return all(theirs is None or theirs == mine for mine, theirs in stated) and other.part in ("", self.part)


_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
_MONTH = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?:\sof)?\s$")
_DAY_BEHIND = re.compile(r"\s(\d{1,2})(?:st|nd|rd|th)?\b(?![,.]\d{3}|\s?%)")
_YEAR_BEHIND = re.compile(r",?\s(?:of\s)?((?:19|20)\d\d)\b(?!,\d)")
_MONTH_CUE = re.compile(r"(?:\b(?:in|since|until|till|by|of|from|to|before|after|early|late|mid|and|or)|[-–~])[\s-]?$", re.IGNORECASE)
_HALF = re.compile(r"\b(first|second)\s(half)\b|(상|하)반기|\b(first|second|third|fourth)\s(quarter)\b|([1-4])\s?분기|\bQ([1-4])\b")
_PARTS = re.compile(r"half|quarter|반기|분기|Q[1-4]")
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "상": 1, "하": 2}

# Anchored at the first digit. Each has named groups y, m, d as far as it states them.
_NUMERIC = (
    re.compile(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)/(?P<m>\d{1,2})/(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\.\s?(?P<m>\d{1,2})\.\s?(?P<d>\d{1,2})(?:\.(?!\d)|(?![\d,]))"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s?년\s?(?P<m>\d{1,2})\s?월"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s?년(?:도(?!시|로))?(?!대)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d-])(?!\s?호)"),
    re.compile(r"(?P<y>(?:19|20)\d\d)\.\s?(?P<m>0?[1-9]|1[0-2])(?:\.(?!\d)|(?=[\s),]))(?!\s?(?:%|억|만|조|million|billion))"),
    re.compile(r"(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일"),
    re.compile(r"(?P<m>\d{1,2})\s?월(?!\s?\d+\s?만)"),
)
_DECADE = re.compile(r"(?P<y>(?:19|20)\d0)(?:s\b|년대)")
YEAR = re.compile(r"(?:19|20)\d\d(?![\d,.]*\d)(?!\s?[십백천만억조])")


def date_at(text: str, at: int) -> tuple[Day, int] | None:
    """The date in numbers whose first digit stands at `at`, and where it ends. A year alone is left to the reader of figures."""
    decade = _DECADE.match(text, at)
    if decade:
        return Day(part=f"{decade['y']}s"), decade.end()
    for pattern in _NUMERIC:
        match = pattern.match(text, at)
        if match:
            parts = match.groupdict()
            year, month, number = (int(parts[name]) if parts.get(name) else None for name in "ymd")
            day = Day(year, month, number)
            if _exists(day):
                return day, match.end()
    return None


def named_dates(text: str) -> Iterator[tuple[Day, int, int]]:
    """(date, start, end) of dates with an English month's name, and of halves and quarters of a year."""
    for match in _MONTH.finditer(text):
        start, end = match.span()
        if text[start - 1 : start].isalpha():
            continue
        before = _DAY_BEFORE.search(text, max(0, start - 8), start)
        behind = None if before else _DAY_BEHIND.match(text, end)
        year = _YEAR_BEHIND.match(text, behind.end() if behind else end)
        if match.group() == "May" and not (before or behind or year) and not _MONTH_CUE.search(text, max(0, start - 8), start):
            continue
        day = before or behind
        read = Day(int(year.group(1)) if year else None, _MONTHS[match.group()[:3].lower()], int(day.group(1)) if day else None)
        if _exists(read):
            stop = year.end() if year else behind.end() if behind else end - (match.group()[-1] == ".")
            yield read, before.start() if before else start, stop
    for match in _HALF.finditer(text) if _PARTS.search(text) else ():
        half, is_half, korean, quarter, _, numbered, short = match.groups()
        letter = "H" if is_half or korean else "Q"
        number = _ORDER[half or korean or quarter] if half or korean or quarter else int(numbered or short)
        yield Day(part=f"{letter}{number}"), match.start(), match.end()


def _exists(day: Day) -> bool:
    return 1 <= (day.month or 1) <= 12 and 1 <= (day.day or 1) <= 31
