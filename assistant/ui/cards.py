"""The sources beside the conversation: one card per citation. Pure functions from records to escaped HTML."""

from __future__ import annotations

from assistant.records import Citation, Language, Reply, Source
from assistant.ui.conversation import Conversation
from assistant.ui.dates import spoken, validity
from assistant.ui.markup import link, text
from assistant.ui.quotes import quotation
from assistant.ui.words import WORDS


def card_id(exchange: int, citation: int) -> str:
    """The element id of a citation's card; both numbers count from 0."""
    return f"source-{exchange + 1}-{citation + 1}"


def answer_id(exchange: int) -> str:
    """The element id of an exchange's answer."""
    return f"answer-{exchange + 1}"


def panel(conversation: Conversation, language: Language) -> str:
    """The sources of every answer, the newest open and first, the older ones folded."""
    words = WORDS[language]
    replies = [(n, made.question, made.reply) for n, made in enumerate(conversation.exchanges) if made.reply is not None]
    parts = [f'<section class="pa-sources" lang="{language}" aria-label="{text(words.sources)}">', f"<h2>{text(words.sources)}</h2>"]
    if not replies:
        parts.append(f'<p class="pa-muted">{text(words.sources_empty)}</p>')
    for number, question, reply in reversed(replies):
        cards = _cards(number, reply, language)
        if number == replies[-1][0]:
            parts += cards
        elif reply.citations:
            title = text(words.sources_of.format(question=question))
            parts += ['<details class="pa-older">', f"<summary>{title}</summary>", *cards, "</details>"]
    return "\n".join([*parts, "</section>"])


def _cards(exchange: int, reply: Reply, language: Language) -> list[str]:
    if not reply.citations:
        return [f'<p class="pa-muted">{text(WORDS[language].sources_none)}</p>']
    cards = [_card(exchange, n, citation, reply.as_of, language) for n, citation in enumerate(reply.citations)]
    return ['<ol class="pa-cards">', *cards, "</ol>"]


def _card(exchange: int, number: int, citation: Citation, as_of: str, language: Language) -> str:
    words = WORDS[language]
    label = text(words.source_number.format(number=number + 1))
    place = " › ".join([*citation.section, *([citation.locator] if citation.locator else [])])
    state = "pa-current" if citation.in_force else "pa-ended"
    lines = [
        f'<li class="pa-card" id="{card_id(exchange, number)}" tabindex="-1">',
        f'<h3><span class="pa-number"><span class="pa-hidden">{label}: </span><span aria-hidden="true">{number + 1}</span></span>'
        f'<span lang="{citation.language}">{text(citation.title)}</span></h3>',
    ]
    if place:
        lines.append(f'<p class="pa-place" lang="{citation.language}">{text(place)}</p>')
    lines += [
        quotation(citation),
        f'<p class="pa-origin">{_origin(citation, language)}</p>',
        f'<p class="pa-validity {state}">{text(validity(citation, as_of, language))}</p>',
        f'<a class="pa-back" href="#{answer_id(exchange)}">{text(words.back)}</a>',
        "</li>",
    ]
    return "\n".join(lines)


def _origin(citation: Citation, language: Language) -> str:
    """Whose words the quote is: our restatement of named sources, or the document's own."""
    words = WORDS[language]
    sources = source_lines(citation, language)
    if not citation.restated:
        own = f'{text(words.quoted_from)} <span lang="{citation.language}">{text(citation.title)}</span>'
        return f"{own} ({sources})" if sources else own
    return f"{text(words.restated_from)} {sources}" if sources else text(words.restated_unnamed)


def source_lines(citation: Citation, language: Language) -> str:
    """A citation's sources, each once: several footnotes may name the same one."""
    return "; ".join(dict.fromkeys(_source(source, language) for source in citation.sources))


def _source(source: Source, language: Language) -> str:
    """The title as a link, then kind, date and note."""
    words = WORDS[language]
    facts = [words.kinds[source.kind], spoken(source.date, language) if source.date else words.undated, source.note or ""]
    return f"{link(source.title, source.url, words)} ({text(', '.join(fact for fact in facts if fact))})"
