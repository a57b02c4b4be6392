from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.reading import names_facts, read_situation

TODAY = date(2026, 11, 22)
BN = 10**9

READ = [
    (
        "we are a 40-person parts maker in Ansan, moving to Buyeo with KRW 12bn",
        {
            "origin": "ansan",
            "destination": "buyeo",
            "move": "relocation",
            "industry": "manufacturing",
            "employees_before": 40,
            "investment_krw": 12 * BN,
        },
    ),
    (
        "안산에서 부여로 옮기려는 직원 40명 부품 제조 중소기업, 투자 120억",
        {
            "origin": "ansan",
            "destination": "buyeo",
            "move": "relocation",
            "company_size": "sme",
            "industry": "manufacturing",
            "employees_before": 40,
            "investment_krw": 12 * BN,
        },
    ),
    (
        "We are an SME manufacturer leaving Seoul after 3 years. We have 40 employees there and 40 at the new site in Gongju, "
        "land KRW 2bn, facilities KRW 5bn, 32 new hires, and we signed the MOU first. We move on 15 June 2026.",
        {
            "company_size": "sme",
            "industry": "manufacturing",
            "move": "relocation",
            "origin": "seoul",
            "destination": "gongju",
            "years_operating": 3,
            "employees_before": 40,
            "employees_after": 40,
            "new_hires": 32,
            "land_krw": 2 * BN,
            "facility_krw": 5 * BN,
            "mou_signed_before_contract": True,
            "date": date(2026, 6, 15),
        },
    ),
    ("What do we get if we hire 60?", {"new_hires": 60}),
    ("60명 채용하면 얼마를 받나요?", {"new_hires": 60}),
    ("우리 회사는 대기업입니다.", {"company_size": "large"}),
    ("저희는 중견기업이고 직원이 300명입니다.", {"company_size": "mid", "employees_before": 300}),
    (
        "We want to build a second factory in Gumi with 5 billion won for machinery and 2 billion for the site.",
        {"move": "new_or_expansion", "destination": "gumi", "facility_krw": 5 * BN, "land_krw": 2 * BN},
    ),
    (
        "우리 회사는 구미에 공장을 증설합니다. 부지 20억, 설비 50억원",
        {"move": "new_or_expansion", "destination": "gumi", "facility_krw": 5 * BN, "land_krw": 2 * BN},
    ),
    (
        "We come back from Vietnam to Gimcheon after running the plant there for 5 years.",
        {"move": "reshoring", "destination": "gimcheon", "years_abroad": 5},
    ),
    (
        "우리는 베트남에서 5년 운영한 공장을 청산하고 김천으로 돌아오려고 합니다. 국내복귀기업 신청",
        {"move": "reshoring", "destination": "gimcheon", "years_abroad": 5},
    ),
    ("I am 28 and did 2 years of military service.", {"age": 28, "military_service_years": 2}),
    ("I'm 35 years old and served 18 months.", {"age": 35, "military_service_years": Decimal("1.5")}),
    ("저는 만 28세이고 군 복무 2년을 했습니다.", {"age": 28, "military_service_years": 2}),
    ("I live in Ulsan and work at an SME.", {"residence": "ulsan", "employed": True, "works_at_sme": True}),
    ("저는 창원에 살고 중소기업에 다닙니다.", {"residence": "changwon", "employed": True, "works_at_sme": True}),
    ("저는 무주택이고 자녀가 둘입니다.", {"homeowner": False, "children": 2}),
    ("저희는 4인 가구입니다.", {"household_size": 4}),
    (
        "I have an E-9 visa, TOPIK 4, and have lived in Korea for 5 years. I earn KRW 40m per year.",
        {"visa": "E-9", "korean_level_topik": 4, "stay_years": 5, "income_krw_per_year": 40_000_000},
    ),
    ("저는 D-10 비자이고 토픽 3급입니다.", {"visa": "D-10", "korean_level_topik": 3}),
    (
        "우리 회사는 수원에서 공주시로 본사도 함께 이전할 계획이고 기회발전특구에 입주합니다. MOU를 먼저 체결했습니다.",
        {
            "origin": "suwon",
            "destination": "gongju",
            "move": "relocation",
            "headquarters_moves": True,
            "zone": "opportunity-development-zone",
            "mou_signed_before_contract": True,
        },
    ),
    (
        "We rent an office in an innovation city, 300 pyeong, rent is 60 million won per year.",
        {"zone": "innovation-city", "floor_area_pyeong": 300, "rent_krw_per_year": 60_000_000},
    ),
    ("우리는 임차료가 월 500만원입니다.", {"rent_krw_per_year": 60_000_000}),
    (
        "Our large company invests KRW 100bn (land 30bn, machinery 70bn) in Saemangeum and will recruit 120 people.",
        {
            "company_size": "large",
            "destination": "saemangeum",
            "zone": "saemangeum",
            "investment_krw": 100 * BN,
            "land_krw": 30 * BN,
            "facility_krw": 70 * BN,
            "new_hires": 120,
        },
    ),
    (
        "We invest USD 30 million as a foreign investor in Busan, with 40% foreign share.",
        {"destination": "busan", "foreign_investment_usd": 30_000_000, "foreign_share_percent": 40},
    ),
    ("We will keep our existing plant.", {"keeps_existing_workplace": True}),
    (
        "우리는 기존 공장을 폐쇄하고 강원 고성으로 이전합니다.",
        {"keeps_existing_workplace": False, "move": "relocation", "destination": "goseong-gangwon"},
    ),
    ("We bought the land before the MOU.", {"mou_signed_before_contract": False}),
    ("우리는 투자협약 없이 토지를 샀습니다.", {"mou_signed_before_contract": False}),
    (
        "Our software company moves from Seoul to Wonju.",
        {"industry": "ict", "origin": "seoul", "destination": "wonju", "move": "relocation"},
    ),
    (
        "Our logistics firm, based in Incheon, expands in Gunsan.",
        {"industry": "logistics", "origin": "incheon", "destination": "gunsan", "move": "new_or_expansion"},
    ),
    ("We are parts suppliers to a large company.", {}),
    ("저희는 대기업 협력사입니다.", {}),
    ("We moved our factory, not in an opportunity development zone.", {"move": "relocation"}),
    ("I'm moving to Buyeo with my family.", {"destination": "buyeo", "moves_household": True}),
    ("We are not a large company, and we do not move.", {}),
    ("우리 회사는 대기업이 아닙니다. 이전하지 않습니다.", {}),
    ("We will employ 60 people at the new plant, 25 of them new hires.", {"employees_after": 60, "new_hires": 25}),
    (
        "I'm a 29-year-old worker at a small company in the Gumi complex. I earn 30 million won a year.",
        {"age": 29, "works_at_sme": True, "income_krw_per_year": 30_000_000},
    ),
    (
        "We closed our plant in China and want to return to Korea, to Gunsan.",
        {"overseas_site_action": "closed", "move": "reshoring", "destination": "gunsan"},
    ),
    ("Our hotel is in Jeju.", {"industry": "tourism", "origin": "jeju"}),
]


