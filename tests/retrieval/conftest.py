"""The store of the small corpus."""

import pytest
from contracts.small_store import shared_store


@pytest.fixture
def store(request):
    return shared_store(request)
