"""`ask` and `search`: one question, or a file of them."""

import json

import pytest

from assistant.records import Reply

CAP = "What is the cap of the Harbour Grant?"
ANSWER = "The cap of the Harbour Grant is KRW 30 billion per project."


@pytest.fixture(autouse=True)
def built(build):
    build()


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def reply(run, *arguments):
    status, out, err = run("ask", "--json", *arguments)
    assert (status, err) == (0, "")
    return Reply.model_validate_json(out)


def test_an_answer_is_printed_with_its_quote_and_sources(run):
    status, out, err = run("ask", CAP)
    assert (status, err) == (0, "")
    assert out.startswith(f"Answer · As of 2024-06-01\n{ANSWER} [1]\n")
    assert f"“{ANSWER}”" in out
    assert "restated from Harbour notice (notice, 2024-01-01) https://example.org/notice" in out


def test_json_is_the_reply(run, store):
    got = reply(run, CAP)
    assert got.answer[0].text == ANSWER
    cited = got.citations[got.answer[0].citations[0]]
    assert store.documents[cited.document].text[cited.start : cited.end] == cited.quote


def test_date_and_language_of_the_command(run):
    old = reply(run, "--as-of", "2022", "--lang", "ko", CAP)
    assert (old.as_of, old.language) == ("2022", "ko")
    assert old.answer[0].text == "The cap of the Harbour Grant is KRW 10 billion per project."
    assert reply(run, "항만지원금의 한도는 사업당 얼마입니까?").language == "ko"


def test_a_question_that_the_documents_do_not_answer_is_a_reply(run):
    status, out, _ = run("ask", "How tall is the lighthouse of the northern island?")
    assert status == 0
    assert out.startswith("Not in the documents · As of 2024-06-01\nThe documents do not answer this question.\n")


def test_search_shows_chunks(run, store):
    status, out, _ = run("search", "--json", "--k", "2", CAP)
    found = json.loads(out)
    assert status == 0
    assert found[0]["section"] == ["Cap"]
    assert len(found) == 2
    for row in found:
        assert store.documents[row["document"]].text[row["start"] : row["end"]] == row["text"]
    status, out, _ = run("search", CAP)
    assert out.startswith("1. Harbour Grant\n   Cap  (harbour-2024 ")


BATCH = [
    json.dumps({"id": "cap", "question": CAP}),
    json.dumps({"id": "old", "question": CAP, "as_of": "2022", "language": "ko"}),
    json.dumps({"id": "follow", "question": "And its cap?", "history": [{"role": "user", "text": "What is the Harbour Grant?"}]}),
    "",
    json.dumps({"question": "항만지원금의 한도는 사업당 얼마입니까?"}, ensure_ascii=False),
    json.dumps({"id": "odd", "question": "What is\u2028the cap of\x85 the Harbour Grant?"}, ensure_ascii=False),
    "{broken",
    "[]",
    json.dumps({"id": "none"}),
    json.dumps({"id": "turns", "question": CAP, "history": "before"}),
    json.dumps({"id": "date", "question": CAP, "as_of": "soon"}),
    json.dumps({"id": "empty", "question": " "}),
    json.dumps({"id": 7, "question": "a" * 20_000}),
]


def test_a_batch_answers_every_good_row_and_says_what_is_wrong_with_the_others(run, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\ufeff" + "\n".join(BATCH) + "\r\n", encoding="utf-8")
    status, out, err = run("ask", "--batch", source, "--out", target)
    assert status == 0
    assert out == f"5 of 12 rows answered into {target}.\n"
    found = rows(target)
    assert [r["id"] for r in found] == ["cap", "old", "follow", 5, "odd", None, None, "none", "turns", "date", "empty", 7]
    replies = [Reply.model_validate(r["reply"]) for r in found[:5]]
    assert [r.answer[0].text for r in replies] == [
        ANSWER,
        "The cap of the Harbour Grant is KRW 10 billion per project.",
        ANSWER,
        "항만지원금의 한도는 사업당 300억 원입니다.",
        ANSWER,
    ]
    assert replies[1].language == "ko"
    errors = {json.dumps(r["id"]): r["error"] for r in found[5:]}
    assert found[5]["error"].startswith("line 7: Expecting property name")
    assert found[6]["error"] == 'line 8: expected an object with "id" and "question"'
    assert errors['"none"'] == 'line 9: expected an object with "id" and "question"'
    assert errors['"turns"'] == "line 10: history: Input should be a valid tuple"
    assert errors['"date"'].startswith("'soon' is not a date.")
    assert errors['"empty"'].startswith("The question is empty.")
    assert errors["7"].startswith("The question has 20,000 characters")
    assert err.count("\n") == 7
    assert "Traceback" not in err


def test_a_search_batch(run, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(f"{BATCH[0]}\n{BATCH[1]}\n", encoding="utf-8")
    assert run("search", "--batch", source, "--out", target, "--k", "1")[0] == 0
    assert [(r["id"], len(r["results"]), r["results"][0]["document"]) for r in rows(target)] == [
        ("cap", 1, "harbour-2024"),
        ("old", 1, "harbour-2020"),
    ]


def test_a_batch_into_its_own_source_or_nowhere_keeps_the_source(fails, run, tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_text(BATCH[0] + "\n", encoding="utf-8")
    assert "can't be written" in fails("ask", "--batch", source, "--out", tmp_path / "no" / "such" / "out.jsonl")
    assert "can't be read" in fails("ask", "--batch", tmp_path / "none.jsonl", "--out", tmp_path / "out.jsonl")
    assert not (tmp_path / "out.jsonl").exists()
    assert source.read_text(encoding="utf-8") == BATCH[0] + "\n"


@pytest.mark.parametrize("command", ["ask", "search"])
def test_options_that_do_not_fit_together_are_told(fails, tmp_path, command):
    assert "needs --out" in fails(command, "--batch", tmp_path / "in.jsonl")
    assert "takes no question" in fails(command, CAP, "--batch", tmp_path / "in.jsonl", "--out", tmp_path / "out.jsonl")
    assert fails(command) == f'There is no question. Write: policy-assistant {command} "…"'
