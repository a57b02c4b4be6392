"""What becomes an answer, and what is said when nothing does."""

from datetime import date

import pytest
from answering.hash_weights import WEIGHTS

from assistant.answering.composer import answers, compose, confidence, decline, in_force, sentence_text
from assistant.answering.model import threshold
from assistant.answering.selection import rank, select
from assistant.index.store import open_store
from assistant.records import Period, Question, Status, Turn
from assistant.retrieval.reading import read_question
from assistant.retrieval.retriever import PolicyRetriever

CAP = "What is the cap of the Harbour Grant?"
UNKNOWN = "How tall is the lighthouse of the northern island?"


def test_an_answer_quotes_its_statement_with_its_own_sources(find, store):
    reply = compose(find(CAP))
    assert reply.status is Status.ANSWERED
    first = reply.answer[0]
    assert first.text == "The cap of the Harbour Grant is KRW 30 billion per project."
    cited = reply.citations[first.citations[0]]
    text = store.documents["harbour-2024"].text
    assert text[cited.start : cited.end] == cited.quote == first.text
    assert text[cited.passage_start :].startswith(cited.passage)
    assert cited.quote in cited.passage
    assert (cited.document, cited.section, cited.in_force, cited.restated) == ("harbour-2024", ("Cap",), True, True)
    assert [s.title for s in cited.sources] == ["Harbour notice"]
    assert cited.document_hash == store.documents["harbour-2024"].hash
    assert reply.confidence == round(confidence(find(CAP)), 4)


def test_no_answer_below_the_threshold(find, monkeypatch):
    found = find(CAP)
    assert answers(found)
    for limit, expected in ((confidence(found), True), (confidence(found) + 1e-6, False)):
        monkeypatch.setitem(WEIGHTS, "threshold", {"answer": limit})
        assert threshold() == limit
        assert answers(found) is expected
    monkeypatch.undo()
    assert not answers(find(UNKNOWN))


@pytest.mark.parametrize("question", [UNKNOWN, "Which airline flies to the northern island every Tuesday?"])
def test_a_no_stays_a_no_on_later_turns(find, question):
    first = find(question)
    history = (Turn(role="user", text=CAP), Turn(role="assistant", text="KRW 30 billion."), Turn(role="user", text=question))
    later = find(question, history=history * 3)
    assert not answers(first)
    assert not answers(later)
    assert confidence(later) == confidence(first)


def test_nothing_found_has_confidence_zero(find):
    nothing = find(CAP).model_copy(update={"candidates": ()})
    assert confidence(nothing) == 0
    reply = decline(nothing)
    assert (reply.status, reply.nearest, reply.contact, reply.citations) == (Status.NOT_IN_DOCUMENTS, (), None, ())
    assert reply.notices == ("The documents do not answer this question.",)


@pytest.mark.parametrize(
    ("question", "contact", "notice"),
    [
        (UNKNOWN, "Ask Ministry of Harbours, and have the notice in force shown to you.", "The documents do not answer this question."),
        ("화산 관광의 입장 시간은?", "Ministry of Harbours에 문의하고 현행 고시를 확인하십시오.", "문서에는 이 질문에 대한 답이 없습니다."),
    ],
)
def test_declining_shows_what_is_nearest_and_whom_to_ask(find, question, contact, notice):
    reply = decline(find(question))
    assert (reply.status, reply.answer) == (Status.NOT_IN_DOCUMENTS, ())
    assert reply.nearest == tuple(range(len(reply.citations)))
    assert len(reply.nearest) == 2
    assert reply.contact == contact
    assert reply.notices[0] == notice
    assert len(reply.notices) == 2


def test_a_conflict_shows_both_sides(find):
    reply = compose(find("When was the start of the Harbour Grant?"))
    assert reply.status is Status.CONFLICT
    (conflict,) = reply.conflicts
    assert conflict.name == "start"
    assert {reply.citations[i].quote for i in conflict.sides} == {
        "The start of the Harbour Grant was 2011.",
        "The start of the Harbour Grant was 2004.",
    }
    said = [i for sentence in reply.answer for i in sentence.citations]
    assert set(conflict.sides) <= set(said)
    assert len(said) == len(set(said))
    assert reply.notices[0] == "The sources disagree; both sides are shown."


