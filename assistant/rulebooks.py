"""Settings -> the rulebook. It needs the corpus alone: no index, no models."""

from __future__ import annotations

from collections.abc import Mapping
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
    folder = settings.corpus
    documents = {d.id: d for d in load_corpus(folder).documents}
    return Rulebook(load_programmes(folder), documents, Places(load_regions(folder), load_glossary(folder)))


class LazyRulebook:
    """The rulebook over the documents of one generation, opened when it is first asked for. `places` are the corpus's own."""

    def __init__(self, folder: Path, documents: Mapping[str, PolicyDocument], places: Places) -> None:
        self._folder, self._documents, self._places = folder, documents, places
        self._lock = Lock()
        self._opened: Rulebook | None = None

    def __call__(self) -> Rulebook:
        """The rulebook. Raises CorpusError."""
        with self._lock:
            if self._opened is None:
                self._opened = Rulebook(load_programmes(self._folder), self._documents, self._places)
            return self._opened
