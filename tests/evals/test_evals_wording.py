import pytest

from evals.figures import figures, invented
from evals.wording import first_words, says, says_any


@pytest.mark.parametrize(
    ("text", "phrase", "said"),
    [
        ("It is the Lower area.", "lower", True),
        ("up to\u00a05\n years", "5 years", True),
        # A blank at the start guards the word's boundary: white space, or the text's own start.
        ("보조금은 1년 동안", " 1년", True),
        ("1년 동안", " 1년", True),
        ("보조금은 11년 동안", " 1년", False),
        ("(1년)", " 1년", False),
        ("There are 89 areas", "89 ", True),
        ("There are 89", "89 ", True),
        ("There are 89.", "89 ", False),
        # Without a blank, a digit matches whole numbers only.
        ("14 %", "4 %", False),
        ("3.4 %", "4 %", False),
        ("up to 4 %", "4 %", True),
        ("72,000 firms", "72", False),
        ("72, 69 and 62", "72", True),
        ("In 2024: 72.", "72", True),
        ("72.5", "72", False),
        ("2026.2.10", "2026.2.1", False),
        ("KRW30 billion", "30 billion", True),
        ("a+b", "a.b", False),
    ],
)
def test_says(text, phrase, said):
    assert says(text, phrase) is said


def test_composed_and_decomposed_letters_are_the_same():
    assert says("\u1112\u1161\u1102\u1161", "하나")


def test_any_alternative_is_enough():
    assert says_any("한 해", ["one year", "한 해"])
    assert not says_any("한 해", ["one year"])


def test_first_words():
    assert first_words("a  b\nc d", 3) == "a b c"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("KRW 30 billion", [30_000_000_000]),
        ("300억 원", [30_000_000_000]),
        ("30,000,000,000", [30_000_000_000]),
        # 26 * 10^8 + 5,000 * 10^4
        ("26억 5,000만 원", [2_650_000_000]),
        # 2 * 10^4 + 5,000
        ("2만 5,000원", [25_000]),
        ("1조 2,000억", [1_200_000_000_000]),
        # No sum: the second is not smaller than the first's unit, or has no unit at all.
        ("3억 5억", [300_000_000, 500_000_000]),
        ("5만 2024", [50_000, 2024]),
        ("3천만", [30_000_000]),
        ("0.5 %p", [0.5]),
        ("30 and 30.0", [30]),
        ("10 February 2026", [10, 2, 2026]),
        ("February 10, 2026", [2, 10, 2026]),
        ("2026. 2. 10.", [2026, 2, 10]),
        ("2026-02-10", [2026, 2, 10]),
        ("You may apply", []),
        ("2019, 2020 and 2021", [2019, 2020, 2021]),
        ("millionaires: 3 millionaires", [3]),
    ],
)
def test_figures(text, values):
    assert [float(value) for value in figures(text)] == values


def test_invented_figures_are_those_no_support_has():
    assert invented("Up to 30 billion, since 2026-02-10; 40 %.", ["최대 300억 원", "2026년 2월 10일"]) == ["40"]
    assert invented("50 million", ["50 billion"]) == ["50 million"]
