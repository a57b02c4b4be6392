"""regions.toml -> regions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.documents.glossary import owners, read_entries
from assistant.errors import CorpusError
from assistant.records import Period, Region


def load_regions(corpus: Path) -> tuple[Region, ...]:
    """The regions of regions.toml in the file's order; empty when there is no such file.

    Raises CorpusError when the file is not TOML, an entry is wrong, an id is given twice, a parent or namesake does not
    exist, parents form a circle, a date is none, or two regions share a spelling without naming each other.
    """
    path = corpus / "regions.toml"
    regions = {region.id: region for region in read_entries(path, "region", Region)}
    for region in regions.values():
        if problem := _problem_of(region, regions):
            raise CorpusError(f"{path}: region {region.id!r}: {problem}.")
    for spelling, ids in owners(regions.values()).items():
        for name in ids:
            if missing := set(ids) - {name, *regions[name].ambiguous_with}:
                raise CorpusError(
                    f"{path}: region {name!r}: {spelling!r} is a name of {', '.join(sorted(missing))} too.",
                    "Name each other in ambiguous_with, or leave the spelling at one of them.",
                )
    return tuple(regions.values())


def _problem_of(region: Region, regions: Mapping[str, Region]) -> str | None:
    """What is wrong with one region, in words."""
    left_out = [name for c in region.area_class for name in c.without]
    if unknown := [name for name in (region.parent, *region.ambiguous_with, *left_out) if name and name not in regions]:
        return f"expected ids of regions in parent, ambiguous_with and without, got {unknown[0]!r}"
    above, seen = region.parent, {region.id}
    while above:
        if above in seen:
            return f"its parents lead back to {above!r}"
        seen.add(above)
        # A parent that does not exist is told at the region that names it.
        above = regions[above].parent if above in regions else None
    if strange := set(region.ordinary_words) - set(region.names):
        return f"ordinary_words: {min(strange)!r} is not one of its names"
    days = [day for c in region.crisis for day in (c.start, c.end)] + [day for z in region.zones for day in (z.start, z.end)]
    for day in filter(None, days):
        try:
            Period.parse(day)
        except ValueError as error:
            return str(error)
    return None
