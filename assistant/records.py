"""The nouns of the house, as frozen values. No vendor types: every room can read them without loading a model or a store."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["en", "ko"]


def language_of(text: str) -> Language:
    """Korean when at least a fifth of the letters are Hangul syllables."""
    hangul = sum("가" <= c <= "힣" for c in text)
    letters = sum(c.isalpha() for c in text)
    return "ko" if letters and hangul / letters >= 0.2 else "en"


class Record(BaseModel):
    """A frozen value; unknown fields are an error, so that a misspelt one is never silently lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceKind(StrEnum):
    """Who published a source, highest rank first."""

    NOTICE = "notice"
    MINISTRY = "ministry"
    LOCAL = "local"
    PRESS = "press"
    OTHER = "other"


class Source(Record):
    """One published place that a statement rests on. `date` may be partial (2018, 2018-12) or unknown (None)."""

    title: str
    url: str
    date: str | None = None
    kind: SourceKind = SourceKind.OTHER
    note: str | None = None


class Statement(Record):
    """A sentence, list item or table row: the unit that is selected and quoted.

    `start` and `end` are character offsets into the document's canonical text. `cells` pairs a row's values with their
    column headers; `locator` is the page, sheet or cell range it came from; `references` are the footnotes behind the statement.
    """

    start: int
    end: int
    section: tuple[str, ...] = ()
    kind: Literal["sentence", "item", "row", "lead"] = "sentence"
    references: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    caption: str | None = None
    locator: str | None = None
    superseded: bool = False
    uncertain: bool = False
    derived: bool = False
    conflict: str | None = None
    corrects: str | None = None


class Section(Record):
    """A heading path and the slice of canonical text below it, down to the next heading."""

    path: tuple[str, ...]
    start: int
    end: int


