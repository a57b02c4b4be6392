from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.amounts import read_amount, read_number
from assistant.eligibility.facts import BY_KEY, FACTS, facts_table
from assistant.eligibility.situation import labels, parse_fact, situation_of, spellings
from assistant.errors import QuestionError, SituationError


@pytest.mark.parametrize(
    ("text", "krw"),
    [
        ("12억", 1_200_000_000),
        ("KRW 12bn", 12_000_000_000),
        ("KRW12bn", 12_000_000_000),
        ("12 billion won", 12_000_000_000),
        ("12bn KRW", 12_000_000_000),
        ("1조 2천억", 1_200_000_000_000),
        ("120억원", 12_000_000_000),
        ("2,000,000,000", 2_000_000_000),
        ("₩ 500 million", 500_000_000),
        ("1.5억 원", 150_000_000),
        ("12억 5천만원", 1_250_000_000),
        ("십이억", 1_200_000_000),
        ("백억원", 10_000_000_000),
        ("3천5백만원", 35_000_000),
        ("이천만 원", 20_000_000),
        ("1억2,000만", 120_000_000),
        ("1.2 trillion", 1_200_000_000_000),
        ("300k won", 300_000),
        ("12 eok", 1_200_000_000),
        ("0원", 0),
        (2_000_000_000, 2_000_000_000),
        (2e9, 2_000_000_000),
        (Decimal("2E9"), 2_000_000_000),
    ],
)
def test_an_amount_is_read_as_written(places, text, krw):
    value = parse_fact("investment_krw", text, places)
    assert value == krw
    assert type(value) is int


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("investment_krw", "12bn USD", "investment_krw: expected KRW, got USD; got '12bn USD'."),
        ("investment_krw", "$5m", "expected KRW, got USD"),
        ("investment_krw", "5억 엔", "expected KRW, got JPY"),
        ("foreign_investment_usd", "12억원", "expected USD, got KRW"),
        ("investment_krw", "12억 5천", "expected a word of size such as 만 or 억 at its end"),
        ("investment_krw", "12억 3조", "words of size that fall"),
        ("investment_krw", "12,00", "expected a number"),
        ("investment_krw", "-5억", "no negative number"),
        ("investment_krw", -5, "no negative number"),
        ("investment_krw", "0.5원", "a whole number"),
        ("investment_krw", "99999조", "expected 0 to 1,000,000,000,000,000 KRW"),
        ("investment_krw", "a lot", "Write an amount in won"),
        ("investment_krw", "40명", "expected"),
        ("investment_krw", True, "expected KRW"),
        ("investment_krw", float("nan"), "finite"),
        ("investment_krw", ["12억"], "expected KRW"),
        ("age", 400, "age: expected 0 to 120 years; got '400'."),
        ("age", "-3", "no negative number"),
        ("employees_before", "4.5", "a whole number"),
        ("employees_before", "40%", "expected a number, got %"),
        ("employees_before", "40 won", "got KRW"),
        ("foreign_share_percent", 0.2, "where 20 stands for 20%"),
        ("foreign_share_percent", "130%", "expected 0 to 100 %"),
        ("korean_level_topik", 7, "expected 0 to 6"),
        ("date", "June 2026", "expected a day, not a month alone"),
        ("date", "2026-02-30", "there is no such day"),
        ("date", "soon", "Write YYYY-MM-DD"),
        ("mou_signed_before_contract", "perhaps", "expected true or false"),
        ("mou_signed_before_contract", 1, "expected true or false"),
        ("industry", "manufactring", "nearest: manufacturing"),
        ("company_size", "", "expected text"),
        ("destination", "Goseong", "destination: 'Goseong' is the name of 2 places. Write 'Goseong, Gyeongnam' or 'Goseong, Gangwon'."),
        ("destination", 5, "expected text"),
        ("visa", "tourist", "expected the code of a visa"),
        ("invest_krw", 3, "'invest_krw' is no fact that is known. Nearest: investment_krw"),
        ("qqq", 3, "Known: destination"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_line(places, key, value, says):
    with pytest.raises(SituationError) as caught:
        parse_fact(key, value, places)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, QuestionError)


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("employees_before", "40명", 40),
        ("employees_before", "1,200 people", 1200),
        ("new_hires", 32, 32),
        ("years_operating", "3년", 3),
        ("years_operating", "3년 6개월", Decimal("3.5")),
        ("years_operating", "18 months", Decimal("1.5")),
        ("years_operating", "2.5", Decimal("2.5")),
        ("years_operating", "3 years and 6 months", Decimal("3.5")),
        ("months_at_job", "1년", 12),
        ("months_at_job", "6개월", 6),
        ("months_at_job", 6, 6),
        ("age", "만 28세", 28),
        ("age", "28 years old", 28),
        ("foreign_share_percent", "20%", 20),
        ("foreign_share_percent", "33.3 %", Decimal("33.3")),
        ("foreign_share_percent", "0.5%", Decimal("0.5")),
        ("foreign_investment_usd", "$5m", 5_000_000),
        ("foreign_investment_usd", "500만 달러", 5_000_000),
        ("floor_area_pyeong", "300평", 300),
        ("korean_level_topik", "TOPIK 4", 4),
        ("korean_level_topik", "4급", 4),
        ("mou_signed_before_contract", "yes", True),
        ("mou_signed_before_contract", "아니요", False),
        ("company_size", "SME", "sme"),
        ("company_size", "중견기업", "mid"),
        ("move", "u turn", "reshoring"),
        ("move", "신증설", "new_or_expansion"),
        ("industry", "제조업", "manufacturing"),
        ("zone", "ODZ", "opportunity-development-zone"),
        ("zone", "기회발전특구", "opportunity-development-zone"),
        ("zone", "새만금", "saemangeum"),
        ("zone", "none", "none"),
        ("degree", "학사", "bachelor"),
        ("visa", "e9", "E-9"),
        ("visa", "f2r", "F-2-R"),
        ("visa", "E-7-4R", "E-7-4R"),
        ("date", "2026년 6월 15일", date(2026, 6, 15)),
        ("date", "15 June 2026", date(2026, 6, 15)),
        ("date", "June 15, 2026", date(2026, 6, 15)),
        ("date", "2026.6.15.", date(2026, 6, 15)),
        ("date", date(2026, 6, 15), date(2026, 6, 15)),
        ("origin", "경기 고양시", "goyang"),
        ("Company-Size", "large", "large"),
    ],
)
def test_a_fact_is_read_in_its_type(places, key, given, value):
    found = parse_fact(key, given, places)
    assert found == value
    assert type(found) is type(value)


