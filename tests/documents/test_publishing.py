"""Files go into the corpus, are replaced, withdrawn and removed; what can't be read stays out; the last change can be undone."""

import io
import tomllib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from assistant.documents import corpus as corpus_module
from assistant.documents import history as history_module
from assistant.documents.corpus import load_corpus
from assistant.documents.incoming import HeadOptions
from assistant.documents.known import Known
from assistant.documents.publishing import Publisher
from assistant.errors import CorpusError, DocumentError

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 22)
NOTHING = HeadOptions()
OLD, NEW = "documents/en/harbour-2020.md", "documents/en/harbour-2024.md"


@pytest.fixture
def publisher(corpus):
    return Publisher(corpus, TODAY, Known())


@pytest.fixture
def text(tmp_path):
    """Write a file outside the corpus: text(name, content) -> path."""

    def write(name, content):
        path = tmp_path / "incoming" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def manifest(corpus):
    return tomllib.loads((corpus / "manifest.toml").read_text(encoding="utf-8"))


def everything(corpus):
    """Bytes by name of all that is published."""
    return {p.relative_to(corpus): p.read_bytes() for p in corpus.rglob("*") if p.is_file() and ".history" not in p.parts}


def bomb():
    """A word-processor file whose text is 30 million blanks."""
    out = io.BytesIO()
    with zipfile.ZipFile(FILES / "rent-support.docx") as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, b"<w>" + b" " * 30_000_000 + b"</w>" if name == "word/document.xml" else source.read(name))
    return out.getvalue()