@pytest.mark.parametrize(("text", "facts"), READ, ids=[text[:40] for text, _ in READ])
def test_a_text_is_read_as_people_say_it_and_nothing_is_added(places, text, facts):
    read = read_situation(text, places, TODAY)
    assert read.situation.facts == facts
    assert read.doubts == ()
    assert set(read.situation.said) == set(facts)
    for words in read.situation.said.values():
        assert words in text


@pytest.mark.parametrize(
    ("text", "missing", "says"),
    [
        (
            "We are moving our plant to Goseong.",
            "destination",
            "'Goseong' is the name of 2 places. Write 'Goseong, Gyeongnam' or 'Goseong, Gangwon'.",
        ),
        ("우리 회사는 고성으로 이전하려고 합니다.", "destination", "Write '경남 고성' or '강원 고성'."),
        ("We are moving to Gonju.", "destination", "Nearest: 'Gongju, Chungnam'"),
        ("Our firm invests 5bn and 7bn.", "land_krw", "What '7bn' pays for is not said."),
        ("Our firm buys land for 5bn won, and then 7bn won.", "investment_krw", "'7bn won'"),
        (
            "We are moving our plant from Seoul to Gongju or Buyeo.",
            "destination",
            "destination: both 'Gongju' and 'Buyeo' are said; say which.",
        ),
        ("우리 공장은 공주나 부여로 이전하려고 합니다.", "destination", "both '공주' and '부여'"),
        ("We are an SME, or a large company now.", "company_size", "company_size: both"),
        ("We relocate and build a second factory in Gumi.", "move", "say whether the company moves or adds a site"),
        ("Our company has run since 2019.", "years_operating", "say for how many years"),
        ("We have at least 30 employees.", "employees_before", "'30 employees' is a limit"),
        ("우리 회사는 직원 30명 이상입니다.", "employees_before", "is a limit"),
        ("We invest USD 5m in machinery for our plant.", "facility_krw", "expected KRW, got USD"),
        ("I am 300 years old.", "age", "expected 0 to 120 years"),
        ("Our investment is 3bn, land 2bn and machinery 2bn.", "investment_krw", "come to more than investment_krw"),
    ],
)
def test_what_is_unclear_is_a_doubt_and_no_fact(places, text, missing, says):
    read = read_situation(text, places, TODAY)
    assert missing not in read.situation.facts
    assert says in " ".join(read.doubts)
    assert all("\n" not in doubt for doubt in read.doubts)


