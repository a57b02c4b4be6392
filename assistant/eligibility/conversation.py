"""What an asker has told in the whole of a conversation, and whether its last turn wants a decision. Later turns override."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import Field

from assistant.eligibility.asked import is_bare, is_polite, is_unsure, looks_up, wants_decision
from assistant.eligibility.facts import BY_KEY, FACTS, Value
from assistant.eligibility.naming import Naming
from assistant.eligibility.places import Places
from assistant.eligibility.reading import names_facts, read_situation
from assistant.eligibility.said import FIRST_PERSON
from assistant.eligibility.situation import contradiction, parse_fact, situation_of
from assistant.errors import SituationError
from assistant.records import Question, Record

# An answer to a question for a fact is short; whatever is longer is read as a text of its own.
_SHORT = 6
_ABOUT = re.compile(r"^(?:about|around|roughly|approximately|some|약|대략|한)\s+", re.I)
_YES_NO = re.compile(r"^(yes|no|예|네|아니오|아니요)\s*[,.]\s*(.+)$", re.I | re.S)
_NAMES = {name.casefold(): fact.key for fact in FACTS for name in (fact.key, fact.en, fact.ko)}
_LISTED = re.compile(
    rf"(?:(?<=^)|(?<=[\s;,?.:]))({'|'.join(sorted(map(re.escape, _NAMES), key=len, reverse=True))})\s*[:=]\s*([^;\n]+)(?:;|\n|$)", re.I
)


class Heard(Record):
    """The facts of a turn or of a conversation.

    `doubts` is one line for each thing that is not sure; `unsettled` says that one of them left a fact out. `unsure` are facts that
    the asker does not know, `zone` is how a zone was named.
    """

    facts: dict[str, Value] = Field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    unsettled: bool = False
    unsure: tuple[str, ...] = ()
    zone: str = ""

    @property
    def tells(self) -> bool:
        """Whether anything was told, usable or not."""
        return bool(self.facts or self.doubts or self.unsure)


def may_decide(question: Question) -> bool:
    """Whether any turn asks for a decision or facts are given: found out before places and rules are looked at."""
    asked = (question.text, *(turn.text for turn in question.history if turn.role == "user"))
    return bool(question.situation) or any(map(wants_decision, asked))


def hear(question: Question, places: Places, naming: Naming, today: date) -> Heard | None:
    """What the asker has told, if the last turn wants a decision about him, else None.

    It wants one where it asks for one and facts have been told, where facts are given beside it, and where it goes on after such
    a turn with further facts, an answer or another programme.
    """
    heard, deciding = Heard(), False
    asked: str | None = None
    for turn in question.history:
        if turn.role == "assistant":
            asked = _fact_asked(turn.text)
            continue
        heard, deciding, _ = _after(heard, turn.text, asked if deciding else None, places, naming, today, deciding=deciding)
        # What was wrong with an earlier turn was said in the reply to it.
        heard = heard.model_copy(update={"doubts": (), "unsettled": False})
        asked = None
    beside = _beside(question, places)
    heard = _merged(heard, beside)
    heard, _, wanted = _after(heard, question.text, asked if deciding else None, places, naming, today, deciding=deciding or beside.tells)
    return heard if (wanted or beside.tells) and heard.tells else None


def _beside(question: Question, places: Places) -> Heard:
    """The facts that are given beside the question."""
    try:
        return Heard(facts=situation_of(question.situation, places).facts)
    except SituationError as error:
        return Heard(doubts=(str(error),), unsettled=True)


def _after(
    before: Heard,
    text: str,
    asked: str | None,
    places: Places,
    naming: Naming,
    today: date,
    *,
    deciding: bool,
) -> tuple[Heard, bool, bool]:
    """What is known after a turn, whether the conversation is about a decision from then on, and whether this turn wants one."""
    # "And the other programme?" is about the same facts.
    renamed = deciding and bool(naming.named(text)) and is_bare(naming.cut(text))
    turn, answers = (Heard(), True) if renamed else _heard_in(text, asked, places, today, deciding=deciding)
    now = _merged(before, turn)
    wanted = answers or (wants_decision(text) and now.tells) or (deciding and turn.tells and not looks_up(text))
    return now, deciding or wanted, wanted


def _heard_in(text: str, asked: str | None, places: Places, today: date, *, deciding: bool) -> tuple[Heard, bool]:
    """What one turn tells, and whether it answers the question that was asked back."""
    turn, rest = _listed(text, places)
    if asked and not turn.tells:
        answer, rest, failed = _answer(asked, rest.strip(), places)
        if answer.tells and not rest:
            return answer, True
        turn = _merged(turn, answer)
    else:
        failed = None
    if deciding and not looks_up(rest) and (place := _lone_place(rest, places)):
        return _merged(turn, Heard(facts={"destination": place})), True
    if FIRST_PERSON.search(rest) or names_facts(rest, places) or (deciding and not looks_up(rest)):
        read = read_situation(rest, places, today)
        turn = _merged(
            turn, Heard(facts=read.situation.facts, doubts=read.doubts, unsettled=read.unsettled, zone=read.situation.said.get("zone", ""))
        )
    # What is short and no question was meant as the answer.
    meant = len(text.split()) <= _SHORT and not (wants_decision(text) or looks_up(text) or is_polite(text))
    if failed and meant and not turn.tells:
        return Heard(doubts=(failed,), unsettled=True), True
    return turn, False


def _answer(asked: str, text: str, places: Places) -> tuple[Heard, str, str | None]:
    """The fact that was asked for, what the text says beyond it, and why it can't be read as that fact."""
    if is_unsure(text):
        return Heard(unsure=(asked,)), "", None
    rest = ""
    if BY_KEY[asked].kind == "boolean" and (match := _YES_NO.match(text)):
        text, rest = match[1], match[2]
    try:
        value = parse_fact(asked, _ABOUT.sub("", text.strip(" .!?。")), places)
    except SituationError as error:
        return Heard(), text, str(error)
    return Heard(facts={asked: value}), rest, None


