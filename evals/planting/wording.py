"""Errors that need no figure: a negation put in or taken out, a duty for a choice, a lower bound for an upper one."""

from __future__ import annotations

import re
from random import Random

from assistant.records import Language
from evals.planting.edits import Edit, final_of, replaced, without_final

_AUXILIARY = r"is|are|was|were|can|could|must|will|would|has|have|does|do|did|should"
_VERBS = "pays|gets|covers|gives|applies|needs|requires|offers|takes|includes|lasts|counts|supports|provides|allows|excludes|receives"
_DENIED = re.compile(rf"\b({_AUXILIARY}|may) not\b|\b(can)not\b|\b(no) longer\b", re.IGNORECASE)
_ANY_DENIAL = re.compile(r"\b(?:not|no(?!\. ?\d)|never|without|nor|neither|none|cannot)\b", re.IGNORECASE)
_FINITE = re.compile(rf"\b({_AUXILIARY})\b(?! not)")
_THIRD = re.compile(rf"\b({_VERBS})\b")
_BASE = {"applies": "apply"}

_MODES_EN = (
    (r"\bmust(?! not)\b", "may"),
    (r"\bhas to\b", "may"),
    (r"\bhave to\b", "may"),
    (r"\bhad to\b", "could"),
    (r"\bneeds to\b", "may"),
    (r"\bneed to\b", "may"),
    (r"\bis required to\b", "is allowed to"),
    (r"\bare required to\b", "are allowed to"),
    (r"\bmust be\b", "can be"),
    (r"\bmay(?! not)\b", "must"),
    (r"\bcan(?! not)\b", "must"),
    (r"\bcould(?! not)\b", "had to"),
    (r"\bshould(?! not)\b", "may"),
    (r"\bis needed\b", "is optional"),
    (r"\bare required\b", "are optional"),
    (r"\bis required\b", "is optional"),
)
_BOUNDS_EN = (
    (r"\bat least\b", "at most"),
    (r"\bat most\b", "at least"),
    (r"\bup to (?=KRW|USD|\d)", "at least "),
    (r"\bor more\b", "or less"),
    (r"\bor (?:less|fewer)\b", "or more"),
    (r"\bno more than\b", "no less than"),
    (r"(?<!no )\bmore than\b", "less than"),
    (r"(?<!no )\b(?:less|fewer) than\b", "more than"),
    (r"\babove (?=KRW|USD|\d)", "below "),
    (r"\bbelow (?=KRW|USD|\d)", "above "),
    (r"\bover (?=KRW|USD|\d)(?!\d+ years)", "under "),
    (r"\bunder (?=KRW|USD|\d)(?!\d{4})", "over "),
    (r"\bwithin (?=\d+ (?:year|month|day|week))", "after more than "),
    (r"\bminimum\b", "maximum"),
    (r"\bmaximum\b", "minimum"),
)
# A bound stands behind a figure and before a particle or a blank; 초과할 is a verb.
_EDGE = r"(?=$|[^가-힣]|(?:의|인|을|를|은|는|이|가|에|이며|이고|이면|입니다|하는|분|부터|까지|시)(?![가-힣]))"
_BOUNDS_KO = (
    (rf"(?<=[\d가-힣%][ 가-힣%])(?<!더 )이상{_EDGE}", "이하"),
    (rf"(?<=[\d가-힣%][ 가-힣%])이하{_EDGE}", "이상"),
    (rf"(?<=[\d가-힣%][ 가-힣%])초과{_EDGE}", "미만"),
    (rf"(?<=[\d가-힣%][ 가-힣%])미만{_EDGE}", "초과"),
    (r"최대(?= ?\d)", "최소"),
    (r"최소(?= ?\d)", "최대"),
    (r"(?<=[년월일간] )이내", "이후"),
    (r"(?<=원)까지", "부터"),
    (r"(?<=명)까지", "부터"),
)
_ENDINGS_KO = (
    (r"(?<=수 )있(?=습니다|었습니다|으며|다)", "없"),
    (r"(?<=수 )없(?=습니다|었습니다|으며|다)", "있"),
    (r"(?<=[가-힣])하지 않습니다", "합니다"),
    (r"(?<=[가-힣])되지 않습니다", "됩니다"),
    (r"(?<=[가-힣])하지 않았습니다", "하였습니다"),
    (r"(?<=[가-힣])되지 않았습니다", "되었습니다"),
    (r"(?<=[가-힣])지 못했습니다", "았습니다"),
    (r"없습니다(?=\.|$)", "있습니다"),
    (r"(?<!수 )있습니다(?=\.|$)", "있지 않습니다"),
    (r"(?<!야 )(?<![가-힣] )합니다(?=\.|$)", "하지 않습니다"),
    (r"됩니다(?=\.|$)", "되지 않습니다"),
    (r"(?:하였|했)습니다(?=\.|$)", "하지 않았습니다"),
    (r"(?:되었|됐)습니다(?=\.|$)", "되지 않았습니다"),
    (r"받습니다(?=\.|$)", "받지 않습니다"),
    (r"받았습니다(?=\.|$)", "받지 않았습니다"),
)
_COPULA = re.compile(r"(?P<stem>[가-힣%)\d])(?P<copula>이었습니다|였습니다|입니다)(?=\.|$)")
_DENIED_KO = re.compile(r"않|없|아니|아닙|아닌|못")
_DUTY = re.compile(r"(?P<stem>하여|이어|되어|있어|[가-힣])야(?= (?:합니다|하며|한다|하였|하고|했습니다))")
_CHOICE = re.compile(r"(?P<stem>[가-힣])(?P<eul>을)? 수 있(?=습니다|으며|다고|었습니다|으나)")
_AFTER_DUTY = {"합니다": "있습니다", "하며": "있으며", "한다": "있다", "하였": "있었", "하고": "있고", "했습니다": "있었습니다"}
_AFTER_CHOICE = {"습니다": "합니다", "으며": "하며", "다고": "한다고", "었습니다": "했습니다", "으나": "하나"}
_BRIGHT = (0, 8)  # ㅏ and ㅗ take 아, all other vowels 어


