"""What is wrong with programme rules beyond their clauses: facts that nobody can give, values that they never have, odd bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from assistant.eligibility.facts import BY_KEY
from assistant.eligibility.known import DERIVED
from assistant.eligibility.places import Places
from assistant.eligibility.plan import EVENTS
from assistant.rules import Comparison, Figure, Item, Programme, ShareOf, Version, comparisons

_NUMBERS = frozenset({"amount_krw", "amount_usd", "count", "level", "years", "months", "percent"})
_VALUES = {"area_class": {"upper", "middle", "lower"}, "crisis": {"special", "pre-emptive", "none"}}


def problems_of(programme: Programme, places: Places) -> Iterator[str]:
    """One line per problem, each once, with the version and the entry."""
    found = {f"{version.document}: {line}": None for version in programme.versions for line in _in_version(version, places)}
    yield from found


def _in_version(version: Version, places: Places) -> Iterator[str]:
    for item in version.items:
        yield from (f"{item.id}: {line}" for test in _tests(item) for line in _compared(test, places))
        if isinstance(item, Figure):
            yield from (f"{item.id}: {line}" for line in _figure(item))
    for step in version.steps:
        yield from (f"{step.id}: {_no_event(e)}" for e in (step.event, step.before) if e is not None and e not in EVENTS)
    yield from (f"{due.id}: {_no_event(due.event)}" for due in version.deadlines if due.event not in EVENTS)


def _tests(item: Item) -> Iterator[Comparison]:
    for name in ("when", "require", "broken_when"):
        yield from comparisons(getattr(item, name, None))


def _compared(test: Comparison, places: Places) -> Iterator[str]:
    kind = _kind(test.fact)
    if kind is None:
        yield f"there is no fact {test.fact!r}"
        return
    bounds = [b for b in (test.at_least, test.at_most, test.above, test.below) if b is not None]
    if bounds and kind not in _NUMBERS:
        yield f"{test.fact} is no number; expected is or one_of"
    yield from (f"{b.of!r} is no number" for b in bounds if isinstance(b, ShareOf) and _kind(b.of) not in _NUMBERS)
    if (test.start or test.before) and kind != "date":
        yield f"{test.fact} is no date"
    if (test.within or test.listed) and kind != "place":
        yield f"{test.fact} is no place"
    yield from (f"within: there is no region {name!r}" for name in test.within if name not in places)
    for value in (*test.one_of, *([] if test.equals is None else [test.equals])):
        if not _possible(test.fact, kind, value, places):
            yield f"{test.fact} is never {value!r}"


def _figure(item: Figure) -> Iterator[str]:
    for name in (getattr(item, "of", None), getattr(item, "per", None)):
        if name is not None and _kind(name) not in _NUMBERS:
            yield f"{name!r} is no number"
    if item.by is None:
        return
    if (kind := _kind(item.by)) is None:
        yield f"by: there is no fact {item.by!r}"
        return
    figure = item.percent if isinstance(item.percent, dict) else item.amount_krw if isinstance(item.amount_krw, dict) else {}
    choices = {c.value for c in BY_KEY[item.by].choices} if item.by in BY_KEY else _VALUES.get(item.by, set())
    known = {"true", "false"} if kind == "boolean" else choices
    yield from (f"{item.by} is never {value!r}" for value in figure if known and value not in known)


def _kind(fact: str) -> str | None:
    if fact in BY_KEY:
        return BY_KEY[fact].kind
    return ("choice" if fact in _VALUES else "boolean") if fact in DERIVED else None


def _possible(fact: str, kind: str, value: bool | int | Decimal | date | str, places: Places) -> bool:  # noqa: FBT001  # a fact's value
    if kind == "boolean":
        return isinstance(value, bool)
    if kind in _NUMBERS:
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    if kind == "date":
        return isinstance(value, date)
    if kind == "place":
        return value in places
    if kind == "text" or not isinstance(value, str):
        return isinstance(value, str)
    own = value in places and places.zone_named_after(places[value])
    return own or value in {c.value for c in BY_KEY[fact].choices} if fact in BY_KEY else value in _VALUES[fact]


def _no_event(name: str) -> str:
    return f"there is no event {name!r}; expected one of {', '.join(EVENTS)}"
