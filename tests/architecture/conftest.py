"""The repository's own files."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def kept_files():
    """Every file of the repository that .gitignore does not leave out."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split() if not line.startswith("#")]

    def is_ignored(path):
        name = path.relative_to(ROOT).as_posix()
        return path.name == ".git" or any(fnmatch(name, p) or fnmatch(path.name, p) for p in ignored)

    def below(folder):
        for path in sorted(folder.iterdir()):
            if is_ignored(path):
                continue
            if path.is_dir():
                yield from below(path)
            else:
                yield path

    return list(below(ROOT))


@pytest.fixture(scope="session")
def texts():
    """The text of every kept file that is text, by path."""
    found = {}
    for path in kept_files():
        try:
            found[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return found
