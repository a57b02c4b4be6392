"""What a corpus covers, where its ground is weak, and what has ended or must be read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from assistant.documents.corpus import Corpus
from assistant.documents.ends import ends_named
from assistant.documents.glossary import owners
from assistant.documents.report_records import (
    CorpusReport,
    Coverage,
    DocumentGround,
    End,
    Ground,
    MissingEdition,
    Review,
    WeakStatement,
)
from assistant.documents.validity import validity
from assistant.records import Language, Period, PolicyDocument, Region, Source, SourceKind, Statement, Term

YEARS = 3
NOTICE_DAYS = 90
UNOFFICIAL = frozenset({SourceKind.PRESS, SourceKind.OTHER})


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
