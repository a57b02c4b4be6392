"""Which statements make up an answer: the best one, what adds to it, and the other sides of a conflict."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.model import fit_of
from assistant.records import Candidate, Found, Statement

MAX_SENTENCES = 5
MAX_WORDS = 110
# A further statement must be nearly as good as the best one: within this many units of log-odds.
_WITHIN = 1.2

Ranked = Sequence[tuple[float, Candidate]]


def rank(found: Found) -> list[tuple[float, Candidate]]:
    """(log-odds, candidate), best first; ties in document order."""
    language = found.reading.language
    scored = [(fit_of(c, language), c) for c in found.candidates]
    return sorted(scored, key=lambda p: (-p[0], p[1].document.id, p[1].statement.start))


def select(ranked: Ranked) -> list[Candidate]:
    """The statements of the answer, best first: at most MAX_SENTENCES and about MAX_WORDS words, none twice."""
    if not ranked:
        return []
    best_score = ranked[0][0]
    best = _first(ranked)
    chosen = [best]
    words = len(best.text.split())
    for score, candidate in ranked:
        if len(chosen) == MAX_SENTENCES or score < best_score - _WITHIN:
            break
        size = len(candidate.text.split())
        if words + size > MAX_WORDS or any(_repeats(candidate, c) for c in chosen):
            continue
        chosen.append(candidate)
        words += size
    return chosen


def _first(ranked: Ranked) -> Candidate:
    """The best statement that still applies, if one is nearly as good as the best; else the best."""
    best_score, best = ranked[0]
    if best.features["superseded"]:
        return next((c for s, c in ranked if s >= best_score - _WITHIN and not c.statement.superseded), best)
    return best


def sides(candidate: Candidate) -> list[Statement]:
    """Every statement of the conflict that a candidate is one side of, in the document's order."""
    name = candidate.statement.conflict
    return [s for s in candidate.document.statements if name and s.conflict == name]


def _repeats(candidate: Candidate, other: Candidate) -> bool:
    """The same statement, or one that says the same in nearly the same words, as in two documents on one rule."""
    if (candidate.document.id, candidate.statement.start) == (other.document.id, other.statement.start):
        return True
    ours, theirs = set(candidate.text.lower().split()), set(other.text.lower().split())
    return len(ours & theirs) / max(1, min(len(ours), len(theirs))) > 0.8
