"""What happens on a click. Thin: each takes a visitor's values and returns the next ones; nothing of a visitor is kept here."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from langchain_core.runnables import Runnable

from assistant.errors import PolicyAssistantError
from assistant.records import Language, Period, Question, Reply
from assistant.ui.conversation import Conversation, Progress
from assistant.ui.words import WORDS

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """What the window shows next. `text` is the question field's content, or None to leave it alone."""

    conversation: Conversation
    language: Language
    banner: str = ""
    text: str | None = None
    busy: bool = False


@dataclass(frozen=True)
class Handlers:
    """The chain and the limit of a question's length in characters, shared by all visitors."""

    chain: Runnable[Question, Reply]
    max_question: int

    def ask(self, text: str, conversation: Conversation, as_of: str, answer_in: str, language: Language) -> Iterator[Shown]:
        """Answer one question: each value has one more checked sentence. An error becomes a line in the conversation."""
        problem = self.problem(text, as_of, language)
        if problem:
            yield Shown(conversation, language, banner=problem)
            return
        question = Question(
            text=text.strip(),
            history=conversation.history(),
            as_of=as_of.strip() or None,
            language="ko" if answer_in == "ko" else "en" if answer_in == "en" else None,
        )
        conversation = conversation.asked(question.text)
        yield Shown(conversation, language, text="", busy=True)
        try:
            for reply in self.chain.stream(question):
                conversation = conversation.latest(reply=reply)
                yield Shown(conversation, language, busy=True)
            conversation = conversation.latest(progress=Progress.DONE)
        except PolicyAssistantError as error:
            conversation = conversation.latest(progress=Progress.FAILED, failure=str(error))
        except Exception:
            log.exception("The chain failed on a question of %d characters.", len(question.text))
            conversation = conversation.latest(progress=Progress.FAILED, failure=WORDS[language].failed)
        yield Shown(conversation, language)

    def problem(self, text: str, as_of: str, language: Language) -> str:
        """Why this can't be asked, in the visitor's language; empty if it can."""
        words = WORDS[language]
        length = len(text.strip())
        if not length:
            return words.empty_question
        if length > self.max_question:
            return words.too_long.format(length=length, limit=self.max_question)
        try:
            if as_of.strip():
                Period.parse(as_of)
        except ValueError:
            return words.bad_date.format(text=as_of.strip()[:40])
        return ""


def stop(conversation: Conversation, language: Language) -> Shown:
    """Mark the answer that was being written as stopped; what was checked of it stays."""
    if conversation.exchanges and conversation.exchanges[-1].progress is Progress.WORKING:
        conversation = conversation.latest(progress=Progress.STOPPED)
    return Shown(conversation, language)


def start_over(language: Language) -> Shown:
    """An empty conversation."""
    return Shown(Conversation(), language, text="")


def preferred(accept_language: str) -> Language:
    """The interface language for a browser's Accept-Language header: Korean if it is named before English."""
    tags = [part.split(";")[0].strip().lower() for part in accept_language.split(",")]
    known = [tag[:2] for tag in tags if tag[:2] in ("en", "ko")]
    return "ko" if known[:1] == ["ko"] else "en"
