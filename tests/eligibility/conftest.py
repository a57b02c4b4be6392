from pathlib import Path

import pytest

from assistant.documents.glossary import load_glossary
from assistant.documents.regions import load_regions
from assistant.eligibility.places import Places
from assistant.rulebooks import open_rulebook
from assistant.settings import load

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def places():
    return Places(load_regions(CORPUS), load_glossary(CORPUS))


@pytest.fixture(scope="session")
def book():
    """The published rules, documents and places."""
    return open_rulebook(load({}, corpus=str(CORPUS)))
