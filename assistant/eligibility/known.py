"""The asker's facts and what follows from them: the area class of a place, whether it lies in the capital area, sums of amounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from assistant.eligibility.facts import Value
from assistant.eligibility.places import Places
from assistant.records import Region

# Each fact that follows from others, and the asker's facts that it follows from.
DERIVED: dict[str, tuple[str, ...]] = {
    "destination_in_capital_area": ("destination",),
    "origin_in_capital_area": ("origin",),
    "residence_in_capital_area": ("residence",),
    "same_province": ("origin", "destination"),
    "area_class": ("destination",),
    "crisis": ("destination",),
}
_PARTS = ("land_krw", "facility_krw")
_WHOLE = "investment_krw"


@dataclass(frozen=True)
class Known:
    """Facts by key, derived ones among them. `floors` are lower bounds of amounts that are not known themselves.

    `coarse` holds the places that name too large an area to say more of them.
    """

    given: Mapping[str, Value]
    values: Mapping[str, Value]
    floors: Mapping[str, int]
    places: Places
    day: date
    coarse: frozenset[str] = frozenset()
    _then: dict[tuple[str, Value], Known] = field(default_factory=dict, compare=False, repr=False)

    def with_fact(self, key: str, value: Value) -> Known:
        """The same with one more fact."""
        if (key, value) not in self._then:
            self._then[key, value] = known_facts({**self.given, key: value}, self.places, self.day)
        return self._then[key, value]

    def to_ask(self, fact: str) -> tuple[str, ...]:
        """The asker's facts by which a fact would be known; none where they are given and the documents don't say more."""
        if fact not in DERIVED:
            return () if fact in self.values else (fact,)
        if fact in self.values:
            return ()
        return tuple(key for key in DERIVED[fact] if key not in self.given or key in self.coarse)

    def region(self, key: str) -> Region | None:
        """The place that a fact names."""
        name = self.given.get(key)
        return self.places[name] if isinstance(name, str) else None


def known_facts(given: Mapping[str, Value], places: Places, day: date) -> Known:
    """What is known on a day; a date among the facts is that day."""
    stated = given.get("date")
    if isinstance(stated, date):
        day = stated
    values: dict[str, Value] = {**given, "date": day}
    floors: dict[str, int] = {}
    coarse: set[str] = set()
    parts = [part for key in _PARTS if isinstance(part := given.get(key), int)]
    if _WHOLE not in given and parts:
        if len(parts) == len(_PARTS):
            values[_WHOLE] = sum(parts)
        else:
            floors[_WHOLE] = sum(parts)
    known = Known(given, values, floors, places, day)
    for key in ("origin", "destination", "residence"):
        if region := known.region(key):
            if region.level == "country-part":
                coarse.add(key)
            values[f"{key}_in_capital_area"] = places.in_capital_area(region)
    origin, destination = known.region("origin"), known.region("destination")
    if origin and destination:
        provinces = places.province(origin), places.province(destination)
        if all(provinces):
            values["same_province"] = provinces[0] == provinces[1]
    if destination:
        _describe(destination, places, day, values, coarse)
    return Known(given, values, floors, places, day, frozenset(coarse))


def _describe(region: Region, places: Places, day: date, values: dict[str, Value], coarse: set[str]) -> None:
    """Area class and crisis designation. A province with parts that differ is too coarse for either."""
    if found := places.area_class(region):
        values["area_class"] = found.kind
    if _has_differing_parts(region.id, places):
        coarse.add("destination")
        return
    designation = places.crisis(region, day)
    if designation:
        values["crisis"] = designation.kind
    elif not places.crisis_unsure(region, day):
        values["crisis"] = "none"


@lru_cache(maxsize=1024)
def _has_differing_parts(name: str, places: Places) -> bool:
    region = places[name]
    if region.level not in ("province", "country-part"):
        return False
    return any(r.level in ("city", "county", "district") and region in places.chain(r) for r in places if r.id != name)
