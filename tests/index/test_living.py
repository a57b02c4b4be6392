"""Documents come and go while the assistant answers: found, replaced, removed without a trace, and taken up without a restart."""

import io
import logging
import shutil
import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from answering.hash_weights import use_hash_weights
from fastapi.testclient import TestClient
from rich.console import Console

from assistant import wiring
from assistant.api.app import create_app
from assistant.cli import publishing
from assistant.documents.incoming import HeadOptions
from assistant.errors import CorpusError, QuestionError
from assistant.index.build import build_index
from assistant.index.store import current_generation, open_store
from assistant.index.verify import verify_store
from assistant.live import Generation, LiveChain
from assistant.records import Question, Reply, Status
from assistant.settings import load
from assistant.testing.embedder import HashEmbedder

FILES = Path(__file__).parents[1] / "documents" / "files"
TODAY = "2026-11-22"
WRITTEN = {
    "md": "# Kelp bonus\n\nA kelp farmer gets a bonus of KRW 7 million from the harbour office.\n",
    "txt": "Kelp bonus\n\nA kelp farmer gets a bonus of KRW 7 million from the harbour office.\n",
    "html": "<h1>Kelp bonus</h1><p>A kelp farmer gets a bonus of KRW 7 million from the harbour office.</p>",
}
KELP = "A kelp farmer gets a bonus of KRW 7 million from the harbour office."
# Ending, where its text is from, the statement that is asked for, where that stands, and words that no other document has.
FORMATS = [
    ("md", None, KELP, None, "kelp farmer"),
    ("txt", None, KELP, None, "kelp farmer"),
    ("html", None, KELP, None, "kelp farmer"),
    ("pdf", "guide.pdf", "A long-term mooring counts as permanent.", "p. 1", "long-term mooring"),
    ("xlsx", "rates.xlsx", "Alder Bay | Sailing boat | 1,274 | 3.0% | 2026. 2. 2.", "Rates!A6:E6", "Sailing boat"),
    ("csv", "limits.csv", "나루군 | 창업, 3년 미만 | 1,050 | ", "row 3", "나루군"),
    ("docx", "rent-support.docx", "Haneul 하늘동 | 2 persons 2인 | KRW 102,000 | KRW 202,500", "table 1, row 4", "KRW 102,000"),
    ("hwpx", "rent-support.hwpx", "하늘동 | 2인 | 13 | 23.5", "table 1, row 4", "하늘동"),
    ("hwp", "rent-support.hwp", "하늘동 | 2인 | 13 | 23.5", "table 1, row 4", "하늘동"),
]
NEW_VERSION = {"en": "Everything that was said before is now paid in shells.\n", "ko": "앞서 말한 모든 것은 이제 조개로 지급합니다.\n"}


@pytest.fixture
def settings(corpus, index, embedder, monkeypatch):
    use_hash_weights(monkeypatch)
    monkeypatch.setattr(wiring, "packaged_embedders", lambda cache, threads=0: lambda _: embedder)
    return load({}, corpus=str(corpus), index=str(index), today=TODAY)


@pytest.fixture
def console():
    return Console(file=io.StringIO(), width=200)


@pytest.fixture
def assistant(settings):
    wiring.build(settings)
    opened = wiring.open_assistant(settings)
    yield opened
    opened.close()


@pytest.fixture
def add(settings, console, tmp_path):
    """Publish a file: add(name, text or a file to copy)."""

    def publish(name, content):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8") if isinstance(content, str) else shutil.copy(content, path)
        publishing.add(settings, console, [path], HeadOptions())

    return publish


def cited(reply, document):
    """The citations of a document on which the answer rests."""
    return [reply.citations[i] for s in reply.answer for i in s.citations if reply.citations[i].document == document]


def traces(index, *needles):
    """Every file of the store that holds one of these texts."""
    encoded = [n.encode() for n in needles]
    return [p for p in (index / "store").rglob("*") if p.is_file() and any(n in p.read_bytes() for n in encoded)]


