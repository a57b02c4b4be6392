"""Where a document is cut: full chunks, at section ends where that costs little, never longer than the limit."""

import pytest

from assistant.documents.canonical import build
from assistant.documents.chunking import chunk_document, words
from assistant.documents.markdown import parse_markdown
from assistant.records import PolicyDocument


def cut(text, limit=50):
    """The chunks of a document in Markdown."""
    content = build(parse_markdown(text).blocks, "en", "Pier")
    sections, statements = tuple(content.sections), tuple(content.statements)
    document = PolicyDocument(
        id="pier", title="Pier", language="en", text=content.text, hash="", path="pier.md", sections=sections, statements=statements
    )
    return chunk_document(document, (None, None), limit)


def sentence(name, length):
    """A sentence of so many words, which no other name's has."""
    return f"{name} {' '.join(['word'] * (length - 2))} end."


def section(name, *lengths):
    """A section with a sentence of each length."""
    return f"## {name}\n\n{' '.join(sentence(f'{name}{number}', length) for number, length in enumerate(lengths))}\n\n"


def held(chunks):
    """The names of the sentences in each chunk."""
    return [[w for w in chunk.text.split() if w[0].isupper() and w[-1].isdigit()] for chunk in chunks]


def test_short_sections_share_a_chunk_with_their_headings():
    chunks = cut(section("A", 10) + section("B", 10) + section("C", 10))
    assert held(chunks) == [["A0", "B0", "C0"]]
    assert "\n\nB\n\nB0" in chunks[0].text
    # The first heading stands in the context, as that of the section in which the chunk begins.
    assert (chunks[0].section, chunks[0].context) == (("A",), "Pier\nA")
    assert chunks[0].text.startswith("A0 ")


def test_a_heading_inside_a_chunk_counts():
    assert held(cut(section("A", 25) + section("B", 24))) == [["A0", "B0"]]
    assert held(cut(section("A", 25) + section("B", 25))) == [["A0"], ["B0"]]


def test_a_section_end_is_preferred_where_it_costs_no_chunk():
    # Filled from the start, the first chunk would hold A0, A1 and B0.
    assert held(cut(section("A", 10, 10) + section("B", 10, 15, 15))) == [["A0", "A1"], ["B0", "B1", "B2"]]


def test_a_section_is_cut_where_that_saves_a_chunk():
    assert held(cut(section("A", 30) + section("B", 15, 15) + section("C", 30))) == [["A0", "B0"], ["B1", "C0"]]


def test_a_statement_is_cut_only_where_it_is_longer_than_a_chunk():
    chunks = cut(section("A", 10, 120, 10))
    assert held(chunks)[0][0] == "A0"
    assert all(words(c.text) <= 50 for c in chunks)
    (whole,) = cut(section("A", 10, 120, 10), 1000)
    assert " ".join(c.text for c in chunks).split() == whole.text.split()
    assert held(cut(section("A", 49, 50, 2))) == [["A0"], ["A1"], ["A2"]]


@pytest.mark.parametrize("limit", [20, 33, 50, 150])
def test_the_limit_is_never_passed(limit):
    text = "".join(section(chr(65 + n), *(3 + (n * 7 + m * 11) % 40 for m in range(n % 4 + 1))) for n in range(20))
    assert all(0 < words(c.text) <= limit for c in cut(text, limit))


def test_a_table_that_goes_on_in_the_next_chunk_has_its_caption_and_header_in_the_context():
    rows = "".join(f"| pier {n} | {n} won |\n" for n in range(20))
    first, second, *_ = cut(f"## Rates\n\nRates by pier:\n\n| Place | Amount |\n|---|---|\n{rows}")
    assert "Place | Amount" in first.text
    assert "Place | Amount" not in second.text
    assert second.context.split("\n") == ["Pier", "Rates", "Rates by pier", "Place | Amount"]


def test_a_document_without_text_has_no_chunk():
    assert cut("# Pier\n") == []
