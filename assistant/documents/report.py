"""What a corpus covers, where its ground is weak, and what has ended or must be read again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from assistant.documents.corpus import Corpus
from assistant.documents.glossary import owners
from assistant.documents.validity import validity
from assistant.records import Language, Period, PolicyDocument, Record, Region, Source, SourceKind, Statement, Term

YEARS = 3
NOTICE_DAYS = 90
UNOFFICIAL = frozenset({SourceKind.PRESS, SourceKind.OTHER})


class Ground(StrEnum):
    """Why a statement rests on weak ground."""

    SINGLE = "single_source"
    OLD = "old_sources"
    UNDATED = "undated"
    UNOFFICIAL = "unofficial"
    UNCERTAIN = "uncertain"
    DERIVED = "derived"
    CONFLICT = "conflict"


class Coverage(Record):
    """What the corpus says of one programme, region or language. `key` is its slug or id, None for documents without one.

    `statements` leaves out lead-ins; `facts` counts distinct footnote labels, so that two editions of a fact are one;
    `newest_source` may be partial. `known` says that the glossary or regions.toml names it; `missing` are the languages of the
    corpus in which no document tells of it.
    """

    key: str | None
    en: str | None = None
    ko: str | None = None
    known: bool = True
    documents: int
    statements: int
    facts: int
    newest_source: str | None
    missing: tuple[Language, ...] = ()


class Place(Record):
    """A document, as far as a list needs to name it."""

    document: str
    title: str
    language: Language


class MissingEdition(Place):
    """A document without an edition in another language of the corpus."""

    missing: Language


class DocumentGround(Place):
    """How many of a document's statements were looked at, how many are weak, and how many for each reason."""

    statements: int
    weak: int
    counts: dict[Ground, int]


class Told(Place):
    """A statement in its place: `text` is its slice of the canonical text; a row's `cells` pair its values with their headers."""

    section: tuple[str, ...] = ()
    caption: str | None = None
    cells: tuple[tuple[str, str], ...] = ()
    start: int | None = None
    end: int | None = None
    text: str | None = None


class WeakStatement(Told):
    """A statement with its reasons and the sources that it rests on."""

    grounds: tuple[Ground, ...]
    conflict: str | None
    sources: tuple[Source, ...]


class End(Told):
    """An end that a head or a statement names: `day` is the last day of `named`, `days` its distance from today, negative when past.

    The fields of a statement are empty where a head names the end.
    """

    day: date
    named: str
    days: int
    origin: Literal["statement", "effective_to", "review_by"]


class Review(Place):
    """A document to be read again, or one of which the head does not say who does so and when."""

    owner: str | None
    as_of: str | None
    review_by: str | None
    reasons: tuple[Literal["overdue", "due", "no_review_by", "no_owner", "no_as_of"], ...]


class CorpusReport(Record):
    """The whole report. Sources older than `years` count as old; what ends within `notice_days` is `upcoming`.

    Weak ground and ends look at `looked_at` statements: those that are not superseded, in documents in force.
    """

    today: date
    years: int
    notice_days: int
    documents: int
    statements: int
    looked_at: int
    programmes: tuple[Coverage, ...]
    regions: tuple[Coverage, ...]
    languages: tuple[Coverage, ...]
    missing_editions: tuple[MissingEdition, ...]
    document_grounds: tuple[DocumentGround, ...]
    weak_statements: tuple[WeakStatement, ...]
    passed: tuple[End, ...]
    upcoming: tuple[End, ...]
    review: tuple[Review, ...]


def report_on(corpus: Corpus, glossary: Sequence[Term], regions: Sequence[Region], today: date, years: int = YEARS) -> CorpusReport:
    """Read the whole corpus. The weakest documents and statements and the earliest ends come first."""
    documents = corpus.documents
    languages = tuple(sorted({d.language for d in documents}))
    current = _current(documents, today)
    weak = [w for d, s in current if (w := _weak_statement(d, s, _years_before(today, years)))]
    ends = sorted(_ends(documents, current, today), key=lambda e: (e.day, e.document))
    reviews = (_review(d, today) for d in documents)
    return CorpusReport(
        today=today,
        years=years,
        notice_days=NOTICE_DAYS,
        documents=len(documents),
        statements=sum(len(_told(d)) for d in documents),
        looked_at=len(current),
        programmes=_programmes(documents, glossary, languages),
        regions=_regions(documents, regions, languages),
        languages=tuple(_coverage(x, [d for d in documents if d.language == x], (x,)) for x in languages),
        missing_editions=tuple(_missing_editions(documents, languages)),
        document_grounds=_document_grounds(documents, current, weak),
        weak_statements=tuple(sorted(weak, key=lambda w: (-len(w.grounds), w.document, w.start))),
        passed=tuple(e for e in ends if e.days < 0),
        upcoming=tuple(e for e in ends if 0 <= e.days <= NOTICE_DAYS),
        review=tuple(sorted(filter(None, reviews), key=lambda r: (r.review_by is None, r.review_by or "", r.document))),
    )


