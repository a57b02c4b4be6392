"""Which set lies in a folder, told by its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.errors import EvaluationError
from evals.sets import autorag_ko, doc2dial, or_sharc
from evals.sets.outside import OutsideSet

_LOADERS: dict[tuple[str, ...], Callable[[Path], OutsideSet]] = {
    doc2dial.FILES: doc2dial.load,
    autorag_ko.FILES: autorag_ko.load,
    or_sharc.FILES: or_sharc.load,
}


def load_set(folder: Path) -> OutsideSet:
    """Read the set in a folder. Raises EvaluationError naming the files that were looked for, or what is wrong with one."""
    for files, load in _LOADERS.items():
        if all((folder / file).is_file() for file in files):
            return load(folder)
    known = "; or ".join(" and ".join(files) for files in _LOADERS)
    raise EvaluationError(f"{folder}: no set that is known lies there; expected {known}.")
