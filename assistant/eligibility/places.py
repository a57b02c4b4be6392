"""Names of places -> regions, and what a region is on a day: its province, area class, crisis designation and zones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import product
from typing import NamedTuple

from assistant.errors import SituationError
from assistant.records import AreaClass, CrisisDesignation, Language, Period, Region, Term, Zone, language_of

CAPITAL = "capital-area"
_TOKEN = re.compile(r"[a-z0-9]+|[가-힣]+")
# What may follow a Korean name in the same word.
_PARTICLES = re.compile(
    r"(?:으로|로|에서|에|의|은|는|이|가|을|를|과|와|도|만|까지|부터|쪽|지역|소재|시내|내|산|이나|나|인데|인|이며|이고|입니다|이에요|예요|이다|이었|였)"
    r"(?:의|는|은|도|만|서|부터|까지|요)?|(?:공장|본사|사람|시민|군민|도민|거주|출신)[가-힣]*"
)
# What may stand between the words of one name.
_GAP = re.compile(r"[ \t]?[\s(),·./'’-]?[ \t]?")
_LONGEST = 7


class Mention(NamedTuple):
    """A name of a place in a text: its region, or several `choices` and no region where the name alone does not tell."""

    region: Region | None
    start: int
    end: int
    choices: tuple[Region, ...] = ()


class Places:
    """The regions by every spelling of their names, alone or with the province they lie in. Built once, in a fraction of a second.

    `terms` is the glossary, for the names of kinds of zones.
    """

    def __init__(self, regions: Sequence[Region], terms: Sequence[Term] = ()) -> None:
        self._regions = {region.id: region for region in regions}
        self._terms = {term.id: term for term in terms}
        # Names in the two languages, as keys.
        self._keys = {r.id: ({_key(n) for n in (r.en, *r.also_en)}, {_key(n) for n in (r.ko, *r.also_ko)}) for r in regions}
        self._alone: dict[str, dict[str, None]] = defaultdict(dict)
        spelled_with: dict[str, dict[str, None]] = defaultdict(dict)
        for region in regions:
            for name in (region.id, *region.names):
                self._alone[_key(name)][region.id] = None
            for key in self._with_parent(region):
                spelled_with[key][region.id] = None
        self._ids = {key: tuple(ids) for key, ids in (spelled_with | self._alone).items()}
        self._squeezed: dict[str, dict[str, None]] = defaultdict(dict)
        for key, ids in self._ids.items():
            self._squeezed[key.replace(" ", "")].update(dict.fromkeys(ids))
        self._ordinary = {_key(word) for region in regions for word in region.ordinary_words}

    def __getitem__(self, region_id: str) -> Region:
        """The region with that id; KeyError where there is none."""
        return self._regions[region_id]

    def __contains__(self, region_id: object) -> bool:
        return region_id in self._regions

    def __iter__(self) -> Iterator[Region]:
        return iter(self._regions.values())

    def term(self, term_id: str) -> Term | None:
        """The glossary's term with that id, if it is known."""
        return self._terms.get(term_id)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The glossary's terms."""
        return tuple(self._terms.values())

    def resolve(self, name: str, within: Region | str | None = None) -> Region:
        """The one region of that name, in any spelling; `within` is a region (or its name) that it must lie in.

        Raises SituationError for a name that no place or more than one has, and for one that means every place.
        """
        key = _key(name)
        found = [self._regions[i] for i in self._ids.get(key) or tuple(self._squeezed.get(key.replace(" ", ""), ()))]
        if within is not None:
            above = within if isinstance(within, Region) else self.resolve(within)
            found = [region for region in found if above in self.chain(region)]
        if not found:
            raise self._unknown(name)
        if len(found) > 1:
            raise ambiguous(name, found, self)
        if found[0].parent is None:
            raise SituationError(f"{name!r} is too wide.", "Name the city, county, district or province.")
        return found[0]

    def full_name(self, region: Region, language: Language) -> str:
        """The name with the province it lies in, such that it alone tells which place is meant."""
        province = self.province(region)
        own = region.ko if language == "ko" else region.en
        if province is None or province == region:
            return own
        above = province.ko if language == "ko" else province.en
        if above in own:
            return own
        return f"{above} {own}" if language == "ko" else f"{own}, {above}"

    def chain(self, region: Region) -> tuple[Region, ...]:
        """The region and everything it lies in, nearest first."""
        found = [region]
        while parent := found[-1].parent:
            found.append(self._regions[parent])
        return tuple(found)

    def province(self, region: Region) -> Region | None:
        """The province or city of the top tier that it is or lies in; None above that tier and for zones across provinces."""
        return next((r for r in self.chain(region) if r.level == "province"), None)

    def in_capital_area(self, region: Region) -> bool:
        """Whether the region is the capital area or lies in it."""
        return any(r.id == CAPITAL for r in self.chain(region))

    def area_class(self, region: Region, version: str | None = None) -> AreaClass | None:
        """The class in the version of that name, or without one in the newest version seen, which a region lists last.

        A district or complex without a class has that of what it lies in, unless the class leaves it out.
        """
        below: set[str] = set()
        for place in self.chain(region):
            classes = [c for c in place.area_class if version is None or c.version == version]
            if classes:
                return None if below & set(classes[-1].without) else classes[-1]
            if place.level not in ("district", "complex"):
                return None
            below.add(place.id)
        return None

    def crisis(self, region: Region, day: date) -> CrisisDesignation | None:
        """The designation that is surely in force on the day, of the region or, for a district or complex, of what it lies in.

        An unknown first or last day is open. A day within a partial first or last date is not sure: see `crisis_unsure`.
        """
        return self._crisis(region, day, sure=True)

    def crisis_unsure(self, region: Region, day: date) -> CrisisDesignation | None:
        """A designation of which the dates are too partial to say whether it is in force on the day."""
        return self._crisis(region, day, sure=None)

    def zones(self, region: Region, day: date) -> tuple[Zone, ...]:
        """The region's own zones that are surely in force on the day; an unknown first or last day is open."""
        return tuple(z for z in region.zones if covers(z.start, z.end, day))

    def zone_named_after(self, region: Region) -> bool:
        """Whether the region has a kind of zone of its own, so that its name says which zone is meant."""
        return any(z.term.startswith(region.id) for z in region.zones)

    def find_in(self, text: str, *, ordinary: bool = False) -> list[Mention]:
        """The places that a text names, in its order: longest names first, without overlaps.

        Names that also are everyday words count only with their province, or where `ordinary` asks for them.
        """
        plain = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(plain)]
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            mention, used = self._mention_at(plain, tokens, at, ordinary=ordinary)
            if mention:
                found.append(mention)
            at += max(used, 1)
        return found

    def _mention_at(self, text: str, tokens: list[tuple[str, int, int]], at: int, *, ordinary: bool) -> tuple[Mention | None, int]:
        """The longest name that starts at a token, and how many tokens it takes."""
        longest = 1
        while (
            longest < _LONGEST
            and at + longest < len(tokens)
            and _GAP.fullmatch(text[tokens[at + longest - 1][2] : tokens[at + longest][1]])
        ):
            longest += 1
        for size in range(longest, 0, -1):
            last, start, _ = tokens[at + size - 1]
            joined = " ".join(token for token, _, _ in tokens[at : at + size])
            cuts = range(len(last), 0, -1) if "가" <= last[0] <= "힣" else (len(last),)
            for cut in cuts:
                key = joined[: len(joined) - len(last) + cut]
                if key in self._ids and (cut == len(last) or _PARTICLES.fullmatch(last[cut:])):
                    regions = tuple(self._regions[i] for i in self._ids[key])
                    if all(r.parent for r in regions) and (ordinary or key not in self._ordinary):
                        one = regions[0] if len(regions) == 1 else None
                        return Mention(one, tokens[at][1], start + cut, () if one else regions), size
        return None, 1

    def _with_parent(self, region: Region) -> Iterator[str]:
        """The names together with the names of the province and city that the region lies in."""
        yield _key(f"{region.en} {region.ko}")
        yield _key(f"{region.ko} {region.en}")
        own_en, own_ko = self._keys[region.id]
        parent = self._regions.get(region.parent or "")
        while parent and parent.level != "country-part":
            above_en, above_ko = self._keys[parent.id]
            for own, above in product(own_en, above_en):
                yield from (f"{own} {above}", f"{above} {own}", f"{own} in {above}")
            for own, above in product(own_ko, above_ko):
                yield from (f"{above} {own}", f"{above}{own}")
            parent = self._regions.get(parent.parent or "")

    def _crisis(self, region: Region, day: date, *, sure: bool | None) -> CrisisDesignation | None:
        for place in self.chain(region):
            for designation in place.crisis:
                if covers(designation.start, designation.end, day) is sure:
                    return designation
            if place.level not in ("district", "complex"):
                return None
        return None

    def _unknown(self, name: str) -> SituationError:
        near = get_close_matches(_key(name), self._alone, n=6, cutoff=0.6)
        regions = list(dict.fromkeys(self._regions[i] for key in near for i in self._alone[key] if self._regions[i].parent))[:3]
        names = ", ".join(repr(self.full_name(region, language_of(name))) for region in regions)
        return SituationError(
            f"{name!r} is no place that is known.", f"Nearest: {names}." if names else "Name a city, county, district or province."
        )


def ambiguous(name: str, regions: Sequence[Region], places: Places) -> SituationError:
    """The error that says which places share a name and what to write."""
    language = language_of(name)
    names = [repr(places.full_name(region, language)) for region in regions]
    return SituationError(f"{name!r} is the name of {len(names)} places.", f"Write {', '.join(names[:-1])} or {names[-1]}.")


def covers(start: str | None, end: str | None, day: date) -> bool | None:
    """Whether a period with partial dates holds the day; None where its dates are too partial to say. None is open."""
    first, last = (Period.parse(text) if text else None for text in (start, end))
    if (first and day < first.start) or (last and day > last.end):
        return False
    if (first and day < first.end) or (last and day > last.start):
        return None
    return True


def _key(name: str) -> str:
    """The words of a name, lower case, with single blanks between."""
    return " ".join(_TOKEN.findall(name.casefold()))
