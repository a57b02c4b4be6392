"""Public fakes for tests and demonstrations."""

from assistant.testing.fakes import FakeChain, sample_replies

__all__ = ["FakeChain", "sample_replies"]
