"""The doors between the rooms, and what an import may load."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_rooms_import_each_other_only_through_the_doors():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


HEAVY = {"torch", "chromadb", "gradio", "langchain_core", "sentence_transformers", "fastapi", "transformers"}


@pytest.mark.parametrize(
    ("module", "may_load"),
    [
        ("assistant", set()),
        ("assistant.records", set()),
        ("assistant.errors", set()),
        ("assistant.settings", set()),
        ("assistant.grounding.check", set()),
        ("assistant.guard.limits", set()),
        ("assistant.documents.corpus", set()),
        ("assistant.cli.main", set()),
        ("assistant.answering.composer", set()),
        ("assistant.index.embedders", {"langchain_core"}),
    ],
)
def test_an_import_loads_nothing_heavy(module, may_load):
    code = f"import sys, {module}; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY <= may_load
