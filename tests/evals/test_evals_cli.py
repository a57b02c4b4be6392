"""The command line over a made-up assistant, from the question to the page."""

import csv
import json
import re

import pytest
from evals_fakes import CAP, RATE, quote
from typer.testing import CliRunner

from assistant.errors import EvaluationError
from assistant.records import Reply, Sentence, Status
from evals import cases
from evals import subject as subject_module
from evals.__main__ import app, main
from evals.tasks import answers

ROWS = (
    {"id": "R1", "question": "What is the rate?"},
    {"id": "R2", "question": "What is the <cap>?", "facts": ["F2"], "must": [["5 billion"]], "split": "test", "note": "Five & no more."},
    {
        "id": "R3",
        "question": "Is it raining?",
        "kind": "unanswerable",
        "facts": [],
        "must": [],
        "status": ["not_in_documents"],
        "language": "ko",
    },
    {"id": "R4", "question": "fail", "split": "test"},
    {"id": "R5", "question": "How much is 30 % of it?", "kind": "calculation"},
)


@pytest.fixture
def world(monkeypatch, write_cases, subject, tmp_path):
    """The made-up cases and assistant in place of the real ones; returns a function that runs a command."""
    subject.replies = {
        "What is the rate?": answered("The rate is 30 %.", RATE),
        "What is the <cap>?": answered("The cap is 6 billion.", quote(18, 43, "The cap is KRW 6 billion."), RATE),
    }
    folder = write_cases(*ROWS)
    load = cases.load_cases
    monkeypatch.setattr(cases, "load_cases", lambda given=folder: load(given))
    monkeypatch.setattr(answers, "open_subject", lambda settings: subject)
    monkeypatch.setattr(subject_module, "open_subject", lambda settings: subject)
    monkeypatch.setattr(answers, "TEST_LOG", tmp_path / "test-runs.log")
    return lambda *arguments: CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def answered(text, *citations):
    sentence = Sentence(text=text, citations=tuple(range(len(citations))))
    return Reply(
        status=Status.ANSWERED, answer=(sentence,), citations=citations, timings_ms={"retrieve": 4.0, "check": 1.0}, confidence=0.9
    )


