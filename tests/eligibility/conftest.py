from pathlib import Path

import pytest

from assistant.documents.glossary import load_glossary
from assistant.documents.regions import load_regions
from assistant.eligibility.places import Places

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def places():
    return Places(load_regions(CORPUS), load_glossary(CORPUS))
