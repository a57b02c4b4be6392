"""What a click does, without a browser."""

import pytest

from assistant.errors import StoreError
from assistant.records import Reply, Sentence, Status
from assistant.testing import FakeChain
from assistant.ui.conversation import HISTORY_TURNS, Conversation, Progress
from assistant.ui.handlers import Handlers, preferred, start_over, stop

THREE = Reply(status=Status.ANSWERED, answer=tuple(Sentence(text=f"Sentence {n}.") for n in (1, 2, 3)))


def asked(chain, text="Q?", conversation=None, as_of="", answer_in="auto", language="en", limit=50):
    conversation = Conversation() if conversation is None else conversation
    return list(Handlers(chain, limit).ask(text, conversation, as_of, answer_in, language))


def test_sentences_appear_one_by_one():
    states = asked(FakeChain({}, THREE))
    lengths = [len(s.conversation.exchanges[-1].reply.answer) for s in states if s.conversation.exchanges[-1].reply]
    assert lengths == [0, 1, 2, 3, 3]
    assert [s.busy for s in states] == [True] * 5 + [False]
    assert states[0].text == ""
    assert states[-1].conversation.exchanges[-1].progress is Progress.DONE


def test_what_was_asked_reaches_the_chain():
    chain = FakeChain({}, THREE)
    asked(chain, "  Q?  ", as_of=" 2024-06 ", answer_in="ko")
    (question,) = chain.questions
    assert (question.text, question.as_of, question.language, question.history) == ("Q?", "2024-06", "ko", ())
    asked(chain)
    assert (chain.questions[1].as_of, chain.questions[1].language) == (None, None)


def test_only_the_last_turns_go_along_as_plain_text():
    chain = FakeChain({}, THREE)
    conversation = Conversation()
    for number in range(23):
        conversation = asked(chain, f"Q{number}?", conversation)[-1].conversation
    history = chain.questions[-1].history
    assert len(history) == HISTORY_TURNS == 40
    assert [turn.text for turn in history[-2:]] == ["Q21?", "Sentence 1. Sentence 2. Sentence 3."]
    assert [turn.role for turn in history[:2]] == ["user", "assistant"]


def test_a_reply_without_sentences_is_remembered_by_its_status():
    chain = FakeChain({}, Reply(status=Status.NOT_IN_DOCUMENTS))
    first = asked(chain)[-1].conversation
    asked(chain, conversation=first)
    assert chain.questions[-1].history[-1].text == "The documents do not say."


def test_a_known_error_becomes_its_one_line_and_the_conversation_stays():
    chain = FakeChain({"Bad?": StoreError("No index.", "Run: build")}, THREE)
    first = asked(chain)[-1].conversation
    after = asked(chain, "Bad?", first)[-1]
    assert after.conversation.exchanges[-1].failure == "No index. Run: build"
    assert after.conversation.exchanges[0] == first.exchanges[0]
    assert not after.busy
    asked(chain, "Again?", after.conversation)
    assert "Bad?" not in [turn.text for turn in chain.questions[-1].history]


def test_an_unknown_error_shows_no_internals(caplog):
    after = asked(FakeChain({}, RuntimeError("secret /path")))[-1]
    assert "secret" not in after.conversation.exchanges[-1].failure
    assert after.conversation.exchanges[-1].progress is Progress.FAILED
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize(
    ("text", "as_of", "part"),
    [
        ("  ", "", "write a question"),
        ("x" * 51, "", "51 characters; at most 50"),
        ("Q?", "yesterday", "“yesterday”"),
        ("Q?", "2024-02-31", "2024-02-31"),
    ],
)
def test_what_cannot_be_asked_is_a_plain_line_and_nothing_is_lost(text, as_of, part):
    chain = FakeChain({}, THREE)
    (only,) = asked(chain, text, as_of=as_of)
    assert part in only.banner
    assert only.text is None
    assert not chain.questions


def test_stopping_keeps_what_was_checked():
    states = asked(FakeChain({}, THREE))
    stopped = stop(states[2].conversation, "en").conversation.exchanges[-1]
    assert (stopped.progress, len(stopped.reply.answer)) == (Progress.STOPPED, 1)
    finished = states[-1].conversation
    assert stop(finished, "en").conversation == finished
    assert stop(Conversation(), "en").conversation == Conversation()


def test_a_new_conversation_is_empty():
    assert start_over("ko").conversation.history() == ()


@pytest.mark.parametrize(
    ("header", "expected"),
    [("ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("en-GB,ko;q=0.5", "en"), ("fr,ko;q=0.5", "ko"), ("fr", "en"), ("", "en")],
)
def test_the_browser_chooses_the_first_language(header, expected):
    assert preferred(header) == expected
