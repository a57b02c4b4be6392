"""The container of an HWP 5 file: an OLE compound file whose streams are deflated sequences of records.

Source: "Hangul document file formats 5.0", revision 1.3, published by Hancom: the file header (chapter 3.2.1) and the record
header (chapter 4.1: tag in 10 bits, level in 10, size in 12, or in the next 4 bytes when those 12 are all set).
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, field

import olefile

from assistant.documents.archive import MAX_ENTRY_BYTES, MAX_RATIO, MAX_TOTAL_BYTES, RATIO_FROM_BYTES

MAX_RECORDS = 2_000_000
MAX_LEVEL = 60
_SIGNATURE = b"HWP Document File"
_OLD_SIGNATURE = b"HWP Document File V"
_COMPRESSED, _PASSWORD, _DISTRIBUTION, _DRM, _CERTIFICATE, _CERTIFICATE_DRM, _TRACKED = (1 << bit for bit in (0, 1, 2, 4, 8, 10, 14))
_LONG = 0xFFF
# What olefile meets damage with.
_OLE_ERRORS = (OSError, ValueError, OverflowError, IndexError, struct.error, TypeError, AttributeError)


@dataclass
class Record:
    """A record and those below it, which follow it with a higher level."""

    tag: int
    data: bytes
    children: list[Record] = field(default_factory=list)

    def number(self, offset: int, size: int) -> int:
        """The unsigned little-endian number at an offset. Raises ValueError when the record is too short for it."""
        if offset + size > len(self.data):
            raise ValueError(f"damaged HWP file: record {self.tag} has {len(self.data)} bytes, expected at least {offset + size}")
        return int.from_bytes(self.data[offset : offset + size], "little")


@dataclass(frozen=True)
class Streams:
    """The records of an HWP 5 file: of `DocInfo`, and of each section of the text in order."""

    info: list[Record]
    sections: list[list[Record]]


def read_streams(raw: bytes) -> Streams:
    """Open the container. Raises ValueError with one line when it isn't HWP 5, or is damaged, encrypted or too large."""
    if raw.startswith(_OLD_SIGNATURE):
        raise ValueError("HWP 3 file, which can't be read; save it as HWPX")
    if raw.startswith(b"PK"):
        raise ValueError("not an HWP 5 file: it is a zip archive; if it is HWPX, name it .hwpx")
    if not raw.startswith(olefile.MAGIC):
        raise ValueError("not an HWP 5 file: expected an OLE compound file")
    try:
        ole = olefile.OleFileIO(io.BytesIO(raw))
    except _OLE_ERRORS as error:
        raise ValueError(f"damaged HWP file: its directory can't be read, it may be cut off ({error})") from None
    with ole:
        return _streams(ole)


def _streams(ole: olefile.OleFileIO[str]) -> Streams:
    names = {"/".join(path) for path in ole.listdir()}
    header = _stream(ole, "FileHeader") if "FileHeader" in names else b""
    if not header.startswith(_SIGNATURE) or len(header) < 40:
        raise ValueError("not an HWP 5 file: the compound file has no HWP header; a .doc or .xls must keep its own ending")
    if header[35] != 5:
        raise ValueError(f"HWP file of version {header[35]}, expected 5; save it as HWPX")
    flags = int.from_bytes(header[36:40], "little")
    if flags & (_PASSWORD | _DRM | _CERTIFICATE | _CERTIFICATE_DRM):
        raise ValueError("HWP file is password-protected or under rights management; save it without protection")
    if flags & _DISTRIBUTION:
        raise ValueError("HWP file is a distribution document, whose text is encrypted; save it as an ordinary document")
    # A document with tracked changes keeps its text in ViewText; its BodyText is an empty stand-in.
    folder = "ViewText" if flags & _TRACKED and "ViewText/Section0" in names else "BodyText"
    total = 0

    def read(name: str) -> list[Record]:
        nonlocal total
        if name not in names:
            raise ValueError(f"damaged HWP file: it has no stream {name}")
        data = _stream(ole, name)
        data = _inflated(data, name) if flags & _COMPRESSED else data
        total += len(data)
        if total > MAX_TOTAL_BYTES:
            raise ValueError(f"HWP file inflates to more than {MAX_TOTAL_BYTES:,} bytes; split it")
        return records_of(data, name)

    count = 0
    while f"{folder}/Section{count}" in names:
        count += 1
    if not count:
        raise ValueError(f"damaged HWP file: it has no stream {folder}/Section0")
    return Streams(read("DocInfo"), [read(f"{folder}/Section{number}") for number in range(count)])


def _stream(ole: olefile.OleFileIO[str], name: str) -> bytes:
    try:
        return ole.openstream(name).read()
    except _OLE_ERRORS as error:
        raise ValueError(f"damaged HWP file: stream {name} can't be read, it may be cut off ({error})") from None


def _inflated(data: bytes, name: str) -> bytes:
    """A raw deflate stream, inflated up to the limits."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    limit = min(MAX_ENTRY_BYTES, max(RATIO_FROM_BYTES, MAX_RATIO * len(data)))
    try:
        out = inflater.decompress(data, limit + 1)
    except zlib.error as error:
        raise ValueError(f"damaged HWP file: {name} can't be inflated ({error})") from None
    if len(out) > limit:
        raise ValueError(f"HWP file inflates from {len(data):,} to more than {limit:,} bytes in {name}: it looks like a zip bomb")
    if not inflater.eof:
        raise ValueError(f"damaged HWP file: {name} is cut off")
    return out


def records_of(data: bytes, name: str) -> list[Record]:
    """A stream's records as trees. Raises ValueError when one runs past the end or they nest too deep."""
    roots: list[Record] = []
    open_records: list[tuple[int, Record]] = []
    position = count = 0
    while position < len(data):
        head = int.from_bytes(data[position : position + 4], "little")
        tag, level, size = head & 0x3FF, head >> 10 & 0x3FF, head >> 20
        position += 4
        if size == _LONG:
            size = int.from_bytes(data[position : position + 4], "little")
            position += 4
        count += 1
        if position + size > len(data):
            raise ValueError(f"damaged HWP file: record {count} of {name} runs past its end, the file may be cut off")
        if level > MAX_LEVEL or count > MAX_RECORDS:
            raise ValueError(f"damaged HWP file: {name} nests more than {MAX_LEVEL} deep, or has more than {MAX_RECORDS:,} records")
        record = Record(tag, data[position : position + size])
        position += size
        while open_records and open_records[-1][0] >= level:
            open_records.pop()
        (open_records[-1][1].children if open_records else roots).append(record)
        open_records.append((level, record))
    return roots
