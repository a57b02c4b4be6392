"""Notices about weak and undated sources: one for all sentences, numbered as they are shown."""

import pytest

from assistant.grounding.check import check_reply
from assistant.records import Citation, Reply, Sentence, Source, SourceKind, Status

TEXT = "Ferries pay 5 coins. Boats pay 6 coins. Rafts pay 7 coins."
SAID = ("Ferries pay 5 coins.", "Boats pay 6 coins.", "Rafts pay 7 coins.")
BLOG, PAPER = Source(title="b", url="u"), Source(title="p", url="u", date="2031", kind=SourceKind.PRESS)
NOTICE = Source(title="n", url="u", date="2031", kind=SourceKind.NOTICE)


def notices(*sources, language="en", wrong=None):
    """The notices of a reply of three sentences with these sources; the one numbered `wrong` is not held by its quote."""
    cited = [
        Citation(
            document="d", document_hash="h", title="T", language="en", section=(), quote=quote, start=TEXT.index(quote),
            end=TEXT.index(quote) + len(quote), sources=own,
        )
        for quote, own in zip(SAID, sources, strict=True)
    ]  # fmt: skip
    texts = ["Ferries pay 95 coins." if n == wrong else text for n, text in enumerate(SAID, 1)]
    answer = tuple(Sentence(text=text, citations=(n,)) for n, text in enumerate(texts))
    draft = Reply(status=Status.ANSWERED, language=language, answer=answer, citations=tuple(cited))
    return check_reply(draft, {"d": TEXT}).notices


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (((NOTICE,), (NOTICE, BLOG), ()), ()),
        (((NOTICE,), (PAPER,), (NOTICE,)), ("Sentence 2 rests only on a source that is not official (press).",)),
        (
            ((BLOG,), (PAPER,), (BLOG,)),
            (
                "Sentences 1, 2 and 3 rest only on sources that are not official (press; blog, copy or summary).",
                "Sentences 1 and 3 rest only on undated sources.",
            ),
        ),
    ],
)
def test_one_notice_names_its_sentences(sources, expected):
    assert notices(*sources) == expected


def test_the_numbers_are_those_of_the_sentences_that_are_shown():
    first, left_out = notices((NOTICE,), (PAPER,), (PAPER,), wrong=1)
    assert first == "Sentences 1 and 2 rest only on sources that are not official (press)."
    assert left_out.startswith("1 sentence was left out")


def test_in_korean():
    assert notices((BLOG,), (NOTICE,), (BLOG,), language="ko") == (
        "1, 3번 문장은 공식 자료가 아닌 출처(블로그·사본·요약)에만 근거합니다.",
        "1, 3번 문장은 날짜가 없는 출처에만 근거합니다.",
    )
