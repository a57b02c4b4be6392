"""Asking back: told from the conditions of a given rule."""

import json

import pytest

from assistant.errors import EvaluationError
from evals.tasks import ask_back

RULE = "# Grant\n\nYou may apply if:\n\n* you live near the harbour\n* you own a fishing vessel\n"


def written(folder, rows):
    (folder / "id2snippet.json").write_text(json.dumps({"1": RULE}), encoding="utf-8")
    (folder / "open_retrieval_sharc_dev.json").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


def row(answer, scenario, history=()):
    asked = [{"follow_up_question": text, "follow_up_answer": "Yes"} for text in history]
    return {"question": "Can I apply?", "scenario": scenario, "history": asked, "answer": answer, "gold_snippet_id": "1"}


def test_what_nobody_spoke_of_is_asked_back():
    assert ask_back.conditions(RULE) == ["you live near the harbour", "you own a fishing vessel"]
    assert ask_back.asks_back(RULE, "I live near the harbour.")
    assert not ask_back.asks_back(RULE, "I live near the harbour and have a fishing vessel.")


def test_both_judges_are_scored_and_only_sums_are_written(tmp_path):
    rows = [row("Do you own a vessel?", "I live near the harbour"), row("Yes", "I live near the harbour", ["Do you own a fishing vessel?"])]
    written(tmp_path, rows)
    folder, summary = ask_back.run(tmp_path, tmp_path / "out")
    checklist, always = summary.scores
    assert (summary.turns, summary.ask_back) == (2, 1)
    assert (checklist.accuracy.mean, checklist.f1) == (1.0, 1.0)
    assert (always.accuracy.mean, always.f1) == (0.5, 0.0)
    assert "harbour" not in (folder / "summary.json").read_text(encoding="utf-8")
    with pytest.raises(EvaluationError, match="already"):
        ask_back.run(tmp_path, tmp_path / "out")


def test_a_folder_without_the_set_is_one_line(tmp_path):
    with pytest.raises(EvaluationError, match="id2snippet"):
        ask_back.load(tmp_path)
