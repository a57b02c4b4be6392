"""The window's HTML against golden files. Regenerate on purpose only: POLICY_REGENERATE_GOLDEN=1 pytest tests/ui."""

import os
from pathlib import Path

import pytest

from assistant.testing import sample_replies
from assistant.ui.cards import panel
from assistant.ui.conversation import Conversation, Progress
from assistant.ui.render import transcript

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = {
    "answered": ("What is the cap of the Harbour Grant?", "en"),
    "depends-on-a-table-row": ("How much of the land cost does the Harbour Grant pay?", "en"),
    "not-in-documents": ("Does the Ferry Pass pay for flights?", "en"),
    "conflict": ("Who can get the Ferry Pass?", "en"),
    "superseded-only": ("What was the cap of the Harbour Grant in 2023?", "en"),
    "partly-supported": ("What is the cap per firm?", "en"),
    "decided": ("Am I eligible for the Harbour Grant? employees: 40", "en"),
    "overview-in-korean-window": ("What can I get?", "ko"),
    "answered-ko": ("항만 지원금의 한도는 얼마인가요?", "ko"),
    "conflict-ko": ("승선권은 누가 받을 수 있나요?", "ko"),
    "not-in-documents-ko": ("승선권으로 비행기를 탈 수 있나요?", "ko"),
    "korean-answer-in-english-window": ("항만 지원금의 한도는 얼마인가요?", "en"),
}


def html(question, language):
    conversation = Conversation().asked(question).latest(reply=sample_replies()[question], progress=Progress.DONE)
    return f"{transcript(conversation, language, ())}\n{panel(conversation, language)}\n"


def check(name, text):
    path = GOLDEN / f"{name}.html"
    if os.environ.get("POLICY_REGENERATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_finished_answer_looks_as_before(name):
    check(name, html(*QUESTIONS[name]))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_welcome_looks_as_before(language):
    check(f"welcome-{language}", f"{transcript(Conversation(), language, ('One?', 'Two?'))}\n{panel(Conversation(), language)}\n")


def test_no_golden_file_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.html")} == {*QUESTIONS, "welcome-en", "welcome-ko"}
