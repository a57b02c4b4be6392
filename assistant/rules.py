"""Programme rules as frozen values: what corpus/programmes/*.toml holds once versions are laid over each other.

Every condition, rate, cap and duty names the clause that it rests on. Tests are typed comparisons; nothing is ever evaluated
from text. corpus/programmes/README.md describes the file format.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from assistant.records import Language, Record

Scalar = bool | int | Decimal | date | str


class Clause(Record):
    """A verbatim piece of one statement of a document. `quote_ko` is needed only where the Korean edition is not parallel."""

    document: str
    quote: str = Field(min_length=1)
    quote_ko: str | None = None


class ShareOf(Record):
    """A bound that depends on another fact: `percent` of the fact `of`."""

    percent: Decimal
    of: str


class Comparison(Record):
    """One fact held against one or more bounds; several bounds must all hold.

    `within` holds for a place that is, or lies in, one of the regions named by id. `start` (TOML: `from`) and `before` compare days.
    `listed` holds for a place that lies in, or holds, a zone of that term; `complete` says that the list of such places is
    whole, so that a place that is not on it fails instead of being left open.
    """

    model_config = ConfigDict(populate_by_name=True)

    fact: str
    at_least: int | Decimal | ShareOf | None = None
    at_most: int | Decimal | ShareOf | None = None
    above: int | Decimal | ShareOf | None = None
    below: int | Decimal | ShareOf | None = None
    equals: Scalar | None = Field(default=None, alias="is")
    one_of: tuple[Scalar, ...] = ()
    within: tuple[str, ...] = ()
    listed: str | None = None
    complete: bool = False
    start: date | None = Field(default=None, alias="from")
    before: date | None = None

    @model_validator(mode="after")
    def _compares(self) -> Self:
        bounds = (self.at_least, self.at_most, self.above, self.below, self.equals, self.listed, self.start, self.before)
        if all(bound is None for bound in bounds) and not self.one_of and not self.within:
            raise ValueError("expected a bound such as at_least, is, one_of or within beside fact")
        return self


class AllOf(Record):
    """Every part must hold."""

    all: tuple[Test, ...] = Field(min_length=1)


class AnyOf(Record):
    """One part must hold."""

    any: tuple[Test, ...] = Field(min_length=1)


class Negation(Record):
    """The part must not hold."""

    negated: Test = Field(alias="not")


def _kind(value: object) -> str | None:
    keys = value if isinstance(value, dict) else value.model_fields_set if isinstance(value, Record) else ()
    return next(
        (tag for key, tag in (("fact", "fact"), ("all", "all"), ("any", "any"), ("not", "not"), ("negated", "not")) if key in keys), None
    )


Test = Annotated[
    Annotated[Comparison, Tag("fact")] | Annotated[AllOf, Tag("all")] | Annotated[AnyOf, Tag("any")] | Annotated[Negation, Tag("not")],
    Discriminator(_kind, custom_error_type="test", custom_error_message="expected a table with one of the keys fact, all, any, not"),
]
AllOf.model_rebuild()
AnyOf.model_rebuild()
Negation.model_rebuild()


def comparisons(test: Test | None) -> Iterator[Comparison]:
    """Every comparison in a test."""
    if isinstance(test, AllOf | AnyOf):
        for part in test.all if isinstance(test, AllOf) else test.any:
            yield from comparisons(part)
    elif isinstance(test, Negation):
        yield from comparisons(test.negated)
    elif test is not None:
        yield test


def facts_in(test: Test | None) -> Iterator[str]:
    """Every fact that a test compares, and those that its bounds are shares of."""
    for comparison in comparisons(test):
        yield comparison.fact
        bounds = (comparison.at_least, comparison.at_most, comparison.above, comparison.below)
        yield from (bound.of for bound in bounds if isinstance(bound, ShareOf))


class Texts(Record):
    """Words in both languages; without them the quoted statement speaks for itself."""

    text_en: str | None = None
    text_ko: str | None = None

    def text(self, language: Language) -> str | None:
        """The words in one language, or None."""
        return self.text_ko if language == "ko" else self.text_en

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.text_en is None) != (self.text_ko is None):
            raise ValueError("expected text_en and text_ko, or neither")
        return self


class Item(Texts):
    """One entry of a programme: it counts where `when` holds, and rests on `clause` (and on `also`)."""

    id: str
    when: Test | None = None
    clause: Clause
    also: tuple[Clause, ...] = ()

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clause and what else it rests on."""
        return (self.clause, *self.also)


class Condition(Item):
    """What must hold. Without `require` the documents leave the point open, and `unknown_en`, `unknown_ko` say why."""

    require: Test | None = None
    unknown_en: str | None = None
    unknown_ko: str | None = None

    @cached_property
    def facts(self) -> frozenset[str]:
        """Every fact that it may hang on."""
        return frozenset((*facts_in(self.when), *facts_in(self.require)))

    def unknown(self, language: Language) -> str | None:
        """Why the documents leave it open."""
        return self.unknown_ko if language == "ko" else self.unknown_en

    @model_validator(mode="after")
    def _decidable(self) -> Self:
        if (self.require is None) == (self.unknown_en is None) or (self.unknown_en is None) != (self.unknown_ko is None):
            raise ValueError("expected require, or unknown_en and unknown_ko where the documents leave it open")
        return self


