"""The index of the small corpus, built once for all tests that only read it."""

from assistant.index.store import Store, open_store

_opened: list[Store] = []


def shared_store(request):
    """The opened store; the first test that asks builds it, and the end of the session closes it."""
    if not _opened:
        request.getfixturevalue("build")()
        embedder = request.getfixturevalue("embedder")
        _opened.append(open_store(request.getfixturevalue("index"), None, lambda _: embedder))
        request.session.addfinalizer(_opened[0].close)
    return _opened[0]
