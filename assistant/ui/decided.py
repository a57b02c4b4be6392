"""A decision as escaped HTML: conditions with their clauses, the estimate with its steps, duties, and several programmes as a table."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.eligibility.wording import krw
from assistant.records import Citation, Decision, EstimateStep, Judged, Language, Overview, Reply, Saying
from assistant.ui.cards import card_id
from assistant.ui.markup import text
from assistant.ui.words import WORDS


def decided(number: int, reply: Reply, language: Language) -> str:
    """What the reply's decision holds beyond its sentences; empty where there is none. `number` is the exchange's, from 0."""
    if reply.decision is None:
        return ""
    if "fits" in reply.decision:
        return _overview(Overview.model_validate(reply.decision), language)
    return _Decided(number, reply, language).html(Decision.model_validate(reply.decision))


class _Decided:
    """One decision; clauses are shown as the numbers of the reply's citations."""

    def __init__(self, number: int, reply: Reply, language: Language) -> None:
        self._number, self._words, self._language = number, WORDS[language], language
        self._index = {(c.document, c.start): i for i, c in enumerate(reply.citations)}

    def html(self, decision: Decision) -> str:
        words = self._words
        parts = [
            f'<section class="pa-aside pa-decided" lang="{decision.language}">',
            f"<h3>{text(words.conditions)}</h3>",
            '<ul class="pa-conditions">',
            *map(self._condition, decision.conditions),
            "</ul>",
            *self._estimate(decision),
            *self._sayings(words.duties, decision.duties if decision.verdict != "not_eligible" else ()),
            *self._sayings(words.exclusions, decision.exclusions if decision.verdict != "not_eligible" else ()),
            *self._sayings(words.to_know, decision.notices),
            *self._sayings(words.where_to_apply, decision.where_to_apply if decision.verdict != "not_eligible" else ()),
            "</section>",
        ]
        return "\n".join(parts)

    def _condition(self, condition: Judged) -> str:
        words = self._words
        given = [f"{label}: {value}" for label, value in ((words.given, condition.value), (words.needed, condition.needed)) if value]
        detail = f'<span class="pa-origin">{text("; ".join(given))}</span>' if given else ""
        state = f'<span class="pa-state pa-{condition.state}" lang="{self._language}">{text(words.states[condition.state])}</span>'
        return f"<li>{state} <span>{text(condition.text)}{self._numbers(condition.citation, *condition.also)}</span>{detail}</li>"

    def _estimate(self, decision: Decision) -> Iterable[str]:
        steps, words = decision.estimate.steps, self._words
        if not steps:
            return
        yield f'<h3>{text(words.estimate)}</h3><table class="pa-steps"><tbody>'
        yield from (self._step(step, decision.language) for step in steps)
        most = decision.estimate.most_krw
        total = words.not_worked_out if most is None else krw(most, decision.language)
        yield f'</tbody><tfoot><tr><th scope="row">{text(words.at_most)}</th><td>{text(total)}</td></tr></tfoot></table>'

    def _step(self, step: EstimateStep, language: Language) -> str:
        amount = "–" if step.amount is None else krw(step.amount, language)
        return f'<tr><th scope="row">{text(step.text)}{self._numbers(step.citation)}</th><td>{text(amount)}</td></tr>'

    def _sayings(self, title: str, sayings: Iterable[Saying]) -> list[str]:
        items = [
            f"<li>{text(self._words.broken) + ' ' if s.broken else ''}{text(s.text)}{self._numbers(s.citation, *s.also)}</li>"
            for s in sayings
        ]
        return [f"<details><summary>{text(title)} ({len(items)})</summary><ul>", *items, "</ul></details>"] if items else []

    def _numbers(self, *citations: Citation | None) -> str:
        """The clauses as numbers that lead to their cards. One that was not verified has none."""
        found = dict.fromkeys(self._index.get((c.document, c.start)) for c in citations if c)
        return "".join(self._reference(i) for i in found if i is not None)

    def _reference(self, index: int) -> str:
        label = text(self._words.source_number.format(number=index + 1))
        return f'&#8288;<a class="pa-ref" href="#{card_id(self._number, index)}" aria-label="{label}">[{index + 1}]</a>'


def _overview(overview: Overview, language: Language) -> str:
    """One row a programme, with a button that asks about it alone."""
    words = WORDS[language]
    lines = [
        f'<section class="pa-aside pa-decided" lang="{overview.language}">',
        f'<details><summary>{text(words.all_programmes.format(count=len(overview.fits)))}</summary><ul class="pa-conditions">',
    ]
    for fit in overview.fits:
        most = "" if fit.most_krw is None else f" · {words.at_most} {krw(fit.most_krw, overview.language)}"
        state = {"eligible": "met", "not_eligible": "not_met", "needs_facts": "unknown"}[fit.verdict]
        why = f'<span class="pa-origin">{text("; ".join(fit.why))}</span>' if fit.why else ""
        badge = f'<span class="pa-state pa-{state}" lang="{language}">{text(words.fits[fit.verdict])}</span>'
        ask = text(WORDS[overview.language].check_ask.format(programme=fit.name))
        name = f'<button type="button" data-ask="{ask}">{text(fit.name)}</button>'
        lines.append(f"<li>{badge} {name}{text(most)}{why}</li>")
    return "\n".join([*lines, "</ul></details>", "</section>"])
