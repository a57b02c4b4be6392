"""Amounts in words."""

import pytest

from assistant.eligibility.wording import krw


@pytest.mark.parametrize(
    ("amount", "english", "korean"),
    [
        (0, "KRW 0", "0 원"),
        (1_300_000_000, "KRW 1,300,000,000", "13억 원"),
        (-200_000_000, "KRW -200,000,000", "-2억 원"),
        (-12_345, "KRW -12,345", "-1만 2,345 원"),
        (1_000_200_000_000, "KRW 1,000,200,000,000", "1조 2억 원"),
    ],
)
def test_amounts_are_exact_and_keep_their_sign(amount, english, korean):
    assert (krw(amount, "en"), krw(amount, "ko")) == (english, korean)
