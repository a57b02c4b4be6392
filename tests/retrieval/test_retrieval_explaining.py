"""What a search kept back, and what naming and switched-off lists do to it."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.records import Period, Question, Term, Turn
from assistant.retrieval.explaining import explain
from assistant.retrieval.names import Named
from assistant.retrieval.ranking import NAMED_PROGRAMME, WEIGHTS, Weights
from assistant.retrieval.retriever import PolicyRetriever

TODAY = date(2024, 6, 1)
CAP = "What is the cap of the Harbour Grant?"


@pytest.fixture
def retriever(store):
    named = Named([Term(id="g", kind="programme", programme="harbour-grant", en="harbour grant", ko="항만지원금")])
    return PolicyRetriever(store=store, today=Period.parse(TODAY.isoformat()), named=named)


def explained(retriever, text, **fields):
    return explain(retriever, retriever.read(Question(text=text, **fields), TODAY), 3)


def test_documents_that_are_no_longer_in_force_are_told_with_their_place(retriever):
    found = explained(retriever, CAP)
    assert [one.document for one in found.by_date.best] == ["harbour-2020"]
    assert found.by_date.documents == 1
    ever = retriever.find(found.found.reading, 50, ever=True).evidence
    places = [place for place, e in enumerate(ever, 1) if e.chunk.document == "harbour-2020"]
    assert found.by_date.best[0].place == places[0]
    assert found.by_date.chunks == len(places)


def test_what_is_not_yet_in_force_is_not_told(retriever):
    assert explained(retriever, CAP, as_of="2022").by_date.best == ()


def test_editions_in_another_language_are_told(retriever):
    found = explained(retriever, "항만지원금의 한도는 얼마입니까?")
    assert found.by_edition.best[0].document == "harbour-2024"
    assert found.by_edition.chunks >= found.by_edition.documents == 1
    assert "harbour-2024" not in {e.chunk.document for e in found.found.evidence}


def test_what_naming_added_is_told(retriever):
    assert {e.named for e in explained(retriever, CAP).found.evidence} == {NAMED_PROGRAMME}
    assert {e.named for e in explained(retriever, "What is the cap?").found.evidence} == {0.0}


@pytest.mark.parametrize("name", list(WEIGHTS))
def test_a_list_that_is_worth_nothing_is_not_searched(retriever, name):
    without = retriever.model_copy(update={"weights": replace(Weights(), first={**WEIGHTS, name: 0.0})})
    reading = retriever.read(Question(text=CAP), TODAY)
    kinds = {listed.partition("@")[0] for e in without.find(reading).evidence for listed in e.ranks}
    assert kinds == set(WEIGHTS) - {name}


def test_the_list_behind_a_conversations_documents_is_searched_though_it_is_worth_nothing_itself():
    weights = replace(Weights(), later={"words:conversation": 0.0, "document:conversation": 1.0})
    assert weights.lists(later=True) == {"words:conversation"}
    assert replace(weights, later={"words:conversation": 0.0, "document:conversation": 0.0}).lists(later=True) == set()


def test_a_name_that_is_worth_nothing_adds_nothing(retriever):
    without = retriever.model_copy(update={"weights": replace(Weights(), programme=0.0)})
    reading = retriever.read(Question(text=CAP, history=(Turn(role="user", text="Hello"),)), TODAY)
    assert without.find(reading).evidence[0].named == 0.0
