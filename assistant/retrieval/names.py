"""The programmes and places that a question names, in any of their spellings, and what it puts in place of what was named before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from assistant.records import Region, Term

# Finds the places in a text: (region ids, start, end) per mention; several ids where the name alone does not tell.
FindPlaces = Callable[[str], Iterable[tuple[tuple[str, ...], int, int]]]
# Words of which a question means one: naming another takes the place of the first.
_ALTERNATIVES = (
    re.compile(r"\b(?:upper|middle|lower|crisis)(?=\W)|(?:상위|중위|하위|위기)\s?(?=지역)", re.I),
    re.compile(r"\b(?:large|mid-?sized|small(?: and medium(?:-sized)?)?|smes?)\b|대기업|중견기업|중소기업|소기업", re.I),
    re.compile(r"\b(?:site|land|facility|facilities)\b|입지|토지|설비|시설", re.I),
    re.compile(r"\b(?:19|20)\d\d\b|(?:19|20)\d\d년"),
)


@dataclass(frozen=True)
class Names:
    """Slugs of programmes, and ids of regions with those that they lie in."""

    programmes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """Finds names. Without a glossary and regions it finds none."""

    terms: Sequence[Term] = ()
    regions: Sequence[Region] = ()
    find_places: FindPlaces = lambda _: ()
    _spellings: dict[str, str] = field(init=False, default_factory=dict)
    _parents: dict[str, str | None] = field(init=False, default_factory=dict)
    _pattern: list[re.Pattern[str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._parents.update((region.id, region.parent) for region in self.regions)
        for term in self.terms:
            if term.programme:
                self._spellings.update(dict.fromkeys((name.casefold() for name in term.names), term.programme))
        if self._spellings:
            longest_first = sorted(self._spellings, key=len, reverse=True)
            parts = (rf"(?<![a-z]){re.escape(s)}(?:e?s)?(?![a-z])" if s.isascii() else re.escape(s) for s in longest_first)
            self._pattern.append(re.compile("|".join(parts)))

    def find(self, text: str) -> Names:
        """What a text names."""
        folded = text.casefold()
        spelled = [m.group() for pattern in self._pattern for m in pattern.finditer(folded)]
        singular = (next(p for p in (s, s.removesuffix("s"), s.removesuffix("es")) if p in self._spellings) for s in spelled)
        programmes = [self._spellings[s] for s in singular]
        regions: dict[str, None] = {}
        for region in (i for ids, _, _ in self.find_places(text) for i in ids):
            above: str | None = region
            while above:
                regions[above] = None
                above = self._parents.get(above)
        return Names(tuple(dict.fromkeys(programmes)), tuple(regions))

    def without(self, earlier: str, later: str) -> str:
        """The earlier text without the places and alternatives that the later one names others of."""
        cut: list[tuple[int, int]] = []
        if any(True for _ in self.find_places(later)):
            cut += [(start, end) for _, start, end in self.find_places(earlier)]
        for alternatives in _ALTERNATIVES:
            if alternatives.search(later):
                cut += [m.span() for m in alternatives.finditer(earlier)]
        # A name of a place may hold an alternative, so what is cut may overlap.
        kept = (c for i, c in enumerate(earlier) if not any(start <= i < end for start, end in cut))
        return " ".join("".join(kept).split())
