"""Help: of every command, with every option explained, and at once."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
import typer

from assistant.cli.main import app

ROOT = Path(__file__).parents[2]
SECONDS = 0.5


def commands(command, path=()):
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


COMMANDS = list(commands(typer.main.get_command(app)))


def test_every_room_of_the_command_is_met():
    met = {path for path, _ in COMMANDS}
    assert met >= {(), ("ask",), ("search",), ("serve",), ("index",), ("corpus",)}
    assert met >= {("index", "build"), ("index", "info"), ("index", "verify"), ("corpus", "check"), ("corpus", "list"), ("corpus", "show")}


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) or "policy-assistant" for path, _ in COMMANDS])
def test_help_says_what_the_command_and_its_options_do(run, path, command):
    status, out, err = run(*path, "--help")
    assert (status, err) == (0, "")
    assert (command.help or "").split(".")[0].split()[0] in out
    for parameter in command.params:
        assert getattr(parameter, "help", None), f"{path}: {parameter.name} has no help"
        if isinstance(parameter, click.Option):
            assert parameter.opts[0] in out


def test_help_comes_at_once():
    """The least of five runs, in processor time, so that a busy machine counts as little as may be."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "assistant.cli.main", "--help"], cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < SECONDS


def test_the_command_loads_nothing_heavy_before_it_is_needed():
    code = "import sys, assistant.cli.main; print(sorted({m.partition('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ)
    for heavy in ("torch", "chromadb", "gradio", "langchain_core", "numpy", "fastapi", "pydantic"):
        assert f"'{heavy}'" not in done.stdout
