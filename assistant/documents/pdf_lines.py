"""Words of a PDF page -> lines, and columns in reading order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.documents.pdf_page import Box, PageContent, Word

_LABEL = re.compile(r"(\d{1,3}|[*†‡§]+|[a-z])\)?")
_UNIT = re.compile(r"(?<![a-zA-Z])(m|km|cm|mm|ft|in|yd)$")
_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_FIGURES = re.compile(r"\d+")
# How much of the page, from its edge, may hold running heads and page numbers.
_MARGIN = 0.12
_ROMAN = re.compile(r"\W*[ivxl]{1,6}\W*")
_PAGE_NUMBER = re.compile(r"\W*(page|p\.|제)?\s*\d+\s*(쪽|페이지|면)?\s*((of|/|중)\s*\d+\s*(쪽|페이지)?)?\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Line(Box):
    """A line of one column. `first_width` is the width of its first word; `blank_after` as in Word."""

    text: str
    size: float
    bold: bool
    first_width: float
    blank_after: bool
    page: int


@dataclass
class Column:
    """Words and tables that are read from top to bottom. `whole` says that the page has no other column beside it."""

    items: list[Box] = field(default_factory=list)
    whole: bool = True


def lines_of(words: Iterable[Word], content: PageContent, *, keep_raised: bool = False) -> list[Line]:
    """Lines from top to bottom. Raised labels of the page's footnotes are left out; other raised figures (m²) are kept as such."""
    labels = frozenset[str]() if keep_raised else content.note_labels
    return sorted((_line(row, content.number, labels, keep_raised=keep_raised) for row in _rows(words)), key=lambda line: line.top)


def raised_labels(words: Iterable[Word]) -> frozenset[str]:
    """The labels that stand above the line, as references to footnotes do."""
    return frozenset(word.text for row in _rows(words) for before, word in _raised(row, _size(row)) if not _UNIT.search(before))


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line: large ones first, so that a raised label joins the line it belongs to."""
    rows: list[tuple[Word, list[Word]]] = []
    for word in sorted(words, key=lambda w: (-round(w.size, 1), w.top, w.x0)):
        middle = (word.top + word.bottom) / 2
        home = next((members for lead, members in rows if lead.top - 0.1 * lead.size <= middle <= lead.bottom), None)
        if home is None:
            rows.append((word, [word]))
        else:
            home.append(word)
    return [sorted(members, key=lambda w: w.x0) for _, members in rows]


def _size(row: Iterable[Word]) -> float:
    """The size of most letters of a line."""
    weight = Counter[float]()
    for word in row:
        weight[round(word.size * 2) / 2] += len(word.text)
    return weight.most_common(1)[0][0]


def _raised(row: Sequence[Word], size: float) -> list[tuple[str, Word]]:
    """(the text before it, the word) of each small label that stands above the line."""
    base = max((word.bottom for word in row if word.size > 0.85 * size), default=0.0)
    return [
        (row[i - 1].text if i else "", word)
        for i, word in enumerate(row)
        if word.size <= 0.75 * size and word.bottom < base - 0.1 * size and _LABEL.fullmatch(word.text)
    ]


def _line(row: Sequence[Word], page: int, labels: frozenset[str], *, keep_raised: bool) -> Line:
    size = _size(row)
    main = [word for word in row if word.size > 0.85 * size] or list(row)
    raised = {} if keep_raised else {id(word): before for before, word in _raised(row, size)}
    text = ""
    before: Word | None = None
    for word in row:
        part = word.text
        if id(word) in raised:
            part = part.translate(_RAISED) if part not in labels or _UNIT.search(raised[id(word)]) else ""
        apart = before is not None and (before.blank_after or word.x0 - before.x1 > 0.12 * size)
        text += f" {part}" if part and apart else part
        before = word
    return Line(
        x0=row[0].x0,
        top=min(word.top for word in main),
        x1=row[-1].x1,
        bottom=max(word.bottom for word in main),
        text=text,
        size=size,
        bold=all(word.bold for word in main if any(c.isalnum() for c in word.text)),
        first_width=row[0].x1 - row[0].x0,
        blank_after=row[-1].blank_after,
        page=page,
    )


def without_running_lines(pages: Sequence[PageContent], tables: Sequence[Sequence[Box]], body: float) -> None:
    """Take running heads, repeated footers and page numbers out of the pages' words. `body` is the size of the text."""
    seen: defaultdict[tuple[str, int], list[tuple[int, tuple[int, ...], Line]]] = defaultdict(list)
    for number, page in enumerate(pages):
        free = [word for word in page.words if not any(table.holds(word) for table in tables[number])]
        for line in _outer_lines(lines_of(free, page), page.height):
            figures = tuple(int(figure) for figure in _FIGURES.findall(line.text))
            seen[_FIGURES.sub("#", line.text), round(line.top / 4)].append((number, figures, line))
    for (text, place), found in list(seen.items()):
        near = found + seen.get((text, place + 1), []) + seen.get((text, place - 1), [])
        for number, figures, line in found:
            if line.size <= body * 1.15 and (_is_page_number(line.text, len(pages)) or _repeats(number, figures, near)):
                pages[number].words = [word for word in pages[number].words if not line.holds(word)]


