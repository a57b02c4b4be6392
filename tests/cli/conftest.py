"""The command, run in this process over the small corpus."""

import pytest
from answering.hash_weights import use_hash_weights

from assistant import wiring
from assistant.cli.main import main


@pytest.fixture(autouse=True)
def small(corpus, index, embedder, monkeypatch):
    """Settings by environment, as a user would give them; the embedder is the model-free one."""
    use_hash_weights(monkeypatch)
    monkeypatch.setattr(wiring, "packaged_embedders", lambda cache, threads=0: lambda _: embedder)
    for name, value in {"CORPUS": corpus, "INDEX": index, "TODAY": "2024-06-01"}.items():
        monkeypatch.setenv(f"POLICY_{name}", str(value))
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def run(capsys):
    """Run the command: run(*arguments) -> (exit status, standard output, standard error)."""

    def command(*arguments):
        status = 0
        try:
            main([str(a) for a in arguments])
        except SystemExit as end:
            status = end.code or 0
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return command


@pytest.fixture
def fails(run):
    """Run a command that must fail with one line: fails(*arguments) -> the line without its label."""

    def command(*arguments):
        status, out, err = run(*arguments)
        assert status == 1
        assert out == ""
        assert err.count("\n") == 1
        assert err.startswith("Error: ")
        return err.removeprefix("Error: ").rstrip("\n")

    return command