@pytest.mark.parametrize(("ending", "source", "statement", "locator", "words"), FORMATS, ids=[f[0] for f in FORMATS])
def test_each_format_lives(assistant, settings, console, add, corpus, index, tmp_path, ending, source, statement, locator, words):
    name = f"zq{ending}"
    add(f"{name}.{ending}", FILES / source if source else WRITTEN[ending])
    document = assistant.store.documents[name]
    places = {document.text[s.start : s.end]: s.locator for s in document.statements}
    assert places[statement] == locator
    question = statement.replace("|", " ")
    assert assistant.search(Question(text=question), 3)[0].chunk.document == name
    found = cited(assistant.chain.invoke(Question(text=question)), name)
    assert (statement, locator) in [(c.quote, c.locator) for c in found]

    newer = tmp_path / "newer.txt"
    newer.write_text(NEW_VERSION[document.language], encoding="utf-8")
    publishing.replace(settings, console, name, newer, HeadOptions(), "2026-06-01")
    now = assistant.chain.invoke(Question(text=question))
    assert now.status is Status.SUPERSEDED_ONLY or not cited(now, name)
    assert all(not c.in_force for c in now.citations if c.document == name)
    then = assistant.chain.invoke(Question(text=question, as_of="2026-05-31"))
    assert then.status is not Status.SUPERSEDED_ONLY
    assert (statement, True) in [(c.quote, c.in_force) for c in cited(then, name)]

    assert traces(index, name)
    assert traces(index, words)
    publishing.remove(settings, console, f"{name}-2026-06-01", force=False)
    publishing.remove(settings, console, name, force=False)
    assert traces(index, name, words) == []
    assert [p.name for p in (index / "store").glob("generation-*")] == [current_generation(index).name]
    assert name not in str(assistant.search(Question(text=question), 50))
    assert verify_store(assistant.store, corpus) == []


def test_only_the_new_document_is_embedded(assistant, add, embedder):
    embedder.embedded.clear()
    add("kelp.txt", WRITTEN["txt"])
    assert len(embedder.embedded) == 3
    assert all("Kelp bonus" in text for text in embedder.embedded)


def test_adding_again_builds_nothing(assistant, add, index, console):
    add("kelp.txt", WRITTEN["txt"])
    before = current_generation(index)
    add("copy.txt", WRITTEN["txt"])
    assert current_generation(index) == before
    assert "in the corpus already as kelp" in console.file.getvalue()


def test_a_refused_file_ends_in_an_error_after_the_others_went_in(assistant, settings, console, tmp_path):
    (tmp_path / "kelp.txt").write_text(WRITTEN["txt"], encoding="utf-8")
    with pytest.raises(CorpusError, match="1 of 2 files refused"):
        publishing.add(settings, console, [FILES / "locked.pdf", tmp_path / "kelp.txt"], HeadOptions())
    assert "kelp" in assistant.store.documents


def test_rollback_and_withdraw_reach_the_index(assistant, settings, console, add, index):
    add("kelp.txt", WRITTEN["txt"])
    publishing.withdraw(settings, console, "kelp", "2026-11-01")
    ended = assistant.chain.invoke(Question(text=KELP))
    assert (ended.status, [c.in_force for c in cited(ended, "kelp")]) == (Status.SUPERSEDED_ONLY, [False])
    publishing.rollback(settings, console)
    assert cited(assistant.chain.invoke(Question(text=KELP)), "kelp")
    publishing.rollback(settings, console)
    assert "kelp" not in assistant.store.documents
    assert traces(index, "kelp farmer") == []
    publishing.history(settings, console)
    assert "1. " in console.file.getvalue()
    assert "rollback of no. 1: kelp" in console.file.getvalue()


