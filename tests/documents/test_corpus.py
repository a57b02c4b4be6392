from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.corpus import load_corpus
from assistant.documents.validity import validity
from assistant.errors import CorpusError


def test_a_plain_folder_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("# Ferry aid\n\nFerries get aid. It is paid monthly.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Bridge tolls\n\nThe toll is 2 euros.\n", encoding="utf-8")
    (tmp_path / "b.html").write_text(
        "<html><head><title>Tolls</title></head><body><nav>Home</nav><main><h1>Road tolls</h1><p>The toll is <b>3</b> euros.</p>"
        "<table><tr><th>Car</th><th>Toll</th></tr><tr><td>Small</td><td>3</td></tr></table></main></body></html>",
        encoding="utf-8",
    )
    (tmp_path / "c.html").write_text("<h1>한국 통행료</h1><p>통행료는 3천 원입니다.</p>", encoding="utf-8")
    found = {d.id: d for d in load_corpus(tmp_path).documents}
    assert set(found) == {"sub/a", "b.txt", "b.html", "c"}
    assert found["sub/a"].title == "Ferry aid"
    assert found["b.html"].title == "Road tolls"
    assert "Home" not in found["b.html"].text
    assert "Small | 3" in found["b.html"].text
    assert found["c"].language == "ko"
    assert [found["sub/a"].text[s.start : s.end] for s in found["sub/a"].statements] == ["Ferries get aid.", "It is paid monthly."]


def test_one_bad_file_gets_one_line_and_the_rest_goes_on(corpus: Path) -> None:
    folder = corpus / "documents" / "en"
    (folder / "empty.md").write_text("", encoding="utf-8")
    (folder / "binary.md").write_bytes(b"\xff\xfe\x00bad")
    (folder / "head.md").write_text("---\nid: [x\n---\nText.\n", encoding="utf-8")
    (folder / "twice.md").write_text((folder / "harbour-2024.md").read_text(encoding="utf-8"), encoding="utf-8")
    loaded = load_corpus(corpus)
    assert len(loaded.documents) == 3
    lines = [str(p) for p in loaded.problems]
    assert len(lines) == 4
    assert all("\n" not in line for line in lines)
    assert any("empty" in line for line in lines)
    assert any("not UTF-8" in line for line in lines)
    assert any("not YAML (line" in line for line in lines)
    assert any("is taken by" in line for line in lines)


def test_a_missing_folder_and_an_empty_one_say_so(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such corpus folder"):
        load_corpus(tmp_path / "none")
    with pytest.raises(CorpusError, match="no document in it"):
        load_corpus(tmp_path)


def test_a_manifest_gives_heads_and_may_not_leave_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "toll.txt").write_text("The toll is 2 euros.", encoding="utf-8")
    manifest = tmp_path / "manifest.toml"
    manifest.write_text('["toll.txt"]\ntitle = "Toll order"\neffective_from = 2020-05-01\n', encoding="utf-8")
    document = load_corpus(tmp_path).get("toll")
    assert (document.title, document.effective_from) == ("Toll order", "2020-05-01")
    (tmp_path.parent / "other.txt").write_text("Not ours.", encoding="utf-8")
    manifest.write_text('["../other.txt"]\ntitle = "x"\n', encoding="utf-8")
    found = load_corpus(tmp_path)
    assert [d.id for d in found.documents] == ["toll"]
    assert [(p.path, p.fatal) for p in found.problems if "outside the corpus" in p.text] == [("manifest.toml", True)]


def test_the_fingerprint_follows_every_byte(corpus: Path) -> None:
    before = load_corpus(corpus).fingerprint
    path = corpus / "documents" / "en" / "harbour-2020.md"
    path.write_text(path.read_text(encoding="utf-8").replace("10 billion", "11 billion"), encoding="utf-8")
    assert load_corpus(corpus).fingerprint != before


def test_a_superseded_document_ends_when_its_successor_starts(corpus: Path) -> None:
    path = corpus / "documents" / "en" / "harbour-2020.md"
    path.write_text(path.read_text(encoding="utf-8").replace("effective_to: 2023-12-31", "effective_to: null"), encoding="utf-8")
    documents = {d.id: d for d in load_corpus(corpus).documents}
    days = validity(documents)
    assert str(days["harbour-2020"][1]) == "2023-12-31"
    assert documents["harbour-2020"].replaced
    assert days["harbour-2024"][1] is None


def test_an_unknown_document_names_near_ones(corpus: Path) -> None:
    with pytest.raises(CorpusError, match="harbour-2020"):
        load_corpus(corpus).get("harbour")
