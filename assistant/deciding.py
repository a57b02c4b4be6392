"""A question that tells facts about its asker -> the decision as a Reply; every other question is left to the documents' words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from time import perf_counter

from assistant.eligibility.asked import wants_any, wants_decision
from assistant.eligibility.asking import question_for
from assistant.eligibility.conversation import Heard, hear, may_decide
from assistant.eligibility.facts import BY_KEY
from assistant.eligibility.known import known_facts
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.situation import Situation
from assistant.eligibility.telling import doubtful, plain_question, tell, tell_all, tell_checklist, understood
from assistant.eligibility.telling_words import say
from assistant.grounding.decided import check_decided
from assistant.records import Decision, FactQuestion, FollowUp, Language, Question, Reply, Status, language_of
from assistant.retrieval.reading import parse_date

# Of the evaluation's situations so many are decided right.
_CONFIDENCE = 0.98


class Decisions:
    """Decides by the rulebook that `book` opens when it is first needed; quotes are verified against `texts`."""

    def __init__(self, book: Callable[[], Rulebook], texts: Mapping[str, str]) -> None:
        self._book = book
        self._texts = texts

    def reply(self, question: Question, today: date) -> Reply | None:
        """The decision that a cleaned question wants, None where it wants none. Raises QuestionError for an `as_of` that is no date."""
        if not may_decide(question):
            return None
        started, book = perf_counter(), self._book()
        day = parse_date(question.as_of).start if question.as_of else today
        language = question.language or language_of(question.text)
        if wants_decision(question.text) and (document := book.without_rules(question.text)):
            listed = tell_checklist(book.checklist(document.id, day), language)
            fields = {"question": question.text, "as_of": question.as_of or day.isoformat(), "confidence": _CONFIDENCE}
            return check_decided(listed.model_copy(update=fields), self._texts)
        heard = hear(question, book.places, book.naming, day) if book.programmes else None
        if heard is None:
            return None
        decided = self._decided(question, book, heard, day, language)
        fields = {
            "question": question.text,
            "as_of": question.as_of or day.isoformat(),
            "confidence": _CONFIDENCE,
            "notices": _notices(book, heard, day, language, decided),
        }
        if heard.unsettled:
            fields |= {"status": Status.NEEDS_FACTS, "follow_up": _asked_again(book, heard, language) or decided.follow_up}
        reply = check_decided(decided.model_copy(update=fields), self._texts)
        return reply.model_copy(update={"timings_ms": {"decide": round(1000 * (perf_counter() - started), 1)}})

    def _decided(self, question: Question, book: Rulebook, heard: Heard, day: date, language: Language) -> Reply:
        situation = Situation(facts=heard.facts)
        names = _programmes(book, question, heard)
        if not heard.facts and len(names) != 1:
            return Reply(status=Status.NEEDS_FACTS, language=language)
        if len(names) == 1:
            decisions = [book.decide(names[0], situation, day, language)]
        else:
            decided = book.decide_all(situation, day, language)
            decisions = sorted((d for d in decided if not names or d.programme in names), key=_bearing)
        if len(decisions) == 1:
            return tell(decisions[0], _next(book, decisions, heard, language))
        return tell_all(decisions, _next(book, decisions, heard, language))


def _programmes(book: Rulebook, question: Question, heard: Heard) -> tuple[str, ...]:
    """The programmes that the conversation speaks of, the last turn's first; none means all."""
    turns = [question.text, *(t.text for t in reversed(question.history) if t.role == "user")]
    for text in turns:
        if names := book.naming.named(text, heard.zone) or book.naming.meant(text):
            return names
        if wants_any(text):
            break
    return ()


def _bearing(decision: Decision) -> tuple[int, int, int]:
    """What fits first, then what most of the facts speak for, then what gives most."""
    rank = ("eligible", "needs_facts", "not_eligible").index(decision.verdict)
    return rank, -sum(c.state == "met" for c in decision.conditions), -(decision.estimate.most_krw or 0)


def _next(book: Rulebook, decisions: Sequence[Decision], heard: Heard, language: Language) -> FactQuestion | None:
    """The question for the fact that most of the open decisions wait for; one that the asker does not know isn't asked again."""
    waiting = [d for d in decisions if d.verdict == "needs_facts"] or [d for d in decisions if d.verdict == "eligible"]
    wanted = Counter(key for d in waiting[:3] for key in d.missing[:3] if key not in heard.unsure)
    first = [key for d in waiting for key in d.missing if key not in heard.unsure]
    if not first:
        return None
    key = first[0] if len(decisions) == 1 else wanted.most_common(1)[0][0] if wanted else first[0]
    return question_for(key, book.places, language)


def _asked_again(book: Rulebook, heard: Heard, language: Language) -> FollowUp | None:
    """The question for the fact that could not be used."""
    keys = [doubt.partition(":")[0] for doubt in heard.doubts]
    key = next((key for key in keys if key in BY_KEY), None)
    return plain_question(question_for(key, book.places, language)) if key else None


def _notices(book: Rulebook, heard: Heard, day: date, language: Language, reply: Reply) -> tuple[str, ...]:
    """What could not be used, the facts as understood, and what is left open."""
    known = known_facts(heard.facts, book.places, day)
    lines = [doubtful(doubt, language) for doubt in heard.doubts]
    if heard.facts:
        lines.append(understood(heard.facts, known, language))
    if heard.unsure:
        lines.append(say("unsure", language, facts=", ".join(BY_KEY[key].name(language) for key in heard.unsure)))
    if reply.decision and "fits" in reply.decision:
        lines.append(say("rest", language))
    return (*lines, *reply.notices)
