"""Negation: whether a sentence denies what its quote affirms, or affirms what it denies."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.words import Vocabulary, script_of, vocabulary_of, words_of

# Idioms with "no" or "not" that bound a figure or set something aside, and deny nothing.
_IDIOM = re.compile(
    r"\b(?:no|not) (?:later|earlier|more|less|fewer) than\b|\bnot (?:only|exceeding|above|below|over)\b|"
    r"\bwhether or not\b|\bno matter\b|\bno\. ?\d|"
    r"\bnot (?:to )?exceed (?=krw|usd|[₩$€\d])|"
    r"뿐만 아니라|"
    r"(?:관계|상관|변함|틀림|빠짐|중단)\s?없|못지않|(?:[%원명세건곳개년월일억만㎡]|포인트)[을를]? (?:넘지|초과하지) (?:않|못|아니)"
)
_HARD = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b|"
    r"않|없|아니[다라며고하합었]|아닌|아닙|못(?=하|한|합|했|할|됩|되|된|받| )|(?<![가-힣\d])안 (?=되|됩|하|합|받|낸|내|주)|말아야",
)
_DENYING = re.compile(r"no|n['’]t|않|없|아니|못")
_SOFT = re.compile(
    r"\b(?:exclud\w+|exclusions?|ineligible|except\w*|unless|barred|prohibit\w*|forbid\w*|denied|refus\w+|lacks?|lacking|fail\w*|unable|"
    r"un(?:known|dated|confirmed|verified))\b|불가|금지|제외|배제|미(?=지급|포함|해당|달|확인|상)",
)
# Pairs of opposites by number: a0 and b0 exclude each other.
_SIDES = {
    "en": re.compile(
        r"\b(?:(?P<a0>includ)|(?P<b0>exclud)|(?P<a1>eligible)|(?P<b1>ineligible)|(?P<a2>increas|rais|rose\b|rise|higher)|"
        r"(?P<b2>decreas|reduc|lower(?:ed|s|ing)\b|cut\b|fell\b)|(?P<a3>allow|permit)|(?P<b3>prohibit|forbid|bann)|"
        r"(?P<a4>open(?:ed|s)?\b)|(?P<b4>closed?\b))"
    ),
    "ko": re.compile(
        r"(?P<a0>포함)|(?P<b0>제외|배제)|(?P<a2>인상|증가|상향|오르|올리|올라)|(?P<b2>인하|감소|하향|내리|낮)|(?P<a3>허용)|(?P<b3>금지)|(?P<a5>가능)|(?P<b5>불가)"
    ),
}
_REACH = 3


@dataclass(frozen=True, slots=True)
class Negation:
    """A word that denies, with the stems of the words that it most likely denies, nearest first.

    `telling` are those of them that the text says once only: what is also affirmed nearby does not tell what is denied.
    A `hard` one turns the sentence round; a soft one ("excluded") may also describe.
    """

    word: str
    scope: tuple[str, ...]
    telling: tuple[str, ...]
    hard: bool


@lru_cache(maxsize=4096)
def negations_of(text: str) -> tuple[Negation, ...]:
    """The negations of a text. English denies what follows, Korean what stands before."""
    lowered = text.lower()
    idioms = [m.span() for m in _IDIOM.finditer(lowered)] if _DENYING.search(lowered) else []
    found: list[Negation] = []
    for pattern, hard in ((_HARD, True), (_SOFT, False)):
        denials = [m for m in pattern.finditer(lowered) if not any(start <= m.start() < end for start, end in idioms)]
        found += [_negation(text, m, hard=hard) for m in denials]
    return tuple(found)


def _negation(text: str, match: re.Match[str], *, hard: bool) -> Negation:
    content = [word for word in words_of(text) if word.content]
    before = [word.stem for word in reversed(content) if word.start < match.start()][:_REACH]
    scope = before if match.group()[0] >= "가" else [word.stem for word in content if word.start >= match.end()][:_REACH] or before
    times = Counter(word.stem for word in content)
    once = tuple(stem for stem in dict.fromkeys(scope) if times[stem] == 1)
    return Negation(match.group(), tuple(dict.fromkeys(scope)), once or tuple(scope), hard)


def denial(text: str, quotes: tuple[str, ...], contexts: tuple[str, ...]) -> tuple[str, bool] | None:
    """The word that denies in the sentence and not in the quotes, or in them and not in it, and whether it contradicts.

    None where they agree. A quote's negation counts where the sentence speaks of what it denies; a context's may be repeated
    or not. A word like "excluded" of which the quotes have neither it nor its opposite does not contradict.
    """
    quoted = [(negation, number) for number, quote in enumerate(quotes) for negation in negations_of(quote)]
    added, unsaid = _unmatched(negations_of(text), quoted, [n for context in contexts for n in negations_of(context)])
    opposite = _opposite(text, quotes)
    if opposite:
        # Two turns undo each other: "not included" says "excluded".
        turns = sum(n.hard for n in negations_of(text)) - sum(n.hard for quote in quotes for n in negations_of(quote))
        return None if turns % 2 else (opposite, True)
    if added and added[0].hard:
        return added[0].word, True
    own = vocabulary_of((text,))
    for negation, number in unsaid:
        others = vocabulary_of(tuple(quote for i, quote in enumerate(quotes) if i != number))
        if negation.hard and _speaks_of(negation, own) and not _speaks_of(negation, others):
            return negation.word, True
    return (added[0].word, False) if added else None


def _unmatched(
    said: tuple[Negation, ...], quoted: list[tuple[Negation, int]], free: list[Negation]
) -> tuple[list[Negation], list[tuple[Negation, int]]]:
    """The sentence's negations without a partner in quotes or contexts, strong ones first, and the quotes' without one in the sentence.

    Partners deny the same words, by the same word or another; what is then left is paired by strength alone, as a rewording may
    deny in other words.
    """
    rest = list(said)
    for fits in (_same_word_and_scope, _same_scope):
        for negation in list(rest):
            partner = next((q for q in quoted if fits(negation, q[0])), None)
            if partner:
                rest.remove(negation)
                quoted.remove(partner)
    for negation in list(rest):
        context = next((f for f in free if f.word == negation.word), None)
        if context:
            rest.remove(negation)
            free.remove(context)
    added: list[Negation] = []
    for negation in sorted(rest, key=lambda n: not n.hard):
        partner = next((q for q in quoted if q[0].hard == negation.hard), quoted[0] if quoted else None)
        if partner:
            quoted.remove(partner)
        else:
            added.append(negation)
    return added, quoted


def _same_word_and_scope(one: Negation, other: Negation) -> bool:
    return one.word == other.word and _same_scope(one, other)


def _same_scope(one: Negation, other: Negation) -> bool:
    return bool(set(one.scope) & set(other.scope)) or (one.word == other.word and not one.scope and not other.scope)


def _speaks_of(negation: Negation, own: Vocabulary) -> bool:
    """True when half of the telling words stand in the sentence, the nearest among them, or two."""
    spoken = [stem in own.stems for stem in negation.telling]
    return sum(spoken) * 2 >= len(spoken) > 0 and (spoken[0] or sum(spoken) > 1)


@lru_cache(maxsize=4096)
def _sides(text: str) -> dict[str, str]:
    """Which sides of the opposites the text takes, each with the first word for it."""
    pattern = _SIDES["ko" if script_of(text) == "ko" else "en"]
    found: dict[str, str] = {}
    for match in pattern.finditer(text.lower()):
        found.setdefault(str(match.lastgroup), match.group())
    return found


def _opposite(text: str, quotes: tuple[str, ...]) -> str | None:
    """A word of the sentence whose opposite, and not itself, stands in the quotes."""
    said = _sides(text)
    quoted = {side for quote in quotes for side in _sides(quote)} if said else set()
    for side, word in said.items():
        other = ("b" if side[0] == "a" else "a") + side[1:]
        if other in quoted and other not in said and side not in quoted:
            return word
    return None
