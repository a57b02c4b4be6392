"""The metrics: each is one function with its own definition. A metric that does not apply to a case is None and left out, never 0."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.records import Status
from evals.cases import ABSTENTIONS, Case
from evals.figures import figures, invented
from evals.subject import Generated
from evals.wording import first_words, says, says_any

WORDS_READ = 120
# Asking back is no answer yet; refusing is none at all.
NO_ANSWER = ABSTENTIONS | {Status.NEEDS_FACTS, Status.BLOCKED}


@dataclass(frozen=True)
class Outcome:
    """A case and what came of it."""

    case: Case
    generated: Generated

    @property
    def text(self) -> str:
        """The answer's sentences; quotes and citations are not part of it."""
        return " ".join(sentence.text for sentence in self.generated.reply.answer)

    @property
    def cited_by_answer(self) -> list[int]:
        """Indexes of the citations that some sentence of the answer rests on."""
        count = len(self.generated.reply.citations)
        return sorted({i for sentence in self.generated.reply.answer for i in sentence.citations if 0 <= i < count})


def status_right(outcome: Outcome) -> float | None:
    """The reply's status is one of the case's acceptable ones."""
    return float(outcome.generated.error is None and outcome.generated.reply.status in outcome.case.status)


def missing_musts(outcome: Outcome) -> list[tuple[str, ...]]:
    """The must-haves of which no alternative is said in the answer's first 120 words."""
    text = first_words(outcome.text, WORDS_READ)
    return [alternatives for alternatives in outcome.case.must if not says_any(text, alternatives)]


def musts_said(outcome: Outcome) -> float | None:
    """Every must-have is said in the answer's first 120 words. Unscored without must-haves and for an acceptable abstention."""
    accepted_abstention = outcome.generated.reply.status in ABSTENTIONS and status_right(outcome)
    if not outcome.case.must or accepted_abstention:
        return None
    return float(not missing_musts(outcome))


def must_nots_absent(outcome: Outcome) -> float | None:
    """The answer, however long, says none of the forbidden phrases. Unscored where the case forbids none."""
    if not outcome.case.must_not:
        return None
    return float(not any(says(outcome.text, phrase) for phrase in outcome.case.must_not))


def quotes_exact(outcome: Outcome) -> float | None:
    """Every citation's quote is the canonical text between its offsets. Unscored without citations."""
    citations, cited = outcome.generated.reply.citations, outcome.generated.cited
    if not citations:
        return None
    return float(len(cited) == len(citations) and all(c.quote == at.actual for c, at in zip(citations, cited, strict=True)))


def strict_accuracy(outcome: Outcome) -> float | None:
    """Status right, must-haves said, nothing forbidden said and every quote exact; what does not apply does not count against it."""
    parts = (status_right(outcome), musts_said(outcome), must_nots_absent(outcome), quotes_exact(outcome))
    return float(all(part in (None, 1.0) for part in parts))


def in_scope_answered(outcome: Outcome) -> float | None:
    """An answerable case got an answer: no abstention, question back or refusal. Unscored for cases that are not answerable."""
    return float(outcome.generated.reply.status not in NO_ANSWER) if outcome.case.answerable else None


def right_abstention(outcome: Outcome) -> float | None:
    """A case that accepts abstentions only got one. Unscored for all other cases."""
    return float(outcome.generated.reply.status in ABSTENTIONS) if outcome.case.abstention_only else None


def gold_in_five(outcome: Outcome) -> float | None:
    """Any gold fact is in the first five chunks found. Unscored without gold facts."""
    share = gold_share(outcome)
    return None if share is None else float(share > 0)


def gold_share(outcome: Outcome) -> float | None:
    """Share of the gold facts that are in the first five chunks found. Unscored without gold facts."""
    gold = set(outcome.case.facts)
    seen = {label for found in outcome.generated.found for label in found.references}
    return len(gold & seen) / len(gold) if gold else None


def citation_precision(outcome: Outcome) -> float | None:
    """Share of the answer's citations that carry a gold fact. Unscored without gold facts or citations."""
    gold, cited = set(outcome.case.facts), outcome.cited_by_answer
    if not gold or not cited:
        return None
    return sum(not gold.isdisjoint(outcome.generated.cited[i].references) for i in cited) / len(cited)


def citation_recall(outcome: Outcome) -> float | None:
    """Share of the gold facts that the answer's citations carry; 0 for an answer without citations. Unscored without gold facts."""
    gold = set(outcome.case.facts)
    carried = {label for i in outcome.cited_by_answer for label in outcome.generated.cited[i].references}
    return len(gold & carried) / len(gold) if gold else None


def invented_figures(outcome: Outcome) -> list[str]:
    """The answer's figures that stand in none of its citations (quote, passage, context, dates in force) and are not the asked date."""
    reply = outcome.generated.reply
    support = [part or "" for c in reply.citations for part in (c.quote, c.passage, c.context, c.title, c.effective_from, c.effective_to)]
    return invented(outcome.text, [*support, reply.as_of])


def no_invented_figures(outcome: Outcome) -> float | None:
    """Every figure of the answer stands in one of its citations. Unscored for an answer without figures."""
    return float(not invented_figures(outcome)) if figures(outcome.text) else None


Metric = Callable[[Outcome], float | None]
# All run from 0 (worst) to 1 (best). A function's name is the metric's name, everywhere.
METRICS: dict[str, Metric] = {
    metric.__name__: metric
    for metric in (
        strict_accuracy,
        in_scope_answered,
        right_abstention,
        status_right,
        musts_said,
        must_nots_absent,
        quotes_exact,
        gold_in_five,
        gold_share,
        citation_precision,
        citation_recall,
        no_invented_figures,
    )
}
HEADLINE = ("strict_accuracy", "in_scope_answered", "right_abstention")
