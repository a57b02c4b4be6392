"""What goes wrong is one line on standard error, exit status 1, and no traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CAP = "What is the cap of the Harbour Grant?"
BUILD = "Run `policy-assistant index build`."


def test_a_missing_corpus(fails, tmp_path):
    nowhere = tmp_path / "nowhere"
    for command in (("corpus", "check"), ("corpus", "list"), ("corpus", "show", "x"), ("index", "build")):
        line = fails("--corpus", nowhere, *command)
        assert line == f"{nowhere}: there is no such corpus folder. Name one with --corpus or POLICY_CORPUS."


def test_a_missing_index(fails, index, tmp_path):
    for command in (("ask", CAP), ("search", CAP), ("index", "info"), ("index", "verify")):
        assert fails(*command) == f"{index}: there is no index yet. {BUILD}"
    assert fails("--index", tmp_path, "ask", CAP).startswith(f"{tmp_path / 'recipe.toml'}: there is no recipe.")


def test_a_stale_index(fails, build, corpus, index, run):
    build()
    path = corpus / "documents" / "en" / "harbour-2020.md"
    path.write_text(path.read_text(encoding="utf-8").replace("KRW 10 billion", "KRW 11 billion"), encoding="utf-8")
    for command in (("ask", CAP), ("search", CAP), ("index", "verify")):
        assert fails(*command) == f"{index}: the corpus {corpus} has changed since the index was built. {BUILD}"
    assert run("index", "info")[0] == 0


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", "The question is empty."),
        ("\x07\x1b\u200b", "The question is empty."),
        ("a" * 20_000, "The question has 20,000 characters; at most 4,000 can be answered."),
        ("What was the cap as of 2022-02-30?", "'2022-02-30' is not a date."),
    ],
)
def test_a_question_that_cannot_be_answered_as_put(fails, build, command, question, told):
    build()
    assert fails(command, question).startswith(told)


def test_an_unknown_date_or_language(fails, build):
    build()
    assert fails("ask", CAP, "--as-of", "someday") == "'someday' is not a date. Write YYYY-MM-DD, YYYY-MM or YYYY."
    assert fails("ask", CAP, "--lang", "fr") == "--lang: expected en or ko, got 'fr'."


def test_wrong_settings(fails, build, monkeypatch):
    build()
    monkeypatch.setenv("POLICY_MAX_QUESTION", "many")
    assert fails("ask", CAP) == "POLICY_MAX_QUESTION: expected a whole number, got 'many'."
    monkeypatch.delenv("POLICY_MAX_QUESTION")
    monkeypatch.setenv("POLICY_TODAY", "tomorrow")
    assert fails("ask", CAP) == "POLICY_TODAY: expected YYYY-MM-DD, got 'tomorrow'."


def test_a_taken_port_is_told_before_anything_is_loaded(run, build, monkeypatch):
    build()
    monkeypatch.setattr("assistant.wiring.open_assistant", lambda *_: pytest.fail("opened"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, out, err = run("serve", "--port", port)
    assert (status, out) == (1, "")
    assert err.startswith(f"Error: Can't listen on 127.0.0.1:{port}: ")
    assert err.endswith("Choose another with --host or --port.\n")
    assert run("serve", "--port", "99999")[2].startswith("Error: Can't listen on 127.0.0.1:99999: ")


@pytest.mark.parametrize("name", ["[bold]", "[/bold]", "[link=x]y", "a\nb"])
def test_an_error_shows_what_was_typed_as_it_was(fails, name):
    assert repr(name) in fails("corpus", "show", name)


def test_a_real_process_prints_one_line(corpus, index, tmp_path):
    command = [sys.executable, "-m", "assistant.cli.main", "ask", CAP]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "COLUMNS": "20"}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Error: {index}: there is no index yet. {BUILD}\n"


def test_an_unknown_option_is_a_usage_error(run):
    status, _, err = run("ask", "--colour")
    assert status == 2
    assert "--colour" in err
    assert "Traceback" not in err
