import pytest

from assistant.grounding.sentence import check_sentence
from assistant.records import Verdict

QUOTE = (
    "The cap of the Harbour Grant is KRW 15 billion per project and KRW 20 billion per company, and firms must stay for at least 5 years."
)
QUOTE_KO = "항만지원금의 한도는 투자 건당 150억 원, 기업당 200억 원이며, 기업은 5년 이상 사업장을 유지하여야 합니다."


def verdict(text, *quotes, contexts=()):
    return check_sentence(text, quotes, contexts)[0]


def kinds(text, *quotes, contexts=()):
    return {finding.kind for finding in check_sentence(text, quotes, contexts)[1]}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (QUOTE, QUOTE),
        ("KRW 15 billion per project and KRW 20 billion per company", QUOTE),
        ("The cap of the Harbour Grant is  KRW 15\nbillion per project", QUOTE),
        (QUOTE_KO, QUOTE_KO),
        ("항만지원금의 한도는 투자 건당 150억 원", QUOTE_KO),
        ("The Harbour Grant has a cap of KRW 15,000 million per project.", QUOTE),
        ("Companies have to stay for five years or more.", QUOTE),
        ("기업은 사업장을 5년 이상 유지해야 합니다.", QUOTE_KO),
    ],
)
def test_a_part_or_a_rewording_is_supported(text, quote):
    assert check_sentence(text, [quote]) == (Verdict.SUPPORTED, ())


@pytest.mark.parametrize(
    ("text", "quote"), [("5 billion", "It pays 1.5 billion."), ("150억", "한도는 2,150억 원"), ("3 months", "It takes 2-13 months.")]
)
def test_a_number_is_never_cut_in_two(text, quote):
    assert verdict(text, quote) is Verdict.NOT_FOUND


def test_without_a_quote_nothing_is_found():
    assert verdict(QUOTE) is Verdict.NOT_FOUND
    assert verdict(QUOTE, " ") is Verdict.NOT_FOUND


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The cap of the Harbour Grant is KRW 16 billion per project.", "amount", Verdict.NOT_FOUND),
        ("The cap of the Harbour Grant is USD 15 billion per project.", "unit", Verdict.NOT_FOUND),
        ("Firms must stay for at least 6 years.", "duration", Verdict.NOT_FOUND),
        ("Firms must stay for at most 5 years.", "comparison", Verdict.NOT_FOUND),
        ("Firms must stay for more than 5 years.", "comparison", Verdict.NOT_FOUND),
        ("Firms must stay for 5 years.", "comparison", Verdict.PARTLY),
        ("Firms may stay for at least 5 years.", "modality", Verdict.PARTLY),
        ("Firms must not stay for at least 5 years.", "negation", Verdict.NOT_FOUND),
        ("The cap of the Quarry Grant is KRW 15 billion per project.", "name", Verdict.NOT_FOUND),
        ("The cap of the Harbour Grant is “well over what anybody needs” and KRW 15 billion per project.", "quote", Verdict.NOT_FOUND),
        ("The Harbour Grant reimburses laboratories, kindergartens, cap KRW 15 billion.", "words", Verdict.PARTLY),
        ("Kindergartens admit toddlers.", "words", Verdict.NOT_FOUND),
    ],
)
def test_what_is_wrong_is_named_and_weighed(text, kind, expected):
    found, problems = check_sentence(text, [QUOTE])
    assert kind in {p.kind for p in problems}
    assert found is expected


@pytest.mark.parametrize(
    "text",
    [
        "The cap of the Harbour Grant is KRW 20 billion per project and KRW 15 billion per company.",
        "The cap of the Harbour Grant is KRW 20 billion per project.",
    ],
)
def test_a_figure_that_the_quote_gives_for_something_else_is_not_held(text):
    assert "amount" in kinds(text, QUOTE)
    assert verdict(text, QUOTE) is Verdict.NOT_FOUND


def test_a_cell_of_another_column_is_not_held():
    header = "Rates › Area | Site, large firms (%) | Site, small firms (%)"
    row = "Upland | 15 | 30"
    assert verdict("Upland: Site, small firms: 30 %", row, contexts=[header]) is Verdict.SUPPORTED
    assert verdict("Upland: Site, small firms: 15 %", row, contexts=[header]) is Verdict.NOT_FOUND
    assert verdict("Upland: Site, small firms: 30 years", row, contexts=[header]) is Verdict.NOT_FOUND


def test_a_header_gives_a_bare_number_its_unit_and_scale():
    assert verdict("Upland: Amount: KRW 200 million", "Upland | 200", contexts=["Area | Amount (KRW million)"]) is Verdict.SUPPORTED
    assert verdict("고지대: 면적: 563,000평", "고지대 | 56.3", contexts=["지역 | 면적(만 평)"]) is Verdict.SUPPORTED


def test_a_dropped_not_is_caught_where_it_belongs_and_only_there():
    quote = "The Harbour Grant pays 30 % of the cost and does not cover deposits."
    assert kinds("The Harbour Grant covers deposits.", quote) >= {"negation"}
    assert verdict("The Harbour Grant pays 30 % of the cost.", quote) is Verdict.SUPPORTED
    assert "negation" in kinds("항만지원금은 보증금을 지원합니다.", "항만지원금은 보증금을 지원하지 않습니다.")


def test_opposites_deny_and_two_denials_affirm():
    assert "negation" in kinds("Students are included in the Harbour Grant.", "Students are excluded from the Harbour Grant.")
    assert "negation" not in kinds("Students are not included in the Harbour Grant.", "Students are excluded from the Harbour Grant.")


@pytest.mark.parametrize(
    "text", ["The fee may not exceed KRW 5 million.", "The fee is no more than KRW 5 million.", "The fee is at most KRW 5 million."]
)
def test_bounds_with_no_and_not_deny_nothing(text):
    assert verdict(text, "The fee is up to KRW 5 million.") is Verdict.SUPPORTED


def test_a_plan_told_as_settled_is_a_change_of_mode():
    assert "modality" in kinds("The harbour opens a school.", "The harbour would open a school.")


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("한도는 300억 원입니다.", "The cap is KRW 30 billion.", Verdict.SUPPORTED),
        ("The cap is KRW 30 billion.", "한도는 300억 원입니다.", Verdict.SUPPORTED),
        ("2026년 2월 10일부터 시행됩니다.", "It is in force since 10 February 2026.", Verdict.SUPPORTED),
        ("한도는 200억 원입니다.", "The cap is KRW 30 billion.", Verdict.NOT_FOUND),
        ("TALPS 한도는 300억 원입니다.", "The HIPS cap is KRW 30 billion.", Verdict.PARTLY),
        ("신청이 가능합니다.", "Firms can apply.", Verdict.PARTLY),
    ],
)
def test_across_languages_only_figures_dates_and_latin_names_count(text, quote, expected):
    assert verdict(text, quote) is expected


def test_a_title_alone_carries_no_claim():
    assert verdict("Northgate pays moving costs.", "Southwick is mentioned.", contexts=["Northgate pays moving costs"]) is Verdict.NOT_FOUND


def test_a_partial_date_is_held_by_a_fuller_one_and_not_the_reverse():
    assert verdict("The rule starts in March 2031.", "The rule starts on 10 March 2031.") is Verdict.SUPPORTED
    assert verdict("The rule starts on 10 March 2031.", "The rule starts in March 2031.") is Verdict.NOT_FOUND
