"""Documents that were read before: a file whose bytes and head are still the same is not read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.documents.corpus import read_document
from assistant.records import PolicyDocument


@dataclass(frozen=True)
class Reading:
    """What a file was read as. `key` stands for everything that the document follows from; `problems` are its head's."""

    key: str
    document: PolicyDocument
    problems: tuple[str, ...]


class Known:
    """Readings by the file's name below the corpus folder. `read` can be given to `load_corpus`.

    `stored` are the documents that an earlier reading left in the folder `source`.
    """

    def __init__(self, readings: Iterable[Reading] = (), source: Path | None = None) -> None:
        self._readings = {r.document.path: r for r in readings}
        self.stored = tuple(r.document for r in self._readings.values())
        self.source = source

    def __iter__(self) -> Iterator[Reading]:
        return iter(self._readings.values())

    def read(self, path: Path, name: str, default_id: str, head: Mapping[str, object]) -> tuple[PolicyDocument, list[str]]:
        """What `read_document` gives, from memory where the file is known. Raises DocumentError."""
        if known := self._readings.get(name):
            try:
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError:
                digest = ""
            if known.key == _key(digest, default_id, head):
                return known.document, list(known.problems)
        document, problems = read_document(path, name, default_id, head)
        self.remember(document, default_id, head, problems)
        return document, problems

    def remember(self, document: PolicyDocument, default_id: str, head: Mapping[str, object], problems: Iterable[str]) -> None:
        """Add what was read from a file with this head in the manifest."""
        self._readings[document.path] = Reading(_key(document.hash, default_id, head), document, tuple(problems))


def _key(digest: str, default_id: str, head: Mapping[str, object]) -> str:
    parts = [_reader(), digest, str(head.get("id") or default_id), json.dumps(dict(head), sort_keys=True, default=str)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@cache
def _reader() -> str:
    """SHA-256 of the code that reads documents: what another version has read is read again."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
