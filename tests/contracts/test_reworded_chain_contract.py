"""The chain keeps its contract when a language model words its replies."""

import sys
from datetime import date

import pytest
from answering.hash_weights import use_hash_weights
from answering.scripted_llm import ScriptedModel, lines
from contracts.test_chain_contract import ChainContract, asked

from assistant import settings, wiring
from assistant.answering.rewording import Rewriter
from assistant.chain import PolicyChain
from assistant.grounding.rewording import held_rewording
from assistant.records import Period, Question
from assistant.retrieval.retriever import PolicyRetriever

CAP = "What is the cap of the Harbour Grant?"


def half_true(data):
    """The first sentence without its full stop, of the others something else."""
    return lines(
        *((s["number"], s["text"].rstrip(".") if s["number"] == 1 else "Anything goes.", s["citations"]) for s in data["sentences"])
    )


class TestRewordedChain(ChainContract):
    @pytest.fixture
    def chain(self, store, monkeypatch):
        use_hash_weights(monkeypatch)
        texts = {d.id: d.text for d in store.documents.values()}
        today = date(2024, 6, 1)
        retriever = PolicyRetriever(store=store, today=Period.parse(today.isoformat()))
        rewriter = Rewriter(ScriptedModel(script=half_true), 20, held_rewording)
        return PolicyChain(retriever, texts, lambda: today, 4000, rewriter)

    @pytest.fixture
    def questions(self):
        return asked(
            CAP,
            "When was the start of the Harbour Grant?",
            "Were ferries eligible for the Harbour Grant?",
            "How tall is the lighthouse of the northern island?",
            "항만지원금의 한도는 사업당 얼마입니까?",
        )

    def test_the_models_words_are_shown_where_they_hold(self, chain):
        reply = chain.invoke(Question(text=CAP))
        assert reply.answer[0].text == "The cap of the Harbour Grant is KRW 30 billion per project"
        assert reply.citations[reply.answer[0].citations[0]].quote == f"{reply.answer[0].text}."
        assert "Anything goes." not in [s.text for s in reply.answer]


@pytest.fixture
def small(build, corpus, index, embedder, monkeypatch):
    """Settings of the small corpus, with the model-free embedder: small(POLICY_…=value)."""
    build()
    use_hash_weights(monkeypatch)
    monkeypatch.setattr(wiring, "packaged_embedders", lambda cache, threads=0: lambda _: embedder)
    return lambda **more: settings.load({"POLICY_CORPUS": str(corpus), "POLICY_INDEX": str(index), "POLICY_TODAY": "2024-06-01", **more})


def test_the_settings_name_the_model_and_its_time(small, monkeypatch):
    opened = []
    model = ScriptedModel(script=half_true)
    monkeypatch.setattr("assistant.answering.language_model.open_language_model", lambda *named: opened.append(named) or model)
    assistant = wiring.open_assistant(small(POLICY_LLM="openai:m", POLICY_LLM_TIMEOUT="7"))
    reply = assistant.chain.invoke(Question(text=CAP))
    assistant.close()
    assert opened == [("openai:m", 7)]
    assert reply.answer[0].text == "The cap of the Harbour Grant is KRW 30 billion per project"


def test_without_a_name_no_model_is_imported(small, monkeypatch):
    for name in ("assistant.answering.language_model", "langchain.chat_models"):
        monkeypatch.setitem(sys.modules, name, None)  # importing it fails
    assistant = wiring.open_assistant(small())
    assert assistant.chain.invoke(Question(text=CAP)).answer[0].text == "The cap of the Harbour Grant is KRW 30 billion per project."
    assistant.close()
