"""Whatever is added, edited and deleted in whatever order: after a build the store holds exactly that."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from assistant.errors import CorpusError, IndexMissingError
from assistant.index.build import build_index
from assistant.index.store import open_store
from assistant.index.verify import verify_store
from assistant.testing.embedder import HashEmbedder

RECIPE = """schema = 2
[chunks]
max_words = 20
[[embedders]]
name = "hash"
documents = ["en", "ko"]
questions = ["en", "ko"]
statements = ["en", "ko"]
"""
NAMES = st.sampled_from(["ferry", "harbour", "island", "pier"])
# Any two are longer together than a chunk, so that each paragraph is one.
SENTENCES = st.sampled_from(
    [
        "The cap is 30 for every ship that is not a ferry.",
        "Ships may apply at the office of the harbour that they call at.",
        "It ends in May of the year after the one in which it began.",
        "한도는 모든 사업에 대하여 300억 원이고, 배가 아닌 것은 여기에 들지 않으며 따로 정합니다.",
        "The cap is 30 in May for every ship that is not a ferry.",
    ]
)
# A document is a list of sections, each one paragraph.
DOCUMENTS = st.lists(SENTENCES, min_size=1, max_size=3)


class StoreMachine(RuleBasedStateMachine):
    """The model is a dict: the paragraphs per document id."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.corpus, self.index = self.folder / "corpus", self.folder / "index"
        self.corpus.mkdir()
        self.index.mkdir()
        (self.index / "recipe.toml").write_text(RECIPE, encoding="utf-8")
        self.model: dict[str, list[str]] = {}
        self.built: dict[str, list[str]] = {}
        self.embedder = HashEmbedder()

    def teardown(self):
        shutil.rmtree(self.folder)

    @rule(name=NAMES, paragraphs=DOCUMENTS)
    def write(self, name, paragraphs):
        """Add a document, or put another text in its place."""
        sections = "".join(f"\n## Section {number}\n\n{text}\n" for number, text in enumerate(paragraphs))
        (self.corpus / f"{name}.md").write_text(f"# Title of {name}\n{sections}", encoding="utf-8")
        self.model[name] = paragraphs

    @precondition(lambda self: self.model)
    @rule(data=st.data())
    def delete(self, data):
        name = data.draw(st.sampled_from(sorted(self.model)))
        (self.corpus / f"{name}.md").unlink()
        del self.model[name]

    @precondition(lambda self: self.model)
    @rule()
    def build(self):
        self.embedder.embedded.clear()
        report = build_index(self.corpus, self.index, lambda _: self.embedder)
        assert report.unchanged == (self.model == self.built)
        new = chunks(self.model) - chunks(self.built)
        assert report.embedded_chunks == new.total()
        assert len(self.embedder.embedded) == report.embedded_chunks + report.embedded_statements
        self.built = dict(self.model)
        self.holds(self.built)

    @precondition(lambda self: not self.model)
    @rule()
    def build_nothing(self):
        """A corpus without documents is refused, and what was built before still answers."""
        with pytest.raises(CorpusError):
            build_index(self.corpus, self.index, lambda _: self.embedder)
        if self.built:
            self.holds(self.built)
        else:
            with pytest.raises(IndexMissingError):
                open_store(self.index, None, lambda _: self.embedder)

    def holds(self, model):
        store = open_store(self.index, None, lambda _: self.embedder)
        try:
            assert set(store.documents) == set(model)
            assert Counter((c.document, c.section[0], c.text) for c in store.chunks) == chunks(model)
            held = [m for name in ("chunks-hash-en", "chunks-hash-ko") for m in store.vectors.contents(name).values()]
            assert Counter(m["document"] for m in held) == Counter({name: len(texts) for name, texts in model.items()})
            if self.model == model:
                assert verify_store(store, self.corpus) == []
        finally:
            store.close()


def chunks(model):
    return Counter((name, f"Section {number}", text) for name, texts in model.items() for number, text in enumerate(texts))


TestStore = StoreMachine.TestCase
TestStore.settings = settings(max_examples=5, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
