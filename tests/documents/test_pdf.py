import random
import re
import zipfile
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assistant.documents import pdf
from assistant.documents.canonical import build
from assistant.documents.pdf import parse_pdf
from assistant.documents.pdf_joining import Joiner, words_break
from assistant.documents.pdf_lines import Line
from assistant.documents.pdf_tables import PlacedCell, rows_joined

FILES = Path(__file__).parent / "files"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def source(name):
    return ET.parse(FILES / f"{name}.fodt").getroot().find(".//{*}body/{*}text")


def text_of(node):
    """The text without the notes in it; a raised 2 as the sign for it."""
    text = node.text or ""
    for child in node:
        if child.tag == f"{TEXT}span":
            text += text_of(child).replace("2", "²")
        text += child.tail or ""
    return text


def source_grid(table):
    """Rows of texts with merged cells repeated."""
    covered = {}
    grid = []
    for r, row in enumerate(table.iter(f"{TABLE}table-row")):
        texts = []
        for c, cell in enumerate(row):
            if cell.tag == f"{TABLE}table-cell":
                text = " ".join(text_of(p) for p in cell)
                for down in range(int(cell.get(f"{TABLE}number-rows-spanned", 1))):
                    for right in range(int(cell.get(f"{TABLE}number-columns-spanned", 1))):
                        covered[r + down, c + right] = text
            texts.append(covered[r, c])
        grid.append(texts)
    return grid


def source_texts(node):
    """Headings, paragraphs and items in order, the pairs of a form, and captions (with their unit) as the loader gives them."""
    texts = []
    for child in node:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            text = text_of(child).strip()
            style = child.get(f"{TEXT}style-name")
            if style == "Right":
                texts[-1] = f"{texts[-1][:-1]} {text}:"
            else:
                texts.append(f"{text}:" if style == "Caption" else text)
        elif child.tag == f"{TABLE}table":
            grid = source_grid(child)
            texts += [f"{label}: {value}" for label, value in grid] if len(grid[0]) == 2 else []
        elif child.tag.startswith(TEXT):
            texts += source_texts(child)
    return texts


def source_notes(name):
    return ["".join(body.itertext()) for body in source(name).iter(f"{TEXT}note-body")]


@cache
def blocks_of(name):
    return parse_pdf((FILES / f"{name}.pdf").read_bytes()).blocks


def tables_of(name):
    return [block for block in blocks_of(name) if block.kind == "table"]


@pytest.mark.parametrize(
    ("name", "place", "number", "depth"),
    [("guide", 0, 0, 1), ("guide", 1, 1, 2), ("notice", 0, 1, 1), ("notice", 1, 2, 1)],
)
def test_every_cell_of_the_source_stands_in_its_row_under_its_header(name, place, number, depth):
    grid = source_grid(list(source(name).iter(f"{TABLE}table"))[number])
    table = tables_of(name)[place]
    assert [[cell.text for cell in row] for row in table.rows] == grid[depth:]
    assert list(table.header) == [" / ".join(dict.fromkeys(column)) for column in zip(*grid[:depth], strict=True)]


@pytest.mark.parametrize("name", ["guide", "notice"])
def test_the_texts_are_those_of_the_source_in_order_and_nothing_else(name):
    """No running head, page number, raised label, cell or half of a sentence is left over."""
    notes = source_notes(name)
    found = [block.span.text for block in blocks_of(name) if block.kind != "table" and block.span.text not in notes]
    assert found == source_texts(source(name))
    assert len(tables_of(name)) == 2


@pytest.mark.parametrize("name", ["guide", "notice"])
def test_footnotes_follow_the_text_of_their_page(name):
    blocks = blocks_of(name)
    notes = [i for i, block in enumerate(blocks) if block.span.text in source_notes(name)]
    assert [blocks[i].span.text for i in notes] == source_notes(name)
    assert all((block.locator or "").startswith("p. 1") for block in blocks[: notes[-1]])
    assert not any(re.match(r"p\. 1(,|$)", block.locator or "") for block in blocks[notes[-1] + 1 :])


def test_a_paragraph_and_a_table_go_on_over_the_page():
    assert [block.locator for block in blocks_of("guide") if block.locator in ("p. 1-2", "p. 2-3")] == ["p. 1-2", "p. 2-3"]


@pytest.mark.parametrize(("name", "places"), [("guide", {"p. 2": 3, "p. 3": 3}), ("notice", {"p. 2": 2, "p. 3": 1, "p. 4": 1})])
def test_rows_carry_the_page_they_are_on_and_count_its_header(name, places):
    """Each page's first row is named behind the header rows that are on that page."""
    first = {}
    for locator in tables_of(name)[-1].row_locators:
        page, number = re.fullmatch(r"(p\. \d+), row (\d+)", locator).groups()
        first.setdefault(page, int(number))
    assert first == places


