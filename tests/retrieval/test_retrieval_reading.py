"""What a question is understood to mean."""

from datetime import date

import pytest

from assistant.errors import QuestionError
from assistant.records import Question, Term, Turn
from assistant.retrieval.names import Named
from assistant.retrieval.reading import parse_date, read_question

TODAY = date(2024, 6, 1)


def read(text, **fields):
    return read_question(Question(text=text, **fields), TODAY)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the cap?", "en"),
        ("한도는 얼마입니까?", "ko"),
        ("Harbour Grant 한도는 얼마입니까?", "ko"),
        ("What does 한도 mean in the Harbour Grant notice?", "en"),
        ("2024?", "en"),
    ],
)
def test_language(text, language):
    reading = read(text)
    assert (reading.language, reading.reply_language) == (language, language)
    other = "en" if language == "ko" else "ko"
    assert (read(text, language=other).language, read(text, language=other).reply_language) == (language, other)


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("What was the cap as of 2022?", "2022"),
        ("As of 2022-05, what was the cap?", "2022-05"),
        ("What was the cap as at 2022-05-03?", "2022-05-03"),
        ("2022 기준 한도는 얼마입니까?", "2022"),
        ("2022-05-03 기준 한도는?", "2022-05-03"),
        ("2022년 기준으로 한도는 얼마입니까?", "2022"),
        ("2022년 5월 기준 한도는?", "2022-05"),
        ("2022년 5월 3일 당시 한도는?", "2022-05-03"),
        ("2022년당시 한도는?", "2022"),
    ],
)
def test_a_question_names_its_date(text, as_of):
    reading = read(text)
    assert reading.as_of.text == as_of


@pytest.mark.parametrize("text", ["What is the cap of 2022?", "2022년 한도는?", "Is it as of old?", "번호 120221 기준"])
def test_other_questions_are_about_today(text):
    reading = read(text)
    assert reading.as_of.text == "2024-06-01"


def test_a_date_beside_the_question_wins():
    reading = read("What was the cap as of 2022?", as_of="2021-03")
    assert reading.as_of.text == "2021-03"
    assert (reading.as_of.start, reading.as_of.end) == (date(2021, 3, 1), date(2021, 3, 31))


@pytest.mark.parametrize("as_of", ["soon", "2022-13", "2022-02-30", "22", "2022-5", "2022/05", "0000", "2022-05-03T00:00"])
def test_no_date_is_told_with_the_forms_that_can_be_read(as_of):
    with pytest.raises(QuestionError) as caught:
        read("What was the cap?", as_of=as_of)
    assert str(caught.value) == f"{as_of!r} is not a date. Write YYYY-MM-DD, YYYY-MM or YYYY."


@pytest.mark.parametrize("text", ["What was the cap as of 2022-02-30?", "2022년 13월 기준 한도는?", "2022-13 기준 한도는?"])
def test_a_question_about_a_day_that_does_not_exist_is_told(text):
    with pytest.raises(QuestionError, match="is not a date"):
        read(text)


def test_a_date_may_have_blanks_around_it():
    assert parse_date(" 2022 ").text == "2022"


HISTORY = (
    Turn(role="user", text="Who may apply for the Ferry Pass?"),
    Turn(role="assistant", text="Islanders."),
    Turn(role="user", text="What is the cap of the Harbour Grant?"),
    Turn(role="assistant", text="KRW 30 billion."),
)


@pytest.mark.parametrize(
    "text",
    [
        "And for small companies in lower areas, how much?",
        "What about companies on the northern islands?",
        "Is it paid to shipyards with forty employees?",
        "When does the ministry pay them the money?",
        "For ferries?",
        "그럼 소기업의 경우에는 얼마까지 받을 수 있습니까?",
        "북쪽 섬에 있는 작은 조선소에 다니는 사람은요?",
        "그 사업에 작은 조선소도 새로 신청할 수 있습니까?",
    ],
)
def test_a_follow_up_is_searched_with_the_users_turn_before_it(text):
    reading = read(text, history=HISTORY)
    assert reading.query == f"What is the cap of the Harbour Grant? {text}"
    assert reading.text == text
    assert read(text).query == text


def test_a_follow_up_says_so():
    assert read("For ferries?", history=HISTORY).follows
    assert not read("For ferries?").follows
    assert not read("Which shipyards may apply for the Harbour Grant in 2024?", history=HISTORY).follows


def test_the_conversation_is_told_newest_first_and_its_last_turns_alone_too():
    reading = read("For ferries?", history=HISTORY)
    turns = ["For ferries?", *(turn.text for turn in reversed(HISTORY))]
    assert reading.conversation == " ".join(turns)
    assert reading.recent == " ".join(turns[:4])
    assert reading.recent.endswith("Islanders.")


def test_a_first_turn_has_no_conversation():
    assert (read("For ferries?").recent, read("For ferries?").conversation) == ("", "")


def test_a_question_that_stands_alone_has_a_conversation_too():
    reading = read("Which shipyards may apply for the Harbour Grant in 2024?", history=HISTORY[:2])
    assert reading.recent == reading.conversation == f"{reading.text} Islanders. Who may apply for the Ferry Pass?"


def test_a_follow_up_puts_another_alternative_in_place_of_the_first():
    history = (Turn(role="user", text="What does a large company get in a lower area in 2022?"), Turn(role="assistant", text="25."))
    question = Question(text="And a small one in 2023?", history=history)
    assert read_question(question, TODAY, Named()).query == "What does a company get in a lower area in ? And a small one in 2023?"


def test_names_are_those_of_the_question_and_of_what_it_follows_up_on():
    term = Term(id="g", kind="programme", programme="harbour-grant", en="Harbour Grant", ko="항만지원금")
    named = Named([term], [], lambda text: [(("north",), text.index("North"), text.index("North") + 5)] if "North" in text else [])

    def names(text, history=()):
        reading = read_question(Question(text=text, history=history), TODAY, named)
        return reading.programmes, reading.regions

    assert names("In North?") == ((), ("north",))
    assert names("In North?", HISTORY) == (("harbour-grant",), ("north",))
    assert names("Who may apply for the Ferry Pass next year?", HISTORY) == ((), ())


def test_a_question_that_stands_alone_is_searched_alone():
    text = "Which shipyards may apply for the Harbour Grant in 2024?"
    assert read(text, history=HISTORY).query == text
    assert read("For ferries?", history=HISTORY[1:2]).query == "For ferries?"


@pytest.mark.parametrize(
    ("text", "expects"),
    [
        ("What percentage is paid?", "rate"),
        ("보조율은 몇 %입니까?", "rate"),
        ("When does it end?", "date"),
        ("언제 시작합니까?", "date"),
        ("How long is it paid?", "duration"),
        ("몇 개월 동안 받습니까?", "duration"),
        ("How much is paid?", "amount"),
        ("한도는 얼마입니까?", "amount"),
        ("How many companies were chosen?", "count"),
        ("몇 명을 고용해야 합니까?", "count"),
        ("Who may apply?", None),
        ("누가 신청할 수 있습니까?", None),
    ],
)
def test_the_kind_of_figure_that_is_asked_for(text, expects):
    assert read(text).expects == expects


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("What was the cap?", True),
        ("종전 한도는?", True),
        ("한도가 얼마였습니까?", True),
        ("What is the cap?", False),
        ("한도는 얼마입니까?", False),
    ],
)
def test_questions_about_older_rules(text, past):
    assert read(text).past is past
