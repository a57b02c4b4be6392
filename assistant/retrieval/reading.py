"""What a question means: its language, the date it is about, what it follows up on, and what kind of figure it asks for."""

from __future__ import annotations

import re
from datetime import date

from assistant.errors import QuestionError
from assistant.records import Period, Question, Reading, language_of
from assistant.retrieval.names import Named, Names

# Turns that still say what is talked about, the last one included.
_RECENT = 4
# A question of fewer words does not stand alone.
_ALONE = 6
_AS_OF = (
    re.compile(r"\bas (?:of|at) (\d{4}(?:-\d{2}(?:-\d{2})?)?)\b", re.I),
    re.compile(r"(?<!\d)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\s?기준"),
    re.compile(r"(?<!\d)(\d{4})년(?:\s?(\d{1,2})월(?:\s?(\d{1,2})일)?)?(?:\s?(?:기준|당시))"),
)
YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![\d%,]|\.\d)")
_FOLLOWS = re.compile(
    r"^(?:and|but|so|also|then|what about|how about|what if|is that|are they|does it|그럼|그러면|그리고|그런데|그건|그럼요|혹시 그)\b", re.I
)
_FOLLOWS_END = re.compile(r"(?:은요|는요|도요|인가요|이면요|라면요|경우는)\s?\?*$")
_POINTS_BACK = re.compile(
    r"\b(?:it|its|that|those|they|them|their|this|these|there|one)\b|그\s?(?:것|곳|때|지역|제도|사업|보조금)|거기", re.I
)
_EXPECTS = (
    (
        "contact",
        r"\b(?:phone|telephone|e-?mail|website|web ?page|url|who do (?:i|we) (?:call|ask|contact))\b|전화|연락처|이메일|메일 주소|홈페이지",
    ),
    ("rate", r"\bper ?cent(?:age)?\b|\bwhat share\b|\brate\b|%|퍼센트|비율|몇\s?%|몇 프로"),
    ("date", r"\bwhen\b|\bwhat (?:date|year|day)\b|\bdeadline\b|\bsince\b|언제|며칠|몇\s?년도|기한|시행일"),
    ("duration", r"\bhow long\b|\bhow many (?:years|months|days|weeks)\b|얼마나 오래|몇\s?(?:년|개월|달|일)\s?(?:동안|간|이나)|기간"),
    (
        "amount",
        r"\bhow much\b|\bcap\b|\bceiling\b|\bamount\b|\bbudget\b|\bmaximum\b|\bminimum\b|\bcost|\bKRW\b|\bwon\b"
        r"|얼마|한도|금액|예산|최대|최소|상한",
    ),
    ("count", r"\bhow many\b|\bnumber of\b|몇\s?(?:명|개|곳|건|군데|가지|개사|사람)|개수"),
)
_PAST = re.compile(
    r"\b(?:used to|previous(?:ly)?|former(?:ly)?|before (?:the|that)|earlier|old(?:er)?|back then|was|were|did)\b"
    r"|예전|이전에|과거|종전|기존에|당시|였|했",
    re.I,
)


def read_question(question: Question, today: date, named: Named | None = None) -> Reading:
    """Read a cleaned question; `named` finds the programmes and places that a text names.

    Raises QuestionError when `as_of` is not a date.
    """
    language = language_of(question.text)
    text = question.text
    as_of = _as_of(question)
    earlier = [t.text for t in question.history if t.role == "user"]
    follows = bool(earlier) and _follows(text)
    query = f"{_without_alternatives(earlier[-1], text, named)} {text}" if follows else text
    names = named.find(query) if named else Names()
    turns = [text, *(t.text for t in reversed(question.history))] if question.history else []
    return Reading(
        text=text,
        query=query,
        language=language,
        reply_language=question.language or language,
        as_of=as_of or Period.parse(today.isoformat()),
        follows=follows,
        recent=" ".join(turns[:_RECENT]),
        conversation=" ".join(turns),
        expects=next((name for name, pattern in _EXPECTS if re.search(pattern, text, re.I)), None),
        past=bool(_PAST.search(text)),
        since=None if as_of else _since(query, today),
        programmes=names.programmes,
        regions=names.regions,
    )


def parse_date(text: str) -> Period:
    """A date or a part of one. Raises QuestionError with the forms that can be read."""
    try:
        return Period.parse(text)
    except ValueError:
        raise QuestionError(f"{text!r} is not a date.", "Write YYYY-MM-DD, YYYY-MM or YYYY.") from None


def _as_of(question: Question) -> Period | None:
    """The date given beside the question, else one that the question itself names as its date."""
    if question.as_of:
        return parse_date(question.as_of)
    for pattern in _AS_OF:
        if match := pattern.search(question.text):
            parts = match[1].split("-") if "-" in match[1] else [g for g in match.groups() if g]
            return parse_date("-".join(p.zfill(2) for p in parts))
    return None


def _since(text: str, today: date) -> date | None:
    """The first day of the earliest past year that a text names: what was in force then may be what is asked about."""
    years = [int(year) for year in YEAR.findall(text) if int(year) < today.year]
    return date(min(years), 1, 1) if years else None


def _follows(text: str) -> bool:
    """A question that points back, or is too short to stand alone, asks about what the turn before it was about."""
    return bool(_FOLLOWS.search(text) or _FOLLOWS_END.search(text) or _POINTS_BACK.search(text)) or len(text.split()) < _ALONE


def _without_alternatives(earlier: str, text: str, named: Named | None) -> str:
    """An earlier question without what this one puts something else in place of: another place, size or class."""
    return named.without(earlier, text) if named else earlier
