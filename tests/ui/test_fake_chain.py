"""The fake keeps the real chain's promises."""

from assistant.records import Question
from assistant.testing import FakeChain, sample_replies


def test_each_streamed_reply_has_one_more_sentence_and_the_last_equals_invoke():
    for question, reply in sample_replies().items():
        chain = FakeChain({question: reply}, reply)
        streamed = list(chain.stream(Question(text=question)))
        assert [len(r.answer) for r in streamed] == list(range(len(reply.answer) + 1))
        assert streamed[-1] == chain.invoke(Question(text=question)) == reply


def test_every_sample_quotes_its_passage():
    for reply in sample_replies().values():
        for cited in reply.citations:
            at = cited.start - cited.passage_start
            assert cited.passage[at : at + len(cited.quote)] == cited.quote
            assert cited.end - cited.start == len(cited.quote)


async def test_it_streams_to_asynchronous_callers_too():
    question, reply = next(iter(sample_replies().items()))
    chain = FakeChain({}, reply)
    assert [r async for r in chain.astream(Question(text=question))][-1] == await chain.ainvoke(Question(text=question))
