"""Weights that suit the model-free embedder of tests; the published ones are fitted on the packaged models.

An answer needs about 55 % of the question's terms, weighted by how rare they are.
"""

from assistant.answering import model

_SELECT = {"bias": -6.0, "coverage": 8.0, "cosine": 2.0, "statement": 1.0, "figure": 0.5}
_CONFIDENCE = {"bias": -4.0, "coverage": 8.0}
_LANGUAGE = {"select": _SELECT, "scope": {"cosine": -1.0}, "confidence": _CONFIDENCE}
WEIGHTS = {"en": _LANGUAGE, "ko": _LANGUAGE, "threshold": {"answer": 0.6}}


def use_hash_weights(monkeypatch):
    """Answer with these weights for the length of a test."""
    monkeypatch.setattr(model, "weights", lambda: WEIGHTS)
