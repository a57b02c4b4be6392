"""programmes/*.toml: versions over each other, clauses held against the documents, errors that say where."""

import re
import shutil
from pathlib import Path

import pytest

from assistant.documents.corpus import load_corpus
from assistant.documents.programmes import check_programmes, load_programmes
from assistant.errors import CorpusError

ROOT = Path(__file__).parents[2]
FERRY = """
name_en = "Harbour Grant"
name_ko = "항만지원금"

[[condition]]
id = "yard"
clause = { quote = "The cap of the Harbour Grant is KRW 10 billion per project." }
require = { fact = "employees_before", at_least = 30 }

[[version]]
document = "harbour-2020"
from = "2020"
to = "2023-12"

[[version.condition]]
id = "boats"
clause = { quote = "Ferries were eligible" }
require = { fact = "new_hires", at_least = 2.5 }

[[version]]
document = "harbour-2024"
like = "harbour-2020"
from = "2024"
drop = ["boats"]

[[version.condition]]
id = "yard"
clause = { quote = "The cap of the Harbour Grant is KRW 30 billion per project." }
require = { fact = "employees_before", at_least = 20 }
"""


def write(corpus, text, name="harbour"):
    folder = corpus / "programmes"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_programmes(corpus)


def problems(corpus, text):
    return [str(p) for p in check_programmes(write(corpus, text), load_corpus(corpus))]


def test_a_corpus_without_programmes_has_none(corpus):
    assert load_programmes(corpus) == ()


def test_a_version_takes_over_replaces_adds_and_drops(corpus):
    (programme,) = write(corpus, FERRY)
    old, new = programme.versions
    assert [c.id for c in old.conditions] == ["yard", "boats"]
    assert [c.id for c in new.conditions] == ["yard"]
    assert old.conditions[0].require.at_least == 30
    assert new.conditions[0].require.at_least == 20


def test_a_clause_without_a_document_means_the_versions(corpus):
    (programme,) = write(corpus, FERRY)
    assert [v.conditions[0].clause.document for v in programme.versions] == ["harbour-2020", "harbour-2024"]


def test_clauses_that_stand_in_their_documents_are_no_problem(corpus):
    assert problems(corpus, FERRY) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Ferries were eligible", "Ferries are eligible", "harbour-2020: boats: 'Ferries are eligible' stands 0 times in harbour-2020"),
        ("Ferries were eligible", "Harbour Grant of 2020", "is not inside one statement"),
        ("Ferries were eligible", "Harbour", "stands 3 times"),
        ('quote = "Ferries', 'document = "nowhere", quote = "Ferries', "there is no document 'nowhere'"),
        (
            'quote = "The cap of the Harbour Grant is KRW 30',
            'quote_ko = "없는 말", quote = "The cap of the Harbour Grant is KRW 30',
            "'없는 말' stands 0 times in harbour-2024-ko",
        ),
        (
            'quote = "The cap of the Harbour Grant is KRW 30 billion per project."',
            'quote = "The port office answers"',
            "harbour-2024-ko has no statement parallel",
        ),
    ],
)
def test_a_clause_that_does_not_stand_is_one_line(corpus, old, new, said):
    (line,) = problems(corpus, FERRY.replace(old, new))
    assert re.search(said, line)
    assert line.startswith("programmes/harbour.toml: ")
    assert "\n" not in line


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("at_least = 30", "atleast = 30", "harbour-2020.conditions?.yard.require.*atleast"),
        ('{ fact = "employees_before", at_least = 30 }', '{ fact = "employees_before" }', "expected a bound"),
        ('like = "harbour-2020"', 'like = "harbour-1999"', "like: expected an earlier version"),
        ('drop = ["boats"]', 'drop = ["ships"]', "there is no entry 'ships' to drop"),
        ('from = "2024"', 'from = "2023"', "expected a day after 2023-12-31"),
        ('id = "boats"', 'id = "boats"\ntext_en = "Boats"', "expected text_en and text_ko"),
        ('name_ko = "항만지원금"', "", "name_ko: Field required"),
        ("[[condition]]", "[[condition]", "not TOML"),
    ],
)
def test_a_wrong_file_is_one_line_that_says_where(corpus, old, new, said):
    assert old in FERRY
    with pytest.raises(CorpusError) as error:
        write(corpus, FERRY.replace(old, new))
    assert re.search(said, str(error.value)), error.value
    assert "harbour.toml" in str(error.value)


def test_every_clause_of_the_published_programmes_stands_verbatim_in_its_document(real_corpus):
    programmes = load_programmes(real_corpus)
    assert "lips" in {p.id for p in programmes}
    assert [str(p) for p in check_programmes(programmes, load_corpus(real_corpus))] == []


def test_a_published_document_that_changes_breaks_its_clauses(tmp_path):
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    path = tmp_path / "corpus" / "documents" / "en" / "lips-eligibility-and-duties.md"
    path.write_text(path.read_text(encoding="utf-8").replace("is at least 30 at the", "is at least 25 at the"), encoding="utf-8")
    lines = [str(p) for p in check_programmes(load_programmes(tmp_path / "corpus"), load_corpus(tmp_path / "corpus"))]
    assert any("relocation-employees-before" in line for line in lines)
