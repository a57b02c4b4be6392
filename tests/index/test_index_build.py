"""Building: only what changed is embedded again, what is gone is gone everywhere, and an index out of date says so."""

import json
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.errors import IndexMissingError, IndexStaleError, RecipeError, StoreError
from assistant.index import store as store_module
from assistant.index.build import build_index
from assistant.index.entries import LEVELS, OPEN_END, OPEN_START
from assistant.index.store import current_generation, open_store
from assistant.index.verify import verify_store
from assistant.testing.embedder import HashEmbedder

COMMAND = "Run `policy-assistant index build`."


def edit(corpus: Path, old: str, new: str, name: str = "en/harbour-2024.md") -> None:
    path = corpus / "documents" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def opened(index, corpus, embedder):
    return open_store(index, corpus, lambda _: embedder)


def test_a_first_build_holds_the_corpus(build, index, corpus, embedder):
    report = build()
    assert (report.documents, report.problems, report.unchanged) == (3, (), False)
    assert report.embedded_chunks == report.chunks
    assert report.embedded_statements == report.statements
    store = opened(index, corpus, embedder)
    assert set(store.documents) == {"harbour-2024", "harbour-2020", "harbour-2024-ko"}
    assert verify_store(store, corpus) == []
    assert store.info["chunks"] == len(store.chunks) == report.chunks
    store.close()


def test_nothing_changed_means_nothing_done(build, index, embedder):
    build()
    before = current_generation(index)
    embedder.embedded.clear()
    report = build()
    assert report.unchanged
    assert current_generation(index) == before
    assert embedder.embedded == []


def test_one_edited_sentence_embeds_one_chunk_and_one_statement(build, corpus, index, embedder):
    build()
    embedder.embedded.clear()
    edit(corpus, "KRW 30 billion per project", "KRW 35 billion per project")
    report = build()
    assert (report.embedded_chunks, report.embedded_statements, report.removed_chunks) == (1, 1, 1)
    chunk, statement = embedder.embedded
    assert "35 billion" in chunk
    assert "before 2024" in chunk
    assert statement.endswith("The cap of the Harbour Grant is KRW 35 billion per project.")
    store = opened(index, corpus, embedder)
    assert verify_store(store, corpus) == []
    store.close()


def test_each_embedder_embeds_the_edited_chunk_once(corpus, index):
    recipe = (index / "recipe.toml").read_text(encoding="utf-8")
    second = recipe.partition("[[embedders]]")[2].replace('"hash"', '"other"')
    (index / "recipe.toml").write_text(f"{recipe}\n[[embedders]]{second}", encoding="utf-8")
    made = {"hash": HashEmbedder(), "other": HashEmbedder(32)}
    build_index(corpus, index, lambda settings: made[settings.name])
    for embedder in made.values():
        embedder.embedded.clear()
    edit(corpus, "within 2 weeks", "within 4 weeks")
    report = build_index(corpus, index, lambda settings: made[settings.name])
    assert (report.embedded_chunks, report.embedded_statements) == (1, 1)
    assert [len(e.embedded) for e in made.values()] == [2, 2]


def test_moved_text_keeps_its_vectors_and_gets_its_new_place(build, corpus, index, embedder):
    build()
    embedder.embedded.clear()
    # It fills a chunk, so that what it moves is cut as before.
    news = f"The Harbour Grant has a new logo{', a gull' * 19}."
    edit(corpus, "# Harbour Grant\n", f"# Harbour Grant\n\n## News\n\n{news}[^90-F01]\n")
    report = build()
    assert (report.embedded_chunks, report.embedded_statements, report.removed_chunks) == (1, 1, 0)
    store = opened(index, corpus, embedder)
    assert verify_store(store, corpus) == []
    for document, statement in store.statement_by_id.values():
        chunk = store.chunk_of_statement[document.id, statement.start]
        assert document.text[statement.start : statement.end] in chunk.text
    store.close()


def test_a_changed_period_changes_the_filters_without_embedding(build, corpus, index, embedder):
    build()
    embedder.embedded.clear()
    edit(corpus, "effective_to: 2023-12-31", "effective_to: 2022-12-31", "en/harbour-2020.md")
    assert build().embedded_chunks == 0
    assert embedder.embedded == []
    store = opened(index, corpus, embedder)
    assert verify_store(store, corpus) == []
    kept = [m for m in store.vectors.contents("chunks-hash-en").values() if m["document"] == "harbour-2020"]
    assert {m["valid_to"] for m in kept} == {20221231}
    assert store.lexical["chunks", "en"].search(["ferri"], 5, 20230601, 20230601) == []
    store.close()


def test_a_deleted_document_is_gone_from_every_part(build, corpus, index, embedder):
    build()
    (corpus / "documents" / "en" / "harbour-2020.md").unlink()
    assert build().removed_chunks == 1
    store = opened(index, corpus, embedder)
    assert verify_store(store, corpus) == []
    assert "harbour-2020" not in store.documents
    for level in LEVELS:
        assert "harbour-2020" not in {m["document"] for m in store.vectors.contents(f"{level}-hash-en").values()}
        assert not [i for (_, _), lexical in store.lexical.items() for i in lexical.ids if i.startswith("harbour-2020")]
        found = store.nearest(level, "hash", "en", embedder.embed_query("ferries eligible"), 50, (OPEN_START, OPEN_END))
        assert found
        assert not [i for i, _ in found if i.startswith("harbour-2020")]
    assert store.lexical["chunks", "en"].search(["ferri"], 5, OPEN_START, OPEN_END) == []
    files = [path for path in current_generation(index).rglob("*") if path.is_file()]
    assert [path.name for path in files if b"Ferries were" in path.read_bytes()] == []
    store.close()


