"""What a run was made with: commit, versions, time."""

from __future__ import annotations

import platform
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import assistant

_LIBRARIES = ("langchain-core", "langchain-chroma", "chromadb", "sentence-transformers", "torch", "bm25s", "kiwipiepy", "numpy", "pydantic")


def now() -> datetime:
    """The time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def commit() -> str | None:
    """The checked-out commit, with "-dirty" behind it where files differ from it; None outside a checkout or without git."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def versions() -> dict[str, str]:
    """Versions of Python, of the assistant and of the libraries that can change an answer; those not installed are left out."""
    found = {"python": platform.python_version(), "policy-assistant": assistant.__version__}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            continue
    return found
