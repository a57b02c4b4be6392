from pathlib import Path

import pytest

from assistant.rulebooks import open_rulebook
from assistant.settings import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def book():
    """The published rules, documents and places."""
    return open_rulebook(load({}, corpus=str(ROOT / "corpus")))
