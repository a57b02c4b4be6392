"""A persistent BM25 index per level and language, by bm25s, with the terms kept so that only new texts are analysed again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import numpy.typing as npt

from assistant.errors import StoreError
from assistant.index.analyzer import terms
from assistant.index.entries import Entry
from assistant.index.recipe import LexicalSettings


class LexicalIndex:
    """BM25 over the entries of one language and level. Scores are the library's; 0 means that no term is shared."""

    def __init__(self, bm25: bm25s.BM25, ids: Sequence[str], valid_from: npt.NDArray[np.int32], valid_to: npt.NDArray[np.int32]) -> None:
        self._bm25 = bm25
        self.ids = list(ids)
        self._row = {entry_id: row for row, entry_id in enumerate(self.ids)}
        self._valid_from = valid_from
        self._valid_to = valid_to

    def search(self, query_terms: Sequence[str], k: int, first_day: int, last_day: int) -> list[tuple[str, float]]:
        """The k best entries that are in force on some day between the two (YYYYMMDD), best first; ties by position."""
        known = [t for t in query_terms if t in self._bm25.vocab_dict]
        if not known or not self.ids:
            return []
        scores = self._bm25.get_scores(known)
        scores = np.where((self._valid_from <= last_day) & (self._valid_to >= first_day), scores, 0.0)
        best = np.argpartition(-scores, min(k, len(scores) - 1))[:k] if k < len(scores) else np.arange(len(scores))
        order = best[np.lexsort((best, -scores[best]))]
        return [(self.ids[i], float(scores[i])) for i in order if scores[i] > 0]

    def matches(self, ids: Sequence[str], query_terms: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which entries hold which terms: a row per id, a column per term."""
        rows = np.array([self._row[i] for i in ids], dtype=np.int64)
        found = np.zeros((len(ids), len(query_terms)), dtype=bool)
        indptr, indices = self._bm25.scores["indptr"], self._bm25.scores["indices"]
        for column, term in enumerate(query_terms):
            number = self._bm25.vocab_dict.get(term)
            if number is not None:
                found[:, column] = np.isin(rows, indices[indptr[number] : indptr[number + 1]])
        return found

    def idf(self, term: str) -> float:
        """How rare a term is here: ln(1 + (N - n + 0.5) / (n + 0.5)), the Lucene variant; the maximum for an unknown term."""
        count = len(self.ids)
        column = self._bm25.vocab_dict.get(term)
        indptr = self._bm25.scores["indptr"]
        n = int(indptr[column + 1] - indptr[column]) if column is not None else 0
        return float(np.log1p((count - n + 0.5) / (n + 0.5)))


def build_lexical(
    entries: Sequence[Entry], folder: Path, settings: LexicalSettings, known: Mapping[str, list[str]], tick: Callable[[], None]
) -> None:
    """Write the index of these entries. `known` maps ids to terms that were computed before; `tick` is called per entry."""
    folder.mkdir(parents=True)
    corpus: list[list[str]] = []
    with (folder / "terms.jsonl").open("w", encoding="utf-8") as file:
        for entry in entries:
            found = known.get(entry.id) or terms(entry.text)
            corpus.append(found)
            file.write(json.dumps([entry.id, entry.valid_from, entry.valid_to, " ".join(found)], ensure_ascii=False) + "\n")
            tick()
    if any(corpus):
        bm25 = bm25s.BM25(k1=settings.k1, b=settings.b, method=settings.method)
        bm25.index(corpus, show_progress=False)
        bm25.save(str(folder / "bm25"), show_progress=False)


def read_terms(folder: Path) -> dict[str, list[str]]:
    """The terms per entry id that a built index was made of; empty when there is none."""
    path = folder / "terms.jsonl"
    if not path.exists():
        return {}
    return {row[0]: row[3].split(" ") if row[3] else [] for row in _rows(path)}


def _rows(path: Path) -> Iterator[list[Any]]:
    r"""(id, first day, last day, terms) per line. Only "\n" ends one: ids may hold the other characters at which splitlines() cuts."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from map(json.loads, lines)


def open_lexical(folder: Path) -> LexicalIndex | None:
    """The index in a folder; None when it holds no entry. Raises StoreError when its files are damaged."""
    if not (folder / "bm25").is_dir():
        return None
    try:
        rows = list(_rows(folder / "terms.jsonl"))
        bm25 = bm25s.BM25.load(str(folder / "bm25"), load_corpus=False, show_progress=False)
    except (OSError, ValueError) as error:
        raise StoreError(f"{folder}: the lexical index can't be read: {error}.", "Run `policy-assistant index build --fresh`.") from None
    days = np.array([[row[1], row[2]] for row in rows], dtype=np.int32)
    return LexicalIndex(bm25, [row[0] for row in rows], days[:, 0], days[:, 1])
