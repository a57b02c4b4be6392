"""Limits on a question."""

import pytest

from assistant.errors import QuestionError
from assistant.guard.limits import clean_question, visible
from assistant.records import Question, Turn


def cleaned(text, limit=4000, **fields):
    return clean_question(Question(text=text, **fields), limit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the cap?", "What is the cap?"),
        ("  What\tis\n\nthe  cap? ", "What is the cap?"),
        ("What\x00 is\x07 the\x1b[0m cap?", "What is the [0m cap?"),
        ("What is the cap?\u202e\u2066", "What is the cap?"),
        ("\ufeffWhat is\u00a0the cap?", "What is the cap?"),
        ("What is\ue000 the\ud800 cap?", "What is the cap?"),
        ("What is the cap?\U000e0041\U000e0042", "What is the cap?"),
        ("한도는\u3164 얼마?", "한도는\u3164 얼마?"),
        ("\u1112\u1161\u11ab도", "한도"),
        ("Can I get 500000 in support?", "Can I get 500000 in support?"),
    ],
)
def test_only_visible_text_is_left(text, expected):
    assert cleaned(text).text == visible(text) == expected


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x07\x1b", "\u200b\u202e\u2066", "?!…", "\U000e0041"])
def test_an_empty_question_is_refused_in_one_line(text):
    with pytest.raises(QuestionError) as caught:
        cleaned(text)
    assert str(caught.value) == "The question is empty. Write what you want to know in words."


def test_a_question_of_the_limit_is_answered_and_one_more_is_not():
    assert len(cleaned("a" * 4000).text) == 4000
    with pytest.raises(QuestionError) as caught:
        cleaned("a" * 20_000)
    assert str(caught.value) == "The question has 20,000 characters; at most 4,000 can be answered. Shorten it to the point."
    with pytest.raises(QuestionError):
        cleaned("a" * 4001)
    with pytest.raises(QuestionError, match="at most 10 "):
        cleaned("\u200b" * 10 + "a", limit=10)


def test_earlier_turns_are_cleaned_and_cut_not_refused():
    history = (Turn(role="user", text="a\x00b" + "c" * 100), Turn(role="assistant", text=""))
    turns = cleaned("What is the cap?", limit=50, history=history).history
    assert [t.role for t in turns] == ["user", "assistant"]
    assert turns[0].text == ("a b" + "c" * 100)[:50]
    assert turns[1].text == ""


def test_everything_else_is_left_as_it_was():
    asked = Question(text="What is the cap? ", as_of="2022", language="ko", situation={"staff": 30})
    assert clean_question(asked, 4000) == asked.model_copy(update={"text": "What is the cap?"})
