"""Rules that nobody could ever meet are told."""

import pytest

from assistant.eligibility.audit import problems_of
from assistant.rules import Programme

CLAUSE = {"document": "a", "quote": "b"}


def programme(**item):
    condition = {"id": "one", "clause": CLAUSE, "require": {"fact": "employees_before", "at_least": 3}} | item
    version = {"document": "a", "condition": [condition]}
    return Programme.model_validate({"id": "p", "name_en": "P", "name_ko": "P", "versions": [version]})


def test_a_sound_rule_is_no_problem(book):
    assert list(problems_of(programme(), book.places)) == []


def test_the_published_rules_are_sound(book):
    assert [line for one in book.programmes.values() for line in problems_of(one, book.places)] == []


@pytest.mark.parametrize(
    ("test", "said"),
    [
        ({"fact": "employes", "at_least": 3}, "there is no fact 'employes'"),
        ({"fact": "company_size", "is": "tiny"}, "company_size is never 'tiny'"),
        ({"fact": "company_size", "at_least": 3}, "company_size is no number"),
        ({"fact": "ai_investment", "is": "yes"}, "ai_investment is never 'yes'"),
        ({"fact": "area_class", "one_of": ["low"]}, "area_class is never 'low'"),
        ({"fact": "destination", "within": ["atlantis"]}, "there is no region 'atlantis'"),
        ({"fact": "employees_before", "within": ["buyeo"]}, "employees_before is no place"),
        ({"fact": "new_hires", "at_least": {"percent": 10, "of": "industry"}}, "'industry' is no number"),
        ({"not": {"fact": "new_hires", "from": "2025-01-01"}}, "new_hires is no date"),
    ],
)
def test_what_can_never_hold_is_one_line(book, test, said):
    (line,) = problems_of(programme(require=test), book.places)
    assert said in line
    assert line.startswith("a: one: ")
