"""A language model that does what it is told: its wordings are shown as they come, each checked."""

from threading import Event

import pytest
from answering.scripted_llm import ScriptedModel, lines, openai_server, reply_of
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from assistant.answering.language_model import open_language_model
from assistant.answering.rewording import Rewriter
from assistant.errors import SettingsError
from assistant.grounding.rewording import held_rewording
from assistant.records import Conflict, Status, Verdict

CAP = "The cap of the Harbour Grant is KRW 30 billion per project in a priority area."
CAP_WORDED = "In a priority area, the limit of the Harbour Grant is 30 billion won for each project."
FERRIES = "Ferries are not eligible for the Harbour Grant."
FERRIES_WORDED = "For the Harbour Grant, ferries are not eligible."
KOREAN = "우선 지역에서 항만 지원금의 한도는 사업당 300억 원입니다."
KOREAN_WORDED = "우선 지역에서 항만 지원금 상한은 사업당 300억 원이다."


def last(reply, script, seconds=20.0):
    return list(Rewriter(ScriptedModel(script=script), seconds, held_rewording).replies(reply))[-1]


def worded(*texts):
    return lambda data: lines(*((n, text, [n]) for n, text in enumerate(texts, 1)))


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.PARTIAL, Status.DEPENDS])
def test_wordings_that_hold_are_shown_with_their_citations(status):
    reply = reply_of(CAP, FERRIES, status=status, notices=("Sentence 1 rests only on undated sources.",))
    shown = last(reply, worded(CAP_WORDED, FERRIES_WORDED))
    assert [s.text for s in shown.answer] == [CAP_WORDED, FERRIES_WORDED]
    assert [s.citations for s in shown.answer] == [(0,), (1,)]
    assert {s.verdict for s in shown.answer} == {Verdict.SUPPORTED}
    assert shown.notices == (
        "Sentence 1 rests only on undated sources.",
        "A language model worded 2 of 2 sentences; each was checked against its quotes.",
    )
    unchanged = {"answer": reply.answer, "notices": reply.notices}
    assert shown.model_copy(update=unchanged) == reply


def test_korean_is_worded_in_korean():
    shown = last(reply_of(KOREAN), worded(KOREAN_WORDED))
    assert shown.answer[0].text == KOREAN_WORDED
    assert shown.notices == ("1개 문장 가운데 1개는 언어 모델이 표현을 다듬었으며, 각각 인용문과 대조해 확인했습니다.",)


def test_a_sentence_that_does_not_hold_stays_quoted_beside_one_that_does():
    shown = last(reply_of(CAP, FERRIES), worded(CAP_WORDED, "Ferries are eligible for the Harbour Grant."))
    assert [s.text for s in shown.answer] == [CAP_WORDED, FERRIES]
    assert shown.notices == ("A language model worded 1 of 2 sentences; each was checked against its quotes.",)


def test_both_sides_of_a_conflict_stay_two_sentences():
    reply = reply_of(CAP, FERRIES, status=Status.CONFLICT, conflicts=(Conflict(name="c", sides=(0, 1)),))
    shown = last(reply, lambda data: lines((1, f"{CAP_WORDED} {FERRIES_WORDED}", [1, 2])))
    assert shown.answer == reply.answer
    assert shown.conflicts == reply.conflicts


def test_wordings_may_come_in_any_order_and_shape():
    one, two = lines((1, CAP_WORDED, [1])), lines((2, FERRIES_WORDED, [2]))
    for text in (f"{two}\n{one}", f"```json\n[{one},\n{two}]\n```", f'Sure!\n{{"sentences": [{one}, {two}]}}\nDone.'):
        assert [s.text for s in last(reply_of(CAP, FERRIES), lambda data, text=text: text).answer] == [CAP_WORDED, FERRIES_WORDED]


