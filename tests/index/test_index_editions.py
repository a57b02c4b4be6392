"""A model embeds what those who ask it may be shown: not what they have an edition of in a language that it is asked in."""

import pytest

from assistant.index.build import build_index
from assistant.index.entries import OPEN_END, OPEN_START, Entry, embedded
from assistant.index.recipe import EmbedderSettings
from assistant.index.store import open_store
from assistant.index.verify import verify_store
from assistant.records import PolicyDocument
from assistant.testing.embedder import HashEmbedder

ENGLISH = EmbedderSettings(name="english", documents=("en",), questions=("en",), statements=("en",))
KOREAN = EmbedderSettings(name="korean", documents=("en", "ko"), questions=("ko",), statements=("ko",))
BOTH = EmbedderSettings(name="both", documents=("en", "ko"), questions=("en", "ko"), statements=("en", "ko"))
RECIPE = """schema = 2
[chunks]
max_words = 50
[[embedders]]
name = "english"
documents = ["en"]
questions = ["en"]
statements = ["en"]
[[embedders]]
name = "korean"
documents = ["en", "ko"]
questions = ["ko"]
statements = ["ko"]
"""
EDITION = "translation_of: harbour-2024\n"


def documents(**translation_of):
    """A document per id; the language is what the id ends in."""
    return {
        name: PolicyDocument(id=name, title=name, language=name[-2:], text="", hash="", path="", translation_of=original)
        for name, original in translation_of.items()
    }


def left(settings, given):
    """The documents of which a model embeds entries, per level and language."""
    entries = [Entry(name, name, d.language, 0, "", OPEN_START, OPEN_END) for name, d in given.items()]
    found = embedded({"chunks": entries, "statements": entries}, settings, given)
    return {(level, language): [e.id for e in own] for level, language, own in found}


@pytest.mark.parametrize("given", [{"a_en": None, "a_ko": "a_en"}, {"a_en": "a_ko", "a_ko": None}], ids=["from-en", "from-ko"])
def test_what_has_an_edition_in_a_language_of_the_questions_is_left_out(given):
    own = documents(**given, b_en=None)
    assert left(KOREAN, own) == {("chunks", "en"): ["b_en"], ("chunks", "ko"): ["a_ko"], ("statements", "ko"): ["a_ko"]}


def test_what_is_in_a_language_of_the_questions_is_embedded_with_and_without_editions():
    own = documents(a_en=None, a_ko="a_en", b_en=None, c_ko=None)
    assert left(ENGLISH, own) == {("chunks", "en"): ["a_en", "b_en"], ("statements", "en"): ["a_en", "b_en"]}
    per_language = {"en": ["a_en", "b_en"], "ko": ["a_ko", "c_ko"]}
    assert left(BOTH, own) == {(level, language): ids for level in ("chunks", "statements") for language, ids in per_language.items()}


def test_an_edition_of_a_document_that_is_not_there_is_none():
    assert left(KOREAN, documents(a_en="gone_ko"))["chunks", "en"] == ["a_en"]


@pytest.fixture
def edition(corpus):
    return corpus / "documents" / "ko" / "harbour-2024.md"


@pytest.fixture
def made():
    return {"english": HashEmbedder(), "korean": HashEmbedder(32)}


@pytest.fixture
def build(corpus, index, made):
    """Build with both models, prove the index, and return (report, what the Korean model has of the English documents)."""
    (index / "recipe.toml").write_text(RECIPE, encoding="utf-8")

    def built():
        for embedder in made.values():
            embedder.embedded.clear()
        steps = {}

        def progress(name, done, total):
            steps[name] = done, total

        report = build_index(corpus, index, lambda settings: made[settings.name], progress=progress)
        assert all(done == total for name, (done, total) in steps.items() if name.startswith(tuple(made)))
        store = open_store(index, corpus, lambda settings: made[settings.name])
        assert verify_store(store, corpus) == []
        held = {m["document"] for m in store.vectors.contents("chunks-korean-en").values()}
        near = store.nearest("chunks", "korean", "en", made["korean"].embed_query("cap"), 50, (OPEN_START, OPEN_END))
        assert {store.document_of[i] for i, _ in near} == held
        store.close()
        return report, held

    return built


def test_a_first_build_counts_each_entry_once(build, made):
    report, held = build()
    assert held == {"harbour-2020"}
    assert (report.embedded_chunks, report.embedded_statements) == (report.chunks, report.statements)
    assert len(made["korean"].embedded) < report.chunks + report.statements


def disappears(path):
    path.unlink()


def is_none_any_more(path):
    path.write_text(path.read_text(encoding="utf-8").replace(EDITION, ""), encoding="utf-8")


# Where nothing was removed the vectors are changed in place, otherwise they are carried over.
@pytest.mark.parametrize("change", [disappears, is_none_any_more])
def test_what_has_lost_its_edition_is_embedded(build, made, edition, change):
    build()
    change(edition)
    _, held = build()
    assert held == {"harbour-2020", "harbour-2024"}
    assert made["english"].embedded == []
    assert [text.split("\n")[:2] for text in made["korean"].embedded] == [["Harbour Grant", s] for s in ("Cap", "Rates", "Who applies")]


@pytest.mark.parametrize("change", [disappears, is_none_any_more])
def test_what_has_got_an_edition_goes(build, made, edition, change):
    text = edition.read_text(encoding="utf-8")
    change(edition)
    _, held = build()
    assert held == {"harbour-2020", "harbour-2024"}
    edition.write_text(text, encoding="utf-8")
    _, held = build()
    assert held == {"harbour-2020"}
    assert made["english"].embedded == []
    assert not any("Harbour Grant" in text for text in made["korean"].embedded)
