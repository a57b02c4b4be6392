"""PDF files -> blocks. Text, not pictures of it: a scanned page is refused by its number."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from assistant.documents.blocks import Parsed
from assistant.documents.pdf_blocks import blocks_of
from assistant.documents.pdf_flow import Flow, Style
from assistant.documents.pdf_joining import Joiner, words_break
from assistant.documents.pdf_lines import Column, Line, body_size, columns, lines_of, without_running_lines
from assistant.documents.pdf_notes import Notes, notes_of
from assistant.documents.pdf_page import Box, PageContent, Word, read_page
from assistant.documents.pdf_tables import FoundTable, find_tables

MAX_PAGES = 400
MAX_WORDS = 600_000
# What a file that was cut or damaged makes the reader stumble over.
_BROKEN = (
    PdfminerException, MalformedPDFException, PSException, PDFException, ArithmeticError, AssertionError, AttributeError,
    LookupError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip
_OTHER_FILES = {b"PK\x03\x04": "a zip file (docx, xlsx, hwpx …)", b"\xd0\xcf\x11\xe0": "an old Office or HWP file", b"<": "HTML or XML"}
# A line of a table of contents: dots lead to a page number.
_CONTENTS = re.compile(r"([.·…‥․]\s?){5,}\s*[\divxlc]+$")
# Its warnings name neither file nor page, and nothing that a reader could do.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def parse_pdf(raw: bytes) -> Parsed:
    """The text of a PDF in reading order.

    Running heads, repeated footers and page numbers are left out; a page's footnotes follow its text. Raises ValueError
    for what is no PDF, is cut short, needs a password, holds pictures instead of text, or is too long.
    """
    _check_form(raw)
    pages, tables = _read(raw)
    body = body_size(pages, tables)
    without_running_lines(pages, tables, body)
    _check_text(pages)
    notes = [_take_notes(page, found, body) for page, found in zip(pages, tables, strict=True)]
    read = [_columns(page, found) for page, found in zip(pages, tables, strict=True)]
    texts = [[entry for entry in entries if isinstance(entry, Line)] for page in read for _, entries in page]
    cells = [lines for page, found in zip(pages, tables, strict=True) for table in found for lines in table.lines(page).values()]
    joiner = _joiner(texts, [*texts, *cells])
    flow = Flow(joiner, _joiner(cells, [*texts, *cells]), Style(body, _pitch(texts)))
    edges = _right_edges(pages, read, body)
    for page, found in zip(pages, read, strict=True):
        _flow(page, found, flow, edges)
    return Parsed({}, tuple(blocks_of(flow, {page.number: note.texts(joiner) for page, note in zip(pages, notes, strict=True)})))


Entries = list[Line | FoundTable]


def _check_form(raw: bytes) -> None:
    if b"%PDF-" not in raw[:1024]:
        found = next((name for start, name in _OTHER_FILES.items() if raw.lstrip().startswith(start)), "something else")
        raise ValueError(f"not a PDF: it begins like {found}; give it the ending of what it is" if raw else "empty file")
    if b"%%EOF" not in raw[-2048:]:
        raise ValueError(f"cut short: a PDF ends in %%EOF, this one stops after {len(raw):,} bytes; copy or download it again")


def _read(raw: bytes) -> tuple[list[PageContent], list[list[FoundTable]]]:
    pages: list[PageContent] = []
    tables: list[list[FoundTable]] = []
    number = 0
    try:
        with pdfplumber.open(io.BytesIO(raw)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise _TooLongError(f"too long: {len(pdf.pages)} pages, at most {MAX_PAGES}; split it")
            for number, page in enumerate(pdf.pages, start=1):
                pages.append(read_page(page))
                tables.append(find_tables(page, pages[-1]))
                page.close()
                if sum(len(p.words) for p in pages) > MAX_WORDS:
                    raise _TooLongError(f"too long: over {MAX_WORDS:,} words up to page {number}; split it")
    except _TooLongError:
        raise
    except _BROKEN as error:
        causes = (error, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in causes):
            raise ValueError("needs a password; save a copy without one") from None
        where = f" on page {number}" if number else ""
        raise ValueError(f"damaged: its structure can't be read{where} ({type(error).__name__}); save or download it again") from None
    if not pages:
        raise ValueError("damaged: it has no page")
    return pages, tables


class _TooLongError(ValueError):
    """A limit of this module is passed."""


def _check_text(pages: Sequence[PageContent]) -> None:
    """Refuse pages that are pictures. A picture on the first page alone is a cover."""
    written = sum(len(word.text) for page in pages for word in page.words)
    scanned = [page.number for page in pages if page.picture and not page.words]
    if scanned and (scanned != [1] or not written):
        raise ValueError(f"scanned: {_pages(scanned)} of {len(pages)} hold a picture and no text; run text recognition (OCR) over it")
    if not written:
        raise ValueError(f"no text on any of its {len(pages)} pages; letters may have been drawn as shapes: run text recognition (OCR)")
    unmapped = sum(word.text.count("\ufffd") for page in pages for word in page.words)
    if unmapped > 0.2 * written:
        raise ValueError("its fonts do not say which letters they draw; print it to a new PDF, or run text recognition (OCR)")


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers as 'pages 1-3, 7'."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return f"page{'s' * (len(numbers) > 1)} " + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _take_notes(page: PageContent, tables: Sequence[Box], body: float) -> Notes:
    """The page's footnotes; their words are taken out of the page."""
    notes = notes_of(page, tables, body)
    lines = [line for note in notes.notes for line in note]
    page.words = [word for word in page.words if not any(line.holds(word) for line in lines)]
    page.note_labels = notes.labels
    return notes


