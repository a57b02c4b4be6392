"""Values, bounds and gaps in words of both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from assistant.eligibility.compare import Leaf, gap
from assistant.eligibility.facts import BY_KEY, Value
from assistant.eligibility.known import DERIVED, Known
from assistant.eligibility.places import CAPITAL, Places
from assistant.eligibility.situation import labels
from assistant.records import Language
from assistant.rules import Comparison, Scalar, ShareOf

_NAMES: dict[str, tuple[str, str]] = {
    "destination_in_capital_area": ("new site in {0}", "새 사업장의 {0} 소재 여부"),
    "origin_in_capital_area": ("present site in {0}", "현재 사업장의 {0} 소재 여부"),
    "residence_in_capital_area": ("residence in {0}", "거주지의 {0} 소재 여부"),
    "same_province": ("both sites in one province", "같은 시·도 안 여부"),
    "area_class": ("area class", "지역 구분"),
    "crisis": ("crisis designation", "위기 지정"),
}
_VALUES: dict[str, tuple[str, str]] = {
    "upper": ("upper", "상위"),
    "middle": ("middle", "중위"),
    "lower": ("lower", "하위"),
    "special": ("special", "특별"),
    "pre-emptive": ("pre-emptive", "선제"),
    "none": ("none", "없음"),
}
_BOUNDS: dict[str, tuple[str, str]] = {
    "at_least": ("at least {0}", "{0} 이상"),
    "at_most": ("at most {0}", "{0} 이하"),
    "above": ("more than {0}", "{0} 초과"),
    "below": ("less than {0}", "{0} 미만"),
    "start": ("from {0}", "{0}부터"),
    "before": ("before {0}", "{0} 전"),
}
_UNITS: dict[str, tuple[str, str]] = {
    "amount_usd": ("USD {0}", "{0}달러"),
    "years": ("{0} years", "{0}년"),
    "months": ("{0} months", "{0}개월"),
    "percent": ("{0}%", "{0}%"),
    "count": ("{0}", "{0}"),
}


def pick(pair: tuple[str, str], language: Language) -> str:
    """The English or the Korean one."""
    return pair[1] if language == "ko" else pair[0]


def name_of(fact: str, language: Language, places: Places) -> str:
    """What a fact, given or derived, is called."""
    if fact in BY_KEY:
        return BY_KEY[fact].name(language)
    capital = places.full_name(places[CAPITAL], language) if CAPITAL in places else ""
    return pick(_NAMES[fact], language).format(capital)


def krw(amount: int | Decimal, language: Language) -> str:
    """An amount of won, exact: KRW 1,300,000,000, 13억 원."""
    if language == "en":
        return f"KRW {amount:,}"
    rest, words = abs(int(amount)), []
    for unit, word in ((10**12, "조"), (10**8, "억"), (10**4, "만")):
        count, rest = divmod(rest, unit)
        words += [f"{count:,}{word}"] if count else []
    words += [f"{rest:,}"] if rest or not words else []
    return f"{'-' * (amount < 0)}{' '.join(words)} 원"


def number(value: int | Decimal) -> str:
    """A number without needless zeros."""
    return f"{value.normalize():,f}" if isinstance(value, Decimal) else f"{value:,}"


def said(fact: str, value: Value | Scalar, known: Known, language: Language) -> str:
    """A value as a reader would write it."""
    if isinstance(value, bool):
        return pick(("yes", "예") if value else ("no", "아니오"), language)
    if isinstance(value, date):
        return value.isoformat()
    row = BY_KEY.get(fact)
    if isinstance(value, int | Decimal):
        if row and row.kind == "amount_krw":
            return krw(value, language)
        if fact == "age":
            return pick(("{0}", "{0}세"), language).format(number(value))
        return pick(_UNITS.get(row.kind if row else "", ("{0}", "{0}")), language).format(number(value))
    if row and row.kind == "place" and value in known.places:
        return known.places.full_name(known.places[value], language)
    for choice in row.choices if row else ():
        if choice.value == value:
            return labels(choice, known.places)[language]
    return pick(_VALUES.get(value, (value, value)), language)


def given(fact: str, value: Value, known: Known, language: Language) -> str:
    """A value as it was held against a bound; one that follows from a place says which."""
    words = said(fact, value, known, language)
    places = [said(key, known.given[key], known, language) for key in DERIVED.get(fact, ()) if key in known.given]
    return f"{name_of(fact, language, known.places)}: {words} ({', '.join(places)})" if places else words


def needed(leaf: Leaf, known: Known, language: Language) -> str:
    """What a comparison asks for: at least 30, SME or mid-sized company, not construction."""
    test = leaf.comparison
    parts = [*_limits(test, known, language)]
    if test.equals is not None:
        parts.append(said(test.fact, test.equals, known, language))
    if test.one_of:
        parts.append(_either([said(test.fact, one, known, language) for one in test.one_of], language))
    if test.within:
        names = [known.places.full_name(known.places[one], language) for one in test.within if one in known.places]
        parts.append(pick(("in {0}", "{0} 안"), language).format(_either(names, language)))
    if test.listed:
        term = known.places.term(test.listed)
        parts.append((term.ko if language == "ko" else term.en) if term else test.listed)
    words = pick((" and ", ", "), language).join(parts)
    return pick(("not {0}", "{0} 아님"), language).format(words) if leaf.negated else words


def change(leaf: Leaf, known: Known, language: Language) -> str:
    """What would have to change for a comparison that fails."""
    fact, wanted = leaf.comparison.fact, needed(leaf, known, language)
    off, value = gap(leaf, known), known.values.get(leaf.comparison.fact)
    name = name_of(fact, language, known.places)
    now = "" if value is None else pick(("; now {0}", "; 현재 {0}"), language).format(said(fact, value, known, language))
    if off is None:
        return f"{name}: {wanted}{now}"
    words = pick(("{0} more", "{0} 더") if off > 0 else ("{0} less", "{0} 덜"), language).format(
        said(fact, off.copy_abs() if isinstance(off, Decimal) else abs(off), known, language)
    )
    return f"{name}: {words} ({wanted}{now})"


def _limits(test: Comparison, known: Known, language: Language) -> Iterable[str]:
    for key, words in _BOUNDS.items():
        bound = getattr(test, key)
        if isinstance(bound, ShareOf):
            share = pick(("{0}% of {1}", "{1}의 {0}%"), language).format(number(bound.percent), name_of(bound.of, language, known.places))
            yield pick(words, language).format(share)
        elif bound is not None:
            yield pick(words, language).format(said(test.fact, bound, known, language))


def _either(words: list[str], language: Language) -> str:
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])}{pick((' or ', ' 또는 '), language)}{words[-1]}"
