"""AutoRAG's Korean embedding benchmark: questions about single pages of Korean PDF files, the pages as recognised text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.errors import EvaluationError
from assistant.records import Question
from evals.sets.outside import Ask, OutsideSet, Page, expect, half_of, read_bytes

FILES = ("ocr_corpus_v3.parquet", "qa_v4.parquet")


def load(folder: Path) -> OutsideSet:
    """Read the set. Raises EvaluationError that names the file."""
    pages = _rows(folder / FILES[0], ("doc_id", "contents"))
    questions = _rows(folder / FILES[1], ("qid", "query", "retrieval_gt"))
    # The files' own names would tell the subject, which published scores do not use.
    documents = {row["doc_id"]: f"page-{number:04}" for number, row in enumerate(pages, 1)}
    unknown = [row["qid"] for row in questions if row["retrieval_gt"][0][0] not in documents]
    if unknown:
        raise EvaluationError(f"{folder / FILES[1]}: question {unknown[0]!r}: its page is not in {FILES[0]}.")
    return OutsideSet(
        name="autorag-ko",
        unit="page",
        pages=tuple(Page(file=f"{documents[row['doc_id']]}.txt", contents=row["contents"]) for row in pages),
        asks=tuple(_ask(row, documents) for row in questions),
    )


def _ask(row: dict[str, Any], documents: dict[str, str]) -> Ask:
    """Every question has one page, "subject - file - page"; the half is that of the file."""
    gold = row["retrieval_gt"][0][0]
    file = gold.rpartition(" - ")[0]
    subject = row["qid"].rpartition("_")[2]
    question = Question(text=row["query"])
    return Ask(id=row["qid"], variant="question", question=question, document=documents[gold], kind=subject, half=half_of(file))


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise EvaluationError(f"{path}: pyarrow is needed to read it.", "Run `pip install 'policy-assistant[evals]'`.") from None
    try:
        table = pq.read_table(pa.BufferReader(read_bytes(path)))
    except pa.ArrowInvalid as error:
        raise EvaluationError(f"{path}: expected a Parquet file: {error}.") from None
    expect(path, columns, table.column_names)
    rows: list[dict[str, Any]] = table.select(list(columns)).to_pylist()
    return rows
