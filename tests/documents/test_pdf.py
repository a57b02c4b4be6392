import random
import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from assistant.documents import pdf
from assistant.documents.canonical import build
from assistant.documents.grids import Cell
from assistant.documents.pdf import parse_pdf
from assistant.documents.pdf_joining import Joiner, words_break
from assistant.documents.pdf_lines import Line
from assistant.documents.pdf_tables import PlacedCell, continues, rows_joined

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
    return text.strip()


def source_grid(table):
    """Rows of texts with merged cells repeated, from the file the PDF was made of."""
    covered = {}
    grid = []
    for r, row in enumerate(table.iter(f"{TABLE}table-row")):
        texts = []
        for c, cell in enumerate(row):
            if cell.tag == f"{TABLE}table-cell":
                text = " ".join(text_of(p) for p in cell)
                for dr in range(int(cell.get(f"{TABLE}number-rows-spanned", 1))):
                    for dc in range(int(cell.get(f"{TABLE}number-columns-spanned", 1))):
                        covered[r + dr, c + dc] = text
            texts.append(covered[r, c])
        grid.append(texts)
    return grid


def parsed(name):
    return parse_pdf((FILES / f"{name}.pdf").read_bytes()).blocks


def tables(name):
    return [block for block in parsed(name) if block.kind == "table"]


@pytest.mark.parametrize(("name", "place", "depth", "number"), [("guide", 0, 1, 0), ("guide", 1, 2, 1), ("notice", 0, 1, 1), ("notice", 1, 1, 2)])
def test_every_cell_of_the_source_stands_in_its_row_under_its_header(name, place, depth, number):
    grid = source_grid(list(source(name).iter(f"{TABLE}table"))[number])
    table = tables(name)[place]
    assert [[cell.text for cell in row] for row in table.rows] == grid[depth:]
    assert list(table.header) == [" / ".join(dict.fromkeys(column)) for column in zip(*grid[:depth], strict=True)]


@pytest.mark.parametrize(("name", "tables"), [("guide", 2), ("notice", 2)])
def test_no_other_table_is_seen(name, tables):
    assert sum(block.kind == "table" for block in parsed(name)) == tables


@pytest.mark.parametrize("name", ["guide", "notice"])
def test_every_text_of_the_source_comes_once_in_order_and_nothing_else(name):
    """No running head, page number, cell or half of a sentence: the texts are exactly those of the source."""
    expected = []
    form = 0
    for node in source(name).iter():
        if node.tag == f"{TABLE}table":
            grid = source_grid(node)
            inside = {id(p) for p in node.iter(f"{TEXT}p")}
            expected += [(p, None) for p in ()]
            if len(grid[0]) == 2:
                expected += [f"{label}: {value}" for label, value in grid]
                form += 1
            skip.update(inside) if (skip := locals().get("skip_set")) is not None else None
    assert form == (name == "notice")


