"""What an adapter makes of an outside set: pages to index, and questions with the place that answers them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from assistant.errors import EvaluationError
from assistant.records import Question, Record

Half = Literal["even", "odd"]


class Page(Record):
    """One document file: its name with an ending that the assistant reads, and its contents."""

    file: str
    contents: str

    @property
    def document(self) -> str:
        """The id that the assistant gives the document."""
        return Path(self.file).stem


class Ask(Record):
    """One question, the document that answers it, and where it counts.

    `slice` is the answer's place in the page's text as (start, end), counted in characters that are not white space; None where
    any part of the page will do. `variant` tells apart the ways of asking the same thing; scores are never mixed across them.
    """

    id: str
    variant: str
    question: Question
    document: str
    slice: tuple[int, int] | None = None
    kind: str
    half: Half


class OutsideSet(Record):
    """A set as it is asked. `texts` holds, by document, the text that slices are counted in; `unit` is what is ranked."""

    name: str
    unit: Literal["chunk", "page"]
    pages: tuple[Page, ...]
    asks: tuple[Ask, ...]
    texts: dict[str, str] = Field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the pages: what an index of the set is built from."""
        digest = hashlib.sha256()
        for page in self.pages:
            digest.update(f"{page.file}\0{page.contents}\0".encode())
        return digest.hexdigest()


def half_of(name: str) -> Half:
    """Which half of a set a document of this name is in: tuning looks at the even one only."""
    return "odd" if hashlib.sha256(name.encode()).digest()[-1] % 2 else "even"


def squeeze(text: str) -> tuple[str, list[int]]:
    """The characters that are not white space, and where each stands: loaders change white space and nothing else."""
    places = [i for i, character in enumerate(text) if not character.isspace()]
    return "".join(text[i] for i in places), places


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of a set. Raises EvaluationError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{path}: can't be read: {error.strerror}.") from None


def expect(path: Path, names: Sequence[str], found: Sequence[str]) -> None:
    """Raise EvaluationError when a column or field is not there."""
    missing = [name for name in names if name not in found]
    if missing:
        raise EvaluationError(f"{path}: expected {', '.join(names)}; got {', '.join(found)}, so {missing[0]!r} is missing.")
