"""What a text says: one fact as read, the clauses of a text, and the words by which an asker speaks of himself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

FIRST_PERSON = re.compile(
    r"\b(?:we|we're|we've|we'd|we'll|our|ours|us|i|i'm|i've|i'd|i'll|my|me|mine)\b"
    r"|(?<![가-힣])(?:우리|저희|저는|저도|전\s|제가|제\s|나는|난\s|내가|당사|폐사|본인)"
    # Korean leaves the pronoun out where the verb tells that the speaker plans something.
    r"|려고\s?(?:합니다|해요|하는데|한다|하고|함)|(?:할|갈|길|릴|지을)\s?(?:계획|예정|생각)|싶(?:은데|습니다|어요|다)",
    re.I,
)
_COMPANY = re.compile(
    r"\b(?:we|our|us|company|companies|firm|maker|manufacturer|factory|plant|business|sme|smes|employees|headquarters)\b"
    r"|회사|기업|업체|공장|사업장|본사|법인|직원|당사|저희|우리",
    re.I,
)
# A number with one of these is a limit that is asked about, not a fact.
BOUND_BEFORE = re.compile(
    r"(?:\b(?:at least|at most|more than|less than|fewer than|over|under|above|below|up to|minimum(?: of)?"
    r"|maximum(?: of)?|min\.?|max\.?"
    r"|need(?:s|ed)?|requires?|required|must (?:have|hire|employ|invest)|have to (?:have|hire|employ|invest)"
    r"|should (?:have|hire|employ))"
    r"|최소|최대|적어도)\s*(?:krw|₩)?\s*$",
    re.I,
)
BOUND_AFTER = re.compile(r"\s*(?:이상|이하|초과|미만|까지|or more|or fewer|or less|required|is enough|enough)", re.I)
RESHORING = (
    r"\b(?:com(?:e|es|ing)|return\w*|bring\w*|mov\w+)\b[^.;]*\b(?:back|home)\b[^.;]*\bfrom\b"
    r"|\breturn\w* (?:to korea )?from (?:vietnam|china|abroad|overseas)|\breturn\w* to korea\b|\bre-?shor\w+|\bu-?turn\b|국내\s?복귀"
    r"|국내로\s?(?:복귀|돌아)|에서\s?(?:돌아오|철수하고)|유턴|리쇼어링"
)
_ENDS = re.compile(r"(?<=[.!?。])\s+|\n+")


class Said(NamedTuple):
    """A fact as read: its value as `parse_fact` takes it, and the words it was read from. No value: only a doubt."""

    key: str
    value: object
    words: str
    doubt: str | None = None


def sentences(text: str) -> Iterator[str]:
    """The text's sentences."""
    yield from filter(None, (part.strip() for part in _ENDS.split(text)))


def of_company(text: str) -> bool:
    """Whether the text speaks of a company."""
    return bool(_COMPANY.search(text))
