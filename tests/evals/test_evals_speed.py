import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import EvaluationError
from evals.tasks import speed

ROOT = Path(__file__).resolve().parents[2]


class Slow:
    """An assistant on a clock of its own: a question takes 4 ms, the first ones 50 ms, an embedding 2 ms."""

    def __init__(self):
        self.asked = []
        self.chain = self
        self.now = 0.0

    def perf_counter(self):
        return self.now

    def invoke(self, question):
        self.asked.append(question.text)
        self.now += 0.05 if len(self.asked) <= speed.WARM_UP else 0.004

    def embed(self, text):
        self.now += 0.002


@pytest.fixture
def many(make_case):
    return [make_case(id=f"A{i}", question=f"Question {i}?", language="ko" if i == 7 else "en") for i in range(60)]


def test_questions_are_distinct_without_history_and_not_of_the_test_split(many, make_case):
    others = [
        make_case(id="T1", question="Test?", split="test"),
        make_case(id="H1", question="And?", history=[{"role": "user", "text": "Hello"}]),
        make_case(id="D1", question="Question 1?"),
    ]
    drawn = speed.draw([*many, *others], 55)
    assert sorted(c.question for c in drawn) == sorted(c.question for c in many)
    assert drawn == speed.draw([*many, *others], 55)


def test_every_language_is_in_the_warm_up(many):
    assert [c.language for c in many].count("ko") == 1
    assert "ko" in {c.language for c in speed.draw(many, 55)[: speed.WARM_UP]}


def test_too_few_questions(many):
    with pytest.raises(EvaluationError, match="expected 1 to 55 distinct questions, got 56"):
        speed.draw(many, 56)


def test_the_warm_up_is_not_timed_and_the_ratio_is_of_the_medians(many, monkeypatch):
    slow, drawn = Slow(), speed.draw(many, 10)
    monkeypatch.setattr(speed, "time", slow)
    measured = speed.measure(slow, slow.embed, drawn)
    assert slow.asked == [c.question for c in drawn]
    assert measured.n == 10
    assert measured.question == {"p50": pytest.approx(4), "p95": pytest.approx(4)}
    assert measured.embedding == {"p50": pytest.approx(2), "p95": pytest.approx(2)}
    assert measured.ratio == pytest.approx(2)


def test_a_missing_yardstick_is_one_line(monkeypatch):
    monkeypatch.setattr(speed, "YARDSTICK", "no_such_package")
    with pytest.raises(EvaluationError, match="no_such_package: the package"):
        speed.yardstick()


def test_the_command_line_starts_without_models_or_numpy():
    heavy = {"numpy", "torch", "sentence_transformers", "chromadb", "langchain_core"}
    code = f"import sys, evals.__main__; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_yardstick_is_one_float32_vector():
    vector = speed.yardstick()("How much does a move cost?")
    assert (vector.shape, str(vector.dtype)) == ((384,), "float32")
