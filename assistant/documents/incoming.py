"""A file that somebody wants published -> what it would be in the corpus. Nothing is written here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.documents import corpus as limits
from assistant.documents.corpus import ENDINGS, TEXT_ENDINGS, read_document
from assistant.documents.heads import clean_head
from assistant.errors import CorpusError, DocumentError
from assistant.records import Period, PolicyDocument

_OTHER_FILES = {b"%PDF": "a PDF", b"PK\x03\x04": "a zip file (docx, xlsx, hwpx …)", b"\xd0\xcf\x11\xe0": "an old Office or HWP file"}
_ID = re.compile(r"[^\W_][\w.-]*")


@dataclass(frozen=True)
class HeadOptions:
    """What the person who adds a file says about it. A `start` may be partial: YYYY, YYYY-MM or YYYY-MM-DD."""

    title: str | None = None
    language: str | None = None
    issuer: str | None = None
    start: str | None = None

    def fields(self) -> dict[str, object]:
        """The head's fields that were given. Raises CorpusError for a language or date that is none."""
        if self.language not in (None, "en", "ko"):
            raise CorpusError(f"--language: expected en or ko, got {self.language!r}.")
        if self.start:
            try:
                Period.parse(self.start)
            except ValueError as error:
                raise CorpusError(f"--from: {error}.") from None
        given = {"title": self.title, "language": self.language, "issuer": self.issuer, "effective_from": self.start}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True)
class Incoming:
    """A file that could be read. `own_head`: it is Markdown and its head names it, so no head has to be made for it."""

    source: Path
    document: PolicyDocument
    problems: tuple[str, ...]
    own_head: bool

    @property
    def has_title(self) -> bool:
        """Whether its title is more than the words of the file's name."""
        return self.document.title != re.sub(r"[-_]", " ", self.source.stem)


def read_incoming(source: Path, options: HeadOptions) -> Incoming:
    """Read a file with the loader of its ending. Raises DocumentError with one line for what can't be published."""
    name = str(source)
    ending = source.suffix.lower()
    if not source.exists():
        raise DocumentError(name, "there is no such file")
    if not source.is_file():
        raise DocumentError(name, "not a file.", "Name the files in it.")
    if ending not in ENDINGS:
        raise DocumentError(name, f"expected a file ending in {', '.join(ENDINGS)}, got {ending or 'no ending'!r}")
    if ending in TEXT_ENDINGS:
        _check_text(source, name)
    fields = options.fields()
    document, problems = read_document(source, name, "", {} if ending == ".md" else fields)
    own_head = ending == ".md" and bool(document.id)
    if own_head and fields:
        raise DocumentError(name, f"has a head of its own, so {', '.join(fields)} can't be given beside it.", "Write it in the head.")
    if own_head and not _ID.fullmatch(document.id):
        raise DocumentError(name, f"id: expected letters, digits, hyphens and dots, got {document.id!r}")
    if ending == ".md" and fields:
        document, problems = read_document(source, name, "", fields)
    return Incoming(source, document, tuple(problems), own_head)


def _check_text(source: Path, name: str) -> None:
    """Some other files happen to be valid text."""
    if source.stat().st_size > limits.MAX_BYTES:
        return
    with source.open("rb") as file:
        start = file.read(1024)
    if found := next((kind for magic, kind in _OTHER_FILES.items() if start.startswith(magic)), None):
        raise DocumentError(name, f"not a text file: it begins like {found}.", "Give it the ending of what it is.")


def id_of(source: Path) -> str:
    """An id in the manner of the corpus: the file's name in lower case, with hyphens. Raises DocumentError when nothing is left."""
    words = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", source.stem).lower()).strip("-")
    if not words:
        raise DocumentError(str(source), "its name holds neither letter nor digit, so no id can be made of it.", "Rename it.")
    return words


def name_of(source: Path) -> str:
    """The file's name as the corpus keeps it: composed letters, no control characters, not hidden."""
    name = "".join(c for c in unicodedata.normalize("NFC", source.name) if c.isprintable())
    return name.lstrip(". ")


def head_for(document: PolicyDocument, given: Mapping[str, object], today: date) -> dict[str, object]:
    """The manifest's head for a file without one: `given`, and what can be said of every file. It is to be reviewed in a year."""
    try:
        review = today.replace(year=today.year + 1)
    except ValueError:  # 29 February
        review = today.replace(year=today.year + 1, day=28)
    found: dict[str, object] = {
        "title": document.title,
        "language": document.language,
        "as_of": document.as_of or today.isoformat(),
        "owner": document.owner or "editors",
        "review_by": document.review_by or review.isoformat(),
    }
    said = {name: list(v) if isinstance(v, tuple) else v for name, v in given.items() if v}
    return {"id": said.get("id"), **found, **said}


def with_head(document: PolicyDocument, head: Mapping[str, object], path: str) -> PolicyDocument:
    """The document as it is read at its place in the corpus with this head in the manifest."""
    fields, _ = clean_head(head)
    return document.model_copy(update={**fields, "path": path})
