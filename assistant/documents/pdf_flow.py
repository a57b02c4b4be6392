"""Lines and tables in reading order -> texts and tables that belong together, over the breaks of columns and pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.documents.grids import Grid
from assistant.documents.pdf_joining import Joiner
from assistant.documents.pdf_lines import Line
from assistant.documents.pdf_tables import FoundTable, continues, rows_joined

BULLET = re.compile("[•◦▪▫●○■□◆◇▶▷►‣·∙⚫–—*\ufffd-]\\s+(?=\\S)|[\uf000-\uf0ff]\\s*(?=\\S)")
NUMBERED = re.compile(r"(\(?(\d{1,2}|[a-zA-Z]|[가나다라마바사아자차카타파하])[.)]|[①-⑳㉮-㉻])(\s+(?=\S)|(?=[가-힣]))")
UNIT = re.compile(r"[(\[<【]?\s*(단위|units?\b|in\s)", re.IGNORECASE)
ENDS = re.compile(r"[.!?。:;：…][\"'”’)\]]*$")
_REMARK = re.compile(r"※|(주|비고|Notes?)\s*[:)]")
_ARTICLE = re.compile(r"제\s?\d+\s?[조장절]|다\.")
_DATE_GOES_ON = re.compile(r"\d{4}\.(\s?\d{1,2}\.)?$")
_CONTINUED = re.compile(r"continued|cont\.|계속", re.IGNORECASE)
_MAX_HEADING = 160


@dataclass
class Text:
    """Lines that belong together. `right` is where the column of the last one ends."""

    lines: list[Line]
    right: float

    @property
    def first(self) -> Line:
        """The line at its start."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The line at its end."""
        return self.lines[-1]


@dataclass
class TableText:
    """A table whose pieces are `first` to `last`, with the place of each of its rows."""

    first: FoundTable
    last: FoundTable
    grid: Grid
    places: list[str]


@dataclass
class Style:
    """What is usual in the document: the size of its text, and from one line's top to the next's by (rounded) size."""

    body: float
    pitch: dict[int, float]

    def is_large(self, line: Line) -> bool:
        """Larger than the text, as headings are."""
        return line.size >= self.body * 1.15

    def is_heading(self, text: str, lines: list[Line]) -> bool:
        """Large letters, or short bold ones that are no sentence."""
        if len(text) > _MAX_HEADING or not any(c.isalpha() for c in text) or BULLET.match(text):
            return False
        bold = lines[0].bold and lines[0].size >= self.body * 0.95
        return self.is_large(lines[0]) or (bold and len(lines) <= 2 and (text.endswith("?") or not ENDS.search(text)))

    def is_apart(self, above: Line, line: Line) -> bool:
        """Whether more than the usual space lies between two lines."""
        return line.top - above.top > max(self.pitch.get(round(line.size), 0.0) * 1.25, line.size * 1.35) + 1


@dataclass
class Flow:
    """What has been read so far. `joiner` joins the lines of texts, `cell_joiner` those of cells."""

    joiner: Joiner
    cell_joiner: Joiner
    style: Style
    elements: list[Text | TableText] = field(default_factory=list)

    def add_line(self, line: Line, right: float, *, new_column: bool) -> None:
        """Put a line behind the last text, or start a new one with it. `right` is where its column ends."""
        last = self.elements[-1] if self.elements else None
        if isinstance(last, Text) and (self._goes_over(last, line) if new_column else self._goes_on(last, line)):
            last.lines.append(line)
            last.right = right
        else:
            self.elements.append(Text([line], right))

    def add_table(self, found: FoundTable, grid: Grid, place: str) -> None:
        """Put a table behind the text, or its rows into the table that it continues. `place` names it ("p. 3")."""
        places = [f"{place}, row {number}" for number in range(1, len(grid) + 1)]
        before = self._table_before(found)
        rows = continues(before.grid, grid) if before else None
        if before is None or rows is None:
            self.elements.append(TableText(found, found, grid, places))
            return
        del self.elements[self.elements.index(before) + 1 :]
        if rows:
            before.grid[-1], rows = rows_joined(before.grid, rows, self.cell_joiner)
            before.grid += rows
            before.places += places[len(grid) - len(rows) :]
        before.last = found

    def _table_before(self, found: FoundTable) -> TableText | None:
        """The table at the end of the page or column before, if only words like 'continued' stand between them."""
        for element in reversed(self.elements):
            if isinstance(element, TableText):
                last = element.last
                moved = last.page == found.page - 1 or (last.page == found.page and last.top > found.bottom)
                return element if moved and found.is_shaped_like(last) else None
            text = self.text(element)
            if not _CONTINUED.search(text) and not UNIT.match(text):
                return None
        return None

    def text(self, element: Text) -> str:
        """The lines as one text."""
        return self.joiner.join((line.text, line.blank_after) for line in element.lines)

    def _goes_on(self, element: Text, line: Line) -> bool:
        """Whether a line of the same column belongs to the text before it."""
        last = element.last
        if abs(last.size - line.size) > 0.12 * last.size or self.style.is_apart(last, line) or starts_anew(line, last):
            return False
        if self.style.is_large(line):
            return is_full(last, line, element.right) or abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 6
        if not is_full(last, line, element.right) or (last.bold != line.bold and ENDS.search(last.text)):
            return False
        return _is_aligned(element, line)

    def _goes_over(self, element: Text, line: Line) -> bool:
        """Whether a sentence goes on at the top of the next column or page."""
        last = element.last
        if abs(last.size - line.size) > 0.12 * last.size or last.bold != line.bold or ENDS.search(last.text) or starts_anew(line, last):
            return False
        if self.style.is_large(line) or self.style.is_heading(self.text(element), element.lines):
            return False
        return is_full(last, line, element.right) or line.text[0].islower()


def is_full(last: Line, line: Line, right: float) -> bool:
    """Whether the next line's first word would not have fitted behind the last line."""
    return right - last.x1 < line.first_width + 0.3 * line.size


def starts_anew(line: Line, last: Line) -> bool:
    """A bullet, a number or a remark sign begins a text of its own, unless the number is the rest of a date or word."""
    if _ARTICLE.match(line.text):
        return bool(ENDS.search(last.text))
    if NUMBERED.match(line.text):
        return not _DATE_GOES_ON.search(last.text)
    return bool(BULLET.match(line.text) or _REMARK.match(line.text))


def _is_aligned(element: Text, line: Line) -> bool:
    """An indented line starts a paragraph; the lines of an item hang below its text, not below its label."""
    indent = 0.8 * line.size
    if len(element.lines) > 1 and element.last.page == line.page:
        return abs(line.x0 - element.last.x0) <= indent
    if BULLET.match(element.first.text) or NUMBERED.match(element.first.text):
        return line.x0 >= element.first.x0 - 2
    return line.x0 <= element.first.x0 + indent
