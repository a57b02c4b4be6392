"""A decided Reply -> the same with verified quotes only. Its sentences are worked out from rules, so they are not held against quotes."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.grounding.check import verify_citation
from assistant.records import Reply


def check_decided(reply: Reply, texts: Mapping[str, str]) -> Reply:
    """The reply without the citations that are not verbatim; the indexes of the others follow. `texts` is as for `check_reply`."""
    kept = [i for i, c in enumerate(reply.citations) if c.document in texts and verify_citation(c, texts[c.document]) is None]
    moved = {old: new for new, old in enumerate(kept)}
    answer = tuple(s.model_copy(update={"citations": tuple(moved[i] for i in s.citations if i in moved)}) for s in reply.answer)
    return reply.model_copy(update={"citations": tuple(reply.citations[i] for i in kept), "answer": answer})
