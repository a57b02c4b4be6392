"""The words that the corpus report uses in the terminal and on the page."""

from __future__ import annotations

from assistant.documents.report_records import CorpusReport, Coverage, End, Ground, Told

LANGUAGES = {"en": "English", "ko": "Korean"}
GROUNDS = {
    Ground.SINGLE: "single source",
    Ground.OLD: "old sources",
    Ground.UNDATED: "undated",
    Ground.UNOFFICIAL: "unofficial",
    Ground.UNCERTAIN: "uncertain",
    Ground.DERIVED: "derived",
    Ground.CONFLICT: "conflict",
}
REASONS = {
    "overdue": "review overdue",
    "due": "review due",
    "no_review_by": "no review date",
    "no_owner": "no owner",
    "no_as_of": "no as-of date",
}
_ORIGINS = {
    "effective_to": "The document is in force until {0}, and no other one follows it.",
    "review_by": "The document is to be reviewed by {0}.",
}


def headlines(report: CorpusReport) -> list[tuple[str, int, str]]:
    """(anchor, figure, words) of what needs a hand first."""
    return [
        ("upcoming", len(report.upcoming), f"Ends within {report.notice_days} days"),
        ("passed", len(report.passed), "Ends that have passed"),
        ("review", len(report.review), "Documents to review or complete"),
        ("weak", sum(len(w.grounds) >= 3 for w in report.weak_statements), "Statements weak for three reasons or more"),
        ("missing", len(report.missing_editions), "Documents missing an edition"),
    ]


def name_of(row: Coverage) -> str:
    """What a row is called: its English name, else its key."""
    return row.en or LANGUAGES.get(row.key or "") or row.key or "none named"


def notes_of(row: Coverage, where: str) -> list[str]:
    """What is missing of a row; `where` is the file that should name it."""
    notes = [f"no {LANGUAGES[language]} edition" for language in row.missing]
    if row.key and not row.known:
        notes.append(f"not in {where}")
    return notes if row.documents else [*notes, "no document"]


def distance_of(days: int) -> str:
    """How far off a day is, negative when it has passed."""
    if days == 0:
        return "today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"{-days} {unit} ago"


def in_words(told: Told) -> str:
    """A statement as it stands; a row as its values with their headers."""
    return " · ".join(f"{header}: {value}" if header else value for header, value in told.cells) or told.text or ""


def what_ends(end: End) -> str:
    """The statement that names an end, or what the head says of the document."""
    return in_words(end) or _ORIGINS[end.origin].format(end.named)
