"""A document without rules: the statements in it that set conditions, as a list to go through. Nothing is decided by them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.eligibility.citing import cite_statement, is_in_force
from assistant.records import Citation, PolicyDocument, Record, Statement

_CONDITION = re.compile(
    r"\b(?:must|shall|only|unless|provided that|at least|at most|no (?:more|less|fewer) than|not more than|minimum|maximum|up to"
    r"|if (?:you|they|the|your)|eligib\w+|ineligible|qualif\w+|entitled|requir\w+|exclud\w+|except|not (?:open|available|allowed) to"
    r"|who (?:is|are|has|have|lives?|works?)|open to|or more|or fewer|or less|or older|under \d+|aged?|between \d)\b"
    r"|요건|이상|이하|초과|미만|대상|제외|자격|한하여|한해|한정|해당하는|하여야|해야|갖춘|아니한|불가|까지",
    re.I,
)
# Below a heading or a lead such as this each item is a condition, whatever its words.
_HEADING = re.compile(r"\b(?:eligib\w+|condition\w*|who can|requirements?|criteria|if)\b|요건|대상|자격|제외", re.I)


class Checklist(Record):
    """The conditions that a document states, as quotes in its order."""

    document: str
    title: str
    items: tuple[Citation, ...]


def checklist(document: PolicyDocument, day: date) -> Checklist:
    """The document's statements that set conditions; what is no longer valid is left out."""
    in_force = is_in_force(document, day)
    items = tuple(cite_statement(document, statement, in_force=in_force) for statement in _conditions(document))
    return Checklist(document=document.id, title=document.title, items=items)


def sets_condition(text: str, above: Sequence[str] = ()) -> bool:
    """Whether a text sets a condition, by its own words or, for an item, by those `above` it."""
    return bool(_CONDITION.search(text)) or any(_HEADING.search(words) for words in above)


def _conditions(document: PolicyDocument) -> Iterator[Statement]:
    lead = ""
    for statement in document.statements:
        words = document.text[statement.start : statement.end]
        if statement.kind == "lead":
            lead = words
        elif not statement.superseded and sets_condition(words, [lead, *statement.section[-1:]] if statement.kind == "item" else ()):
            yield statement