def test_a_sentence_that_was_edited_out_leaves_the_current_generation(assistant, settings, corpus, index):
    path = corpus / "documents" / "en" / "harbour-2020.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Ferries were eligible", "Rafts were eligible"), encoding="utf-8")
    wiring.build(settings)
    assert all(current_generation(index) not in p.parents for p in traces(index, "Ferries were eligible"))


@pytest.mark.parametrize("text", ["One sentence.", "One sentence.\n\nAnd another one."])
def test_searching_writes_no_memory_down(tmp_path, index, embedder, text):
    """hnswlib pads its files with memory that was never set: of a process that searches, that may be text that was removed."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text(text, encoding="utf-8")
    build_index(tmp_path / "folder", index, lambda _: embedder)

    def graphs():
        return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in (index / "store").rglob("*.bin")}

    before = graphs()
    store = open_store(index, None, lambda _: embedder)
    for level in ("chunks", "statements"):
        assert store.nearest(level, "hash", "en", embedder.embed_query("sentence"), 5, (0, 99991231))
    store.close()
    assert graphs() == before
    # One number per entry, and there are two at most.
    assert not any(byte for path, (_, content) in before.items() if path.name == "length.bin" for byte in content[8:])


TERMS = """[[term]]
id = "kelp-bonus"
kind = "programme"
programme = "kelp"
en = "seaweed bonus"
ko = "해초지원금"
"""
REGIONS = """[[region]]
id = "shore"
level = "province"
en = "Shore Province"
ko = "물가도"
parent = "land"
[[region]]
id = "land"
level = "country-part"
en = "The land"
ko = "뭍"
"""


@pytest.mark.parametrize(("files", "names"), [({}, ((), ())), ({"glossary": TERMS, "regions": REGIONS}, (("kelp",), ("shore", "land")))])
def test_a_plain_folder_answers_with_and_without_lists_of_names(settings, tmp_path, files, names):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in {"kelp.txt": WRITTEN["txt"], **{f"{n}.toml": t for n, t in files.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = replace(settings, corpus=folder)
    wiring.build(settings)
    with closing(wiring.open_assistant(settings)) as assistant:
        retriever = assistant.chain.retriever
        reading = retriever.read(Question(text="Who gets the seaweed bonus in Shore Province?"), date(2026, 11, 22))
        assert (reading.programmes, reading.regions) == names
        assert [e.chunk.document for e in assistant.search(Question(text=KELP), 3)] == ["kelp"]
        assert cited(assistant.chain.invoke(Question(text=KELP)), "kelp")


def test_a_running_server_takes_a_new_document_up(assistant, settings, add):
    with TestClient(create_app(assistant.chain, settings, assistant.info)) as client:

        def ask():
            return client.post("/api/v1/ask", json={"question": KELP, "history": [{"role": "user", "text": "Hello"}]}).json()

        assert ask()["status"] == "not_in_documents"
        before = client.get("/healthz").json()["index"]
        add("kelp.txt", WRITTEN["txt"])
        assert ask()["citations"][0]["document"] == "kelp"
        after = client.get("/healthz").json()["index"]
        assert (before["documents"], after["documents"]) == (3, 4)
        assert before["generation"] != after["generation"]


def test_a_changed_corpus_without_a_build_changes_nothing(assistant, corpus):
    (corpus / "documents" / "en" / "kelp.md").write_text(WRITTEN["md"], encoding="utf-8")
    assert assistant.chain.invoke(Question(text=KELP)).status is Status.NOT_IN_DOCUMENTS


def test_a_question_in_flight_is_answered_by_the_generation_that_it_began_with(assistant, add):
    with assistant.chain.using() as begun:
        with assistant.chain.using() as too:
            assert too is begun
            add("kelp.txt", WRITTEN["txt"])
            assert assistant.store is not begun.store
        assert begun.chain.invoke(Question(text="What is the cap of the Harbour Grant?")).citations
    with pytest.raises(AttributeError, match="bindings"):
        begun.store.vectors.names()
    assert list(assistant.chain.stream(Question(text=KELP)))[-1].citations[0].document == "kelp"


def test_what_cannot_be_opened_leaves_the_old_one_answering(assistant, settings, add, index, caplog):
    pointer = index / "store" / "CURRENT"
    good = pointer.read_text(encoding="utf-8")
    for broken in ("generation-77\n", "\n", "../..\n"):
        pointer.write_text(broken, encoding="utf-8")
        with caplog.at_level(logging.ERROR):
            for _ in range(2):
                assert assistant.chain.invoke(Question(text="What is the cap of the Harbour Grant?")).citations
    assert [r.levelname for r in caplog.records if r.name == "assistant.live"] == ["ERROR"] * 3
    pointer.unlink()
    assert assistant.chain.invoke(Question(text="What is the cap of the Harbour Grant?")).citations
    pointer.write_text(good, encoding="utf-8")
    add("kelp.txt", WRITTEN["txt"])
    assert cited(assistant.chain.invoke(Question(text=KELP)), "kelp")


class Answering:
    """A chain that fails, or replies with its name."""

    def __init__(self, name, error=None, before=lambda: None):
        self.name, self.error, self.before = name, error, before

    def invoke(self, *_args, **_options):
        return next(self.stream())

    def stream(self, *_args, **_options):
        self.before()
        if self.error:
            raise self.error
        yield Reply(status=Status.ANSWERED, question=self.name)


def following(first, second, current):
    closed = []
    generations = [
        Generation(chain, SimpleNamespace(folder=Path(chain.name), close=lambda name=chain.name: closed.append(name)), dict)
        for chain in (first, second)
    ]
    return LiveChain(generations[0], lambda: Path(current[0]), lambda: generations[1]), closed


def test_a_generation_whose_files_go_while_it_is_asked_is_asked_again_newer():
    current = ["old"]
    live, closed = following(Answering("old", OSError("gone"), lambda: current.__setitem__(0, "new")), Answering("new"), current)
    assert live.invoke(Question(text="?")).question == "new"
    assert closed == ["old"]


@pytest.mark.parametrize("error", [OSError("disk"), QuestionError("no")])
def test_any_other_failure_is_one(error):
    live, closed = following(Answering("old", error), Answering("new"), ["old"])
    with pytest.raises(type(error)):
        live.invoke(Question(text="?"))
    assert closed == []


def test_leftovers_are_told_and_cleared(build, store, corpus, index, embedder):
    (corpus / "documents" / "ko" / "harbour-2024.md").unlink()
    old = index / "store" / "generation-1"
    shutil.copytree(old, index / "kept")
    build()
    shutil.copytree(index / "kept", old)
    (index / "store" / "building-1").mkdir()
    opened = open_store(index, corpus, lambda _: embedder)
    assert verify_store(opened, corpus) == [
        "generation-1: holds documents that are not in generation-2",
        "building-1: is left of a build that died",
    ]
    build()
    assert verify_store(opened, corpus) == []
    opened.close()


@pytest.mark.slow
def test_adding_to_the_published_corpus_takes_little_beside_embedding(real_corpus, index):
    class Timed(HashEmbedder):
        seconds = 0.0

        def embed_documents(self, texts):
            started = time.process_time()
            vectors = super().embed_documents(texts)
            self.seconds += time.process_time() - started
            return vectors

    build_index(real_corpus, index, lambda _: HashEmbedder(384))
    embedder = Timed(384)
    text = "".join(f"## Part {n}\n\nThe kelp bonus of pier {n} is KRW {n} million.\n\n" for n in range(40))
    (real_corpus / "documents" / "en" / "kelp.md").write_text(
        f"---\nid: kelp\ntitle: Kelp\nlanguage: en\n---\n# Kelp\n\n{text}", encoding="utf-8"
    )
    started = time.process_time()
    report = build_index(real_corpus, index, lambda _: embedder)
    assert report.embedded_statements == 40
    assert time.process_time() - started - 1.2 * embedder.seconds < 1.0
