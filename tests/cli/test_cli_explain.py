"""`search --explain`: the question as understood, each result's standing, and what was kept back."""

import json

import pytest

CAP = "What is the cap of the Harbour Grant in 2024?"
LISTS = {"words", "words:statement", "vectors@hash", "vectors:statement@hash"}


@pytest.fixture(autouse=True)
def built(build):
    build()


def explained(run, *arguments):
    status, out, err = run("search", "--explain", "--json", *arguments)
    assert (status, err) == (0, "")
    return json.loads(out)


def test_json_tells_what_the_question_was_understood_to_mean(run):
    meant = explained(run, CAP)["understood"]
    assert (meant["language"], meant["as_of"], meant["follows"], meant["expects"]) == ("en", "2024-06-01", False, "amount")
    assert (meant["years"], meant["since"], meant["conversation"]) == (["2024"], None, "")
    past = explained(run, "What was the cap of the Harbour Grant in 2021?")["understood"]
    assert (past["years"], past["since"], past["past"]) == (["2021"], "2021-01-01", True)


def test_each_result_has_its_rank_and_score_per_list(run):
    results = explained(run, "--k", "2", CAP)["results"]
    assert len(results) == 2
    best = results[0]
    assert best["section"] == ["Cap"]
    assert set(best["ranks"]) == set(best["scores"]) == LISTS
    assert {best["scores"][name] for name in LISTS if best["ranks"][name] == 1} <= {0.0, 1.0}
    assert all(0 < r["scores"][name] <= 1 for r in results for name in r["ranks"] if name.startswith("words"))
    assert all(r["scores"][name] <= 0 for r in results for name in r["ranks"] if name.startswith("vectors"))


def test_what_is_no_longer_in_force_is_kept_back_and_told(run):
    by_date = explained(run, CAP)["kept_back"]["by_date"]
    assert [one["document"] for one in by_date["best"]] == ["harbour-2020"]
    assert by_date["documents"] == 1
    assert by_date["chunks"] >= 1
    assert by_date["best"][0]["place"] >= 1


def test_a_batch_explains_the_conversation(run, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "f", "question": "And its cap?", "history": [{"role": "user", "text": "The Harbour Grant?"}]}))
    assert run("search", "--explain", "--batch", source, "--out", target)[0] == 0
    row = json.loads(target.read_text(encoding="utf-8"))
    meant = row["explanation"]["understood"]
    assert (meant["follows"], meant["searched_as"]) == (True, "The Harbour Grant? And its cap?")
    assert meant["conversation"] == "And its cap? The Harbour Grant?"
    assert "words:conversation" in row["explanation"]["results"][0]["ranks"]


def test_the_terminal_shows_the_same(run):
    status, out, err = run("search", "--explain", "--k", "1", CAP)
    assert (status, err) == (0, "")
    assert out.startswith("language     en\nas of        2024-06-01\nfollows      no\n")
    assert "regions      –\nyears        2024\n" in out
    assert "words 1 (1.000)" in out
    assert "named +0" in out
    assert "No longer in force on 2024-06-01: " in out
    assert "(harbour-2020)" in out
