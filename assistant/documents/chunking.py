"""Documents -> chunks: slices of canonical text of a bounded number of words, cut at section ends where that fits."""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.documents.validity import Days
from assistant.records import Chunk, PolicyDocument, Section, Statement

_WORD = re.compile(r"\S+")
# What a chunk with no word in it, and a cut inside a section, cost beside the 1 that a chunk costs.
_EMPTY = 0.3
_CUT_INSIDE = 0.25


def words(text: str) -> int:
    """White-space separated words."""
    return len(text.split())


def chunk_document(document: PolicyDocument, days: Days, max_words: int) -> list[Chunk]:
    """Cut a document into chunks that are as full as may be, at section ends where they fit, else at statement ends.

    The chunks are in order, do not overlap, and what lies between them is headings and white space. A chunk's id is the
    document's and a hash of its text and context, so an unchanged chunk keeps its id wherever it moves to.
    """
    seen: Counter[str] = Counter()
    chunks: list[Chunk] = []
    pieces = [piece for section in document.sections for piece in _section_pieces(document, section, max_words)]
    for first, last in _cuts(document.text, pieces, max_words):
        start, end, section = pieces[first].start, pieces[last].end, pieces[first].section
        text = document.text[start:end]
        context = _context(document, section, [s for s in document.statements if s.start < end and s.end > start], start)
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


class _Piece(NamedTuple):
    """What is never cut: a statement, or a slice of one that is longer than a chunk. `opens` says that its section starts with it."""

    start: int
    end: int
    section: Section
    opens: bool


def _section_pieces(document: PolicyDocument, section: Section, limit: int) -> Iterator[_Piece]:
    inside = [s for s in document.statements if section.start <= s.start and s.end <= section.end]
    found = (part for piece in _pieces(document.text, section, inside) for part in _halves(document.text, piece, limit))
    for number, (start, end) in enumerate(found):
        yield _Piece(start, end, section, opens=number == 0)


def _cuts(text: str, pieces: Sequence[_Piece], limit: int) -> list[tuple[int, int]]:
    """(first, last) piece per chunk, at the least cost: every chunk costs 1, an empty place in it and a cut inside a section a little.

    Headings between two pieces count as words of the chunk that holds both.
    """
    counts = [words(text[p.start : p.end]) for p in pieces]
    between = [0, *(words(text[a.end : b.start]) for a, b in pairwise(pieces))]
    best = [0.0, *(math.inf for _ in pieces)]
    back = [0] * (len(pieces) + 1)
    for end in range(1, len(pieces) + 1):
        size = 0
        cut = 0.0 if end == len(pieces) or pieces[end].opens else _CUT_INSIDE
        for start in range(end - 1, -1, -1):
            size += counts[start] + (between[start + 1] if start + 1 < end else 0)
            if size > limit and start < end - 1:
                break
            cost = best[start] + 1 + cut + _EMPTY * max(0.0, (limit - size) / limit) ** 2
            if cost < best[end]:
                best[end], back[end] = cost, start
    found: list[tuple[int, int]] = []
    end = len(pieces)
    while end:
        found.append((back[end], end - 1))
        end = back[end]
    return found[::-1]


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
    if 0 < words(text[start:end]) <= limit:
        yield piece
        return
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
