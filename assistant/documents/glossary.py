"""glossary.toml -> terms. What it shares with regions.toml, the other list of names, is here too."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from assistant.errors import CorpusError
from assistant.records import LookAlike, Region, Term

Entry = TypeVar("Entry", Term, Region)


def load_glossary(corpus: Path) -> tuple[Term, ...]:
    """The terms of glossary.toml in the file's order; empty when there is no such file.

    A look-alike is written at one of two terms and is read at both. Raises CorpusError when the file is not TOML, an entry
    is wrong, an id or a spelling is given twice, or a look-alike does not exist.
    """
    path = corpus / "glossary.toml"
    terms = read_entries(path, "term", Term)
    known = {term.id for term in terms}
    mirrored: dict[str, list[LookAlike]] = defaultdict(list)
    for term in terms:
        if term.kind == "programme" and term.programme is None:
            raise CorpusError(f"{path}: term {term.id!r}: expected the slug of its documents in `programme`, got none.")
        for other in term.not_same_as:
            if other.id not in known or other.id == term.id:
                raise CorpusError(f"{path}: term {term.id!r}: not_same_as: expected the id of another term, got {other.id!r}.")
            mirrored[other.id].append(other.model_copy(update={"id": term.id}))
    for spelling, ids in owners(terms).items():
        if len(ids) > 1:
            raise CorpusError(f"{path}: {spelling!r} is a name of {' and '.join(ids)}.", "Leave it at one of them.")
    return tuple(term.model_copy(update={"not_same_as": (*term.not_same_as, *mirrored[term.id])}) for term in terms)


def read_entries(path: Path, key: str, record: type[Entry]) -> tuple[Entry, ...]:
    """The `[[key]]` tables of a TOML file as records; empty when there is no such file.

    Raises CorpusError when the file is not TOML or holds anything else, an entry is wrong, or an id is given twice.
    """
    if not path.exists():
        return ()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: not TOML: {error}.", "Repair the line, or remove the file.") from None
    rows = tables.pop(key, [])
    if tables or not isinstance(rows, list):
        raise CorpusError(f"{path}: expected [[{key}]] tables and nothing else, got {', '.join(tables) or key!r}.")
    entries = tuple(_entry(path, key, number, row, record) for number, row in enumerate(rows, start=1))
    for name, times in Counter(entry.id for entry in entries).items():
        if times > 1:
            raise CorpusError(f"{path}: {key} {name!r} is given {times} times; an id names one entry.")
    return entries


def _entry(path: Path, key: str, number: int, row: object, record: type[Entry]) -> Entry:
    try:
        return record.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        name = row.get("id", f"no. {number}") if isinstance(row, dict) else f"no. {number}"
        where = ".".join(str(part) for part in first["loc"])
        raise CorpusError(f"{path}: {key} {name!r}: {where}: {first['msg']}, got {str(first['input'])[:80]!r}.") from None


def owners(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """Each spelling in lower case, and the ids of the entries that have it."""
    ids: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in entries:
        for name in entry.names:
            ids[name.casefold()][entry.id] = None
    return {spelling: list(found) for spelling, found in ids.items()}
