"""A change of the corpus tried on copies: what the assistant replies before and after it. What is published is only read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from langchain_core.embeddings import Embeddings

from assistant.documents.publishing import Outcome, Publisher
from assistant.errors import QuestionError, StoreError
from assistant.index.build import Progress
from assistant.index.embedders import MakeEmbedder
from assistant.index.store import usable
from assistant.records import Question, Reply
from assistant.settings import Settings, today
from assistant.wiring import build, documents_of, models, open_assistant

Answer = Reply | QuestionError


@dataclass(frozen=True)
class Trial:
    """What became of each file, and per question what it got before and after: both empty when the corpus would stay as it is."""

    outcomes: tuple[Outcome, ...]
    before: tuple[Answer, ...] = ()
    after: tuple[Answer, ...] = ()


def try_out(settings: Settings, change: Callable[[Publisher], list[Outcome]], questions: Sequence[Question], progress: Progress) -> Trial:
    """Make a change to copies of corpus and index and ask every question without and with it, with the same models.

    Raises CorpusError, IndexMissingError, IndexStaleError, and StoreError when there is no room for the copies.
    """
    _, generation, _ = usable(settings.index, settings.corpus)
    with TemporaryDirectory(prefix="policy-assistant-") as folder:
        copies = _copied(settings, generation, Path(folder))
        known = documents_of(copies)
        outcomes = tuple(change(Publisher(copies.corpus, today(settings), known)))
        if all(o.kind in ("unchanged", "refused") for o in outcomes):
            return Trial(outcomes)
        loaded = models(settings)
        make = cache(lambda recipe: _Remembering(loaded(recipe)))
        # The index still is the one that was copied, and says so of the corpus that was.
        before = _answers(replace(copies, corpus=settings.corpus), make, questions, "asking without it", progress)
        build(copies, progress=progress, known=known, make=make)
        return Trial(outcomes, before, _answers(copies, make, questions, "asking with it", progress))


class _Remembering(Embeddings):
    """A model that embeds each question once: it is asked of both, and again of either where the answer is no."""

    def __init__(self, model: Embeddings) -> None:
        self._model = model
        self._vectors: dict[str, list[float]] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._model.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        if text not in self._vectors:
            self._vectors[text] = self._model.embed_query(text)
        return self._vectors[text]


def _copied(settings: Settings, generation: Path, folder: Path) -> Settings:
    """Settings that lead to copies of the corpus and of the index with one generation; the decoded models stay where they are.

    No language model words the replies: its words would differ from one call to the next.
    """
    corpus, index = folder / "corpus", folder / "index"
    try:
        shutil.copytree(settings.corpus, corpus, ignore=shutil.ignore_patterns(".history"))
        shutil.copytree(generation, index / "store" / generation.name)
        shutil.copy(settings.index / "recipe.toml", index)
        (index / "store" / "CURRENT").write_text(generation.name + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{folder}: corpus and index can't be copied there: {error}.", "Name a folder with room in TMPDIR.") from None
    return replace(settings, corpus=corpus, index=index, llm="")


def _answers(settings: Settings, make: MakeEmbedder, questions: Sequence[Question], step: str, progress: Progress) -> tuple[Answer, ...]:
    assistant = open_assistant(settings, make)
    found: list[Answer] = []
    try:
        for question in questions:
            try:
                found.append(assistant.chain.invoke(question))
            except QuestionError as error:
                found.append(error)
            progress(step, len(found), len(questions))
    finally:
        assistant.close()
    return tuple(found)
