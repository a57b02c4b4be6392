"""The facts that a decision may need about the asker: one table of keys, with unit, limits, choices and the question to ask."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from assistant.eligibility import choices
from assistant.eligibility.choices import Choice
from assistant.records import Language, Record

Value = bool | int | Decimal | str | date
Kind = Literal["amount_krw", "amount_usd", "count", "level", "years", "months", "percent", "boolean", "choice", "place", "date", "text"]

UNITS: dict[Kind, str] = {"amount_krw": "KRW", "amount_usd": "USD", "years": "years", "months": "months", "percent": "%"}
# An amount beyond these is a slip: KRW 1,000 trillion is more than the State spends in a year.
MOST_KRW = 10**15
MOST_USD = 10**12
MOST_PEOPLE = 1_000_000


class Fact(Record):
    """One row of the table. `low` and `high` are the limits, both allowed, in `unit`."""

    key: str
    kind: Kind
    en: str
    ko: str
    ask_en: str
    ask_ko: str
    low: int = 0
    high: int | None = None
    choices: tuple[Choice, ...] = ()

    @property
    def unit(self) -> str | None:
        """KRW, USD, years, months or %; None where the value has none."""
        return UNITS.get(self.kind)

    def name(self, language: Language) -> str:
        """What the fact is called in that language."""
        return self.ko if language == "ko" else self.en

    def ask(self, language: Language) -> str:
        """The question that asks for it in that language."""
        return self.ask_ko if language == "ko" else self.ask_en


def _fact(key: str, kind: Kind, en: str, ko: str, ask_en: str, ask_ko: str, high: int | None = None) -> Fact:
    return Fact(key=key, kind=kind, en=en, ko=ko, ask_en=ask_en, ask_ko=ask_ko, high=high)


def _krw(key: str, en: str, ko: str, ask_en: str, ask_ko: str) -> Fact:
    return _fact(key, "amount_krw", en, ko, ask_en, ask_ko, MOST_KRW)


def _people(key: str, en: str, ko: str, ask_en: str, ask_ko: str, high: int = MOST_PEOPLE) -> Fact:
    return _fact(key, "count", en, ko, ask_en, ask_ko, high)


def _years(key: str, high: int, en: str, ko: str, ask_en: str, ask_ko: str) -> Fact:
    return _fact(key, "years", en, ko, ask_en, ask_ko, high)


def _flag(key: str, en: str, ko: str, ask_en: str, ask_ko: str) -> Fact:
    return _fact(key, "boolean", en, ko, ask_en, ask_ko)


def _choice(key: str, en: str, ko: str, ask_en: str, ask_ko: str, of: tuple[Choice, ...]) -> Fact:
    return Fact(key=key, kind="choice", en=en, ko=ko, ask_en=ask_en, ask_ko=ask_ko, choices=of)


# The order is the order of asking where two facts settle equally much.
_COMPANY = (
    _fact(
        "destination",
        "place",
        "place of the new site",
        "이전·투자 지역",
        "Where will the new site be?",
        "어느 지역으로 이전하거나 투자하시나요?",
    ),
    _choice("company_size", "company size", "기업 규모", "How large is your company?", "기업 규모가 어떻게 되나요?", choices.SIZES),
    _choice("move", "kind of investment", "투자 유형", "What kind of investment is it?", "어떤 유형의 투자인가요?", choices.MOVES),
    _fact("origin", "place", "place of the present site", "현재 소재지", "Where is your company now?", "현재 사업장은 어디에 있나요?"),
    _years(
        "years_operating",
        300,
        "years of running the business without a break",
        "계속 사업한 연수",
        "For how many years has the business run there without a break?",
        "그곳에서 몇 년 동안 계속 사업하셨나요?",
    ),
    _people(
        "employees_before",
        "regular employees at the present site",
        "기존 사업장의 상시고용인원",
        "How many regular employees does the present site have?",
        "기존 사업장의 상시고용인원은 몇 명인가요?",
    ),
    _people(
        "employees_after",
        "regular employees planned at the new site",
        "신규 사업장의 계획 상시고용인원",
        "How many regular employees are planned at the new site?",
        "신규 사업장의 상시고용인원은 몇 명으로 계획하시나요?",
    ),
    _people(
        "new_hires",
        "new regular hires at the new site",
        "신규 상시고용인원",
        "How many regular employees will you newly hire at the new site?",
        "신규 사업장에서 몇 명을 새로 상시고용하시나요?",
    ),
    _krw("investment_krw", "whole investment", "총투자액", "How large is the whole investment?", "총투자액은 얼마인가요?"),
    _krw("land_krw", "purchase of the site", "부지 매입액", "How much will the site cost?", "부지 매입액은 얼마인가요?"),
    _krw(
        "facility_krw",
        "construction and machinery",
        "건축·설비 투자액",
        "How much will construction and machinery cost?",
        "건축과 설비에 얼마를 투자하시나요?",
    ),
    _krw("rent_krw_per_year", "rent per year", "연간 임차료", "How much rent do you pay per year?", "1년 임차료는 얼마인가요?"),
    _fact(
        "floor_area_pyeong",
        "count",
        "floor area in pyeong",
        "면적(평)",
        "How large is the floor area, in pyeong (3.3 m²)?",
        "면적은 몇 평인가요?",
        10_000_000,
    ),
    _choice("industry", "industry", "업종", "Which industry is your company in?", "업종이 무엇인가요?", choices.INDUSTRIES),
    _flag(
        "regional_specialised_industry",
        "regionally specialised industry",
        "지역특화산업 여부",
        "Is your industry one of the region's specialised industries?",
        "해당 지역의 지역특화산업에 해당하나요?",
    ),
    _flag(
        "ai_investment",
        "investment in artificial intelligence",
        "인공지능 투자 여부",
        "Is it an investment in AI?",
        "인공지능(AI) 관련 투자인가요?",
    ),
    _flag(
        "core_strategic_technology",
        "core strategic technology",
        "핵심전략기술 여부",
        "Does the investment use a core strategic technology?",
        "핵심전략기술과 관련된 투자인가요?",
    ),
    _flag(
        "supply_chain_lead_operator",
        "lead operator of the supply chain",
        "공급망 선도사업자 여부",
        "Is your company a lead operator under the supply-chain law?",
        "공급망 선도사업자인가요?",
    ),
    _choice(
        "zone",
        "zone of the new site",
        "입지 구역",
        "In which zone does the new site lie?",
        "신규 사업장은 어떤 구역에 있나요?",
        choices.ZONES,
    ),
    _flag(
        "mou_signed_before_contract",
        "investment agreement (MOU) before the land or building contract",
        "계약 전 투자협약(MOU) 체결",
        "Was the investment agreement (MOU) signed before the land or building contract?",
        "토지나 건축 계약 전에 투자협약(MOU)을 체결했나요?",
    ),
    _flag("headquarters_moves", "headquarters move", "본사 이전 여부", "Does the headquarters move too?", "본사도 함께 이전하나요?"),
    _flag(
        "keeps_existing_workplace",
        "existing workplace is kept",
        "기존 사업장 유지 여부",
        "Do you keep the existing workplace?",
        "기존 사업장을 유지하나요?",
    ),
    _years(
        "years_abroad",
        200,
        "years of the site abroad",
        "해외 사업장 운영 연수",
        "For how many years has the site abroad run?",
        "해외 사업장을 몇 년 운영했나요?",
    ),
    _choice(
        "overseas_site_action",
        "what happens to the site abroad",
        "해외 사업장 처리",
        "What happens to the site abroad?",
        "해외 사업장은 어떻게 하시나요?",
        choices.SITE_ACTIONS,
    ),
    _fact(
        "reduction_percent",
        "percent",
        "reduction of the site abroad",
        "해외 사업장 축소 비율",
        "By how many per cent is the site abroad reduced?",
        "해외 사업장을 몇 % 줄이나요?",
        100,
    ),
    _fact(
        "foreign_share_percent",
        "percent",
        "foreign share",
        "외국인 지분율",
        "How large is the foreign share?",
        "외국인 지분율은 몇 %인가요?",
        100,
    ),
    _fact(
        "foreign_investment_usd",
        "amount_usd",
        "foreign investment",
        "외국인투자 금액",
        "How large is the foreign investment, in US dollars?",
        "외국인투자 금액은 몇 달러인가요?",
        MOST_USD,
    ),
)
_PERSON = (
    _years("age", 120, "age", "나이", "How old are you?", "만 나이가 어떻게 되나요?"),
    _years(
        "military_service_years",
        10,
        "years of military service",
        "병역 이행 연수",
        "How many years did you serve?",
        "병역을 몇 년 이행했나요?",
    ),
    _fact("residence", "place", "place of residence", "거주지", "Where do you live?", "어디에 거주하시나요?"),
    _flag("moves_household", "household moves", "세대 전입 여부", "Does your household move there with you?", "세대가 함께 전입하나요?"),
    _people(
        "household_size", "people in the household", "가구원 수", "How many people are in your household?", "가구원은 몇 명인가요?", 30
    ),
    _people("children", "children", "자녀 수", "How many children do you have?", "자녀는 몇 명인가요?", 20),
    _flag("employed", "employed", "취업 여부", "Are you employed?", "현재 취업 중인가요?"),
    _flag(
        "works_at_sme",
        "works at an SME",
        "중소기업 재직 여부",
        "Do you work at a small or medium-sized company?",
        "중소기업에 재직 중인가요?",
    ),
    _fact(
        "months_at_job",
        "months",
        "months at the job",
        "재직 개월 수",
        "For how many months have you had the job?",
        "몇 개월 재직했나요?",
        900,
    ),
    _flag("homeowner", "owns a home", "주택 소유 여부", "Do you own a home?", "주택을 소유하고 있나요?"),
    _krw("income_krw_per_year", "income per year", "연소득", "How high is your income per year?", "연소득은 얼마인가요?"),
    _choice("nationality", "nationality", "국적", "Are you Korean or foreign?", "한국인인가요, 외국인인가요?", choices.NATIONALITIES),
    _fact("visa", "text", "visa", "체류자격", "Which visa do you have (for example E-9)?", "어떤 체류자격(비자)인가요? (예: E-9)"),
    _fact(
        "korean_level_topik",
        "level",
        "TOPIK level",
        "TOPIK 등급",
        "What is your TOPIK level (0 to 6)?",
        "TOPIK 등급은 몇 급인가요? (0~6)",
        6,
    ),
    _choice("degree", "highest degree", "최종 학위", "What is your highest degree?", "최종 학위는 무엇인가요?", choices.DEGREES),
    _years(
        "stay_years",
        120,
        "years of stay in Korea",
        "국내 체류 연수",
        "For how many years have you stayed in Korea?",
        "한국에 몇 년 체류했나요?",
    ),
)
_WHEN = (_fact("date", "date", "date of the decision", "기준일", "For which date (YYYY-MM-DD)?", "어느 날짜 기준인가요? (YYYY-MM-DD)"),)

FACTS = (*_COMPANY, *_PERSON, *_WHEN)
BY_KEY = {fact.key: fact for fact in FACTS}


def facts_table() -> str:
    """The table in Markdown, one row per key, for the reference pages."""
    rows = [f"| `{f.key}` | {f.en} | {f.ko} | {_allowed(f)} |" for f in FACTS]
    return "\n".join(["| key | meaning | 뜻 | value |", "|---|---|---|---|", *rows, ""])


def _allowed(fact: Fact) -> str:
    """What may be given, in words."""
    if fact.choices:
        return ", ".join(f"`{c.value}`" for c in fact.choices)
    words = {"boolean": "`true` or `false`", "place": "a place, in English or Korean", "date": "YYYY-MM-DD", "text": "text"}
    if fact.kind in words:
        return words[fact.kind]
    return f"{fact.low:,} to {fact.high:,} {fact.unit or ''}".rstrip()
