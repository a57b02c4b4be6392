"""What the adapters make of a set: pages, questions, and the place of each answer."""

from __future__ import annotations

import pytest
from retrieval_sets import FERRY, autorag_ko, doc2dial, or_sharc, published, turn

from assistant.errors import EvaluationError
from evals.sets import outside
from evals.sets.outside import half_of, squeeze
from evals.sets.recognise import load_set


def test_doc2dial_is_read_as_pages_and_conversations(tmp_path):
    found = load_set(doc2dial(tmp_path))
    assert (found.name, found.unit) == ("doc2dial", "chunk")
    assert [page.file for page in found.pages] == ["page-0001.html", "page-0002.html"]  # one page under two titles is one
    assert [(ask.id, ask.variant) for ask in found.asks[:4]] == [
        ("a_1", "conversation"),
        ("a_1", "last turn"),
        ("a_3", "conversation"),
        ("a_3", "last turn"),
    ]
    talk, alone = found.asks[2], found.asks[3]
    assert talk.question.text == alone.question.text == "How long does it last?"
    assert [(t.role, t.text) for t in talk.question.history] == [
        ("user", "I live on an island, where do I apply for a pass?"),
        ("assistant", "At the pier."),
    ]
    assert alone.question.history == ()
    squeezed = squeeze(FERRY)[0]
    assert squeezed[slice(*talk.slice)] == "Apasslaststwoyears."


def test_doc2dial_pages_keep_titles_headings_and_signs(tmp_path):
    ferry, tolls = load_set(doc2dial(tmp_path)).pages
    assert "<h1>Ferry Passes</h1>" in ferry.contents
    assert "<h2>Who Can Apply</h2>\n<h3>Islanders</h3>\n<p>Islanders apply" in ferry.contents
    assert "<h2>Lost Passes</h2>" in ferry.contents
    assert "&amp; nothing on &lt;holidays&gt;" in tolls.contents


def test_or_sharc_asks_with_and_without_the_scenario(tmp_path):
    found = load_set(or_sharc(tmp_path))
    assert {page.document for page in found.pages} == {"rule-3", "rule-7"}
    assert [(a.variant, a.question.text, a.document, a.kind) for a in found.asks] == [
        ("question and scenario", "Do I get toll relief? My lorry runs on electricity.", "rule-7", "yes"),
        ("question", "Do I get toll relief?", "rule-7", "yes"),
        ("question and scenario", "Do I get a ferry pass?", "rule-3", "ask back"),
        ("question", "Do I get a ferry pass?", "rule-3", "ask back"),
    ]


def test_autorag_pages_do_not_tell_their_subject(tmp_path):
    found = load_set(autorag_ko(tmp_path))
    assert [page.file for page in found.pages] == ["page-0001.txt", "page-0002.txt", "page-0003.txt"]
    assert not any("public" in page.contents for page in found.pages)
    (ask,) = found.asks
    assert (ask.document, ask.kind, ask.half) == ("page-0002", "public", half_of("public - 섬 안내.pdf"))


def test_halves_are_stable_and_about_equal():
    halves = [half_of(f"page {i}") for i in range(1000)]
    assert halves == [half_of(f"page {i}") for i in range(1000)]
    assert 450 < halves.count("even") < 550


def test_a_page_is_in_one_half_with_all_its_questions(tmp_path):
    asks = load_set(doc2dial(tmp_path)).asks
    assert {ask.half for ask in asks if ask.document == "page-0001"} == {half_of("Ferry Passes#1_0")}


def test_a_folder_that_is_not_known_names_what_was_expected(tmp_path):
    with pytest.raises(EvaluationError, match=r"doc2dial_rc_val\.csv\.zip; or ocr_corpus_v3\.parquet and qa_v4\.parquet; or id2snippet"):
        load_set(tmp_path)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: or_sharc(folder, gold="99"), "u1: its rule '99' is not in id2snippet.json"),
        (lambda folder: autorag_ko(folder, gold="law - no.pdf - 1"), "'0_public': its page is not in ocr_corpus_v3.parquet"),
        (lambda folder: doc2dial(folder, [turn("x", "user:a", FERRY, "A pass", "T") | {"answers": "nothing"}]), "row x: expected answers"),
        (lambda folder: _spoilt(or_sharc(folder), "id2snippet.json"), "id2snippet.json: expected JSON"),
        (lambda folder: _spoilt(doc2dial(folder), "doc2dial_rc_val.csv.zip"), "expected a zip archive of one CSV file"),
        (lambda folder: _spoilt(autorag_ko(folder), "qa_v4.parquet"), "qa_v4.parquet: expected a Parquet file"),
        (lambda folder: _spoilt(or_sharc(folder), "open_retrieval_sharc_dev.json", "{}"), "so 'utterance_id' is missing"),
    ],
)
def test_a_damaged_set_says_what_is_wrong(tmp_path, make, message):
    with pytest.raises(EvaluationError, match=message):
        load_set(make(tmp_path))


def _spoilt(folder, name, text="{not"):
    (folder / name).write_text(text)
    return folder


def test_squeeze_tells_where_each_character_stood():
    assert squeeze(" a\n b ") == ("ab", [1, 4])


@pytest.mark.parametrize(
    ("name", "pages", "asks"), [("doc2dial-val", 272, 2 * 3972), ("autorag-ko", 720, 114), ("or-sharc-dev", 651, 2 * 1105)]
)
def test_the_published_sets_are_read_whole(name, pages, asks):
    found = load_set(published(name))
    assert (len(found.pages), len(found.asks)) == (pages, asks)
    assert {page.document for page in found.pages} >= {ask.document for ask in found.asks}
    assert isinstance(found, outside.OutsideSet)
