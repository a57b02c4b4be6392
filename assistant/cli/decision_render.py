"""A Decision as text for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.eligibility.facts import BY_KEY
from assistant.eligibility.plan import timeline
from assistant.eligibility.wording import krw
from assistant.records import Citation, Decision, Language, Overview, Saying

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "eligible": "Eligible",
        "not_eligible": "Not eligible",
        "needs_facts": "More facts are needed",
        "met": "met",
        "not_met": "not met",
        "unknown": "not known",
        "as of": "as of {0}, under {1}",
        "no version": "no version in force",
        "condition": "Condition",
        "state": "State",
        "given": "Given",
        "needed": "Needed",
        "clause": "Clause",
        "at most": "At most",
        "step": "Estimate",
        "amount": "Amount",
        "open amount": "can't be worked out",
        "change": "What would change it",
        "missing": "Not known yet",
        "ask": "Next question",
        "plan": "What to do, and by when",
        "duties": "Duties",
        "exclusions": "Can't be combined with",
        "where": "Where to apply",
        "notices": "To know",
        "clauses": "Clauses",
        "broken": "not kept to, by what you say: ",
        "programme": "Programme",
        "verdict": "Verdict",
        "why": "Why",
        "place": "Place",
    },
    "ko": {
        "eligible": "요건 충족",
        "not_eligible": "요건 미충족",
        "needs_facts": "추가 확인 필요",
        "met": "충족",
        "not_met": "미충족",
        "unknown": "알 수 없음",
        "as of": "{0} 기준, {1}",
        "no version": "시행 중인 판 없음",
        "condition": "요건",
        "state": "상태",
        "given": "입력",
        "needed": "기준",
        "clause": "근거",
        "at most": "최대",
        "step": "계산",
        "amount": "금액",
        "open amount": "계산할 수 없음",
        "change": "달라지려면",
        "missing": "아직 모르는 사실",
        "ask": "다음 질문",
        "plan": "할 일과 기한",
        "duties": "의무",
        "exclusions": "함께 받을 수 없는 제도",
        "where": "신청처",
        "notices": "참고",
        "clauses": "근거 문장",
        "broken": "입력한 내용과 어긋남: ",
        "programme": "제도",
        "verdict": "판정",
        "why": "이유",
        "place": "지역",
    },
}
_COLOURS = {"eligible": "green", "needs_facts": "yellow", "not_eligible": "red", "met": "green", "unknown": "yellow", "not_met": "red"}


class _Numbers:
    """Numbers the clauses in the order in which they are named."""

    def __init__(self) -> None:
        self.citations: dict[tuple[str, int], Citation] = {}

    def of(self, *citations: Citation | None) -> str:
        """The bracketed numbers of the clauses."""
        keys = [(c.document, c.start) for c in citations if c]
        for key, citation in zip(keys, (c for c in citations if c), strict=True):
            self.citations.setdefault(key, citation)
        order = list(self.citations)
        return " ".join(f"[{order.index(key) + 1}]" for key in dict.fromkeys(keys))


def print_decision(decision: Decision, console: Console) -> None:
    """Verdict, conditions, estimate, what is missing or would change it, the plan, and every clause."""
    words, numbers = _WORDS[decision.language], _Numbers()
    head = words["as of"].format(decision.date, decision.version or words["no version"])
    console.print(Text(f"{words[decision.verdict]}: {decision.name}", style=f"bold {_COLOURS[decision.verdict]}"))
    console.print(Text(head, style="dim"))
    table = Table(words["condition"], words["state"], words["given"], words["needed"], words["clause"])
    for one in decision.conditions:
        state = Text(words[one.state], style=_COLOURS[one.state])
        table.add_row(Text(one.text), state, Text(one.value or "–"), Text(one.needed or "–"), Text(numbers.of(one.citation, *one.also)))
    console.print(table)
    _print_estimate(decision, console, numbers)
    _print_list(words["change"], decision.what_would_change, console)
    if decision.missing:
        _print_list(words["missing"], [f"{BY_KEY[key].name(decision.language)} ({key})" for key in decision.missing], console)
    if decision.follow_up:
        choices = f" ({' / '.join(decision.follow_up.choices)})" if decision.follow_up.choices else ""
        _print_list(words["ask"], [f"{decision.follow_up.question}{choices}  --fact {decision.follow_up.fact}=…"], console)
    if decision.verdict != "not_eligible":
        _print_list(words["plan"], [f"{line.text} {numbers.of(line.citation)}" for line in timeline(decision, {})], console)
        _print_sayings(words["duties"], decision.duties, console, numbers, words["broken"])
        _print_sayings(words["exclusions"], decision.exclusions, console, numbers)
        _print_sayings(words["where"], decision.where_to_apply, console, numbers)
    _print_sayings(words["notices"], decision.notices, console, numbers)
    console.print(Text(words["clauses"], style="bold"))
    for number, citation in enumerate(numbers.citations.values(), 1):
        sources = "; ".join(f"{s.title} ({s.kind}, {s.date or '–'})" for s in citation.sources)
        console.print(Padding(Text(f"[{number}] {citation.document}: “{citation.quote}”"), (0, 0, 0, 2)))
        console.print(Padding(Text(sources, style="dim"), (0, 0, 0, 6)))


def print_overview(decisions: Sequence[Decision], console: Console) -> None:
    """One row per decision: what fits first, with its amount, or why not, or what is missing."""
    if not decisions:
        return
    words = _WORDS[decisions[0].language]
    places = any(decision.place for decision in decisions)
    table = Table(words["place"] if places else words["programme"], words["verdict"], words["at most"], words["why"])
    for decision in decisions:
        most = decision.estimate.most_krw
        table.add_row(
            Text(decision.place or decision.name),
            Text(words[decision.verdict], style=_COLOURS[decision.verdict]),
            Text("–" if most is None else krw(most, decision.language), justify="right"),
            Text(_why(decision, words)),
        )
    console.print(table)


def print_decided(decision: Mapping[str, object], console: Console) -> None:
    """What a reply's decision adds to its sentences, without the clauses, which the reply quotes: conditions, or every programme."""
    if "fits" in decision:
        overview = Overview.model_validate(decision)
        words = _WORDS[overview.language]
        table = Table(words["programme"], words["verdict"], words["at most"], words["why"])
        for fit in overview.fits:
            most = "–" if fit.most_krw is None else krw(fit.most_krw, overview.language)
            verdict = Text(words[fit.verdict], style=_COLOURS[fit.verdict])
            table.add_row(Text(fit.name), verdict, Text(most, justify="right"), Text("; ".join(fit.why)))
        console.print(table)
        return
    one = Decision.model_validate(decision)
    words = _WORDS[one.language]
    table = Table(words["condition"], words["state"], words["given"], words["needed"])
    for condition in one.conditions:
        state = Text(words[condition.state], style=_COLOURS[condition.state])
        table.add_row(Text(condition.text), state, Text(condition.value or "–"), Text(condition.needed or "–"))
    console.print(table)


