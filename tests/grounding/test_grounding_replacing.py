"""What is put in the place of something else, in sentences that otherwise go along with their quote or its caption."""

import pytest

from assistant.grounding.check import check_sentence
from assistant.records import Verdict

TITLE = "Aid of Corrin Bay, with Saltmarsh county"


def kinds(text, quote, *contexts):
    verdict, findings = check_sentence(text, [quote], contexts)
    return verdict, {finding.kind for finding in findings}


@pytest.mark.parametrize(
    ("text", "quote", "contexts", "kind"),
    [
        # A name without a capital, and one in Korean.
        ("In 2031 the harbour lamp relief paid 40 firms.", "In 2031 the village school support paid 40 firms.", (), "name"),
        ("마을학교 지원 사업은 2031년에 40개 기업에 지급되었습니다.", "등대보수 조합은 2031년에 40개 기업에 지급되었습니다.", (), "name"),
        # The title's other name stands for the quote's, in a sentence and in a row.
        ("In 2031 Saltmarsh paid 40 firms.", "In 2031 Corrin Bay paid 40 firms.", (TITLE,), "name"),
        ("Firms by place: Saltmarsh — Field: boats", "Corrin Bay | boats", (TITLE, "Firms by place › Place | Field"), "name"),
        # A caption that is repeated with another year, which the title has.
        (
            "Rates in the 2033 table: Upper — Rate: 5 %",
            "Upper | 5 %",
            ("Notice of 2033", "Rates in the 2031 table › Class | Rate"),
            "version",
        ),
        ("The maximum staff by class: Upper — Staff: 5", "Upper | 5", ("The minimum staff by class › Class | Staff",), "comparison"),
    ],
)
def test_what_stands_for_something_else_is_found(text, quote, contexts, kind):
    verdict, found = kinds(text, quote, *contexts)
    assert verdict is not Verdict.SUPPORTED
    assert kind in found


@pytest.mark.parametrize(
    ("text", "quote", "contexts"),
    [
        ("According to the documents, in 2031 Corrin Bay paid 40 firms.", "In 2031 Corrin Bay paid 40 companies.", ()),
        ("Rates in the 2031 table: Upper — Rate: 5 %", "Upper | 5", ("Notice of 2033", "Rates in the 2031 table › Class | Rate (%)")),
        ("The Corrin Bay grant pays 40 firms in 2031.", "This grant pays 40 firms in 2031.", (TITLE,)),
        ("임차료별 비율: 100만 이하 — 비율: 80%", "100만 이하 | 80", ("임차료별 비율 › 임차료(원) | 비율(%)",)),
        ("Least by sector: Boats — Coast: USD 2 million", "Boats | 2", ("Least by sector › Sector | Coast (USD million)",)),
        ("The firm “must stay in Corrin Bay” for 6 years.", "The firm must stay in Corrin Bay for 6 years.", ()),
    ],
)
def test_what_is_only_said_otherwise_is_not(text, quote, contexts):
    assert kinds(text, quote, *contexts) == (Verdict.SUPPORTED, set())


def test_a_duty_for_a_choice_elsewhere_in_a_long_sentence():
    quote = "창업기업은 2031년부터 같은 업종이어야 하며, 그 전에는 더한 사업도 포함될 수 있었습니다."
    assert kinds(quote.replace("포함될 수 있었습니다", "포함되어야 했습니다"), quote)[1] == {"modality"}
