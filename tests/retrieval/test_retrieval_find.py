"""What is found for a question: in force on its date, in its language or without an edition in it, with its features."""

from datetime import date

import pytest

from assistant.records import Period, Question
from assistant.retrieval.fusion import reciprocal_rank_fusion
from assistant.retrieval.reading import read_question
from assistant.retrieval.retriever import PolicyRetriever

TODAY = date(2024, 6, 1)
CAP = "What is the cap of the Harbour Grant?"


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
    # First in four lists, at half the weight of a document in the asker's language.
    assert max(foreign) == pytest.approx(0.5 * 4 / 61, abs=1e-6)
    assert max(foreign) < max(own)
    store.close()


def test_the_best_chunk_is_first_and_k_bounds_the_evidence(find, store):
    found = find(CAP)
    assert found.evidence[0].chunk.section == ("Cap",)
    scores = [e.score for e in found.evidence]
    assert scores == sorted(scores, reverse=True)
    assert len(find(CAP, k=2).evidence) == 2
    assert {e.chunk.id for e in found.evidence} <= {c.id for c in store.chunks}


def test_a_score_is_the_fusion_of_the_ranks(find):
    for evidence in find(CAP).evidence:
        assert set(evidence.ranks) <= {"hash:chunks", "hash:statements", "bm25:chunks", "bm25:statements"}
        by_hand = sum(1 / (60 + rank) for rank in evidence.ranks.values())
        assert evidence.score == pytest.approx(by_hand, abs=1e-6)
    assert reciprocal_rank_fusion({"x": ["a"]}, {})["a"] == 1 / 61


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
    assert features(found, "The start of the Harbour Grant was 2011")["figure"] == -1
    assert features(find("Who may apply for it?"), "A shipyard applies")["figure"] == 0


def test_what_used_to_apply_is_marked_unless_it_is_asked_for(find):
    assert features(find(CAP), "before 2024")["superseded"] == 1
    assert features(find("What was the cap before?"), "before 2024")["superseded"] == 0
    assert features(find(CAP), "30 billion")["superseded"] == 0


def test_a_row_is_found_by_its_headers_and_caption(find):
    found = find("Rates by area class for a small company in per cent")
    assert features(found, "Area class: Lower; Large company: 25; Small company: 40")["row"] == 1
    assert found.evidence[0].chunk.section == ("Rates",)
