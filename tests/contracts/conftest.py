"""The published corpus with the packaged models, for contract tests marked slow."""

import pytest
from contracts.small_store import shared_store

from assistant import settings, wiring


@pytest.fixture(scope="session")
def published():
    """The assistant over the published corpus; its index is brought up to date first."""
    own = settings.load({})
    wiring.build(own)
    assistant = wiring.open_assistant(own)
    yield assistant
    assistant.close()


@pytest.fixture
def store(request):
    return shared_store(request)
