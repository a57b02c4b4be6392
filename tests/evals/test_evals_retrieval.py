"""The task `retrieval`, from a folder to scores, with an embedder that needs no model."""

from __future__ import annotations

import csv
import json

import pytest
from retrieval_sets import FERRY, doc2dial, or_sharc, turn
from typer.testing import CliRunner

from assistant import wiring
from assistant.errors import EvaluationError
from assistant.records import Chunk, Evidence, Question
from assistant.settings import load
from assistant.testing.embedder import HashEmbedder
from evals import cases
from evals.__main__ import app
from evals.ranking import Query, Ranked, measure, rank
from evals.sets.recognise import load_set
from evals.sets.workplace import prepare
from evals.tasks import answers, retrieval


@pytest.fixture
def embedders(monkeypatch):
    """Embedders without a model; tells how many texts were embedded."""
    embedder = HashEmbedder()
    monkeypatch.setattr(wiring, "packaged_embedders", lambda *_: lambda _: embedder)
    return embedder


@pytest.fixture
def settings(corpus, index, embedders, tmp_path):
    return load(corpus=str(corpus), index=str(index), cache=str(tmp_path / "cache"))


def read(folder, name="scores.csv"):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(*ids, document="d"):
    return [Evidence(chunk=_chunk(i, document), score=1.0) for i in ids]


def _chunk(id_, document):
    return Chunk(id=id_, document=document, language="en", title="T", section=(), start=0, end=1, text="x", context="")


def query(id_="q", *, gold=("a",), **more):
    return Query(id=id_, variant="v", question=Question(text=id_), gold=frozenset(gold), slices={}, **more)


def test_measures_by_hand():
    one = Ranked(query=query(gold=("a", "b")), found=("x", "a"), ms=1)
    (scores,) = measure([one])
    assert scores["Success@1"] == 0
    assert scores["Success@5"] == 1
    assert scores["R@5"] == 0.5
    assert scores["RR"] == 0.5
    assert scores["nDCG@10"] == pytest.approx(0.3869, abs=1e-4)  # 1/log2(3) over 1 + 1/log2(3)


def test_nothing_found_scores_0_and_nothing_to_find_is_unscored():
    missed, unmapped = measure([Ranked(query=query(), found=(), ms=1), Ranked(query=query(gold=()), found=("a",), ms=1)])
    assert set(missed.values()) == {0.0}
    assert set(unmapped.values()) == {None}


def test_the_order_is_the_searchs_own_however_ids_sort():
    (scores,) = measure([Ranked(query=query(gold=("a",)), found=("a", "z", "b"), ms=1)])
    assert scores["Success@1"] == 1


def test_recall_counts_facts_where_a_case_names_them():
    labels = {"a": frozenset({"F1"}), "b": frozenset({"F1", "F2"})}
    one = Ranked(query=query(gold=("a", "b"), facts=frozenset({"F1", "F2"}), labels=labels), found=("a", "x", "b"), ms=1)
    (scores,) = measure([one])
    assert (scores["R@1"], scores["R@5"]) == (0.5, 1.0)


def test_pages_are_counted_once_and_ten_are_kept():
    evidence = [*found("1", "2", document="p1"), *found("3", document="p2"), *(e for i in range(20) for e in found("4", document=f"x{i}"))]
    asked = []

    def search(question, k):
        asked.append(k)
        return evidence

    (one,) = rank([query()], search, "page")
    assert one.found[:3] == ("p1", "p2", "x0")
    assert len(one.found) == 10
    assert asked == [100]


def test_the_same_words_are_searched_once():
    asked = []

    def search(question, k):
        asked.append(question)
        return found("a")

    ranked = rank([query(), query(gold=("b",))], search, "chunk")
    assert len(asked) == 1
    assert [r.query.gold for r in ranked] == [frozenset("a"), frozenset("b")]


def test_a_set_is_indexed_and_searched(settings, tmp_path):
    folder, summary = retrieval.run_set(settings, doc2dial(tmp_path / "data"), tmp_path / "work", tmp_path / "run")
    assert sorted(p.name for p in folder.iterdir()) == ["config.json", "run.jsonl", "scores.csv", "summary.json"]
    assert (summary.queries, summary.unmapped, summary.errors) == (8, 0, 0)
    assert set(summary.groups) == {"conversation", "last turn"}
    groups = summary.groups["conversation"]
    assert {"all", "language en", "kind harbour", "kind roads", "turn first", "turn later"} <= set(groups)
    assert groups["all"].queries == 4
    assert groups["all"].measures["Success@10"].mean == 1
    assert 0 < summary.chunk_words.mean <= summary.chunk_words.most
    config = json.loads((folder / "config.json").read_text())
    assert (config["task"], config["set"]) == ("retrieval", "doc2dial")
    assert {row["variant"] for row in read(folder)} == {"conversation", "last turn"}


