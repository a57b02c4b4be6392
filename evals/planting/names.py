"""Names: one programme said for another, one region for another. The names are the corpus's own lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from assistant.records import Language, Region, Term
from evals.planting.edits import Edit, with_particle

_BEHIND = r"(?=$|[^가-힣]|(?:은|는|이|가|을|를|과|와|의|에|에서|에는|으로|로|도|만|까지|부터)(?![가-힣]))"
_FROM_CONTEXT = 0.34


@dataclass(frozen=True)
class Name:
    """Something with a name: its spellings in one language, best first, and what it must not be exchanged for."""

    id: str
    spellings: tuple[str, ...]
    level: str
    related: frozenset[str]

    def places(self, text: str, language: Language) -> list[tuple[int, int]]:
        """Where the text names it, longest spelling first at each place."""
        return [m.span() for m in _pattern(self.spellings, language).finditer(text)]


@cache
def _pattern(spellings: tuple[str, ...], language: Language) -> re.Pattern[str]:
    spelled = "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))
    ends = r"(?!\w|-[a-z])" if language == "en" else _BEHIND
    return re.compile(rf"(?<![\w-])(?:{spelled}){ends}")


def programmes(terms: Iterable[Term], language: Language) -> tuple[Name, ...]:
    """The programmes with their proper names and short forms."""
    return tuple(
        Name(
            t.id,
            (t.ko if language == "ko" else t.en, *(s for s in t.short if s.isascii() == (language == "en") or s.isupper())),
            "",
            frozenset(),
        )
        for t in terms
        if t.kind == "programme"
    )


def regions(all_: Sequence[Region], language: Language) -> tuple[Name, ...]:
    """The provinces, cities, counties and districts; one that lies in another, or shares a spelling with it, is related to it."""
    parents = {r.id: r.parent for r in all_}
    return tuple(
        Name(r.id, _spellings(r, language), r.level, frozenset({r.id, *r.ambiguous_with, *_line(r.id, parents)}))
        for r in all_
        if r.level in ("province", "city", "county", "district") and _spellings(r, language)
    )


def plant_name(text: str, context: str, language: Language, names: Sequence[Name], rng: Random) -> list[Edit]:
    """Each thing that the text names, named as another one of its level that the text does not name.

    A third of the new names are taken from the context (title, headings), where there is one: the mix-up that is nearest at hand.
    """
    named = [(name, places) for name in names if (places := name.places(text, language))]
    present = {name.id for name, _ in named}
    edits = []
    for name, places in _outermost(named):
        others = [
            o for o in names if o.level == name.level and not o.related & {name.id} and o.id not in name.related and o.id not in present
        ]
        nearby = [o for o in others if o.places(context, language)]
        if others:
            other = rng.choice(nearby if nearby and rng.random() < _FROM_CONTEXT else others)
            edits.append(_exchange(text, places, other.spellings[0]))
    return edits


def _outermost(named: Sequence[tuple[Name, list[tuple[int, int]]]]) -> list[tuple[Name, list[tuple[int, int]]]]:
    """Without what is named inside a longer name only."""
    spans = [(name.id, span) for name, places in named for span in places]
    kept = []
    for name, places in named:
        own = [(a, b) for a, b in places if not any(id_ != name.id and c <= a and b <= d and (c, d) != (a, b) for id_, (c, d) in spans)]
        if own:
            kept.append((name, own))
    return kept


def _exchange(text: str, places: Sequence[tuple[int, int]], became: str) -> Edit:
    start, end = places[0]
    was = text[start:end]
    for a, b in reversed(places):
        text = text[:a] + with_particle(became, text[b:])
    return Edit(text, was, became)


def _spellings(region: Region, language: Language) -> tuple[str, ...]:
    own = (region.ko, *region.also_ko) if language == "ko" else (region.en, *region.also_en)
    return tuple(s for s in own if s not in region.ordinary_words and len(s) > 1)


def _line(id_: str, parents: dict[str, str | None]) -> list[str]:
    line, above = [], parents.get(id_)
    while above:
        line.append(above)
        above = parents.get(above)
    return line
