"""Amounts of money and numbers as people write them, in English and Korean: 12bn, 1조 2천억, 십이억, 2,000,000,000."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = dict(zip("영일이삼사오육칠팔구", range(10), strict=True)) | {"공": 0}
_SMALL = {"십": 10, "백": 100, "천": 1000}
_BIG = {"만": 10**4, "억": 10**8, "조": 10**12}
_ENGLISH = {
    10**12: "tn|trn|trillions?",
    10**9: "bn|bln|b|billions?",
    10**8: "eok",
    10**6: "mn|mln|mio|m|millions?",
    10**3: "k|thousands?",
}
_PLAIN = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALES = {name: scale for scale, names in _ENGLISH.items() for name in names.replace("s?", "").split("|")}
_SCALE = "|".join(sorted((n for names in _ENGLISH.values() for n in names.split("|")), key=len, reverse=True))
_LATIN = re.compile(rf"({_PLAIN})\s*-?\s*({_SCALE})?")
_HANGUL = re.compile(rf"(?P<number>{_PLAIN})|(?P<digit>[{''.join(_DIGITS)}])|(?P<small>[십백천])")
# What may stand around an amount of the currency, and the names of the others.
_OWN = {
    "KRW": r"krw|₩|(?:korean\s+)?won|원(?:정)?",
    "USD": r"usd|us\s?\$|\$|(?:u\.?s\.?\s+)?dollars?|(?:미화\s?)?(?:미\s?)?(?:달러|불)",
}
_OTHERS = {"EUR": r"eur(?:os?)?|€|유로", "JPY": r"jpy|¥|yen|엔", "CNY": r"cny|rmb|yuan|위안", "GBP": r"gbp|£|pounds?|파운드"}
CURRENCIES = _OWN | _OTHERS


def normal(text: str) -> str:
    """The text in compatible characters, lower case and with single blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("−", "-").casefold().split())


def currency_of(text: str) -> str | None:
    """The code of the first currency that the text names, if any."""
    found = {code: m.start() for code, names in CURRENCIES.items() if (m := re.search(_marked(names), normal(text)))}
    return min(found, key=found.__getitem__) if found else None


def currencies_in(text: str) -> set[str]:
    """The codes of every currency that the text names."""
    return {code for code, names in CURRENCIES.items() if re.search(_marked(names), normal(text))}


def _marked(names: str) -> str:
    """The names as words of their own: not inside another Latin word."""
    return rf"(?<![a-z])(?:{names})(?![a-z])"


def read_number(text: str) -> Decimal:
    """A number with English or Korean words of size, without a currency: 12bn, 1조 2천억, 3.5 million.

    Raises ValueError where the text is anything else.
    """
    text = normal(text)
    if match := _LATIN.fullmatch(text):
        scale = _SCALES[match[2].removesuffix("s")] if match[2] else 1
        return _plain(match[1]) * scale
    return _korean(text.replace(" ", ""))


def read_amount(text: str, currency: str) -> Decimal:
    """An amount in that currency (KRW or USD), which may be named before or after it.

    Raises ValueError, with what is wrong, where another currency is named or it is no amount.
    """
    words = normal(text)
    if strange := currencies_in(words) - {currency}:
        raise ValueError(f"expected {currency}, got {'/'.join(sorted(strange))}")
    bare = re.sub(_marked(_OWN[currency]), " ", words).strip()
    return read_number(bare)


def _plain(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _korean(text: str) -> Decimal:
    """Digits or number words with 십, 백, 천, 만, 억, 조; words of size may only fall."""
    if not text:
        raise ValueError("expected a number, got nothing")
    total = Decimal(0)
    last, at = 10**16, 0
    while at < len(text):
        section, at = _section(text, at)
        big = _BIG.get(text[at : at + 1])
        if big is None:
            # 12억 5천 is said for 12억 5천만, and written it is 12억 5천: nobody can tell.
            if at < len(text) or (section and 10**4 < last < 10**16):
                raise ValueError("expected a number" if at < len(text) else "expected a word of size such as 만 or 억 at its end")
            return total + (section or 0)
        if big >= last or (section is None and (total or big > 10**4)):
            raise ValueError("expected words of size that fall, each with a number")
        total, last, at = total + big * (1 if section is None else section), big, at + 1
    return total


def _section(text: str, at: int) -> tuple[Decimal | None, int]:
    """The number up to the next 만, 억 or 조 and where it ends; None where there is none."""
    section: Decimal | None = None
    pending: Decimal | None = None
    last = 10**4
    while match := _HANGUL.match(text, at):
        if match["small"]:
            size = _SMALL[match["small"]]
            if size >= last:
                raise ValueError("expected words of size that fall")
            section, pending, last = (section or Decimal(0)) + size * (1 if pending is None else pending), None, size
        elif pending is not None:
            raise ValueError("expected a word of size between two numbers")
        else:
            pending = _plain(match["number"]) if match["number"] else Decimal(_DIGITS[match["digit"]])
        at = match.end()
    return (section if pending is None else (section or Decimal(0)) + pending), at
