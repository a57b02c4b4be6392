"""Free text in English or Korean -> the facts that it states about the asker; what is unclear is a doubt, never a guess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.eligibility.facts import Value
from assistant.eligibility.places import Places
from assistant.eligibility.said import FIRST_PERSON, Said
from assistant.eligibility.said_numbers import dates_said, lengths_said, money_said, people_said
from assistant.eligibility.said_places import places_said
from assistant.eligibility.said_words import industry_said, move_said, size_said, statements_said, zone_said
from assistant.eligibility.situation import Situation, contradiction, parse_fact
from assistant.errors import SituationError
from assistant.records import Record

# So many facts tell of an asker even where nobody says "we".
_MANY = 4


class Read(Record):
    """What a text states, and one line for each thing in it that is not sure. `unsettled` says that one of them left a fact out."""

    situation: Situation
    doubts: tuple[str, ...] = ()
    unsettled: bool = False


def read_situation(text: str, places: Places, today: date) -> Read:
    """The facts that the text states. A fact with two values, beyond its limits, or unclear is left out and is a doubt."""
    values: dict[str, Value] = {}
    said: dict[str, str] = {}
    doubts: dict[str, None] = {}
    unsettled: set[str] = set()
    left_out = False
    for found in _said(text, places):
        if found.doubt:
            doubts[found.doubt] = None
            left_out = left_out or found.value is None
        if found.value is None:
            continue
        try:
            value = parse_fact(found.key, found.value, places)
        except SituationError as error:
            doubts[str(error)] = None
            left_out = True
            continue
        if found.key in values and values[found.key] != value:
            doubts[f"{found.key}: both {said[found.key]!r} and {found.words!r} are said; say which."] = None
            unsettled.add(found.key)
            continue
        values.setdefault(found.key, value)
        said.setdefault(found.key, found.words.strip())
    if isinstance(day := values.get("date"), date) and day.year > today.year + 50:
        doubts[f"date: {said['date']!r} is far ahead of today, {today.isoformat()}."] = None
        unsettled.add("date")
    if problem := contradiction({k: v for k, v in values.items() if k not in unsettled}):
        doubts[f"{problem} Correct one of them."] = None
        unsettled |= {key for key in values if key in problem}
    kept = {key: value for key, value in values.items() if key not in unsettled}
    return Read(
        situation=Situation(facts=kept, said={key: said[key] for key in kept}),
        doubts=tuple(doubts),
        unsettled=left_out or bool(unsettled),
    )


def names_facts(text: str, places: Places) -> bool:
    """Whether the text states facts about the asker: it speaks in the first person, or in so many facts that it must."""
    stated = {found.key for found in _said(text, places) if found.value is not None and found.key != "date"}
    return bool(stated) if FIRST_PERSON.search(text) else len(stated) >= _MANY


def _said(text: str, places: Places) -> Iterator[Said]:
    yield from places_said(text, places)
    yield from move_said(text)
    yield from size_said(text)
    yield from industry_said(text)
    yield from zone_said(text, places)
    yield from people_said(text)
    yield from money_said(text)
    yield from lengths_said(text)
    yield from statements_said(text)
    yield from dates_said(text)
