"""What every retriever does. An implementation inherits the class and gives `retriever`, `texts` and `question`."""

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.records import Period
from assistant.retrieval.retriever import PolicyRetriever


class RetrieverContract:
    """LangChain documents whose text stands in the corpus, best first."""

    def test_it_is_langchains_interface(self, retriever):
        assert isinstance(retriever, BaseRetriever)

    def test_every_document_stands_in_the_corpus(self, retriever, texts, question):
        found = retriever.invoke(question)
        assert found
        for document in found:
            assert isinstance(document, Document)
            assert document.page_content
            text = texts[document.metadata["document"]]
            start = document.metadata["start"]
            assert text[start : start + len(document.page_content)] == document.page_content

    def test_none_comes_twice_and_the_best_is_first(self, retriever, question):
        found = retriever.invoke(question)
        assert len({d.id for d in found}) == len(found) <= retriever.k
        scores = [d.metadata["score"] for d in found]
        assert scores == sorted(scores, reverse=True)

    async def test_all_ways_of_asking_agree(self, retriever, question):
        found = retriever.invoke(question)
        assert retriever.invoke(question) == found
        assert await retriever.ainvoke(question) == found
        assert retriever.batch([question, question]) == [found, found]

    def test_any_text_is_a_question(self, retriever):
        for text in ("", "?", "\x00", "a" * 5000, "한도"):
            assert isinstance(retriever.invoke(text), list)


class TestPolicyRetriever(RetrieverContract):
    @pytest.fixture
    def retriever(self, store):
        return PolicyRetriever(store=store, today=Period.parse("2024-06-01"), k=3)

    @pytest.fixture
    def texts(self, store):
        return {d.id: d.text for d in store.documents.values()}

    @pytest.fixture(params=["What is the cap of the Harbour Grant?", "항만지원금의 한도는 얼마입니까?"])
    def question(self, request):
        return request.param


@pytest.mark.slow
class TestPublishedRetriever(RetrieverContract):
    @pytest.fixture
    def retriever(self, published):
        return published.chain.retriever

    @pytest.fixture
    def texts(self, published):
        return {d.id: d.text for d in published.store.documents.values()}

    @pytest.fixture(params=["How much is the cap of the subsidy per project?", "보조금의 한도는 얼마입니까?"])
    def question(self, request):
        return request.param
