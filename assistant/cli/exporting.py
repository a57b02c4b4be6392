"""Decisions as a table file: CSV or XLSX, one row per decision."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import QuestionError
from assistant.records import Decision

_HEADER = ("programme", "name", "place", "date", "version", "verdict", "most_krw", "capped_by", "not_met", "unknown", "missing", "excludes")


def export(decisions: Sequence[Decision], path: Path) -> None:
    """Write the decisions to a file whose ending says the format. Raises QuestionError for any other ending."""
    rows = [_row(decision) for decision in decisions]
    if path.suffix.lower() == ".csv":
        # The mark at the start lets spreadsheet programs read Korean.
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([_HEADER, *rows])
    elif path.suffix.lower() == ".xlsx":
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet("eligibility")
        for row in (_HEADER, *rows):
            sheet.append(row)
        book.save(path)
    else:
        raise QuestionError(f"--export: expected a file ending in .csv or .xlsx, got {path.name!r}.")


def _row(decision: Decision) -> tuple[str | int | None, ...]:
    states = {state: "; ".join(c.text for c in decision.conditions if c.state == state) for state in ("not_met", "unknown")}
    return (
        decision.programme,
        decision.name,
        decision.place,
        decision.date.isoformat(),
        decision.version,
        decision.verdict,
        decision.estimate.most_krw,
        decision.estimate.capped_by,
        states["not_met"],
        states["unknown"],
        ", ".join(decision.missing),
        ", ".join(saying.id for saying in decision.exclusions),
    )
