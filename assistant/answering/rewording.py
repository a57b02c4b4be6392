"""A language model words a finished reply anew. Whether its words are shown is decided by a check, never by the model."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answering.words import say
from assistant.records import Reply, Sentence, Status, Verdict

log = logging.getLogger(__name__)

# Decisions and what they add up to are worked out, not told.
_REWORDED = (Status.ANSWERED, Status.PARTIAL, Status.DEPENDS, Status.CONFLICT)
_OBJECT = re.compile(r"\{[^{}]*\}")
# A model that goes on and on is not listened to any longer than this, in characters.
_LONGEST = 20_000

Accept = Callable[[str, Sentence, Reply], Sentence | None]


class Wording(BaseModel):
    """What the model returns for a sentence. Numbers count from 1."""

    model_config = ConfigDict(extra="forbid", strict=True)

    number: int
    text: str
    citations: tuple[int, ...]


class Rewriter:
    """Words replies anew, sentence for sentence, so that citations, conflicts and notices stay true.

    `accept` gives the sentence to show for the model's text, or None where the quoted one stays. The model has `seconds` for a
    whole reply.
    """

    def __init__(self, model: BaseChatModel, seconds: float, accept: Accept) -> None:
        self._model = model
        self._seconds = seconds
        self._accept = accept

    def replies(self, reply: Reply) -> Iterator[Reply]:
        """The reply, growing by a checked sentence at a time. Whatever the model does, the last one is whole."""
        numbers = [n for n, sentence in enumerate(reply.answer, 1) if _may_be_reworded(sentence, reply)]
        if reply.status not in _REWORDED or reply.decision is not None or not numbers:
            yield from growing(reply)
            return
        shown: list[Sentence] = []
        wordings: dict[int, Sentence] = {}
        failure = "model_unusable"
        try:
            for wording in self._wordings(reply):
                if wording.number in numbers and wording.number not in wordings:
                    wordings[wording.number] = self._checked(wording, reply)
                while len(shown) < len(reply.answer) - 1 and (len(shown) + 1 in wordings or len(shown) + 1 not in numbers):
                    shown.append(wordings.get(len(shown) + 1, reply.answer[len(shown)]))
                    yield _worded(reply, shown, None)
                if len(wordings) == len(numbers):
                    break
        except TimeoutError:
            failure = "model_slow"
        except Exception as error:  # noqa: BLE001  # every provider has its own errors, and all of them mean the same here
            failure = "model_down"
            log.warning("The language model failed: %s.", type(error).__name__)
        for number in range(len(shown) + 1, len(reply.answer) + 1):
            shown.append(wordings.get(number, reply.answer[number - 1]))
            yield _worded(reply, shown, failure if number == len(reply.answer) else None)

    def _checked(self, wording: Wording, reply: Reply) -> Sentence:
        """The model's sentence if it is accepted, else the quoted one."""
        quoted = reply.answer[wording.number - 1]
        if tuple(number - 1 for number in wording.citations) != quoted.citations:
            return quoted
        return self._accept(wording.text, quoted, reply) or quoted

    def _wordings(self, reply: Reply) -> Iterator[Wording]:
        """The model's sentences as they come, lines around them left out. Raises TimeoutError and the provider's errors."""
        heard, read = "", 0
        for piece in self._pieces(_messages(reply)):
            heard += piece
            for match in _OBJECT.finditer(heard, read):
                read = match.end()
                try:
                    yield Wording.model_validate_json(match.group())
                except ValidationError:
                    continue
            if len(heard) > _LONGEST:
                return

    def _pieces(self, messages: list[BaseMessage]) -> Iterator[str]:
        """The model's text as it comes. It is listened to in a thread, because a model that says nothing can't be interrupted."""
        heard: Queue[str | Exception | None] = Queue()
        left = Event()

        def listen() -> None:
            try:
                for chunk in self._model.stream(messages):
                    if left.is_set():
                        return
                    heard.put(str(chunk.text))
                heard.put(None)
            except Exception as error:  # noqa: BLE001  # it is raised again where it is waited for
                heard.put(error)

        Thread(target=listen, daemon=True).start()
        end = monotonic() + self._seconds
        try:
            while (seconds := end - monotonic()) > 0:
                try:
                    piece = heard.get(timeout=seconds)
                except Empty:
                    break
                if piece is None:
                    return
                if isinstance(piece, Exception):
                    raise piece
                yield piece
            raise TimeoutError
        finally:
            left.set()


def growing(reply: Reply) -> Iterator[Reply]:
    """The reply with one more of its sentences each time; the last is the reply."""
    for count in range(1, len(reply.answer)):
        yield reply.model_copy(update={"answer": reply.answer[:count]})
    yield reply


def _may_be_reworded(sentence: Sentence, reply: Reply) -> bool:
    """Only what is wholly supported, by quotes in the reply's own language: a translation can't be held against its quote."""
    cited = [reply.citations[index] for index in sentence.citations]
    return bool(cited) and sentence.verdict is Verdict.SUPPORTED and all(c.language == reply.language for c in cited)


def _worded(reply: Reply, shown: list[Sentence], failure: str | None) -> Reply:
    """The reply with the sentences so far; a notice says how many are the model's, or at the end why none is."""
    count = sum(sentence.text != quoted.text for sentence, quoted in zip(shown, reply.answer, strict=False))
    notice = say("reworded", reply.language, count=count, total=len(reply.answer)) if count else ""
    notice = notice or (say(failure, reply.language) if failure else "")
    return reply.model_copy(update={"answer": tuple(shown), "notices": (*reply.notices, *([notice] if notice else []))})


@cache
def _instructions() -> str:
    return (files(__package__) / "rewording.md").read_text(encoding="utf-8")


def _messages(reply: Reply) -> list[BaseMessage]:
    """The instructions, and the reply as one JSON object, which no text in it can close."""
    sentences = [
        {"number": n, "text": s.text, "citations": [index + 1 for index in s.citations]}
        for n, s in enumerate(reply.answer, 1)
        if _may_be_reworded(s, reply)
    ]
    language = {"en": "English", "ko": "Korean"}[reply.language]
    data = {"question": reply.question, "language": language, "sentences": sentences}
    return [SystemMessage(_instructions()), HumanMessage(json.dumps(data, ensure_ascii=False, indent=1))]
