"""From when to when a document is in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from assistant.records import Period, PolicyDocument

Days = tuple[date | None, date | None]


def validity(documents: Mapping[str, PolicyDocument]) -> dict[str, Days]:
    """First and last day in force per document id; None is open.

    An unknown start is open. An end that the head does not give is the day before the successor starts; where that is not
    known either, the document is taken to have ended before anything that is known, so that it never answers for today.
    """
    successors = {d.supersedes: d for d in documents.values() if d.supersedes}
    days: dict[str, Days] = {}
    for document in documents.values():
        start = Period.parse(document.effective_from).start if document.effective_from else None
        end = Period.parse(document.effective_to).end if document.effective_to else None
        successor = successors.get(document.id)
        if end is None and successor is not None:
            if successor.effective_from:
                end = Period.parse(successor.effective_from).start - timedelta(days=1)
            else:
                end = Period.parse(document.as_of).end if document.as_of else date.min
        days[document.id] = (start, end)
    return days
