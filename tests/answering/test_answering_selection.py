"""Which statements make up an answer, shown on statements made by hand."""

import pytest
from answering.hash_weights import WEIGHTS

from assistant.answering.model import FEATURES, SIGNALS, confidence_of, fit_of, logit, weights
from assistant.answering.selection import MAX_SENTENCES, MAX_WORDS, rank, select
from assistant.records import Candidate, Chunk, Found, Period, PolicyDocument, Reading, Statement

TODAY = Period.parse("2024-06-01")


def candidate(text, name="d", start=0, superseded=False, **features):
    document = PolicyDocument(id=name, title="T", language="en", text=text, hash="", path="d.md")
    statement = Statement(start=start, end=start + len(text), superseded=superseded)
    chunk = Chunk(id="c", document=name, language="en", title="T", section=(), start=0, end=1, text="x", context="")
    values = {**dict.fromkeys((*FEATURES, *SIGNALS), 0.0), "superseded": float(superseded), "own": 1.0, **features}
    return Candidate(document=document, statement=statement, chunk=chunk, text=text, context="", features=values)


def texts(ranked):
    return [c.text for c in select(ranked)]


def test_nothing_is_made_of_nothing():
    assert select([]) == []


def test_the_best_is_first_and_what_is_much_weaker_is_left_out():
    ranked = [(5.0, candidate("red ship")), (4.0, candidate("blue pier", start=9)), (3.7, candidate("old mole", start=20))]
    assert texts(ranked) == ["red ship", "blue pier"]


def test_no_statement_twice():
    same = candidate("the cap is KRW 30 billion per project")
    again = candidate("The cap is KRW 30 billion per project", name="other")
    longer = candidate("the cap is KRW 30 billion per project since spring", name="third")
    different = candidate("ferries may not apply", name="fourth")
    assert texts([(5.0, same), (5.0, same), (4.9, again), (4.8, longer), (4.7, different)]) == [same.text, different.text]


def test_an_answer_is_short():
    many = [(5.0, candidate(f"alpha{i} beta{i} gamma{i}", start=i)) for i in range(20)]
    assert len(select(many)) == MAX_SENTENCES
    long = [(5.0, candidate(" ".join(f"w{i}x{n}" for n in range(50)), start=i)) for i in range(4)]
    assert sum(len(c.text.split()) for c in select(long)) <= MAX_WORDS


def test_what_used_to_apply_gives_way_to_what_applies_nearly_as_well():
    old, new = candidate("it was ten", superseded=True), candidate("it is thirty", start=20)
    assert texts([(5.0, old), (4.5, new)])[0] == new.text
    assert texts([(5.0, old), (2.0, new)]) == [old.text]


def test_what_used_to_apply_stays_first_when_it_is_asked_for():
    asked = candidate("it was ten", superseded=True)
    asked = asked.model_copy(update={"features": {**asked.features, "superseded": 0.0}})
    assert texts([(5.0, asked), (4.5, candidate("it is thirty", start=20))])[0] == "it was ten"


def test_ranking_is_by_fit_then_by_place():
    low, high = candidate("low", coverage=0.1), candidate("high", coverage=0.9)
    first, second = candidate("a", name="a", coverage=0.5), candidate("b", name="b", coverage=0.5)
    reading = Reading(text="q", query="q", language="en", reply_language="en", as_of=TODAY)
    ranked = rank(Found(reading=reading, candidates=(second, low, first, high)))
    assert [c.text for _, c in ranked] == ["high", "a", "b", "low"]
    assert ranked[0][0] == pytest.approx(fit_of(high, "en"))


def test_the_models_are_logistic():
    assert logit({"x": 2.0, "y": -1.0}, {"bias": 0.5, "x": 3.0, "y": 2.0}) == pytest.approx(4.5)
    even = candidate("x", coverage=0.5)
    assert confidence_of([(0.0, even)], "en") == pytest.approx(0.5)
    assert confidence_of([(0.0, candidate("x", coverage=1.0))], "en") == pytest.approx(1 / (1 + 2.718281828**-4))


def test_the_published_weights_name_the_features(monkeypatch):
    monkeypatch.undo()
    published = weights()
    assert published is not WEIGHTS
    for language in ("en", "ko"):
        assert set(published[language]["select"]) == {"bias", *FEATURES}
        assert set(published[language]["confidence"]) == {"bias", *SIGNALS}
    assert 0.5 < published["threshold"]["answer"] < 1