def _columns(page: PageContent, tables: Sequence[FoundTable]) -> list[tuple[Column, Entries]]:
    """Each column with its lines and tables from top to bottom."""
    free = [word for word in page.words if not any(table.holds(word) for table in tables)]
    found: list[tuple[Column, Entries]] = []
    for column in columns([*free, *tables]):
        lines = lines_of((i for i in column.items if isinstance(i, Word)), page)
        entries: Entries = [line for line in lines if not _CONTENTS.search(line.text)]
        entries += [item for item in column.items if isinstance(item, FoundTable)]
        if entries:
            found.append((column, sorted(entries, key=lambda entry: entry.top)))
    return found


def _joiner(groups: Sequence[Sequence[Line]], known: Sequence[Sequence[Line]]) -> Joiner:
    """For lines that break as those of these groups do, knowing the words of all lines."""
    joints = ((above.text, line.text, above.blank_after) for lines in groups for above, line in pairwise(lines))
    return Joiner((line.text for lines in known for line in lines), words_break=words_break(joints))


def _pitch(groups: Sequence[Sequence[Line]]) -> dict[int, float]:
    """From one line's top to the next's by size: the lower quartile, as larger ones are spaces between paragraphs."""
    steps: defaultdict[int, list[float]] = defaultdict(list)
    for lines in groups:
        for above, line in pairwise(lines):
            if abs(above.size - line.size) < 0.6:
                steps[round(line.size)].append(line.top - above.top)
    return {size: sorted(values)[len(values) // 4] for size, values in steps.items()}


def _right_edges(pages: Sequence[PageContent], read: Sequence[Sequence[tuple[Column, Entries]]], body: float) -> dict[int, float]:
    """Where the text of pages without columns ends, by (rounded) page width.

    A few lines may run over it. Where all are short, the right margin is taken to be as wide as the left one.
    """
    lines: defaultdict[int, list[Line]] = defaultdict(list)
    for page, found in zip(pages, read, strict=True):
        for column, entries in found:
            if column.whole:
                lines[round(page.width)] += [e for e in entries if isinstance(e, Line) and abs(e.size - body) < 1]
    edges: dict[int, float] = {}
    for width, of_width in lines.items():
        ends = sorted(line.x1 for line in of_width)
        mirrored = width - min((line.x0 for line in of_width), default=0.0)
        usual = ends[-1 - len(ends) // 20] if ends else mirrored
        edges[width] = usual if usual > 0.85 * mirrored else mirrored
    return edges


def _flow(page: PageContent, found: Sequence[tuple[Column, Entries]], flow: Flow, edges: dict[int, float]) -> None:
    count = sum(isinstance(entry, FoundTable) for _, entries in found for entry in entries)
    names = iter([f"p. {page.number}"] if count == 1 else [f"p. {page.number}, table {n}" for n in range(1, count + 1)])
    for column, entries in found:
        right = edges.get(round(page.width), page.width) if column.whole else max(entry.x1 for entry in entries)
        for position, entry in enumerate(entries):
            if isinstance(entry, FoundTable):
                flow.add_table(entry, entry.grid(page, flow.cell_joiner), next(names))
            else:
                flow.add_line(entry, right, new_column=position == 0)
