"""Replies on the terminal against golden files. Regenerate on purpose only: POLICY_REGENERATE_GOLDEN=1 pytest tests/cli."""

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from assistant.cli.render import period, print_reply
from assistant.records import Citation, Reply, Status, language_of
from assistant.testing import sample_replies

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = {
    "answered": "What is the cap of the Harbour Grant?",
    "table-row": "How much of the land cost does the Harbour Grant pay?",
    "not-in-documents": "Does the Ferry Pass pay for flights?",
    "conflict": "Who can get the Ferry Pass?",
    "superseded-only": "What was the cap of the Harbour Grant in 2023?",
    "partly-supported": "What is the cap per firm?",
    "answered-ko": "항만 지원금의 한도는 얼마인가요?",
    "conflict-ko": "승선권은 누가 받을 수 있나요?",
    "not-in-documents-ko": "승선권으로 비행기를 탈 수 있나요?",
}


def rendered(reply):
    out = io.StringIO()
    print_reply(reply, Console(file=out, width=100, highlight=False, color_system=None))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_reply_looks_as_before(name):
    path = GOLDEN / f"{name}.txt"
    text = rendered(sample_replies()[QUESTIONS[name]])
    if os.environ.get("POLICY_REGENERATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(QUESTIONS)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_status_has_words_of_its_language(status, language):
    first = rendered(Reply(status=status, language=language, as_of="2024-06-01")).partition(" · ")[0]
    assert first != status
    assert language_of(first) == language


def test_text_in_brackets_is_shown_as_it_is():
    reply = sample_replies()[QUESTIONS["answered"]]
    sentence = reply.answer[0].model_copy(update={"text": "A [bold]b[/bold] [/] c"})
    assert "A [bold]b[/bold] [/] c" in rendered(reply.model_copy(update={"answer": (sentence,)}))


@pytest.mark.parametrize(
    ("start", "end", "current", "english", "korean"),
    [
        ("2024", None, True, "in force since 2024", "2024부터 시행"),
        ("2020", "2023", False, "in force from 2020 to 2023", "2020부터 2023까지 시행"),
        (None, "2023", False, "in force until 2023", "2023까지 시행"),
        (None, None, True, "in force", "시행 중"),
        ("2020", None, False, "no longer in force", "더 이상 시행되지 않음"),
    ],
)
def test_the_period_in_words(start, end, current, english, korean):
    citation = Citation(
        document="d",
        document_hash="",
        title="T",
        language="en",
        section=(),
        quote="q",
        start=0,
        end=1,
        effective_from=start,
        effective_to=end,
        in_force=current,
    )
    assert (period(citation, "en"), period(citation, "ko")) == (english, korean)
