"""One value as given (a JSON value or text) -> its type. Each raises ValueError with what was expected."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from assistant.eligibility.amounts import currencies_in, normal, read_amount, read_number
from assistant.eligibility.facts import Fact

_YES = {"true", "yes", "y", "예", "네", "응", "있음", "있다", "해당", "참", "맞음"}
_NO = {"false", "no", "n", "아니오", "아니요", "아님", "없음", "없다", "해당 없음", "거짓"}
_UNITS = {
    "count": r"명|인|사람|people|persons?|employees?|workers?|staff|hires?|children|kids|child|자녀|평|pyeong|members?|가구원",
    "level": r"급|topik|토픽|levels?|grade",
    "years": r"years?(?:\s+old)?|yrs?|년(?:간|째)?|세|살|만|age",
    "months": r"months?|mos?|개월|달",
    "percent": r"%|퍼센트|프로|per\s?cent|percent",
}
_AMOUNT = r"\d+(?:\.\d+)?"
_DURATION = re.compile(
    rf"(?:(?:만\s?)?(?P<years>{_AMOUNT})\s*-?\s*(?:{_UNITS['years']}))?\s*(?:and\s+)?(?:(?P<months>{_AMOUNT})\s*-?\s*(?:{_UNITS['months']}))?"
)
_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_MONTHS = {name[:size]: number for number, name in enumerate(_NAMES, start=1) for size in (3, 4, len(name))}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
DATES = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})년\s?(?P<month>\d{1,2})월(?:\s?(?P<day>\d{1,2})일)?"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<word>{_MONTH})\.?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<word>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(rf"\b(?P<word>{_MONTH})\.?,?\s+(?P<year>\d{{4}})\b", re.I),
    re.compile(r"(?<![\d.-])(?P<year>(?:19|20)\d{2})[-./](?P<month>\d{1,2})(?![\d.-])"),
)


def as_boolean(value: object) -> bool:
    """True and false, or yes and no in either language."""
    if isinstance(value, bool):
        return value
    word = normal(value) if isinstance(value, str) else ""
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError("expected true or false")


def as_date(value: object) -> date:
    """A day, in the usual ways to write one; a month or a year alone is no day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        for pattern in DATES:
            if match := pattern.fullmatch(value.strip().rstrip(".")):
                day, exact = date_of(match)
                if exact:
                    return day
                raise ValueError("expected a day, not a month alone")
    raise ValueError("expected a date")


def date_of(match: re.Match[str]) -> tuple[date, bool]:
    """The day of a match of DATES, and whether the day itself was given; else it is the first of the month."""
    parts = match.groupdict()
    month = int(parts["month"]) if parts.get("month") else _MONTHS[parts["word"].casefold()]
    day = parts.get("day")
    try:
        return date(int(parts["year"]), month, int(day or 1)), day is not None
    except ValueError:
        raise ValueError("there is no such day") from None


def as_visa(text: str) -> str:
    """The code of a visa as it is usually written: e9 becomes E-9, f2r becomes F-2-R."""
    match = re.fullmatch(r"([A-H])-?(\d{1,2})(?:-?(\d))?(?:-?([RSTA-Z]))?(?:\s?(?:visa|비자))?", text.strip(), re.I)
    if not match:
        raise ValueError("expected the code of a visa")
    letter, number, part, tail = match.groups()
    tail = (tail or "").upper()
    return f"{letter.upper()}-{number}" + (f"-{part}{tail}" if part else f"-{tail}" if tail else "")


def as_number(fact: Fact, value: object) -> Decimal:
    """A number in the fact's unit, which may be written beside it."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise ValueError(f"expected {fact.unit or 'a number'}")
    number = _from_text(fact, value) if isinstance(value, str) else _exact(value)
    if number < 0:
        raise ValueError("expected no negative number")
    if fact.kind in ("count", "level", "amount_krw") and number != number.to_integral_value():
        raise ValueError("expected a whole number")
    if fact.kind == "percent" and 0 < number < 1 and "%" not in str(value):
        raise ValueError("expected per cent, where 20 stands for 20%")
    return number


def _exact(value: float | Decimal) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError("expected a finite number")
    return number


def _from_text(fact: Fact, text: str) -> Decimal:
    words = normal(text)
    if re.match(r"-|minus\b|마이너스", words):
        raise ValueError("expected no negative number")
    if fact.kind in ("amount_krw", "amount_usd"):
        return read_amount(words, fact.unit or "")
    if named := currencies_in(re.sub(r"가구원", "", words)):
        raise ValueError(f"expected {fact.unit or 'a number'}, got {'/'.join(sorted(named))}")
    if fact.kind in ("years", "months"):
        return _duration(fact.kind, words)
    if "%" in words and fact.kind != "percent":
        raise ValueError(f"expected {fact.unit or 'a number'}, got %")
    bare = re.sub(rf"(?<![a-z])(?:{_UNITS[fact.kind]})(?![a-z])", " ", words).strip()
    return read_number(bare)


def _duration(kind: str, words: str) -> Decimal:
    """Years or months: a bare number is in the fact's own unit, a written unit is turned into it."""
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return Decimal(words)
    match = _DURATION.fullmatch(words)
    if not match or not words:
        raise ValueError(f"expected {kind}")
    years, months = (Decimal(part) if part else Decimal(0) for part in (match["years"], match["months"]))
    return years * 12 + months if kind == "months" else years + months / 12
