"""A decision's steps and deadlines in order, with days where the events' days are known."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from assistant.errors import SituationError
from assistant.records import Citation, Decision, Language, Record

# The usual order of events; what depends on an event comes with it.
EVENTS = (
    "mou",
    "site_contract",
    "purchase",
    "construction_start",
    "investment_completion",
    "application",
    "payment_application",
    "decision",
    "move_in",
    "hire",
)
_NAMES: dict[str, tuple[str, str]] = {
    "mou": ("the MOU", "투자협약(MOU)"),
    "site_contract": ("the site contract", "입지 계약"),
    "purchase": ("the purchase", "매입"),
    "construction_start": ("the construction start report", "착공신고"),
    "investment_completion": ("completing the investment", "투자 완료"),
    "application": ("the application", "신청"),
    "payment_application": ("the payment application", "지급 신청"),
    "decision": ("the decision", "지원 결정"),
    "move_in": ("moving in", "입주"),
    "hire": ("hiring", "채용"),
}


class Line(Record):
    """One line of the plan: due `before` a day, or by the day `by`; both are None where no day is known."""

    id: str
    text: str
    by: date | None = None
    before: date | None = None
    citation: Citation | None = None


def timeline(decision: Decision, events: Mapping[str, date]) -> list[Line]:
    """Steps and deadlines in the order of their events. Raises SituationError for an event that none of them counts from."""
    used = {e for step in decision.steps for e in (step.event, step.before) if e} | {due.event for due in decision.deadlines}
    if unknown := sorted(set(events) - used):
        raise SituationError(
            f"--event: {unknown[0]!r} is no event of this plan.", f"Known: {', '.join(e for e in EVENTS if e in used)}." if used else None
        )
    return [line for _, line in sorted(_lines(decision, events), key=lambda found: found[0])]


def _lines(decision: Decision, events: Mapping[str, date]) -> Iterator[tuple[tuple[int, int], Line]]:
    for step in decision.steps:
        place = (EVENTS.index(step.before), 0) if step.before in EVENTS else (len(EVENTS), 0)
        day = events.get(step.before or "")
        note = _note(decision.language, "before", step.before, 0) if step.before else ""
        yield place, Line(id=step.id, text=f"{note}{step.text}", before=day, citation=step.citation)
    for due in decision.deadlines:
        place = (EVENTS.index(due.event) if due.event in EVENTS else len(EVENTS), 1)
        start = events.get(due.event)
        by = months_after(start, due.months) if start else None
        yield (
            place,
            Line(
                id=due.id,
                text=f"{_note(decision.language, 'lasts' if due.lasts else 'within', due.event, due.months)}{due.text}",
                by=by,
                citation=due.citation,
            ),
        )


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _note(language: Language, kind: str, event: str, months: int) -> str:
    name = _NAMES.get(event, (event, event))[language == "ko"]
    if kind == "before":
        return f"{name} 전: " if language == "ko" else f"Before {name}: "
    if kind == "lasts":
        return f"{name} 후 {months}개월 동안: " if language == "ko" else f"For {months} months from {name}: "
    return f"{name} 후 {months}개월 이내: " if language == "ko" else f"Within {months} months of {name}: "
