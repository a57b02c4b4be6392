"""What the window shows of a reply, rule by rule."""

import pytest

from assistant.records import Citation, Finding, Reply, Sentence, Source, SourceKind, Status, Verdict
from assistant.testing import sample_replies
from assistant.ui.cards import panel
from assistant.ui.conversation import Conversation, Progress
from assistant.ui.dates import spoken, validity
from assistant.ui.quotes import quotation
from assistant.ui.render import announcement, transcript
from assistant.ui.words import WORDS

PASSAGE = "Before it. The grant is 5 million won. After it."
QUOTE = "The grant is 5 million won."


def citation(**changes):
    at = 100 + PASSAGE.index(QUOTE)
    fields = {
        "document": "d",
        "document_hash": "0",
        "title": "Made-up grant",
        "language": "en",
        "section": (),
        "quote": QUOTE,
        "start": at,
        "end": at + len(QUOTE),
        "passage": PASSAGE,
        "passage_start": 100,
    }
    return Citation(**{**fields, **changes})


def talk(reply, progress=Progress.DONE):
    return Conversation().asked("Q?").latest(reply=reply, progress=progress)


def reply(*citations, status=Status.ANSWERED, **fields):
    sentence = Sentence(text="It is 5 million won.", citations=tuple(range(len(citations))))
    return Reply(**{"status": status, "citations": citations, "answer": (sentence,), **fields})


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        ("2026-02-10", "10 February 2026", "2026년 2월 10일"),
        ("2018-07", "July 2018", "2018년 7월"),
        ("2018", "2018", "2018년"),
        ("about 2018", "about 2018", "about 2018"),
        ("2018-13", "2018-13", "2018-13"),
    ],
)
def test_a_date_is_as_precise_as_given(text, english, korean):
    assert (spoken(text, "en"), spoken(text, "ko")) == (english, korean)


@pytest.mark.parametrize(
    ("start", "end", "in_force", "expected"),
    [
        ("2026-02-10", None, True, "In force since 10 February 2026"),
        ("2026-02-10", "2026-12", True, "From 10 February 2026 to December 2026"),
        (None, "2026-12", True, "In force until December 2026"),
        (None, None, True, "In force"),
        ("2020", "2021", False, "No longer in force: from 2020 to 2021"),
        (None, "2021", False, "No longer in force: ended 2021"),
        ("2020", None, False, "No longer in force"),
        ("2027-01", None, False, "Not yet in force: starts January 2027"),
    ],
)
def test_the_period_of_validity_in_words(start, end, in_force, expected):
    cited = citation(effective_from=start, effective_to=end, in_force=in_force)
    assert validity(cited, "2026-11-22", "en") == expected


def test_the_quote_is_marked_where_it_stands():
    assert f"Before it. <mark>{QUOTE}</mark> After it." in quotation(citation())


def test_a_passage_that_does_not_hold_the_quote_is_not_shown():
    shown = quotation(citation(passage_start=99))
    assert f"<mark>{QUOTE}</mark>" in shown
    assert "Before it" not in shown


def test_a_long_passage_is_cut_between_words():
    passage = "word " * 200 + QUOTE + " word" * 200
    shown = quotation(citation(passage=passage, passage_start=0, start=1000, end=1000 + len(QUOTE)))
    assert "… word word" in shown
    assert "word word …</blockquote>" in shown
    assert len(shown) < 700


def test_a_table_row_stands_below_its_header():
    row = citation(quote="Upper | 0 | ", context="Made-up grant\nRates\nAll are ceilings\nArea | Large (%) | Small (%)", section=("Rates",))
    shown = quotation(row)
    assert '<tr><th scope="row">Large (%)</th><td><mark>0</mark></td></tr>' in shown
    assert '<tr><th scope="row">Small (%)</th><td><mark>–</mark></td></tr>' in shown
    assert "<caption>All are ceilings</caption>" in shown


def test_a_header_may_stand_behind_its_caption_on_one_line():
    shown = quotation(citation(quote="Upper | 0", context="All are ceilings › Area | Large (%)"))
    assert '<th scope="row">Large (%)</th><td><mark>0</mark></td>' in shown
    assert "<caption>All are ceilings</caption>" in shown


def test_a_row_without_a_fitting_header_is_quoted_as_it_stands():
    shown = quotation(citation(quote="Upper | 0", context="Area | Large | Small"))
    assert "<mark>Upper | 0</mark>" in shown
    assert "<table" not in shown