def test_what_is_quoted_in_another_language_or_only_partly_supported_is_not_sent():
    reply = reply_of(KOREAN, CAP)
    partly = reply_of(FERRIES).answer[0].model_copy(update={"verdict": Verdict.PARTLY})
    sent = []
    assert last(reply, lambda data: sent.append(data) or lines((2, CAP_WORDED, [2]))).answer == reply.answer
    assert [s["text"] for s in sent[0]["sentences"]] == [KOREAN]
    weak = reply_of(FERRIES).model_copy(update={"answer": (partly,)})
    assert last(weak, lambda data: pytest.fail("asked")) == weak


class Waiting(ScriptedModel):
    """Says the first sentence, then waits until it is told to go on."""

    more: Event

    def _stream(self, messages, stop=None, run_manager=None, **kwargs):
        yield ChatGenerationChunk(message=AIMessageChunk(lines((1, CAP_WORDED, [1]))))
        self.more.wait(20)
        yield ChatGenerationChunk(message=AIMessageChunk(lines((2, FERRIES_WORDED, [2]))))


def test_a_sentence_is_shown_before_the_model_has_finished():
    model = Waiting(script=str, more=Event())
    replies = Rewriter(model, 20, held_rewording).replies(reply_of(CAP, FERRIES))
    assert [s.text for s in next(replies).answer] == [CAP_WORDED]
    model.more.set()
    assert [s.text for s in next(replies).answer] == [CAP_WORDED, FERRIES_WORDED]


def test_a_model_that_stops_talking_keeps_what_was_checked():
    model = Waiting(script=str, more=Event())
    shown = list(Rewriter(model, 0.3, held_rewording).replies(reply_of(CAP, FERRIES)))[-1]
    model.more.set()
    assert [s.text for s in shown.answer] == [CAP_WORDED, FERRIES]
    assert shown.notices == ("A language model worded 1 of 2 sentences; each was checked against its quotes.",)


def test_a_named_model_is_reached_at_its_address(monkeypatch):
    with openai_server() as (script, address):
        monkeypatch.setenv("OPENAI_BASE_URL", address)
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        script.say = worded(CAP_WORDED)
        rewriter = Rewriter(open_language_model("openai:small", 20), 20, held_rewording)
        assert list(rewriter.replies(reply_of(CAP)))[-1].answer[0].text == CAP_WORDED
        assert script.requests[0]["model"] == "small"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("gpt", "POLICY_LLM: expected provider:model, got 'gpt'. Write for example ollama:llama3.2."),
        (":gpt", "POLICY_LLM: expected provider:model, got ':gpt'. Write for example ollama:llama3.2."),
        ("openai:", "POLICY_LLM: expected provider:model, got 'openai:'. Write for example ollama:llama3.2."),
    ],
)
def test_a_name_that_is_none_is_told(name, told):
    with pytest.raises(SettingsError) as caught:
        open_language_model(name, 20)
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("provider", "package"),
    [
        ("openai", "'policy-assistant[llm-openai]'"),
        ("ollama", "'policy-assistant[llm-ollama]'"),
        ("anthropic", "'policy-assistant[llm-anthropic]'"),
        ("mistralai", "langchain-mistralai"),
    ],
)
def test_a_missing_package_is_named_in_one_line(provider, package, monkeypatch):
    def missing(*_, **__):
        raise ImportError(provider)

    monkeypatch.setattr("langchain.chat_models.init_chat_model", missing)
    with pytest.raises(SettingsError) as caught:
        open_language_model(f"{provider}:m", 20)
    assert str(caught.value) == f"POLICY_LLM: {provider}:m needs a package that is not installed. Run: pip install {package}"


def test_a_missing_key_is_told_in_one_line(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_ADMIN_KEY", raising=False)
    for name in ("openai:m", "nobody:m"):
        with pytest.raises(SettingsError, match=rf"POLICY_LLM: {name} can't be used: ") as caught:
            open_language_model(name, 20)
        assert "\n" not in str(caught.value)