def test_what_cannot_be_read_is_refused_in_one_line_and_the_others_go_in(publisher, corpus, text, monkeypatch):
    docx, pdf = (FILES / "rent-support.docx").read_bytes(), (FILES / "guide.pdf").read_bytes()
    monkeypatch.setattr(corpus_module, "MAX_BYTES", 200_000)
    (corpus.parent / "folder.md").mkdir()
    cases = [
        (FILES / "locked.pdf", "needs a password"),
        (FILES / "scanned.pdf", "hold a picture and no text"),
        (text("cut.docx", docx[: len(docx) // 2]), "damaged DOCX file"),
        (text("bomb.docx", bomb()), "looks like a zip bomb"),
        (text("huge.txt", "A sentence. " * 20_000), "too large: 240,000 bytes, at most 200,000"),
        (text("renamed.docx", pdf), "expected a zip archive, got a PDF"),
        (text("renamed.txt", pdf), "not a text file: it begins like a PDF"),
        (text("zeros.md", b"text\0text"), "it holds a zero byte (byte 4)"),
        (text("late.txt", b"text " * 1000 + b"\0"), "it holds a zero byte (byte 5000)"),
        (text("late.html", b"<p>" + b"text " * 1000 + b"\0</p>"), "it holds a zero byte (byte 5003)"),
        (text("wide.txt", "no mark of its byte order".encode("utf-16-le")), "it holds a zero byte (byte 1)"),
        (text("latin.txt", "Umlaut ü".encode("latin-1")), "not UTF-8"),
        (text("program.exe", "MZ"), "expected a file ending in .md"),
        (text("noending", "x"), "got 'no ending'"),
        (text("empty.txt", ""), "empty: there is no text"),
        (text("empty.pdf", ""), "empty file"),
        (text("---.txt", "A sentence."), "no id can be made of it"),
        (corpus.parent / "folder.md", "not a file"),
        (corpus.parent / "nowhere.pdf", "there is no such file"),
    ]
    good = text("good.txt", "Ferries are good.")
    outcomes = publisher.add([*(path for path, _ in cases), good], NOTHING)
    for (path, told), outcome in zip(cases, outcomes, strict=False):
        assert outcome.refused, path
        assert told in outcome.note
        assert outcome.note.startswith(str(path))
        assert "\n" not in outcome.note
    assert [(o.subject, o.kind) for o in outcomes[len(cases) :]] == [("good", "added")]
    assert {d.id for d in load_corpus(corpus).documents} == {"harbour-2020", "harbour-2024", "harbour-2024-ko", "good"}
    assert load_corpus(corpus).problems == ()


def test_markdown_with_a_head_goes_to_its_language_as_it_is(publisher, corpus, text):
    source = text("whatever.md", "---\nid: pier-ko\nlanguage: ko # Korean\nissuer: Port\n---\n# Pier\n\nText.\n")
    assert publisher.add([source], NOTHING)[0].kind == "added"
    assert (corpus / "documents/ko/pier-ko.md").read_bytes() == source.read_bytes()
    assert not (corpus / "manifest.toml").exists()
    assert load_corpus(corpus).get("pier-ko").issuer == "Port"


@pytest.mark.parametrize(
    ("head", "options", "told"), [("id: ../out", NOTHING, "id: expected letters"), ("id: x", HeadOptions(issuer="Me"), "has a head")]
)
def test_a_head_that_leads_astray_or_is_given_twice_is_refused(publisher, text, head, options, told):
    outcome = publisher.add([text("a.md", f"---\n{head}\n---\nText.\n")], options)[0]
    assert outcome.refused
    assert told in outcome.note


def test_another_file_is_copied_and_its_head_is_made(publisher, corpus):
    (corpus / "manifest.toml").write_text('# ours\n["documents/x.txt"] # gone\nas_of = 2020-01-01\n', encoding="utf-8")
    options = HeadOptions("Fees at a glance", None, "Port of Alder", "2026-05")
    publisher.add([FILES / "rates.xlsx"], options)
    assert (corpus / "documents/files/rates.xlsx").read_bytes() == (FILES / "rates.xlsx").read_bytes()
    assert manifest(corpus)["documents/files/rates.xlsx"] == {
        "id": "rates",
        "title": "Fees at a glance",
        "language": "en",
        "issuer": "Port of Alder",
        "effective_from": "2026-05",
        "as_of": "2026-11-22",
        "owner": "editors",
        "review_by": "2027-11-22",
    }
    text = (corpus / "manifest.toml").read_text(encoding="utf-8")
    assert text.startswith('# ours\n["documents/x.txt"] # gone\nas_of = 2020-01-01\n\n[')


@pytest.mark.parametrize("name", ["guide.pdf", "rates.xlsx", "limits.csv", "rent-support.docx", "rent-support.hwpx", "web.html"])
def test_what_was_read_while_adding_is_what_is_read_later(corpus, name):
    known = Known()
    Publisher(corpus, TODAY, known).add([FILES / name], NOTHING)
    place = f"documents/files/{name}"
    remembered = next(r.document for r in known if r.document.path == place)
    assert next(d for d in load_corpus(corpus).documents if d.path == place) == remembered


def test_nothing_is_read_twice(corpus, monkeypatch):
    known = Known()
    Publisher(corpus, TODAY, known).add([FILES / "rates.xlsx"], NOTHING)
    monkeypatch.setattr("assistant.documents.known.read_document", lambda *_: pytest.fail("read again"))
    assert len(load_corpus(corpus, known.read).documents) == 4
    (corpus / OLD).write_text((corpus / OLD).read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    with pytest.raises(pytest.fail.Exception):
        load_corpus(corpus, known.read)


def test_the_same_bytes_twice_change_nothing(publisher, corpus, text):
    publisher.add([FILES / "rates.xlsx"], NOTHING)
    before = everything(corpus)
    again = publisher.add([text("copy.xlsx", (FILES / "rates.xlsx").read_bytes())], NOTHING)[0]
    assert (again.kind, "in the corpus already as rates" in again.note) == ("unchanged", True)
    assert everything(corpus) == before
    assert len(publisher.history.changes()) == 1


def test_a_taken_id_is_refused_and_replace_is_named(publisher, text):
    outcome = publisher.add([text("Harbour_2020.txt", "Other text.")], NOTHING)[0]
    assert outcome.refused
    assert "`policy-assistant corpus replace harbour-2020 " in outcome.note


def test_a_new_version_ends_the_old_one_by_a_line_and_follows_it(publisher, corpus, text):
    before = (corpus / NEW).read_bytes()
    new = text("n.md", "---\nid: harbour-2024\nlanguage: en\nissuer: Port\neffective_from: 2024-01-01 # copied\n---\n# Harbour\n\nNew.\n")
    outcome = publisher.replace("harbour-2024", new, NOTHING, date(2026, 12, 1))
    # It is the older one that is replaced.
    assert (outcome.subject, outcome.kind) == ("harbour-2026-12-01", "published")
    assert "harbour-2024-ko still gives the older text" in outcome.note
    assert (corpus / NEW).read_bytes() == before.replace(b"effective_to: null", b"effective_to: 2026-11-30")
    assert (corpus / "documents/en/harbour-2026-12-01.md").read_text(encoding="utf-8") == (
        "---\nid: harbour-2026-12-01\nlanguage: en\nissuer: Port\neffective_from: 2026-12-01 # copied\nsupersedes: harbour-2024\n---\n# Harbour\n\nNew.\n"
    )
    with pytest.raises(CorpusError, match="was replaced by harbour-2026-12-01 already"):
        publisher.replace("harbour-2024", FILES / "guide.pdf", NOTHING)
    korean = publisher.replace("harbour-2024-ko", text("k.txt", "항만지원금은 이제 조개로 지급합니다."), NOTHING, date(2026, 12, 1))
    document = load_corpus(corpus).get(korean.subject)
    assert (document.id, document.translation_of) == ("harbour-2026-12-01-ko", "harbour-2026-12-01")
    assert (document.programme, document.issuer, document.regions) == ("harbour-grant", "Ministry of Harbours", ("nationwide",))


def test_a_new_version_of_a_file_ends_the_old_one_in_the_manifest(publisher, corpus, text):
    publisher.add([FILES / "limits.csv"], HeadOptions(title="Limits of aid"))
    publisher.replace("limits", text("limits.csv", "가람시,한도\n가람시,1200\n"), NOTHING)
    heads = manifest(corpus)
    assert heads["documents/files/limits.csv"]["effective_to"] == "2026-11-21"
    new = heads["documents/files/limits-2026-11-22.csv"]
    assert (new["supersedes"], new["effective_from"], new["title"]) == ("limits", "2026-11-22", "Limits of aid")


@pytest.mark.parametrize(
    ("on", "content", "told"),
    [
        (date(2024, 1, 1), "English text.", "in force since 2024-01-01; expected a later day"),
        (None, "한국어 문장입니다.", "expected en, the language of harbour-2024, got ko"),
        (None, "---\nid: y\nlanguage: en\neffective_to: 2025-01-01\n---\nText.\n", "effective_to: 2025-01-01 is before 2026-11-22"),
    ],
)
def test_a_version_that_does_not_follow_is_refused(publisher, corpus, text, on, content, told):
    before = everything(corpus)
    with pytest.raises(CorpusError, match=told):
        publisher.replace("harbour-2024", text("v.md", content), NOTHING, on)
    assert everything(corpus) == before


def test_the_very_file_is_no_new_version(publisher, corpus):
    assert publisher.replace("harbour-2024", corpus / NEW, NOTHING).kind == "unchanged"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("effective_to: null", "effective_to: 2026-11-30"),
        ("effective_to:", "effective_to: 2026-11-30"),
        ("effective_to: null   # open", "effective_to: 2026-11-30   # open"),
        ("audience: [official]", "audience: [official]\neffective_to: 2026-11-30"),
    ],
)
def test_withdrawing_changes_one_line(publisher, corpus, text, line, after):
    publisher.add([text("w.md", f"---\nid: w\nlanguage: en\n{line}\n---\n# W\n\nText: effective_to: null\n")], NOTHING)
    before = (corpus / "documents/en/w.md").read_text(encoding="utf-8")
    publisher.withdraw("w", date(2026, 12, 1))
    assert (corpus / "documents/en/w.md").read_text(encoding="utf-8") == before.replace(line, after, 1)
    assert publisher.withdraw("w", date(2027, 1, 1)).kind == "unchanged"


def test_a_head_that_no_line_fits_is_left_alone(publisher, corpus, text):
    publisher.add([text("w.md", "---\n{id: w, language: en,\neffective_to: null}\n---\n# W\n\nText.\n")], NOTHING)
    before = everything(corpus)
    with pytest.raises(CorpusError, match=r"can't be edited line by line.*Write effective_to: 2026-11-30"):
        publisher.withdraw("w", date(2026, 12, 1))
    assert everything(corpus) == before


def test_withdrawing_before_the_start_is_refused(publisher):
    with pytest.raises(CorpusError, match="in force since 2024-01-01"):
        publisher.withdraw("harbour-2024", date(2024, 1, 1))


def test_removing_deletes_file_head_and_history(publisher, corpus, text):
    source = text("quay.txt", "The quay costs nine pearls.")
    publisher.add([FILES / "rates.xlsx", source], NOTHING)
    publisher.withdraw("quay", date(2027, 1, 1))
    publisher.replace("rates", text("rates.csv", "Boat,Fee\nRowing boat,1\n"), NOTHING)
    publisher.remove("quay")
    kept = b"".join(p.read_bytes() for p in corpus.rglob("*") if p.is_file())
    assert b"pearls" not in kept
    assert source.read_bytes() not in kept
    assert [c.ids for c in publisher.history.changes()] == [("rates",), ("rates", "rates-2026-11-22"), ("quay",)]
    assert publisher.rollback().command == "replace"
    assert publisher.rollback().ids == ("rates",)
    with pytest.raises(CorpusError, match="no change to undo"):
        publisher.rollback()


def test_what_others_name_is_removed_by_force_only(publisher, corpus):
    with pytest.raises(CorpusError, match=r"harbour-2020 is named by harbour-2024 \(supersedes\)"):
        publisher.remove("harbour-2020")
    with pytest.raises(CorpusError, match=r"harbour-2024-ko \(translation_of\)"):
        publisher.remove("harbour-2024")
    before = (corpus / NEW).read_bytes()
    publisher.remove("harbour-2020", force=True)
    assert (corpus / NEW).read_bytes() == before.replace(b"supersedes: harbour-2020", b"supersedes: null")


def test_the_last_document_stays(publisher):
    publisher.remove("harbour-2024-ko")
    publisher.remove("harbour-2024")
    with pytest.raises(CorpusError, match="last document"):
        publisher.remove("harbour-2020")


def test_rollback_undoes_one_change_at_a_time(publisher, corpus, text):
    (corpus / "manifest.toml").write_text("# kept\n", encoding="utf-8")
    states = [everything(corpus)]
    publisher.add([FILES / "rates.xlsx", text("quay.md", "---\nid: quay\nlanguage: en\n---\nThe quay.\n")], NOTHING)
    states.append(everything(corpus))
    publisher.replace("quay", text("quay2.md", "# Quay\n\nThe other quay.\n"), NOTHING, date(2026, 12, 1))
    states.append(everything(corpus))
    publisher.withdraw("rates", date(2027, 1, 1))
    for command in ("withdraw", "replace", "add"):
        assert publisher.rollback().command == command
        found, wanted = everything(corpus), states.pop()
        assert {k: v for k, v in found.items() if k.name != "manifest.toml"} == {
            k: v for k, v in wanted.items() if k.name != "manifest.toml"
        }
        assert tomllib.loads(found[Path("manifest.toml")].decode()) == tomllib.loads(wanted[Path("manifest.toml")].decode())
        assert found[Path("manifest.toml")].startswith(b"# kept")
    assert [c.command for c in publisher.history.changes()] == ["add", "replace", "withdraw", "rollback", "rollback", "rollback"]


def test_rollback_does_not_overwrite_what_was_edited_since(publisher, corpus):
    publisher.withdraw("harbour-2024", date(2027, 1, 1))
    path = corpus / NEW
    path.write_text(path.read_text(encoding="utf-8") + "\nBy hand.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"harbour-2024\.md was edited after the withdraw"):
        publisher.rollback()
    assert "By hand." in path.read_text(encoding="utf-8")


def test_a_change_that_fails_half_way_leaves_everything_as_it_was(publisher, corpus, text, monkeypatch):
    publisher.add([FILES / "limits.csv"], HeadOptions(language="en"))
    before = everything(corpus)
    write = history_module.write

    def full(path, content):
        if path.parent.name == "files":
            raise OSError("no space left on device")
        write(path, content)

    monkeypatch.setattr(history_module, "write", full)
    with pytest.raises(CorpusError, match="nothing was changed: no space left"):
        publisher.replace("limits", text("b.csv", "Town,Limit\nAlder,1\n"), NOTHING)
    assert everything(corpus) == before
    assert [c.command for c in publisher.history.changes()] == ["add"]


def test_a_plain_folder_stays_one(tmp_path, text):
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "a.md").write_text("# Ferry aid\n\nFerries get aid.\n", encoding="utf-8")
    publisher = Publisher(folder, TODAY, Known())
    publisher.add([text("b.txt", "Bridges get aid.")], NOTHING)
    publisher.replace("a", text("a2.md", "# Ferry aid\n\nFerries get more aid.\n"), NOTHING)
    assert {d.path: d.id for d in load_corpus(folder).documents} == {"a.md": "a", "files/b.txt": "b", "files/a2.md": "a-2026-11-22"}
    assert manifest(folder)["a.md"] == {"id": "a", "effective_to": "2026-11-21"}


def test_an_empty_folder_takes_its_first_document(tmp_path):
    (tmp_path / "new").mkdir()
    assert Publisher(tmp_path / "new", TODAY, Known()).add([FILES / "guide.pdf"], NOTHING)[0].kind == "added"
    assert [d.path for d in load_corpus(tmp_path / "new").documents] == ["documents/files/guide.pdf"]
    with pytest.raises(CorpusError, match="no such corpus folder"):
        Publisher(tmp_path / "none", TODAY, Known()).add([FILES / "guide.pdf"], NOTHING)


@pytest.mark.parametrize(
    ("options", "told"), [(HeadOptions(language="fr"), "--language: expected en or ko"), (HeadOptions(start="2026-13"), "--from: ")]
)
def test_options_that_are_none_are_told(publisher, options, told):
    with pytest.raises(CorpusError, match=told):
        publisher.add([FILES / "guide.pdf"], options)


def test_an_unreadable_new_version_is_refused(publisher, corpus):
    before = everything(corpus)
    with pytest.raises(DocumentError, match="needs a password"):
        publisher.replace("harbour-2024", FILES / "locked.pdf", NOTHING)
    assert everything(corpus) == before
