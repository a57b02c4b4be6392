"""Every expected value is worked out by hand beside it. The document says F1 "The rate is 30 %.", F2 "The cap is KRW 5 billion." and F3."""

import pytest
from evals_fakes import CAP, OFFICE, RATE, quote

from assistant.records import Sentence, Status
from evals import metrics


def test_a_right_answer(make_outcome):
    outcome = make_outcome()
    scores = {name: metric(outcome) for name, metric in metrics.METRICS.items()}
    assert scores == {
        "strict_accuracy": 1,
        "in_scope_answered": 1,
        "right_abstention": None,  # the case accepts an answer only
        "status_right": 1,
        "musts_said": 1,
        "must_nots_absent": None,  # nothing is forbidden
        "quotes_exact": 1,
        "gold_in_five": 1,
        "gold_share": 1,
        "citation_precision": 1,
        "citation_recall": 1,
        "no_invented_figures": 1,  # 30 stands in the quote
    }


def test_every_metric_defines_itself():
    assert all(metric.__doc__ for metric in metrics.METRICS.values())
    assert set(metrics.HEADLINE) <= set(metrics.METRICS)


@pytest.mark.parametrize("status", ["not_in_documents", "out_of_scope", "blocked", "needs_facts"])
def test_an_abstention_a_refusal_and_a_question_back_are_no_answers(make_outcome, status):
    assert metrics.in_scope_answered(make_outcome(status=Status(status), text="", citations=())) == 0


def test_gold_facts_alone_do_not_put_a_case_in_scope(make_outcome):
    assert metrics.in_scope_answered(make_outcome(accepts=["not_in_documents"], kind="unanswerable")) is None
    assert metrics.in_scope_answered(make_outcome(facts=[])) is None


@pytest.mark.parametrize("status", ["answered", "partial", "depends", "eligible", "not_eligible", "conflict", "superseded_only"])
def test_answers_count_whether_right_or_wrong(make_outcome, status):
    assert metrics.in_scope_answered(make_outcome(status=Status(status))) == 1


NOT_THERE = {"kind": "unanswerable", "facts": [], "must": [], "accepts": ["not_in_documents"]}


def test_a_right_abstention_is_all_that_an_unanswerable_case_asks(make_outcome):
    outcome = make_outcome(text="", status=Status.NOT_IN_DOCUMENTS, citations=(), **NOT_THERE)
    scores = {name: metric(outcome) for name, metric in metrics.METRICS.items()}
    scored = {name: value for name, value in scores.items() if value is not None}
    assert scored == {"strict_accuracy": 1, "right_abstention": 1, "status_right": 1}


def test_the_other_abstention_abstains_but_its_status_is_wrong(make_outcome):
    outcome = make_outcome(text="", status=Status.OUT_OF_SCOPE, citations=(), **NOT_THERE)
    assert (metrics.right_abstention(outcome), metrics.status_right(outcome), metrics.strict_accuracy(outcome)) == (1, 0, 0)


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.BLOCKED])
def test_an_answer_or_a_block_is_no_abstention(make_outcome, status):
    assert metrics.right_abstention(make_outcome(status=status, **NOT_THERE)) == 0


def test_every_must_have_has_to_be_said(make_outcome):
    must = [["30 %", "30 percent"], ["cap", "ceiling"]]
    assert metrics.musts_said(make_outcome("The rate is 30 percent; the ceiling is open.", must=must)) == 1
    one_missing = make_outcome("The rate is 30 percent.", must=must)
    assert metrics.musts_said(one_missing) == 0
    assert metrics.missing_musts(one_missing) == [("cap", "ceiling")]
    assert metrics.strict_accuracy(one_missing) == 0


def test_quotes_are_not_read_for_must_haves(make_outcome):
    assert metrics.musts_said(make_outcome("See the source.", citations=(RATE,))) == 0


def test_only_the_first_120_words_are_read(make_outcome):
    # 119 words and then "rate" is the 120th; with 120 before it, it is the 121st.
    assert metrics.musts_said(make_outcome("word " * 119 + "rate", must=[["rate"]])) == 1
    assert metrics.musts_said(make_outcome("word " * 120 + "rate", must=[["rate"]])) == 0


