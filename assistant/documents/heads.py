"""A document's head: which fields there are, what they may hold, and the corpus's manifest for files without one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assistant.documents.blocks import Parsed
from assistant.errors import CorpusError
from assistant.records import Period, Source, SourceKind

TEXT_FIELDS = ("id", "title", "language", "programme", "issuer", "supersedes", "translation_of", "corrects", "owner")
DATE_FIELDS = ("effective_from", "effective_to", "as_of", "review_by")
LIST_FIELDS = ("audience", "regions")
REQUIRED = ("id", "title", "language", "issuer", "audience", "effective_from", "effective_to", "supersedes", "regions", "as_of")


def read_manifest(corpus: Path) -> dict[str, dict[str, object]]:
    """The heads in manifest.toml: one table per file, keyed by its path below the corpus folder.

    Raises CorpusError when the file is not TOML. A path that is no file of the corpus is the reader's to tell: it has no document.
    """
    path = corpus / "manifest.toml"
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: not TOML: {error}.", "Repair the line, or remove the file.") from None
    heads: dict[str, dict[str, object]] = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise CorpusError(f"{path}: expected a table per file, got a value for {name!r}.")
        heads[name] = plain(table)
    return heads


def plain(table: Mapping[str, object]) -> dict[str, object]:
    """A table of the manifest with its days as text."""
    return {k: (v.isoformat() if isinstance(v, date) else v) for k, v in table.items()}


def clean_head(head: Mapping[str, object]) -> tuple[dict[str, object], list[str]]:
    """The known fields with their types, and a problem line for each field that is unknown or holds the wrong thing."""
    clean: dict[str, object] = {}
    problems: list[str] = []
    for name, value in head.items():
        if name in LIST_FIELDS:
            values = value if isinstance(value, list | tuple) else [value] if value else []
            clean[name] = tuple(str(v) for v in values)
        elif value is None:
            continue
        elif name in TEXT_FIELDS and isinstance(value, str | int | float):
            clean[name] = str(value)
        elif name in DATE_FIELDS:
            try:
                clean[name] = Period.parse(str(value)).text
            except ValueError as error:
                problems.append(f"{name}: {error}")
        else:
            problems.append(f"{name}: unknown field" if name not in TEXT_FIELDS else f"{name}: expected a text, got {value!r}")
    if clean.get("language", "en") not in ("en", "ko"):
        problems.append(f"language: expected en or ko, got {clean.pop('language')!r}")
    return clean, problems


def sources_of(parsed: Parsed) -> tuple[dict[str, tuple[Source, ...]], list[str]]:
    """Each footnote's sources. The words behind a link are kind, date and an optional note, separated by commas."""
    found: dict[str, tuple[Source, ...]] = {}
    problems: list[str] = []
    for label, links in parsed.footnotes.items():
        sources: list[Source] = []
        for title, url, rest in links:
            kind, date, note = ([p.strip() for p in rest.strip(" ,;").split(",", 2)] + ["", "", ""])[:3]
            if kind not in set(SourceKind):
                problems.append(f"[^{label}]: expected a kind ({', '.join(SourceKind)}) behind the link, got {kind!r}")
                kind = SourceKind.OTHER
            if date not in ("", "undated"):
                try:
                    Period.parse(date)
                except ValueError as error:
                    problems.append(f"[^{label}]: {error}")
                    date = ""
            sources.append(
                Source(title=title, url=url, kind=SourceKind(kind), date=None if date in ("", "undated") else date, note=note or None)
            )
        if not sources:
            problems.append(f"[^{label}]: names no source")
        found[label] = tuple(sources)
    return found, problems
