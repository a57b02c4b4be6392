"""`corpus preview`: what publishing would change, with everything that is published left as it is."""

import json

import pytest

from assistant import trial, wiring
from assistant.cli.changes import compare
from assistant.records import Citation, Reply, Sentence, Status

CAP = "What is the cap of the Harbour Grant?"
KELP = "What bonus does a kelp farmer get from the harbour office?"
SAYS = "A kelp farmer gets a bonus of KRW 7 million from the harbour office."
RAISED = "The cap of the Harbour Grant is KRW 50 billion per project."


@pytest.fixture(autouse=True)
def built(build):
    build()


@pytest.fixture(autouse=True)
def asked(tmp_path, monkeypatch):
    """Ask these rows: asked(*rows); at first one of each kind."""

    def write(*rows):
        folder = tmp_path / "questions"
        folder.mkdir(exist_ok=True)
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        (folder / "own.jsonl").write_text("\n".join(lines), encoding="utf-8")
        monkeypatch.setenv("POLICY_QUESTIONS", str(folder))
        return folder

    write({"id": "cap", "question": CAP}, {"id": "kelp", "question": KELP})
    return write


@pytest.fixture
def kelp(tmp_path):
    path = tmp_path / "kelp.txt"
    path.write_text(f"Kelp bonus\n\n{SAYS}\n", encoding="utf-8")
    return path


@pytest.fixture
def raised(tmp_path):
    path = tmp_path / "raised.txt"
    path.write_text(f"Harbour Grant\n\n{RAISED}\n", encoding="utf-8")
    return path


def preview(run, *arguments):
    status, out, err = run("corpus", "preview", "--json", *arguments)
    assert (status, err) == (0, "")
    return json.loads(out)


def everything(*folders):
    return {p: p.read_bytes() for folder in folders for p in folder.rglob("*") if p.is_file()}


def test_a_question_that_a_new_file_answers_is_told_and_nothing_is_published(run, kelp, corpus, index, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "copies"))
    (tmp_path / "copies").mkdir()
    before = everything(corpus, index)
    told = preview(run, kelp)
    assert [(o["subject"], o["kind"]) for o in told["outcomes"]] == [("kelp", "added")]
    assert told["asked"] == 2
    assert told["changed"] == {"status": 1, "answer": 0, "citations": 0, "confidence": 0}
    change = told["changes"][0]
    assert (change["id"], change["question"], change["kind"]) == ("kelp", KELP, "status")
    assert (change["old"]["status"], change["new"]["status"]) == ("not_in_documents", "answered")
    assert change["new"]["says"] == SAYS
    assert change["old"]["confidence"] < change["new"]["confidence"]
    assert ("kelp", SAYS) in [(c["document"], c["quote"]) for c in change["came"]]
    assert "kelp" not in [c["document"] for c in change["went"]]
    assert everything(corpus, index) == before
    assert list((tmp_path / "copies").iterdir()) == []


