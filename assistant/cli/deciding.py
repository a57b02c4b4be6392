"""`eligibility`: one programme, all of them, or one in several places side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.console import Console

from assistant.errors import QuestionError
from assistant.records import Decision, Language, Period
from assistant.rulebooks import open_rulebook
from assistant.settings import Settings, today

if TYPE_CHECKING:
    from assistant.eligibility.rulebook import Rulebook
    from assistant.eligibility.situation import Situation

ALL = "all"


class Wish(NamedTuple):
    """What the command was asked for."""

    programme: str
    facts: Sequence[str]
    as_of: str | None
    language: str | None
    destinations: str | None
    export: Path | None
    calendar: Path | None
    events: Sequence[str]


def run(settings: Settings, console: Console, wish: Wish, *, as_json: bool) -> None:
    """Decide and print. Raises QuestionError and SituationError for what can't be meant, CorpusError for a corpus that can't be read."""
    from assistant.cli import decision_render as render

    language = _language(wish.language)
    book = open_rulebook(settings)
    day = _day(wish.as_of) or today(settings)
    situation = _situation(book, wish)
    if wish.destinations:
        decisions = _in_each(book, wish, situation, day, language)
    elif wish.programme == ALL:
        decisions = book.decide_all(situation, day, language)
    else:
        decisions = [book.decide(wish.programme, situation, day, language)]
    single = len(decisions) == 1 and wish.programme != ALL and not wish.destinations
    if wish.export:
        from assistant.cli.exporting import export

        export(decisions, wish.export)
    if wish.calendar:
        _write_calendar(decisions, wish)
    if as_json:
        dumped = [decision.model_dump(mode="json") for decision in decisions]
        console.print_json(data=dumped[0] if single else dumped, ensure_ascii=False)
    elif single:
        render.print_decision(decisions[0], console)
    else:
        render.print_overview(decisions, console)


def named(programme: str | None) -> str:
    """The programme that the command was given. Raises QuestionError where there is none."""
    if programme is None:
        raise QuestionError("There is no programme.", "Write its id, or all, or --document DOC.")
    return programme


def list_conditions(
    settings: Settings, console: Console, document: str, programme: str | None, as_of: str | None, language: str | None, *, as_json: bool
) -> None:
    """Print the conditions that a document states. Raises QuestionError for one that is not there or a programme beside it."""
    from assistant.cli.render import print_reply
    from assistant.eligibility.telling import tell_checklist

    if programme is not None:
        raise QuestionError("--document: expected no programme with it.", "Name one of the two.")
    day = _day(as_of) or today(settings)
    found = open_rulebook(settings).checklist(document, day)
    if as_json:
        console.print_json(found.model_dump_json(), ensure_ascii=False)
        return
    told = tell_checklist(found, _language(language))
    print_reply(told.model_copy(update={"as_of": day.isoformat()}), console)


def _in_each(book: Rulebook, wish: Wish, situation: Situation, day: date, language: Language) -> list[Decision]:
    if wish.programme == ALL:
        raise QuestionError("--destination compares places for one programme, got all.", "Name the programme.")
    names = [name.strip() for name in (wish.destinations or "").split(",") if name.strip()]
    return book.decide_in_each(wish.programme, situation, names, day, language)


def _situation(book: Rulebook, wish: Wish) -> Situation:
    from assistant.eligibility.situation import situation_of

    return situation_of([_pair(fact, "--fact", "company_size=sme") for fact in wish.facts], book.places)


def _pair(text: str, option: str, example: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key.strip() or not value.strip():
        raise QuestionError(f"{option}: expected KEY=VALUE, got {text!r}.", f"Write for example {option} {example}")
    return key.strip(), value.strip()


def _language(text: str | None) -> Language:
    if text is None or text in ("en", "ko"):
        chosen: Literal["en", "ko"] = "ko" if text == "ko" else "en"
        return chosen
    raise QuestionError(f"--lang: expected en or ko, got {text!r}.")


def _day(text: str | None) -> date | None:
    try:
        return Period.parse(text).start if text else None
    except ValueError as error:
        raise QuestionError(f"--as-of: {error}.") from None


def _write_calendar(decisions: Sequence[Decision], wish: Wish) -> None:
    from assistant.cli.calendars import write_calendar

    if len(decisions) != 1 or wish.calendar is None:
        raise QuestionError("--calendar: expected one programme in one place.", "Name one programme and one destination.")
    events: dict[str, date] = {}
    for text in wish.events:
        name, value = _pair(text, "--event", "site_contract=2026-07-01")
        try:
            events[name] = date.fromisoformat(value)
        except ValueError:
            raise QuestionError(f"--event {name}: expected YYYY-MM-DD, got {value!r}.") from None
    write_calendar(decisions[0], events, wish.calendar)
