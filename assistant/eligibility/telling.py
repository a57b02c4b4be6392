"""Decision -> Reply: what is decided, by which clauses, the estimate with its steps, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.eligibility.checklist import Checklist
from assistant.eligibility.facts import BY_KEY, Value
from assistant.eligibility.known import Known
from assistant.eligibility.telling_words import say
from assistant.eligibility.wording import krw, said
from assistant.records import Citation, Decision, FactQuestion, Fit, FollowUp, Judged, Language, Overview, Reply, Sentence, Status

# Conditions and programmes that are told in sentences; the decision holds all of them.
_TOLD = 6
# Quotes behind the sentence that sums up; every condition carries its own.
_LEAD = 3
_STATES: Mapping[str, Status] = {
    "eligible": Status.ELIGIBLE,
    "not_eligible": Status.NOT_ELIGIBLE,
    "needs_facts": Status.NEEDS_FACTS,
}


class _Draft:
    """Sentences with the citations that they rest on, each of these once."""

    def __init__(self) -> None:
        self.sentences: list[Sentence] = []
        self.citations: list[Citation] = []
        self._index: dict[tuple[str, int], int] = {}

    def add(self, text: str, *citations: Citation | None) -> None:
        """One sentence more."""
        self.sentences.append(Sentence(text=text, citations=tuple(dict.fromkeys(self.cite(c) for c in citations if c))))

    def cite(self, citation: Citation) -> int:
        """The index of a citation."""
        key = (citation.document, citation.start)
        if key not in self._index:
            self._index[key] = len(self.citations)
            self.citations.append(citation)
        return self._index[key]


def tell(decision: Decision, follow_up: FactQuestion | None) -> Reply:
    """The reply that one decision makes. `follow_up` is the question back, if there is one."""
    draft, language = _Draft(), decision.language
    failing = [c for c in decision.conditions if c.state == "not_met"]
    waiting = [c for c in decision.conditions if c.state == "unknown"]
    counts = {"name": decision.name, "failing": len(failing), "waiting": len(waiting), "total": len(decision.conditions)}
    lead = failing or waiting or list(decision.conditions)
    draft.add(say(decision.verdict, language, **counts), *(c.citation for c in lead[:_LEAD]))
    for condition in failing:
        draft.add(_condition("failing", condition, language), condition.citation, *condition.also)
    if decision.what_would_change:
        draft.add(say("change", language, changes="; ".join(decision.what_would_change)), *(c.citation for c in failing))
    for condition in waiting[:_TOLD] if not failing else ():
        draft.add(_condition("waiting", condition, language), condition.citation, *condition.also)
    _tell_estimate(draft, decision)
    for citation in _further(decision):
        draft.cite(citation)
    return Reply(
        status=_STATES[decision.verdict],
        language=language,
        answer=tuple(draft.sentences),
        citations=tuple(draft.citations),
        decision=decision.model_dump(mode="json"),
        follow_up=plain_question(follow_up),
    )


def tell_all(decisions: Sequence[Decision], follow_up: FactQuestion | None) -> Reply:
    """The reply that several decisions make: what fits, what waits for what, what does not fit and why."""
    draft, language = _Draft(), decisions[0].language
    groups = {state: [d for d in decisions if d.verdict == state] for state in _STATES}
    counts = {state: len(found) for state, found in groups.items()}
    shown = [*groups["eligible"], *groups["needs_facts"][:_TOLD]]
    leads = (shown or list(decisions))[:_LEAD]
    draft.add(say("all", language, total=len(decisions), **counts), *(d.conditions[0].citation for d in leads if d.conditions))
    for decision in shown:
        most = decision.estimate.most_krw
        key = decision.verdict + ("_all" if most is None else "_all_most")
        words = {"name": decision.name, "most": krw(most or 0, language), "missing": _missing(decision)}
        steps = [s.citation for s in decision.estimate.steps if most is not None]
        draft.add(say(key, language, **words), *(c.citation for c in _telling(decision)), *steps)
    for decision in groups["not_eligible"][: max(_TOLD - len(shown), 0)]:
        why = _telling(decision)
        draft.add(say("not_eligible_all", language, name=decision.name, why="; ".join(c.text for c in why)), *(c.citation for c in why))
    overview = Overview(language=language, date=decisions[0].date, fits=tuple(map(_fit, decisions)), follow_up=follow_up)
    # One more fact may open more: until then nothing is said of the whole.
    status = next((state for state in ("needs_facts", "eligible") if groups[state]), "not_eligible")
    return Reply(
        status=_STATES[status],
        language=language,
        answer=tuple(draft.sentences),
        citations=tuple(draft.citations),
        decision=overview.model_dump(mode="json"),
        follow_up=plain_question(follow_up),
    )


def tell_checklist(found: Checklist, language: Language) -> Reply:
    """The conditions that a document without rules states, each quoted; nothing is decided."""
    name = say("unruled", language, title=found.title, count=len(found.items))
    return Reply(
        status=Status.PARTIAL if found.items else Status.NOT_IN_DOCUMENTS,
        language=language,
        answer=tuple(Sentence(text=item.quote, citations=(n,)) for n, item in enumerate(found.items)),
        citations=found.items,
        notices=(name,),
    )


def understood(facts: Mapping[str, Value], known: Known, language: Language) -> str:
    """The facts as they were understood, to be corrected: "company size: SME; age: 34"."""
    told = "; ".join(f"{BY_KEY[key].name(language)}: {said(key, value, known, language)}" for key, value in facts.items())
    return say("understood", language, facts=told)


def doubtful(doubt: str, language: Language) -> str:
    """What can't be used, with the fact's name in the reader's language."""
    key, _, detail = doubt.partition(":")
    return say("doubt", language, name=BY_KEY[key].name(language), detail=detail.strip()) if key in BY_KEY else doubt


