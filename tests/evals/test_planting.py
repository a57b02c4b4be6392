"""Each planter changes a true sentence into a false one, and each rewording leaves its figures as they were."""

import json
from pathlib import Path
from random import Random

import pytest

from assistant.errors import EvaluationError
from assistant.records import Region, Term, Verdict
from assistant.settings import load
from evals import planting
from evals.figures import figures
from evals.planting.claims import claims
from evals.planting.kinds import kinds
from evals.planting.trials import trials
from evals.tasks import grounding, support

TERMS = (
    Term(id="a", kind="programme", programme="a", en="Larkmere Growth Grant", ko="등대보조금", facts=("1",)),
    Term(id="b", kind="programme", programme="b", en="Harrow Vale Housing Aid", ko="어촌지원사업", facts=("1",)),
)
PLACES = tuple(
    Region(id=i, level="city", en=en, ko=ko)
    for i, en, ko in (("x", "Ellory", "엘로리"), ("y", "Wexham", "웩섬"), ("z", "Brackley", "브래클리"))
)
ENGLISH = (
    "The Larkmere Growth Grant must pay at least 30 % of the cost, up to KRW 12 billion, to 40 firms in Ellory for 6 years from "
    "10 March 2031 under Notice No. 2031-17."
)
KOREAN = "등대보조금은 제2031-17호에 따라 2031년 3월 10일부터 6년간 엘로리의 40명 이상 기업에 비용의 30%, 최대 12억 원을 지급해야 합니다."
# What each planter must have touched, in the English and the Korean sentence.
TOUCHED = {
    "number": ("40 firms", "40명"),
    "amount": ("KRW 12 billion", "12억 원"),
    "rate": ("30 %", "30%"),
    "date": ("10 March 2031", "2031년 3월 10일"),
    "duration": ("6 years", "6년"),
    "unit": ("6 years", "6년"),
    "modality": ("must pay", "지급해야 합니다"),
    "comparison": ("at least", "최대 12억"),
    "programme": ("Larkmere Growth Grant", "등대보조금"),
    "region": ("Ellory", "엘로리"),
    "version": ("2031-17", "2031-17"),
    "negation": ("pays", "합니다"),
}


def claim_of(sentence, language, tmp_path):
    from assistant.documents.corpus import load_corpus

    (tmp_path / "a.md").write_text(f"---\nlanguage: {language}\n---\n# Title\n\n{sentence}\n", encoding="utf-8")
    corpus = load_corpus(tmp_path)
    return next(claims(corpus.documents)), {d.id: d.text for d in corpus.documents}


@pytest.mark.parametrize(("language", "sentence"), [("en", ENGLISH), ("ko", KOREAN)])
@pytest.mark.parametrize("name", TOUCHED)
def test_a_planted_error_changes_what_it_names(name, language, sentence, tmp_path):
    if name == "negation":
        sentence = sentence.replace("must pay", "pays").replace("지급해야 합니다", "지급합니다")
    touched = TOUCHED[name][language == "ko"]
    claim, _ = claim_of(sentence, language, tmp_path)
    kind = next(kind for kind in kinds(TERMS, PLACES) if kind.name == name)
    for seed in range(5):
        edits = kind.plant(claim, Random(seed))
        assert edits
        assert all(edit.text != sentence for edit in edits)
        assert any(touched not in edit.text for edit in edits)


def test_a_planted_quotation_is_not_in_the_source(tmp_path):
    claim, _ = claim_of(ENGLISH, "en", tmp_path)
    kind = next(kind for kind in kinds(TERMS, PLACES) if kind.name == "quote")
    inside, citation = kind.plant(claim, Random(1))
    assert inside.became not in ENGLISH
    assert citation.quote != ENGLISH
    (true,) = kind.reword(claim, Random(1))
    assert true.text.replace("“", "").replace("”", "") == ENGLISH


@pytest.mark.parametrize(("language", "sentence"), [("en", ENGLISH), ("ko", KOREAN)])
@pytest.mark.parametrize("name", ["amount", "rate", "date", "comparison", "programme"])
def test_a_rewording_keeps_the_values(name, language, sentence, tmp_path):
    claim, _ = claim_of(sentence, language, tmp_path)
    kind = next(kind for kind in kinds(TERMS, PLACES) if kind.name == name)
    for edit in kind.reword(claim, Random(1)):
        assert edit.text != sentence
        assert set(figures(edit.text)) >= set(figures(sentence)) - {2031, 3, 10}


def test_the_same_seed_gives_the_same_trials_and_all_are_judged(tmp_path):
    claim, texts = claim_of(ENGLISH, "en", tmp_path)

    def run():
        return list(trials([claim], kinds(TERMS, PLACES), lambda sentence, citation: grounding.judge(sentence, citation, texts), 3, 7))

    done = run()
    assert done == run()
    assert [t.right for t in done if t.sort == "stated"] == [True]
    planted = [t for t in done if t.sort == "planted"]
    assert {t.kind for t in planted} >= set(TOUCHED) - {"negation"}
    assert all(t.verdict is not Verdict.SUPPORTED and t.right for t in planted)


def wice(tmp_path, *rows):
    (tmp_path / support.FILE).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def row(label, claim, evidence, supporting):
    return {"label": label, "claim": claim, "evidence": evidence, "supporting_sentences": supporting, "meta": {"id": claim}}


def test_claims_are_judged_against_their_sentences(tmp_path):
    evidence = ["The bridge of Ellory opened in 1931.", "It rains."]
    data = wice(
        tmp_path,
        row("supported", "The bridge of Ellory opened in 1931.", evidence, [[0]]),
        row("not_supported", "The bridge of Ellory opened in 1935.", evidence, []),
    )
    folder, summary = support.run(data, tmp_path / "out")
    assert (summary.scores[0].f1, summary.scores[0].binary_accuracy.mean) == (1.0, 1.0)
    assert [path.name for path in folder.iterdir()] == ["summary.json"]
    with pytest.raises(EvaluationError, match="a run in it already"):
        support.run(data, tmp_path / "out")


def test_a_folder_without_the_set_or_with_a_broken_line_is_one_error(tmp_path):
    with pytest.raises(EvaluationError, match="can't be read"):
        support.load(tmp_path)
    with pytest.raises(EvaluationError, match=r"claim-dev.jsonl:1: not a claim"):
        support.load(wice(tmp_path, {"label": "maybe"}))


def test_the_planters_share_no_code_with_the_checker():
    files = list(Path(planting.__file__).parent.glob("*.py"))
    assert len(files) > 5
    assert not [path.name for path in files if "assistant.grounding" in path.read_text(encoding="utf-8")]


def test_a_run_writes_its_folder_and_its_numbers(tmp_path, capsys):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_text(f"---\nlanguage: en\n---\n# Title\n\n{ENGLISH}\n", encoding="utf-8")
    settings = load(corpus=str(tmp_path / "corpus"))
    folder, summary = grounding.run(settings, 2, tmp_path / "out")
    assert sorted(path.name for path in folder.iterdir()) == ["config.json", "generated.jsonl", "report.html", "scores.csv", "summary.json"]
    amount = next(score for score in summary.scores if (score.kind, score.language, score.half) == ("amount", "en", "all"))
    assert (amount.recall.mean, amount.kept.mean) == (1.0, 1.0)
    grounding.show(summary)
    assert "amount" in capsys.readouterr().out
    with pytest.raises(EvaluationError, match="a run in it already"):
        grounding.run(settings, 2, tmp_path / "out")
