"""What every embedder does. An implementation inherits the class and gives `embeddings`."""

import math

import pytest
from langchain_core.embeddings import Embeddings

from assistant import settings
from assistant.index.embedders import packaged_embedders
from assistant.index.recipe import load_recipe
from assistant.testing.embedder import HashEmbedder

TEXTS = [
    "The cap of the Harbour Grant is KRW 30 billion per project.",
    "항만지원금의 한도는 사업당 300억 원입니다.",
    "Ferries sail twice a day.",
    "x",
    "",
    "word " * 2000,
]
OWN = settings.load({})
RECIPE = load_recipe(OWN.index)


def cosine(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


class EmbeddingsContract:
    """Vectors are unit length, in the order of the texts, and the same every time."""

    def test_it_is_langchains_interface(self, embeddings):
        assert isinstance(embeddings, Embeddings)

    def test_vectors_are_lists_of_floats_of_one_length(self, embeddings):
        vectors = embeddings.embed_documents(TEXTS)
        assert len(vectors) == len(TEXTS)
        assert len({len(v) for v in [*vectors, embeddings.embed_query("cap")]}) == 1
        assert all(type(x) is float for x in vectors[0])

    def test_vectors_are_unit_length(self, embeddings):
        for vector in [*embeddings.embed_documents(TEXTS), embeddings.embed_query("What is the cap?")]:
            assert math.hypot(*vector) == pytest.approx(1, abs=1e-4)

    def test_order_is_kept(self, embeddings):
        forward, backward = embeddings.embed_documents(TEXTS), embeddings.embed_documents(TEXTS[::-1])
        for a, b in zip(forward, backward[::-1], strict=True):
            assert cosine(a, b) == pytest.approx(1, abs=1e-4)
        alone = embeddings.embed_documents(TEXTS[:1])[0]
        assert cosine(forward[0], alone) == pytest.approx(1, abs=1e-4)

    def test_the_same_text_gets_the_same_vector(self, embeddings):
        assert embeddings.embed_documents(TEXTS[:2]) == embeddings.embed_documents(TEXTS[:2])
        assert embeddings.embed_query("What is the cap?") == embeddings.embed_query("What is the cap?")

    def test_no_texts_no_vectors(self, embeddings):
        assert embeddings.embed_documents([]) == []

    def test_a_question_is_nearest_to_what_answers_it(self, embeddings):
        question = embeddings.embed_query("What is the cap of the Harbour Grant per project?")
        vectors = embeddings.embed_documents(TEXTS[:1] + TEXTS[2:4])
        assert max(range(3), key=lambda i: cosine(question, vectors[i])) == 0

    async def test_async_gives_the_same(self, embeddings):
        assert await embeddings.aembed_query("cap") == embeddings.embed_query("cap")


class TestHashEmbedder(EmbeddingsContract):
    @pytest.fixture
    def embeddings(self):
        return HashEmbedder()


@pytest.fixture(scope="module", params=RECIPE.embedders, ids=[e.name for e in RECIPE.embedders])
def packaged(request):
    """Loaded once for all tests of a model."""
    return packaged_embedders(OWN.cache)(request.param)


@pytest.mark.slow
class TestPackagedEmbedders(EmbeddingsContract):
    @pytest.fixture
    def embeddings(self, packaged):
        return packaged
