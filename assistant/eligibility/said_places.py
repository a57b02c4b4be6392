"""Places of a text and the part they play: where the asker is, where he goes, where he lives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.eligibility.places import Mention, Places
from assistant.eligibility.said import Said, of_company, sentences
from assistant.errors import SituationError

_GOES = r"(?:mov(?:e|es|ed|ing)|relocat\w+|transferr?\w*|shift\w*|com(?:e|es|ing) (?:back|home)|return\w*|going|go|bring\w*)"
_BEFORE = (
    ("residence", re.compile(r"\b(?:liv(?:e|es|ing)|resid(?:e|es|ing)|resident|my home is)\s+(?:in|of|at)\s+(?:the\s+)?$", re.I)),
    ("origin", re.compile(r"\b(?:from|out of|leav(?:e|es|ing)|left|quit(?:ting)?)\s+(?:the\s+)?$", re.I)),
    ("destination", re.compile(rf"\b{_GOES}\b[^.;!?]*?\b(?:to|into)\s+(?:the\s+)?$", re.I)),
    (
        "destination",
        re.compile(
            r"\b(?:new|second|third|another|build\w*|expand\w*|expansion|invest\w*|set(?:ting)? up|open\w*|plant? for"
            r"|hire|hiring|start\w*)\b"
            r"[^.;!?]*?\b(?:in|at|for)\s+(?:the\s+)?$",
            re.I,
        ),
    ),
    (
        "origin",
        re.compile(
            (
                r"\b(?:are|am|is|based|located|now|currently|company|firm|maker|manufacturer|factory|plant|business|sme"
                r"|years?|people|employees|staff|workers)\s+(?:in|at)\s+(?:the\s+)?$"
            ),
            re.I,
        ),
    ),
    ("origin", re.compile(r"\byears? (?:of )?(?:running|operating|business|operation)\b[^.;,!?]*?\s(?:in|at)\s+(?:the\s+)?$", re.I)),
)
_MOVES_KO = r"옮|이전|이사|내려|떠나|나가|전입|이주|(?<![가-힣])(?:가면|가려|갈\s|간다면|가는데)"
_BUILDS_KO = r"공장|투자|신설|증설|신증설|짓|지으|지을|설립|건립|입주|신축|진출|새로"
_AFTER = (
    ("residence", re.compile(r"\s?(?:에\s?(?:살|거주)|에서\s?(?:살|거주)|시민|군민|거주)")),
    ("origin", re.compile(rf"\s?(?:에서|를\s?떠|을\s?떠)(?=.*(?:{_MOVES_KO}))")),
    ("origin", re.compile(r"\s?(?:에서\s?\d+\s?년|에\s?(?:있|소재|위치|본사)|\s?소재)")),
    ("destination", re.compile(rf"\s?(?:으로|로)(?=.*(?:{_MOVES_KO}|돌아|복귀|유턴))")),
    ("destination", re.compile(rf"\s?(?:에서|에다가?|에)(?=.*(?:{_BUILDS_KO}))")),
)
_OR = re.compile(r",?\s*(?:or|/|또는|혹은|이나|나)\s*(?:to |in )?", re.I)
_AT_WORK = re.compile(r"\bI\b.*\bwork|다[니닙녀닌]|재직|근무")
_CAPITALISED = re.compile(rf"\b(?:{_GOES})\b(?:\s+\w+){{0,4}}?\s+to\s+(?P<name>[A-Z][a-z]+(?:-(?:si|gun|gu|do))?)")


def places_said(text: str, places: Places) -> Iterator[Said]:
    """The places with a part in the text. A name of two places, and one that no place has, are doubts."""
    for sentence in sentences(text):
        mentions = places.find_in(sentence, ordinary=True)
        certain = {m.start for m in places.find_in(sentence)}
        for mention, key in zip(mentions, _parts_of(mentions, sentence), strict=True):
            if key and (mention.start in certain or _ends_as_place(mention, sentence)):
                yield from _said(key, mention, sentence, places)
        for match in _CAPITALISED.finditer(sentence):
            if match["name"] != "Korea" and not any(m.start <= match.start("name") < m.end for m in mentions):
                yield from _unknown(match["name"], places)


def _parts_of(mentions: list[Mention], sentence: str) -> list[str | None]:
    """The part of each; places that stand for each other (A or B) play the same."""
    parts = [_part_of(mention, sentence) for mention in mentions]
    for at in range(1, len(mentions)):
        if _OR.fullmatch(sentence[mentions[at - 1].end : mentions[at].start]):
            parts[at - 1] = parts[at] = parts[at] or parts[at - 1]
    return parts


def _part_of(mention: Mention, sentence: str) -> str | None:
    before, after = sentence[: mention.start], sentence[mention.end :]
    key = next((key for key, cue in _AFTER if cue.match(after)), None) or next((key for key, cue in _BEFORE if cue.search(before)), None)
    if key == "origin" and _AT_WORK.search(sentence):
        return None
    # A person who says where he is lives there; a company has its site there.
    return "residence" if key == "origin" and not of_company(sentence) else key


def _ends_as_place(mention: Mention, sentence: str) -> bool:
    """Whether an everyday word is used as a place: with the ending of one, in a sentence of moving or building."""
    after = sentence[mention.end :]
    return bool(
        re.match(
            rf"(?:으로|로|에서|이나\s|나\s)(?=.*(?:{_MOVES_KO}))|(?:에|에다)(?=\s.*(?:공장|사업장|투자|짓|지으|신설|증설|입주))", after
        )
    )


def _said(key: str, mention: Mention, sentence: str, places: Places) -> Iterator[Said]:
    words = sentence[mention.start : mention.end]
    if mention.region:
        yield Said(key, mention.region.id, words)
        if key == "destination" and places.zone_named_after(mention.region):
            yield Said("zone", mention.region.id, words)
        return
    yield from _unknown(words, places, key)


def _unknown(words: str, places: Places, key: str = "destination") -> Iterator[Said]:
    try:
        places.resolve(words)
    except SituationError as error:
        yield Said(key, None, words, f"{key}: {error}")