class PolicyDocument(Record):
    """One document: its head, its canonical text and the annotations on it.

    `in_force_to` is `effective_to`, or the day before its successor starts; `replaced` says that a successor exists.
    Dates of the head may be partial or None (unknown).
    """

    id: str
    title: str
    language: Language
    text: str
    hash: str
    path: str
    programme: str | None = None
    issuer: str | None = None
    audience: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    effective_from: str | None = None
    effective_to: str | None = None
    supersedes: str | None = None
    translation_of: str | None = None
    corrects: str | None = None
    as_of: str | None = None
    owner: str | None = None
    review_by: str | None = None
    restated: bool = False
    replaced: bool = False
    sections: tuple[Section, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: dict[str, tuple[Source, ...]] = Field(default_factory=dict)


class Chunk(Record):
    """One slice of a document's canonical text: `text == document.text[start:end]`, at most the recipe's words long.

    `context` (title, heading path, table caption and header) travels beside the text and is embedded with it. Validity is
    given as first and last day in force; None is open.
    """

    id: str
    document: str
    language: Language
    title: str
    section: tuple[str, ...]
    start: int
    end: int
    text: str
    context: str
    valid_from: date | None = None
    valid_to: date | None = None


class Evidence(Record):
    """A chunk that was found, with its score (only differences within one question mean anything), and its rank and score per list.

    `scores` are relative to the best of the list: a share of it where words are counted, the distance to it (at most 0) where vectors
    are. `named` is what it gained for the programmes and regions that the question names.
    """

    chunk: Chunk
    score: float
    ranks: dict[str, int] = Field(default_factory=dict)
    scores: dict[str, float] = Field(default_factory=dict)
    named: float = 0.0


class Candidate(Record):
    """A statement that may answer: its document, the chunk it stands in, and how well it fits, as named numbers.

    `text` is the statement in words (a row as "header: value" pairs), `context` its title, heading path and caption.
    """

    document: PolicyDocument
    statement: Statement
    chunk: Chunk
    text: str
    context: str
    features: dict[str, float]


class Turn(Record):
    """One earlier turn of a conversation."""

    role: Literal["user", "assistant"]
    text: str


class Question(Record):
    """What was asked: the last turn, the turns before it, and optionally a date, a reply language and facts about the asker."""

    text: str
    history: tuple[Turn, ...] = ()
    as_of: str | None = None
    language: Language | None = None
    situation: dict[str, object] = Field(default_factory=dict)


class Period(Record):
    """A day, month or year, as its first and last day: partial dates are periods."""

    start: date
    end: date
    text: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError for anything else and for days that do not exist."""
        match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text.strip())
        if not match:
            raise ValueError(f"expected YYYY, YYYY-MM or YYYY-MM-DD, got {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None or year < 1:
            raise ValueError(f"there is no year {text!r}")
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        last = date(year, last_month, day or monthrange(year, last_month)[1])
        return cls(start=first, end=last, text=text.strip())


class Reading(Record):
    """What a question was understood to mean.

    `query` is what an answer must fit: the question, with the turn that it follows up on; `follows` says that there is one.
    `recent` and `conversation` are the last few and all turns, the newest first, and empty on a first turn. `expects` names the
    kind of figure that an answer should hold (amount, rate, date, duration, count), if any; `past` says that older rules are
    asked for, and `since` is the earliest day of the past years that it names. `programmes` (slugs) and `regions` (ids, with the
    regions they lie in) are those that the question names.
    """

    text: str
    query: str
    language: Language
    reply_language: Language
    as_of: Period
    follows: bool = False
    recent: str = ""
    conversation: str = ""
    expects: str | None = None
    past: bool = False
    since: date | None = None
    programmes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


class Found(Record):
    """What retrieval returns: chunks and candidate statements, best first."""

    reading: Reading
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()


class Status(StrEnum):
    """What kind of reply this is; see docs/how-it-works.md."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    DEPENDS = "depends"
    NEEDS_FACTS = "needs_facts"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    CONFLICT = "conflict"
    SUPERSEDED_ONLY = "superseded_only"
    NOT_IN_DOCUMENTS = "not_in_documents"
    OUT_OF_SCOPE = "out_of_scope"
    BLOCKED = "blocked"


class Verdict(StrEnum):
    """How far the cited quotes carry a sentence."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT_FOUND = "not_found"


class Finding(Record):
    """One problem that the check of a sentence found: its kind (number, quote, …) and the words concerned."""

    kind: str
    detail: str


class Citation(Record):
    """A verbatim quote with its place, its validity on the asked date and the sources of that very statement.

    `document_text[start:end] == quote`. `restated` says that the words are ours and the sources are what they rest on.
    """

    document: str
    document_hash: str
    title: str
    language: Language
    section: tuple[str, ...]
    locator: str | None = None
    quote: str
    start: int
    end: int
    passage: str = ""
    passage_start: int = 0
    context: str | None = None
    effective_from: str | None = None
    effective_to: str | None = None
    in_force: bool = True
    restated: bool = False
    sources: tuple[Source, ...] = ()


class Sentence(Record):
    """One sentence of an answer with the indexes of the citations that carry it."""

    text: str
    citations: tuple[int, ...] = ()
    verdict: Verdict = Verdict.SUPPORTED
    problems: tuple[Finding, ...] = ()


class FollowUp(Record):
    """A question back to the asker, with choices."""

    question: str
    choices: tuple[str, ...] = ()


class Conflict(Record):
    """Statements of which sources disagree: one index into `citations` per side."""

    name: str
    sides: tuple[int, ...]


class Reply(Record):
    """The one value that terminal, HTTP, chat window and evaluation receive.

    `confidence` is the estimated probability that the documents answer the question. `nearest`, `superseded` and `conflicts`
    index into `citations`. `decision` holds the fields of a Decision, or of an Overview where several programmes were looked at.
    """

    status: Status
    question: str = ""
    language: Language = "en"
    as_of: str = ""
    confidence: float = 0.0
    answer: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    decision: dict[str, object] | None = None
    follow_up: FollowUp | None = None
    nearest: tuple[int, ...] = ()
    contact: str | None = None
    superseded: tuple[int, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notices: tuple[str, ...] = ()
    timings_ms: dict[str, float] = Field(default_factory=dict)


class Saying(Record):
    """Something to know or to do, with the clause that says it. `also` are further clauses; `broken` says that it is not kept to."""

    id: str
    text: str
    citation: Citation | None = None
    also: tuple[Citation, ...] = ()
    broken: bool = False


class Due(Saying):
    """A deadline: something due within `months` of `event`; with `lasts`, something that lasts so long."""

    event: str
    lasts: bool = False
    months: int


class Task(Saying):
    """A step of the plan: the `event` that it is, and the one that it must come `before`."""

    event: str | None = None
    before: str | None = None


class Judged(Record):
    """A condition, whether it is met, and by what: the `value` of the `fact` that was held against what is `needed`."""

    id: str
    text: str
    state: Literal["met", "not_met", "unknown"]
    fact: str | None = None
    value: str | None = None
    needed: str | None = None
    citation: Citation
    also: tuple[Citation, ...] = ()


class EstimateStep(Record):
    """One line of an estimate, in KRW; a cap takes off what is above it. Without an amount it is something that can't be counted."""

    text: str
    amount: int | None = None
    citation: Citation | None = None


class Estimate(Record):
    """The most that rates and caps give, in KRW: the sum of the steps' amounts, or None where it can't be worked out.

    `capped_by` is the cap that was reached.
    """

    most_krw: int | None = None
    steps: tuple[EstimateStep, ...] = ()
    capped_by: str | None = None


class FactQuestion(FollowUp):
    """The question for one fact about the asker; `values` are what the choices stand for."""

    fact: str
    values: tuple[str, ...] = ()


class Decision(Record):
    """Whether a programme is open to an asker, by which conditions, for how much at most, and what is left to do or to say.

    `version` is the document in force on `date`, `place` the destination in words. `missing` are facts that were not given, the
    one that settles most first.
    """

    programme: str
    name: str
    place: str | None = None
    language: Language
    version: str | None
    date: date
    verdict: Literal["eligible", "not_eligible", "needs_facts"]
    conditions: tuple[Judged, ...]
    estimate: Estimate
    missing: tuple[str, ...] = ()
    follow_up: FactQuestion | None = None
    what_would_change: tuple[str, ...] = ()
    duties: tuple[Saying, ...] = ()
    steps: tuple[Task, ...] = ()
    deadlines: tuple[Due, ...] = ()
    exclusions: tuple[Saying, ...] = ()
    where_to_apply: tuple[Saying, ...] = ()
    notices: tuple[Saying, ...] = ()
    documents: tuple[str, ...] = ()


class Fit(Record):
    """One programme of an overview: its verdict, the most that it gives, and why not or what it waits for."""

    programme: str
    name: str
    verdict: Literal["eligible", "not_eligible", "needs_facts"]
    most_krw: int | None = None
    why: tuple[str, ...] = ()


class Overview(Record):
    """Several programmes for one asker, those that fit first."""

    language: Language
    date: date
    fits: tuple[Fit, ...]
    follow_up: FactQuestion | None = None


class FormerName(Record):
    """A name that something used to have, in both languages where both are known, with the facts that say so."""

    en: str | None = None
    ko: str | None = None
    facts: tuple[str, ...]


class LookAlike(Record):
    """The id of a term that is easily taken for this one, and one sentence that tells the two apart."""

    id: str
    difference_en: str
    difference_ko: str


class Term(Record):
    """A programme, public body, law or technical term, with every name people use for it.

    `programme` is the slug of the documents that tell of it. Spellings are matched without regard to case. A spelling
    belongs to one term only.
    """

    id: str
    kind: Literal["programme", "body", "law", "term"]
    programme: str | None = None
    en: str
    ko: str
    short: tuple[str, ...] = ()
    former: tuple[FormerName, ...] = ()
    also_en: tuple[str, ...] = ()
    also_ko: tuple[str, ...] = ()
    not_same_as: tuple[LookAlike, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling, abbreviations and former names included."""
        former = (name for f in self.former for name in (f.en, f.ko) if name)
        return (self.en, self.ko, *self.short, *self.also_en, *self.also_ko, *former)


class AreaClass(Record):
    """A region's class in the investment subsidy, in one version of the scheme.

    It holds for the districts and complexes in the region too, but for those that `without` names by their ids.
    """

    model_config = ConfigDict(populate_by_name=True)

    kind: Literal["upper", "middle", "lower"] = Field(alias="class")
    version: str
    without: tuple[str, ...] = ()
    facts: tuple[str, ...]


class CrisisDesignation(Record):
    """A designation as industrial-crisis response area. `start` and `end` may be partial (2025) or unknown (None)."""

    model_config = ConfigDict(populate_by_name=True)

    kind: Literal["special", "pre-emptive"]
    start: str | None = Field(default=None, alias="from")
    end: str | None = Field(default=None, alias="to")
    facts: tuple[str, ...]


class Zone(Record):
    """A zone, cluster or list that a region holds or belongs to. `term` is the id of the glossary's term for its kind.

    `start` and `end` may be partial (2022-02) or unknown (None).
    """

    model_config = ConfigDict(populate_by_name=True)

    name: str
    term: str
    start: str | None = Field(default=None, alias="from")
    end: str | None = Field(default=None, alias="to")
    facts: tuple[str, ...]


class Region(Record):
    """A place with every spelling of its name and what is known of it.

    Level `province` is the top tier: provinces, metropolitan cities and Sejong alike. A spelling that two regions share is
    listed by both, and each names the other in `ambiguous_with`. `ordinary_words` are spellings that also are everyday
    words (예산 is a county and a budget): alone they do not point to the region.
    """

    id: str
    level: Literal["country-part", "province", "city", "county", "district", "complex"]
    parent: str | None = None
    en: str
    ko: str
    also_en: tuple[str, ...] = ()
    also_ko: tuple[str, ...] = ()
    ordinary_words: tuple[str, ...] = ()
    ambiguous_with: tuple[str, ...] = ()
    area_class: tuple[AreaClass, ...] = ()
    crisis: tuple[CrisisDesignation, ...] = ()
    zones: tuple[Zone, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling of the name, in both languages."""
        return (self.en, self.ko, *self.also_en, *self.also_ko)