def _why(decision: Decision, words: dict[str, str]) -> str:
    """The conditions that fail or are open, what is missing, and what it can't be combined with."""
    state = {"not_eligible": "not_met", "needs_facts": "unknown"}.get(decision.verdict)
    parts = [one.text for one in decision.conditions if one.state == state]
    if decision.verdict == "needs_facts" and decision.missing:
        parts = [f"{words['missing']}: {', '.join(decision.missing)}"]
    if decision.exclusions and decision.verdict != "not_eligible":
        parts.append(f"{words['exclusions']}: {', '.join(saying.id for saying in decision.exclusions)}")
    return "; ".join(parts)


def _print_estimate(decision: Decision, console: Console, numbers: _Numbers) -> None:
    estimate, words = decision.estimate, _WORDS[decision.language]
    if not estimate.steps:
        return
    table = Table(words["step"], words["amount"], words["clause"], show_footer=False)
    table.columns[1].justify = "right"
    for step in estimate.steps:
        amount = "–" if step.amount is None else krw(step.amount, decision.language)
        table.add_row(Text(step.text), Text(amount), Text(numbers.of(step.citation)))
    most = words["open amount"] if estimate.most_krw is None else krw(estimate.most_krw, decision.language)
    table.add_section()
    table.add_row(Text(words["at most"], style="bold"), Text(most, style="bold"), "")
    console.print(table)


def _print_list(title: str, lines: Sequence[str], console: Console) -> None:
    if lines:
        console.print(Text(title, style="bold"))
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))


def _print_sayings(title: str, sayings: Sequence[Saying], console: Console, numbers: _Numbers, broken: str = "") -> None:
    lines = [f"{broken if s.broken else ''}{s.text} {numbers.of(s.citation, *s.also)}" for s in sayings]
    _print_list(title, lines, console)
