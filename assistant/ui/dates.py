"""Dates and periods of validity in words. Dates may be partial: 2018, 2018-07, 2018-07-01."""

from __future__ import annotations

from assistant.records import Citation, Language, Period
from assistant.ui.words import WORDS

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spoken(text: str, language: Language) -> str:
    """A date as people write it, exactly as precise as given; text that is no date comes back as it is."""
    try:
        period = Period.parse(text)
    except ValueError:
        return text
    year, *rest = (int(part) for part in period.text.split("-"))
    if language == "ko":
        return " ".join(f"{number}{unit}" for number, unit in zip((year, *rest), "년월일", strict=False))
    parts = [str(year)]
    if rest:
        parts.insert(0, MONTHS[rest[0] - 1])
    if len(rest) > 1:
        parts.insert(0, str(rest[1]))
    return " ".join(parts)


def validity(citation: Citation, as_of: str, language: Language) -> str:
    """When the quoted text applies: in force since, from … to …, no longer or not yet in force on the date `as_of`."""
    words = WORDS[language]
    start, end = citation.effective_from, citation.effective_to
    first = spoken(start, language) if start else ""
    last = spoken(end, language) if end else ""
    if citation.in_force:
        if first and last:
            return words.in_force_between.format(start=first, end=last)
        if first:
            return words.in_force_since.format(start=first)
        return words.in_force_until.format(end=last) if last else words.in_force
    if start and as_of and _starts_after(start, as_of):
        return words.not_yet_in_force.format(start=first)
    if first and last:
        return words.ended_between.format(start=first, end=last)
    return words.ended_on.format(end=last) if last else words.ended


def _starts_after(start: str, as_of: str) -> bool:
    try:
        return Period.parse(start).start > Period.parse(as_of).end
    except ValueError:
        return False
