"""A rule's test against the known facts: true, false or not known, and by which comparison."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from assistant.eligibility.facts import Value
from assistant.eligibility.known import Known
from assistant.eligibility.logic import Truth, all_of, any_of, negation
from assistant.rules import AllOf, AnyOf, Comparison, Negation, ShareOf, Test, facts_in

Number = int | Decimal


class Leaf(NamedTuple):
    """One comparison of a test with its outcome; `negated` says that it must not hold."""

    comparison: Comparison
    state: Truth
    negated: bool = False


def holds(test: Test | None, known: Known) -> Truth:
    """Whether a test holds; no test always holds."""
    if test is None:
        return True
    if isinstance(test, AllOf):
        return all_of(holds(part, known) for part in test.all)
    if isinstance(test, AnyOf):
        return any_of(holds(part, known) for part in test.any)
    if isinstance(test, Negation):
        return negation(holds(test.negated, known))
    return _compared(test, known)


def open_facts(test: Test | None, known: Known) -> Iterator[str]:
    """The asker's facts because of which a test is not decided; none where it is the documents that leave it open."""
    if test is None or holds(test, known) is not None:
        return
    if isinstance(test, Negation):
        yield from open_facts(test.negated, known)
    elif isinstance(test, AllOf | AnyOf):
        for part in test.all if isinstance(test, AllOf) else test.any:
            yield from open_facts(part, known)
    else:
        yield from (key for fact in facts_in(test) if fact not in known.values for key in known.to_ask(fact))
        # The place is known, but it is so large that only a part of it is meant.
        if test.within and test.fact in known.values:
            yield test.fact


def deciding(test: Test, known: Known) -> list[Leaf]:
    """The comparisons that a test's outcome hangs on: where it fails, the ones that are nearest to making it hold."""
    return _deciding(test, known, negated=False)


def gap(leaf: Leaf, known: Known) -> Number | None:
    """How much a numeric fact is short of, or beyond, its bound; None where it is no number or not known."""
    comparison, value = leaf.comparison, known.values.get(leaf.comparison.fact)
    if leaf.negated or isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    low, high = _bound(comparison.at_least, known), _bound(comparison.at_most, known)
    if low is not None and value < low:
        return low - value
    if high is not None and value > high:
        return high - value
    return None


def _deciding(test: Test, known: Known, *, negated: bool) -> list[Leaf]:
    if isinstance(test, Comparison):
        return [Leaf(test, _compared(test, known), negated)]
    if isinstance(test, Negation):
        return _deciding(test.negated, known, negated=not negated)
    outcome = holds(test, known)
    parts = test.all if isinstance(test, AllOf) else test.any
    matching = [part for part in parts if holds(part, known) is outcome]
    # One part decides an "all" that fails or an "any" that holds; otherwise every part has its say.
    if isinstance(test, AnyOf) and outcome is not True:
        return min((_deciding(part, known, negated=negated) for part in matching), key=lambda leaves: _effort(leaves, known))
    if isinstance(test, AnyOf):
        return _deciding(matching[0], known, negated=negated)
    return [leaf for part in matching for leaf in _deciding(part, known, negated=negated)]


def _effort(leaves: list[Leaf], known: Known) -> tuple[int, Decimal]:
    """What it would take: facts that are no numbers first, then how far the numbers are off, or how high the bounds are."""
    total, others = Decimal(0), 0
    for leaf in leaves:
        off, bound = gap(leaf, known), leaf.comparison.at_least
        others += off is None
        if off is not None:
            total += abs(Decimal(off))
        elif leaf.state is None and isinstance(bound, int | Decimal):
            total += bound
    return others, total


def _compared(test: Comparison, known: Known) -> Truth:
    value = known.values.get(test.fact)
    if value is None:
        floor = known.floors.get(test.fact)
        return None if floor is None else _floor_compared(test, floor, known)
    return all_of(_each(test, value, known))


def _each(test: Comparison, value: Value, known: Known) -> Iterator[Truth]:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        for bound, one in (("at_least", test.at_least), ("at_most", test.at_most), ("above", test.above), ("below", test.below)):
            if one is not None:
                limit = _bound(one, known)
                yield None if limit is None else _ordered(bound, value, limit)
    if test.equals is not None:
        yield value == test.equals
    if test.one_of:
        yield value in test.one_of
    if isinstance(value, date):
        if test.start is not None:
            yield value >= test.start
        if test.before is not None:
            yield value < test.before
    if test.within or test.listed:
        yield from _placed(test, str(value), known)


def _placed(test: Comparison, name: str, known: Known) -> Iterator[Truth]:
    chain = known.places.chain(known.places[name])
    if test.within:
        inside = any(region.id in test.within for region in chain)
        # A place that contains one of the regions may mean it.
        parts = [known.places.chain(known.places[one]) for one in test.within if one in known.places] if not inside else []
        around = any(region.id == name for above in parts for region in above)
        yield True if inside else None if around else False
    if test.listed:
        listed = any(zone.term == test.listed for region in chain for zone in known.places.zones(region, known.day))
        yield True if listed else False if test.complete else None


def _floor_compared(test: Comparison, floor: int, known: Known) -> Truth:
    """What a lower bound alone decides."""
    low = [limit for bound in (test.at_least, test.above) if (limit := _bound(bound, known)) is not None]
    high = [limit for bound in (test.at_most, test.below) if (limit := _bound(bound, known)) is not None]
    if any(floor > limit for limit in high):
        return False
    only_low = not high and test.equals is None and not test.one_of
    return True if only_low and low and all(floor > limit or (floor == limit and test.above is None) for limit in low) else None


def _ordered(bound: str, value: Number, limit: Number) -> bool:
    if bound == "at_least":
        return value >= limit
    if bound == "at_most":
        return value <= limit
    return value > limit if bound == "above" else value < limit


def _bound(bound: int | Decimal | ShareOf | None, known: Known) -> Number | None:
    if not isinstance(bound, ShareOf):
        return bound
    value = known.values.get(bound.of)
    return value * bound.percent / 100 if isinstance(value, int | Decimal) else None
