import pytest

from assistant.grounding.check import check_reply, verify_citation
from assistant.records import Citation, Conflict, Reply, Sentence, Source, SourceKind, Status, Verdict

CAP = "The cap of the Harbour Grant is KRW 30 billion per project."
STAY = "Firms must not move within 5 years."
TEXT = f"Harbour Grant\n\n{CAP}\n{STAY}"
SOURCE = Source(title="Harbour press office", url="https://harbour.example", date="2026-02-09", kind=SourceKind.PRESS)


def cite(quote, **changes):
    start = TEXT.index(quote)
    fields = {"document": "harbour", "document_hash": "aa", "title": "Harbour Grant", "language": "en", "section": ()}
    dated = {"effective_from": "2026-02-10", "sources": (SOURCE,)}
    return Citation(**{**fields, **dated, "quote": quote, "start": start, "end": start + len(quote), **changes})


def say(text, *citations):
    return Sentence(text=text, citations=citations)


CITATIONS = (cite(CAP), cite(STAY))


def check(*answer, citations=CITATIONS, texts=None, **fields):
    draft = Reply(status=Status.ANSWERED, answer=answer, citations=citations, confidence=0.9).model_copy(update=fields)
    return check_reply(draft, {"harbour": TEXT} if texts is None else texts)


def test_a_verbatim_citation_is_verified():
    assert verify_citation(cite(CAP, passage=f"{CAP}\n{STAY}", passage_start=TEXT.index(CAP)), TEXT, "aa") is None


@pytest.mark.parametrize(
    "changes", [{"start": 3}, {"end": 9999}, {"start": -5}, {"quote": CAP.replace("30", "31")}, {"passage": "made up"}]
)
def test_a_quote_or_passage_that_is_not_there_fails(changes):
    assert verify_citation(cite(CAP).model_copy(update=changes), TEXT).kind == "quote"


def test_another_version_of_the_document_fails():
    assert verify_citation(cite(CAP), TEXT, "bb").kind == "version"
    draft = Reply(status=Status.ANSWERED, answer=(say(CAP, 0),), citations=(cite(CAP),))
    assert check_reply(draft, {"harbour": TEXT}, {"harbour": "aa"}).citations
    assert not check_reply(draft, {"harbour": TEXT}, {"harbour": "bb"}).citations


def test_every_sentence_gets_its_verdict_and_its_problems():
    held, weak = check(say(CAP, 0), say("The cap of the Harbour Grant, generously considered, is KRW 30 billion.", 0)).answer
    assert (held.verdict, held.problems) == (Verdict.SUPPORTED, ())
    assert weak.verdict is Verdict.PARTLY
    assert weak.problems


def test_a_failing_citation_is_removed_and_the_others_move_up_everywhere():
    broken = cite(CAP).model_copy(update={"start": 1})
    reply = check(
        say(CAP, 0, 1),
        say(STAY, 2),
        citations=(broken, cite(CAP), cite(STAY)),
        nearest=(0, 2),
        superseded=(1,),
        conflicts=(Conflict(name="kept", sides=(1, 2)), Conflict(name="one-sided", sides=(0, 1))),
    )
    assert reply.citations == (cite(CAP), cite(STAY))
    assert [s.citations for s in reply.answer] == [(0,), (1,)]
    assert (reply.nearest, reply.superseded) == ((1,), (0,))
    assert reply.conflicts == (Conflict(name="kept", sides=(0, 1)),)


@pytest.mark.parametrize(("language", "words"), [("en", "2 sentences"), ("ko", "문장 2개")])
def test_sentences_that_are_not_found_are_dropped_and_counted_in_one_notice(language, words):
    reply = check(say(CAP, 0), say("The cap is KRW 40 billion.", 0), say("It is sunny.", 1), language=language, notices=("before",))
    assert [s.text for s in reply.answer] == [CAP]
    assert len(reply.notices) == 3  # the middle one is about the source of the sentence that is left
    assert words in reply.notices[-1]


def test_nothing_left_means_not_in_the_documents():
    reply = check(say("The cap is KRW 40 billion.", 0))
    assert (reply.status, reply.answer, reply.confidence) == (Status.NOT_IN_DOCUMENTS, (), 0.0)


def test_a_reply_without_an_answer_keeps_its_status():
    assert check(status=Status.OUT_OF_SCOPE).status is Status.OUT_OF_SCOPE


def test_a_document_that_is_gone_carries_nothing():
    reply = check(say(CAP, 0), texts={})
    assert (reply.status, reply.citations) == (Status.NOT_IN_DOCUMENTS, ())


def test_a_conflict_without_two_sides_is_no_conflict():
    broken = cite(CAP).model_copy(update={"start": 1})
    reply = check(say(STAY, 1), citations=(broken, cite(STAY)), status=Status.CONFLICT, conflicts=(Conflict(name="x", sides=(0, 1)),))
    assert (reply.status, reply.conflicts) == (Status.PARTIAL, ())


@pytest.mark.parametrize(
    "text",
    ["In force since 10 February 2026.", "2026년 2월 10일부터 시행 중입니다.", "Restated from Harbour press office (press), 2026-02-09."],
)
def test_the_frame_rests_on_what_is_known_of_the_citation(text):
    assert check(say(text, 1)).answer[0].verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "text", ["In force since 11 February 2026.", "No longer in force since 10 February 2026.", "2026년 2월 11일부터 시행 중입니다."]
)
def test_a_wrong_frame_is_dropped(text):
    assert check(say(text, 1)).answer == ()
