"""A decision in the window: states in words, clauses as numbers, text escaped."""

from assistant.eligibility.forms import Form
from assistant.testing import sample_replies
from assistant.ui.conversation import Conversation, Progress
from assistant.ui.decided import decided
from assistant.ui.form import _FIELDS, Panel
from assistant.ui.mount import inside_a_loop
from assistant.ui.render import transcript

DECIDED = "Am I eligible for the Harbour Grant? employees: 40"
FORMS = (
    Form(programme=None, facts=("company_size", "employees_before")),
    Form(
        programme="harbour-grant", name_en="Harbour Grant", name_ko="항만 지원금", facts=("employees_before", "headquarters_moves", "zone")
    ),
)


def test_every_state_is_said_in_words_and_every_clause_is_a_number():
    html = decided(0, sample_replies()[DECIDED], "en")
    for words in ("✓ met", "✗ not met", "? not known", "KRW 15,000,000,000", "at least 30", "Not kept to"):
        assert words in html
    assert 'href="#source-1-3"' in html


def test_a_reply_without_a_decision_has_nothing_more():
    assert decided(0, sample_replies()["Does the Ferry Pass pay for flights?"], "en") == ""


def test_what_a_decision_says_is_escaped():
    reply = sample_replies()[DECIDED]
    conditions = [{**c, "text": "<script>x</script>"} for c in reply.decision["conditions"]]
    html = decided(0, reply.model_copy(update={"decision": {**reply.decision, "conditions": conditions}}), "en")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_sentences_that_are_worked_out_are_not_counted_as_quoted():
    reply = sample_replies()[DECIDED]
    shown = transcript(Conversation().asked(reply.question).latest(reply=reply, progress=Progress.DONE), "en", ())
    assert "pa-tally" not in shown
    assert 'data-ask="yes"' in shown


def test_a_programme_of_an_overview_can_be_asked_about():
    html = decided(0, sample_replies()["What can I get?"], "en")
    assert 'data-ask="Am I eligible for Ferry Pass?"' in html


def panel():
    import gradio as gr

    def made():
        with gr.Blocks():
            return Panel(lambda: FORMS)

    return inside_a_loop(made)


def values(**filled):
    return [filled.get(fact.key, "") for fact in _FIELDS]


def test_the_panel_writes_a_question_from_the_fields_of_its_programme():
    made = panel()
    filled = values(employees_before=" 40 ", headquarters_moves="true", company_size="sme", zone="none")
    assert made.question("harbour-grant", filled, "en") == (
        "Am I eligible for Harbour Grant? regular employees at the present site: 40; zone of the new site: none of these; headquarters move: yes"
    )
    assert made.question("", filled, "ko") == "어떤 지원을 받을 수 있나요? 기업 규모: 중소기업; 기존 사업장의 상시고용인원: 40"
    assert made.question("harbour-grant", values(), "en") == ""


def test_only_the_fields_that_matter_are_shown():
    made = panel()
    shown = made.opened("harbour-grant", "en")
    visible = {fact.key for fact, field in zip(_FIELDS, made.fields, strict=True) if shown[field]["visible"]}
    assert visible == set(FORMS[1].facts)
