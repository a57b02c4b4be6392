"""Decisions in the conversation, over the published rules: when there is one, what it says, and what is remembered."""

import re
from datetime import date
from pathlib import Path

import pytest

from assistant.deciding import Decisions
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.wording import krw
from assistant.records import Decision, Overview, PolicyDocument, Question, Statement, Status, Turn
from assistant.rulebooks import open_rulebook
from assistant.settings import load
from assistant.ui.conversation import plain

TODAY = date(2026, 11, 22)
MAKER = "We are a 40-person parts maker in Ansan moving to Buyeo with KRW 12bn, are we eligible for the investment subsidy?"
WHOLE = {
    "company_size": "sme",
    "move": "relocation",
    "industry": "manufacturing",
    "origin": "Seoul",
    "years_operating": 3,
    "employees_before": 40,
    "employees_after": 40,
    "new_hires": 32,
    "land_krw": "20억",
    "facility_krw": 5_000_000_000,
    "mou_signed_before_contract": True,
    "destination": "Gongju",
}


@pytest.fixture(scope="module")
def book():
    return open_rulebook(load({}, corpus=str(Path(__file__).parents[2] / "corpus")))


@pytest.fixture(scope="module")
def texts(book):
    return {name: book.text(name) for p in book.programmes.values() for v in p.versions for name in documents(p, v)}


def documents(programme, version):
    yield version.document
    yield from (clause.document for item in version.items for clause in item.clauses)
    yield from (office.clause.document for office in programme.where_to_apply)
    yield from (c.document for c in (programme.earlier_clause, version.start_clause, version.end_clause) if c)


@pytest.fixture(scope="module")
def decisions(book, texts):
    own = dict(texts)
    # Korean editions are cited too.
    own.update({name: book.text(name) for name in [f"{n}-ko" for n in texts] if name in book._clauses._documents})
    return Decisions(lambda: book, own)


@pytest.fixture
def talk(decisions):
    """Say turns one after the other: the reply to the last, None where it is left to the documents."""

    def said(*turns, **fields):
        history, reply = (), None
        for text in turns:
            reply = decisions.reply(Question(text=text, history=history, **fields), TODAY)
            history += (Turn(role="user", text=text), Turn(role="assistant", text=plain(reply) if reply else "Quoted."))
        return reply

    return said


def understood(reply):
    return next(n for n in reply.notices if n.startswith(("Understood", "이렇게")))


def test_facts_and_a_wish_make_a_decision(talk):
    reply = talk(MAKER)
    assert reply.status is Status.NEEDS_FACTS
    decision = Decision.model_validate(reply.decision)
    assert decision.programme == "lips"
    assert "can't be said yet" in reply.answer[0].text
    for said in ("Ansan", "Buyeo", "40", "KRW 12,000,000,000", "relocation"):
        assert said in understood(reply)
    assert reply.follow_up.question == decision.follow_up.question
    assert reply.follow_up.choices == ("yes", "no")
    assert reply.as_of == "2026-11-22"


def test_korean_is_understood_and_answered_in_korean(talk):
    reply = talk("우리 회사는 안산에 있는 직원 40명 중소기업인데 부여로 이전하면 지방투자촉진보조금 받을 수 있나요?")
    assert (reply.language, reply.status) == ("ko", Status.NEEDS_FACTS)
    assert "부여" in understood(reply)
    assert reply.follow_up.choices == ("예", "아니오")
    assert {c.language for c in reply.citations} == {"ko"}


def test_the_whole_situation_decides_with_its_steps(talk):
    reply = talk("How much do we get from LIPS?", situation=WHOLE)
    assert reply.status is Status.ELIGIBLE
    decision = Decision.model_validate(reply.decision)
    assert decision.estimate.most_krw == 1_300_000_000
    said = " ".join(s.text for s in reply.answer)
    assert "at most KRW 1,300,000,000" in said
    assert "ceiling" in said


