"""The values of the corpus report: coverage, weak ground, ends and reviews."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from assistant.records import Language, Record, Source


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
