"""Which facts matter to which programme: what a form asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from assistant.eligibility.decide import version_on
from assistant.eligibility.facts import BY_KEY, FACTS
from assistant.eligibility.known import DERIVED
from assistant.eligibility.rulebook import Rulebook
from assistant.records import Language, Record
from assistant.rules import Version, facts_in

# A form for all programmes asks for the facts that so many of them look at.
_COMMON = 4


class Form(Record):
    """A programme by its names, with the keys of the facts that it looks at. Without a programme it is the form for all."""

    programme: str | None
    name_en: str = ""
    name_ko: str = ""
    facts: tuple[str, ...]

    def name(self, language: Language) -> str:
        """The programme's name in one language."""
        return self.name_ko if language == "ko" else self.name_en


def forms(book: Rulebook, day: date) -> tuple[Form, ...]:
    """The form for all programmes and one for each that has rules in force on the day, in the order of their ids."""
    versions = {p.id: version_on(p, day) for p in book.programmes.values()}
    used = {name: set(_used(version)) for name, version in versions.items() if version}
    times = Counter(key for keys in used.values() for key in keys)
    common = {key for key, count in times.items() if count >= _COMMON}
    named = [
        Form(programme=name, name_en=book.programmes[name].name_en, name_ko=book.programmes[name].name_ko, facts=_ordered(keys))
        for name, keys in used.items()
    ]
    return (Form(programme=None, facts=_ordered(common)), *named)


def _ordered(keys: set[str]) -> tuple[str, ...]:
    """In the order of the table, without the date, which is asked for once for everything."""
    return tuple(fact.key for fact in FACTS if fact.key in keys and fact.key != "date")


def _used(version: Version) -> Iterator[str]:
    for item in version.items:
        named = [key for name in ("when", "require", "broken_when") for key in facts_in(getattr(item, name, None))]
        named += [key for name in ("of", "per", "by") if (key := getattr(item, name, None))]
        for key in named:
            yield from (one for one in DERIVED.get(key, (key,)) if one in BY_KEY)
