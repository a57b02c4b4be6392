"""What every loader produces: a document as a flat list of blocks, with footnote references and markers as annotations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Mark:
    """An annotation behind the character at `offset` of a text: a footnote reference, or a marker with its value."""

    offset: int
    kind: Literal["reference", "marker"]
    value: str


@dataclass(frozen=True)
class Span:
    """Plain text and the annotations on it, ordered by offset."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Block:
    """A heading (with its level), paragraph, list item or table (header and rows of cells).

    `locator` is where it stands in a file that has pages or sheets ("p. 3", "Rates!A4:E9"); `row_locators` the same per row.
    """

    kind: Literal["heading", "paragraph", "item", "table"]
    span: Span = Span("")
    level: int = 0
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Span, ...], ...] = ()
    locator: str | None = None
    row_locators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """A file as a loader sees it: the head's fields, the blocks, and each footnote's definition as (title, address, rest)."""

    head: dict[str, object]
    blocks: tuple[Block, ...]
    footnotes: dict[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
