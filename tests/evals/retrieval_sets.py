"""Tiny made-up sets in the shape of the published ones."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest

BENCHMARKS = Path(__file__).parents[3] / "shared" / "benchmarks"

FERRY = (
    "The harbour office issues ferry passes , which are free for islanders. \n\nWho Can Apply \n\n\nIslanders \n"
    "Islanders apply at the pier with a proof of address. A pass lasts two years. \n\nLost Passes \nReport a lost pass to the harbour police [1 ] "
)
TOLLS = "Bridges charge tolls at weekends. \n\nDiscounts \nElectric lorries pay half of the toll & nothing on <holidays>. "


def published(name: str) -> Path:
    """The folder of a published set; skips the test where it is not there."""
    folder = BENCHMARKS / name
    if not folder.is_dir():
        pytest.skip(f"the published set {name} is not on this machine")
    return folder


def doc2dial(folder: Path, rows: list[dict[str, str]] | None = None) -> Path:
    """Two pages, one of them under two titles, and four turns."""
    rows = rows or [
        turn("a_1", "user:Who gives out ferry passes", FERRY, "The harbour office issues ferry passes , ", "Ferry Passes#1_0"),
        turn(
            "a_3",
            "user:How long does it last? \tagent:At the pier. \tuser:I live on an island, where do I apply for a pass?",
            FERRY,
            "A pass lasts two years. ",
            "Ferry Passes#2_0",
        ),
        turn("a_5", "user:And a lost one? \tuser:Thanks", FERRY, "\n\nLost Passes \n", "Ferry Passes#1_0"),
        turn("b_1", "user:toll for electric lorries", TOLLS, "nothing on <holidays>. ", "Tolls#1_0", "roads"),
    ]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["id", "question", "context", "answers", "spans", "domain", "title"])
    writer.writeheader()
    writer.writerows(rows)
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(folder / "doc2dial_rc_val.csv.zip", "w") as archive:
        archive.writestr("doc2dial_rc_val.csv", text.getvalue())
    return folder


def turn(id_: str, question: str, context: str, answer: str, title: str, domain: str = "harbour") -> dict[str, str]:
    answers = {"text": [answer], "answer_start": [context.index(answer)], "spans": {"1": answer}}
    return {
        "id": id_,
        "question": question,
        "context": context,
        "answers": str(answers),
        "spans": "{}",
        "domain": domain,
        "title": title,
    }


def or_sharc(folder: Path, gold: str = "7") -> Path:
    rules = {
        "3": "# Ferry pass\n\nYou get a ferry pass when:\n\n* you live on an island\n* you are over 65",
        "7": "## Toll relief\n\nLorries that run on electricity pay half of the bridge toll.",
    }
    asked = [
        ("u1", "Do I get toll relief?", "My lorry runs on electricity.", "Yes", gold),
        ("u2", "Do I get a ferry pass?", "", "Do you live on an island?", "3"),
    ]
    keys = ("utterance_id", "question", "scenario", "answer", "gold_snippet_id")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "id2snippet.json").write_text(json.dumps(rules))
    lines = (json.dumps(dict(zip(keys, row, strict=True)) | {"history": []}) for row in asked)
    (folder / "open_retrieval_sharc_dev.json").write_text("\n".join(lines) + "\n")
    return folder


def autorag_ko(folder: Path, gold: str = "public - 섬 안내.pdf - 2") -> Path:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pages = {
        "public - 섬 안내.pdf - 1": "섬 주민 안내\n승선권은 부두에서 신청합니다.",
        "public - 섬 안내.pdf - 2": "승선권의 유효 기간은 2년입니다.\n분실하면 항만 경찰에 신고합니다.",
        "law - 통행료.pdf - 1": "교량 통행료는 주말에 부과합니다.",
    }
    folder.mkdir(parents=True, exist_ok=True)
    corpus = [{"doc_id": name, "contents": text, "metadata": {"last_modified_datetime": None}} for name, text in pages.items()]
    asked = [{"qid": "0_public", "query": "승선권의 유효 기간은 얼마입니까?", "generation_gt": ["2년"], "retrieval_gt": [[gold]]}]
    pq.write_table(pa.Table.from_pylist(corpus), folder / "ocr_corpus_v3.parquet")
    pq.write_table(pa.Table.from_pylist(asked), folder / "qa_v4.parquet")
    return folder
