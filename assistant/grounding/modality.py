"""Modality: whether a sentence obliges, allows or takes as settled what its quote does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.words import script_of, words_of

_MODES = {
    "en": re.compile(
        r"\b(?:(?P<must>must|shall|should|required?|requires|have to|has to|had to|obliged|"
        r"obligations?|mandatory|needs? to|duty|duties|compulsory)|"
        r"(?P<may>may|can|could|might|optional(?:ly)?|allow(?:s|ed)?|permit(?:s|ted)?|possible|free to|choose)|"
        r"(?P<planned>planned|plans?|proposed|proposal|would|expected|expects|intends?|intended|to be|reportedly|probably|draft|was to|"
        r"were to|bill|likely|unverified|unconfirmed))\b(?! not\b)"
    ),
    "ko": re.compile(
        r"(?P<must>야(?= ?[합하한할했됩되])|의무|필수|필요)|(?P<may>[가-힣] 수(?:도|가)? ?(?=있)|(?<!불)가능|허용|선택)|"
        r"(?P<planned>예정|계획|제안|예고|전망|검토|법안|가능성|확인되지)"
    ),
}
_KOREAN_NOUNS = ("의무", "필수", "필요")
_REACH = 2
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class Modal:
    """A word that obliges (must), allows (may) or only expects (planned), with the stems of the verbs it may belong to."""

    mode: str
    word: str
    verbs: tuple[str, ...]


@lru_cache(maxsize=4096)
def modals_of(text: str) -> tuple[Modal, ...]:
    """The modals of a text. English ones stand before their verb, Korean ones at its end."""
    korean = script_of(text) == "ko"
    content = [word for word in words_of(text) if word.content]
    found: list[Modal] = []
    for match in _MODES["ko" if korean else "en"].finditer(text.lower()):
        if text.startswith("May", match.start()) and match.start():
            continue  # the month
        following = [word.stem for word in content if word.start >= match.end()]
        if korean:
            hosts = [word.stem for word in content if word.start <= match.start()][-1:]
            verbs = hosts + following[:1] if match.group() in _KOREAN_NOUNS else hosts
        else:
            verbs = following[:_REACH]
        found.append(Modal(str(match.lastgroup), match.group().strip(), tuple(verbs)))
    return tuple(found)


def changed_mode(text: str, quotes: tuple[str, ...], contexts: tuple[str, ...]) -> str | None:
    """The word by which the sentence obliges, allows or settles what the quotes do not; None where they agree.

    Of a verb that the quotes oblige or allow, the sentence must say the same. An obligation needs one in quotes or contexts.
    What all quotes only expect may not be told as settled.
    """
    said = modals_of(text)
    each = [modals_of(quote) for quote in quotes]
    quoted = [modal for modals in each for modal in modals]
    for modal in said:
        about = [other for other in quoted if other.mode in ("must", "may") and _same_verb(modal, other)]
        if modal.mode in ("must", "may") and about and all(other.mode != modal.mode for other in about):
            return modal.word
    if _goes_along(text, quotes) and (exchanged := _exchanged(said, quoted)):
        return exchanged
    modes = {modal.mode for modal in (*quoted, *(m for context in contexts for m in modals_of(context)))}
    added = next((modal.word for modal in said if modal.mode == "must" and "must" not in modes), None)
    if added:
        return added
    if not any(modal.mode == "planned" for modal in said):
        plans = [[modal.word for modal in modals if modal.mode == "planned"] for modals in each]
        return plans[0][0] if all(plans) else None
    return None


def _goes_along(text: str, quotes: tuple[str, ...]) -> bool:
    """Whether the sentence says most of what the quotes say, so that their modals are about the same."""
    own = {word.stem for word in words_of(text)}
    theirs = {word.stem for quote in quotes for word in words_of(quote) if word.content}
    return len(own & theirs) >= _MOST * len(theirs)


def _exchanged(said: Sequence[Modal], quoted: Sequence[Modal]) -> str | None:
    """The word for a mode that the sentence has more often than the quotes, while it has the other one less often."""
    ours, theirs = Counter(modal.mode for modal in said), Counter(modal.mode for modal in quoted)
    for more, less in (("must", "may"), ("may", "must")):
        if ours[more] > theirs[more] and ours[less] < theirs[less]:
            return next(modal.word for modal in said if modal.mode == more)
    return None


def _same_verb(one: Modal, other: Modal) -> bool:
    """True when two modals belong to the same verb; short Korean verbs change their second syllable (빌릴, 빌려)."""
    if set(one.verbs) & set(other.verbs):
        return True
    pairs = [(a, b) for a in one.verbs for b in other.verbs if a[0] >= "가"]
    return any(a[0] == b[0] and len(a) <= 3 and len(b) <= 3 for a, b in pairs)
