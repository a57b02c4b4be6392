"""Documents -> chunks: slices of canonical text of a bounded number of words, each inside one section."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.documents.validity import Days
from assistant.records import Chunk, PolicyDocument, Section, Statement

_WORD = re.compile(r"\S+")


def words(text: str) -> int:
    """White-space separated words."""
    return len(text.split())


def chunk_document(document: PolicyDocument, days: Days, max_words: int) -> list[Chunk]:
    """Cut each section into chunks of about equal length, at statement ends where they fit.

    The chunks are in order, do not overlap, and what lies between them is headings and white space. A chunk's id is the
    document's and a hash of its text and context, so an unchanged chunk keeps its id wherever it moves to.
    """
    seen: Counter[str] = Counter()
    chunks: list[Chunk] = []
    for section in document.sections:
        inside = [s for s in document.statements if section.start <= s.start and s.end <= section.end]
        for start, end in _slices(document.text, section, inside, max_words):
            text = document.text[start:end]
            context = _context(document, section, [s for s in inside if s.start < end and s.end > start], start)
            digest = hashlib.sha256(f"{context}\0{text}".encode()).hexdigest()[:16]
            seen[digest] += 1
            suffix = f".{seen[digest]}" if seen[digest] > 1 else ""
            chunks.append(
                Chunk(
                    id=f"{document.id}#{digest}{suffix}",
                    document=document.id,
                    language=document.language,
                    title=document.title,
                    section=section.path,
                    start=start,
                    end=end,
                    text=text,
                    context=context,
                    valid_from=days[0],
                    valid_to=days[1],
                )
            )
    return chunks


def _slices(text: str, section: Section, statements: Sequence[Statement], limit: int) -> Iterator[tuple[int, int]]:
    """(start, end) per chunk. Pieces are filled to an even share of the section, so that no short rest is left over."""
    pieces = [p for piece in _pieces(text, section, statements) for p in _halves(text, piece, limit)]
    total = sum(words(text[a:b]) for a, b in pieces)
    target = math.ceil(total / math.ceil(total / limit)) if total else limit
    start: int | None = None
    end = count = 0
    for a, b in pieces:
        size = words(text[a:b])
        if start is not None and (count + size > limit or count >= target):
            yield start, end
            start, count = None, 0
        start, end, count = a if start is None else start, b, count + size
    if start is not None:
        yield start, end


def _pieces(text: str, section: Section, statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Statements as slices. A lead (caption, header row) stays with what it leads; text between statements goes with the one before."""
    at = section.start
    starts = [s.start for s in statements]
    held: int | None = None
    for number, statement in enumerate(statements):
        start = held if held is not None else statement.start
        if statement.kind == "lead" and number + 1 < len(statements):
            held = start
            continue
        end = starts[number + 1] if number + 1 < len(statements) else section.end
        yield _trim(text, start, end)
        held, at = None, end
    if not statements and text[at : section.end].strip():
        yield _trim(text, at, section.end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _halves(text: str, piece: tuple[int, int], limit: int) -> Iterator[tuple[int, int]]:
    """A piece that is longer than a chunk, cut between words."""
    start, end = piece
    found = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    parts = max(1, math.ceil(len(found) / limit))
    share = math.ceil(len(found) / parts) if found else 1
    for first in range(0, len(found), share):
        yield found[first][0], found[min(first + share, len(found)) - 1][1]


def _context(document: PolicyDocument, section: Section, inside: Sequence[Statement], start: int) -> str:
    """Title, heading path, and for a table or list that began in an earlier chunk its caption and header."""
    lines = [document.title, *section.path]
    for statement in inside:
        if statement.caption and statement.caption not in lines:
            lines.append(statement.caption)
        if statement.kind == "row" and statement.cells:
            header = " | ".join(name for name, _ in statement.cells)
            if header not in lines and header not in document.text[start : statement.start]:
                lines.append(header)
    return "\n".join(lines)


def statement_context(document: PolicyDocument, statement: Statement) -> str:
    """What a statement needs to be understood alone: title, heading path and caption, in one line."""
    parts = [document.title, *statement.section, *([statement.caption] if statement.caption else [])]
    return " › ".join(dict.fromkeys(parts))


def statement_text(document: PolicyDocument, statement: Statement) -> str:
    """A statement in words: a row as 'header: value' pairs, anything else as it stands."""
    if statement.kind == "row":
        return "; ".join(f"{name}: {value}" if name else value for name, value in statement.cells if value)
    return document.text[statement.start : statement.end]
