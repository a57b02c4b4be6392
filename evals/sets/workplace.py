"""Where an outside set is indexed: a folder of its own with the set's pages, the project's recipe and the store built from them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from assistant.documents.corpus import ENDINGS
from assistant.errors import EvaluationError
from assistant.settings import Settings
from assistant.wiring import build
from evals.sets.outside import OutsideSet

_MARK = "set.sha256"


def prepare(found: OutsideSet, settings: Settings, work: Path | None = None) -> Settings:
    """Write the pages and bring the index up to date; what has not changed is reused. Returns the settings that open it.

    The folder is `work`, else one in the cache that is named by the set's fingerprint. Raises EvaluationError when the folder
    holds something else or a page can't be read, and what a build raises.
    """
    folder = work or settings.cache / "sets" / f"{found.name}-{found.fingerprint[:12]}"
    _write(found, folder)
    own = replace(settings, corpus=folder / "pages", index=folder / "index")
    own.index.mkdir(exist_ok=True)
    shutil.copyfile(settings.index / "recipe.toml", own.index / "recipe.toml")
    report = build(own)
    if report.documents < len(found.pages):
        raise EvaluationError(f"{own.corpus}: {len(found.pages)} pages, but {report.documents} could be read: {report.problems[0]}.")
    return own


def _write(found: OutsideSet, folder: Path) -> None:
    mark = folder / _MARK
    if mark.is_file() and mark.read_text(encoding="utf-8") == found.fingerprint:
        return
    if folder.is_dir() and any(folder.iterdir()) and not mark.is_file():
        raise EvaluationError(f"{folder}: expected an empty folder or one that a set was indexed in, got another.", "Name one with --work.")
    folder.mkdir(parents=True, exist_ok=True)
    # Set aside first: pages that are half written must not pass for the set.
    mark.write_text("", encoding="utf-8")
    shutil.rmtree(folder / "pages", ignore_errors=True)
    (folder / "pages").mkdir()
    for page in found.pages:
        if Path(page.file).name != page.file or not page.file.endswith(ENDINGS):
            raise EvaluationError(f"{found.name}: expected the plain name of a document file, got {page.file!r}.")
        (folder / "pages" / page.file).write_text(page.contents, encoding="utf-8")
    mark.write_text(found.fingerprint, encoding="utf-8")
