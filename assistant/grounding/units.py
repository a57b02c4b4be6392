"""What may stand behind or before a number and makes it an amount, a rate, a duration, an area or a count."""

from __future__ import annotations

import re
from typing import NamedTuple


class Unit(NamedTuple):
    """A kind of figure, its unit, and what one of it is worth in the unit that is compared (12 months to the year)."""

    kind: str
    name: str
    factor: int = 1


# Up to three adjectives between a number and its noun.
_BETWEEN = r"(?:\s(?!(?:in|of|to|for|and|per|by|at|the|on|from|with|a)\b|or\b(?!\s(?:more|less|fewer)))[A-Za-z-]+){0,3}?\s"

# The first that matches wins, so longer words stand before their beginnings. Korean nouns that only begin like a unit are ruled out.
_TABLE: tuple[tuple[Unit, str], ...] = (
    (Unit("points", "%p"), r"\s?(?:%\s?(?:[pP]\b|points?\b|포인트)|퍼센트\s?포인트|pp\b)|[\s-]percentage[\s-]points?\b"),
    (Unit("rate", "%"), r"\s?(?:%|퍼센트|프로(?!젝|그|세|필|모))|[\s-]?per\s?cent\b"),
    (Unit("amount", "USD"), r"\s?(?:달러|(?:US )?dollars?\b|USD\b|US\$)"),
    (Unit("amount", "EUR"), r"\s?(?:유로|euros?\b|EUR\b|€)"),
    (Unit("amount", "JPY"), r"\s?(?:엔화?(?![가-힣])|yen\b|JPY\b)"),
    (Unit("amount", "CNY"), r"\s?(?:위안|yuan\b|CNY\b|RMB\b)"),
    (Unit("amount", "KRW"), r"\s?(?:원(?!칙|자|료|인|점|본|격|천|형)|won\b|KRW\b|₩)"),
    (Unit("area", "m2", 1_000_000), r"\s?(?:km2|km²|㎢|제곱킬로미터|(?:square|sq\.?)\s(?:kilomet(?:er|re)s?|km)\b)"),
    (Unit("area", "m2"), r"\s?(?:m2\b|m²|㎡|제곱미터|(?:square|sq\.?)\s(?:met(?:er|re)s?|m)\b)"),
    (Unit("area", "m2", 10_000), r"\s?(?:ha\b|hectares?\b|헥타르)"),
    (Unit("area", "pyeong"), r"\s?(?:평(?!가|균|일|점|생|화|택)|pyeong\b)"),
    (Unit("count", "km"), r"\s?(?:km|킬로미터)(?![A-Za-z0-9²])"),
    (Unit("count", "m"), r"\s?(?:m|meters?|metres?|미터)(?![A-Za-z0-9²])"),
    (Unit("count", "MW"), r"\s?(?:MW|메가와트)(?![A-Za-z])"),
    (Unit("count", "GW"), r"\s?(?:GW|기가와트)(?![A-Za-z])"),
    (Unit("age", ""), r"\s?(?:세(?!기|계|대|트|금|제|율|부(?!터)|종)|살(?![가-힣]))|[\s-]years?[\s-](?:old|of age)\b"),
    (Unit("duration", "month", 12), r"[\s-]?(?:years?\b|yrs?\b)|\s?(?:개년|년(?!도|대))"),
    (Unit("duration", "month"), r"[\s-]?months?\b|\s?(?:개월|달(?![가-힣]))"),
    (Unit("duration", "day", 7), r"[\s-]?weeks?\b|\s?주(?:간|일)?(?!택|소|식|민|요|력|거|차|체|관)"),
    (Unit("duration", "day"), r"[\s-]?(?:business |working )?days?\b|\s?(?:영업)?일(?!자리|반|부(?!터)|정|괄|시|차)"),
    (Unit("duration", "hour"), r"[\s-]?hours?\b|\s?시간"),
    (Unit("count", "person"), r"\s?(?:여\s?)?(?:명|인(?!증|가|건|구|도|턴|접|력|천|수|상|하|센|프|용))"),
    (Unit("count", "company"), r"\s?(?:여\s?)?(?:개\s?사|개\s?(?:기업|업체|회사)|사(?=당|[\s,.)]|$))"),
    (Unit("count", "place"), r"\s?(?:여\s?)?(?:개\s?소|곳)"),
    (Unit("count", "household"), r"\s?가구"),
    (Unit("count", "times"), r"\s?배(?!터|치|정|제|출|분|송|우)|\stimes\b|-?fold\b"),
    (Unit("count", "case"), r"\s?건(?!설|물|강|축)"),
    (Unit("count", ""), r"\s?(?:여\s?)?(?:개(?!월|년|편|정|선|발|별|인|최|시)|회(?!사|의|원|복|계)|종(?!합|료|사|류))"),
    (Unit("ordinal", ""), r"(?:st|nd|rd|th)\b|\s?(?:차(?!량|등|이|액)|위(?!원|치|해|기|한|탁)|번째)"),
)
# English names what is counted behind the number, where it ends no figure: "30 or more regular employees".
_NOUNS: tuple[tuple[Unit, str], ...] = (
    (Unit("count", "person"), r"(?:employees?|people|persons?|workers?|staff|hires?|residents?|members?|applicants?|youths?)\b"),
    (Unit("count", "company"), r"(?:compan(?:y|ies)|firms?|enterprises?|businesses)\b"),
    (Unit("count", "place"), r"(?:places?|areas?|sites?|locations?)\b"),
    (Unit("count", "household"), r"households?\b"),
    (Unit("count", "case"), r"cases?\b"),
)
_UNITS = tuple(unit for unit, _ in _TABLE)
_BEHIND = re.compile("|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_TABLE)), re.IGNORECASE)
_COUNTED = re.compile(_BETWEEN + "(?:" + "|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_NOUNS)) + ")")

_SIGNS = {"₩": "KRW", "WON": "KRW", "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "RMB": "CNY"}
_BEFORE = re.compile(r"(?:(?<![A-Za-z])(KRW|USD|EUR|JPY|CNY|RMB|GBP|won)|(US\$|[₩$€£¥]))\s?$", re.IGNORECASE)
_HEADER = re.compile(r"\(([^()]{1,30})\)")
_HEADER_SCALE = re.compile(r"\b(million|billion|trillion|thousand)\b|(?<![가-힣])([천백십]?[만억조]|천)(?=\s?(?:원|평|㎡|명|개|달러|$))")
_HEADER_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "천": 10**3,
    "만": 10**4,
    "십만": 10**5,
    "백만": 10**6,
    "천만": 10**7,
    "억": 10**8,
    "십억": 10**9,
    "백억": 10**10,
    "천억": 10**11,
    "조": 10**12,
}


def unit_behind(text: str, at: int) -> tuple[Unit, int] | None:
    """The unit that starts at `at` and where it ends. The noun of an English count stays outside the figure."""
    match = _BEHIND.match(text, at)
    if match and match.lastgroup:
        return _UNITS[int(match.lastgroup[1:])], match.end()
    counted = _COUNTED.match(text, at)
    if counted and counted.lastgroup:
        return _NOUNS[int(counted.lastgroup[1:])][0], at
    return None


def currency_before(text: str, at: int, floor: int = 0) -> tuple[str, int] | None:
    """The currency that ends directly before `at` and starts at `floor` or later, as its three letters, and where it starts."""
    match = _BEFORE.search(text, max(floor, at - 5), at)
    if not match:
        return None
    written = (match.group(1) or match.group(2)).upper()
    return _SIGNS.get(written, written), match.start()


def header_units(text: str) -> list[tuple[Unit, int]]:
    """Units that a table header gives in brackets, each with its scale: "Amount (KRW million)", "면적(만 평)", "Rate (%)"."""
    found: list[tuple[Unit, int]] = []
    for match in _HEADER.finditer(text):
        inner = match.group(1)
        scale = _HEADER_SCALE.search(inner)
        factor = _HEADER_SCALES[scale.group(1) or scale.group(2)] if scale else 1
        rest = inner[scale.end() :] if scale else inner
        named = _BEHIND.match(f" {rest.strip()}") or _BEHIND.match(f" {inner.strip()}")
        currency = currency_before(f"{inner.split()[0]} ", len(inner.split()[0]) + 1) if inner.strip() else None
        if named and named.lastgroup:
            found.append((_UNITS[int(named.lastgroup[1:])], factor))
        elif currency:
            found.append((Unit("amount", currency[0]), factor))
    return found
