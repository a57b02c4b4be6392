import json

import pytest

from assistant.errors import EvaluationError
from assistant.records import Turn
from evals.cases import APART_KINDS, fingerprint, load_cases, select

GOOD = {
    "id": "A1",
    "question": "What is the rate?",
    "language": "en",
    "as_of": "2026-01-31",
    "split": "tune",
    "kind": "lookup",
    "asker": "company",
    "history": [],
    "situation": {},
    "facts": ["F1"],
    "must": [["30 %"]],
    "must_not": [],
    "status": ["answered"],
    "note": "",
}


def write(folder, *lines):
    (folder / "made.jsonl").write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return folder


def test_the_shipped_cases_are_right():
    cases = load_cases()
    assert {c.set for c in cases} == {"questions", "facts"}
    assert {c.split for c in cases} == {"tune", "test"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"status": ["answred"]}, "A1: status.0: Input should be"),
        ({"status": []}, "A1: status: Tuple should have at least 1 item"),
        ({"split": "train"}, "A1: split: Input should be 'tune' or 'test'"),
        ({"kind": "riddle"}, "A1: kind: Input should be 'lookup'"),
        ({"as_of": "2026-02-30"}, "A1: as_of: Input should be a valid date"),
        ({"as_of": "2026-02"}, "A1: as_of: Input should be a valid date"),
        ({"must": []}, "A1: kind lookup expects at least one must-have, got none"),
        ({"must": [[]]}, "A1: a must-have lists no alternative"),
        ({"must": [[" "]]}, "A1: an alternative in must or must_not is blank"),
        ({"must": [["x" * 60]]}, "A1: expected alternatives under 60 characters, got 60"),
        ({"kind": "unanswerable", "must": []}, "A1: kind unanswerable expects not_in_documents or out_of_scope"),
        ({"gold": []}, "A1: gold: Extra inputs are not permitted"),
        ({"set": "facts"}, "set: the file's name says the set"),
    ],
)
def test_a_slip_is_one_line_that_says_where(tmp_path, change, said):
    with pytest.raises(EvaluationError) as caught:
        load_cases(write(tmp_path, GOOD | change))
    message = str(caught.value)
    assert message.startswith("made.jsonl:1: ")
    assert said in message
    assert "\n" not in message


def test_59_characters_are_accepted(tmp_path):
    assert load_cases(write(tmp_path, GOOD | {"must": [["x" * 59]]}))


def test_ids_are_unique_across_files(tmp_path):
    write(tmp_path, GOOD)
    (tmp_path / "more.jsonl").write_text("\n" + json.dumps(GOOD), encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"more.jsonl:2: id 'A1' is taken by made.jsonl:1"):
        load_cases(tmp_path)


@pytest.mark.parametrize(("line", "said"), [("{", "made.jsonl:1: not JSON"), ("[]", "expected an object")])
def test_a_line_that_is_no_object(tmp_path, line, said):
    with pytest.raises(EvaluationError, match=said):
        load_cases(write(tmp_path, line))


def test_an_empty_folder_and_a_file_that_is_no_text(tmp_path):
    with pytest.raises(EvaluationError, match="no case file"):
        load_cases(tmp_path)
    (tmp_path / "made.jsonl").write_bytes(b"\xff\xfe")
    with pytest.raises(EvaluationError, match="can't be read"):
        load_cases(tmp_path)


def test_selection(make_case):
    cases = [make_case(id="A"), make_case(id="B", split="test"), make_case(id="C", set="other"), make_case(id="D", split="test")]
    assert [c.id for c in select(cases)] == ["A", "B", "C", "D"]
    assert [c.id for c in select(cases, split="test", limit=1)] == ["B"]
    assert [c.id for c in select(cases, set_="other")] == ["C"]
    with pytest.raises(EvaluationError, match="made, other, got 'third'"):
        select(cases, set_="third")
    with pytest.raises(EvaluationError, match="No case in split test of set other"):
        select(cases, split="test", set_="other")
    with pytest.raises(EvaluationError, match="--split"):
        select(cases, split="train")


def test_what_a_case_asks(make_case):
    question = make_case(history=[{"role": "user", "text": "Hello"}], situation={"hires": 3}).as_question()
    assert (question.as_of, question.history, question.situation) == ("2026-01-31", (Turn(role="user", text="Hello"),), {"hires": 3})
    assert question.language is None


def test_which_cases_are_answerable_and_which_are_apart(make_case):
    assert make_case(status=["answered", "not_in_documents"]).answerable
    assert not make_case(facts=[]).answerable
    assert not make_case(kind="out_of_scope", status=["out_of_scope", "not_in_documents"]).answerable
    assert {kind for kind in ("lookup", "calculation", "decision", "table") if make_case(kind=kind).apart} == APART_KINDS


def test_the_fingerprint_follows_the_cases(make_case):
    assert fingerprint([make_case()]) == fingerprint([make_case()])
    assert fingerprint([make_case()]) != fingerprint([make_case(must=[["31 %"]])])
