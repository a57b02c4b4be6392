"""Three values: not known stays not known until something decides."""

from itertools import product

import pytest

from assistant.eligibility.logic import all_of, any_of, implies, negation

VALUES = (True, False, None)


@pytest.mark.parametrize("parts", list(product(VALUES, repeat=3)))
def test_all_is_the_least_and_any_the_greatest(parts):
    rank = {False: 0, None: 1, True: 2}
    assert all_of(parts) is min(parts, key=rank.get)
    assert any_of(parts) is max(parts, key=rank.get)


def test_nothing_at_all_holds_and_no_choice_fails():
    assert all_of([]) is True
    assert any_of([]) is False


@pytest.mark.parametrize("part", VALUES)
def test_a_double_negation_is_the_thing_itself(part):
    assert negation(negation(part)) is part


def test_what_does_not_apply_is_met():
    assert [implies(False, then) for then in VALUES] == [True, True, True]
    assert [implies(None, then) for then in VALUES] == [True, None, None]
    assert [implies(True, then) for then in VALUES] == [True, False, None]
