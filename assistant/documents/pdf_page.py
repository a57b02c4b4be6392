"""A page of a PDF -> its words with place and style, its ruled lines and pictures. All lengths are points, y runs downwards."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page

_BOLD = re.compile(r"bold|black|heavy|headline|견고딕|[-,]b\b", re.IGNORECASE)
_UNMAPPED = re.compile(r"\(cid:\d+\)")
MAX_EDGES = 6_000


@dataclass(frozen=True)
class Box:
    """A place on a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Whether the other's middle lies inside."""
        return self.x0 <= (other.x0 + other.x1) / 2 <= self.x1 and self.top <= (other.top + other.bottom) / 2 <= self.bottom


@dataclass(frozen=True)
class Word(Box):
    """Letters without a blank between them, of one font and size. `blank_after` says that the file has a blank behind it."""

    text: str
    size: float
    bold: bool
    blank_after: bool


@dataclass
class PageContent:
    """What a page shows. `note_labels` are the labels of its footnotes, once these are known."""

    number: int
    width: float
    height: float
    words: list[Word]
    edges: list[dict[str, Any]]
    shades: list[Box]
    picture: bool
    note_labels: frozenset[str] = frozenset()


def read_page(page: Page) -> PageContent:
    """The words in the page's visible area. `picture` says that an image fills at least half of the page."""
    drawn: set[tuple[str, int, int]] = set()
    visible = page.filter(lambda thing: _is_visible(thing, page.bbox) and _is_first(thing, drawn))
    for char in visible.chars:
        _narrow(char)
    # Some writers (TeX) set no blanks: the gap is all there is. Where there are blanks, letters may be spaced more widely.
    gap = 0.3 if any(char["text"] == " " for char in visible.chars) else 0.13
    found = visible.extract_words(x_tolerance_ratio=gap, y_tolerance=2, extra_attrs=["fontname", "size"], expand_ligatures=True)
    blanks = {(round(c["x0"]), round(c["top"])) for c in visible.chars if c["text"].isspace()}
    words = [_word(word, blanks) for word in found]
    shades = [_box(r) for r in page.rects if r.get("fill") and _is_shade(r.get("non_stroking_color"))]
    area = page.width * page.height
    picture = any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) >= area / 2 for i in page.images)
    edges = page.edges if len(page.edges) <= MAX_EDGES else []
    return PageContent(page.page_number, float(page.width), float(page.height), words, edges, shades, picture)


def _is_visible(thing: Mapping[str, Any], bounds: tuple[float, float, float, float]) -> bool:
    """Letters outside the page or slanted across it (a watermark) are not part of its text."""
    if thing["object_type"] != "char":
        return True
    x0, top, x1, bottom = bounds
    along, across = (abs(value) for value in thing["matrix"][:2])
    slanted = across > 0.1 * along and along > 0.1 * across
    return not slanted and x0 <= (thing["x0"] + thing["x1"]) / 2 <= x1 and top <= (thing["top"] + thing["bottom"]) / 2 <= bottom


def _is_first(thing: Mapping[str, Any], drawn: set[tuple[str, int, int]]) -> bool:
    """Whether a letter is drawn here for the first time: some writers draw bold letters twice."""
    if thing["object_type"] != "char":
        return True
    key = (thing["text"], round(thing["x0"]), round(thing["top"]))
    known = key in drawn
    drawn.add(key)
    return not known


def _narrow(char: dict[str, Any]) -> None:
    """Take the overhang of an artificially slanted letter off its width, or it would cover the blank behind it."""
    _, across, shear, up = char["matrix"][:4]
    if up and shear / up > 0.05 and abs(across) < 0.01:
        char["x1"] -= shear / up * char["height"]


def _word(word: Mapping[str, Any], blanks: set[tuple[int, int]]) -> Word:
    x1, top = round(word["x1"]), round(word["top"])
    behind = any((x1 + dx, top + dy) in blanks for dx in (-1, 0, 1, 2) for dy in (-1, 0, 1))
    text = unicodedata.normalize("NFC", _UNMAPPED.sub("\ufffd", word["text"])).replace("\xad", "-")
    return Word(
        word["x0"], word["top"], word["x1"], word["bottom"], text, float(word["size"]), bool(_BOLD.search(word["fontname"])), behind
    )


def _box(thing: Mapping[str, Any]) -> Box:
    return Box(thing["x0"], thing["top"], thing["x1"], thing["bottom"])


def _is_shade(colour: object) -> bool:
    """A fill that is neither white nor unknown."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    values = [float(part) for part in parts if isinstance(part, int | float)]
    if not values or len(values) != len(parts):
        return False
    return max(values) > 0.02 if len(values) == 4 else min(values) < 0.98