def plant_negation(text: str, language: Language, rng: Random) -> list[Edit]:
    """The opposite of what is said. Nothing is put in where something is denied already: two denials could come out true."""
    del rng
    return _deny_korean(text) if language == "ko" else _deny_english(text)


def plant_modality(text: str, language: Language, rng: Random) -> list[Edit]:
    """A duty for a choice, or a choice for a duty."""
    del rng
    if language == "en":
        return _swaps(text, _MODES_EN)
    edits = []
    for match in _DUTY.finditer(text):
        if stem := _stem_of_duty(match["stem"]):
            rest = text[match.end() + 1 :]
            ending = next(e for e in sorted(_AFTER_DUTY, key=len, reverse=True) if rest.startswith(e))
            edits.append(replaced(text, match.start(), match.end() + 1 + len(ending), f"{stem} 수 {_AFTER_DUTY[ending]}"))
    for match in _CHOICE.finditer(text):
        if duty := _duty(match["stem"], closed=bool(match["eul"])):
            rest = text[match.end() :]
            ending = next(e for e in sorted(_AFTER_CHOICE, key=len, reverse=True) if rest.startswith(e))
            edits.append(replaced(text, match.start(), match.end() + len(ending), f"{duty} {_AFTER_CHOICE[ending]}"))
    return edits + _swaps(text, ((r"(?<=[이가] )필요합니다", "가능합니다"), (r"(?<=[이가] )가능합니다", "필요합니다")))


def plant_comparison(text: str, language: Language, rng: Random) -> list[Edit]:
    """A lower bound for an upper one, or the other way round."""
    del rng
    return _swaps(text, _BOUNDS_KO if language == "ko" else _BOUNDS_EN)


def _swaps(text: str, pairs: tuple[tuple[str, str], ...]) -> list[Edit]:
    return [replaced(text, match.start(), match.end(), became) for was, became in pairs for match in re.finditer(was, text)]


def _deny_english(text: str) -> list[Edit]:
    denied = [replaced(text, m.start(), m.end(), m[1] or m[2] or "still") for m in _DENIED.finditer(text)]
    if denied or _ANY_DENIAL.search(text):
        return denied
    edits = [replaced(text, m.start(), m.end(), f"{m[1]} not") for m in _FINITE.finditer(text)]
    return edits + [replaced(text, m.start(), m.end(), f"does not {_BASE.get(m[1], m[1][:-1])}") for m in _THIRD.finditer(text)]


def _deny_korean(text: str) -> list[Edit]:
    taken_out = _ENDINGS_KO[:8]
    if _DENIED_KO.search(text):
        return [e for e in _swaps(text, taken_out) if _DENIED_KO.search(e.was)]
    edits = _swaps(text, _ENDINGS_KO)
    for match in _COPULA.finditer(text):
        # A figure is read out with its unit, so the particle follows the sound of the unit: 퍼센트 ends open.
        particle = "이" if final_of(match["stem"]) or match["stem"].isdigit() else "가"
        ending = "아닙니다" if match["copula"] == "입니다" else "아니었습니다"
        edits.append(replaced(text, match.start("copula"), match.end(), f"{particle} {ending}"))
    return edits


def _stem_of_duty(syllable: str) -> str | None:
    """The form before 수 있다 of a verb whose form before 야 ends like this; None where spelling alone does not tell."""
    known = {
        "해": "할",
        "하여": "할",
        "이어": "일",
        "되어": "될",
        "있어": "있을",
        "돼": "될",
        "워": "울",
        "와": "올",
        "춰": "출",
        "둬": "둘",
        "줘": "줄",
        "져": "질",
        "켜": "킬",
        "겨": "길",
    }
    return known.get(syllable)


def _duty(syllable: str, *, closed: bool) -> str | None:
    """The form before 합니다 of a verb whose form before 수 있다 is this syllable (with 을 behind it when `closed`)."""
    if closed:
        vowel = (ord(syllable) - 0xAC00) // 28 % 21
        return f"{syllable}{'아' if vowel in _BRIGHT else '어'}야"
    if final_of(syllable) != 8:  # ㄹ
        return None
    open_form = without_final(syllable)
    vowel = (ord(open_form) - 0xAC00) // 28 % 21
    if open_form == "하":
        return "해야"
    return f"{open_form}야" if vowel == 0 else f"{open_form}어야"
