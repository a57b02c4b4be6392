"""What is nearest among what is in force, with and without Chroma's filter."""

import pytest

from assistant.index.entries import OPEN_END, OPEN_START, Entry
from assistant.index.vectors import Vectors, collection_name
from assistant.testing.embedder import HashEmbedder

ENDED, OPEN = (OPEN_START, 20231231), (20240101, OPEN_END)
TODAY = (20240601, 20240601)
NAME = collection_name("chunks", "hash", "en")


@pytest.fixture
def nearest(tmp_path):
    """nearest(k, [(id, text, days)]): the ids nearest to "ferry", and what is asked whether it is in force."""
    vectors = Vectors(tmp_path / "chroma")
    embedder = HashEmbedder()

    def found(k, rows, in_force=None):
        vectors.sync(NAME, embedder, [Entry(name, "d", "en", 0, text, *days) for name, text, days in rows], lambda: None)
        days = {name: own for name, _, own in rows}

        def from_days(entry_id):
            return days[entry_id][0] <= TODAY[1] and days[entry_id][1] >= TODAY[0]

        return vectors.search(NAME, embedder.embed_query("ferry"), k, TODAY, in_force or from_days)

    yield found
    vectors.close()


NEAR, FAR, FURTHER = "ferry", "ferry pier", "ferry pier crane gull"


def test_a_collection_is_of_one_level_embedder_and_language():
    assert collection_name("statements", "e5", "ko") == "statements-e5-ko"


def test_the_nearest_comes_first_with_its_cosine(nearest):
    found = nearest(2, [("b", FAR, OPEN), ("c", FURTHER, OPEN), ("a", NEAR, OPEN)])
    assert [i for i, _ in found] == ["a", "b"]
    assert found[0][1] == pytest.approx(1.0, abs=1e-5)
    assert found[1][1] == pytest.approx(0.5**0.5, abs=0.05)


def test_what_has_ended_is_left_out(nearest):
    assert [i for i, _ in nearest(3, [("a", NEAR, OPEN), ("ended", FAR, ENDED), ("c", FURTHER, OPEN)])] == ["a", "c"]


def test_where_half_of_what_is_nearest_is_in_force_no_filter_is_asked_for(nearest):
    rows = [("ended", NEAR, ENDED), ("a", FAR, OPEN), ("b", FURTHER, OPEN)]
    assert [i for i, _ in nearest(2, rows)] == ["a"]
    # What is stored is not looked at: `in_force` alone decides.
    assert [i for i, _ in nearest(2, rows, lambda _: True)] == ["ended", "a"]


def test_where_most_of_what_is_nearest_is_not_in_force_what_is_fills_the_places(nearest):
    ended = [(f"ended-{n}", NEAR, ENDED) for n in range(20)]
    assert [i for i, _ in nearest(3, [*ended, ("b", FURTHER, OPEN), ("a", FAR, OPEN)])] == ["a", "b"]
    assert nearest(3, ended) == []


def test_an_empty_collection_has_nothing_near(nearest):
    assert nearest(3, []) == []