def _outer_lines(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines in the margins: two at most at the top, three at the bottom."""
    top = [line for line in lines if line.bottom <= height * _MARGIN][:2]
    return top + [line for line in lines if line.top >= height * (1 - _MARGIN)][-3:]


def _is_page_number(text: str, pages: int) -> bool:
    return bool(_ROMAN.fullmatch(text)) or (bool(_PAGE_NUMBER.fullmatch(text)) and int(_FIGURES.findall(text)[0]) <= pages + 1000)


def _repeats(number: int, figures: tuple[int, ...], near: Iterable[tuple[int, tuple[int, ...], Line]]) -> bool:
    """Whether another page has the same line at the same height; a figure in it may count the pages."""
    for other, others, _ in near:
        if other != number and all(a == b or a - number == b - other for a, b in zip(figures, others, strict=True)):
            return True
    return False


def body_size(pages: Sequence[PageContent], tables: Sequence[Sequence[Box]]) -> float:
    """The size of most letters outside the tables of a document, or inside if there are few others."""
    free = [w for page, found in zip(pages, tables, strict=True) for w in page.words if not any(table.holds(w) for table in found)]
    words = [word for page in pages for word in page.words]
    return _size(free if len(free) > len(words) / 20 else words) if words else 10.0


def columns(items: Sequence[Box], *, whole: bool = True) -> list[Column]:
    """Words and tables in reading order: what stands above two columns, the left one, the right one, what stands below."""
    found = _gutter(items)
    if not found:
        return [Column(list(items), whole)] if items else []
    x, top, bottom = found
    parts: tuple[list[Box], ...] = ([], [], [], [])
    for item in items:
        middle = (item.top + item.bottom) / 2
        parts[0 if middle < top else 3 if middle > bottom else 1 if item.x0 < x - 1 else 2].append(item)
    above, left, right, below = parts
    return [*columns(above, whole=whole), *columns(left, whole=False), *columns(right, whole=False), *columns(below, whole=whole)]


def _gutter(items: Sequence[Box]) -> tuple[float, float, float] | None:
    """(left edge of the right column, top, bottom) of the tallest pair of columns, if there is one."""
    best: tuple[int, tuple[float, float, float]] | None = None
    for x in _column_starts(items):
        walls = sorted((i.top, i.bottom) for i in items if i.x0 < x - 1 < i.x1)
        edges = [(float("-inf"), float("-inf")), *walls, (float("inf"), float("inf"))]
        for (_, top), (bottom, _) in pairwise(edges):
            band = [i for i in items if top <= (i.top + i.bottom) / 2 <= bottom]
            if (count := _columns_in(band, x)) and (best is None or count > best[0]):
                best = count, (x, min(i.top for i in band), max(i.bottom for i in band))
    return best[1] if best else None


def _column_starts(items: Sequence[Box]) -> list[float]:
    """Where words stand behind a gap, several times at the same x."""
    starts: Counter[int] = Counter()
    for row in _rows(item for item in items if isinstance(item, Word)):
        starts.update(round(b.x0) for a, b in pairwise(row) if b.x0 - a.x1 > 0.8 * b.size)
    return [x for x, _ in starts.most_common(8) if starts[x] + starts[x - 1] + starts[x + 1] >= 2]


def _columns_in(band: Sequence[Box], x: float) -> int:
    """How many lines two columns left and right of x have together; 0 when these are not columns but, say, labels and values."""
    left = [i for i in band if i.x1 < x]
    right = [i for i in band if i.x0 >= x - 1]
    if not left or not right or len(left) + len(right) < len(band):
        return 0
    sides = [_rows(w for w in side if isinstance(w, Word)) for side in (left, right)]
    if len(sides[0]) < 3 or len(sides[1]) < 2:
        return 0
    inner, outer = max(i.x1 for i in left), max(i.x1 for i in right)
    widths = inner - min(i.x0 for i in left), outer - x
    if min(widths) < 0.25 * (sum(widths) + x - inner) or x - inner < 6:
        return 0
    for rows, width in zip(sides, widths, strict=True):
        if sum(row[-1].x1 - row[0].x0 for row in rows) < 0.55 * width * len(rows):
            return 0
    return len(sides[0]) + len(sides[1])
