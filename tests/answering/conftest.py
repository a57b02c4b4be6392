"""Evidence from the small corpus."""

from datetime import date

import pytest
from answering.hash_weights import use_hash_weights
from contracts.small_store import shared_store

from assistant.records import Period, Question
from assistant.retrieval.reading import read_question
from assistant.retrieval.retriever import PolicyRetriever

TODAY = date(2024, 6, 1)


@pytest.fixture(autouse=True)
def hash_weights(monkeypatch):
    use_hash_weights(monkeypatch)


@pytest.fixture
def find(store):
    """What retrieval finds for a question: find(text, ever=False, **fields of Question)."""
    retriever = PolicyRetriever(store=store, today=Period.parse(TODAY.isoformat()))

    def found(text, *, ever=False, **fields):
        return retriever.find(read_question(Question(text=text, **fields), TODAY), ever=ever)

    return found


@pytest.fixture
def store(request):
    return shared_store(request)