class Figure(Item):
    """An item that carries a percentage or an amount: one for all, or a table over the values of the fact `by`."""

    by: str | None = None
    percent: Decimal | dict[str, Decimal] | None = None
    amount_krw: int | dict[str, int] | None = None

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        figure = self.percent if self.percent is not None else self.amount_krw
        if self.percent is not None and self.amount_krw is not None:
            raise ValueError("expected percent or amount_krw, got both")
        if isinstance(figure, dict) != (self.by is not None):
            raise ValueError("expected a table of figures with `by`, and one figure without it")
        return self


class Benefit(Figure):
    """Something that is given.

    A share of the fact `of`, an amount, or an amount for each unit of the fact `per` (beyond the first `beyond`, at most
    `at_most` units), `months` times over. Figures stand here, or in the rates of this part; with neither it has no amount.
    Of the benefits of one `group` only the largest counts.
    """

    of: str | None = None
    per: str | None = None
    beyond: int = 0
    at_most: int | None = None
    months: int = Field(default=1, ge=1)
    group: str | None = None


class Rate(Figure):
    """A row of a benefit's or an add-on's table. The first row of a `part` whose `when` holds counts."""

    part: str


class AddOn(Figure):
    """Percentage points on top of the share of the benefit `part`. Of the add-ons of one `group` only the largest counts."""

    part: str
    group: str | None = None


class Cap(Figure):
    """The most that is paid: an amount, or `percent` of the fact `of`; on the sum, or on the benefit `part`."""

    scope: Literal["project", "company", "person", "year", "part"]
    part: str | None = None
    of: str | None = None


class Duty(Item):
    """What must be kept to. Where `broken_when` holds, the asker is told so; it never decides the verdict."""

    broken_when: Test | None = None


class Deadline(Item):
    """Something due within `months` of an event, or with `lasts` something that lasts until then."""

    event: str
    lasts: bool = False
    months: int = Field(ge=0)


class Step(Item):
    """Something to do, in the file's order. It is the event `event`, if others count from it, and comes before `before`."""

    event: str | None = None
    before: str | None = None


class Exclusion(Item):
    """Another programme that can't be combined with this one."""

    programme: str


class Notice(Item):
    """Something to know: a conflict of sources, an open point, a source that is weak."""


class Office(Texts):
    """Where to apply."""

    clause: Clause


class Version(Record):
    """The rules as they stood from `start` to `end`; both may be partial, None is open."""

    model_config = ConfigDict(populate_by_name=True)

    document: str
    start: str | None = Field(default=None, alias="from")
    end: str | None = Field(default=None, alias="to")
    start_clause: Clause | None = None
    end_clause: Clause | None = None
    conditions: tuple[Condition, ...] = Field(default=(), alias="condition")
    benefits: tuple[Benefit, ...] = Field(default=(), alias="benefit")
    rates: tuple[Rate, ...] = Field(default=(), alias="rate")
    addons: tuple[AddOn, ...] = Field(default=(), alias="addon")
    caps: tuple[Cap, ...] = Field(default=(), alias="cap")
    duties: tuple[Duty, ...] = Field(default=(), alias="duty")
    deadlines: tuple[Deadline, ...] = Field(default=(), alias="deadline")
    steps: tuple[Step, ...] = Field(default=(), alias="step")
    exclusions: tuple[Exclusion, ...] = Field(default=(), alias="exclusion")
    notices: tuple[Notice, ...] = Field(default=(), alias="notice")

    @property
    def items(self) -> tuple[Item, ...]:
        """Every entry of every kind."""
        return (
            *self.conditions,
            *self.benefits,
            *self.rates,
            *self.addons,
            *self.caps,
            *self.duties,
            *self.deadlines,
            *self.steps,
            *self.exclusions,
            *self.notices,
        )

    @model_validator(mode="after")
    def _parts_exist(self) -> Self:
        benefits, parts = {b.id for b in self.benefits}, {b.id for b in (*self.benefits, *self.addons)}
        named = [(r.id, r.part, parts) for r in self.rates] + [(a.id, a.part, benefits) for a in self.addons]
        named += [(c.id, c.part, benefits) for c in self.caps if c.part is not None]
        for name, part, known in named:
            if part not in known:
                raise ValueError(f"{name}: part: expected one of {', '.join(sorted(known))}, got {part!r}")
        for figure in (*self.benefits, *self.addons):
            if (figure.percent is not None or figure.amount_krw is not None) and any(r.part == figure.id for r in self.rates):
                raise ValueError(f"{figure.id}: expected a figure of its own or rates, got both")
        return self


class Programme(Record):
    """A programme: its names, where to apply, and its versions, oldest first.

    `earlier_clause` says that it existed before its first version, so that an earlier day is not decided but left open.
    """

    id: str
    name_en: str
    name_ko: str
    versions: tuple[Version, ...] = Field(min_length=1)
    where_to_apply: tuple[Office, ...] = ()
    earlier_clause: Clause | None = None

    def name(self, language: Language) -> str:
        """Its name in one language."""
        return self.name_ko if language == "ko" else self.name_en
