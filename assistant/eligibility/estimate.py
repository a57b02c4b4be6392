"""The most that rates, add-ons and caps give, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from assistant.eligibility.compare import holds, open_facts
from assistant.eligibility.facts import BY_KEY, FACTS, Value
from assistant.eligibility.known import Known, known_facts
from assistant.eligibility.wording import krw, name_of, number, pick
from assistant.records import Citation, Estimate, EstimateStep, Language
from assistant.rules import AddOn, Benefit, Cap, Clause, Figure, Rate, Test, Version

Cite = Callable[[Clause], Citation]
Say = Callable[[Figure], str]
T = TypeVar("T")


class Worked(NamedTuple):
    """An estimate, and the facts that it would need or that could raise it."""

    estimate: Estimate
    missing: tuple[str, ...]


class _Line(NamedTuple):
    """A benefit's steps and sum; the sum is None where nothing was counted."""

    steps: list[EstimateStep]
    amount: Decimal | None


class _Unknown(Exception):  # noqa: N818  # not an error: it ends the sum
    """A part that can't be worked out."""


def estimate(version: Version, known: Known, language: Language, say: Say, cite: Cite) -> Worked:
    """The ceiling under a version. What was not said counts as no where the answer is yes or no; an amount is left out."""
    return _Estimator(version, known, language, say, cite).run()


