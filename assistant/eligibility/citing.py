"""Clauses -> citations: the whole statement that a clause stands in, in the reader's language where there is an edition in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assistant.clauses import parallel, statement_of
from assistant.errors import CorpusError
from assistant.records import Citation, Language, Period, PolicyDocument, Statement
from assistant.rules import Clause


class Clauses:
    """Finds each clause once. Raises CorpusError for one that does not stand in its document."""

    def __init__(self, documents: Mapping[str, PolicyDocument]) -> None:
        self._documents = documents
        self._editions = {(d.translation_of, d.language): d for d in documents.values() if d.translation_of}
        self._found: dict[tuple[str, str, Language], tuple[PolicyDocument, Statement]] = {}
        self._cited: dict[tuple[str, int, bool], Citation] = {}

    def text(self, clause: Clause, language: Language) -> str:
        """The statement in words."""
        document, statement = self._place(clause, language)
        return document.text[statement.start : statement.end]

    def cite(self, clause: Clause, language: Language, day: date) -> Citation:
        """The statement with its place, validity on the day and sources."""
        document, statement = self._place(clause, language)
        in_force = is_in_force(document, day) and not statement.superseded
        key = (document.id, statement.start, in_force)
        if key not in self._cited:
            self._cited[key] = cite_statement(document, statement, in_force=in_force)
        return self._cited[key]

    def document(self, name: str) -> PolicyDocument:
        """The document of that id. Raises CorpusError."""
        if name not in self._documents:
            raise CorpusError(f"A programme rests on {name!r}, which is not in the corpus.", "Run corpus check.")
        return self._documents[name]

    def references(self, citation: Citation) -> frozenset[str]:
        """The footnote labels of the statement that a citation quotes."""
        statements = self._documents[citation.document].statements
        return frozenset(label for s in statements if s.start == citation.start and s.end == citation.end for label in s.references)

    def _place(self, clause: Clause, language: Language) -> tuple[PolicyDocument, Statement]:
        key = (clause.document, clause.quote, language)
        if key not in self._found:
            self._found[key] = self._find(clause, language)
        return self._found[key]

    def _find(self, clause: Clause, language: Language) -> tuple[PolicyDocument, Statement]:
        document = self.document(clause.document)
        try:
            statement = statement_of(document, clause.quote)
            edition = self._editions.get((document.id, language))
            if edition is None:
                return document, statement
            return edition, statement_of(edition, clause.quote_ko) if clause.quote_ko else parallel(statement, document, edition)
        except ValueError as error:
            raise CorpusError(f"A clause of a programme does not stand: {error}.", "Run corpus check.") from None


def cite_statement(document: PolicyDocument, statement: Statement, *, in_force: bool) -> Citation:
    """The citation of a whole statement."""
    context = " › ".join(x for x in (statement.caption, " | ".join(h for h, _ in statement.cells)) if x) or None
    quote = document.text[statement.start : statement.end]
    return Citation(
        document=document.id,
        document_hash=document.hash,
        title=document.title,
        language=document.language,
        section=statement.section,
        locator=statement.locator,
        quote=quote,
        start=statement.start,
        end=statement.end,
        passage=quote,
        passage_start=statement.start,
        context=context,
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        in_force=in_force,
        restated=document.restated,
        sources=tuple(s for label in statement.references for s in document.sources.get(label, ())),
    )


def is_in_force(document: PolicyDocument, day: date) -> bool:
    """Whether a document is in force on a day, by its head."""
    start = Period.parse(document.effective_from).start if document.effective_from else None
    end = Period.parse(document.effective_to).end if document.effective_to else None
    return (start is None or start <= day) and (end is None or day <= end)
