"""A zip file from a stranger, read within limits.

A zip says how large its entries are, and it may lie. So every entry is inflated in pieces and counted: what goes past a limit
is refused before it is in memory. XML is read without document types, so no entity can expand or point outside the file.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

MAX_ENTRIES = 5_000
MAX_ENTRY_BYTES = 40_000_000
MAX_TOTAL_BYTES = 120_000_000
# Text of repeated table rows reaches 60 to 1; a bomb's zeros reach 1000 to 1. Small files may compress as they like.
MAX_RATIO = 250
RATIO_FROM_BYTES = 1_000_000
MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PIECE = 65_536


class Archive:
    """The entries of a zip file. `kind` names the expected file in errors ("DOCX").

    Raises ValueError with one line when it is no zip file, or is damaged, encrypted or larger than the limits.
    """

    def __init__(self, raw: bytes, kind: str) -> None:
        self._kind = kind
        self._size = len(raw)
        self._read = 0
        if raw.startswith(_OLE):
            reason = "is password-protected; save it without a password" if _is_encrypted_office(raw) else "holds an older binary format"
            raise ValueError(f"not a readable {kind} file: it {reason}")
        if not raw.startswith(b"PK"):
            raise ValueError(f"not a {kind} file: expected a zip archive, got {_described(raw)}")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise ValueError(f"damaged {kind} file: its directory can't be read, it may be cut off ({error})") from None
        self._entries = self._checked()

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        """What the directory declares, held against the limits before anything is inflated."""
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise ValueError(f"{self._kind} file with {len(entries):,} entries, at most {MAX_ENTRIES:,}")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise ValueError(f"{self._kind} file is password-protected; save it without a password")
        declared = sum(entry.file_size for entry in entries)
        if declared > MAX_TOTAL_BYTES:
            raise ValueError(f"{self._kind} file inflates to {declared:,} bytes, at most {MAX_TOTAL_BYTES:,}")
        return {entry.filename: entry for entry in entries}

    def names(self) -> tuple[str, ...]:
        """The entries' names, in the order of the directory."""
        return tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """An entry's bytes. Raises ValueError when it is missing, damaged or too large."""
        entry = self._entries.get(name)
        if entry is None:
            raise ValueError(f"{self._kind} file without its part {name}")
        pieces: list[bytes] = []
        size = 0
        for piece in self._inflated(entry):
            size += len(piece)
            self._read += len(piece)
            pieces.append(piece)
            if size > MAX_ENTRY_BYTES or self._read > MAX_TOTAL_BYTES:
                raise ValueError(f"{self._kind} file inflates to more than its limit, in {name}; remove large parts or split it")
            if size > RATIO_FROM_BYTES and size > MAX_RATIO * min(max(entry.compress_size, 1), self._size):
                raise ValueError(f"{self._kind} file inflates more than {MAX_RATIO} to 1, in {name}: it looks like a zip bomb")
        return b"".join(pieces)

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise ValueError(f"damaged {self._kind} file: {entry.filename} can't be inflated, it may be cut off ({error})") from None

    def xml(self, name: str) -> Element:
        """The root element of an XML entry, names without their namespaces (editions of a format differ in those).

        Raises ValueError as `read` does, or when it is not safe, well-formed XML.
        """
        parser = XMLParser(target=_BoundedBuilder(), forbid_dtd=True)
        try:
            parser.feed(self.read(name))
            root: Element = parser.close()
        except DefusedXmlException:
            raise ValueError(f"{self._kind} file with a document type or entity in {name}, which no editor writes") from None
        except (ParseError, LookupError) as error:
            raise ValueError(f"damaged {self._kind} file: {name} is not well-formed XML ({error})") from None
        return root


class _BoundedBuilder(TreeBuilder):
    """A tree of local names that refuses to grow past the limits."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._count += 1
        self._depth += 1
        if self._count > MAX_ELEMENTS:
            raise ValueError(f"XML with more than {MAX_ELEMENTS:,} elements; split the file")
        if self._depth > MAX_DEPTH:
            raise ValueError(f"XML nested more than {MAX_DEPTH} deep")
        return super().start(_local(tag), {_local(name): value for name, value in attrs.items()})

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(_local(tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _is_encrypted_office(raw: bytes) -> bool:
    """An encrypted Office file is an OLE container with a stream of this name."""
    return "EncryptedPackage".encode("utf-16-le") in raw


def _described(raw: bytes) -> str:
    if not raw:
        return "an empty file"
    if raw.startswith(b"%PDF"):
        return "a PDF"
    if raw.lstrip()[:1] == b"<":
        return "HTML or XML"
    return "something else"
