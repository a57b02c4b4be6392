import random

import pytest

from evals.bootstrap import estimate, paired_difference


def test_the_same_scores_give_the_same_interval():
    scores = [1.0, 0.0, 1.0, 1.0, None]
    assert estimate(scores) == estimate(scores)
    assert estimate([0.1 * i for i in range(10)], seed=1) != estimate([0.1 * i for i in range(10)], seed=2)


def test_unscored_cases_are_left_out_and_counted():
    # (1 + 0 + 1 + 1) / 4, not / 6.
    found = estimate([1.0, 0.0, None, 1.0, 1.0, None])
    assert (found.mean, found.n, found.unscored) == (0.75, 4, 2)
    assert found.low <= 0.75 <= found.high


def test_nothing_scored_is_no_number():
    found = estimate([None, None])
    assert (found.mean, found.low, found.high, found.n, found.unscored) == (None, None, None, 0, 2)


def test_all_right_or_all_wrong_is_not_certainty():
    # 10 of 10: the rate at which 10 in a row still happen 2.5 times in 100 is 0.025 ** (1 / 10) = 0.6915.
    right, wrong = estimate([1.0] * 10), estimate([0.0] * 10)
    assert (right.low, right.high) == (pytest.approx(0.6915, abs=1e-4), 1)
    assert (wrong.low, wrong.high) == (0, pytest.approx(0.3085, abs=1e-4))


def test_the_interval_is_as_wide_as_theory_says():
    # 200 of 400: standard error 0.5 / 20 = 0.025, so 0.5 ± 1.96 * 0.025 = 0.451 … 0.549.
    found = estimate([0.0, 1.0] * 200)
    assert found.low == pytest.approx(0.451, abs=0.006)
    assert found.high == pytest.approx(0.549, abs=0.006)


def test_the_interval_holds_the_true_rate_about_95_times_in_100():
    draw = random.Random(7)
    held = 0
    for trial in range(300):
        found = estimate([float(draw.random() < 0.7) for _ in range(100)], seed=trial)
        held += found.low <= 0.7 <= found.high
    # 300 trials at 95 %: standard deviation 1.3 points; the percentile interval of a proportion runs a point or two short.
    assert 0.90 <= held / 300 <= 0.985


def test_a_clear_difference():
    # 20 of 100 cases turn from wrong to right, none the other way: +0.2, standard error 0.04.
    a, b = [0.0] * 100, [1.0] * 20 + [0.0] * 80
    found = paired_difference(a, b)
    assert found.difference == pytest.approx(0.2)
    assert found.low == pytest.approx(0.12, abs=0.01)
    assert found.high == pytest.approx(0.28, abs=0.01)
    # No resample is on the other side: 2 * (0 + 1) / 2001.
    assert found.p == pytest.approx(2 / 2001)
    assert found.significant


@pytest.mark.parametrize(("moved", "p"), [(0, 1), (1, 1), (5, 1 / 16), (6, 1 / 32)])
def test_a_few_cases_that_all_move_one_way_prove_little(moved, p):
    # Heads moved times in a row, or tails: 2 / 2 ** moved.
    assert paired_difference([0.0] * moved + [1.0], [1.0] * moved + [1.0]).p == pytest.approx(p)


def test_pairs_are_kept_together():
    # Each case moves with its pair: every difference is exactly 0.1, whatever the spread between cases.
    a = [i / 100 for i in range(50)]
    found = paired_difference(a, [value + 0.1 for value in a])
    assert found.low == pytest.approx(0.1)
    assert found.high == pytest.approx(0.1)


def test_no_difference_is_not_significant():
    assert paired_difference([1.0, 0.0], [1.0, 0.0]).p == 1
    swapped = paired_difference([1.0, 0.0] * 30, [0.0, 1.0] * 30)
    assert swapped.difference == 0
    assert not swapped.significant


def test_unequal_or_empty_runs_are_refused():
    with pytest.raises(ValueError, match="zip"):
        paired_difference([1.0], [])
    with pytest.raises(ValueError, match="at least one pair"):
        paired_difference([], [])
