"""What every loader does: blocks from a good file, one line about a bad one. A loader per ending of a corpus file."""

import random
from pathlib import Path

import pytest

from assistant.documents import corpus
from assistant.documents.blocks import Block, Parsed
from assistant.documents.corpus import ENDINGS, load_corpus, read_document
from assistant.errors import DocumentError

FILES = Path(__file__).parents[1] / "documents" / "files"
WORDS = "Rent support. The rent of workers is paid."
SAMPLES = {
    ".md": f"# Rent support\n\n{WORDS}\n".encode(),
    ".txt": f"Rent support\n\n{WORDS}\n".encode(),
    ".html": f"<html><body><h1>Rent support</h1><p>{WORDS}</p></body></html>".encode(),
    ".htm": f"<p>{WORDS}</p>".encode(),
    ".pdf": FILES / "notice.pdf",
    ".docx": FILES / "rent-support.docx",
    ".hwpx": FILES / "rent-support.hwpx",
    ".hwp": FILES / "rent-support.hwp",
    ".xlsx": FILES / "rates.xlsx",
    ".csv": FILES / "limits.csv",
}
NOISE = random.Random(7).randbytes(4000)
GARBAGE = {
    "noise": NOISE,
    "one byte": b"\xff",
    "a zip of nothing": b"PK\x05\x06" + bytes(16) + b"\x01\x00\xff",
    "the beginning of a zip": b"PK\x03\x04" + NOISE,
    "the beginning of a compound file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE,
    "the beginning of a PDF": b"%PDF-1.7\n" + NOISE,
}


def sample(ending):
    found = SAMPLES[ending]
    return found if isinstance(found, bytes) else found.read_bytes()


def test_every_ending_has_a_sample():
    assert set(SAMPLES) == set(ENDINGS)


@pytest.mark.parametrize("ending", ENDINGS)
class TestLoader:
    def test_a_good_file_becomes_blocks(self, ending):
        parsed = corpus._parse(ending, sample(ending))
        assert isinstance(parsed, Parsed)
        assert parsed.blocks
        for block in parsed.blocks:
            assert isinstance(block, Block)
            assert block.rows if block.kind == "table" else block.span.text.strip()
            for span in (block.span, *(cell for row in block.rows for cell in row)):
                assert "\n" not in span.text
                assert all(0 <= mark.offset <= len(span.text) for mark in span.marks)

    def test_the_same_bytes_become_the_same_blocks(self, ending):
        assert corpus._parse(ending, sample(ending)) == corpus._parse(ending, sample(ending))

    @pytest.mark.parametrize("kind", GARBAGE)
    def test_garbage_is_a_value_error_of_one_line(self, ending, kind):
        with pytest.raises(ValueError, match=r"\w") as caught:
            corpus._parse(ending, GARBAGE[kind])
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
    def test_a_file_that_was_cut_short_is_read_or_told(self, ending, share):
        raw = sample(ending)
        told = ""
        try:
            corpus._parse(ending, raw[: int(len(raw) * share)])
        except ValueError as error:
            told = str(error)
        assert "\n" not in told

    def test_an_empty_file_is_told(self, ending, tmp_path):
        path = tmp_path / f"empty{ending}"
        path.touch()
        with pytest.raises(DocumentError) as caught:
            read_document(path, path.name, "empty")
        assert str(caught.value).startswith(f"empty{ending}: ")
        assert "\n" not in str(caught.value)

    def test_garbage_beside_good_files_is_one_problem(self, ending, tmp_path):
        (tmp_path / f"good{ending}").write_bytes(sample(ending))
        (tmp_path / f"bad{ending}").write_bytes(NOISE)
        loaded = load_corpus(tmp_path)
        assert [d.id for d in loaded.documents] == ["good"]
        assert [(p.path, p.fatal) for p in loaded.problems] == [(f"bad{ending}", True)]