def _told(document: PolicyDocument) -> list[Statement]:
    return [s for s in document.statements if s.kind != "lead"]


def _place(document: PolicyDocument) -> dict[str, object]:
    return {"document": document.id, "title": document.title, "language": document.language}


def _statement(document: PolicyDocument, statement: Statement) -> dict[str, object]:
    told = statement.model_dump(include={"section", "caption", "cells", "start", "end"})
    return {**_place(document), **told, "text": document.text[statement.start : statement.end]}


def _current(documents: Collection[PolicyDocument], today: date) -> list[tuple[PolicyDocument, Statement]]:
    """The statements that speak for today or later: neither superseded nor in a document that another one has ended.

    A document that ended without a successor stays: somebody has to say what holds now.
    """
    days = validity({d.id: d for d in documents})
    over = {d.id for d in documents if d.replaced and (end := days[d.id][1]) and end < today}
    return [(d, s) for d in documents if d.id not in over for s in _told(d) if not s.superseded]


# Coverage


def _coverage(
    key: str | None,
    documents: Collection[PolicyDocument],
    languages: Iterable[Language],
    *,
    en: str | None = None,
    ko: str | None = None,
    known: bool = True,
) -> Coverage:
    told = [s for d in documents for s in _told(d)]
    dates = [s.date for d in documents for sources in d.sources.values() for s in sources if s.date]
    return Coverage(
        key=key,
        en=en,
        ko=ko,
        known=known,
        documents=len(documents),
        statements=len(told),
        facts=len({label for s in told for label in s.references}),
        # A partial date counts from its first day: no later day is certain.
        newest_source=max(dates, key=lambda d: (Period.parse(d).start, d), default=None),
        missing=tuple(x for x in languages if documents and x not in {d.language for d in documents}),
    )


def _programmes(documents: Sequence[PolicyDocument], glossary: Sequence[Term], languages: Sequence[Language]) -> tuple[Coverage, ...]:
    named = [t for t in reversed(glossary) if t.kind == "programme" and t.programme]
    # Several programmes may share documents: the one that the slug is named after stands for them, else the first.
    terms = {t.programme: t for t in sorted(named, key=lambda t: t.id == t.programme)}
    rows = []
    for slug in sorted({d.programme for d in documents}, key=lambda s: (s is None, s)):
        term = terms.get(slug) if slug else None
        own = [d for d in documents if d.programme == slug]
        en, ko = (term.en, term.ko) if term else (None, None)
        rows.append(_coverage(slug, own, languages, en=en, ko=ko, known=term is not None))
    return tuple(rows)


def _regions(documents: Sequence[PolicyDocument], regions: Sequence[Region], languages: Sequence[Language]) -> tuple[Coverage, ...]:
    """In the order of regions.toml, provinces without a document included, then what heads name that it does not list."""
    ids = owners(regions)
    named: dict[str | None, list[PolicyDocument]] = {r.id: [] for r in regions if r.level == "province"}
    for document in documents:
        for name in document.regions or (None,):
            found = ids.get(name.casefold(), []) if name else []
            # A name that several regions share is told as it stands in the head.
            named.setdefault(found[0] if len(found) == 1 else name, []).append(document)
    rows = [_coverage(r.id, named.pop(r.id), languages, en=r.en, ko=r.ko) for r in regions if r.id in named]
    strange = sorted(named.items(), key=lambda item: (item[0] is None, item[0]))
    return (*rows, *(_coverage(key, own, languages, known=bool(key and key.casefold() in ids)) for key, own in strange))


