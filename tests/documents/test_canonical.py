from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.corpus import load_corpus
from assistant.documents.markdown import parse_markdown


@pytest.fixture
def new(corpus: Path):
    return load_corpus(corpus).get("harbour-2024")


def said(document, **wanted) -> list[str]:
    return [document.text[s.start : s.end] for s in document.statements if all(getattr(s, k) == v for k, v in wanted.items())]


def test_canonical_text_has_no_head_markup_or_footnotes(new) -> None:
    assert new.text.startswith("Harbour Grant\n\nCap\n\nThe cap of the Harbour Grant is KRW 30 billion per project.")
    for mark in ("[^", "<!--", "|---", "##", "effective_from", "example.org"):
        assert mark not in new.text


def test_statements_end_at_their_references(new) -> None:
    assert "The cap of the Harbour Grant is KRW 30 billion per project." in said(new, references=("90-F01",))
    assert said(new, superseded=True) == ["The cap of the Harbour Grant was KRW 10 billion before 2024."]
    assert said(new, uncertain=True) == ["The port office answers within 2 weeks."]
    assert len(said(new, conflict="start")) == 2


def test_rows_carry_header_and_caption(new) -> None:
    row = next(s for s in new.statements if s.kind == "row" and new.text[s.start : s.end].startswith("Lower"))
    assert row.cells == (("Area class", "Lower"), ("Large company", "25"), ("Small company", "40"))
    assert row.caption == "Rates of the Harbour Grant by area class, in per cent"
    assert new.text[row.start : row.end] == "Lower | 25 | 40"


def test_items_carry_their_lead(new) -> None:
    item = next(s for s in new.statements if s.kind == "item")
    assert item.caption == "The Harbour Grant is open to shipyards with 30 employees or more"


def test_sections_hold_heading_paths_without_the_title(new) -> None:
    assert [s.path for s in new.sections] == [("Cap",), ("Rates",), ("Who applies",)]


def test_sources_have_kind_date_and_note(new) -> None:
    notice, news = new.sources["90-F01"][0], new.sources["90-F02"][0]
    assert (notice.title, notice.url, notice.kind, notice.date) == ("Harbour notice", "https://example.org/notice", "notice", "2024-01-01")
    assert (news.kind, news.date, news.note) == ("press", None, "date inferred")


def test_a_text_without_references_is_cut_into_sentences() -> None:
    parsed = parse_markdown("# A\n\nThe grant pays 1.5 km. Dr. Kim said so. It ended in 2020.\n")
    assert len(parsed.blocks) == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("---\nid: [a\n---\ntext", "not YAML"),
        ("---\nid: a\ntext without an end", "not closed"),
        ("---\n- a\n- b\n---\ntext", "key: value"),
    ],
)
def test_a_broken_head_is_named(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_markdown(text)


def test_windows_line_ends_make_no_difference() -> None:
    text = "---\nid: a\n---\n# Title\n\nA sentence.\n"
    assert parse_markdown(text.replace("\n", "\r\n")) == parse_markdown(text)
