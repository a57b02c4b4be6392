"""The investment subsidy, decided from end to end: verdicts, amounts, what is missing, versions."""

from datetime import date

import pytest

from assistant.eligibility.situation import Situation, situation_of
from assistant.errors import QuestionError

TODAY = date(2026, 11, 22)
MAKER = {
    "company_size": "sme",
    "move": "relocation",
    "industry": "manufacturing",
    "origin": "Seoul",
    "years_operating": 3,
    "employees_before": 40,
    "employees_after": 40,
    "new_hires": 32,
    "land_krw": 2_000_000_000,
    "facility_krw": 5_000_000_000,
    "mou_signed_before_contract": True,
    "destination": "Gongju",
    "date": "2026-06-15",
}


@pytest.fixture
def decide(book):
    def decided(language="en", **facts):
        given = {key: value for key, value in (MAKER | facts).items() if value is not None}
        return book.decide("lips", situation_of(given, book.places), TODAY, language)

    return decided


@pytest.mark.parametrize(
    ("facts", "most"),
    [
        ({}, 1_300_000_000),
        ({"destination": "Buyeo"}, 1_750_000_000),
        ({"destination": "부여군"}, 1_750_000_000),
        ({"destination": "Seosan"}, 2_450_000_000),  # a crisis area counts as one since 10 February 2026
        ({"destination": "Seosan", "date": "2026-02-09"}, 1_300_000_000),
        ({"core_strategic_technology": True}, 2_450_000_000),
        ({"ai_investment": True}, 1_400_000_000),
        ({"ai_investment": True, "date": "2026-02-09"}, 1_300_000_000),
        ({"zone": "opportunity-development-zone"}, 1_800_000_000),
        ({"zone": "opportunity-development-zone", "date": "2024-06-01"}, 1_550_000_000),
        ({"zone": "free-economic-zone"}, 1_400_000_000),
        ({"regional_specialised_industry": True}, 1_800_000_000),
        ({"new_hires": 80}, 1_600_000_000),
        ({"date": "2023-06-01"}, 1_050_000_000),
        ({"facility_krw": 400_000_000_000}, 15_000_000_000),
        ({"facility_krw": 400_000_000_000, "destination": "Buyeo"}, 30_000_000_000),
        ({"facility_krw": 400_000_000_000, "date": "2024-06-01"}, 10_000_000_000),
        ({"facility_krw": 400_000_000_000, "date": "2024-06-01", "move": "win_win"}, 15_000_000_000),
        ({"move": "new_or_expansion", "land_krw": 0, "destination": "Gwangyang"}, 1_450_000_000),
        ({"move": "new_or_expansion"}, 700_000_000),
        ({"land_krw": None, "investment_krw": 6_000_000_000}, 700_000_000),
    ],
)
def test_the_most_that_can_be_had(decide, facts, most):
    decision = decide(**facts)
    assert (decision.verdict, decision.estimate.most_krw) == ("eligible", most)
    assert sum(step.amount or 0 for step in decision.estimate.steps) == most


@pytest.mark.parametrize(
    ("facts", "condition"),
    [
        ({"employees_before": 29}, "relocation-employees-before"),
        ({"employees_after": 29}, "relocation-employees-after"),
        ({"years_operating": 0.9}, "relocation-years"),
        ({"new_hires": 19}, "relocation-hires"),
        ({"new_hires": 29, "company_size": "mid"}, "relocation-hires"),
        ({"new_hires": 29, "date": "2023-12-31"}, "relocation-hires"),
        ({"company_size": "large"}, "relocation-investment"),
        ({"origin": "Busan"}, "origin"),
        ({"destination": "Incheon"}, "destination"),
        ({"industry": "construction"}, "industry"),
        ({"mou_signed_before_contract": False}, "mou"),
        ({"move": "reshoring"}, "move"),
        ({"move": "new_or_expansion", "industry": "tourism"}, "expansion-industry"),
        ({"move": "new_or_expansion", "employees_before": 321}, "expansion-hires"),
    ],
)
def test_the_one_condition_that_fails_is_named_with_its_clause(decide, facts, condition):
    decision = decide(**facts)
    assert decision.verdict == "not_eligible"
    assert [one.id for one in decision.conditions if one.state == "not_met"] == [condition]
    assert decision.estimate.most_krw is None
    assert decision.what_would_change


