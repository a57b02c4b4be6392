"""The folders of a store: one per build, named in CURRENT when it is finished. Text that was taken out stays in none of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from assistant.documents.known import Known, Reading
from assistant.index.store import current_generation, read_documents
from assistant.records import PolicyDocument

_READ = "read.json"


def write_documents(folder: Path, documents: tuple[PolicyDocument, ...], known: Known) -> None:
    """The documents of a new generation, and by what their files will be recognised."""
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(document.model_dump_json() + "\n")
    keys = {r.document.path: r for r in known}
    rows = {d.id: {"key": r.key, "problems": r.problems} for d in documents if (r := keys.get(d.path))}
    (folder / _READ).write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def known_documents(index: Path) -> Known:
    """The documents of the current generation; none when there is no generation that can be read."""
    folder = current_generation(index)
    try:
        rows = _rows(folder) if folder else {}
        documents = read_documents(folder) if folder and rows else {}
        return Known((Reading(row["key"], documents[i], tuple(row["problems"])) for i, row in rows.items()), folder)
    except (OSError, ValueError, KeyError, TypeError):
        return Known()


def next_name(store: Path) -> str:
    """A name that no generation has had since the oldest one there is."""
    return f"generation-{max(map(_number, store.glob('generation-*')), default=0) + 1}"


def publish(work: Path, store: Path, name: str) -> None:
    """Give the finished work its name and point CURRENT to it in one step."""
    work.rename(store / name)
    pointer = store / "CURRENT.new"
    pointer.write_text(name + "\n", encoding="utf-8")
    pointer.replace(store / "CURRENT")


def clear(store: Path, kept: int) -> None:
    """Drop unfinished builds, what the current generation no longer holds, and all but the newest `kept` generations.

    The one before the current stays until the next build if it holds nothing else: questions in flight read it.
    """
    current = current_generation(store.parent)
    if current is None:
        return
    older = sorted((p for p in store.glob("generation-*") if p != current), key=_number)
    for folder in {*unfinished(store), *outdated(store, current), *older[: max(0, len(older) - kept + 1)]}:
        shutil.rmtree(folder, ignore_errors=True)


def unfinished(store: Path) -> list[Path]:
    """Folders of builds that have not ended, or died."""
    return sorted(store.glob("building-*"))


def outdated(store: Path, current: Path) -> list[Path]:
    """Generations that hold a document that the current one does not, or that can't be read."""
    held = _documents(current)
    return [p for p in sorted(store.glob("generation-*")) if p != current and not _documents(p) <= held]


def _documents(folder: Path) -> set[str]:
    """Ids; a generation that can't be read holds itself, so that no other one covers it."""
    try:
        return set(_rows(folder))
    except (OSError, ValueError):
        return {str(folder)}


def _rows(folder: Path) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = json.loads((folder / _READ).read_text(encoding="utf-8"))
    return rows


def _number(folder: Path) -> int:
    number = folder.name.rpartition("-")[2]
    return int(number) if number.isdigit() else 0