class _Estimator:
    def __init__(self, version: Version, known: Known, language: Language, say: Say, cite: Cite) -> None:
        self._version, self._language, self._say, self._cite = version, language, say, cite
        self._given = known
        self._known = known_facts({**_assumed(), **known.given}, known.places, known.day)
        self._missing: dict[str, None] = {}

    def run(self) -> Worked:
        lines: list[tuple[str | None, _Line]] = []
        complete = True
        for benefit in self._version.benefits:
            try:
                if line := self._benefit(benefit):
                    lines.append((benefit.group, line))
            except _Unknown:
                complete = False
                lines.append((None, _Line([self._uncounted(benefit)], None)))
        kept = largest_per_group(lines, lambda one: one[0], lambda one: one[1].amount)
        steps = [step for _, line in kept for step in line.steps]
        amounts = [line.amount for _, line in kept if line.amount is not None]
        if not complete or not amounts:
            return self._worked(None, steps, None)
        try:
            return self._capped(sum(amounts, start=Decimal(0)), steps)
        except _Unknown:
            return self._worked(None, steps, None)

    def _worked(self, most: int | None, steps: list[EstimateStep], capped_by: str | None) -> Worked:
        order = [fact.key for fact in FACTS if fact.key in self._missing]
        return Worked(Estimate(most_krw=most, steps=tuple(steps), capped_by=capped_by), tuple(order))

    def _benefit(self, benefit: Benefit) -> _Line | None:
        """Steps and amount; None where it is not given. Raises _Unknown."""
        if not self._true(benefit.when, decides=True):
            return None
        if benefit.of and self._known.values.get(benefit.of) == 0:
            return None
        rates = [rate for rate in self._version.rates if rate.part == benefit.id]
        row: Figure | None = self._row(rates, decides=True) if rates else benefit
        if row is None:
            raise _Unknown
        if row.percent is None and row.amount_krw is None:
            if benefit.of or benefit.per:
                return self._without_rate(benefit)
            words = self._say(row) if isinstance(row, Rate) and row.text(self._language) else self._say(benefit)
            return _Line([EstimateStep(text=words, citation=self._cite(row.clause))], None)
        return self._share(benefit, row) if row.percent is not None else self._amount(benefit, row)

    def _without_rate(self, benefit: Benefit) -> _Line:
        """The documents give no figure: that matters only where there is something to take it of."""
        if not self._known.values.get(benefit.of or benefit.per or ""):
            return self._left_out(benefit)
        raise _Unknown

    def _share(self, benefit: Benefit, row: Figure) -> _Line:
        percent = self._figure(row, row.percent)
        if percent == 0 and not self._addons(benefit):
            words = f"{self._say(benefit)}: 0%"
            return _Line([EstimateStep(text=words, amount=0, citation=self._cite(row.clause))], None)
        base = self._known.values.get(benefit.of or "")
        if not isinstance(base, int | Decimal):
            return self._left_out(benefit)
        base = Decimal(base)
        steps = [self._step(benefit, row, percent, base, "")]
        for addon, addon_row, points in self._addons(benefit):
            steps.append(self._step(addon, addon_row, points, base, "+"))
        return self._part_capped(benefit, steps)

    def _step(self, named: Figure, row: Figure, percent: Decimal, base: Decimal, sign: str) -> EstimateStep:
        points = pick((" percentage points", "%포인트"), self._language) if sign else "%"
        of = pick((" of {0}", ""), self._language).format(krw(int(base), self._language))
        before = pick(("", "{0}의 "), self._language).format(krw(int(base), self._language))
        return EstimateStep(
            text=f"{self._say(named)}: {before}{sign}{number(percent)}{points}{of}",
            amount=int(base * percent / 100),
            citation=self._cite(row.clause),
        )

    def _amount(self, benefit: Benefit, row: Figure) -> _Line:
        amount = self._figure(row, row.amount_krw)
        words = self._say(benefit)
        if benefit.per:
            count = self._known.values.get(benefit.per)
            if not isinstance(count, int | Decimal):
                return self._left_out(benefit)
            units = max(Decimal(count) - benefit.beyond, Decimal(0))
            units = min(units, Decimal(benefit.at_most)) if benefit.at_most is not None else units
            words = f"{words}: {krw(int(amount), self._language)} × {number(units)}"
            amount *= units
        elif benefit.months > 1:
            words = f"{words}: {krw(int(amount), self._language)}"
        if benefit.months > 1:
            words += pick((" × {0} months", " × {0}개월"), self._language).format(benefit.months)
            amount *= benefit.months
        return self._part_capped(benefit, [EstimateStep(text=words, amount=int(amount), citation=self._cite(row.clause))])

    def _addons(self, benefit: Benefit) -> list[tuple[AddOn, Figure, Decimal]]:
        """Each add-on that counts with its row and points."""
        found: list[tuple[AddOn, Figure, Decimal]] = []
        for addon in self._version.addons:
            if addon.part != benefit.id or not self._true(addon.when, decides=False):
                continue
            rates = [rate for rate in self._version.rates if rate.part == addon.id]
            row: Figure | None = self._row(rates, decides=False) if rates else addon
            points = self._points(row) if row else Decimal(0)
            if row and points:
                found.append((addon, row, points))
        return largest_per_group(found, lambda one: one[0].group, lambda one: one[2])

    def _points(self, row: Figure) -> Decimal:
        """An add-on's percentage points; a size that its table leaves out gets none."""
        if isinstance(row.percent, dict):
            key = self._known.values.get(row.by or "")
            self._ask(row.by)
            return row.percent.get(str(key), Decimal(0))
        return row.percent or Decimal(0)

    def _figure(self, row: Figure, figure: Decimal | int | dict[str, Decimal] | dict[str, int] | None) -> Decimal:
        """A row's figure. Raises _Unknown where its table has none for this asker."""
        if not isinstance(figure, dict):
            return Decimal(figure or 0)
        self._ask(row.by)
        value = figure.get(_key_of(self._known.values.get(row.by or "")))
        if value is None:
            raise _Unknown
        return Decimal(value)

    def _row(self, rates: list[Rate], *, decides: bool) -> Rate | None:
        """The first row that holds. Raises _Unknown where an earlier one can't be decided, if that `decides`."""
        for rate in rates:
            if self._true(rate.when, decides=decides):
                return rate
        return None

    def _true(self, test: Test | None, *, decides: bool) -> bool:
        """Whether a test holds, asking for what it takes. Where it `decides`, raises _Unknown if it is open."""
        truth = holds(test, self._known)
        for key in open_facts(test, self._given):
            self._missing[key] = None
        if truth is None and decides:
            raise _Unknown
        return truth is True

    def _ask(self, fact: str | None) -> None:
        if fact and fact not in self._given.values:
            self._missing.update(dict.fromkeys(self._given.to_ask(fact)))

    def _left_out(self, benefit: Benefit) -> _Line:
        """An amount that was not given."""
        fact = benefit.of or benefit.per or ""
        if fact in self._known.values:
            return _Line([], None)
        self._ask(fact)
        words = pick(("{0}: not counted, because this was not given: {1}", "{0}: 다음을 알 수 없어 넣지 않음: {1}"), self._language)
        return _Line(
            [
                EstimateStep(
                    text=words.format(self._say(benefit), name_of(fact, self._language, self._known.places)),
                    citation=self._cite(benefit.clause),
                )
            ],
            None,
        )

    def _uncounted(self, benefit: Benefit) -> EstimateStep:
        words = pick(("{0}: can't be worked out", "{0}: 계산할 수 없음"), self._language).format(self._say(benefit))
        return EstimateStep(text=words, citation=self._cite(benefit.clause))

    def _part_capped(self, benefit: Benefit, steps: list[EstimateStep]) -> _Line:
        total = sum((Decimal(step.amount or 0) for step in steps), start=Decimal(0))
        for cap in self._version.caps:
            if cap.part == benefit.id and (limit := self._limit(cap, total)) is not None and total > limit:
                steps.append(EstimateStep(text=self._say(cap), amount=int(limit - total), citation=self._cite(cap.clause)))
                total = limit
        return _Line(steps, total)

    def _capped(self, total: Decimal, steps: list[EstimateStep]) -> Worked:
        capped_by = None
        for cap in self._version.caps:
            if cap.part is not None or (limit := self._limit(cap, total)) is None:
                continue
            over = max(total - limit, Decimal(0))
            steps.append(EstimateStep(text=self._say(cap), amount=-int(over), citation=self._cite(cap.clause)))
            if over:
                total, capped_by = limit, self._say(cap)
        return self._worked(int(total), steps, capped_by)

    def _limit(self, cap: Cap, total: Decimal) -> Decimal | None:
        """The cap's amount; None where it does not apply. Raises _Unknown where it is open and could matter."""
        truth = holds(cap.when, self._known)
        if truth is False:
            return None
        base = self._known.values.get(cap.of) if cap.of else None
        if cap.percent is not None:
            if not isinstance(base, int | Decimal):
                self._ask(cap.of)
                raise _Unknown
            limit = Decimal(base) * self._figure(cap, cap.percent) / 100
        else:
            limit = self._figure(cap, cap.amount_krw)
        if truth is None:
            if total > limit:
                self._true(cap.when, decides=True)
            return None
        return Decimal(int(limit))


def _assumed() -> dict[str, Value]:
    """What counts for the estimate where nothing was said: no, and none."""
    flags: dict[str, Value] = {fact.key: False for fact in FACTS if fact.kind == "boolean"}
    nones: dict[str, Value] = {fact.key: "none" for fact in BY_KEY.values() if any(c.value == "none" for c in fact.choices)}
    return flags | nones


def _key_of(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def largest_per_group(items: Sequence[T], group: Callable[[T], str | None], size: Callable[[T], Decimal | None]) -> list[T]:
    """The items without a group, and the first of the largest of each group, in their order."""
    best: dict[str, T] = {}
    for item in items:
        name = group(item)
        if name and (name not in best or (size(item) or 0) > (size(best[name]) or 0)):
            best[name] = item
    return [item for item in items if not (name := group(item)) or best[name] is item]
