"""One visitor's conversation: what was asked and what came back. Frozen, so that no handler can change another's."""

from __future__ import annotations

from enum import StrEnum

from assistant.records import Record, Reply, Turn
from assistant.ui.words import WORDS

# A decision asks back for many facts; each is remembered by the turn that told it.
HISTORY_TURNS = 40


class Progress(StrEnum):
    """How far an exchange has come."""

    WORKING = "working"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class Exchange(Record):
    """A question with the reply as far as it has come. `failure` is the one line that is shown when it failed."""

    question: str
    reply: Reply | None = None
    progress: Progress = Progress.WORKING
    failure: str = ""


class Conversation(Record):
    """The exchanges so far, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    def asked(self, question: str) -> Conversation:
        """The conversation with one more question, not yet answered."""
        return Conversation(exchanges=(*self.exchanges, Exchange(question=question)))

    def latest(self, **changes: object) -> Conversation:
        """The conversation with these fields of its last exchange changed; without an exchange, itself."""
        if not self.exchanges:
            return self
        return Conversation(exchanges=(*self.exchanges[:-1], self.exchanges[-1].model_copy(update=changes)))

    def history(self) -> tuple[Turn, ...]:
        """The last HISTORY_TURNS turns, oldest first. A question that got no reply is left out."""
        turns: list[Turn] = []
        for exchange in self.exchanges:
            if exchange.reply is not None:
                turns += [Turn(role="user", text=exchange.question), Turn(role="assistant", text=plain(exchange.reply))]
        return tuple(turns[-HISTORY_TURNS:])


def plain(reply: Reply) -> str:
    """The reply as plain text: its sentences, or what it says instead, and the question it asks back."""
    parts = [sentence.text for sentence in reply.answer] or [*reply.notices[:1]] or [WORDS[reply.language].leads[reply.status]]
    if reply.follow_up:
        parts.append(reply.follow_up.question)
    return " ".join(parts)
