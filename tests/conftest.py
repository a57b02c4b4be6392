"""Shared fixtures: a small corpus of invented programmes, and its index with a model-free embedder."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.index.build import build_index
from assistant.index.store import Store, open_store
from assistant.testing.embedder import HashEmbedder

ROOT = Path(__file__).parent.parent
# Small chunks: one per section of the corpus below.
RECIPE = """
schema = 2
[chunks]
max_words = 50
[[embedders]]
name = "hash"
model = "none"
documents = ["en", "ko"]
questions = ["en", "ko"]
statements = ["en", "ko"]
"""
HEAD = """---
id: {id}
title: {title}
language: {language}
programme: harbour-grant
issuer: Ministry of Harbours
audience: [company]
regions: [nationwide]
effective_from: {start}
effective_to: {end}
supersedes: {supersedes}
as_of: 2024-01-01
owner: editors
review_by: 2030-01-01
---
"""
NOTES = """
[^90-F01]: [Harbour notice](<https://example.org/notice>), notice, 2024-01-01
[^90-F02]: [A newspaper](<https://example.org/news>), press, undated, date inferred
"""


def document(
    body: str,
    *,
    name: str = "harbour-2024",
    title: str = "Harbour Grant",
    language: str = "en",
    start: str = "2024-01-01",
    end: str = "null",
    supersedes: str = "null",
    notes: str = NOTES,
) -> str:
    head = HEAD.format(id=name, title=title, language=language, start=start, end=end, supersedes=supersedes)
    return f"{head}\n# {title}\n\n{body}\n{notes}"


NEW = """## Cap

The cap of the Harbour Grant is KRW 30 billion per project.[^90-F01] The cap of the Harbour Grant was KRW 10 billion before 2024.[^90-F02]<!-- superseded -->

## Rates

Rates of the Harbour Grant by area class, in per cent:

| Area class | Large company | Small company |
|---|---|---|
| Upper | 5 | 9 [^90-F01] |
| Lower | 25 | 40 [^90-F02] |

## Who applies

The Harbour Grant is open to shipyards with 30 employees or more:

- A shipyard applies to the port office within 3 months.[^90-F01]
- The port office answers within 2 weeks.[^90-F02]<!-- uncertain -->

The start of the Harbour Grant was 2011.[^90-F01]<!-- conflict: start --> The start of the Harbour Grant was 2004.[^90-F02]<!-- conflict: start -->
"""
OLD = (
    "## Cap\n\nThe cap of the Harbour Grant is KRW 10 billion per project.[^90-F01] Ferries were eligible for the Harbour Grant.[^90-F02]\n"
)
KOREAN = """## 한도

항만지원금의 한도는 사업당 300억 원입니다.[^90-F01] 항만지원금의 한도는 2024년 이전에 100억 원이었습니다.[^90-F02]<!-- superseded -->
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for language, name, text in (
        ("en", "harbour-2024", document(NEW)),
        ("en", "harbour-2020", document(OLD, name="harbour-2020", title="Harbour Grant of 2020", start="2020-01-01", end="2023-12-31")),
        ("ko", "harbour-2024", document(KOREAN, name="harbour-2024-ko", title="항만지원금", language="ko")),
    ):
        path = folder / "documents" / language / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == "harbour-2024" and language == "en":
            text = text.replace("supersedes: null", "supersedes: harbour-2020")
        if language == "ko":
            text = text.replace("programme:", "translation_of: harbour-2024\nprogramme:")
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def embedder() -> HashEmbedder:
    return HashEmbedder()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "recipe.toml").write_text(RECIPE, encoding="utf-8")
    return folder


@pytest.fixture
def build(corpus: Path, index: Path, embedder: HashEmbedder) -> Callable[..., object]:
    return lambda **options: build_index(corpus, index, lambda _: embedder, **options)


@pytest.fixture
def store(build: Callable[..., object], corpus: Path, index: Path, embedder: HashEmbedder) -> Iterator[Store]:
    build()
    opened = open_store(index, corpus, lambda _: embedder)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def real_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the published corpus, so that no test changes it."""
    target = tmp_path_factory.mktemp("published") / "corpus"
    shutil.copytree(ROOT / "corpus", target)
    return target
