import pytest

from assistant.errors import EvaluationError
from assistant.records import Status
from evals.compare import compare
from evals.scoring import score


@pytest.fixture
def rows(make_outcome):
    """Rows of cases A0, A1, …: right where told True."""

    def make(*right: bool, **fields):
        texts = ["The rate is 30 %." if one else "The rate is unknown." for one in right]
        return [score(make_outcome(text, id=f"A{i}", **fields)) for i, text in enumerate(texts)]

    return make


def test_differences_are_b_minus_a(rows):
    # 1 of 4 right, then 3 of 4.
    found = compare(rows(True, False, False, False), rows(True, True, True, False))
    assert found.differences["strict_accuracy"].difference == 0.5
    assert found.differences["right_abstention"] is None
    assert [c.id for c in found.better] == ["A1", "A2"]
    assert found.worse == ()


def test_cases_of_one_run_only_are_dropped_and_counted(rows):
    # A0 to A3 against A2 to A5: A2 and A3 are shared, two are dropped on either side.
    found = compare(rows(*[True] * 4), rows(*[False] * 6)[2:])
    assert (found.cases, found.dropped) == (2, 4)
    assert [c.id for c in found.worse] == ["A2", "A3"]


def test_a_clear_fall_is_significant_and_chance_is_not(rows):
    right = rows(*[True] * 20)
    assert compare(right, rows(*[True] * 10, *[False] * 10)).significantly_worse == ["strict_accuracy"]
    assert compare(right, rows(*[True] * 19, False)).significantly_worse == []
    assert compare(rows(*[False] * 20), right).significantly_worse == []


def test_kinds_apart_are_listed_but_not_in_the_differences(rows, make_outcome):
    a = [*rows(True, True), score(make_outcome("The rate is 30 %.", id="D1", kind="decision"))]
    b = [*rows(True, True), score(make_outcome("No.", id="D1", kind="decision"))]
    found = compare(a, b)
    assert found.cases == 2
    assert found.differences["strict_accuracy"].difference == 0
    assert [c.id for c in found.worse] == ["D1"]


def test_a_case_counts_where_both_runs_have_it_scored(rows, make_outcome):
    # Run A cites something in A0 only, so the quotes of A0 alone can be compared.
    a = [score(make_outcome(id="A0")), score(make_outcome(id="A1", citations=()))]
    b = [score(make_outcome(id="A0")), score(make_outcome(id="A1"))]
    assert compare(a, b).differences["quotes_exact"].n == 1


def test_the_change_names_both_statuses(rows, make_outcome):
    b = [score(make_outcome(text="", status=Status.NOT_IN_DOCUMENTS, citations=(), id="A0"))]
    (change,) = compare(rows(True), b).worse
    assert (change.before, change.after) == ("answered", "not_in_documents")


def test_runs_without_a_shared_case_are_refused(rows):
    with pytest.raises(EvaluationError, match="share no case"):
        compare(rows(True), rows(True, True)[1:])