def test_headings_have_levels_by_size():
    headings = [(block.level, block.span.text) for block in blocks_of("guide") if block.kind == "heading"]
    assert headings[:4] == [
        (1, "Mooring Allowance: Guide for Applicants"),
        (2, "1. Who can apply"),
        (3, "Documents to bring"),
        (3, "Deadlines"),
    ]


def test_a_row_becomes_a_statement_with_caption_header_and_page():
    statements = build(blocks_of("notice"), "ko", "공고").statements
    row = next(s for s in statements if s.kind == "row" and ("한도", "1,670") in s.cells)
    assert row.caption == "표 2. 지역별 지원 한도 (단위: 만원)"
    assert row.cells[0] == ("지역", "하가군")
    assert row.locator == "p. 4, row 1"


def test_a_table_with_level_rules_only():
    (table,) = tables_of("web")
    assert table.header == ("Line", "Discount", "Card")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["North line", "20%", "Resident card"],
        ["South and east line by the old harbour", "35%", "Resident card or student card"],
        ["West line", "50%", "Resident card"],
    ]


def test_a_file_that_may_not_be_printed_can_be_read():
    assert "The allowance is granted for 24 months." in [block.span.text for block in blocks_of("restricted")]


def zipped():
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("locked.pdf", "needs a password"),
        ("scanned.pdf", r"scanned: pages 1-2 of 2 hold a picture and no text"),
        ("truncated.pdf", r"cut short: .* stops after 20,000 bytes"),
        (zipped(), "not a PDF: it begins like a zip file"),
        (b"<html><body>moved</body></html>", "not a PDF: it begins like HTML"),
        (b"", "empty file"),
        (b"%PDF-1.4\n%%EOF\n", "damaged|no page"),
    ],
)
def test_what_can_not_be_read_is_said_in_one_line(raw, message):
    raw = (FILES / raw).read_bytes() if isinstance(raw, str) else raw
    with pytest.raises(ValueError, match=message) as caught:
        parse_pdf(raw)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("limit", "message"), [("MAX_PAGES", "4 pages, at most 2"), ("MAX_WORDS", "over 2 words up to page 1")])
def test_limits(monkeypatch, limit, message):
    monkeypatch.setattr(pdf, limit, 2)
    with pytest.raises(ValueError, match=message):
        parse_pdf((FILES / "notice.pdf").read_bytes())


@pytest.mark.parametrize("seed", range(25))
def test_damaged_bytes_raise_nothing_but_value_errors(seed):
    rng = random.Random(seed)
    raw = bytearray((FILES / "restricted.pdf").read_bytes())
    for _ in range(rng.choice([3, 30, 300])):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    with suppress(ValueError):
        parse_pdf(bytes(raw))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["the classifica-", "tion of it"], "the classification of it"),
        (["a long-", "term contract"], "a long-term contract"),
        (["a well-known semi-", "annual report"], "a well-known semi-annual report"),
        (["in 2026-", "2027 only"], "in 2026-2027 only"),
        (["계좌에", "지급한다"], "계좌에 지급한다"),
        (["휴업 또는 폐업 상", "태이거나 체납한"], "휴업 또는 폐업 상태이거나 체납한"),
    ],
)
def test_lines_are_joined_where_a_word_or_sentence_was_broken(lines, text):
    joiner = Joiner(["see the semi-annual review of it"], words_break=False)
    assert joiner.join((line, False) for line in lines) == text


def test_blanks_at_some_ends_tell_that_lines_break_within_words():
    def joints(blanks):
        return [("가나", "다라", blank) for blank in blanks]

    assert words_break(joints([True, False, False, False] * 3))
    assert not words_break(joints([True] * 11 + [False]))
    assert not words_break(joints([False] * 12))
    assert not words_break(joints([True, False]))


def cell(text, *, full=False):
    end = 98.0 if full else 40.0
    line = Line(x0=2, top=0, x1=end, bottom=10, text=text, size=10, bold=False, first_width=20, blank_after=False, page=1)
    return PlacedCell(text, lines=(line,) if text else (), left=0, right=100)


JOINER = Joiner([], words_break=False)


def test_a_row_that_was_cut_in_two_is_one_row():
    grid = [[cell("Region"), cell("Who"), cell("Note")], [cell("North"), cell("Owners of small", full=True), cell("none")]]
    last, rest = rows_joined(grid, [[cell(""), cell("vessels"), cell("")]], JOINER)
    assert [c.text for c in last] == ["North", "Owners of small vessels", "none"]
    assert rest == []


def test_a_cell_over_both_pages_is_repeated_but_a_blank_one_stays_blank():
    grid = [[cell("Region"), cell("Boat"), cell("Note")], [cell("North"), cell("Rowing"), cell("old")]]
    last, rest = rows_joined(grid, [[cell(""), cell("Sailing"), cell("")]], JOINER)
    assert [c.text for c in last] == ["North", "Rowing", "old"]
    assert [[c.text for c in row] for row in rest] == [["North", "Sailing", ""]]