def test_a_situation_holds_values_and_what_was_said(places):
    read = situation_of({"destination": "공주시", "land_krw": "20억", "facility_krw": 5 * 10**9, "visa": None}, places)
    assert read.facts == {"destination": "gongju", "land_krw": 2 * 10**9, "facility_krw": 5 * 10**9}
    assert read.said == {"destination": "공주시", "land_krw": "20억", "facility_krw": "5000000000"}


def test_the_same_fact_twice_must_be_the_same(places):
    assert situation_of([("age", "28"), ("Age", "만 28세")], places).facts == {"age": 28}
    with pytest.raises(SituationError, match="age is given twice: '28' and '29'"):
        situation_of([("age", "28"), ("age", "29")], places)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (
            {"land_krw": "20억", "facility_krw": "50억", "investment_krw": "60억"},
            "land_krw 2,000,000,000 and facility_krw 5,000,000,000 come to more than",
        ),
        ({"facility_krw": "70억", "investment_krw": "60억"}, "facility_krw 7,000,000,000 come to more"),
        ({"employed": False, "works_at_sme": True}, "works_at_sme"),
        ({"nationality": "korean", "visa": "E-9"}, "visa"),
    ],
)
def test_facts_that_contradict_each_other_are_named(places, facts, says):
    with pytest.raises(SituationError, match=says):
        situation_of(facts, places)


def test_a_firm_may_move_inside_its_town(places):
    moved = situation_of({"move": "relocation", "origin": "Gongju", "destination": "공주시"}, places)
    assert moved.facts["origin"] == moved.facts["destination"]


def test_facts_that_fit_are_taken(places):
    facts = {
        "land_krw": "20억",
        "facility_krw": "50억",
        "investment_krw": "70억",
        "move": "new_or_expansion",
        "origin": "Gongju",
        "destination": "Gongju",
    }
    assert len(situation_of(facts, places).facts) == 6


WON = st.integers(0, 10**11 - 1).map(lambda n: n * 10_000)


def korean(krw):
    """As it is written in Korean: 1조 2345억 6789만."""
    parts = [(krw // size % 10_000, word) for size, word in ((10**12, "조"), (10**8, "억"), (10**4, "만"))]
    return " ".join(f"{n}{word}" for n, word in parts if n) or "0"


def spoken(krw):
    """The same in number words, with each digit before 천, 백, 십."""

    def four(n):
        places = ((1000, "천"), (100, "백"), (10, "십"), (1, ""))
        return "".join("일이삼사오육칠팔구"[n // size % 10 - 1] + word for size, word in places if n // size % 10)

    return (
        "".join(
            f"{four(krw // size % 10_000)}{word}" for size, word in ((10**12, "조"), (10**8, "억"), (10**4, "만")) if krw // size % 10_000
        )
        or "영"
    )


@given(WON)
def test_an_amount_survives_being_written(krw):
    for text in (f"{krw}", f"{krw:,} won", f"KRW {krw:,}", f"{korean(krw)}원", korean(krw).replace(" ", ""), f"{spoken(krw)} 원"):
        assert read_amount(text, "KRW") == krw, text
    assert read_amount(f"{Decimal(krw) / 10**9:f}bn", "KRW") == krw
    assert read_amount(f"₩{Decimal(krw) / 10**6:f} million", "KRW") == krw


@given(st.integers(0, 10**12))
def test_dollars_survive_being_written(usd):
    assert read_amount(f"US${usd:,}", "USD") == usd
    assert read_amount(f"{Decimal(usd) / 10**6:f}m USD", "USD") == usd


@given(st.text(alphabet="0123456789.,천백십만억조일이bnm kwo원$", max_size=12))
def test_a_text_is_a_number_that_is_not_negative_or_refused(text):
    with suppress(ValueError):
        assert read_number(text) >= 0


def test_every_choice_is_read_by_each_of_its_spellings_and_has_labels(places):
    for fact in FACTS:
        for choice in fact.choices:
            shown = labels(choice, places)
            assert shown["en"]
            assert any("가" <= c <= "힣" for c in shown["ko"]), choice
            for text in (*spellings(choice, places), *shown.values()):
                assert parse_fact(fact.key, text, places) == choice.value, text


def test_the_table_is_whole():
    assert len(BY_KEY) == len(FACTS)
    for fact in FACTS:
        assert fact.ask("en").endswith("?") or "?" in fact.ask("en")
        assert "?" in fact.ask("ko")
        assert fact.name("en") != fact.name("ko")
        assert f"| `{fact.key}` |" in facts_table()
    assert BY_KEY["land_krw"].unit == "KRW"
    assert "0 to 6" in facts_table()
