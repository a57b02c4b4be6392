"""`verify_store` is a proof only if every difference that can be planted is reported."""

import json

import pytest

from assistant.index.entries import LEVELS
from assistant.index.store import current_generation, open_store
from assistant.index.verify import verify_store


@pytest.fixture
def problems(build, index, corpus, embedder):
    """Build, let a test plant something in the files, and return what verify finds."""
    build()

    def found(plant):
        folder = current_generation(index)
        assert folder is not None
        plant(folder)
        store = open_store(index, corpus, lambda _: embedder)
        try:
            return verify_store(store, corpus)
        finally:
            store.close()

    return found


def rewrite(path, change):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in change(rows)), encoding="utf-8")


def test_an_honest_index_has_no_difference(problems):
    assert problems(lambda folder: None) == []


def test_a_missing_document(problems):
    found = problems(lambda folder: rewrite(folder / "documents.jsonl", lambda rows: [r for r in rows if r["id"] != "harbour-2020"]))
    assert "documents: harbour-2020 is in the corpus, not in the index" in found


def test_a_document_that_was_never_published(problems):
    found = problems(lambda folder: rewrite(folder / "documents.jsonl", lambda rows: [*rows, {**rows[0], "id": "planted"}]))
    assert "documents: planted is in the index, not in the corpus" in found


def test_another_version_of_a_document(problems):
    found = problems(lambda folder: rewrite(folder / "documents.jsonl", lambda rows: [{**r, "hash": "0"} for r in rows]))
    assert sum("harbour-2024.md" in line for line in found) == 2


def test_a_changed_text_with_the_right_hash(problems):
    def change(rows):
        return [{**r, "text": r["text"].replace("30 billion", "90 billion")} for r in rows]

    found = problems(lambda folder: rewrite(folder / "documents.jsonl", change))
    assert len(found) == 1
    assert "harbour-2024" in found[0]


@pytest.mark.parametrize("level", LEVELS)
def test_a_missing_and_a_foreign_vector(store, corpus, level):
    name = f"{level}-hash-en"
    collection = store.vectors.collection(name)
    victim = sorted(store.vectors.contents(name))[0]
    collection.delete(ids=[victim])
    assert verify_store(store, corpus) == [f"vectors {name}: {victim} is in the corpus, not in the index"]
    collection.add(ids=[victim, "planted"], embeddings=[[0.1] * 64] * 2, metadatas=[{"a": 1}] * 2)
    assert verify_store(store, corpus) == [
        f"vectors {name}: planted is in the index, not in the corpus",
        f"vectors {name}: {victim}: filters are not those of its document",
    ]


def test_a_collection_that_no_embedder_has(store, corpus):
    store.vectors.collection("chunks-gone-en")
    assert verify_store(store, corpus) == ["collections: chunks-gone-en is in the index, not in the corpus"]


@pytest.mark.parametrize("part", [f"{level}-{language}" for level in LEVELS for language in ("en", "ko")])
def test_a_word_entry_under_another_id(problems, part):
    def change(rows):
        rows[0][0] = "planted"
        return rows

    found = problems(lambda folder: rewrite(folder / "lexical" / part / "terms.jsonl", change))
    assert len(found) == 2
    assert f"words {part}: planted is in the index, not in the corpus" in found


def test_a_document_that_changed_after_the_build(store, corpus):
    path = corpus / "documents" / "en" / "harbour-2024.md"
    path.write_text(path.read_text(encoding="utf-8").replace("KRW 30 billion", "KRW 35 billion"), encoding="utf-8")
    found = verify_store(store, corpus)
    assert any(line.startswith("document harbour-2024:") for line in found)
    for part in ("vectors chunks-hash-en", "vectors statements-hash-en", "words chunks-en", "words statements-en"):
        assert sum(line.startswith(f"{part}: harbour-2024") for line in found) == 2
