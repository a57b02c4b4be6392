"""The figures of a text as values, so that "KRW 30 billion", "300억 원" and "30,000,000,000" are the same figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

_ENGLISH = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_KOREAN = {
    "천억": 10**11,
    "백억": 10**10,
    "십억": 10**9,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "십만": 10**5,
    "만": 10**4,
    "천": 10**3,
    "조": 10**12,
}
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_DOTTED_DATE = re.compile(r"(?<!\d)(\d{4})\.\s?(\d{1,2})\.\s?(\d{1,2})(?!\d)")
# A month's name counts beside a day or year only: "may" is mostly a verb.
_MONTH = re.compile(rf"(?<=\d\s)({'|'.join(_MONTHS)})\b|\b({'|'.join(_MONTHS)})(?=\s\d)", re.IGNORECASE)
_FIGURE = re.compile(
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    rf"(?:[\s-]?(?P<english>{'|'.join(_ENGLISH)})\b|(?P<korean>{'|'.join(_KOREAN)}))?(?P<won>원)?",
    re.IGNORECASE,
)


def figures(text: str) -> dict[Decimal, str]:
    """Each figure's value and how the text writes it. Signs and units other than the scale are left out."""
    found: dict[Decimal, str] = {}
    for value, written in _amounts(_plain_dates(text)):
        found.setdefault(value.normalize(), written)
    return found


def invented(text: str, support: Iterable[str]) -> list[str]:
    """The figures of a text that none of the supporting texts has, as the text writes them."""
    known = {value for passage in support for value in figures(passage)}
    return [written for value, written in figures(text).items() if value not in known]


def _plain_dates(text: str) -> str:
    """Dates with blanks between numbers: "10 February 2026", "2026.02.10" and "2026-02-10" hold the same three figures."""
    text = _DOTTED_DATE.sub(r"\1 \2 \3", text)
    return _MONTH.sub(lambda match: str(_MONTHS.index(match[0].lower()) + 1), text)


def _amounts(text: str) -> Iterator[tuple[Decimal, str]]:
    """Figures in order; the parts of a Korean amount ("26억 5,000만", "2만 5,000원") are added up."""
    total, smallest, start, end = Decimal(0), 0, 0, -1
    for match in _FIGURE.finditer(text):
        korean = match["korean"]
        scale = _KOREAN[korean] if korean else _ENGLISH[match["english"].lower()] if match["english"] else 1
        value = Decimal(match["number"].replace(",", "")) * scale
        part = bool(korean or match["won"]) and value < smallest and text[end : match.start()] in ("", " ")
        if end >= 0 and not part:
            yield total, text[start:end]
        total, start = (total + value, start) if part else (value, match.start())
        smallest, end = scale if korean else 0, match.end()
    if end >= 0:
        yield total, text[start:end]
