from pathlib import Path

import pytest

from assistant.documents.corpus import load_corpus
from assistant.documents.glossary import load_glossary
from assistant.errors import CorpusError

CORPUS = Path(__file__).parents[2] / "corpus"
KNITTING = '[[term]]\nid = "knitting"\nkind = "term"\nen = "knitting"\nko = "뜨개질"\nshort = ["KN"]\n'
SEWING = '[[term]]\nid = "sewing"\nkind = "term"\nen = "sewing"\nko = "바느질"\n'


@pytest.fixture(scope="module")
def documents():
    return load_corpus(CORPUS).documents


@pytest.fixture(scope="module")
def terms():
    return {term.id: term for term in load_glossary(CORPUS)}


def written(folder, text):
    (folder / "glossary.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_fact_of_a_term_is_in_a_document(terms, documents):
    known = {label for d in documents for label in d.sources}
    cited = {f: t.id for t in terms.values() for f in (*t.facts, *(f for name in t.former for f in name.facts))}
    assert {f: term for f, term in cited.items() if f not in known} == {}


def test_every_term_rests_on_a_fact(terms):
    assert [t.id for t in terms.values() if not t.facts or any(not name.facts for name in t.former)] == []


def test_terms_name_programmes_of_the_documents_and_no_programme_is_left_out(terms, documents):
    slugs = {d.programme for d in documents if d.programme}
    assert {t.programme for t in terms.values() if t.programme} - slugs == set()
    assert slugs - {t.programme for t in terms.values() if t.kind == "programme"} == set()


def test_names_are_in_the_language_they_say(terms):
    def hangul(text):
        return any("가" <= c <= "힣" for c in text)

    assert [n for t in terms.values() for n in (t.en, *t.also_en) if hangul(n)] == []
    assert [t.id for t in terms.values() for other in t.not_same_as if not hangul(other.difference_ko)] == []
    # A Korean name may be a bare abbreviation, or quote an English title.
    assert [t.id for t in terms.values() if not hangul(t.ko)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("regional-revitalization-project", "regional-vitality-project"),
        ("national-innovation-cluster", "regional-innovation-cluster"),
        ("national-innovation-cluster", "innovation-city"),
        ("national-innovation-cluster", "enterprise-city"),
        ("innovation-city", "enterprise-city"),
        ("opportunity-development-zone", "regional-development-zone"),
        ("opportunity-development-zone", "regulation-free-special-zones"),
        ("youth-friendly-industrial-complexes", "industrial-complex-great-transformation"),
        ("foreign-investment-cash-grant", "lips"),
        ("foreign-investment-cash-grant", "provincial-investment-subsidy"),
        ("lips", "provincial-investment-subsidy"),
        ("u-turn-reshoring-support", "lips"),
        ("e-7-4r", "f-2-r"),
        ("special-crisis-area", "pre-emptive-crisis-area"),
    ],
)
def test_look_alikes_are_told_apart_from_both_sides(terms, one, other):
    there = {x.id: x for x in terms[one].not_same_as}
    back = {x.id: x for x in terms[other].not_same_as}
    assert there[other].difference_en == back[one].difference_en
    assert there[other].difference_ko == back[one].difference_ko


def test_no_pair_of_look_alikes_is_written_twice(terms):
    pairs = [(t.id, x.id) for t in terms.values() for x in t.not_same_as]
    assert len(pairs) == len(set(pairs))


def test_without_a_file_there_are_no_terms(tmp_path):
    assert load_glossary(tmp_path) == ()


def test_a_look_alike_is_read_at_both_terms(tmp_path):
    look_alike = '[[term.not_same_as]]\nid = "sewing"\ndifference_en = "Two needles, or one."\ndifference_ko = "바늘 수가 다릅니다."\n'
    knitting, sewing = load_glossary(written(tmp_path, KNITTING + look_alike + SEWING))
    assert [x.id for x in knitting.not_same_as] == ["sewing"]
    assert [(x.id, x.difference_en) for x in sewing.not_same_as] == [("knitting", "Two needles, or one.")]


def test_names_hold_every_spelling(tmp_path):
    former = 'former = [{ en = "looping", ko = "고리뜨기", facts = ["01-F01"] }]\nalso_en = ["needlework"]\n'
    (term,) = load_glossary(written(tmp_path, KNITTING + former))
    assert set(term.names) == {"knitting", "뜨개질", "KN", "looping", "고리뜨기", "needlework"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[term]\n", "not TOML"),
        ('title = "x"\n' + KNITTING, "nothing else, got 'title'"),
        ('term = "knitting"\n', "expected [[term]] tables"),
        (KNITTING.replace('"term"', '"craft"'), "term 'knitting': kind: "),
        (KNITTING + "colour = 1\n", "term 'knitting': colour: "),
        ('[[term]]\nkind = "term"\n', "term 'no. 1': id: "),
        (KNITTING + KNITTING, "term 'knitting' is given 2 times"),
        (KNITTING + SEWING.replace('"바느질"', '"kn"'), "'kn' is a name of knitting and sewing"),
        (KNITTING.replace('"term"', '"programme"'), "expected the slug of its documents"),
        (KNITTING + '[[term.not_same_as]]\nid = "x"\ndifference_en = "a"\ndifference_ko = "b"\n', "got 'x'"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path, text, says):
    with pytest.raises(CorpusError) as caught:
        load_glossary(written(tmp_path, text))
    assert says in str(caught.value)
    assert "glossary.toml" in str(caught.value)
    assert "\n" not in str(caught.value)
