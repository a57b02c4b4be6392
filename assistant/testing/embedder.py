"""An embedder without a model, for tests: texts that share words are near each other."""

from __future__ import annotations

import hashlib
import math
import re

from langchain_core.embeddings import Embeddings


class HashEmbedder(Embeddings):
    """Each word adds one direction, chosen by its hash; vectors are unit length. Counts the texts that it has embedded."""

    def __init__(self, dimensions: int = 64) -> None:
        self.dimensions = dimensions
        self.embedded: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        self.embedded += texts
        return [self._vector(t) for t in texts]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self._vector(text)

    def _vector(self, text: str) -> list[float]:
        vector = [1e-3] * self.dimensions
        for word in re.findall(r"\w+", text.lower()):
            digest = hashlib.sha256(word[:6].encode()).digest()
            vector[digest[0] % self.dimensions] += 1.0 if digest[1] % 2 else -1.0
        length = math.sqrt(sum(v * v for v in vector))
        return [v / length for v in vector]
