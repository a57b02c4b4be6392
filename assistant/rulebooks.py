"""Settings -> the rulebook. It needs the corpus alone: no index, no models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from assistant.documents.corpus import load_corpus
from assistant.documents.glossary import load_glossary
from assistant.documents.programmes import load_programmes
from assistant.documents.regions import load_regions
from assistant.eligibility.places import Places
from assistant.eligibility.rulebook import Rulebook
from assistant.records import PolicyDocument
from assistant.settings import Settings


def open_rulebook(settings: Settings) -> Rulebook:
    """The rules of the corpus with its documents and places. Raises CorpusError."""
    return _rulebook(settings.corpus, {d.id: d for d in load_corpus(settings.corpus).documents})


class LiveRulebook:
    """The rulebook over the documents that answer now: opened when first asked for, and again when those are others."""

    def __init__(self, settings: Settings, documents: Callable[[], Mapping[str, PolicyDocument]]) -> None:
        self._folder = settings.corpus
        self._documents = documents
        self._lock = Lock()
        self._opened: tuple[Mapping[str, PolicyDocument], Rulebook] | None = None

    def __call__(self) -> Rulebook:
        """The rulebook. Raises CorpusError."""
        documents = self._documents()
        with self._lock:
            if self._opened is None or self._opened[0] is not documents:
                self._opened = (documents, _rulebook(self._folder, documents))
            return self._opened[1]


def _rulebook(folder: Path, documents: Mapping[str, PolicyDocument]) -> Rulebook:
    return Rulebook(load_programmes(folder), documents, Places(load_regions(folder), load_glossary(folder)))