def test_must_haves_are_unscored_for_an_acceptable_abstention_only(make_outcome):
    silent = {"text": "", "status": Status.NOT_IN_DOCUMENTS, "citations": ()}
    accepted = make_outcome(**silent, accepts=["answered", "not_in_documents"])
    assert (metrics.musts_said(accepted), metrics.strict_accuracy(accepted)) == (None, 1)
    assert metrics.musts_said(make_outcome(**silent)) == 0


def test_a_forbidden_phrase_counts_however_late_it_comes(make_outcome):
    assert metrics.must_nots_absent(make_outcome(must_not=["40 %"])) == 1
    late = make_outcome("The rate is 30 %. " + "word " * 200 + "40 %", must_not=["40 %"])
    assert (metrics.must_nots_absent(late), metrics.musts_said(late), metrics.strict_accuracy(late)) == (0, 1, 0)


def test_one_wrong_quote_among_two_fails(make_outcome):
    wrong = make_outcome(citations=(RATE, quote(18, 43, "The cap is KRW 6 billion.")))
    assert (metrics.quotes_exact(wrong), metrics.strict_accuracy(wrong)) == (0, 0)
    assert metrics.quotes_exact(make_outcome(citations=(RATE, CAP))) == 1
    assert metrics.quotes_exact(make_outcome(citations=())) is None


def test_gold_found(make_outcome):
    # F1 and F3 of F1, F2, F3 are found: 2 of 3.
    outcome = make_outcome(facts=["F1", "F2", "F3"], found=(("F1", "F9"), ("F3",)))
    assert metrics.gold_share(outcome) == pytest.approx(2 / 3)
    assert metrics.gold_in_five(outcome) == 1
    assert metrics.gold_in_five(make_outcome(found=(("F9",),))) == 0
    assert metrics.gold_in_five(make_outcome(facts=[])) is None


def test_citation_precision_and_recall(make_outcome):
    # Cited: F1, F2, F3. Gold: F1, F2, F8, F9. Precision: 2 of 3 citations. Recall: 2 of 4 facts.
    outcome = make_outcome(citations=(RATE, CAP, OFFICE), facts=["F1", "F2", "F8", "F9"])
    assert metrics.citation_precision(outcome) == pytest.approx(2 / 3)
    assert metrics.citation_recall(outcome) == 0.5


def test_an_answer_without_citations_has_no_precision_and_recall_0(make_outcome):
    outcome = make_outcome(citations=())
    assert (metrics.citation_precision(outcome), metrics.citation_recall(outcome)) == (None, 0)


def test_citations_that_no_sentence_rests_on_do_not_count(make_outcome):
    outcome = make_outcome(citations=(RATE, OFFICE))
    reply = outcome.generated.reply.model_copy(update={"answer": (Sentence(text="The rate is 30 %.", citations=(0,)),)})
    first_only = metrics.Outcome(outcome.case, outcome.generated.model_copy(update={"reply": reply}))
    assert metrics.citation_precision(outcome) == 0.5
    assert metrics.citation_precision(first_only) == 1


def test_invented_figures(make_outcome):
    outcome = make_outcome("As of 2026-01-31 the rate is 30 % and the cap KRW 5 billion for 7 years.", citations=(RATE, CAP))
    assert metrics.invented_figures(outcome) == ["7"]
    assert metrics.no_invented_figures(outcome) == 0
    assert metrics.no_invented_figures(make_outcome("There is a rate.")) is None


def test_context_and_dates_in_force_support_a_figure(make_outcome):
    citation = RATE.model_copy(update={"context": "Rates › Table of 2024", "effective_from": "2026-02-10"})
    assert metrics.invented_figures(make_outcome("In 2024 it was 30 %, from 10 February 2026 too.", citations=(citation,))) == []


def test_an_error_is_never_right(make_outcome):
    outcome = make_outcome(status=Status.BLOCKED, text="", citations=(), accepts=["blocked", "answered"])
    failed = metrics.Outcome(outcome.case, outcome.generated.model_copy(update={"error": "too odd"}))
    assert metrics.status_right(outcome) == 1
    assert (metrics.status_right(failed), metrics.strict_accuracy(failed)) == (0, 0)
