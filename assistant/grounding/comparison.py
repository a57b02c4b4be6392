"""Which way a figure bounds: at least, more than, at most, less than, and before or after a date."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.grounding.figures import Figure, read_figures

_BEFORE = re.compile(
    r"(?:(?P<le>\b(?:at most|up to|no more than|not more than|not exceeding|not exceed|maximum(?: of)?|max\.?|within|not above|not over)"
    r"|최대(?: 금액| 한도)?)|"
    r"(?P<ge>\b(?:at least|no less than|not less than|no fewer than|not fewer than|minimum(?: of)?|min\.?|not below)|최소|적어도)|"
    r"(?P<gt>\b(?:more than|greater than|above|exceeds|exceeding|exceed|in excess of|over))|"
    r"(?P<lt>\b(?:less than|fewer than|lower than|below|under)))"
    r"\s(?:the |a |an |its |their |about |some |약 |총 )?$",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    r"\b(?:(?P<le>until|till|by|up to|to|at most|no later than|not later than|through)|"
    r"(?P<ge>since|from|as from|at least|starting(?: on| in)?|effective(?: from)?)|"
    r"(?P<gt>after)|(?P<lt>before|prior to))\s(?:the |early |late |mid-|end of |the end of )?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:[을를이가은는의]|으로)?\s?(?:(?P<gt>초과|이후|넘는|넘어|넘으|웃도는)|"
    r"(?P<le>넘지|이하|이내|까지|(?:의 )?한도|상한|or less\b|or fewer\b|or under\b|or below\b|at most\b)|"
    r"(?P<lt>미만|밑도는)|"
    r"(?P<ge>이상|or more\b|and more\b|or over\b|or above\b|and above\b|or longer\b|and over\b|at least\b|부터))"
)
_NOUN_BEHIND = re.compile(
    r"(?:\s[A-Za-z-]+){1,3}\s(?:(?P<ge>or more|or longer|or above|or over|at least)|(?P<le>or less|or fewer|or below|at most))\b"
)
_DATE_BEHIND = re.compile(
    r"\s?(?:(?P<le>까지|이내)|(?P<ge>부터|이후)|(?P<gt>(?:개정 |시행 |지정 )?후(?![보원]))|"
    r"(?P<lt>이전(?! ?기업| ?지원|하)|(?:개정 |시행 )?전(?![가-힣])|전까지|전에))"
)
_UPPER_WORDS = re.compile(
    r"\b(?:cap|caps|capped|ceilings?|maximum|max|limit(?:s|ed)?|deadline|at most|up to)\b|한도|상한|최대|까지|이내|기한", re.IGNORECASE
)
_LOWER_WORDS = re.compile(r"\b(?:minimum|min|least|threshold|conditions?|requir\w+)\b|최소|요건|조건|기준|하한|이상", re.IGNORECASE)
_REACH = 26
_EDGES = {"low": "ge", "high": "le", "": ""}
# Words that bound nothing before these kinds of figure: "over 3 years" is a period, "under article 63" a reference.
_NO_BOUND = {
    "over": ("duration", "article", "notice"),
    "under": ("article", "notice", "code", "ordinal"),
    "above": ("article",),
    "below": ("article",),
}


@lru_cache(maxsize=4096)
def bounds_of(text: str) -> tuple[str, ...]:
    """For each figure of the text: ge, gt, le, lt, or empty where it is stated plainly."""
    return tuple(_bound(text, figure) for figure in read_figures(text))


def _bound(text: str, figure: Figure) -> str:
    if figure.kind == "date":
        found = _DATE_BEHIND.match(text, figure.end) or _DATE_BEFORE.search(text[max(0, figure.start - _REACH) : figure.start])
        return (found.lastgroup or "") if found else ""
    found = _BEFORE.search(text[max(0, figure.start - _REACH) : figure.start])
    found = found or _BEHIND.match(text, figure.end) or _NOUN_BEHIND.match(text, figure.end)
    if found and figure.kind not in _NO_BOUND.get(found.group().strip().lower(), ()):
        return found.lastgroup or ""
    return _EDGES[figure.edge]


def contradicts(said: str, quoted: str, *, dated: bool) -> bool:
    """True when two bounds exclude each other: the other direction, or for figures other than dates the edge itself in or out."""
    if not said or not quoted or said == quoted:
        return False
    same_way = said[0] == quoted[0]
    return not (same_way and dated)


def implied(bound: str, text: str) -> bool:
    """True when a noun of the text ("cap", "한도", "minimum") bounds its figures that way."""
    words = _UPPER_WORDS if bound[0] == "l" else _LOWER_WORDS
    return words.search(text) is not None
