"""The figures of a text as typed values with their offsets, so that "KRW 30 billion" and "300억 원" compare equal."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.grounding.codes import Code, code_at, links
from assistant.grounding.dates import YEAR, Day, date_at, named_dates
from assistant.grounding.numerals import NUMBER, number_words, read_numeral
from assistant.grounding.units import Unit, currency_before, unit_behind

# A plain number is a count without a noun; "30 employees" has its noun as the unit.
NUMERIC = ("amount", "rate", "points", "duration", "count", "age", "area", "ordinal", "number")

_CONNECTOR = re.compile(r"\s?(?:[-–—~∼〜+/]|에서|부터)\s?|,?\s(?:to|and|or)\s|(?:%|년|세|명|인)?(?:에서|부터)\s")
_LIST = re.compile(r"(?:,\s|,?\s(?:and|or)\s)")
_SIGN_BEFORE = re.compile(r"(?:^|[\s(|])[-−]$")
_AGE_BEFORE = re.compile(r"\b(?:aged?)\s$")
_WORD_UNITS = ("duration", "count", "age", "rate", "points", "amount", "area")
_CODE_LETTER = re.compile(r"[A-Za-z][\w-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `text[start:end]` reads as `value` in `unit`.

    `kind` is one of NUMERIC with a Decimal, "date" with a Day, or article, notice, phone, address, ratio and code with a string.
    Durations are in months, days or hours, areas in m2 or pyeong, amounts in a currency's unit. `written` is the number as it
    stands ("30" of "30 billion"); `edge` says which end of a range this is; `word` that it is a bare number word.
    """

    kind: str
    value: Decimal | Day | str
    unit: str
    start: int
    end: int
    written: Decimal | None = None
    scale: int = 1
    edge: Literal["", "low", "high"] = ""
    word: bool = False


@lru_cache(maxsize=4096)
def read_figures(text: str) -> tuple[Figure, ...]:
    """Every figure of the text, in order and without overlap. Each digit of the text stands in one."""
    found = [_from_code(code) for code in links(text)]
    found += [Figure("date", day, "", start, end) for day, start, end in named_dates(text) if not _inside(start, found)]
    previous: Figure | None = None
    at = 0
    while match := NUMBER.search(text, at):
        start = match.start()
        around = next((figure for figure in found if figure.start <= start < figure.end), None)
        if around is None:
            in_list = previous is not None and previous.kind == "article" and bool(_LIST.fullmatch(text[previous.end : start]))
            found += _figures_at(text, start, at, after_article=in_list)
            around = previous = found[-1]
        at = around.end
    found += [figure for figure in _number_words(text) if not any(f.start < figure.end and figure.start < f.end for f in found)]
    return _joined(text, sorted(found, key=lambda figure: figure.start))


def _inside(at: int, found: list[Figure]) -> bool:
    return any(figure.start <= at < figure.end for figure in found)


def _from_code(code: Code) -> Figure:
    return Figure(code.kind, code.value, code.unit, code.start, code.end)


def _figures_at(text: str, at: int, floor: int, *, after_article: bool) -> list[Figure]:
    """The figure whose first digit stands at `at`, behind `floor`; an article with paragraphs is several."""
    if codes := code_at(text, at, floor, after_article=after_article):
        return [_from_code(code) for code in codes]
    if dated := date_at(text, at):
        return [Figure("date", dated[0], "", at, dated[1])]
    return [_quantity(text, at, floor)]


