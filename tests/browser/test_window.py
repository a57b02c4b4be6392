"""The chat window as a person uses it."""

import pytest

from assistant.testing import sample_replies

pytestmark = pytest.mark.browser

FIELD = "#pa-question textarea"
CAP = "What is the cap of the Harbour Grant?"


def ask(page, question):
    before = page.locator(".pa-exchange").count()
    page.fill(FIELD, question)
    page.press(FIELD, "Enter")
    page.locator(".pa-exchange").nth(before).wait_for()


def finished(page):
    page.wait_for_selector("#pa-send", state="visible")
    page.wait_for_selector(".pa-working", state="detached")


def sticks_out(page):
    """What is wider than the screen: the page itself, or elements that would be cut off at its edge."""
    return page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll('.main *')]
        .filter((e) => !e.closest('.pa-hidden'))
        .filter((e) => Math.max(e.getBoundingClientRect().right, e === document.documentElement ? e.scrollWidth : 0) > innerWidth + 1)
        .map((e) => e.outerHTML.slice(0, 120))"""
    )


def test_a_question_gets_its_answer_and_the_quote_in_its_place(open_page):
    page = open_page()
    ask(page, CAP)
    finished(page)
    reply = sample_replies()[CAP]
    assert page.locator(".pa-text").inner_text().count(reply.answer[0].text) == 1
    assert page.locator(".pa-badge").inner_text() == "The documents answer this"
    marked = page.locator("#source-1-1 .pa-quote mark")
    assert marked.inner_text() == reply.citations[0].quote
    assert page.locator("#source-1-1 .pa-quote").inner_text() == reply.citations[0].passage
    links = page.locator("#source-1-1 .pa-origin a")
    assert links.first.get_attribute("href") == "https://example.org/notice/2026-4"
    assert links.first.get_attribute("rel") == "noopener noreferrer"
    assert page.locator(FIELD).input_value() == ""


def test_sentences_come_one_by_one_and_are_announced_once(open_page):
    page = open_page()
    page.evaluate(
        """() => { window.seen = []; window.said = [];
        new MutationObserver(() => {
          const count = document.querySelectorAll('.pa-text > span').length;
          const live = document.querySelector('#pa-announcer [aria-live]');
          const text = live ? live.textContent : '';
          if (window.seen.at(-1) !== count) window.seen.push(count);
          if (text && window.said.at(-1) !== text) window.said.push(text);
        }).observe(document.body, {childList: true, subtree: true, characterData: true}); }"""
    )
    ask(page, CAP)
    finished(page)
    page.wait_for_function("window.said.length > 0")
    assert page.evaluate("window.seen") == [0, 1, 2]
    (said,) = page.evaluate("window.said")
    assert all(sentence.text in said for sentence in sample_replies()[CAP].answer)


def test_a_number_leads_to_its_source_and_back(open_page):
    page = open_page(390, 844)
    ask(page, CAP)
    finished(page)
    page.locator("a.pa-ref", has_text="[2]").first.click()
    assert page.evaluate("document.activeElement.id") == "source-1-2"
    page.locator("#source-1-2 .pa-back").click()
    assert page.evaluate("document.activeElement.id") == "answer-1"


def test_the_language_switch_changes_the_window_and_keeps_the_conversation(open_page):
    page = open_page()
    ask(page, CAP)
    finished(page)
    page.locator("#pa-language label", has_text="한국어").click()
    page.locator(".pa-badge", has_text="문서에 답이 있습니다").wait_for()
    assert page.locator("h1").inner_text() == "정책 도우미"
    assert page.locator("#pa-send").inner_text() == "질문하기"
    assert page.evaluate("document.documentElement.lang") == "ko"
    assert page.locator(".pa-text").get_attribute("lang") == "en"


def test_a_korean_browser_is_greeted_in_korean(open_page):
    page = open_page(locale="ko-KR")
    page.locator("h2", has_text="무엇을 알고 싶으신가요?").wait_for()
    page.locator("[data-ask]").first.click()
    page.locator(".pa-conflict").wait_for()
    assert page.locator(".pa-conflict li").count() == 2
    assert "언론, 2022년 4월 26일" in page.locator(".pa-conflict").inner_text()


@pytest.mark.parametrize("question", [*sample_replies(), "w" * 150])
def test_a_phone_needs_no_sideways_scrolling(open_page, question):
    page = open_page(390, 844)
    assert sticks_out(page) == []
    ask(page, question)
    finished(page)
    assert sticks_out(page) == []
    chat, sources = page.locator(".pa-chat").bounding_box(), page.locator(".pa-side").bounding_box()
    assert sources["y"] >= chat["y"] + chat["height"] - 1


def test_sources_stand_beside_the_chat_on_a_wide_screen(open_page):
    page = open_page()
    chat, sources = page.locator(".pa-chat").bounding_box(), page.locator(".pa-side").bounding_box()
    assert sources["x"] >= chat["x"] + chat["width"] - 1


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_the_question_field_stays_in_reach_of_a_long_conversation(open_page, size):
    page = open_page(*size)
    for question in ("Who can get the Ferry Pass?", CAP, "Who can get the Ferry Pass?", CAP):
        ask(page, question)
        finished(page)
    page.evaluate("window.scrollTo(0, 300)")
    box = page.locator(FIELD).bounding_box()
    assert 0 < box["y"] < size[1] - box["height"]


def test_stopping_keeps_the_conversation_going(open_page):
    page = open_page()
    ask(page, "slow")
    page.locator(".pa-text > span").nth(1).wait_for()
    page.locator("#pa-stop").click()
    page.locator(".pa-note", has_text="You stopped this answer").wait_for()
    finished(page)
    kept = page.locator(".pa-text > span").count()
    page.wait_for_timeout(1500)
    assert 2 <= page.locator(".pa-text > span").count() == kept < 40
    ask(page, "Who can get the Ferry Pass?")
    finished(page)
    assert page.locator(".pa-conflict").count() == 1


def test_an_error_is_one_plain_line_and_the_conversation_stays(open_page):
    page = open_page()
    ask(page, "Does the Ferry Pass pay for flights?")
    finished(page)
    ask(page, "broken")
    finished(page)
    assert page.locator("#exchange-2 .pa-banner").inner_text() == "There is no index. Run: policy-assistant index build"
    assert page.locator("#exchange-1 .pa-badge").inner_text() == "Not in the documents"


def test_too_long_a_question_is_a_plain_line_and_is_not_lost(open_page):
    page = open_page()
    page.fill(FIELD, "x" * 201)
    assert page.locator("#pa-question").get_attribute("data-length") == "201 / 200"
    page.press(FIELD, "Enter")
    page.locator("#pa-banner .pa-banner", has_text="201 characters; at most 200").wait_for()
    assert len(page.locator(FIELD).input_value()) == 201
    assert page.locator(".pa-exchange").count() == 0


def test_enter_that_finishes_a_korean_syllable_does_not_send(open_page, served):
    page = open_page()
    page.fill(FIELD, "한글")
    page.evaluate(
        "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))",
        page.query_selector(FIELD),
    )
    page.wait_for_timeout(700)
    assert page.locator(".pa-exchange").count() == 0
    assert page.locator(FIELD).input_value() == "한글"


def test_a_choice_asks_the_next_question_with_its_history(open_page, served):
    page = open_page()
    ask(page, "How much of the land cost does the Harbour Grant pay?")
    finished(page)
    page.locator("[data-ask]", has_text="We are a small firm").click()
    page.locator("#exchange-2 .pa-badge").wait_for()
    finished(page)
    question = served[1].questions[-1]
    assert question.text == "We are a small firm"
    assert question.history[-1].text.endswith("Is your firm small or large?")


def test_date_and_reply_language_go_along_and_a_new_conversation_forgets(open_page, served):
    page = open_page()
    page.fill("#pa-as-of input", "2024-06")
    page.locator("#pa-answer-in input").click()
    page.get_by_role("option", name="한국어").click()
    ask(page, CAP)
    finished(page)
    assert (served[1].questions[-1].as_of, served[1].questions[-1].language) == ("2024-06", "ko")
    page.locator("#pa-new").click()
    page.wait_for_selector(".pa-welcome")
    ask(page, CAP)
    finished(page)
    assert served[1].questions[-1].history == ()


def test_visitors_do_not_see_each_other(open_page):
    one, other = open_page(), open_page()
    ask(one, CAP)
    finished(one)
    other.reload()
    other.wait_for_selector(".pa-welcome")
    assert other.locator(".pa-exchange").count() == 0


def test_every_control_has_a_name(open_page):
    page = open_page()
    for role, name in [
        ("textbox", "Your question"),
        ("textbox", "As of (today if empty)"),
        ("combobox", "Answer in"),
        ("radio", "English"),
        ("button", "Ask"),
    ]:
        assert page.get_by_role(role, name=name, exact=True).count() == 1, (role, name)
    assert page.get_by_role("heading", level=1).count() == 1


@pytest.mark.parametrize("width", [1280, 390])
def test_the_panel_asks_what_was_filled_in_and_the_decision_is_shown(open_page, served, width):
    page = open_page(width, 900)
    page.get_by_role("button", name="Check eligibility").click()
    field = page.get_by_label("place of the present site")
    field.wait_for(timeout=30_000)
    field.fill("Ansan")
    assert sticks_out(page) == []
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator(".pa-exchange").wait_for()
    finished(page)
    assert served[1].questions[-1].text == "What can I get? place of the present site: Ansan"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_decision_shows_its_conditions_steps_and_question(open_page, served, width):
    page = open_page(width, 900)
    ask(page, "Am I eligible for the Harbour Grant? employees: 40")
    finished(page)
    states = page.locator(".pa-conditions .pa-state").all_inner_texts()
    assert states == ["✓ met", "? not known", "✗ not met"]
    assert "KRW 15,000,000,000" in page.locator(".pa-steps tfoot").inner_text()
    assert sticks_out(page) == []
    page.get_by_role("button", name="yes").click()
    page.locator(".pa-exchange").nth(1).wait_for()
    assert served[1].questions[-1].text == "yes"
