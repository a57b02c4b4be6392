"""Harmless rewordings: the same figure, bound, duty or denial written another way, so the sentence is as true as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from random import Random

from assistant.records import Language
from evals.planting.edits import Edit, replaced
from evals.planting.figures import MONTHS, Figure, figures

_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALE_KO = {"조": 10**12, "천억": 10**11, "억": 10**8, "천만": 10**7, "백만": 10**6, "십만": 10**5, "만": 10**4, "천": 10**3}
_WORDS = dict(enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2))
_PART_KO = re.compile(r"([\d,.]+)(조|천억|억|천만|백만|십만|만|천)?")
_SYNONYMS: dict[str, dict[Language, tuple[tuple[str, str], ...]]] = {
    "comparison": {
        "en": (
            (r"\bat least (?=KRW|USD|\d)", "no less than "),
            (r"\bup to (?=KRW|USD|\d)", "at most "),
            (r"(\d+(?:\.\d+)?(?: (?:workers|people|hires|employees))?) or more\b", r"at least \1"),
            (r"\bmore than (?=\d)", "over "),
            (r"\bover (?=KRW|USD|\d)(?!\d+ (?:year|month))", "more than "),
            (r"\bunder (?=KRW|USD|\d)(?!\d{4})", "less than "),
            (r"\babove (?=KRW|USD|\d)", "more than "),
        ),
        "ko": (
            (r"최대 (\d[\d,.]*(?:조|천억|억|천만|백만|만|천)?(?: ?\d[\d,.]*(?:만|천)?)? ?(?:원|달러))(?=입니다|을|를|,|\.)", r"\1 이하"),
            (r"최대 (\d[\d.]*%)(?=입니다|를|,|\.)", r"\1 이하"),
            (r"(?<!\d)(\d[\d,.]*(?:명|개|년)) 이상", r"최소 \1"),
            (r"(\d[\d,.]*억 원)까지", r"최대 \1"),
        ),
    },
    "modality": {
        "en": (
            (r"\bmust be\b", "has to be"),
            (r"\bmust(?! not| be)\b", "has to"),
            (r"\b(?<![-\d] )may(?! not)\b", "can"),
            (r"\bcan be\b", "may be"),
            (r"\bneed to\b", "must"),
            (r"\bneeds to\b", "must"),
        ),
        "ko": ((r"해야 합니다", "하여야 합니다"), (r"하여야 합니다", "해야 합니다"), (r"할 수 있습니다", "하는 것이 가능합니다")),
    },
    "negation": {
        "en": (
            (r"\b(is|are|was|were|does|do|did|has|could|would) not\b", r"\1n't"),
            (r"\bcannot\b", "can't"),
            (r"\bmust not\b", "may not"),
            (r"\bno longer\b", "not any longer"),
        ),
        "ko": (
            (r"([하되]지) 않습니다", r"\1 아니합니다"),
            (r"([하되]지) 않았습니다", r"\1 아니하였습니다"),
            (r"(?<=수 )없습니다", "없음"),
            (r"(?<!수 )없습니다", "있지 않습니다"),
        ),
    },
    # For names, versions and all else: another everyday word, or a clause at another place.
    "plain": {
        "en": (
            (r"\bcompanies\b", "firms"),
            (r"\bfirms\b", "companies"),
            (r"\bworkers\b", "employees"),
            (r"^(.+), (as (?:reported|restated|seen|listed|shown|printed) [^,]+)\.$", r"According to the documents, \2, \1."),
            (r"^(.+[a-z]) in ((?:19|20)\d\d)\.$", r"In \2, \1."),
            (r"^(?=[A-Z])(.+)$", r"According to the documents, \1"),
        ),
        "ko": (
            (r"(?<![가-힣])기업(?=은|이|에|의)", "회사"),
            (r"에 따르면", "에 의하면"),
            (r"하였습니다", "했습니다"),
            (r"되었습니다", "됐습니다"),
            (r"이었습니다", "이었다"),
            (r"^(?=\S)(.+)$", r"문서에 따르면 \1"),
        ),
    },
}


def reword_figure(kind: str) -> Callable[[str, Language, Random], list[Edit]]:
    """A rewording that writes each figure of a kind in another format."""
    kinds = ("date", "year") if kind == "date" else ("duration", "amount", "rate") if kind == "unit" else (kind,)

    def reword(text: str, language: Language, rng: Random) -> list[Edit]:
        del rng
        edits: list[Edit] = []
        for figure in figures(text, language):
            if figure.kind in kinds:
                edits += [replaced(text, figure.start, figure.end, became) for became in _formats(text, figure, language)]
        return edits

    return reword


def reword_words(kind: str) -> Callable[[str, Language, Random], list[Edit]]:
    """A rewording that says a bound, duty or denial, or a plain word, in another way."""

    def reword(text: str, language: Language, rng: Random) -> list[Edit]:
        del rng
        found = ((m, became) for was, became in _SYNONYMS[kind][language] for m in re.finditer(was, text))
        return [replaced(text, m.start(), m.end(), m.expand(became)) for m, became in found]

    return reword


def _formats(text: str, figure: Figure, language: Language) -> list[str]:
    written, behind = text[figure.start : figure.end], text[figure.end :]
    before = text[: figure.start]
    # The unit of a range or list belongs to both of its figures, so a part of it is not rewritten alone.
    if re.match(r"\s?(?:to|and|or|[-–~/]|에서|또는)\s?(?:KRW |USD )?\d", behind) or re.search(r"\d\s?(?:to|[-–~/+])\s?$", before):
        return []
    if before.count('"') % 2:  # a quotation keeps its own figures
        return []
    make = {"amount": _amount, "rate": _rate, "date": _date, "duration": _duration, "number": _number}.get(figure.kind)
    return [f for f in make(written, language, behind) if f != written] if make else []


def _amount(written: str, language: Language, behind: str) -> list[str]:
    if language == "ko":
        if not written.endswith("원"):
            return []
        value = sum((Decimal(n.replace(",", "")) * _SCALE_KO.get(s, 1) for n, s in _PART_KO.findall(written)), Decimal(0))
        if value != value.to_integral():
            return []
        return [f"{int(value):,}원", written.replace(" ", "")]
    match = re.fullmatch(r"(KRW|USD|EUR) ?([\d,.]+\d|\d)(?: (\w+))?", written)
    if not match:
        return []
    currency, number, scale = match.groups()
    value = Decimal(number.replace(",", "")) * _SCALE.get(scale or "", 1)
    if value != value.to_integral():
        return []
    formats = [f"{currency} {int(value):,}"]
    if currency == "KRW" and not re.match(r" (?:per|each|a|for|and|in)\b", behind):
        formats.append(f"{int(value):,} won")
    if value >= 10**9:
        formats.append(f"{currency} {(value / 10**6).normalize():,f} million")
    elif value >= 10**6:
        formats.append(f"{currency} {(value / 10**9).normalize():f} billion")
    return formats


def _rate(written: str, language: Language, behind: str) -> list[str]:
    del behind
    number = re.match(r"[\d.,]+", written)
    if number is None or "point" in written or "포인트" in written:
        return []
    if language == "ko":
        return [f"{number[0]} %", f"{number[0]}퍼센트"]
    return [f"{number[0]}%", f"{number[0]} %", f"{number[0]} percent"]


def _date(written: str, language: Language, behind: str) -> list[str]:
    del behind
    if language == "ko":
        if match := re.fullmatch(r"(\d{4})년 (\d{1,2})월 (\d{1,2})일", written):
            year, month, day = (int(g) for g in match.groups())
            return [f"{year}. {month}. {day}.", f"{year}-{month:02}-{day:02}", f"{year}.{month:02}.{day:02}"]
        return []
    if match := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", written):
        number, name, of_year = match.groups()
        return [f"{of_year}-{MONTHS.index(name) + 1:02}-{int(number):02}", f"{name} {number}, {of_year}"]
    return []


def _duration(written: str, language: Language, behind: str) -> list[str]:
    match = re.fullmatch(r"(\d+)([ -]?)(\D+)", written)
    if match is None or re.match(r"(?:차|마다|째|\s?old)", behind):
        return []
    number, joint, unit = int(match[1]), match[2], match[3]
    if language == "ko":
        return [f"{number * 12}개월"] if unit == "년" and number < 10 else [f"{number} {unit}"]
    formats = [f"{number * 12} months"] if unit == "years" and number < 10 and joint == " " else []
    return formats + ([f"{_WORDS[number]}{joint}{unit}"] if number in _WORDS else [])


def _number(written: str, language: Language, behind: str) -> list[str]:
    if "," in written:
        return [written.replace(",", "")]
    if language == "en" and written.isdigit() and int(written) in _WORDS and re.match(r" [a-z]+s\b", behind):
        return [_WORDS[int(written)]]
    if language == "ko" and written.isdigit() and re.match(r"(?:명|개)", behind):
        return [f"{written} "]
    return []