def _quantity(text: str, at: int, floor: int) -> Figure:
    """An amount, rate, duration, area, count, year or plain number."""
    currency = currency_before(text, at, floor)
    numeral = read_numeral(text, at, money=currency is not None)
    unit = unit_behind(text, numeral.end)
    year = YEAR.match(text, at)
    if year and year.end() == numeral.end and not currency and (unit is None or (unit[1] == numeral.end and unit[0].name != "person")):
        return Figure("date", Day(int(year.group())), "", at, year.end())
    if currency and (unit is None or unit[0].kind != "amount"):
        return Figure("amount", numeral.value, currency[0], currency[1], numeral.end, numeral.written, numeral.scale)
    if unit is None and _AGE_BEFORE.search(text, max(0, at - 8), at):
        unit = Unit("age", ""), numeral.end
    if unit is None:
        letters = _CODE_LETTER.match(text, numeral.end)
        if letters:
            return Figure("code", text[at : letters.end()].upper(), "", at, letters.end())
        unit = Unit("number", ""), numeral.end
    negative = unit[0].kind in ("rate", "points", "number") and _SIGN_BEFORE.search(text, max(0, at - 2), at)
    written = -numeral.written if negative else numeral.written
    value = (-numeral.value if negative else numeral.value) * Decimal(unit[0].factor)
    return Figure(unit[0].kind, value, unit[0].name, currency[1] if currency else at, unit[1], written, numeral.scale)


def _number_words(text: str) -> list[Figure]:
    """Number words: those with a unit that is no noun count as digits do, the others are marked as weaker."""
    found: list[Figure] = []
    for value, start, end in number_words(text):
        unit = unit_behind(text, end)
        english = text[start].isascii()
        if unit and unit[0].kind in _WORD_UNITS:
            weak = unit[0].kind == "count" and english
            found.append(Figure(unit[0].kind, value * unit[0].factor, unit[0].name, start, unit[1], value, word=weak))
        elif english:
            found.append(Figure("number", value, "", start, end, value, word=True))
    return found


def _joined(text: str, figures: list[Figure]) -> tuple[Figure, ...]:
    """Give the ends of a range what only one of them states: scale, currency, unit, or the month of its days."""
    for i in range(len(figures) - 2, -1, -1):
        low, high = figures[i], figures[i + 1]
        between = text[low.end : high.start]
        if len(between) > 6 or not _CONNECTOR.fullmatch(between):
            continue
        listed = between.strip(" ,") in ("and", "or", "+", "/")
        low, high = _shared(low, high, listed=listed)
        if low.kind == high.kind and not listed:
            low, high = replace(low, edge="low"), replace(high, edge=high.edge or "high")
        figures[i], figures[i + 1] = low, high
    return tuple(figures)


def _shared(low: Figure, high: Figure, *, listed: bool) -> tuple[Figure, Figure]:
    """Two neighbouring figures, each with what only the other states. Of a list ("7 or 8 %") only some units are shared."""
    if isinstance(low.value, str) or isinstance(high.value, str) or (low.word and listed):
        return low, high
    if isinstance(low.value, Day) or isinstance(high.value, Day):
        return (low, high) if listed else _shared_dates(low, high)
    value, scale = low.value, 1 if listed or low.scale != 1 else high.scale
    if low.kind == "number" != high.kind and (not listed or high.kind in ("rate", "points", "duration")):
        written = (high.written or Decimal(0)) * high.scale
        factor = high.value / written if written else Decimal(1)
        low = replace(low, kind=high.kind, unit=high.unit, value=value * factor * scale, scale=low.scale * scale, word=high.word)
    elif not listed and high.kind == "number" and low.kind in ("number", "amount"):
        low = replace(low, value=value * scale, scale=low.scale * scale)
        high = replace(high, kind=low.kind, unit=low.unit)
    return low, high


def _shared_dates(low: Figure, high: Figure) -> tuple[Figure, Figure]:
    """The ends of "10-12 February 2026", "1~3월" and "2021-23"."""
    if isinstance(high.value, Day) and isinstance(low.value, Decimal) and low.kind == "number" and not high.value.part:
        low = replace(low, kind="date", value=_day_before(high.value, int(low.value)), written=None)
    elif isinstance(low.value, Day) and low.value[1:] == (None, None, "") and high.kind == "number" and 12 < (high.written or 0) < 100:
        century = (low.value.year or 0) // 100 * 100
        high = replace(high, kind="date", value=Day(century + int(high.written or 0)), written=None)
    return low, high


def _day_before(later: Day, number: int) -> Day:
    """The first date of "10-12 February 2026" or "1~3월", of which only a number is written."""
    if later.day is not None:
        return later._replace(day=number)
    return later._replace(month=number) if later.month is not None else Day(number)
