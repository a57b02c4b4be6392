"""Which figures of a sentence its quotes hold, and which they hold of something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.grounding.comparison import bounds_of
from assistant.grounding.dates import Day
from assistant.grounding.figures import NUMERIC, Figure, read_figures
from assistant.grounding.units import header_units
from assistant.grounding.words import TOKEN, stem_of

_VERSION = re.compile(
    r"\b(?:notice|rules?|version|edition|revision|table|guide|Act|decree|ordinance)\b|고시|규정|개정|기준표|지침|조례|법률|시행령|제도"
)
_PER_ONE = re.compile(r"당|씩|마다|\b(?:per|each|every|an?)\b")
_FINDING = {"points": "rate", "age": "number", "count": "number", "ordinal": "number", "area": "number", "notice": "version"}
_FAMILY = {"points": "rate", "age": "count", "ordinal": "count"}
# What a quote claims itself is not taken from its title or header.
_CLAIMS = {"amount", "rate", "points", "duration"}
# Neighbours are compared by nearness; a figure is another one's when its neighbours fit that one better by a nearest word.
_WEIGHTS = (Decimal(1), Decimal("0.6"), Decimal("0.4"))
_MARGIN = Decimal(1)
# The headers of two columns may differ in one word only, and not the nearest.
_CELL_MARGIN = Decimal("0.4")
_REACH = 60
_CELL = " | "


@dataclass(frozen=True)
class Held:
    """A figure of the quotes or contexts with its bound and, for the quotes, its neighbours."""

    figure: Figure
    bound: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    quoted: bool = True
    column: bool = False
    names_row: bool = False


@lru_cache(maxsize=4096)
def held_by(text: str, *, quoted: bool) -> tuple[Held, ...]:
    """The figures of one quote or context."""
    figures = read_figures(text)
    bounds = bounds_of(text)
    return tuple(Held(f, b, *neighbours(text, f), quoted) for f, b in zip(figures, bounds, strict=True))


@lru_cache(maxsize=1024)
def figures_held(quotes: tuple[str, ...], contexts: tuple[str, ...]) -> tuple[Held, ...]:
    """All figures that quotes and contexts hold; a table's bare numbers also in the units and with the words of its header."""
    found = [held for quote in quotes for held in _in_column(quote, contexts)]
    claimed = {h.figure.kind for h in found} & _CLAIMS
    found += [held for context in contexts for held in held_by(context, quoted=False) if held.figure.kind not in claimed]
    units = dict.fromkeys(unit for text in (*contexts, *quotes) for unit in header_units(text))
    for held in [h for h in found if h.quoted and h.figure.kind == "number" and not h.figure.word]:
        for unit, scale in units:
            if isinstance(held.figure.value, Decimal):
                value = held.figure.value * scale * unit.factor
                found.append(replace(held, figure=replace(held.figure, kind=unit.kind, unit=unit.name, value=value)))
    return tuple(found)


def _in_column(quote: str, contexts: tuple[str, ...]) -> Iterator[Held]:
    """The figures of a quote; those of a table row have the words of their column's header as neighbours."""
    width = quote.count(_CELL)
    headers = [part for context in contexts for part in context.split(" › ") if width and part.count(_CELL) == width]
    columns = [tuple(stem_of(word) for word in TOKEN.findall(cell)) for cell in headers[0].split(_CELL)] if headers else []
    for held in held_by(quote, quoted=True):
        cell = quote.count(_CELL, 0, held.figure.start)
        yield replace(held, left=columns[cell], right=(), column=True, names_row=cell == 0) if columns else held


