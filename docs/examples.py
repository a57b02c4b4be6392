"""Run the commands that README.md shows and put their real output below them. `--check` only compares."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"(```console\n\$ (policy-assistant [^\n]+)\n)(.*?)(```)", re.S)
# The day that the examples are asked on, so that their output does not change with the calendar.
ENVIRONMENT = {"POLICY_TODAY": "2026-11-22", "COLUMNS": "110", "NO_COLOR": "1", "TERM": "dumb"}


def run(command: str) -> str:
    """What a command prints, without blanks at line ends."""
    words = [sys.executable, "-m", "assistant.cli.main", *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=ROOT, env={**os.environ, **ENVIRONMENT}, capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines()) + "\n"


def renewed(text: str) -> str:
    """The page with the real output of each of its commands."""
    return _BLOCK.sub(lambda m: m[1] + run(m[2]) + m[4], text)


def main() -> int:
    """Rewrite README.md, or say that it differs."""
    text = README.read_text(encoding="utf-8")
    fresh = renewed(text)
    if "--check" not in sys.argv:
        README.write_text(fresh, encoding="utf-8")
        return 0
    if fresh != text:
        sys.stderr.write("README.md: an example's output differs from the real one; run python docs/examples.py\n")
    return int(fresh != text)


if __name__ == "__main__":
    sys.exit(main())
