"""programmes/*.toml -> programmes. Versions are laid over each other here, so that each is whole."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.clauses import parallel, statement_of
from assistant.documents.corpus import Corpus, Problem
from assistant.errors import CorpusError
from assistant.records import Period, PolicyDocument
from assistant.rules import Clause, Programme

# The lists of entries that a version takes over by id.
KINDS = ("condition", "benefit", "rate", "addon", "cap", "duty", "deadline", "step", "exclusion", "notice")
Table = dict[str, Any]


def load_programmes(corpus: Path) -> tuple[Programme, ...]:
    """The programmes of a corpus folder, by file name; none when it has no such folder. Raises CorpusError naming file and field."""
    return tuple(_programme(path) for path in sorted((corpus / "programmes").glob("*.toml")))


def check_programmes(programmes: Sequence[Programme], corpus: Corpus) -> Iterator[Problem]:
    """Each clause that does not stand in its document, or not in the Korean edition of it, and each document that is unknown."""
    documents = {d.id: d for d in corpus.documents}
    editions = {d.translation_of: d for d in corpus.documents if d.translation_of}
    for programme in programmes:
        seen: dict[str, None] = {}
        for where, clause in clauses_of(programme):
            for problem in _problems(clause, documents, editions):
                seen[f"{where}: {problem}"] = None
        yield from (Problem(f"programmes/{programme.id}.toml", text) for text in seen)


def clauses_of(programme: Programme) -> Iterator[tuple[str, Clause]]:
    """Every clause of a programme with the version's document and the id of the entry that names it."""
    yield from (("where_to_apply", office.clause) for office in programme.where_to_apply)
    if programme.earlier_clause:
        yield "earlier_clause", programme.earlier_clause
    for version in programme.versions:
        yield from (
            (f"{version.document}: {name}", clause)
            for name, clause in (("start_clause", version.start_clause), ("end_clause", version.end_clause))
            if clause
        )
        yield from ((f"{version.document}: {item.id}", clause) for item in version.items for clause in item.clauses)


def _problems(clause: Clause, documents: Mapping[str, PolicyDocument], editions: Mapping[str, PolicyDocument]) -> Iterator[str]:
    document = documents.get(clause.document)
    if document is None:
        yield f"there is no document {clause.document!r}"
        return
    try:
        statement = statement_of(document, clause.quote)
        edition = editions.get(document.id)
        if edition and clause.quote_ko:
            statement_of(edition, clause.quote_ko)
        elif edition:
            parallel(statement, document, edition)
        elif clause.quote_ko:
            yield f"quote_ko: {document.id} has no Korean edition"
    except ValueError as error:
        yield str(error)


def _programme(path: Path) -> Programme:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: not TOML: {error}.", "Repair the line, or remove the file.") from None
    try:
        versions = _versions(table)
        shared = {key: value for key, value in table.items() if key not in KINDS}
        programme = Programme.model_validate({**shared, "id": table.get("id", path.stem), "versions": versions})
        _check_days(programme)
    except ValidationError as error:
        first = error.errors()[0]
        where = _place(first["loc"], versions)
        raise CorpusError(f"{path}: {where}: {first['msg'].removeprefix('Value error, ')}, got {str(first['input'])[:80]!r}.") from None
    except ValueError as error:
        raise CorpusError(f"{path}: {error}.") from None
    if programme.id != path.stem:
        raise CorpusError(f"{path}: id: expected {path.stem!r}, the file's name, got {programme.id!r}.")
    return programme


def _versions(table: Table) -> list[Table]:
    """Each version with what the programme shares, or what the version that it is `like` has, below its own entries."""
    raw = table.pop("version", [])
    shared = {kind: _laid_over([], table.pop(kind, []), set()) for kind in KINDS}
    whole: dict[str, Table] = {}
    for version in raw:
        below = shared
        document = version.get("document")
        if not isinstance(document, str) or document in whole:
            raise ValueError(f"version: document: expected a document that no other version names, got {document!r}")
        if like := version.pop("like", None):
            if like not in whole:
                raise ValueError(f"version {document}: like: expected an earlier version's document, got {like!r}")
            below = whole[like]
        drop = set(version.pop("drop", []))
        own = {key: value for key, value in version.items() if key not in KINDS}
        if strange := drop - {item.get("id") for kind in KINDS for item in below.get(kind, [])}:
            raise ValueError(f"version {document}: drop: there is no entry {min(strange)!r} to drop")
        whole[document] = own | {kind: _laid_over(below.get(kind, []), version.get(kind, []), drop) for kind in KINDS}
    return [_with_document(version, version["document"]) for version in whole.values()]


def _laid_over(below: Sequence[Table], above: Sequence[Table], drop: set[str]) -> list[Table]:
    """The entries below, each replaced in its place by the one above that has its id; new ones behind."""
    entries = {item.get("id", f"no. {n}"): item for n, item in enumerate(below, 1) if item.get("id") not in drop}
    added: set[str] = set()
    for item in above:
        name = item.get("id", "")
        if name in added:
            raise ValueError(f"{name!r} is given twice in one list; an id names one entry")
        added.add(name)
        entries[name] = item
    return list(entries.values())


def _with_document(value: Any, document: str, key: str = "") -> Any:  # noqa: ANN401  # what TOML holds
    """A copy in which each clause that names no document names the version's."""
    if isinstance(value, list):
        return [_with_document(part, document, key) for part in value]
    if not isinstance(value, dict):
        return value
    copied = {name: _with_document(part, document, name) for name, part in value.items()}
    if key in ("clause", "also", "start_clause", "end_clause"):
        copied.setdefault("document", document)
    return copied


def _check_days(programme: Programme) -> None:
    """Versions follow each other without overlap. Raises ValueError."""
    last = None
    for version in programme.versions:
        start = Period.parse(version.start).start if version.start else None
        end = Period.parse(version.end).end if version.end else None
        if last is not None and (start is None or start <= last):
            raise ValueError(f"version {version.document}: from: expected a day after {last}, got {version.start}")
        if end is None and version is not programme.versions[-1]:
            raise ValueError(f"version {version.document}: to: expected its last day, because another version follows")
        last = end


def _place(location: Sequence[int | str], versions: Sequence[Table]) -> str:
    """Where in the file: the version's document and the entry's id instead of their numbers."""
    parts: list[str] = []
    at: Any = {"versions": versions}
    for part in location:
        at = (
            at.get(part)
            if isinstance(at, dict)
            else at[part]
            if isinstance(at, list) and isinstance(part, int) and part < len(at)
            else None
        )
        name = (at.get("id") or at.get("document")) if isinstance(at, dict) and isinstance(part, int) else None
        parts.append(str(name or part))
    return ".".join(parts)
