"""Question in, Reply out: the statuses, and that nothing is shown that the documents do not say word for word."""

import pytest

from assistant.errors import QuestionError
from assistant.records import Question, Status, Turn, Verdict

CAP = "What is the cap of the Harbour Grant?"


def ask(chain, text, **fields):
    return chain.invoke(Question(text=text, **fields))


def quotes(reply):
    return [c.quote for c in reply.citations]


def test_every_quote_of_every_reply_stands_in_its_document(chain, store, texts):
    asked = 0
    for document, statement in store.statement_by_id.values():
        sentence = document.text[statement.start : statement.end]
        for as_of in (document.effective_from, None):
            reply = ask(chain, f"{sentence.rstrip('.')}?", as_of=as_of)
            asked += 1
            assert reply.citations
            for citation in reply.citations:
                text = texts[citation.document]
                assert text[citation.start : citation.end] == citation.quote
                assert text[citation.passage_start :].startswith(citation.passage)
            for said in reply.answer:
                assert said.citations
                assert said.verdict is Verdict.SUPPORTED
        if document.effective_to is None and statement.kind != "row":
            assert sentence in quotes(reply)
    assert asked > 20


def test_a_quote_of_a_tampered_text_disappears(chain, texts):
    before = ask(chain, CAP)
    assert "The cap of the Harbour Grant is KRW 30 billion per project." in quotes(before)
    texts["harbour-2024"] = texts["harbour-2024"].replace("30 billion", "90 billion")
    after = ask(chain, CAP)
    assert not [q for q in quotes(after) if "30 billion" in q or "90 billion" in q]
    assert not [s for s in after.answer if "30 billion" in s.text]
    for sentence in after.answer:
        assert all(index < len(after.citations) for index in sentence.citations)
    texts["harbour-2024"] = "x" + texts["harbour-2024"]
    gone = ask(chain, CAP)
    assert (gone.status, gone.answer, gone.citations, gone.confidence) == (Status.NOT_IN_DOCUMENTS, (), (), 0.0)


@pytest.mark.parametrize(
    ("question", "as_of", "status", "first"),
    [
        (CAP, None, Status.ANSWERED, "The cap of the Harbour Grant is KRW 30 billion per project."),
        (CAP, "2022", Status.ANSWERED, "The cap of the Harbour Grant is KRW 10 billion per project."),
        ("Were ferries eligible for the Harbour Grant as of 2022?", None, Status.ANSWERED, "Ferries were eligible for the Harbour Grant."),
        ("항만지원금의 한도는 사업당 얼마입니까?", None, Status.ANSWERED, "항만지원금의 한도는 사업당 300억 원입니다."),
        ("When was the start of the Harbour Grant?", None, Status.CONFLICT, "The start of the Harbour Grant was 2011."),
        ("Were ferries eligible for the Harbour Grant?", None, Status.SUPERSEDED_ONLY, "Ferries were eligible for the Harbour Grant."),
        ("Were ferries eligible for the Harbour Grant?", "2022", Status.ANSWERED, "Ferries were eligible for the Harbour Grant."),
        ("How tall is the lighthouse of the northern island?", None, Status.NOT_IN_DOCUMENTS, None),
    ],
)
def test_the_status_of_a_reply(chain, question, as_of, status, first):
    reply = ask(chain, question, as_of=as_of)
    assert reply.status is status
    assert (reply.answer[0].text if reply.answer else None) == first
    assert reply.question == question
    if status is Status.ANSWERED:
        assert reply.citations[reply.answer[0].citations[0]].in_force
    assert set(reply.timings_ms) == {"retrieve", "answer", "check"}


def test_what_no_version_says_is_not_called_superseded(chain):
    reply = ask(chain, "Which volcano tours are eligible?", as_of="2022")
    assert (reply.status, reply.as_of) == (Status.NOT_IN_DOCUMENTS, "2022")
    assert len(reply.nearest) == 2


def test_the_same_question_gets_the_same_reply(chain):
    first, second = (ask(chain, CAP).model_copy(update={"timings_ms": {}}) for _ in range(2))
    assert first == second


def test_a_follow_up_is_answered_about_the_same_thing(chain):
    history = (Turn(role="user", text="What is the Harbour Grant?"), Turn(role="assistant", text="…"))
    reply = ask(chain, "And its cap?", history=history)
    assert reply.answer[0].text == "The cap of the Harbour Grant is KRW 30 billion per project."
    assert reply.question == "And its cap?"


def test_a_no_stays_a_no_after_an_answer(chain):
    unknown = "How tall is the lighthouse of the northern island?"
    turns = (Turn(role="user", text=CAP), Turn(role="assistant", text="KRW 30 billion."))
    for _ in range(3):
        reply = ask(chain, unknown, history=turns)
        assert (reply.status, reply.answer) == (Status.NOT_IN_DOCUMENTS, ())
        turns += (Turn(role="user", text=unknown), Turn(role="assistant", text="The documents do not answer this question."))


def test_a_growing_reply_adds_one_checked_sentence_at_a_time(chain):
    replies = list(chain.stream(Question(text="When was the start of the Harbour Grant?")))
    assert [len(r.answer) for r in replies] == list(range(1, len(replies[-1].answer) + 1))
    assert len(replies) > 1
    for reply in replies:
        assert reply.answer == replies[-1].answer[: len(reply.answer)]
        assert reply.citations == replies[-1].citations


@pytest.mark.parametrize("text", ["", "\u200b\x00", "a" * 20_000])
def test_a_question_that_cannot_be_answered_as_put_is_refused_before_searching(chain, monkeypatch, text):
    monkeypatch.setattr(type(chain.retriever), "find", lambda *_, **__: pytest.fail("searched"))
    with pytest.raises(QuestionError):
        ask(chain, text)


def test_hidden_characters_are_not_echoed(chain):
    assert ask(chain, "What is the cap\u202e of the\x07 Harbour Grant?").question == CAP
