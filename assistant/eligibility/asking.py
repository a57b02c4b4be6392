"""Which missing fact to ask for: the one whose possible values settle most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from assistant.eligibility.compare import holds, open_facts
from assistant.eligibility.facts import BY_KEY, FACTS, Value
from assistant.eligibility.known import DERIVED, Known
from assistant.eligibility.logic import Truth, implies
from assistant.eligibility.places import Places
from assistant.eligibility.situation import labels
from assistant.records import FactQuestion, Language, Region
from assistant.rules import Condition, ShareOf, comparisons

_ORDER = {fact.key: number for number, fact in enumerate(FACTS)}


def state_of(condition: Condition, known: Known) -> Truth:
    """Whether a condition is met; one without `require` is left open by the documents."""
    then = None if condition.require is None else holds(condition.require, known)
    return implies(holds(condition.when, known), then)


def missing_facts(conditions: Sequence[Condition], known: Known) -> list[str]:
    """The facts that undecided conditions wait for, the one that settles most first."""
    undecided = [c for c in conditions if state_of(c, known) is None]
    keys = {key for c in undecided for test in (c.when, c.require) for key in open_facts(test, known)}
    settled = len(undecided) == 0
    scores = {key: 0.0 if settled else _settles(key, undecided, known) for key in keys}
    return sorted(keys, key=lambda key: (-scores[key], _ORDER.get(key, len(_ORDER))))


def question_for(key: str, places: Places, language: Language) -> FactQuestion:
    """The question that asks for a fact, with its choices."""
    fact = BY_KEY[key]
    if fact.kind == "boolean":
        words = ("예", "아니오") if language == "ko" else ("yes", "no")
        return FactQuestion(question=fact.ask(language), choices=words, fact=key, values=("true", "false"))
    names = tuple(labels(choice, places)[language] for choice in fact.choices)
    return FactQuestion(question=fact.ask(language), choices=names, fact=key, values=tuple(c.value for c in fact.choices))


def _settles(key: str, undecided: Sequence[Condition], known: Known) -> float:
    """How many conditions a value decides, on average over the values that it may have; deciding them all counts as much again."""
    follows = {key} | {fact for fact, sources in DERIVED.items() if key in sources}
    touched = [c for c in undecided if follows & c.facts]
    values = list(_possible(key, touched, known))
    total = 0.0
    for value in values:
        then = known.with_fact(key, value)
        states = [state_of(c, then) for c in touched]
        decided = sum(state is not None for state in states)
        verdict = False in states or decided == len(undecided)
        total += decided + (len(undecided) if verdict else 0)
    return total / len(values) if values else 0.0


def _possible(key: str, conditions: Sequence[Condition], known: Known) -> Iterable[Value]:
    """Values that make a difference: both answers, the choices, both sides of each bound, one place of each kind."""
    fact = BY_KEY[key]
    if fact.kind == "boolean":
        return (True, False)
    if fact.kind == "choice":
        return [choice.value for choice in fact.choices]
    if fact.kind == "place":
        return _examples(known.places)
    bounds: dict[int | Decimal, None] = {}
    for test in (t for c in conditions for t in (c.when, c.require)):
        for comparison in comparisons(test):
            for bound in (comparison.at_least, comparison.at_most, comparison.above, comparison.below):
                if comparison.fact == key and bound is not None and not isinstance(bound, ShareOf):
                    bounds.update({bound: None, max(bound - 1, 0): None, bound + 1: None})
    return list(bounds)


@lru_cache(maxsize=8)
def _examples(places: Places) -> list[str]:
    """One place in the capital area and one outside, cities or counties."""
    found: dict[bool, Region] = {}
    for region in places:
        if region.level in ("city", "county", "district"):
            found.setdefault(places.in_capital_area(region), region)
    return [region.id for region in found.values()]
