"""What every chain does. An implementation inherits the class and gives `chain` and `questions`."""

import asyncio
from datetime import date
from itertools import pairwise

import pytest
from answering.hash_weights import use_hash_weights
from langchain_core.runnables import Runnable

from assistant.chain import PolicyChain
from assistant.records import Period, Question, Reply
from assistant.retrieval.retriever import PolicyRetriever
from assistant.testing import FakeChain, sample_replies


def timeless(reply):
    return reply.model_copy(update={"timings_ms": {}})


class ChainContract:
    """Question in, Reply out, however it is asked; a stream grows by checked sentences."""

    def test_it_is_langchains_interface(self, chain):
        assert isinstance(chain, Runnable)

    def test_a_stream_ends_in_the_whole_reply(self, chain, questions):
        for question in questions:
            replies = list(chain.stream(question))
            assert all(isinstance(r, Reply) for r in replies)
            assert timeless(replies[-1]) == timeless(chain.invoke(question))

    def test_a_stream_only_grows(self, chain, questions):
        for question in questions:
            replies = list(chain.stream(question))
            for earlier, later in pairwise(replies):
                assert later.answer[: len(earlier.answer)] == earlier.answer
                assert earlier.status == later.status

    def test_every_index_of_every_reply_points_at_a_citation(self, chain, questions):
        for question in questions:
            for reply in chain.stream(question):
                indexes = [i for s in reply.answer for i in s.citations] + [*reply.nearest, *reply.superseded]
                indexes += [i for c in reply.conflicts for i in c.sides]
                assert all(0 <= i < len(reply.citations) for i in indexes)

    def test_batches_keep_their_order(self, chain, questions):
        assert [timeless(r) for r in chain.batch(questions)] == [timeless(chain.invoke(q)) for q in questions]

    async def test_async_gives_the_same(self, chain, questions):
        expected = [timeless(chain.invoke(q)) for q in questions]
        assert timeless(await chain.ainvoke(questions[0])) == expected[0]
        assert [timeless(r) for r in await chain.abatch(questions)] == expected
        streamed = [[r async for r in chain.astream(q)] for q in questions]
        assert [timeless(s[-1]) for s in streamed] == expected

    async def test_many_askers_at_once_get_their_own_replies(self, chain, questions):
        replies = await asyncio.gather(*(chain.ainvoke(q) for q in questions * 3))
        assert [timeless(r) for r in replies] == [timeless(chain.invoke(q)) for q in questions] * 3

    def test_it_is_a_link_of_a_longer_chain(self, chain, questions):
        status = chain | (lambda reply: reply.status)
        assert status.invoke(questions[0]) == chain.invoke(questions[0]).status

    def test_a_reply_survives_json(self, chain, questions):
        for question in questions:
            reply = chain.invoke(question)
            assert Reply.model_validate_json(reply.model_dump_json()) == reply


def asked(*texts):
    return [Question(text=t) for t in texts]


class TestPolicyChain(ChainContract):
    @pytest.fixture
    def chain(self, store, monkeypatch):
        use_hash_weights(monkeypatch)
        texts = {d.id: d.text for d in store.documents.values()}
        today = date(2024, 6, 1)
        return PolicyChain(PolicyRetriever(store=store, today=Period.parse(today.isoformat())), texts, lambda: today, 4000)

    @pytest.fixture
    def questions(self):
        return asked(
            "What is the cap of the Harbour Grant?",
            "When was the start of the Harbour Grant?",
            "Were ferries eligible for the Harbour Grant?",
            "How tall is the lighthouse of the northern island?",
            "항만지원금의 한도는 사업당 얼마입니까?",
        )


class TestFakeChain(ChainContract):
    @pytest.fixture
    def chain(self):
        replies = sample_replies()
        return FakeChain(replies, next(iter(replies.values())))

    @pytest.fixture
    def questions(self):
        return asked(*sample_replies(), "anything else")


@pytest.mark.slow
class TestPublishedChain(ChainContract):
    @pytest.fixture
    def chain(self, published):
        return published.chain

    @pytest.fixture
    def questions(self):
        return asked("What is the cap of the subsidy per project?", "How tall is the Eiffel Tower?", "보조금의 한도는 얼마입니까?")
