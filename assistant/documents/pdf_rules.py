"""The upright rules that the tables of a PDF page leave out: open sides, or columns parted by nothing but a gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from assistant.documents.pdf_page import Box, PageContent

_NEAR = 3.0
# A band between two rules that is higher than this share of the page is no table row.
_MAX_BAND = 0.3
_MAX_RULES = 500

Band = tuple[float, float]


def missing_rules(content: PageContent) -> list[dict[str, Any]]:
    """Lines to add to the page so that each of its tables is closed."""
    upright = [Box(e["x0"], e["top"], e["x1"], e["bottom"]) for e in content.edges if e["orientation"] == "v"]
    found: list[dict[str, Any]] = []
    for (x0, x1), ys in _stacks([e for e in content.edges if e["orientation"] == "h"][:_MAX_RULES]).items():
        known: list[float] = []
        for bands, crossing in _runs(sorted(ys), upright, x0, x1):
            inner = [x for x in crossing if x0 + _NEAR < x < x1 - _NEAR]
            if not crossing and len(bands) > 1:
                inner = _gaps(content, bands, x0, x1, known)
                found += [_upright(x, band) for band in bands for x in inner]
            if inner:
                sides = [x for x in (x0, x1) if not any(abs(x - other) <= _NEAR for other in crossing)]
                found += [_upright(x, band) for band in bands for x in sides]
            known = inner
    return found


def _spans(line: Box, band: Band) -> bool:
    return line.top <= band[0] + _NEAR and line.bottom >= band[1] - _NEAR


def _runs(ys: Sequence[float], upright: Sequence[Box], x0: float, x1: float) -> Iterator[tuple[list[Band], list[float]]]:
    """Runs of bands between two rules that the same upright rules cross, with the x of these."""

    def crossing(band: Band) -> list[float]:
        return sorted({round(v.x0, 1) for v in upright if _spans(v, band) and x0 - _NEAR <= v.x0 <= x1 + _NEAR})

    bands = [(top, bottom) for top, bottom in pairwise(ys) if bottom - top > _NEAR]
    for xs, run in groupby(bands, key=crossing):
        yield list(run), xs


def _gaps(content: PageContent, bands: Sequence[Band], x0: float, x1: float, known: Sequence[float]) -> list[float]:
    """The x that keep columns apart in all bands: the rules of the bands above, else gaps of more than a letter's width."""
    rows = [[word for word in content.words if Box(x0, top, x1, bottom).holds(word)] for top, bottom in bands]
    if not all(rows) or any(bottom - top > _MAX_BAND * content.height for top, bottom in bands):
        return []
    inside = sorted((word for row in rows for word in row), key=lambda word: word.x0)
    if known and not any(word.x0 < x < word.x1 for x in known for word in inside):
        return list(known)
    found: list[float] = []
    end = inside[0].x1
    for word in inside:
        if word.x0 - end > word.size:
            found.append(word.x0 - 1)
        end = max(end, word.x1)
    full = sum(all(any(a <= word.x0 < b for word in row) for a, b in pairwise([x0, *found, x1])) for row in rows)
    return found if full > 0.6 * len(rows) else []


def _stacks(edges: Sequence[dict[str, Any]]) -> dict[tuple[float, float], list[float]]:
    """Horizontal rules, their touching pieces joined, as {(x0, x1): ascending y} of those that start and end alike."""
    rows: defaultdict[int, list[tuple[float, float, float]]] = defaultdict(list)
    for edge in edges:
        rows[round(edge["top"] / _NEAR)].append((edge["x0"], edge["x1"], edge["top"]))
    joined: list[tuple[float, float, float]] = []
    for _, pieces in sorted(rows.items()):
        for piece in sorted(pieces):
            last = joined[-1] if joined else None
            if last and abs(last[2] - piece[2]) <= _NEAR and piece[0] <= last[1] + _NEAR:
                joined[-1] = (last[0], max(last[1], piece[1]), last[2])
            else:
                joined.append(piece)
    stacks: dict[tuple[float, float], list[float]] = {}
    for x0, x1, y in joined:
        key = next((k for k in stacks if abs(k[0] - x0) <= _NEAR and abs(k[1] - x1) <= _NEAR), (x0, x1))
        stacks.setdefault(key, []).append(y)
    return stacks


def _upright(x: float, band: Band) -> dict[str, Any]:
    top, bottom = band
    return {"object_type": "line", "x0": x, "x1": x, "top": top, "bottom": bottom, "width": 0.0, "height": bottom - top}
