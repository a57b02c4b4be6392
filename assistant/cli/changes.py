"""Two replies to the same question -> what changed between them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import Literal

from assistant.records import Citation, Record, Reply, Status

Kind = Literal["status", "answer", "citations", "confidence"]
KINDS: tuple[Kind, ...] = ("status", "answer", "citations", "confidence")
# Every document that comes or goes shifts how rare a word is, and with it every confidence a little.
NOTICED = 0.05


class Side(Record):
    """One of the two replies: its status, its confidence and the first sentence in which it differs from the other.

    `says` is the first sentence where they say the same, and empty where this one has ended before the other.
    """

    status: Status
    confidence: float
    says: str


class Cited(Record):
    """A citation that one of the replies has and the other has not."""

    document: str
    section: tuple[str, ...]
    locator: str | None
    quote: str
    in_force: bool


class Changed(Record):
    """A question whose reply changed. `kind` is the first of KINDS that holds; `came` and `went` are citations."""

    id: str
    question: str
    kind: Kind
    old: Side
    new: Side
    came: tuple[Cited, ...] = ()
    went: tuple[Cited, ...] = ()


def compare(name: str, question: str, old: Reply, new: Reply) -> Changed | None:
    """What changed; None when an asker would see no difference."""
    came, went = _missing(new.citations, old.citations), _missing(old.citations, new.citations)
    kind = _kind(old, new, cited=bool(came or went))
    if kind is None:
        return None
    said = list(zip_longest(_lines(old), _lines(new), fillvalue=""))
    was, now = next((pair for pair in said if pair[0] != pair[1]), next(iter(said), ("", "")))
    return Changed(id=name, question=question, kind=kind, old=_side(old, was), new=_side(new, now), came=came, went=went)


def _kind(old: Reply, new: Reply, *, cited: bool) -> Kind | None:
    if old.status is not new.status:
        return "status"
    if _said(old) != _said(new):
        return "answer"
    if cited:
        return "citations"
    return "confidence" if abs(old.confidence - new.confidence) >= NOTICED else None


def _said(reply: Reply) -> tuple[object, ...]:
    return _lines(reply), tuple(s.verdict for s in reply.answer), reply.contact, reply.follow_up, reply.decision


def _lines(reply: Reply) -> tuple[str, ...]:
    """What is said, in order; a reply without an answer has notices only."""
    return (*(s.text for s in reply.answer), *reply.notices)


def _side(reply: Reply, says: str) -> Side:
    return Side(status=reply.status, confidence=round(reply.confidence, 2), says=says)


def _missing(citations: Iterable[Citation], others: Iterable[Citation]) -> tuple[Cited, ...]:
    had = {_cited(c) for c in others}
    return tuple(dict.fromkeys(cited for c in citations if (cited := _cited(c)) not in had))


def _cited(citation: Citation) -> Cited:
    return Cited.model_validate(citation.model_dump(include=set(Cited.model_fields)))
