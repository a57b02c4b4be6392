"""The analyser's terms, and what the word index finds with them."""

import math

import pytest

from assistant.index.analyzer import terms
from assistant.index.entries import OPEN_END, OPEN_START, Entry
from assistant.index.lexical import build_lexical, open_lexical, read_terms
from assistant.index.recipe import LexicalSettings

EVER = (OPEN_START, OPEN_END)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the cap of the Harbour Grant?", ["cap", "harbour", "grant"]),
        ("Companies relocating, relocated", ["compani", "reloc", "reloc"]),
        ("KRW 1,500 or 7.5 per cent", ["krw", "1500", "7.5", "per", "cent"]),
        ("the ministry's notice", ["ministri", "notic"]),
        ("and the of", []),
        ("", []),
        ("항만지원금의 한도는 얼마입니까?", ["항만", "지원금", "한도"]),
        ("보조금을 받을 수 있는 기업", ["보조금", "기업"]),
        ("2024년 300억 원", ["2024", "년", "300", "억", "원"]),
        ("Harbour Grant 한도", ["harbour", "grant", "한도"]),
    ],
)
def test_terms(text, expected):
    assert terms(text) == expected


def test_a_particle_does_not_change_a_korean_term():
    assert terms("한도는") == terms("한도를") == terms("한도") == ["한도"]


def entry(name, text, first=OPEN_START, last=OPEN_END):
    return Entry(name, "d", "en", 0, text, first, last)


@pytest.fixture
def lexical(tmp_path):
    entries = [
        entry("old", "ferry cap", last=20231231),
        entry("new", "ferry cap ship", first=20240101),
        entry("always", "ship pier pier"),
        entry("other", "lighthouse"),
    ]
    build_lexical(entries, tmp_path / "words", LexicalSettings(), {}, lambda: None)
    return open_lexical(tmp_path / "words")


def test_the_best_match_is_first_and_what_shares_no_term_is_left_out(lexical):
    found = lexical.search(["pier", "ship"], 5, *EVER)
    assert [i for i, _ in found] == ["always", "new"]
    assert found[0][1] > found[1][1] > 0


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (EVER, {"old", "new"}),
        ((20230601, 20230601), {"old"}),
        ((20231231, 20231231), {"old"}),
        ((20240101, 20240101), {"new"}),
        ((20230101, 20241231), {"old", "new"}),
    ],
)
def test_only_what_is_in_force_on_some_day_is_found(lexical, days, expected):
    assert {i for i, _ in lexical.search(["cap"], 5, *days)} == expected


def test_what_is_not_in_force_takes_no_place_from_what_is(lexical):
    assert [i for i, _ in lexical.search(["cap"], 1, 20240101, 20240101)] == ["new"]


def test_k_bounds_the_list_and_unknown_terms_find_nothing(lexical):
    assert len(lexical.search(["cap", "ship", "lighthous"], 2, *EVER)) == 2
    assert lexical.search(["volcano"], 5, *EVER) == []
    assert lexical.search([], 5, *EVER) == []


def test_idf_is_the_lucene_formula(lexical):
    assert lexical.idf("lighthous") == pytest.approx(math.log(1 + (4 - 1 + 0.5) / (1 + 0.5)))
    assert lexical.idf("cap") == pytest.approx(math.log(1 + (4 - 2 + 0.5) / (2 + 0.5)))
    assert lexical.idf("volcano") == pytest.approx(math.log(1 + 4.5 / 0.5))
    assert lexical.idf("cap") < lexical.idf("lighthous") < lexical.idf("volcano")


def test_matches_says_which_entry_holds_which_term(lexical):
    assert lexical.matches(["new", "other"], ["ship", "lighthous", "volcano"]).tolist() == [[True, False, False], [False, True, False]]


def test_known_terms_are_not_analysed_again(tmp_path, monkeypatch):
    texts = []
    monkeypatch.setattr("assistant.index.lexical.terms", lambda text: texts.append(text) or ["x"])
    entries = [entry("a", "first"), entry("b", "second")]
    build_lexical(entries, tmp_path / "words", LexicalSettings(), {"a": ["kept"]}, lambda: None)
    assert texts == ["second"]
    assert read_terms(tmp_path / "words") == {"a": ["kept"], "b": ["x"]}


def test_an_index_of_nothing_is_none(tmp_path):
    build_lexical([], tmp_path / "words", LexicalSettings(), {}, lambda: None)
    assert open_lexical(tmp_path / "words") is None
    assert open_lexical(tmp_path / "nowhere") is None
    assert read_terms(tmp_path / "nowhere") == {}
