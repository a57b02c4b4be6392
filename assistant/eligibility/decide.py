"""A programme and a situation -> a decision."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from assistant.eligibility.asking import missing_facts, question_for, state_of
from assistant.eligibility.citing import Clauses
from assistant.eligibility.compare import Leaf, deciding, holds
from assistant.eligibility.estimate import Worked, estimate
from assistant.eligibility.known import Known
from assistant.eligibility.logic import Truth, negation
from assistant.eligibility.wording import change, given, name_of, needed, pick
from assistant.records import Citation, Decision, Due, Estimate, Judged, Language, Period, Saying, Task
from assistant.rules import Clause, Condition, Item, Office, Programme, Version, facts_in

Verdict = Literal["eligible", "not_eligible", "needs_facts"]
_STATES: dict[bool | None, Literal["met", "not_met", "unknown"]] = {True: "met", False: "not_met", None: "unknown"}


class Decider:
    """Decides one programme for one asker in one language."""

    def __init__(self, programme: Programme, known: Known, language: Language, clauses: Clauses) -> None:
        self._programme, self._known, self._language, self._clauses = programme, known, language, clauses

    def decision(self) -> Decision:
        """The decision under the version in force on the day."""
        version = version_on(self._programme, self._known.day)
        return self._outside() if version is None else self._under(version)

    def _under(self, version: Version) -> Decision:
        conditions = [c for c in version.conditions if holds(c.when, self._known) is not False]
        states = {c.id: state_of(c, self._known) for c in conditions}
        verdict = verdict_of(states.values())
        worked = estimate(version, self._known, self._language, self._text, self._cite) if verdict != "not_eligible" else None
        missing = self._missing(conditions, worked)
        judged = [self._judged(c, states[c.id]) for c in conditions]
        return self._decision(
            version,
            verdict,
            judged,
            estimate=worked.estimate if worked else Estimate(),
            missing=tuple(missing),
            follow_up=question_for(missing[0], self._known.places, self._language) if missing and verdict != "not_eligible" else None,
            what_would_change=tuple(self._changes(c for c in conditions if states[c.id] is False)),
            duties=tuple(
                self._saying(d, broken=d.broken_when is not None and holds(d.broken_when, self._known) is True)
                for d in version.duties
                if self._shown(d)
            ),
            steps=tuple(Task(**self._words(s), event=s.event, before=s.before) for s in version.steps if self._shown(s)),
            deadlines=tuple(
                Due(**self._words(d), event=d.event, lasts=d.lasts, months=d.months) for d in version.deadlines if self._shown(d)
            ),
            exclusions=tuple(self._saying(e, name=e.programme) for e in version.exclusions if self._shown(e)),
            notices=(*self._open_points(conditions, states), *(self._saying(n) for n in version.notices if self._shown(n))),
        )

    def _outside(self) -> Decision:
        """The day lies outside every version: not in force, or before the first version that the documents hold."""
        day, first = self._known.day, self._programme.versions[0]
        before = first.start is not None and day < Period.parse(first.start).start
        near = first if before else self._programme.versions[-1]
        clause = (self._programme.earlier_clause if before else None) or (near.start_clause if before else near.end_clause)
        clause = clause or near.start_clause or near.conditions[0].clause
        left_open = before and self._programme.earlier_clause is not None
        span = pick(("from {0}", "{0}부터") if before else ("until {0}", "{0}까지"), self._language).format(
            near.start if before else near.end
        )
        words = pick(("The programme is in force on the day", "해당 날짜에 시행 중일 것"), self._language)
        judged = Judged(
            id="in-force",
            text=words,
            state="unknown" if left_open else "not_met",
            fact="date",
            value=day.isoformat(),
            needed=span,
            citation=self._cite(clause),
        )
        return self._decision(None, "needs_facts" if left_open else "not_eligible", [judged], estimate=Estimate())

    def _decision(self, version: Version | None, verdict: Verdict, judged: list[Judged], **more: object) -> Decision:
        destination = self._known.region("destination")
        fields: dict[str, object] = {
            "programme": self._programme.id,
            "name": self._programme.name(self._language),
            "place": self._known.places.full_name(destination, self._language) if destination else None,
            "language": self._language,
            "version": version.document if version else None,
            "date": self._known.day,
            "verdict": verdict,
            "conditions": tuple(judged),
            "where_to_apply": tuple(self._office(n, o) for n, o in enumerate(self._programme.where_to_apply, 1)),
            **more,
        }
        decision = Decision.model_validate(fields)
        return decision.model_copy(update={"documents": _documents(decision)})

    def _judged(self, condition: Condition, state: Truth) -> Judged:
        leaf = self._leaf(condition, state)
        value = self._known.values.get(leaf.comparison.fact) if leaf else None
        return Judged(
            id=condition.id,
            text=self._text(condition),
            state=_STATES[state],
            fact=leaf.comparison.fact if leaf else None,
            value=given(leaf.comparison.fact, value, self._known, self._language) if leaf and value is not None else None,
            needed=needed(leaf, self._known, self._language) if leaf else None,
            citation=self._cite(condition.clause),
            also=tuple(self._cite(clause) for clause in condition.also),
        )

    def _leaf(self, condition: Condition, state: Truth) -> Leaf | None:
        """The comparison that a condition's state hangs on."""
        if condition.require is None:
            return None
        leaves = deciding(condition.require, self._known)
        fitting = [leaf for leaf in leaves if (negation(leaf.state) if leaf.negated else leaf.state) is state] or leaves
        # A number says more than the choice that its bound depends on.
        return next((leaf for leaf in fitting if leaf.comparison.at_least is not None), fitting[0])

    def _missing(self, conditions: list[Condition], worked: Worked | None) -> list[str]:
        keys = dict.fromkeys(missing_facts(conditions, self._known))
        return [*keys, *(key for key in (worked.missing if worked else ()) if key not in keys)]

    def _changes(self, failing: Iterable[Condition]) -> Iterable[str]:
        for condition in failing:
            if condition.require is not None:
                yield from (change(leaf, self._known, self._language) for leaf in deciding(condition.require, self._known))

    def _open_points(self, conditions: list[Condition], states: dict[str, Truth]) -> Iterable[Saying]:
        """Why the documents leave a condition open, and what they don't say of the place."""
        for condition in conditions:
            if states[condition.id] is None and (why := condition.unknown(self._language)):
                yield Saying(id=condition.id, text=why, citation=self._cite(condition.clause))
        region = self._known.region("destination")
        uses = "area_class" not in self._known.values and "destination" not in self._known.coarse
        if region and uses and self._compares("area_class"):
            words = (
                "The documents do not give the {0} of {1}; the local government knows it.",
                "문서에 {1}의 {0}이 없습니다. 해당 지자체에 확인하세요.",
            )
            place = self._known.places.full_name(region, self._language)
            yield Saying(
                id="area-class", text=pick(words, self._language).format(name_of("area_class", self._language, self._known.places), place)
            )

    def _compares(self, fact: str) -> bool:
        version = version_on(self._programme, self._known.day)
        return version is not None and any(fact in facts_in(item.when) for item in (*version.rates, *version.conditions))

    def _shown(self, item: Item) -> bool:
        return holds(item.when, self._known) is True

    def _words(self, item: Item) -> dict[str, object]:
        return {
            "id": item.id,
            "text": self._text(item),
            "citation": self._cite(item.clause),
            "also": tuple(self._cite(clause) for clause in item.also),
        }

    def _saying(self, item: Item, *, broken: bool = False, name: str | None = None) -> Saying:
        words = self._words(item)
        return Saying.model_validate({**words, "id": name or item.id, "broken": broken})

    def _office(self, number: int, office: Office) -> Saying:
        words = office.text(self._language) or self._clauses.text(office.clause, self._language)
        return Saying(id=f"office-{number}", text=words, citation=self._cite(office.clause))

    def _text(self, item: Item) -> str:
        return item.text(self._language) or self._clauses.text(item.clause, self._language)

    def _cite(self, clause: Clause) -> Citation:
        return self._clauses.cite(clause, self._language, self._known.day)


def version_on(programme: Programme, day: date) -> Version | None:
    """The version in force on a day."""
    for version in programme.versions:
        start = Period.parse(version.start).start if version.start else None
        end = Period.parse(version.end).end if version.end else None
        if (start is None or start <= day) and (end is None or day <= end):
            return version
    return None


def verdict_of(states: Iterable[Truth]) -> Verdict:
    """Not eligible when one condition fails; else facts are needed when one is open; else eligible."""
    found = set(states)
    return "not_eligible" if False in found else "needs_facts" if None in found else "eligible"


def _documents(decision: Decision) -> tuple[str, ...]:
    """The documents that the decision cites, the version in force first."""
    cited = [c.citation.document for c in decision.conditions] + [s.citation.document for s in decision.estimate.steps if s.citation]
    return tuple(dict.fromkeys([*([decision.version] if decision.version else []), *cited]))
