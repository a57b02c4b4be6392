from __future__ import annotations

import io
import struct
import zipfile

import pytest

from assistant.documents import archive
from assistant.documents.archive import Archive

LAUGHS = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><r>&b;</r>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]><r>&a;</r>'


def zipped(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name, data)
    return out.getvalue()


def declaring(raw: bytes, size: int) -> bytes:
    """The archive with another uncompressed size declared, in the directory and before the data."""
    local, central = raw.index(b"PK\3\4"), raw.index(b"PK\1\2")
    changed = bytearray(raw)
    changed[local + 22 : local + 26] = changed[central + 24 : central + 28] = struct.pack("<I", size)
    return bytes(changed)


def test_entries_are_read_and_names_lose_their_namespaces() -> None:
    opened = Archive(zipped(a=b"text", b=b'<w:r xmlns:w="urn:w" w:id="3"><w:t>hello</w:t></w:r>'), "DOCX")
    assert opened.names() == ("a", "b")
    assert "a" in opened
    assert opened.read("a") == b"text"
    root = opened.xml("b")
    assert (root.tag, root.get("id"), [(part.tag, part.text) for part in root]) == ("r", "3", [("t", "hello")])


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"", "not a DOCX file: expected a zip archive, got an empty file"),
        (b"%PDF-1.7", "got a PDF"),
        (b" <html>", "got HTML or XML"),
        (b"PK\3\4 cut", "damaged DOCX file"),
        (archive._OLE + b"\0" * 600, "older binary format"),
        (archive._OLE + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
    ],
)
def test_what_is_no_such_archive_is_told(raw: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Archive(raw, "DOCX")


def test_a_missing_part_is_named() -> None:
    with pytest.raises(ValueError, match=r"DOCX file without its part word/document\.xml"):
        Archive(zipped(a=b"x"), "DOCX").read("word/document.xml")


def test_an_encrypted_entry_is_told() -> None:
    raw = bytearray(zipped(a=b"secret"))
    raw[raw.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(ValueError, match="password-protected"):
        Archive(bytes(raw), "HWPX")


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)
    with pytest.raises(ValueError, match="3 entries, at most 2"):
        Archive(zipped(a=b"", b=b"", c=b""), "DOCX")


def test_a_declared_total_is_refused_before_anything_is_inflated() -> None:
    with pytest.raises(ValueError, match="inflates to 4,000,000,000 bytes"):
        Archive(declaring(zipped(a=b"x"), 4_000_000_000), "DOCX")


def test_a_bomb_is_stopped_by_its_ratio() -> None:
    with pytest.raises(ValueError, match=r"more than 250 to 1, in a: it looks like a zip bomb"):
        Archive(zipped(a=b"\0" * 5_000_000), "DOCX").read("a")


def test_a_bomb_that_declares_a_small_size_never_comes_out_whole() -> None:
    opened = Archive(declaring(zipped(a=b"\0" * 5_000_000), 100), "DOCX")
    with pytest.raises(ValueError, match="damaged DOCX file: a can't be inflated"):
        opened.read("a")


def test_sizes_are_counted_while_inflating(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Archive(zipped(a=b"x" * 900, b=b"y" * 900), "DOCX")
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 1_000)
    assert len(opened.read("a")) == 900
    with pytest.raises(ValueError, match="inflates to more than its limit, in b"):
        opened.read("b")


@pytest.mark.parametrize("raw", [LAUGHS, OUTSIDE, LAUGHS.decode().replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16")])
def test_entities_are_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="document type or entity in a"):
        Archive(zipped(a=raw), "DOCX").xml("a")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"<r><open></r>", "a is not well-formed XML"),
        (b"<r>" * 500 + b"</r>" * 500, "nested more than 200 deep"),
        (b"<r>" + b"<a/>" * 50 + b"</r>", "more than 40 elements"),
    ],
)
def test_xml_is_bounded(raw: bytes, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if b"<a/>" in raw:
        monkeypatch.setattr(archive, "MAX_ELEMENTS", 40)
    with pytest.raises(ValueError, match=told):
        Archive(zipped(a=raw), "DOCX").xml("a")
