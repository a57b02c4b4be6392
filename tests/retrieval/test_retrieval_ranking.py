"""The weighted sum of what each list says of a chunk, by hand."""

from collections import Counter

import pytest

from assistant.retrieval.ranking import WEIGHTS, WEIGHTS_LATER, Listed, Weights, scored

DOCUMENT_OF = {"a": "one", "b": "one", "c": "one", "x": "short", "y": "long", "z": "long"}
SIZES = Counter(DOCUMENT_OF.values())


def ranked(*lists, later=False):
    return scored([Listed(name, hits) for name, hits in lists], DOCUMENT_OF, SIZES, Weights().of_turn(later=later))


def test_scores_by_words_are_shares_of_the_best_and_what_is_missing_has_none():
    found = ranked(("words", [("a", 8.0), ("b", 2.0)]), ("words:statement", [("b", 5.0), ("c", 4.0)]))
    words, statements = WEIGHTS["words"], WEIGHTS["words:statement"]
    assert found == pytest.approx({"a": words, "b": words / 4 + statements, "c": 0.8 * statements})


def test_scores_by_vectors_are_distances_to_the_best_and_what_is_missing_is_as_far_as_the_last():
    found = ranked(("vectors@e5", [("a", 0.9), ("b", 0.7)]), ("words", [("c", 3.0)]))
    near = WEIGHTS["vectors"]
    assert found == pytest.approx({"a": 0.0, "b": -0.2 * near, "c": WEIGHTS["words"] - 0.2 * near})


def test_what_leads_the_lists_leads():
    found = ranked(("words", [("a", 9.0), ("b", 8.0), ("c", 1.0)]), ("vectors@e5", [("b", 0.9), ("a", 0.5), ("c", 0.4)]))
    assert sorted(found, key=found.get, reverse=True) == ["b", "a", "c"]


def test_lists_of_one_kind_by_several_embedders_share_its_weight():
    one = ranked(("vectors@e5", [("a", 0.9), ("b", 0.7)]))
    assert ranked(("vectors@e5", [("a", 0.9), ("b", 0.7)]), ("vectors@other", [("a", 0.4), ("b", 0.2)])) == pytest.approx(one)


def test_empty_lists_add_nothing():
    assert ranked() == ranked(("words", [])) == {}
    assert ranked(("words", [("a", 2.0)]), ("vectors@e5", [])) == {"a": WEIGHTS["words"]}


def test_a_later_turn_has_weights_of_its_own():
    assert ranked(("words", [("a", 2.0)]), later=True) == {"a": WEIGHTS_LATER["words"]}


CONVERSATION = ("words:conversation", [("a", 4.0), ("b", 2.0), ("c", 1.0), ("x", 3.0), ("y", 3.0)])


def test_the_document_of_a_conversation_counts_on_later_turns_by_its_two_best_chunks():
    found = ranked(CONVERSATION, later=True)
    own, document = WEIGHTS_LATER["words:conversation"], WEIGHTS_LATER["document:conversation"]
    # Two of three chunks; the only chunk; one of two chunks, of which the other was not found.
    means = {"one": (1.0 + 0.5) / 2, "short": 0.75, "long": 0.75 / 2}
    shares = {"a": 1.0, "b": 0.5, "c": 0.25, "x": 0.75, "y": 0.75}
    assert found == pytest.approx({i: own * share + document * means[DOCUMENT_OF[i]] for i, share in shares.items()})


def test_it_counts_for_chunks_that_the_conversation_does_not_name():
    found = ranked(CONVERSATION, ("words", [("z", 1.0)]), later=True)
    assert found["z"] == pytest.approx(WEIGHTS_LATER["words"] + WEIGHTS_LATER["document:conversation"] * 0.75 / 2)


def test_a_first_turn_knows_no_conversation():
    assert set(ranked(CONVERSATION).values()) == {0.0}


def test_a_list_is_named_by_kind_and_embedder():
    assert (Listed("vectors:statement@e5", []).kind, Listed("vectors:statement@e5", []).embedder) == ("vectors:statement", "e5")
    assert (Listed("words", []).kind, Listed("words", []).embedder) == ("words", "")
