"""Settings -> the rulebook. It needs the corpus alone: no index, no models."""

from __future__ import annotations

from assistant.documents.corpus import load_corpus
from assistant.documents.glossary import load_glossary
from assistant.documents.programmes import load_programmes
from assistant.documents.regions import load_regions
from assistant.eligibility.places import Places
from assistant.eligibility.rulebook import Rulebook
from assistant.settings import Settings


def open_rulebook(settings: Settings) -> Rulebook:
    """The rules of the corpus with its documents and places. Raises CorpusError."""
    folder = settings.corpus
    documents = {d.id: d for d in load_corpus(folder).documents}
    return Rulebook(load_programmes(folder), documents, Places(load_regions(folder), load_glossary(folder)))
