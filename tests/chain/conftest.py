"""The chain over the small corpus."""

from datetime import date

import pytest
from answering.hash_weights import use_hash_weights
from contracts.small_store import shared_store

from assistant.chain import PolicyChain
from assistant.records import Period
from assistant.retrieval.retriever import PolicyRetriever

TODAY = date(2024, 6, 1)


@pytest.fixture
def texts(store):
    return {d.id: d.text for d in store.documents.values()}


@pytest.fixture
def chain(store, texts, monkeypatch):
    use_hash_weights(monkeypatch)
    return PolicyChain(PolicyRetriever(store=store, today=Period.parse(TODAY.isoformat())), texts, lambda: TODAY, 4000)


@pytest.fixture
def store(request):
    return shared_store(request)