def _missing_editions(documents: Collection[PolicyDocument], languages: Sequence[Language]) -> Iterator[MissingEdition]:
    ids = {d.id for d in documents}
    editions: dict[str, set[Language]] = {}
    for d in documents:
        editions.setdefault(_original(d, ids), set()).add(d.language)
    for d in documents:
        if _original(d, ids) == d.id:
            yield from (MissingEdition.model_validate({**_place(d), "missing": x}) for x in languages if x not in editions[d.id])


def _original(document: PolicyDocument, ids: Collection[str]) -> str:
    """The id of the edition that this one was made from; its own when there is none."""
    return document.translation_of if document.translation_of in ids and document.translation_of else document.id


# Weak ground


def _years_before(today: date, years: int) -> date:
    """The same day `years` earlier; 28 February where that year has no 29th."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)


def _weak_statement(document: PolicyDocument, statement: Statement, oldest: date) -> WeakStatement | None:
    sources = tuple(dict.fromkeys(s for label in statement.references for s in document.sources.get(label, ())))
    grounds = tuple(_grounds(statement, sources, oldest))
    if not grounds:
        return None
    why = {"grounds": grounds, "conflict": statement.conflict, "sources": sources}
    return WeakStatement.model_validate({**_statement(document, statement), **why})


def _grounds(statement: Statement, sources: Sequence[Source], oldest: date) -> Iterator[Ground]:
    """A statement without footnotes stands in a document that is its own source: nothing can be said of its sources."""
    if sources:
        if len({s.url for s in sources}) == 1:
            yield Ground.SINGLE
        dates = [s.date for s in sources if s.date]
        if not dates:
            yield Ground.UNDATED
        # An undated source beside old ones does not make a statement recent.
        elif all(Period.parse(d).end < oldest for d in dates):
            yield Ground.OLD
        if all(s.kind in UNOFFICIAL for s in sources):
            yield Ground.UNOFFICIAL
    if statement.uncertain:
        yield Ground.UNCERTAIN
    if statement.derived:
        yield Ground.DERIVED
    if statement.conflict is not None:
        yield Ground.CONFLICT


def _document_grounds(
    documents: Iterable[PolicyDocument], current: Iterable[tuple[PolicyDocument, Statement]], weak: Iterable[WeakStatement]
) -> tuple[DocumentGround, ...]:
    """The documents that have a weak statement, most of them first."""
    looked_at = Counter(d.id for d, _ in current)
    found: dict[str, list[WeakStatement]] = {}
    for statement in weak:
        found.setdefault(statement.document, []).append(statement)
    rows = []
    for d in documents:
        if own := found.get(d.id):
            counts = Counter(ground for w in own for ground in w.grounds)
            told = {"statements": looked_at[d.id], "weak": len(own), "counts": {g: counts[g] for g in Ground}}
            rows.append(DocumentGround.model_validate({**_place(d), **told}))
    return tuple(sorted(rows, key=lambda r: (-r.weak, r.document)))


# Ends


def _ends(documents: Iterable[PolicyDocument], current: Iterable[tuple[PolicyDocument, Statement]], today: date) -> Iterator[End]:
    for d in documents:
        heads: Mapping[str, str | None] = {"effective_to": None if d.replaced else d.effective_to, "review_by": d.review_by}
        for origin, named in heads.items():
            if named:
                yield _end(_place(d), Period.parse(named), today, origin)
    for d, s in current:
        for period in ends_named(d, s):
            yield _end(_statement(d, s), period, today, "statement")


def _end(place: Mapping[str, object], period: Period, today: date, origin: str) -> End:
    told = {"day": period.end, "named": period.text, "days": (period.end - today).days, "origin": origin}
    return End.model_validate({**place, **told})


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


# Review


def _review(document: PolicyDocument, today: date) -> Review | None:
    days = (Period.parse(document.review_by).end - today).days if document.review_by else None
    reasons = {
        "overdue": days is not None and days < 0,
        "due": days is not None and 0 <= days <= NOTICE_DAYS,
        "no_review_by": days is None,
        "no_owner": not document.owner,
        "no_as_of": document.as_of is None,
    }
    told = document.model_dump(include={"owner", "as_of", "review_by"})
    named = tuple(name for name, holds in reasons.items() if holds)
    return Review.model_validate({**_place(document), **told, "reasons": named}) if named else None
