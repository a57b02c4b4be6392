from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import load
from assistant.wiring import build

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_readme_shows_what_the_commands_print() -> None:
    build(load())
    done = subprocess.run([sys.executable, "docs/examples.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
