"""Reciprocal rank fusion, by hand."""

import pytest

from assistant.retrieval.fusion import reciprocal_rank_fusion


def test_each_list_adds_one_over_sixty_plus_rank():
    scores = reciprocal_rank_fusion([["a", "b"], ["b", "c", "a"]])
    assert scores == pytest.approx({"a": 1 / 61 + 1 / 63, "b": 1 / 62 + 1 / 61, "c": 1 / 62})
    assert max(scores, key=scores.get) == "b"


def test_nothing_found_has_no_score():
    assert reciprocal_rank_fusion([]) == reciprocal_rank_fusion([[]]) == {}
