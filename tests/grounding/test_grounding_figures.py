from decimal import Decimal

import pytest

from assistant.grounding.dates import Day
from assistant.grounding.figures import read_figures

BILLION = Decimal(10) ** 9


def read(text):
    return [(f.kind, f.value, f.unit) for f in read_figures(text)]


def only(text):
    [figure] = read_figures(text)
    return figure


@pytest.mark.parametrize(
    "spelling",
    [
        "KRW 30 billion",
        "300억 원",
        "300억원",
        "30,000,000,000원",
        "30,000,000,000 won",
        "₩30,000 million",
        "KRW 30bn",
        "3백억 원",
        "30 billion won",
    ],
)
def test_an_amount_is_the_same_in_every_spelling(spelling):
    assert (only(spelling).kind, only(spelling).value, only(spelling).unit) == ("amount", 30 * BILLION, "KRW")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1조 2,000억 원", 1200 * BILLION, "KRW"),
        ("50만 원", 500_000, "KRW"),
        ("2억 4,000만 원", 240_000_000, "KRW"),
        ("3천만 원", 30_000_000, "KRW"),
        ("USD 1 million", 1_000_000, "USD"),
        ("$5m", 5_000_000, "USD"),
        ("30억 달러", 3 * BILLION, "USD"),
    ],
)
def test_amounts(text, value, unit):
    assert (only(text).kind, only(text).value, only(text).unit) == ("amount", value, unit)


def test_a_scaled_number_without_a_currency_is_the_same_in_both_languages():
    assert only("0.2 billion").value == only("200 million").value == only("2억").value == 200_000_000


@pytest.mark.parametrize("text", ["40 %", "40%", "40 percent", "40 per cent", "40퍼센트"])
def test_rates(text):
    assert (only(text).kind, only(text).value) == ("rate", 40)


@pytest.mark.parametrize("text", ["5 percentage points", "5%p", "5%포인트", "+5 percentage points"])
def test_percentage_points_are_not_percent(text):
    assert (only(text).kind, only(text).value) == ("points", 5)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5 years", 60, "month"),
        ("five-year", 60, "month"),
        ("5년간", 60, "month"),
        ("3 months", 3, "month"),
        ("3개월", 3, "month"),
        ("three years", 36, "month"),
        ("2주", 14, "day"),
        ("two weeks", 14, "day"),
        ("90일", 90, "day"),
        ("3일부터", 3, "day"),
    ],
)
def test_durations(text, value, unit):
    assert (only(text).kind, only(text).value, only(text).unit) == ("duration", value, unit)


@pytest.mark.parametrize(
    "text",
    ["2026-02-10", "10 February 2026", "February 10, 2026", "10 Feb. 2026", "2026년 2월 10일", "2026.2.10.", "2026. 02. 10.", "2026/02/10"],
)
def test_a_day_is_the_same_in_every_spelling(text):
    assert (only(text).kind, only(text).value) == ("date", Day(2026, 2, 10))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-12", Day(2018, 12)),
        ("December 2018", Day(2018, 12)),
        ("2018년 12월", Day(2018, 12)),
        ("in 2019", Day(2019)),
        ("2019년", Day(2019)),
        ("31 December", Day(None, 12, 31)),
        ("12월 31일", Day(None, 12, 31)),
        ("in May", Day(None, 5)),
        ("first half", Day(part="H1")),
        ("하반기", Day(part="H2")),
        ("2010년대", Day(part="2010s")),
    ],
)
def test_partial_dates(text, day):
    assert (only(text).kind, only(text).value) == ("date", day)


def test_may_is_a_month_only_where_a_month_can_stand():
    assert read("May firms apply?") == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("4% to 50%", [("rate", 4), ("rate", 50)]),
        ("24-49%", [("rate", 24), ("rate", 49)]),
        ("11%~44%", [("rate", 11), ("rate", 44)]),
        ("KRW 10-20 billion", [("amount", 10 * BILLION), ("amount", 20 * BILLION)]),
        ("300~500억 원", [("amount", 30 * BILLION), ("amount", 50 * BILLION)]),
        ("2021-2025", [("date", Day(2021)), ("date", Day(2025))]),
        ("2021-23", [("date", Day(2021)), ("date", Day(2023))]),
        ("2022~2024년", [("date", Day(2022)), ("date", Day(2024))]),
        ("10-12 February 2026", [("date", Day(2026, 2, 10)), ("date", Day(2026, 2, 12))]),
        ("15~24세", [("age", 15), ("age", 24)]),
        ("two to five years", [("duration", 24), ("duration", 60)]),
    ],
)
def test_ranges_share_their_unit(text, ends):
    figures = read_figures(text)
    assert [(f.kind, f.value) for f in figures] == ends
    assert [f.edge for f in figures] == ["low", "high"]


def test_periods_in_a_sum_share_their_unit():
    assert read("7+3 years") == read("7년+3년") == [("duration", 84, "month"), ("duration", 36, "month")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("30 employees", 30, "person"),
        ("30 or more regular employees", 30, "person"),
        ("30명", 30, "person"),
        ("54 companies", 54, "company"),
        ("16개사", 16, "company"),
        ("2000 people", 2000, "person"),
        ("세 곳", 3, "place"),
        ("1만 785개", 10785, ""),
    ],
)
def test_counts_know_what_is_counted(text, value, unit):
    assert (only(text).kind, only(text).value, only(text).unit) == ("count", value, unit)


@pytest.mark.parametrize(
    ("text", "square_metres"),
    [("15 km2", 15_000_000), ("15㎢", 15_000_000), ("1.86 million m2", 1_860_000), ("186만㎡", 1_860_000), ("312만 4,000㎡", 3_124_000)],
)
def test_areas(text, square_metres):
    assert (only(text).kind, only(text).value, only(text).unit) == ("area", square_metres, "m2")


def test_articles_are_not_trillions():
    assert read("art. 63") == read("제63조") == [("article", "63", "article")]
    assert read("제63조의2 제1항") == read("article 63-2(1)") == [("article", "63-2", "article"), ("article", "1", "paragraph")]
    assert read("63조 원") == [("amount", 63000 * BILLION, "KRW")]


@pytest.mark.parametrize("text", ["제2020-171호", "Notice No. 2020-171", "notice 2020-171"])
def test_notice_numbers_are_no_dates(text):
    assert (only(text).kind, only(text).value) == ("notice", "2020-171")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("043-641-6664", "phone"),
        ("+82-43-641-6664", "phone"),
        ("help9@harbour.example", "address"),
        ("https://harbour.example/a1", "address"),
        ("한바다로 402", "address"),
        ("65:35", "ratio"),
        ("F-2-R", "code"),
        ("CO2", "code"),
    ],
)
def test_digits_that_name_something_are_kept_as_their_own_kind(text, kind):
    assert only(text).kind == kind


def test_a_domestic_and_an_international_number_are_one_telephone():
    assert only("043-641-6664").value == only("+82-43-641-6664").value


def test_thirty_percent_is_not_thirty_years():
    assert read("30 %") != read("30 years")


def test_offsets_cut_the_figure_out():
    text = "The cap is KRW 30 billion, or 40 % in 2026."
    assert [text[f.start : f.end] for f in read_figures(text)] == ["KRW 30 billion", "40 %", "2026"]