@lru_cache(maxsize=4096)
def neighbours(text: str, figure: Figure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stems of the three words on each side of a figure, nearest first, digits left out."""
    spans = [(f.start, f.end) for f in read_figures(text)]

    def stems(part_start: int, part_end: int) -> list[str]:
        found = TOKEN.finditer(text, part_start, part_end)
        return [stem_of(m.group()) for m in found if not any(a <= m.start() < b for a, b in spans)]

    before = stems(max(0, figure.start - _REACH), figure.start)[-3:]
    return tuple(reversed(before)), tuple(stems(figure.end, min(len(text), figure.end + _REACH))[:3])


def same(said: Figure, held: Figure) -> bool:
    """True when `held` states what `said` does, in whatever language and unit."""
    if isinstance(said.value, Day) or isinstance(held.value, Day):
        return isinstance(said.value, Day) and isinstance(held.value, Day) and held.value.holds(said.value)
    if {said.kind, held.kind} == {"notice", "number"}:
        return str(said.value) == str(held.value)
    if isinstance(said.value, str) or isinstance(held.value, str):
        return said.value == held.value and said.kind == held.kind and said.unit == held.unit
    if said.kind == held.kind and (said.unit == held.unit or (said.kind == "count" and not (said.unit and held.unit))):
        return said.value == held.value
    kinds = {said.kind, held.kind}
    if said.kind == "number":
        return held.value == said.value or (held.written == said.value and said.scale == 1)
    if kinds <= {"number", "count", "age", "ordinal"} and len(kinds) == 2:
        return said.value == held.value
    # Korean writes the day of a month and a number of days alike.
    days = {"ordinal", "duration"}
    return (held.kind == "number" and said.kind == "amount" and held.scale > 1 and held.value == said.value) or (
        kinds == days and said.written == held.written and "day" in (said.unit, held.unit)
    )


def date_is_told(said: Figure, held: Sequence[Held]) -> bool:
    """True when the quotes give the date in parts: the day and month in one place, the year in another."""
    if not isinstance(said.value, Day) or said.value.year is None or said.value.month is None:
        return False
    days = [h.figure.value for h in held if isinstance(h.figure.value, Day)]
    undated = Day(None, *said.value[1:])
    return any(d.year is None and d.holds(undated) for d in days) and any(d.year == said.value.year for d in days)


def is_per_one(text: str, said: Figure, quotes: Sequence[str]) -> bool:
    """True for the one of "1인당", where the quote says it with "per person" or "each"."""
    counted = said.written == 1 and said.kind in ("count", "number") and text[said.end : said.end + 1] in ("당", "인")
    return counted and any(_PER_ONE.search(quote) for quote in quotes)


def missing_kind(text: str, said: Figure, held: Sequence[Held]) -> str:
    """What to call a figure that no quote holds: unit where its number stands there with another unit, version at a notice's date."""
    if said.kind == "date" and _is_version(text, said):
        return "version"
    if said.kind in NUMERIC and said.written is not None and said.kind != "number":
        figures = [h.figure for h in held if h.figure.kind in NUMERIC and not h.figure.word]
        numbers = [f for f in figures if f.written == said.written and (f.kind, f.unit) != ("amount", said.unit)]
        known = any(f.kind == said.kind and f.unit == said.unit for f in figures)
        if any(_FAMILY.get(f.kind, f.kind) == _FAMILY.get(said.kind, said.kind) for f in numbers) or (numbers and not known):
            return "unit"
    return _FINDING.get(said.kind, said.kind if said.kind in ("amount", "rate", "date", "duration") else "number")


def _is_version(text: str, said: Figure) -> bool:
    """True for the date of a notice or of rules: "2031 rules", "notice of February 2031"."""
    behind = _VERSION.search(text, said.end, min(len(text), said.end + 14))
    before = text[max(0, said.start - 20) : said.start]
    return behind is not None or re.search(rf"(?:{_VERSION.pattern})(?:,? of| in| on)? $", before) is not None


def of_others(text: str, figures: Sequence[Figure], held: Sequence[Held]) -> list[Figure]:
    """Figures that the quotes hold, but whose neighbours in the sentence are those of another figure of their kind.

    Where that other figure is in the sentence too, both must be out of place.
    """
    other = {figure: best for figure in figures if (best := _better(text, figure, held))}
    return [f for f, best in other.items() if all(g in other for g in figures if g is not f and same(g, best))]


def _better(text: str, said: Figure, held: Sequence[Held]) -> Figure | None:
    """The quotes' figure of the same kind that fits the sentence's neighbours clearly better than the one of the same value.

    A date or notice that only a context holds has no neighbours there.
    """
    alike = [h for h in held if h.quoted and h.figure.kind == said.kind and h.figure.unit == said.unit]
    own = [h for h in alike if same(said, h.figure)]
    others = [h for h in alike if not same(said, h.figure)]
    # A row is named by its first cell alone, without the header above it.
    if not others or (not own and said.kind in NUMERIC) or any(h.names_row for h in own):
        return None
    left, right = neighbours(text, said)
    best = max(others, key=lambda h: _fit(left, right, h))
    return (
        best.figure
        if _fit(left, right, best)
        >= max((_fit(left, right, h) for h in own), default=Decimal(0)) + (_CELL_MARGIN if best.column else _MARGIN)
        else None
    )


def _fit(left: tuple[str, ...], right: tuple[str, ...], held: Held) -> Decimal:
    return _side(left, held.left) + _side(right, held.right)


def _side(said: tuple[str, ...], held: tuple[str, ...]) -> Decimal:
    return sum((weight for weight, stem in zip(_WEIGHTS, said, strict=False) if stem in held), Decimal(0))


def used_twice(figures: Sequence[Figure], held: Sequence[Held]) -> list[Figure]:
    """Figures that the sentence states more often than the quotes, while another of their kind in the quotes is said less often."""
    said = Counter(map(_identity, figures))
    times = Counter(_identity(h.figure) for h in held if h.quoted)
    found: list[Figure] = []
    for (kind, value), count in said.items():
        if count < 2 or not 0 < times[kind, value] < count:
            continue
        if any(other[0] == kind and times[other] > said[other] for other in times):
            found.append(next(f for f in figures if _identity(f) == (kind, value)))
    return found


def _identity(figure: Figure) -> tuple[str, Decimal | Day | str]:
    """A figure's kind and value; what is counted is left out, since it is not always named."""
    return ("count" if figure.kind in ("number", "count", "age", "ordinal") else figure.kind), figure.value
