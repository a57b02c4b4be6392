"""Clause -> statement: where a quoted piece of a rule stands, in each edition of its document."""

from __future__ import annotations

from assistant.records import PolicyDocument, Statement


def statement_of(document: PolicyDocument, quote: str) -> Statement:
    """The statement that holds a quote, verbatim. Raises ValueError when it is not in exactly one statement, exactly once."""
    times = document.text.count(quote)
    if times != 1:
        raise ValueError(f"{quote!r} stands {times} times in {document.id}, expected once")
    start = document.text.index(quote)
    for statement in document.statements:
        if statement.kind != "lead" and statement.start <= start and start + len(quote) <= statement.end:
            return statement
    raise ValueError(f"{quote!r} is not inside one statement of {document.id}")


def parallel(statement: Statement, document: PolicyDocument, edition: PolicyDocument) -> Statement:
    """The statement of another edition that says the same. Editions are parallel: same order, same references.

    Raises ValueError where they are not.
    """
    number = _said(document).index(statement)
    others = _said(edition)
    if number >= len(others) or others[number].references != statement.references:
        words = document.text[statement.start : statement.end][:60]
        raise ValueError(f"{edition.id} has no statement parallel to {words!r} of {document.id}; name it in quote_ko")
    return others[number]


def _said(document: PolicyDocument) -> list[Statement]:
    return [s for s in document.statements if s.kind != "lead"]