def plain_question(asked: FactQuestion | None) -> FollowUp | None:
    """The question back without what only a decision needs."""
    return FollowUp(question=asked.question, choices=asked.choices) if asked else None


def _tell_estimate(draft: _Draft, decision: Decision) -> None:
    estimate, language = decision.estimate, decision.language
    for step in estimate.steps:
        amount = "" if step.amount is None else f" = {krw(step.amount, language)}"
        draft.add(f"{step.text}{amount}", step.citation)
    if estimate.most_krw is not None:
        key = "most" if decision.verdict == "eligible" else "most_if"
        words = say(key, language, most=krw(estimate.most_krw, language))
        draft.add(words, *(step.citation for step in estimate.steps))


def _condition(key: str, condition: Judged, language: Language) -> str:
    bounds = [say(name, language, words=words) for name, words in (("value", condition.value), ("needed", condition.needed)) if words]
    text = say(key, language, text=condition.text.rstrip("."))
    return f"{text} ({'; '.join(bounds)})" if bounds else text


def _telling(decision: Decision) -> list[Judged]:
    """The conditions that a verdict hangs on."""
    state = {"eligible": "met", "not_eligible": "not_met", "needs_facts": "unknown"}[decision.verdict]
    return [c for c in decision.conditions if c.state == state][:_TOLD]


def _missing(decision: Decision) -> str:
    names = [BY_KEY[key].name(decision.language) for key in decision.missing[:_TOLD]]
    return ", ".join(names) or "; ".join(c.text for c in _telling(decision))


def _fit(decision: Decision) -> Fit:
    why = tuple(c.text for c in _telling(decision)) if decision.verdict == "not_eligible" else ()
    if decision.verdict == "needs_facts":
        why = (say("waits", decision.language, missing=_missing(decision)),)
    return Fit(programme=decision.programme, name=decision.name, verdict=decision.verdict, most_krw=decision.estimate.most_krw, why=why)


def _further(decision: Decision) -> Iterable[Citation]:
    """What the decision quotes beside its sentences."""
    yield from (citation for c in decision.conditions for citation in (c.citation, *c.also))
    sayings = (*decision.duties, *decision.steps, *decision.deadlines, *decision.exclusions, *decision.where_to_apply, *decision.notices)
    yield from (citation for s in sayings for citation in (s.citation, *s.also) if citation)