def scores(folder):
    with (folder / "scores.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_a_run_writes_its_folder(world, tmp_path):
    out = tmp_path / "run"
    done = world("run", "--split", "all", "--out", out)
    assert done.exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == ["config.json", "generated.jsonl", "report.html", "scores.csv", "summary.json"]
    config = json.loads((out / "config.json").read_text())
    assert config["info"] == {"corpus": "c0ffee", "index": "1dea"}
    assert (config["split"], config["set"], config["limit"]) == ("all", "all", None)
    rows = scores(out)
    assert {id_: row["strict_accuracy"] for id_, row in rows.items()} == {"R1": "1.0", "R2": "0.0", "R3": "1.0", "R4": "0.0", "R5": "0.0"}
    assert rows["R3"]["gold_in_five"] == ""  # unscored, not 0
    assert (rows["R2"]["missing"], rows["R2"]["invented"], rows["R2"]["quotes_exact"]) == ("5 billion", "", "0.0")
    assert rows["R2"]["citation_precision"] == "0.5"  # the cap's statement carries F2, the rate's does not
    assert rows["R4"]["status"] == "error"


def test_the_summary_leaves_calculations_out(world, tmp_path):
    out = tmp_path / "run"
    world("run", "--split", "all", "--out", out)
    summary = json.loads((out / "summary.json").read_text())
    # R1 and R3 of R1 to R4 are right; R5 is a calculation.
    overall = summary["groups"]["overall"]
    assert (overall["cases"], overall["metrics"]["strict_accuracy"]["mean"]) == (4, 0.5)
    # R1, R2 and R4 have gold facts; R4 was refused.
    assert overall["metrics"]["in_scope_answered"]["mean"] == pytest.approx(2 / 3)
    assert overall["metrics"]["in_scope_answered"]["unscored"] == 1
    assert list(summary["groups"]) == [
        "overall",
        "language en",
        "language ko",
        "set made",
        "kind calculation",
        "kind lookup",
        "kind unanswerable",
    ]
    assert summary["groups"]["kind calculation"]["cases"] == summary["apart"] == 1
    # retrieve: 4, 4, 2, 2 (R4 has no timings), so its median is 3.
    assert summary["latency"]["retrieve"]["p50"] == 3
    assert summary["latency"]["whole"]["p95"] > 0


def test_the_page_shows_failing_cases_and_runs_no_script(world, tmp_path):
    out = tmp_path / "run"
    world("run", "--split", "all", "--out", out)
    page = (out / "report.html").read_text(encoding="utf-8")
    assert re.findall(r'<article id="(\w+)">', page) == ["R2", "R4", "R5"]
    assert "What is the &lt;cap&gt;?" in page
    assert "<cap>" not in page
    assert "Five &amp; no more." in page
    assert "not said: 5 billion" in page
    assert "F2 (gold)" in page
    assert page.count("quote differs from the document") == 1
    assert "too odd" in page
    assert "<script" not in page
    assert "http" not in page


def test_scoring_again_needs_no_assistant_and_follows_the_cases(world, tmp_path, monkeypatch, write_cases, subject):
    out = tmp_path / "run"
    world("run", "--split", "all", "--out", out)
    asked = len(subject.asked)
    write_cases(ROWS[0] | {"must": [["31 %"]]}, ROWS[1] | {"question": "Something else?"}, *ROWS[2:])
    done = world("score", out)
    assert done.exit_code == 0
    assert len(subject.asked) == asked
    assert "1 replies dropped" in " ".join(done.output.split())
    assert scores(out)["R1"]["strict_accuracy"] == "0.0"
    assert "R2" not in scores(out)


def test_a_run_on_the_test_split_is_logged_and_another_is_not(world, tmp_path):
    log = tmp_path / "test-runs.log"
    world("run", "--out", tmp_path / "tune")
    assert not log.exists()
    world("run", "--split", "test", "--out", tmp_path / "test")
    world("run", "--split", "all", "--out", tmp_path / "all")
    first, second = log.read_text().splitlines()
    # R2 and R4, both wrong.
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00 commit=\S+ set=all cases=2 strict_accuracy=0.0000", first)
    assert "cases=2" in second
    world("score", tmp_path / "test")
    assert len(log.read_text().splitlines()) == 2


def test_calculations_do_not_count_in_the_logged_accuracy(world, tmp_path, write_cases):
    write_cases(ROWS[0] | {"split": "test"}, ROWS[4] | {"split": "test"}, ROWS[1] | {"split": "tune"})
    world("run", "--split", "all", "--out", tmp_path / "run")
    assert (tmp_path / "test-runs.log").read_text().endswith("cases=2 strict_accuracy=1.0000\n")


def test_a_citation_of_an_unknown_document_is_a_wrong_quote(world, tmp_path, subject):
    subject.replies["What is the rate?"] = answered("The rate is 30 %.", RATE.model_copy(update={"document": "gone"}))
    world("run", "--limit", 1, "--out", tmp_path / "run")
    row = scores(tmp_path / "run")["R1"]
    assert (row["quotes_exact"], row["citation_precision"]) == ("0.0", "0.0")


def test_the_assistant_is_closed(world, tmp_path, subject):
    world("run", "--out", tmp_path / "run")
    assert subject.closed


def test_a_folder_is_not_written_twice(world, tmp_path):
    world("run", "--out", tmp_path / "run")
    with pytest.raises(EvaluationError, match="there is a run in it already"):
        world("run", "--out", tmp_path / "run")


def test_limit_and_set(world, tmp_path, subject):
    world("run", "--split", "all", "--limit", 2, "--set", "made", "--out", tmp_path / "run")
    assert [q.text for q in subject.asked] == ["What is the rate?", "What is the <cap>?"]


def test_comparing_runs(world, tmp_path, subject):
    world("run", "--split", "all", "--out", tmp_path / "a")
    subject.replies["What is the <cap>?"] = answered("The cap is KRW 5 billion.", CAP)
    subject.replies["What is the rate?"] = answered("No.", RATE)
    world("run", "--split", "all", "--out", tmp_path / "b")
    done = world("compare", tmp_path / "a", tmp_path / "b", "--fail-if-worse")
    assert done.exit_code == 0  # one better, one worse: chance
    assert re.search(r"worse: 1\n  R1 .*\nbetter: 1\n  R2 ", done.output)


def test_a_significant_fall_fails_when_asked_to(world, tmp_path, subject, write_cases):
    write_cases(*({"id": f"N{i}", "question": "What is the rate?"} for i in range(20)))
    world("run", "--out", tmp_path / "a")
    subject.replies = {}
    world("run", "--out", tmp_path / "b")
    assert world("compare", tmp_path / "a", tmp_path / "b").exit_code == 0
    assert world("compare", tmp_path / "a", tmp_path / "b", "--fail-if-worse").exit_code == 1
    assert world("compare", tmp_path / "b", tmp_path / "a", "--fail-if-worse").exit_code == 0


def test_the_gate_fails_below_a_floor(world, tmp_path):
    world("run", "--split", "all", "--out", tmp_path / "run")
    floors = tmp_path / "floors.toml"
    for floor, code in ((0.5, 0), (0.51, 1)):
        floors.write_text(f"[all.overall]\nstrict_accuracy = {floor}\n")
        assert world("gate", tmp_path / "run", "--baseline", floors).exit_code == code


def test_counting_the_cases(world, write_cases):
    done = world("cases", "check", write_cases(*ROWS))
    assert done.exit_code == 0
    assert "5 cases" in done.output


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("generated.jsonl", "{}\n", "generated.jsonl:1: id: Field required"),
        ("config.json", "{}", "config.json: task: Field required"),
        ("generated.jsonl", None, "generated.jsonl: can't be read: No such file"),
    ],
)
def test_a_broken_folder_is_one_line(world, tmp_path, name, text, said):
    out = tmp_path / "run"
    world("run", "--out", out)
    (out / name).unlink() if text is None else (out / name).write_text(text)
    with pytest.raises(EvaluationError) as caught:
        world("score", out)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("text", "said"), [("id\nA1\n", "expected a column 'apart'"), (None, "can't be read")])
def test_broken_scores_are_one_line(world, tmp_path, text, said):
    out = tmp_path / "run"
    world("run", "--out", out)
    (out / "scores.csv").unlink() if text is None else (out / "scores.csv").write_text(text)
    with pytest.raises(EvaluationError, match=said):
        world("compare", out, out)


def test_an_error_is_one_line_and_exit_code_2(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("sys.argv", ["evals", "score", str(tmp_path)])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "generated.jsonl: can't be read" in error