def test_a_month_stands_for_its_first_day_and_says_so(places):
    for text in ("We move our plant in June 2026.", "우리 공장은 2026년 6월에 이전합니다."):
        read = read_situation(text, places, TODAY)
        assert read.situation.facts["date"] == date(2026, 6, 1)
        assert "is a month: decided for 2026-06-01" in read.doubts[0]


@pytest.mark.parametrize(
    "text",
    [
        "How much does a large company get in Buyeo?",
        "What is the cap of the subsidy in Gongju?",
        "Does an SME need at least 30 employees?",
        "대기업은 부여에서 얼마를 받나요?",
        "중소기업이 공주로 이전하면 보조금은 얼마인가요?",
        "우리는 30명 이상 고용해야 하나요?",
        "예산에서 지원금이 얼마나 나오나요?",
        "Can we apply?",
        "What did the notice of 10 February 2026 change for us?",
        "Hello, can you help me?",
        "",
    ],
)
def test_a_plain_question_states_no_facts_about_the_asker(places, text):
    assert not names_facts(text, places)


@pytest.mark.parametrize(
    "text",
    [
        *(text for text, facts in READ if facts and not text.startswith("60명")),
        "What does an SME get that moves from Seoul to Gongju with 40 employees and KRW 7bn of investment?",
        "부여로 이전하려고 하는데 얼마를 받을 수 있나요? 직원은 40명입니다.",
    ],
)
def test_a_text_about_the_asker_states_facts(places, text):
    assert names_facts(text, places)


@given(st.integers(1, 9_999), st.integers(1, 999))
def test_amounts_are_read_out_of_a_sentence(places, eok, hires):
    korean = read_situation(f"우리 회사는 {eok:,}억원을 투자하고 {hires}명을 신규 채용합니다.", places, TODAY).situation.facts
    english = read_situation(f"We invest KRW {Decimal(eok) / 10:f}bn and hire {hires} people.", places, TODAY).situation.facts
    assert korean == english == {"investment_krw": eok * 10**8, "new_hires": hires}


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(places, text):
    read = read_situation(text, places, TODAY)
    assert set(read.situation.said) == set(read.situation.facts)