def test_gold_is_the_chunk_that_holds_the_answer_and_a_heading_stands_for_what_is_below(settings, tmp_path):
    recipe = settings.index / "recipe.toml"
    # Too few words for two sections of the page.
    recipe.write_text(recipe.read_text(encoding="utf-8").replace("max_words = 50", "max_words = 20"), encoding="utf-8")
    folder, _ = retrieval.run_set(settings, doc2dial(tmp_path / "data"), tmp_path / "work", tmp_path / "run")
    lines = [json.loads(line) for line in (folder / "run.jsonl").read_text().splitlines()]
    gold = {line["id"]: line["gold"] for line in lines}
    own = prepare(load_set(tmp_path / "data"), settings, tmp_path / "work")
    assistant = wiring.open_assistant(own)
    text = {chunk.id: chunk.text for chunk in assistant.store.chunks}
    assistant.close()
    assert [text[i] for i in gold["a_1"]] == ["The harbour office issues ferry passes, which are free for islanders."]
    assert [text[i] for i in gold["a_3"]] == ["Islanders apply at the pier with a proof of address. A pass lasts two years."]
    assert [text[i] for i in gold["a_5"]] == ["Report a lost pass to the harbour police [1 ]"]
    assert len(gold["b_1"]) == 1


def test_the_index_of_a_set_is_reused_and_lies_in_the_cache(settings, embedders, tmp_path):
    found = load_set(or_sharc(tmp_path / "data"))
    own = prepare(found, settings)
    assert own.index == settings.cache / "sets" / f"or-sharc-{found.fingerprint[:12]}" / "index"
    before = len(embedders.embedded)
    assert prepare(found, settings) == own
    assert before == len(embedders.embedded) > 0


def test_a_changed_set_replaces_the_pages_in_its_folder(settings, tmp_path):
    prepare(load_set(doc2dial(tmp_path / "a")), settings, tmp_path / "work")
    prepare(load_set(or_sharc(tmp_path / "b")), settings, tmp_path / "work")
    assert sorted(p.name for p in (tmp_path / "work" / "pages").iterdir()) == ["rule-3.md", "rule-7.md"]


def test_a_folder_that_holds_something_else_is_left_alone(settings, tmp_path):
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "letter.txt").write_text("mine")
    with pytest.raises(EvaluationError, match="expected an empty folder or one that a set was indexed in"):
        prepare(load_set(or_sharc(tmp_path / "data")), settings, tmp_path / "work")


def test_answers_that_are_not_in_the_pages_end_the_run(settings, tmp_path, monkeypatch):
    row = turn("x", "user:a", FERRY, "A pass", "T")
    monkeypatch.setattr("evals.sets.doc2dial._html", lambda title, text: "<p>Something else.</p>")
    with pytest.raises(EvaluationError, match="2 of 2 answers are not in the indexed pages"):
        retrieval.run_set(settings, doc2dial(tmp_path / "data", [row]), tmp_path / "work", tmp_path / "run")


def test_another_search_can_be_measured(settings, tmp_path):
    make = lambda assistant: lambda question, k: []  # noqa: E731  # the shortest search there is
    _, summary = retrieval.run_set(settings, or_sharc(tmp_path / "data"), tmp_path / "work", tmp_path / "run", make_search=make)
    assert summary.groups["question"]["all"].measures["Success@10"].mean == 0


@pytest.fixture
def own_cases(write_cases, monkeypatch, tmp_path):
    folder = write_cases(
        {"id": "R1", "question": "What is the cap of the Harbour Grant per project?", "facts": ["90-F01"]},
        {"id": "R2", "question": "항만지원금의 한도는 얼마입니까?", "language": "ko", "facts": ["90-F02"], "split": "test"},
        {"id": "R3", "question": "How much is twice the cap?", "kind": "calculation", "facts": ["90-F01"]},
        {"id": "R4", "question": "Is it raining?", "kind": "unanswerable", "facts": [], "must": [], "status": ["not_in_documents"]},
    )
    load_cases = cases.load_cases
    monkeypatch.setattr(cases, "load_cases", lambda given=folder: load_cases(given))
    monkeypatch.setattr(answers, "TEST_LOG", tmp_path / "test-runs.log")


def test_our_cases_are_searched_by_their_facts(settings, own_cases, tmp_path, build):
    build()
    folder, summary = retrieval.run_cases(settings, "all", out=tmp_path / "run")
    assert [row["id"] for row in read(folder)] == ["R1", "R2", "R3"]
    groups = summary.groups["question"]
    assert groups["all"].queries == 2  # a calculation counts in its own group only
    assert groups["kind calculation"].queries == 1
    assert groups["all"].measures["Success@5"].mean == 1
    assert groups["language ko"].measures["R@5"].mean == 1
    assert (tmp_path / "test-runs.log").read_text().endswith("set=all task=retrieval cases=1 success_at_5=1.0000\n")


def test_the_tune_split_leaves_the_log_alone(settings, own_cases, tmp_path, build):
    build()
    retrieval.run_cases(settings, "tune", out=tmp_path / "run")
    assert not (tmp_path / "test-runs.log").exists()


def test_the_command_shows_chunk_lengths_beside_the_scores(settings, own_cases, tmp_path, build):
    build()
    arguments = ["run", "--task", "retrieval", "--out", tmp_path / "run", "--corpus", settings.corpus, "--index", settings.index]
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    shown = " ".join(done.output.split())
    assert done.exit_code == 0
    assert "words on average" in shown
    assert "not mapped: 0 of 2" in shown
    with pytest.raises(EvaluationError, match="there is a run in it already"):
        CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def test_a_set_is_for_retrieval_only(tmp_path):
    with pytest.raises(EvaluationError, match="--data: expected --task retrieval"):
        CliRunner().invoke(app, ["run", "--data", str(tmp_path)], catch_exceptions=False)
