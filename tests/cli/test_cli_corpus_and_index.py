"""`corpus` and `index` commands."""

import json

from assistant.documents.corpus import load_corpus


def test_show_prints_exactly_the_canonical_text(run, corpus):
    for document in load_corpus(corpus).documents:
        assert run("corpus", "show", document.id) == (0, document.text, "")


def test_show_names_near_documents(fails):
    assert fails("corpus", "show", "harbour") == (
        "There is no document 'harbour'. Did you mean harbour-2020, harbour-2024, harbour-2024-ko?"
    )


def test_list_names_every_document_with_its_period(run):
    status, out, _ = run("corpus", "list")
    assert status == 0
    for words in ("harbour-2024-ko", "항만지원금", "2020-01-01", "2023-12-31", "Harbour Grant of 2020"):
        assert words in out


def test_list_shows_a_title_in_brackets_as_it_is(run, corpus):
    path = corpus / "documents" / "en" / "harbour-2020.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Harbour Grant of 2020", 'title: "[red] Grant [/]"'), encoding="utf-8")
    status, out, _ = run("corpus", "list")
    assert status == 0
    assert "[red]" in out
    assert "[/]" in out


def test_check_passes_and_fails(run, corpus):
    status, out, err = run("corpus", "check")
    assert (status, err) == (0, "")
    assert out == "3 documents, 12 statements: no problem found.\n"
    path = corpus / "documents" / "en" / "harbour-2020.md"
    path.write_text(path.read_text(encoding="utf-8").replace("[^90-F02]", "[^90-F09]", 1), encoding="utf-8")
    status, out, err = run("corpus", "check")
    assert status == 1
    assert "documents/en/harbour-2020.md: [^90-F09]: used, never defined" in out
    assert err == f"Error: {corpus}: {out.count(chr(10))} problems in 1 files.\n"


def test_build_info_verify(run, corpus):
    status, out, err = run("index", "build")
    assert (status, err) == (0, "")
    assert "Built generation-1: 3 documents, 5 chunks, 12 statements." in out
    status, out, _ = run("index", "build")
    assert out == "The index is up to date: 3 documents, 5 chunks, 12 statements.\n"
    info = json.loads(run("index", "info")[1])
    assert (info["generation"], info["documents"], info["chunks"]) == ("generation-1", 3, 5)
    assert run("index", "verify") == (0, "The index holds exactly the corpus: 5 chunks of 3 documents, every one verified.\n", "")


def test_build_tells_of_documents_that_cannot_be_read(run, corpus):
    (corpus / "documents" / "en" / "broken.md").write_bytes(b"\xff")
    status, out, _ = run("index", "build")
    assert status == 0
    assert "! documents/en/broken.md: not UTF-8 text" in out


def test_verify_tells_every_difference(run, build, store, index):
    victim = store.chunks[0].id
    store.vectors.collection("chunks-hash-en").delete(ids=[victim])
    store.close()
    status, out, err = run("index", "verify")
    assert status == 1
    assert f"vectors chunks-hash-en: {victim} is in the corpus, not in the index" in out.replace("\n", " ")
    assert err == "Error: 1 differences between index and corpus. Run `policy-assistant index build --fresh`.\n"