def test_each_side_of_a_conflict_is_said_once_when_both_answer(build, corpus, index, embedder):
    path = corpus / "documents" / "en" / "harbour-2024.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("The start of the Harbour Grant was 2004.", "Harbour Grant: its start, say others, 2004."), encoding="utf-8"
    )
    build()
    store = open_store(index, corpus, lambda _: embedder)
    retriever = PolicyRetriever(store=store, today=Period.parse("2024-06-01"))
    reading = read_question(Question(text="When was the start of the Harbour Grant?"), date(2024, 6, 1))
    found = retriever.find(reading)
    store.close()
    assert [c.statement.conflict for c in select(rank(found))][:2] == ["start", "start"]
    said = [s.text for s in compose(found).answer]
    assert len(said) == len(set(said))
    assert {"The start of the Harbour Grant was 2011.", "Harbour Grant: its start, say others, 2004."} <= set(said)


def test_what_used_to_apply_is_not_first_unless_it_is_asked_for(find, monkeypatch):
    # As if the weights took a little more to statements of the past.
    monkeypatch.setitem(WEIGHTS["en"]["select"], "superseded", 1.0)
    found = find(CAP)
    assert rank(found)[0][1].statement.superseded
    reply = compose(found)
    assert reply.citations[reply.answer[0].citations[0]].in_force
    past = compose(find("What was the cap of the Harbour Grant before 2024?"))
    index = past.answer[0].citations[0]
    assert past.citations[index].quote == "The cap of the Harbour Grant was KRW 10 billion before 2024."
    assert not past.citations[index].in_force
    assert index in past.superseded


def test_only_text_no_longer_in_force_is_labelled(find):
    question = "Were ferries eligible for the Harbour Grant?"
    now, ever = find(question), find(question, ever=True)
    assert not answers(now)
    reply = decline(now, ever)
    assert reply.status is Status.SUPERSEDED_ONLY
    assert reply.notices[0] == "Only text that is no longer in force on 2024-06-01 answers this:"
    cited = reply.citations[reply.answer[0].citations[0]]
    assert (cited.document, cited.effective_to, cited.in_force) == ("harbour-2020", "2023-12-31", False)


def test_a_row_carries_its_caption_and_headers(find):
    reply = compose(find("What is the rate for a small company in a lower area class?"))
    first = reply.answer[0]
    assert first.text == "Rates of the Harbour Grant by area class, in per cent: Lower — Large company: 25; Small company: 40"
    cited = reply.citations[first.citations[0]]
    assert cited.quote == "Lower | 25 | 40"
    assert cited.context == "Rates of the Harbour Grant by area class, in per cent › Area class | Large company | Small company"


def test_a_row_leaves_out_empty_cells_and_headers(store):
    document = store.documents["harbour-2024"]
    row = next(s for s in document.statements if s.kind == "row")

    def said(*cells):
        return sentence_text(document, row.model_copy(update={"cells": cells, "caption": None}))

    assert said(("Class", "Upper"), ("Large", ""), ("", "9")) == "Upper — 9"
    assert said(("Class", "Upper"), ("Large", "")) == "Upper"


def test_doubts_about_the_sources_are_noticed(find):
    reply = compose(find("How many weeks until the port office answers?"))
    assert reply.answer[0].text == "The port office answers within 2 weeks."
    assert "The source of a sentence in this answer is itself uncertain." in reply.notices
    assert compose(find(CAP)).answer[0].text not in reply.notices


def test_a_korean_reply_says_that_its_source_is_english(find):
    reply = compose(find("Were ferries eligible for the Harbour Grant?", as_of="2022", language="ko"))
    assert reply.language == "ko"
    assert "인용한 문서는 영어로만 되어 있습니다." in reply.notices
    korean = compose(find("항만지원금의 한도는 사업당 얼마입니까?"))
    assert korean.answer[0].text == "항만지원금의 한도는 사업당 300억 원입니다."
    assert not [n for n in korean.notices if "영어" in n]


@pytest.mark.parametrize(
    ("on", "expected"), [("2019", False), ("2020", True), ("2023-12-31", True), ("2024-01-01", False), ("2023-12", True)]
)
def test_in_force_by_the_head_alone(store, on, expected):
    document = store.documents["harbour-2020"]
    chunk = next(c for c in store.chunks if c.document == document.id)
    assert in_force(document, None, Period.parse(on)) is expected
    assert in_force(document, chunk, Period.parse(on)) is expected
