"""The changes that were published, in `.history` below the corpus: a line each, and the files as they were before."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.documents.head_editing import Fields, set_tables
from assistant.documents.heads import read_manifest
from assistant.errors import CorpusError

# New bytes, another file to copy, or None to delete.
Content = bytes | Path | None
_UNDOABLE = ("add", "replace", "withdraw")


@dataclass(frozen=True)
class Change:
    """One published change. `files` are (SHA-256 before, after) by name, `tables` the manifest's heads (before, after) likewise."""

    number: int
    time: str
    command: str
    ids: tuple[str, ...]
    files: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    tables: dict[str, tuple[Fields | None, Fields | None]] = field(default_factory=dict)
    undoes: int | None = None


class History:
    """The changes of one corpus folder. What is written is complete or not there: each file is renamed into place."""

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.folder = corpus / ".history"

    def changes(self) -> list[Change]:
        """Every change that was not purged, oldest first. Raises CorpusError when the log is damaged."""
        log = self.folder / "log.jsonl"
        try:
            rows = [json.loads(line) for line in log.read_text(encoding="utf-8").split("\n") if line] if log.exists() else []
            return [Change(**{**row, "ids": tuple(row["ids"])}) for row in rows]
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise CorpusError(f"{log}: can't be read: {error}.", "Repair the line, or remove the file.") from None

    def last(self) -> Change | None:
        """The newest change that can be undone and was not."""
        changes = self.changes()
        undone = {c.undoes for c in changes}
        open_ = [c for c in changes if c.command in _UNDOABLE and c.number not in undone and (c.files or c.tables)]
        return open_[-1] if open_ else None

    def publish(self, command: str, ids: Collection[str], files: Mapping[str, Content], tables: Mapping[str, Fields | None]) -> None:
        """Keep what is there, write the log, then change the corpus. Raises CorpusError, with everything as it was."""
        number = self._next()
        heads = read_manifest(self.corpus)
        shas = {name: (_sha256(self.corpus / name), _sha256_of(content)) for name, content in files.items()}
        for name, (before, _) in shas.items():
            if before:
                write(self.folder / str(number) / name, self.corpus / name)
        change = Change(number, _now(), command, tuple(ids), shas, {name: (heads.get(name), after) for name, after in tables.items()})
        self._log([*self.changes(), change])
        try:
            apply(self.corpus, files, tables)
            if changed := [name for name, (_, after) in shas.items() if _sha256(self.corpus / name) != after]:
                raise CorpusError(f"{changed[0]}: the file changed while it was read.", "Give it again.")
        except (OSError, CorpusError) as error:
            self._restore(change)
            self._log([c for c in self.changes() if c.number != number])
            shutil.rmtree(self.folder / str(number), ignore_errors=True)
            raise CorpusError(f"{self.corpus}: nothing was changed: {error}") from None

    def undo(self, change: Change) -> None:
        """Put everything back as it was before a change. Raises CorpusError when it was edited since."""
        heads = read_manifest(self.corpus)
        edited = [n for n, shas in change.files.items() if _sha256(self.corpus / n) not in shas]
        edited += [n for n, tables in change.tables.items() if heads.get(n) not in tables]
        if edited:
            raise CorpusError(f"{edited[0]} was edited after the {change.command} of {change.time}.", "Undo that by hand first.")
        self._restore(change)
        self._log([*self.changes(), Change(self._next(), _now(), "rollback", change.ids, undoes=change.number)])
        shutil.rmtree(self.folder / str(change.number), ignore_errors=True)

    def purge(self, document: str, name: str) -> None:
        """Take a document and its file out of every change and delete what was kept of it."""
        kept: list[Change] = []
        for change in self.changes():
            (self.folder / str(change.number) / name).unlink(missing_ok=True)
            rest = replace(
                change,
                ids=tuple(i for i in change.ids if i != document),
                files={n: shas for n, shas in change.files.items() if n != name},
                tables={n: tables for n, tables in change.tables.items() if n != name},
            )
            if rest.ids:
                kept.append(rest)
        self._log(kept)

    def note(self, command: str, ids: Collection[str]) -> None:
        """A line for a change that can't be undone."""
        self._log([*self.changes(), Change(self._next(), _now(), command, tuple(ids))])

    def _restore(self, change: Change) -> None:
        folder = self.folder / str(change.number)
        files = {name: folder / name if before else None for name, (before, _) in change.files.items()}
        apply(self.corpus, files, {name: before for name, (before, _) in change.tables.items()})

    def _next(self) -> int:
        return max((c.number for c in self.changes()), default=0) + 1

    def _log(self, changes: list[Change]) -> None:
        lines = (json.dumps(asdict(c), ensure_ascii=False) for c in changes)
        write(self.folder / "log.jsonl", "".join(f"{line}\n" for line in lines).encode())


def apply(corpus: Path, files: Mapping[str, Content], tables: Mapping[str, Fields | None]) -> None:
    """Delete, then write the manifest, then the files: in between, a file never stands there without its head."""
    for name in (n for n, content in files.items() if content is None):
        (corpus / name).unlink(missing_ok=True)
    if tables:
        manifest = corpus / "manifest.toml"
        text = manifest.read_bytes().decode() if manifest.exists() else ""
        if edited := set_tables(text, tables):
            write(manifest, edited.encode())
        else:
            manifest.unlink(missing_ok=True)
    for name, content in files.items():
        if content is not None:
            write(corpus / name, content)


def write(path: Path, content: bytes | Path) -> None:
    """Write a file so that it is complete or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            file.write(content.read_bytes() if isinstance(content, Path) else content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _sha256_of(content: Content) -> str | None:
    return _sha256(content) if isinstance(content, Path) else hashlib.sha256(content).hexdigest() if content is not None else None


def _sha256(path: Path) -> str | None:
    """The file's hash; None when there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