def test_restated_words_are_never_put_into_the_mouth_of_the_source():
    source = Source(title="Daily", url="https://example.org/a", date="2022-04-26", kind=SourceKind.PRESS)
    restated = panel(talk(reply(citation(restated=True, sources=(source,)))), "en")
    assert 'Restated from <a href="https://example.org/a" target="_blank" rel="noopener noreferrer">Daily' in restated
    assert "(press, 26 April 2022)" in restated
    assert "Quoted from" not in restated
    assert "Quoted from" in panel(talk(reply(citation(restated=False))), "en")


def test_a_source_is_named_once_and_its_missing_date_is_said():
    source = Source(title="Daily", url="https://example.org/a", kind=SourceKind.PRESS)
    cards = panel(talk(reply(citation(restated=True, sources=(source, source)))), "en")
    assert cards.count("https://example.org/a") == 1
    assert "(press, undated)" in cards


def test_a_partly_supported_sentence_says_what_is_missing():
    sentence = Sentence(text="It is 6.", verdict=Verdict.PARTLY, problems=(Finding(kind="number", detail="6"),))
    shown = transcript(talk(reply(answer=(sentence, Sentence(text="Fine.")))), "en", ())
    assert "Partly supported: number not in the quote (6)" in shown
    assert "1 of 2 sentences" in shown
    assert "Every sentence is supported" not in shown


def test_a_notice_speaks_for_a_reply_without_sentences():
    shown = transcript(talk(Reply(status=Status.NOT_IN_DOCUMENTS, notices=("Nothing here.", "See below."))), "en", ())
    assert '<p class="pa-text" lang="en">Nothing here.</p>' in shown
    assert shown.count("Nothing here.") == shown.count("See below.") == 1
    assert "The documents do not say." not in shown


def test_that_text_is_no_longer_in_force_is_read_before_the_text():
    ended = reply(citation(in_force=False), status=Status.SUPERSEDED_ONLY, superseded=(0,), notices=("Only older text says so:",))
    shown = transcript(talk(ended), "en", ())
    assert shown.index("Only older text says so:") < shown.index("It is 5 million won.") < shown.index(">used to apply<")
    assert "<h3>Used to apply</h3>" not in shown


def test_text_that_used_to_apply_and_is_not_in_the_answer_is_listed():
    shown = transcript(talk(reply(citation(in_force=False), answer=(), superseded=(0,))), "en", ())
    assert "<h3>Used to apply</h3>" in shown
    assert f'<q lang="en">{QUOTE}</q>' in shown


def test_nothing_is_said_of_the_whole_while_it_grows():
    growing = transcript(talk(reply(citation()), Progress.WORKING), "en", ())
    assert "It is 5 million won." in growing
    assert "Every sentence is supported" not in growing
    empty = transcript(talk(Reply(status=Status.NOT_IN_DOCUMENTS), Progress.WORKING), "en", ())
    assert "The documents do not say." not in empty


def test_every_number_in_the_answer_leads_to_a_card():
    for question, sample in sample_replies().items():
        conversation = Conversation().asked(question).latest(reply=sample, progress=Progress.DONE)
        shown, cards = transcript(conversation, "en", ()), panel(conversation, "en")
        for number in range(len(sample.citations)):
            assert f'href="#source-1-{number + 1}"' in shown
            assert f'id="source-1-{number + 1}"' in cards


def test_older_sources_are_folded_and_keep_their_numbers():
    first = talk(reply(citation()))
    both = first.asked("Again?").latest(reply=reply(citation()), progress=Progress.DONE)
    cards = panel(both, "en")
    assert cards.index('id="source-2-1"') < cards.index("<details") < cards.index('id="source-1-1"')


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_status_has_words_of_its_own(status, language):
    shown = transcript(talk(Reply(status=status)), language, ())
    badges = [words.badges for words in WORDS.values()]
    assert f">{WORDS[language].badges[status]}</span>" in shown
    assert WORDS[language].leads[status] in shown
    assert all(len(set(texts.values())) == len(Status) for texts in badges)


def test_a_screen_reader_hears_the_finished_answer_once_and_nothing_before():
    growing = talk(reply(citation()), Progress.WORKING)
    assert "million" not in announcement(growing, "en")
    finished = announcement(growing.latest(progress=Progress.DONE), "en")
    assert 'aria-live="polite"' in finished
    assert "It is 5 million won." in finished
    assert "aria-live" not in transcript(growing, "en", ()) + panel(growing, "en")


def test_a_korean_quote_says_that_it_is_korean():
    cards = panel(talk(reply(citation(language="ko"))), "en")
    assert '<blockquote class="pa-quote" lang="ko">' in cards