def test_every_amount_in_an_answer_is_a_step_a_fact_or_the_programmes_own(talk):
    reply = talk("How much do we get from LIPS?", situation=WHOLE)
    decision = Decision.model_validate(reply.decision)
    known = " ".join([*(s.text for s in decision.estimate.steps), *(c.text for c in decision.conditions)])
    known += " ".join(f"{c.value} {c.needed}" for c in decision.conditions)
    known += " ".join(krw(s.amount, "en") for s in decision.estimate.steps if s.amount is not None)
    known += krw(decision.estimate.most_krw, "en")
    for sentence in reply.answer:
        for amount in re.findall(r"KRW [\d,]*\d", sentence.text):
            assert amount in known


def test_sentences_cite_clauses_that_stand_in_their_documents(talk, book):
    for reply in (talk(MAKER), talk("How much do we get from LIPS?", situation=WHOLE), talk("What can we get?", situation=WHOLE)):
        assert reply.citations
        for citation in reply.citations:
            assert book.text(citation.document)[citation.start : citation.end] == citation.quote
        assert all(s.citations and max(s.citations) < len(reply.citations) for s in reply.answer)


def test_what_fails_is_said_with_what_would_change_it(talk):
    reply = talk("Parts maker in Ansan, 24 regular staff. Could we get the relocation subsidy if we move to Buyeo?")
    assert reply.status is Status.NOT_ELIGIBLE
    said = [s.text for s in reply.answer]
    assert "not eligible" in said[0]
    assert any(s.startswith("Not met") and "at least 30" in s for s in said)
    assert any("6 more" in s for s in said)
    assert reply.follow_up is None


def test_the_conversation_remembers_and_later_turns_override(talk):
    reply = talk(MAKER, "yes", "SME", "40", "and in Gongju?", "what if we hire 60?")
    told = understood(reply)
    for said in (
        "before the land or building contract: yes",
        "(SME)",
        "without a break: 40 years",
        "Gongju",
        "site: 60",
        "KRW 12,000,000,000",
    ):
        assert said in told
    assert "Buyeo" not in told


@pytest.mark.parametrize(
    ("turns", "said"),
    [
        (("우리 회사는 안산에서 공주로 이전합니다. 지방이전 보조금 받을 수 있나요?", "그럼 부여는요?"), "충남 부여"),
        (("우리 회사는 안산에서 부여로 이전합니다. 지방이전 보조금 받을 수 있나요?", "네"), "MOU) 체결: 예"),
        (("Are we eligible for LIPS? We are in Seoul.", "no, we hire 60 people"), "hires at the new site: 60"),
        (("What can we get? We move from Seoul to Daegu.", "relocation", "and for LIPS?"), "Daegu"),
    ],
)
def test_short_turns_go_on(talk, turns, said):
    assert said in understood(talk(*turns))


def test_another_programme_is_decided_by_the_same_facts(talk):
    assert talk(MAKER, "And for Smart factory support?").decision["programme"] == "smart-factory-support"


def test_a_fact_that_the_asker_does_not_know_is_not_asked_again(talk):
    first = talk(MAKER)
    again = talk(MAKER, "I don't know")
    assert again.status is Status.NEEDS_FACTS
    assert again.follow_up.question != first.follow_up.question
    assert any("Not known to you" in n for n in again.notices)


@pytest.mark.parametrize(
    "text",
    [
        "What is the cap in a priority area?",
        "Are we eligible for LIPS?",
        "How many people must already work at our Incheon factory before we can apply to move it?",
        "We are an SME inside an opportunity zone; how many extra points does the zone bring?",
        "My employer moves to Chungnam. What do staff get for moving?",
        "중위지역으로 이전하는 중소기업은 땅값을 몇 %까지 지원받나요?",
        "수도권에서 사업을 시작한 지 8개월 된 회사도 지방이전 보조금을 받을 수 있나요?",
    ],
)
def test_a_plain_question_is_left_to_the_documents(talk, text):
    assert talk(text) is None


