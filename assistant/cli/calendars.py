"""A decision's plan as an iCalendar file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Event

from assistant.eligibility.plan import timeline
from assistant.errors import QuestionError
from assistant.records import Decision


def write_calendar(decision: Decision, events: Mapping[str, date], path: Path) -> None:
    """Write one all-day entry per step or deadline with a day. Raises QuestionError where no event's day was given."""
    dated = [(line, line.by or (line.before - timedelta(days=1) if line.before else None)) for line in timeline(decision, events)]
    if not any(day for _, day in dated):
        raise QuestionError("--calendar: no line of the plan has a day.", "Give the days of events: --event construction_start=2026-09-01")
    calendar = Calendar()
    calendar.add("prodid", "-//policy-assistant//plan//")
    calendar.add("version", "2.0")
    for line, day in dated:
        if day is None:
            continue
        entry = Event()
        entry.add("uid", f"{decision.programme}-{line.id}-{day:%Y%m%d}@policy-assistant")
        entry.add("dtstamp", datetime.combine(decision.date, datetime.min.time(), tzinfo=UTC))
        entry.add("dtstart", day)
        entry.add("summary", f"{decision.name}: {line.text}")
        if line.citation:
            entry.add("description", f"{line.citation.quote} ({line.citation.document})")
        calendar.add_component(entry)
    path.write_bytes(calendar.to_ical())
