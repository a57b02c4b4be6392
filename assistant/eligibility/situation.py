"""Facts as given, in any wording -> a situation of typed values. What can't be read is refused in one line, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from pydantic import Field

from assistant.eligibility.choices import Choice
from assistant.eligibility.facts import BY_KEY, Fact, Value
from assistant.eligibility.places import Places
from assistant.eligibility.values import as_boolean, as_date, as_number, as_visa
from assistant.errors import SituationError
from assistant.records import Language, Record


class Situation(Record):
    """The facts by key, with places as ids of regions, and how each was written."""

    facts: dict[str, Value] = Field(default_factory=dict)
    said: dict[str, str] = Field(default_factory=dict)


def situation_of(facts: Mapping[str, object] | Iterable[tuple[str, object]], places: Places) -> Situation:
    """The facts, each read by `parse_fact`; one that is None was not said.

    Raises SituationError as `parse_fact` does, and for facts that contradict each other.
    """
    values: dict[str, Value] = {}
    said: dict[str, str] = {}
    for name, given in facts.items() if isinstance(facts, Mapping) else facts:
        if given is None:
            continue
        key = fact_named(name).key
        value = parse_fact(key, given, places)
        if key in values and values[key] != value:
            raise SituationError(f"{key} is given twice: {said[key]!r} and {str(given)!r}.", "Give it once.")
        values[key], said[key] = value, str(given)
    if problem := contradiction(values):
        raise SituationError(problem, "Correct one of them.")
    return Situation(facts=values, said=said)


def parse_fact(key: str, value: object, places: Places) -> Value:
    """One fact's value in its type: a bool, an int or Decimal in the fact's unit, a choice, the id of a region, a date or text.

    Raises SituationError for an unknown key, and for a value of the wrong kind or unit, beyond the limits, or ambiguous.
    """
    fact = fact_named(key)
    try:
        return _parsed(fact, value, places)
    except ValueError as error:
        raise SituationError(f"{fact.key}: {error}; got {str(value)[:80]!r}.", _hint(fact)) from None
    except SituationError as error:
        raise SituationError(f"{fact.key}: {error.message}", error.hint) from None


def fact_named(key: str) -> Fact:
    """The fact of that key, hyphens and capitals aside. Raises SituationError that names the nearest keys."""
    plain = re.sub(r"[\s-]+", "_", key.strip().casefold())
    if plain in BY_KEY:
        return BY_KEY[plain]
    near = get_close_matches(plain, BY_KEY, n=3, cutoff=0.5) or [k for k in BY_KEY if plain and plain in k][:3]
    raise SituationError(f"{key!r} is no fact that is known.", f"Nearest: {', '.join(near)}." if near else f"Known: {', '.join(BY_KEY)}.")


def contradiction(values: Mapping[str, Value]) -> str | None:
    """Two or three facts that can't all be true, in words; None where there are none."""
    land, facility, whole = (values.get(key) for key in ("land_krw", "facility_krw", "investment_krw"))
    parts = [part for part in (land, facility) if isinstance(part, int)]
    if isinstance(whole, int) and parts and sum(parts) > whole:
        named = " and ".join(f"{k} {values[k]:,}" for k in ("land_krw", "facility_krw") if k in values)
        return f"{named} come to more than investment_krw {whole:,}."
    if values.get("employed") is False and values.get("works_at_sme"):
        return "employed is false, but works_at_sme is true."
    if values.get("nationality") == "korean" and "visa" in values:
        return f"nationality is korean, but a visa is given, {values['visa']!r}."
    return None


def labels(choice: Choice, places: Places) -> dict[Language, str]:
    """The choice in words of each language."""
    term = places.term(choice.term) if choice.term else None
    plain = re.sub(r"[-_]", " ", choice.value)
    return {"en": choice.en or (term.en if term else plain), "ko": choice.ko or (term.ko if term else plain)}


def spellings(choice: Choice, places: Places) -> tuple[str, ...]:
    """Every way to write the choice."""
    term = places.term(choice.term) if choice.term else None
    return tuple(filter(None, (choice.value, choice.en, choice.ko, *choice.also, *(term.names if term else ()))))


def _parsed(fact: Fact, value: object, places: Places) -> Value:
    if fact.kind == "boolean":
        return as_boolean(value)
    if fact.kind == "date":
        return as_date(value)
    if fact.kind in ("place", "choice", "text"):
        if not isinstance(value, str) or not value.strip():
            raise ValueError("expected text")
        text = value.strip()
        if fact.kind == "place":
            return places.resolve(text).id
        return _chosen(fact, text, places) if fact.kind == "choice" else as_visa(text)
    number = as_number(fact, value)
    high = fact.high if fact.high is not None else number
    if not fact.low <= number <= high:
        raise ValueError(f"expected {fact.low:,} to {high:,}{f' {fact.unit}' if fact.unit else ''}")
    return int(number) if number == number.to_integral_value() else number


def _chosen(fact: Fact, text: str, places: Places) -> str:
    """The choice that the text names; for a zone also a place that has a kind of zone of its own."""
    wanted = _plain(text)
    for choice in fact.choices:
        if wanted in map(_plain, spellings(choice, places)):
            return choice.value
    own = [r for r in places if places.zone_named_after(r)] if fact.key == "zone" else []
    for region in own:
        if wanted in map(_plain, (region.id, *region.names)):
            return region.id
    values = [*(c.value for c in fact.choices), *(r.id for r in own)]
    near = get_close_matches(text.casefold(), values, n=1)
    raise ValueError(f"expected one of {', '.join(values)}" + (f" (nearest: {near[0]})" if near else ""))


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


_HINTS = {
    "amount_krw": "Write an amount in won, such as 1200000000, 12억 or KRW 1.2bn.",
    "amount_usd": "Write an amount in US dollars, such as 5000000 or USD 5m.",
    "count": "Write a whole number.",
    "level": "Write a whole number from 0 to 6.",
    "years": "Write a number of years, such as 3 or 2.5.",
    "months": "Write a number of months.",
    "percent": "Write per cent, such as 20 or 20%.",
    "boolean": "Write true or false.",
    "date": "Write YYYY-MM-DD.",
    "place": "Write the name of a city, county, district or province.",
    "text": "Write the visa's code, such as E-9.",
}


def _hint(fact: Fact) -> str | None:
    return _HINTS.get(fact.kind)
