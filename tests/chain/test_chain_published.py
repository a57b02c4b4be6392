"""Over the published corpus with the packaged models: every quote stands in its document, whatever is asked."""

import pytest

from assistant import settings, wiring
from assistant.records import Question

EVERY = 12


@pytest.fixture(scope="module")
def published():
    own = settings.load({})
    wiring.build(own)
    assistant = wiring.open_assistant(own)
    yield assistant
    assistant.close()


@pytest.mark.slow
def test_every_quote_of_every_reply_stands_in_its_document(published):
    """Questions are made of every document's own sentences, every twelfth of them."""
    for document in published.store.documents.values():
        said = [s for s in document.statements if s.kind != "lead"]
        for statement in said[::EVERY]:
            text = document.text[statement.start : statement.end][:300]
            reply = published.chain.invoke(Question(text=f"{text}?"))
            for citation in reply.citations:
                source = published.text(citation.document)
                assert source[citation.start : citation.end] == citation.quote
                assert source[citation.passage_start :].startswith(citation.passage)
            for sentence in reply.answer:
                assert sentence.citations
