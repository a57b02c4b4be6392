"""The dates that a statement names as an end: until, valid to, by, sunset, deadline, and the same in Korean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.records import Period, PolicyDocument, Statement


class _Date(NamedTuple):
    start: int
    end: int
    period: Period

    @property
    def parts(self) -> int:
        """1 for a year, 2 for a month, 3 for a day."""
        return self.period.text.count("-") + 1


_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)}|(?:{'|'.join(m[:3] for m in _MONTHS)})\.?)"
_YEAR = r"(?<![\d.,])(?P<y>(?:19|20)\d\d)"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        _YEAR + r"([-/.])\s?(?P<m>\d{1,2})\2\s?(?P<d>\d{1,2})(?!\d)\.?",
        _YEAR + r"년\s?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일",
        r"(?<!\d)(?P<d>\d{1,2})\s" + _MONTH + r"\s(?P<y>(?:19|20)\d\d)(?!\d)",
        r"\b" + _MONTH + r"\s(?P<d>\d{1,2}),\s(?P<y>(?:19|20)\d\d)(?!\d)",
        _YEAR + r"년\s?(?P<m>\d{1,2})월",
        r"\b" + _MONTH + r"\s(?P<y>(?:19|20)\d\d)(?!\d)",
        # The second half of a Korean range leaves out the year that its first half gave.
        r"(?<=부터 )(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일",
        r"(?<=[-–~])(?P<y>(?:19|20)\d\d)(?![\d-])(?:년도?)?",
        _YEAR + r"(?!\d|[-–~](?:19|20)\d\d|-\d)(?:년도?)?",
    )
)

# Words that, right before a date of any precision, say that something ends with it.
_CLOSE = r"(?:(?:the\s)?(?:end|close)\sof\s)?$"
_NOUN = r"\b(?:sunset|expiry|expiration|end\sdate|deadline|due\sdate)"
_ENDS_WITH = re.compile(
    r"\b(?:until|till|expires?(?:\s(?:on|in|at))?|lapses?\s(?:on|in|at)|ends(?:\sit)?(?:\s(?:on|in|at|with))?|closes\s(?:on|in|at)"
    rf"|valid\s(?:to|through)|runs?\s(?:to|through)|due\s(?:by|on))\s{_CLOSE}"
    rf"|{_NOUN}s?(?:\sdates?)?\s(?:of|on|in)\s(?:(?:19|20)\d\d[-–~])?{_CLOSE}"
    rf"|{_NOUN}\b[^.;:|]{{0,150}}\s(?:is|was|are|were|be)\s{_CLOSE}",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(
    r"\s(?:as\s(?:the|its|their)\s)?(?:sunset|deadline|expiry|end\sdate)\b"
    r"|\s?(?:기한|일몰|만료|마감)"
    r"|\s?말?까지\s?(?:제공|운영|시행|유효|적용|한시|연장되)"
    r"|\s?말?에\s?(?:끝[나난납]|종료|만료)",
    re.IGNORECASE,
)
_KOREAN_NOUN = re.compile(r"(?:일몰(?:일|\s?기한|\s?기준)?|기한|종료일|만료일|마감일|유효\s?기간)(?:은|이|을)\s(?P<between>[^.;:|]{0,50})$")
_SAYS_SO = re.compile(r"\s?말?(?:로|으로|이며|입니다|이었|(?:\([^)]*\))?까지|인\s|,|\.?$)")
# A day behind these is nearly always an end; a month or a year behind them is as often when something was counted.
_UP_TO = re.compile(r"\b(?:to|through|by)\s$", re.IGNORECASE)
_RANGE = re.compile(r"\sto\s|부터\s|\s?[~–]\s?")
_ONLY_PROPOSED = re.compile(r"\bpropos|제안", re.IGNORECASE)
_END_COLUMN = re.compile(
    r"^(?:valid\s)?(?:until|till|to)$|\bend\sdate\b|\bexpiry\b|\bsunset\b|\bdeadline\b|종료일|기한|일몰|만료|마감", re.IGNORECASE
)


def ends_named(document: PolicyDocument, statement: Statement) -> tuple[Period, ...]:
    """The dates that a statement names as an end, in its order.

    A date counts when the words around it, or the header of its column, call it one. What is merely counted up to a month or
    a year is not an end, and neither is what a bill only proposes.
    """
    text = document.text[statement.start : statement.end]
    dates = _dates(text)
    found = [d.period for at, d in enumerate(dates) if _is_end(text, dates, at)]
    for header, cell in statement.cells:
        if _END_COLUMN.search(header):
            found += [d.period for d in _dates(cell) if d.start == 0]
    return tuple({p.text: p for p in found}.values())


def _dates(text: str) -> list[_Date]:
    """Every date of a text, the most precise reading of each. Days that do not exist are left out."""
    found: list[_Date] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            parts = match.groupdict()
            earlier = max((d for d in found if d.end <= match.start()), default=None)
            year = parts.get("y") or (earlier and earlier.period.start.year)
            month = parts.get("m") or ([m[:3] for m in _MONTHS].index(parts["name"][:3]) + 1 if parts.get("name") else None)
            iso = "-".join([str(year), *(f"{int(p):02d}" for p in (month, parts.get("d")) if p)])
            try:
                found.append(_Date(match.start(), match.end(), Period.parse(iso)))
            except ValueError:
                continue
    return sorted(found)


def _is_end(text: str, dates: Sequence[_Date], at: int) -> bool:
    this = dates[at]
    before, behind = text[: this.start], text[this.end :]
    if _ENDS_WITH.search(before) or _NAMED_BEHIND.match(behind):
        return not (_ONLY_PROPOSED.search(text) and behind.startswith("까지"))
    if (noun := _KOREAN_NOUN.search(before)) and _SAYS_SO.match(behind):
        return not any(d.parts == 3 and d.start >= noun.start("between") for d in dates[:at])
    if _ONLY_PROPOSED.search(text):
        return False
    since = dates[at - 1] if at > 0 and _RANGE.fullmatch(text, dates[at - 1].end, this.start) else None
    up_to = bool(_UP_TO.search(before)) or behind.startswith("까지")
    if since is None:
        return up_to and this.parts == 3
    # From a year on, things are counted; from a day or a month on, they are in force.
    dashed = text[since.end : this.start].strip() in ("~", "–")
    return since.parts > 1 and this.parts > 1 and (up_to or dashed)