@pytest.mark.parametrize(
    "text", ["What is the cap in a priority area?", "How long must we keep the jobs?", "When is the deadline?", "Thanks!"]
)
def test_a_plain_question_after_a_decision_too(talk, text):
    assert talk(MAKER, text) is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "We have -40 employees. Are we eligible for LIPS?"}, "-40"),
        ({"text": "우리는 -2억을 투자합니다. 지방투자촉진보조금 받을 수 있나요?"}, "-2억"),
        ({"text": "We move from Seoul to Goseong with 40 staff. Are we eligible for LIPS?"}, "2 places"),
        ({"text": "Are we eligible?", "situation": {"land_krw": -5}}, "negative"),
        ({"text": "Are we eligible?", "situation": {"wealth": 5}}, "wealth"),
        ({"text": "Am I eligible for LIPS? whole investment: 12bn; purchase of the site: 13bn"}, "come to more"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_facts_are_needed(talk, fields, said):
    text = fields.pop("text")
    reply = talk(text, **fields)
    assert reply.status is Status.NEEDS_FACTS
    line = next(n for n in reply.notices if said in n)
    assert "\n" not in line


def test_a_wrong_answer_to_the_question_back_is_asked_again(talk):
    reply = talk(MAKER, "yes", "5")
    assert reply.status is Status.NEEDS_FACTS
    assert "How large" in reply.follow_up.question
    assert any("expected one of" in n for n in reply.notices)


def test_all_programmes_where_none_is_named(talk):
    reply = talk("We are a software company of 15 people in Seoul. What support can we get if we move to Daegu?")
    overview = Overview.model_validate(reply.decision)
    assert len(overview.fits) > 20
    by_name = {fit.programme: fit for fit in overview.fits}
    assert by_name["daegu-incentives"].verdict == "eligible"
    assert by_name["busan-incentives"].verdict == "not_eligible"
    assert by_name["busan-incentives"].why
    assert reply.follow_up is not None


def test_facts_listed_by_name_are_read_exactly(talk):
    listed = "; ".join(
        ["company size: SME", "place of the new site: Buyeo", "regular employees at the present site: 24", "move: relocation"]
    )
    reply = talk(f"Am I eligible for LIPS? {listed}")
    assert reply.status is Status.NOT_ELIGIBLE
    assert "24" in understood(reply)


def test_a_citation_that_is_not_verbatim_is_not_shown(book, texts):
    altered = {name: text.replace("30", "13") for name, text in texts.items()}
    whole = Decisions(lambda: book, texts).reply(Question(text=MAKER), TODAY)
    left = Decisions(lambda: book, altered).reply(Question(text=MAKER), TODAY)
    assert len(left.citations) < len(whole.citations)
    assert all(texts[c.document].replace("30", "13")[c.start : c.end] == c.quote for c in left.citations)


def test_a_document_without_rules_is_listed_and_not_decided(book):
    text = "A shipyard may apply.\nIt must have at least 30 employees.\nThe port is old.\n상시고용 30명 이상이어야 한다.\n"
    lines, at = [], 0
    for line in text.splitlines():
        lines.append(Statement(start=at, end=at + len(line)))
        at += len(line) + 1
    fund = PolicyDocument(
        id="quay-fund", title="Quay Fund", language="en", text=text, hash="0" * 64, path="quay.md", statements=tuple(lines)
    )
    own = Rulebook([], {"quay-fund": fund}, book.places)
    reply = Decisions(lambda: own, {"quay-fund": text}).reply(Question(text="Are we eligible for the Quay Fund?"), TODAY)
    assert [c.quote for c in reply.citations] == ["It must have at least 30 employees.", "상시고용 30명 이상이어야 한다."]
    assert reply.status is Status.PARTIAL
    assert reply.decision is None
    assert "Not decided" in reply.notices[0]
