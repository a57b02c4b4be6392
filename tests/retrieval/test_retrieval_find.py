"""What is found for a question: in force on its date, in its language or without an edition in it, with its features."""

from datetime import date
from operator import mul

import pytest

from assistant.records import Period, Question, Region, Term, Turn
from assistant.retrieval.names import Named
from assistant.retrieval.ranking import NAMED_PROGRAMME, NAMED_REGION, WEIGHTS, WEIGHTS_LATER
from assistant.retrieval.reading import read_question
from assistant.retrieval.retriever import PolicyRetriever

TODAY = date(2024, 6, 1)
CAP = "What is the cap of the Harbour Grant?"
# What the best of every list has: lists by vectors count from the best down.
BEST = WEIGHTS["words"] + WEIGHTS["words:statement"]


@pytest.fixture
def retriever(store):
    return PolicyRetriever(store=store, today=Period.parse(TODAY.isoformat()))


@pytest.fixture
def find(retriever):
    def found(text, *, k=None, ever=False, **fields):
        return retriever.find(read_question(Question(text=text, **fields), TODAY), k, ever=ever)

    return found


def documents(found):
    assert {e.chunk.document for e in found.evidence} >= {c.chunk.document for c in found.candidates}
    return {e.chunk.document for e in found.evidence}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, {"harbour-2024"}),
        ("2022", {"harbour-2020"}),
        ("2023-12-31", {"harbour-2020"}),
        ("2023-12", {"harbour-2020"}),
        ("2024-01-01", {"harbour-2024"}),
        ("2024", {"harbour-2024"}),
        ("2019", set()),
    ],
)
def test_only_what_is_in_force_on_the_asked_date_is_found(find, as_of, expected):
    assert documents(find(CAP, as_of=as_of)) == expected


def test_ever_finds_all_versions(find):
    assert documents(find(CAP, ever=True)) == {"harbour-2020", "harbour-2024"}


def test_a_document_with_an_edition_in_the_askers_language_is_found_in_it_only(find):
    assert documents(find("항만지원금의 한도는?")) == {"harbour-2024-ko"}
    assert "harbour-2024-ko" not in documents(find(CAP))


def test_a_document_without_an_edition_in_the_askers_language_is_found(find):
    assert documents(find("항만지원금의 한도는?", as_of="2022")) == {"harbour-2020"}


def test_a_korean_document_without_an_english_edition_is_found(build, corpus, index, embedder):
    from assistant.index.store import open_store

    path = corpus / "documents" / "ko" / "harbour-2024.md"
    path.write_text(path.read_text(encoding="utf-8").replace("translation_of: harbour-2024\n", ""), encoding="utf-8")
    build()
    store = open_store(index, corpus, lambda _: embedder)
    retriever = PolicyRetriever(store=store, today=Period.parse("2024-06-01"))
    found = retriever.find(read_question(Question(text="What is the 한도 of the grant?"), TODAY))
    assert documents(found) == {"harbour-2024", "harbour-2024-ko"}
    own = [e.score for e in found.evidence if e.chunk.language == "en"]
    foreign = [e.score for e in found.evidence if e.chunk.language == "ko"]
    # The best of all lists, and behind for its language.
    assert max(foreign) == pytest.approx(BEST - 3.0, abs=1e-3)
    assert max(foreign) < max(own)
    store.close()


def test_the_best_chunk_is_first_and_k_bounds_the_evidence(find, store):
    found = find(CAP)
    assert found.evidence[0].chunk.section == ("Cap",)
    scores = [e.score for e in found.evidence]
    assert scores == sorted(scores, reverse=True)
    assert len(find(CAP, k=2).evidence) == 2
    assert {e.chunk.id for e in found.evidence} <= {c.id for c in store.chunks}


LISTS = {"words", "words:statement", "vectors@hash", "vectors:statement@hash"}