def test_the_table_shows_status_sentences_citations_and_counts(run, kelp, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    status, out, err = run("corpus", "preview", kelp)
    assert (status, err) == (0, "")
    assert out.startswith("kelp would be added: documents/files/kelp.txt, en, 2 statements")
    for words in ("not_in_documents", "→ answered", f"+ {SAYS[:30]}", "+ kelp: “A kelp farmer", "− The documents do not answer"):
        assert words in out
    assert "1 of 2 questions would be answered differently (another status: 1).\nNothing was published.\n" in out


def test_a_new_version_changes_what_is_asked_of_its_days(run, raised, asked):
    asked({"id": "now", "question": CAP, "as_of": "2024-06-01"}, {"id": "then", "question": CAP, "as_of": "2024-05-31"})
    told = preview(run, "--replace", "harbour-2024", "--on", "2024-06-01", raised)
    assert [(o["subject"], o["kind"]) for o in told["outcomes"]] == [("harbour-2024-06-01", "published")]
    # That the old version has ended is said in its citations, whatever day is asked for.
    changes = {c["id"]: c for c in told["changes"]}
    assert changes["now"]["new"]["says"] == RAISED
    assert "harbour-2024" in [c["document"] for c in changes["now"]["went"]]
    assert "then" not in changes


def test_what_is_refused_or_there_already_changes_nothing(run, kelp, corpus, monkeypatch):
    asked = []
    monkeypatch.setattr(trial, "open_assistant", lambda *_: asked.append(1))
    status, out, err = run("corpus", "preview", corpus / "documents" / "en" / "harbour-2020.md", "nowhere.pdf")
    assert status == 1
    assert "in the corpus already as harbour-2020; nothing changed." in out
    assert "! nowhere.pdf: there is no such file" in out
    assert out.endswith("Nothing was published.\n")
    assert err == "Error: 1 of 2 files refused.\n"
    assert asked == []


def test_rows_that_cannot_be_asked_are_told_and_the_others_are_asked(run, kelp, asked):
    folder = asked({"id": "kelp", "question": KELP}, "{", {"id": "blank", "question": " "}, {"id": "day", "question": CAP, "as_of": "soon"})
    status, out, err = run("corpus", "preview", "--json", "--questions", folder / "own.jsonl", kelp)
    assert (status, json.loads(out)["asked"]) == (0, 1)
    assert [line.partition(": ")[0] for line in err.splitlines()] == ["own.jsonl", "blank", "day"]


def test_each_model_is_loaded_once_and_embeds_each_question_once(run, kelp, embedder, monkeypatch):
    made, questions = [], []
    embed = embedder.embed_query
    monkeypatch.setattr(embedder, "embed_query", lambda text: questions.append(text) or embed(text))
    monkeypatch.setattr(wiring, "packaged_embedders", lambda cache, threads=0: lambda recipe: made.append(recipe) or embedder)
    preview(run, kelp)
    assert len(made) == 1
    assert len(questions) == len(set(questions)) == 2


def test_no_language_model_is_asked(run, kelp, monkeypatch):
    """Its wording differs from one call to the next, and would be told as a change."""
    monkeypatch.setenv("POLICY_LLM", "no-such-provider:model")
    assert preview(run, kelp)["changed"]["status"] == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--on", "2024-06-01"], "--on goes with --replace."),
        (["--replace", "harbour-2024", "other.txt"], "--replace: expected one file"),
        (["--replace", "harbour-2024", "--from", "2024"], "--replace: expected one file"),
        (["--replace", "harbour-2024", "--on", "soon"], "--on: expected a day"),
        (["--replace", "harbour-1"], "There is no document 'harbour-1'."),
        (["--questions", "nowhere.jsonl"], "nowhere.jsonl: can't be read"),
    ],
)
def test_options_that_do_not_fit_end_in_one_line(fails, kelp, arguments, told):
    assert fails("corpus", "preview", kelp, *arguments).startswith(told)


def test_a_folder_without_questions_and_a_stale_index_end_in_one_line(fails, kelp, corpus, index, tmp_path):
    (tmp_path / "none").mkdir()
    assert "no question in it" in fails("corpus", "preview", kelp, "--questions", tmp_path / "none")
    (corpus / "documents" / "en" / "more.txt").write_text("More.", encoding="utf-8")
    assert fails("corpus", "preview", kelp).startswith(f"{index}: the corpus {corpus} has changed")


def reply(status=Status.ANSWERED, *said, quote="Q.", confidence=0.8, notices=(), in_force=True):
    cited = Citation(document="d", document_hash="", title="D", language="en", section=(), quote=quote, start=0, end=2, in_force=in_force)
    sentences = tuple(Sentence(text=text, citations=(0,)) for text in said)
    return Reply(status=status, answer=sentences, citations=(cited,), confidence=confidence, notices=notices)


SAME = reply(Status.ANSWERED, "A.", "B.")


@pytest.mark.parametrize(
    ("new", "kind", "says"),
    [
        (reply(Status.PARTIAL, "A."), "status", ("B.", "")),
        (reply(Status.ANSWERED, "A.", "C."), "answer", ("B.", "C.")),
        (reply(Status.ANSWERED, "A.", "B.", notices=("Old.",)), "answer", ("", "Old.")),
        (reply(Status.ANSWERED, "A.", "B.", quote="R."), "citations", ("A.", "A.")),
        (reply(Status.ANSWERED, "A.", "B.", in_force=False), "citations", ("A.", "A.")),
        (reply(Status.ANSWERED, "A.", "B.", confidence=0.7), "confidence", ("A.", "A.")),
    ],
)
def test_what_an_asker_sees_first_names_the_change(new, kind, says):
    changed = compare("id", "?", SAME, new)
    assert changed.kind == kind
    assert (changed.old.says, changed.new.says) == says


def test_a_confidence_that_moves_a_little_is_no_change():
    assert compare("id", "?", SAME, reply(Status.ANSWERED, "A.", "B.", confidence=0.76)) is None
    assert compare("id", "?", reply(), reply()) is None
    assert compare("id", "?", reply(), reply(confidence=0.1)).old.says == ""
