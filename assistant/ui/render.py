"""The conversation as escaped HTML. Pure functions: the same records give the same text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.records import Citation, Finding, FollowUp, Language, Reply, Sentence, Status, Verdict
from assistant.ui.cards import answer_id, card_id, source_lines
from assistant.ui.conversation import Conversation, Exchange, Progress, plain
from assistant.ui.dates import spoken, validity
from assistant.ui.decided import decided
from assistant.ui.markup import text
from assistant.ui.quotes import in_line
from assistant.ui.words import TONES, WORDS


def transcript(conversation: Conversation, language: Language, examples: Sequence[str]) -> str:
    """Every exchange, oldest first; before the first one a welcome with example questions."""
    newest = len(conversation.exchanges) - 1
    body = [_exchange(n, exchange, language, newest=n == newest) for n, exchange in enumerate(conversation.exchanges)]
    return "\n".join([f'<div class="pa-talk" lang="{language}">', *(body or [_welcome(language, examples)]), "</div>"])


def announcement(conversation: Conversation, language: Language) -> str:
    """What a screen reader is told: nothing while an answer grows, the whole of it once when it is finished."""
    words = WORDS[language]
    last = conversation.exchanges[-1] if conversation.exchanges else Exchange(question="")
    spoken_text = ""
    if last.progress is Progress.FAILED:
        spoken_text = last.failure
    elif last.progress is Progress.DONE and last.reply:
        reply = last.reply
        spoken_text = words.finished.format(badge=words.badges[reply.status], answer=plain(reply), count=len(reply.citations))
    return f'<div class="pa-hidden" role="status" aria-live="polite" lang="{language}">{text(spoken_text)}</div>'


def banner(message: str, language: Language) -> str:
    """One plain line above the question field; empty when there is nothing to say."""
    return f'<div class="pa-banner" role="alert" lang="{language}">{text(message)}</div>' if message else ""


def _welcome(language: Language, examples: Sequence[str]) -> str:
    words = WORDS[language]
    lines = ['<div class="pa-welcome">', f"<h2>{text(words.welcome)}</h2>", f"<p>{text(words.welcome_text)}</p>"]
    if examples:
        lines += [f'<p class="pa-label">{text(words.try_asking)}</p>', _buttons(examples)]
    return "\n".join([*lines, "</div>"])


def _follow_up(asked: FollowUp, language: Language, *, newest: bool) -> str:
    """The question back to the asker; its choices can be clicked until the next question is asked."""
    choices = _buttons(asked.choices) if newest and asked.choices else ""
    return f'<div class="pa-choices" lang="{language}">\n<p class="pa-follow">{text(asked.question)}</p>\n{choices}\n</div>'


def _buttons(questions: Iterable[str]) -> str:
    items = [f'<li><button type="button" data-ask="{text(q)}">{text(q)}</button></li>' for q in questions]
    return "\n".join(['<ul class="pa-asks">', *items, "</ul>"])


def _exchange(number: int, exchange: Exchange, language: Language, *, newest: bool) -> str:
    words = WORDS[language]
    lines = [
        f'<article class="pa-exchange" id="exchange-{number + 1}">',
        f'<div class="pa-asked"><p class="pa-hidden">{text(words.you)}</p><p>{text(exchange.question)}</p></div>',
        f'<div class="pa-answer" id="{answer_id(number)}" tabindex="-1"><p class="pa-hidden">{text(words.assistant)}</p>',
    ]
    if exchange.reply is not None:
        lines.append(_reply(number, exchange.reply, language, done=exchange.progress is not Progress.WORKING))
    if exchange.progress is Progress.WORKING:
        lines.append(f'<p class="pa-working"><span class="pa-dots" aria-hidden="true"></span>{text(words.working)}</p>')
    if exchange.progress is Progress.DONE and exchange.reply and exchange.reply.follow_up:
        lines.append(_follow_up(exchange.reply.follow_up, exchange.reply.language, newest=newest))
    if exchange.progress is Progress.STOPPED:
        lines.append(f'<p class="pa-note">{text(words.stopped)}</p>')
    if exchange.progress is Progress.FAILED:
        lines.append(f'<p class="pa-banner">{text(exchange.failure)}</p>')
    return "\n".join([*lines, "</div>", "</article>"])


def _reply(number: int, reply: Reply, language: Language, *, done: bool) -> str:
    words = WORDS[language]
    head = [f'<span class="pa-badge pa-{TONES[reply.status]}">{text(words.badges[reply.status])}</span>']
    if reply.as_of:
        head.append(f'<span class="pa-muted">{text(words.as_of_line.format(date=spoken(reply.as_of, language)))}</span>')
    parts = [f'<div class="pa-head">{"".join(head)}</div>']
    if reply.answer:
        past = frozenset(reply.superseded)
        sentences = "\n".join(_sentence(number, sentence, past, language) for sentence in reply.answer)
        answer = f'<p class="pa-text" lang="{reply.language}">\n{sentences}\n</p>'
        # What is worked out from rules is not held against quotes, so there is nothing to count.
        tally = _tally(reply.answer, language) if done and reply.decision is None else ""
        # That a text is no longer in force has to be read before the text itself.
        notes = _notes(reply.notices, reply.language)
        parts += [notes, answer, tally] if reply.status is Status.SUPERSEDED_ONLY else [answer, tally, notes]
    elif reply.notices:
        parts += [f'<p class="pa-text" lang="{reply.language}">{text(reply.notices[0])}</p>', _notes(reply.notices[1:], reply.language)]
    elif done:
        parts.append(f'<p class="pa-text">{text(words.leads[reply.status])}</p>')
    parts.append(decided(number, reply, language) if done else "")
    shown = {index for sentence in reply.answer for index in sentence.citations}
    parts += [_conflict(number, reply, conflict.sides, language) for conflict in reply.conflicts]
    parts.append(_quoted(number, reply, [i for i in reply.superseded if i not in shown], words.superseded, language))
    parts.append(_quoted(number, reply, reply.nearest, words.nearest, language))
    if reply.contact:
        parts.append(f'<p class="pa-contact" lang="{reply.language}">{text(reply.contact)}</p>')
    return "\n".join(part for part in parts if part)


def _notes(notices: Sequence[str], language: Language) -> str:
    if not notices:
        return ""
    items = [f"<li>{text(notice)}</li>" for notice in notices]
    return "\n".join([f'<ul class="pa-notes" lang="{language}">', *items, "</ul>"])


def _sentence(number: int, sentence: Sentence, past: frozenset[int], language: Language) -> str:
    """A sentence with its numbers, and in words whether it only used to apply and what its quotes do not carry."""
    words = WORDS[language]
    references = "".join(_reference(number, index, language) for index in sentence.citations)
    if sentence.citations and past.issuperset(sentence.citations):
        references += f' <span class="pa-verdict" lang="{language}">{text(words.used_to_apply)}</span>'
    if sentence.verdict is Verdict.SUPPORTED:
        return f"<span>{text(sentence.text)}{references}</span>"
    problems = "; ".join(_problem(problem, language) for problem in sentence.problems)
    verdict = words.verdicts[sentence.verdict] + (f": {problems}" if problems else "")
    return (
        f'<span><span class="pa-partly">{text(sentence.text)}</span>{references} '
        f'<span class="pa-verdict" lang="{language}">{text(verdict)}</span></span>'
    )


def _problem(problem: Finding, language: Language) -> str:
    words = WORDS[language]
    return f"{words.findings.get(problem.kind, words.other_finding)} ({problem.detail})"


def _reference(number: int, index: int, language: Language) -> str:
    label = text(WORDS[language].source_number.format(number=index + 1))
    # The word joiner keeps the number on the line of the word before it.
    return f'&#8288;<a class="pa-ref" href="#{card_id(number, index)}" aria-label="{label}">[{index + 1}]</a>'


def _tally(answer: Sequence[Sentence], language: Language) -> str:
    """How many sentences their quotes carry, so that a reader need not look for what is missing."""
    words = WORDS[language]
    supported = sum(sentence.verdict is Verdict.SUPPORTED for sentence in answer)
    if supported == len(answer):
        return f'<p class="pa-tally pa-all">{text(words.all_supported)}</p>'
    return f'<p class="pa-tally">{text(words.some_supported.format(supported=supported, total=len(answer)))}</p>'


def _conflict(number: int, reply: Reply, sides: Sequence[int], language: Language) -> str:
    lines = ['<section class="pa-aside pa-conflict">', f"<h3>{text(WORDS[language].conflict)}</h3>", "<ul>"]
    for index in sides:
        citation = reply.citations[index]
        origin = source_lines(citation, language) or text(citation.title)
        lines.append(f'<li>{_line(number, index, citation, language)}<span class="pa-origin">{origin}</span></li>')
    return "\n".join([*lines, "</ul>", "</section>"])


def _quoted(number: int, reply: Reply, indexes: Sequence[int], title: str, language: Language) -> str:
    """A list of quotes below the answer, each with the period in which it applies."""
    if not indexes:
        return ""
    lines = ['<section class="pa-aside">', f"<h3>{text(title)}</h3>", "<ul>"]
    for index in indexes:
        citation = reply.citations[index]
        period = text(validity(citation, reply.as_of, language))
        lines.append(f'<li>{_line(number, index, citation, language)}<span class="pa-origin">{period}</span></li>')
    return "\n".join([*lines, "</ul>", "</section>"])


def _line(number: int, index: int, citation: Citation, language: Language) -> str:
    return f"{in_line(citation)}{_reference(number, index, language)}"