def _listed(text: str, places: Places) -> tuple[Heard, str]:
    """Facts given as "name: value", with what is left of the text."""
    facts: dict[str, Value] = {}
    doubts: list[str] = []
    for match in _LISTED.finditer(text):
        key = _NAMES[match[1].casefold()]
        try:
            facts[key] = parse_fact(key, match[2].strip(), places)
        except SituationError as error:
            doubts.append(str(error))
    if problem := contradiction(facts):
        doubts.append(f"{problem} Correct one of them.")
        facts = {key: value for key, value in facts.items() if key not in problem}
    return Heard(facts=facts, doubts=tuple(doubts), unsettled=bool(doubts)), _LISTED.sub(" ", text)


def _lone_place(text: str, places: Places) -> str | None:
    """The place that is all that a turn says: "and in …?"."""
    mentions = places.find_in(text, ordinary=True)
    if len(mentions) != 1 or mentions[0].region is None:
        return None
    return mentions[0].region.id if is_bare(text[: mentions[0].start] + " " + text[mentions[0].end :]) else None


def _fact_asked(text: str) -> str | None:
    """The fact that a reply ended by asking for."""
    return next((fact.key for fact in FACTS for words in (fact.ask_en, fact.ask_ko) if text.rstrip().endswith(words)), None)


def _merged(before: Heard, after: Heard) -> Heard:
    """Both, the later one's facts over the earlier one's; of two that can't both be true the later one's stays."""
    facts: Mapping[str, Value] = {**before.facts, **after.facts}
    if problem := contradiction(facts):
        facts = {key: value for key, value in facts.items() if key in after.facts or key not in problem}
    unsure: Iterable[str] = dict.fromkeys((*before.unsure, *after.unsure))
    return Heard(
        facts=dict(facts),
        doubts=tuple(dict.fromkeys((*before.doubts, *after.doubts))),
        unsettled=before.unsettled or after.unsettled,
        unsure=tuple(key for key in unsure if key not in facts),
        zone=after.zone or before.zone,
    )
