"""A Reply as text for the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from assistant.cli.decision_render import print_decided
from assistant.records import Citation, Language, Reply, Source, Status

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "answered": "Answer",
        "partial": "Part of the answer",
        "depends": "It depends on the case",
        "needs_facts": "One more fact is needed",
        "eligible": "The conditions are met",
        "not_eligible": "The conditions are not met",
        "out_of_scope": "Not what these documents are about",
        "blocked": "Not answered",
        "conflict": "The sources disagree",
        "superseded_only": "No longer in force",
        "not_in_documents": "Not in the documents",
        "restated": "restated from",
        "quoted": "quoted from",
        "undated": "undated",
        "in force since": "in force since {0}",
        "in force": "in force",
        "from to": "in force from {0} to {1}",
        "until": "in force until {0}",
        "ended": "no longer in force",
        "as of": "As of {0}",
    },
    "ko": {
        "answered": "답변",
        "partial": "답변의 일부",
        "depends": "경우에 따라 다름",
        "needs_facts": "확인할 사실이 하나 더 있음",
        "eligible": "요건을 충족함",
        "not_eligible": "요건을 충족하지 않음",
        "out_of_scope": "이 문서들이 다루지 않는 내용",
        "blocked": "답하지 않음",
        "conflict": "출처마다 내용이 다름",
        "superseded_only": "더 이상 시행되지 않음",
        "not_in_documents": "문서에 없음",
        "restated": "다음 출처를 다시 정리함:",
        "quoted": "인용:",
        "undated": "날짜 없음",
        "in force since": "{0}부터 시행",
        "in force": "시행 중",
        "from to": "{0}부터 {1}까지 시행",
        "until": "{0}까지 시행",
        "ended": "더 이상 시행되지 않음",
        "as of": "{0} 기준",
    },
}
_COLOURS = {
    Status.ANSWERED: "green",
    Status.ELIGIBLE: "green",
    Status.NEEDS_FACTS: "yellow",
    Status.CONFLICT: "yellow",
    Status.SUPERSEDED_ONLY: "yellow",
}


def print_reply(reply: Reply, console: Console) -> None:
    """Status, answer with numbers, notices, then each quote with its place, period and sources."""
    words = _WORDS[reply.language]
    colour = _COLOURS.get(reply.status, "red")
    console.print(Text(f"{words[reply.status]} · {words['as of'].format(reply.as_of)}", style=f"bold {colour}"))
    for sentence in reply.answer:
        numbers = "".join(f" [{i + 1}]" for i in sentence.citations)
        console.print(Text(f"{sentence.text}{numbers}"))
        for problem in sentence.problems:
            console.print(Text(f"  ! {problem.kind}: {problem.detail}", style="yellow"))
    for notice in reply.notices:
        console.print(Text(notice, style="italic"))
    if reply.follow_up:
        choices = f" ({' / '.join(reply.follow_up.choices)})" if reply.follow_up.choices else ""
        console.print(Text(f"→ {reply.follow_up.question}{choices}", style="bold"))
    if reply.contact:
        console.print(Text(reply.contact))
    if reply.decision:
        print_decided(reply.decision, console)
    for number, citation in enumerate(reply.citations, 1):
        console.print()
        _print_citation(number, citation, reply.language, console)


def period(citation: Citation, language: Language) -> str:
    """From when to when the quoted text is in force, in words."""
    words = _WORDS[language]
    start, end = citation.effective_from, citation.effective_to
    if not citation.in_force and not end:
        return words["ended"]
    if start and end:
        return words["from to"].format(start, end)
    if start:
        return words["in force since"].format(start)
    return words["until"].format(end) if end else words["in force"]


def _print_citation(number: int, citation: Citation, language: Language, console: Console) -> None:
    words = _WORDS[language]
    place = " › ".join([citation.title, *citation.section, *([citation.locator] if citation.locator else [])])
    console.print(Text(f"[{number}] {place}", style="bold"))
    if citation.context:
        console.print(Padding(Text(citation.context, style="dim"), (0, 0, 0, 4)))
    console.print(Padding(Text(f"“{citation.quote}”"), (0, 0, 0, 4)))
    console.print(
        Padding(Text(f"{citation.document} {citation.start}-{citation.end}, {period(citation, language)}", style="dim"), (0, 0, 0, 4))
    )
    label = words["restated"] if citation.restated else words["quoted"]
    for source in citation.sources:
        console.print(Padding(Text(f"{label} {_source(source, words['undated'])}", style="dim"), (0, 0, 0, 4)))


def _source(source: Source, undated: str) -> str:
    note = f", {source.note}" if source.note else ""
    return f"{source.title} ({source.kind}, {source.date or undated}{note}) {source.url}"
