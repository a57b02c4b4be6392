"""How well a statement fits a question, as named numbers between about -1 and 1. What they are worth is learnt elsewhere."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise, zip_longest

from assistant.index.analyzer import terms
from assistant.index.store import Store
from assistant.records import Candidate, Language, Reading
from assistant.retrieval.fusion import reciprocal_rank_fusion
from assistant.retrieval.ranking import Listed
from assistant.retrieval.reading import YEAR

_CANDIDATES = 60
# About the weight of a term that one statement of ten thousand holds.
_RAREST = 10.0
# A chunk that scores this much less than the best is worth 1/e of it.
_SPREAD = 3.0
_FIGURE = {
    "contact": re.compile(r"\d{2,4}-\d{3,4}|@\w|https?:|www\."),
    "rate": re.compile(r"\d\s?(?:%|per ?cent|퍼센트|%p)"),
    "amount": re.compile(r"(?:KRW|USD|₩|\$)\s?\d|\d\s?(?:million|billion|trillion|만|억|조)|\d원"),
    "date": re.compile(r"\b(?:19|20)\d\d\b|\d년|\d월"),
    "duration": re.compile(r"\d\s?(?:years?|months?|weeks?|days?|년|개월|주|일)|\b(?:one|two|three|five|ten)\b[ -]years?"),
    "count": re.compile(r"\d"),
}


def candidates(
    store: Store,
    reading: Reading,
    language: Language,
    query_terms: Sequence[str],
    lists: Sequence[Listed],
    chunk_scores: Mapping[str, float],
) -> list[Candidate]:
    """The statements that any list named, with their features, in no order."""
    ranked = [[i for i, _ in listed.hits] for listed in lists]
    by_rank = zip_longest(*ranked)
    ids = list(dict.fromkeys(i for same_rank in by_rank for i in same_rank if i))[:_CANDIDATES]
    lexical = store.lexical.get(("statements", language))
    if not ids or lexical is None:
        return []
    unique = list(dict.fromkeys(query_terms))
    idf = [lexical.idf(t) for t in unique]
    held = lexical.matches(ids, unique)
    total = sum(idf) or 1.0
    own = set(terms(reading.text)) - _earlier(reading) if reading.follows else set()
    best_chunk = max(chunk_scores.values(), default=0.0)
    primary = store.recipe.primary(reading.language, language)
    cosines = {i: score for listed in lists if primary and listed.embedder == primary.name for i, score in listed.hits}
    bm25 = {i: score for listed in lists if not listed.embedder for i, score in listed.hits}
    lowest = min(cosines.values(), default=0.0)
    fused = reciprocal_rank_fusion(ranked)
    best_statement = max(fused.values(), default=1.0)
    pairs = [_adjacent(a, b) for a, b in pairwise(query_terms)]
    years = set(YEAR.findall(reading.query))
    best_bm25 = total * (store.recipe.lexical.k1 + 1)
    found: list[Candidate] = []
    for row, entry_id in enumerate(ids):
        document, statement = store.statement_by_id[entry_id]
        chunk = store.chunk_of_statement[document.id, statement.start]
        entry_text = store.statement_texts[entry_id]
        context, _, text = entry_text.partition("\n")
        lowered = text.lower()
        features = {
            "own": _share(own, held[row], idf, unique),
            "cosine": cosines.get(entry_id, lowest),
            "bm25": min(1.0, bm25.get(entry_id, 0.0) / best_bm25),
            "coverage": sum(w for w, hit in zip(idf, held[row], strict=True) if hit) / total,
            "coverage_text": sum(w for w, t in zip(idf, unique, strict=True) if t.lower() in lowered) / total,
            "pairs": sum(bool(p.search(lowered)) for p in pairs) / max(1, len(pairs)),
            "chunk": math.exp(min(0.0, (chunk_scores.get(chunk.id, -math.inf) - best_chunk) / _SPREAD)),
            "statement": fused.get(entry_id, 0.0) / best_statement,
            "figure": _figure(reading, text),
            "superseded": float(statement.superseded and not reading.past),
            "title": _weight(unique, idf, _title_terms(document.title)) / total,
            "missing": max((w for w, hit in zip(idf, held[row], strict=True) if not hit), default=0.0) / _RAREST,
            "year": _year(years, entry_text),
            "row": float(statement.kind == "row"),
        }
        found.append(Candidate(document=document, statement=statement, chunk=chunk, text=text, context=context, features=features))
    return found


@lru_cache(maxsize=4096)
def _title_terms(title: str) -> frozenset[str]:
    """The terms of a title; documents are few and their candidates many."""
    return frozenset(terms(title))


def _weight(unique: Sequence[str], idf: Sequence[float], held: Set[str]) -> float:
    """The weight of the terms that are held."""
    return sum(weight for term, weight in zip(unique, idf, strict=True) if term in held)


def _year(asked: Set[str], text: str) -> float:
    """1 when a text names a year that is asked about, -1 when it names others only, -0.5 for none, 0 when none is asked about."""
    if not asked:
        return 0.0
    named = set(YEAR.findall(text))
    return 1.0 if named & asked else -1.0 if named else -0.5


def _earlier(reading: Reading) -> set[str]:
    """The terms of the turn that a question follows up on."""
    return set(terms(reading.query.removesuffix(reading.text)))


def _share(own: set[str], held: Sequence[bool], idf: Sequence[float], unique: Sequence[str]) -> float:
    """How much of what a follow-up adds to the turn before it a statement holds, weighted by rarity; 1 when it adds nothing."""
    added = [(weight, hit) for term, weight, hit in zip(unique, idf, held, strict=True) if term in own]
    return sum(weight for weight, hit in added if hit) / sum(weight for weight, _ in added) if added else 1.0


def _adjacent(first: str, second: str) -> re.Pattern[str]:
    """Two terms of the question side by side in a text: stems may have endings, Korean morphemes may be written together."""
    between = r"\w*[\s-]+" if first.isascii() else r"\s?"
    return re.compile(re.escape(first.lower()) + between + re.escape(second.lower()))


def _figure(reading: Reading, text: str) -> float:
    """1 when the statement holds the kind of figure that is asked for, -1 when it does not, 0 when none is asked for."""
    if reading.expects is None:
        return 0.0
    return 1.0 if _FIGURE[reading.expects].search(text) else -1.0