def test_fresh_embeds_everything_anew(build, embedder):
    first = build()
    embedder.embedded.clear()
    again = build(fresh=True)
    assert again.embedded_chunks == first.chunks
    assert len(embedder.embedded) == first.chunks + first.statements


def test_a_changed_recipe_is_built_anew(build, index, embedder):
    first = build()
    recipe = index / "recipe.toml"
    recipe.write_text(recipe.read_text(encoding="utf-8") + 'query_prefix = "query: "\n', encoding="utf-8")
    embedder.embedded.clear()
    assert build().embedded_chunks == first.chunks


def test_a_broken_document_is_a_problem_and_the_rest_is_built(build, corpus):
    (corpus / "documents" / "en" / "broken.md").write_bytes(b"\xff\xfe")
    report = build()
    assert report.documents == 3
    assert len(report.problems) == 1
    assert "broken.md" in report.problems[0]


def test_a_text_with_unusual_line_separators_is_read_back(build, corpus, index, embedder):
    odd = "First line\u2028second\x85third. The pier is 40 m long."
    edit(corpus, "title: Harbour Grant of 2020", f'title: "Harbour\u2028Grant"\nissuer: "{odd}"', "en/harbour-2020.md")
    edit(corpus, "issuer: Ministry of Harbours\n", "", "en/harbour-2020.md")
    build()
    store = opened(index, corpus, embedder)
    assert verify_store(store, corpus) == []
    store.close()


def test_progress_counts_every_new_entry(build):
    seen = []
    report = build(progress=lambda *step: seen.append(step))
    steps = {name: (done, total) for name, done, total in seen}
    assert steps["hash: chunks (en)"] == (report.chunks - 1, report.chunks - 1)
    assert steps["hash: chunks (ko)"] == (1, 1)
    assert steps["hash: statements (en)"] == (report.statements - 2, report.statements - 2)
    assert steps["hash: statements (ko)"] == (2, 2)
    assert steps["words: chunks"] == (report.chunks, report.chunks)


def test_another_build_is_told_and_waited_for(build, index):
    build()
    with FileLock(index / "store" / "build.lock"), pytest.raises(StoreError, match=r"another build is running\. Wait for it"):
        build(fresh=True)
    assert build(fresh=True).generation == "generation-2"


def test_old_generations_are_dropped(build, corpus, index):
    for billions in (31, 32, 33):
        build()
        edit(corpus, "within 2 weeks", f"within 2 weeks and {billions} days")
    build()
    assert sorted(p.name for p in (index / "store").glob("generation-*")) == ["generation-3", "generation-4"]


class TestStaleIndex:
    def test_no_index_yet(self, index, corpus, embedder):
        with pytest.raises(IndexMissingError) as caught:
            opened(index, corpus, embedder)
        assert str(caught.value) == f"{index}: there is no index yet. {COMMAND}"

    def test_a_folder_that_current_names_is_gone(self, build, index, corpus, embedder):
        build()
        (index / "store" / "CURRENT").write_text("generation-9\n", encoding="utf-8")
        with pytest.raises(IndexMissingError):
            opened(index, corpus, embedder)

    def test_the_recipe_has_changed(self, build, index, corpus, embedder):
        build()
        with (index / "recipe.toml").open("a", encoding="utf-8") as file:
            file.write('passage_prefix = "passage: "\n')
        with pytest.raises(IndexStaleError) as caught:
            opened(index, corpus, embedder)
        assert str(caught.value) == f"{index}: recipe.toml has changed since the index was built. {COMMAND}"

    def test_the_recipe_is_gone(self, build, index, corpus, embedder):
        build()
        (index / "recipe.toml").unlink()
        with pytest.raises(RecipeError):
            opened(index, corpus, embedder)

    def test_the_corpus_has_changed(self, build, index, corpus, embedder):
        build()
        edit(corpus, "KRW 30 billion", "KRW 35 billion")
        with pytest.raises(IndexStaleError) as caught:
            opened(index, corpus, embedder)
        assert str(caught.value) == f"{index}: the corpus {corpus} has changed since the index was built. {COMMAND}"
        opened(index, None, embedder).close()

    def test_a_library_has_changed(self, build, index, corpus, embedder, monkeypatch):
        build()
        newer = {**store_module.library_versions(), "chromadb": "99.0"}
        monkeypatch.setattr(store_module, "library_versions", lambda: newer)
        with pytest.raises(IndexStaleError) as caught:
            opened(index, corpus, embedder)
        assert "chromadb 99.0" in str(caught.value)
        assert str(caught.value).endswith(COMMAND)

    def test_a_damaged_manifest(self, build, index, corpus, embedder):
        build()
        (current_generation(index) / "manifest.json").write_text("{", encoding="utf-8")
        with pytest.raises(StoreError, match=r"manifest\.json can't be read.*--fresh"):
            opened(index, corpus, embedder)

    def test_a_damaged_lexical_index(self, build, index, corpus, embedder):
        build()
        (current_generation(index) / "lexical" / "chunks-en" / "terms.jsonl").unlink()
        with pytest.raises(StoreError, match=r"the lexical index can't be read.*--fresh"):
            opened(index, corpus, embedder)


def test_the_manifest_tells_what_was_built(build, index):
    report = build()
    manifest = json.loads((current_generation(index) / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["report"]["chunks"] == report.chunks
    assert set(manifest["libraries"]) == set(store_module.LIBRARIES)