def test_what_would_change_it_is_told_as_a_number(decide):
    (line,) = decide(employees_before=20).what_would_change
    assert "10 more" in line
    assert "at least 30" in line


def test_without_a_destination_it_is_asked_for(decide):
    decision = decide(destination=None)
    assert decision.verdict == "needs_facts"
    assert decision.missing[0] == "destination"
    assert decision.follow_up.fact == "destination"


def test_what_could_only_raise_the_amount_does_not_hold_up_the_verdict(decide):
    decision = decide()
    assert decision.verdict == "eligible"
    assert {"zone", "ai_investment"} <= set(decision.missing)


def test_the_fact_that_settles_most_is_asked_first(book):
    decision = book.decide("lips", Situation(), TODAY)
    assert decision.verdict == "needs_facts"
    assert decision.missing[0] == "move"
    assert decision.follow_up.values == ("relocation", "new_or_expansion", "reshoring", "win_win")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"destination": "Gumi"}, "area-class"),  # no document gives its class
        ({"destination": "Buyeo", "move": "new_or_expansion"}, "site-rate-open"),
    ],
)
def test_an_amount_that_the_documents_leave_open_is_none_and_says_why(decide, facts, reason):
    decision = decide(**facts)
    assert (decision.verdict, decision.estimate.most_krw) == ("eligible", None)
    assert reason in {notice.id for notice in decision.notices}


def test_a_province_is_too_large_to_know_the_rate(decide):
    decision = decide(destination="Chungnam")
    assert (decision.verdict, decision.estimate.most_krw) == ("eligible", None)
    assert decision.missing[0] == "destination"


def test_part_of_an_investment_decides_where_it_is_enough(decide):
    assert decide(land_krw=None).verdict == "eligible"
    decision = decide(land_krw=None, facility_krw=500_000_000)
    assert decision.verdict == "needs_facts"
    assert decision.missing[0] == "investment_krw"


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2020-01-01", "lips-notice-2020-171"),
        ("2023-12-31", "lips-notice-2020-171"),
        ("2024-01-01", "lips-notice-2024-01"),
        ("2025-01-31", "lips-notice-2024-01"),
        ("2025-02-01", "lips-notice-2025-02"),
        ("2026-02-09", "lips-notice-2025-02"),
        ("2026-02-10", "lips-notice-2026-02"),
        ("2031-01-01", "lips-notice-2026-02"),
    ],
)
def test_the_version_in_force_on_the_day_decides(decide, day, version):
    assert decide(date=day).version == version


def test_before_the_first_version_the_rules_are_not_known(decide):
    decision = decide(date="2016-03-01")
    assert (decision.verdict, decision.version) == ("needs_facts", None)
    assert decision.conditions[0].citation.quote


def test_a_duty_that_is_not_kept_to_warns_and_does_not_decide(decide):
    decision = decide(keeps_existing_workplace=True)
    assert decision.verdict == "eligible"
    assert [duty.id for duty in decision.duties if duty.broken] == ["close-existing"]


def test_in_korean_the_clauses_are_those_of_the_korean_editions(decide):
    decision = decide("ko")
    assert decision.estimate.most_krw == 1_300_000_000
    assert {one.citation.language for one in decision.conditions} == {"ko"}
    assert "30명" in next(one for one in decision.conditions if one.id == "relocation-employees-before").text


def test_places_side_by_side_best_first(book):
    given = {key: value for key, value in MAKER.items() if key != "destination"}
    decisions = book.decide_in_each("lips", situation_of(given, book.places), ["Gongju", "Incheon", "Buyeo"], TODAY)
    assert [d.estimate.most_krw for d in decisions] == [1_750_000_000, 1_300_000_000, None]
    assert [d.verdict for d in decisions] == ["eligible", "eligible", "not_eligible"]


def test_a_programme_without_rules_is_one_line(book):
    with pytest.raises(QuestionError, match="lips"):
        book.decide("lip", Situation(), TODAY)
