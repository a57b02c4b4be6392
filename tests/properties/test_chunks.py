"""Invariants of documents and chunks, over the published corpus and over generated texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.canonical import build, sentence_spans
from assistant.documents.chunking import chunk_document, words
from assistant.documents.corpus import load_corpus
from assistant.documents.markdown import parse_markdown
from assistant.documents.validity import validity
from assistant.records import PolicyDocument

WORD = st.text(alphabet="abcdefghij가나다라마 1234567890", min_size=1, max_size=12)
SENTENCE = st.lists(WORD, min_size=1, max_size=60).map(lambda ws: " ".join(ws).strip() + ".")
BLOCK = st.one_of(
    SENTENCE,
    SENTENCE.map(lambda s: f"## {s[:40]}"),
    st.lists(SENTENCE, min_size=1, max_size=5).map(lambda xs: "\n".join(f"- {x}" for x in xs)),
    st.lists(st.tuples(WORD, WORD), min_size=1, max_size=20).map(
        lambda rows: "Rates:\n\n| a | b |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
    ),
)


def check(document: PolicyDocument, limit: int) -> None:
    chunks = chunk_document(document, (None, None), limit)
    at = 0
    between = ""
    for chunk in chunks:
        assert chunk.start >= at
        assert document.text[chunk.start : chunk.end] == chunk.text
        assert 0 < words(chunk.text) <= limit
        between += document.text[at : chunk.start]
        at = chunk.end
    between += document.text[at:]
    headings = {line.strip() for s in document.sections for line in s.path} | {document.title.strip()}
    assert all(line.strip() in headings for line in between.splitlines() if line.strip())
    assert len({c.id for c in chunks}) == len(chunks)


@given(st.lists(BLOCK, min_size=1, max_size=12), st.integers(20, 60))
@settings(max_examples=150, deadline=None)
def test_chunks_rejoin_to_the_text(blocks: list[str], limit: int) -> None:
    parsed = parse_markdown("\n\n".join(blocks))
    content = build(parsed.blocks, "en", "A title")
    headings = tuple(dict.fromkeys(b.span.text for b in parsed.blocks if b.kind == "heading"))
    document = PolicyDocument(
        id="x",
        title="A title",
        language="en",
        text=content.text,
        hash="",
        path="x.md",
        sections=tuple(content.sections),
        statements=tuple(content.statements),
    )
    if headings and not content.sections:
        return
    known = {line for s in document.sections for line in s.path}
    if set(headings) - known:
        return  # a heading without any text below it belongs to no section
    check(document, limit)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_sentences_are_slices_in_order(language, text: str) -> None:
    at = 0
    for start, end in sentence_spans(text, language):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end


def test_published_chunks(real_corpus: Path) -> None:
    corpus = load_corpus(real_corpus)
    days = validity({d.id: d for d in corpus.documents})
    for document in corpus.documents:
        check(document, 150)
        assert days[document.id]
        for statement in document.statements:
            quote = document.text[statement.start : statement.end]
            assert quote
            assert quote == quote.strip()
            assert "\n" not in quote