def test_what_is_first_in_all_lists_has_the_whole_weight_of_the_words(find):
    best = find(CAP).evidence[0]
    assert best.ranks == dict.fromkeys(LISTS, 1)
    assert best.score == pytest.approx(BEST, abs=1e-3)
    assert all(set(e.ranks) <= LISTS for e in find(CAP).evidence)


ABOUT_RATES = (Turn(role="user", text="Rates of the Harbour Grant by area class for a large company?"), Turn(role="assistant", text="25."))


def test_a_later_turn_is_searched_with_the_conversation_too(find):
    later = "Which figures does the published table give to everybody else, please?"
    assert not any(name.startswith("words") for e in find(later).evidence for name in e.ranks)
    found = find(later, history=ABOUT_RATES)
    assert found.evidence[0].chunk.section == ("Rates",)
    assert set(found.evidence[0].ranks) >= {"words:conversation", "vectors:conversation@hash"}
    assert found.evidence[0].score > WEIGHTS_LATER["words:conversation"]


def test_what_is_about_a_named_programme_or_region_gains(store, find):
    term = Term(id="g", kind="programme", programme="harbour-grant", en="harbour grant", ko="항만지원금")
    coast = Region(id="nationwide", level="province", en="Coast", ko="해안")
    named = Named([term], [coast], lambda text: [(("nationwide",), 0, 5)] if "Coast" in text else [])
    retriever = PolicyRetriever(store=store, today=Period.parse(TODAY.isoformat()), named=named)

    def score(text):
        return retriever.find(retriever.read(Question(text=text), TODAY)).evidence[0].score

    assert score(CAP) == pytest.approx(BEST + NAMED_PROGRAMME, abs=1e-3)
    assert score(f"Coast: {CAP}") - find(f"Coast: {CAP}").evidence[0].score == pytest.approx(NAMED_PROGRAMME + NAMED_REGION)
    # What LangChain asks for is read the same way.
    assert retriever.invoke(CAP)[0].metadata["score"] == score(CAP)


def test_langchain_documents_are_of_the_same_chunks(retriever, find):
    for question in (CAP, "항만지원금의 한도는?"):
        found = retriever.invoke(question)
        assert [d.id for d in found] == [e.chunk.id for e in find(question).evidence]


def features(found, text):
    (only,) = [c.features for c in found.candidates if text in c.text]
    return only


def test_the_features_of_a_statement(find):
    found = find(CAP)
    best = features(found, "30 billion per project")
    assert best["coverage"] == best["coverage_text"] == 1
    assert best["pairs"] == 0.5
    assert best["chunk"] == 1
    assert best["figure"] == 1
    assert best["cosine"] == max(c.features["cosine"] for c in found.candidates)
    assert 1 > best["bm25"] == max(c.features["bm25"] for c in found.candidates) > 0
    assert features(found, "The start of the Harbour Grant was 2011")["figure"] == -1
    assert features(find("Who may apply for it?"), "A shipyard applies")["figure"] == 0


def test_the_cosine_of_a_statement_is_that_of_its_vector(find, embedder):
    asked = embedder.embed_query(CAP)
    for candidate in find(CAP).candidates:
        vector = embedder.embed_query(f"{candidate.context}\n{candidate.text}")
        assert candidate.features["cosine"] == pytest.approx(sum(map(mul, asked, vector)), abs=1e-4)


def test_what_used_to_apply_is_marked_unless_it_is_asked_for(find):
    assert features(find(CAP), "before 2024")["superseded"] == 1
    assert features(find("What was the cap before?"), "before 2024")["superseded"] == 0
    assert features(find(CAP), "30 billion")["superseded"] == 0


def test_a_row_is_found_by_its_headers_and_caption(find):
    found = find("Rates by area class for a small company in per cent")
    assert features(found, "Area class: Lower; Large company: 25; Small company: 40")["row"] == 1
    assert found.evidence[0].chunk.section == ("Rates",)
