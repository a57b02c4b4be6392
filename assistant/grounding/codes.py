"""Digits that name a thing instead of counting it: articles, notice numbers, telephone numbers, addresses, ratios, codes."""

from __future__ import annotations

import re
from typing import NamedTuple


class Code(NamedTuple):
    """A kind of name, its unit (article or paragraph), what identifies it, and its place."""

    kind: str
    unit: str
    value: str
    start: int
    end: int


_LINK = re.compile(r"(?:https?://|www\.)[^\s)>\]]*[^\s)>\].,;:]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?:82[-\s]\d{1,2}|0\d{1,2})[-.)]\s?\d{3,4}[-.]\d{4}(?!\d)|(?!(?:19|20)\d\d-(?:19|20)\d\d)1\d{3}-\d{4}(?!\d)")
_NOTICE = re.compile(r"((?:19|20)\d\d)-(\d+)(?=\s?호)|((?:19|20)\d\d)-(?!(?:19|20)\d\d(?!\d))(\d{3,})(?!\d)")
_NUMBERED = re.compile(r"((?:19|20)\d\d-)?(\d+)")
_NUMBER_BEFORE = re.compile(r"\bNo\.?\s?$|\b[Nn]otice\s(?:[Nn]o\.?\s)?$")
_ARTICLE_BEFORE = re.compile(r"(?:\b[Aa]rt(?:icle|\.)?s?|§)\s?$")
_ARTICLE = re.compile(r"(\d+)(?:-(\d+))?")
_PARAGRAPH = re.compile(r"\((\d+)\)")
_KOREAN_ARTICLE = re.compile(r"(\d+)\s?조(?:의\s?(\d+))?")
_KOREAN_PART = re.compile(r"(\d+)\s?(항|호)(?:의\s?(\d+))?")
_LAW_BEFORE = re.compile(r"(?:법|령|조례|규칙|규정)\s?$")
_NOT_MONEY = re.compile(r"\d+조(?:의\s?\d|\s?제\s?\d+항|\()")
_RATIO = re.compile(r"\d+(?:\.\d+)?(?:(?::|\s:\s)\d+(?:\.\d+)?)+")
_LETTERS_BEFORE = re.compile(r"(?<![A-Za-z])(?:[A-Z][A-Za-z&]*|[a-z]{1,3})-?$")
_CURRENCIES = ("KRW", "USD", "EUR", "JPY", "CNY", "GBP", "RMB", "US")
_CODE_TAIL = re.compile(r"\d[\dA-Za-z_-]*")
_STREET_BEFORE = re.compile(r"(?<![가-힣])[가-힣]{2,}(?<!으)(?<!별)(?<!최대)(?<!추가)(?<!그)(?:로|길)\s$")
_HOUSE = re.compile(r"\d+(?:-\d+)?(?:번?길\s?\d+)?(?=[,)]|\s?\(|$)")


def links(text: str) -> list[Code]:
    """Web and e-mail addresses."""
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    return [Code("address", "", m.group().lower(), m.start(), m.end()) for m in _LINK.finditer(text)]


def code_at(text: str, at: int, floor: int, *, after_article: bool) -> list[Code]:
    """What the digits at `at` name, in order; empty where they count.

    Nothing before `floor` belongs to them. `after_article`: the figure before is one, in a list with this.
    """
    before = text[max(floor, at - 12) : at]
    if phone := _PHONE.match(text, at):
        return [Code("phone", "", re.sub(r"\D", "", phone.group()).removeprefix("82").lstrip("0"), at, phone.end())]
    if found := _legal(text, at, before, after_article=after_article):
        return found
    if ratio := _RATIO.match(text, at):
        return [Code("ratio", "", re.sub(r"\s", "", ratio.group()), at, ratio.end())]
    letters = _LETTERS_BEFORE.search(before)
    if letters and _is_code(letters.group()) and (tail := _CODE_TAIL.match(text, at)):
        start = at - len(letters.group())
        return [Code("code", "", text[start : tail.end()].upper(), start, tail.end())]
    if _STREET_BEFORE.search(before) and (house := _HOUSE.match(text, at)):
        return [Code("address", "", house.group(), at, house.end())]
    return []


def _is_code(letters: str) -> bool:
    """Whether letters before digits begin a code: "F-" of F-2 and "CO" of CO2 do, "mid-" of mid-2019 and "KRW" do not."""
    if letters.rstrip("-").upper() in _CURRENCIES:
        return False
    return letters[0].isupper() or not letters.endswith("-")


def _legal(text: str, at: int, before: str, *, after_article: bool) -> list[Code]:
    ordinal = before.endswith(("제", "제 "))
    if notice := _NOTICE.match(text, at):
        year, number, other_year, other = notice.groups()
        return [Code("notice", "", f"{year or other_year}-{int(number or other)}", at, notice.end())]
    if _NUMBER_BEFORE.search(before) and (numbered := _NUMBERED.match(text, at)) and not _is_year(numbered.group()):
        return [Code("notice", "", f"{numbered.group(1) or ''}{int(numbered.group(2))}", at, numbered.end())]
    korean = _KOREAN_ARTICLE.match(text, at)
    if korean and (ordinal or _LAW_BEFORE.search(before) or _NOT_MONEY.match(text, at)):
        return [Code("article", "article", "-".join(g for g in korean.groups() if g), at, korean.end())]
    part = _KOREAN_PART.match(text, at)
    if part and ordinal:
        number = f"{part.group(1)}-{part.group(3)}" if part.group(3) else part.group(1)
        paragraph = part.group(2) == "항"
        return [Code("article" if paragraph else "notice", "paragraph" if paragraph else "", number, at, part.end())]
    if _ARTICLE_BEFORE.search(before) or after_article:
        return _english_article(text, at)
    return []


def _english_article(text: str, at: int) -> list[Code]:
    article = _ARTICLE.match(text, at)
    if not article:
        return []
    found = [Code("article", "article", "-".join(g for g in article.groups() if g), at, article.end())]
    while paragraph := _PARAGRAPH.match(text, found[-1].end):
        found.append(Code("article", "paragraph", paragraph.group(1), paragraph.start(), paragraph.end()))
    return found


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20")
