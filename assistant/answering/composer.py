"""The extractive composer: an answer made of the documents' own statements, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.model import confidence_of, in_scope, threshold
from assistant.answering.rows import row_in_words
from assistant.answering.selection import rank, select, sides
from assistant.answering.words import say
from assistant.records import (
    Candidate,
    Chunk,
    Citation,
    Conflict,
    Found,
    Period,
    PolicyDocument,
    Reading,
    Reply,
    Sentence,
    Statement,
    Status,
)

_NEAREST = 2


class Draft:
    """Collects citations, each once, while a reply is put together."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.citations: list[Citation] = []
        self._index: dict[tuple[str, int], int] = {}

    def cite(self, document: PolicyDocument, statement: Statement, chunk: Chunk | None) -> int:
        """The index of the statement's citation."""
        key = (document.id, statement.start)
        if key not in self._index:
            self._index[key] = len(self.citations)
            self.citations.append(_citation(document, statement, chunk, self._reading.as_of))
        return self._index[key]


def confidence(found: Found) -> float:
    """Probability that the best candidate answers."""
    return confidence_of(rank(found), found.reading.language)


def answers(found: Found) -> bool:
    """Whether the evidence is strong enough for an answer. Nothing about earlier turns enters, so a no stays a no."""
    return confidence(found) >= threshold()


def compose(found: Found) -> Reply:
    """A reply from evidence that is strong enough."""
    reading, ranked = found.reading, rank(found)
    draft = Draft(reading)
    sentences: list[Sentence] = []
    conflicts: list[Conflict] = []
    chosen = select(ranked)
    for candidate in chosen:
        # The other sides of a dispute are shown when the answer itself is disputed, not when a remark on the side is.
        others = sides(candidate) if candidate is chosen[0] else []
        said = [candidate.statement, *(s for s in others if s.start != candidate.statement.start)]
        indexes = [draft.cite(candidate.document, s, candidate.chunk if s is candidate.statement else None) for s in said]
        for statement, index in zip(said, indexes, strict=True):
            if not any(index in s.citations for s in sentences):
                sentences.append(Sentence(text=sentence_text(candidate.document, statement), citations=(index,)))
        if len(said) > 1:
            conflicts.append(Conflict(name=str(candidate.statement.conflict), sides=tuple(indexes)))
    disputed = bool(conflicts)
    return Reply(
        status=Status.CONFLICT if disputed else Status.ANSWERED,
        question=reading.text,
        language=reading.reply_language,
        as_of=reading.as_of.text,
        confidence=round(confidence_of(ranked, reading.language), 4),
        answer=tuple(sentences),
        citations=tuple(draft.citations),
        conflicts=tuple(conflicts),
        superseded=tuple(_superseded(chosen, draft)),
        notices=tuple(_notices(reading, draft.citations, chosen, disputed)),
    )


def decline(found: Found, earlier: Found | None = None) -> Reply:
    """A reply when the evidence is too weak: what the documents do say that is nearest, and whom to ask.

    `earlier` is evidence that is strong enough but no longer in force on the asked date: then that is shown, and labelled.
    """
    reading = found.reading
    if earlier is not None:
        reply = compose(earlier)
        lead = say("superseded_only", reading.reply_language, date=reading.as_of.text)
        return reply.model_copy(update={"status": Status.SUPERSEDED_ONLY, "notices": (lead, *reply.notices)})
    ranked = rank(found)
    if not in_scope(reading, found.candidates):
        return Reply(
            status=Status.OUT_OF_SCOPE,
            question=reading.text,
            language=reading.reply_language,
            as_of=reading.as_of.text,
            confidence=round(confidence_of(ranked, reading.language), 4),
            notices=(say("out_of_scope", reading.reply_language),),
        )
    draft = Draft(reading)
    nearest = tuple(draft.cite(c.document, c.statement, c.chunk) for _, c in ranked[:_NEAREST])
    language = reading.reply_language
    issuer = ranked[0][1].document.issuer if ranked else None
    return Reply(
        status=Status.NOT_IN_DOCUMENTS,
        question=reading.text,
        language=language,
        as_of=reading.as_of.text,
        confidence=round(confidence_of(ranked, reading.language), 4),
        citations=tuple(draft.citations),
        nearest=nearest,
        contact=say("contact", language, issuer=issuer) if issuer else None,
        notices=(say("nothing", language), *([say("nearest", language)] if nearest else [])),
    )


def sentence_text(document: PolicyDocument, statement: Statement) -> str:
    """A statement as a sentence of an answer: verbatim, or for a table row its cells with their headers."""
    if statement.kind != "row":
        return document.text[statement.start : statement.end]
    return row_in_words(statement)


def in_force(document: PolicyDocument, chunk: Chunk | None, on: Period) -> bool:
    """Whether a document was in force on some day of a period. Without a chunk its head alone decides."""
    first = chunk.valid_from if chunk else None
    last = chunk.valid_to if chunk else None
    if chunk is None:
        first = Period.parse(document.effective_from).start if document.effective_from else None
        last = Period.parse(document.effective_to).end if document.effective_to else None
    return (first is None or first <= on.end) and (last is None or last >= on.start)


def _citation(document: PolicyDocument, statement: Statement, chunk: Chunk | None, on: Period) -> Citation:
    """The citation of a statement; its passage is the chunk around it."""
    passage = (chunk.start, chunk.end) if chunk else (statement.start, statement.end)
    context = " › ".join(x for x in (statement.caption, " | ".join(h for h, _ in statement.cells)) if x) or None
    return Citation(
        document=document.id,
        document_hash=document.hash,
        title=document.title,
        language=document.language,
        section=statement.section,
        locator=statement.locator,
        quote=document.text[statement.start : statement.end],
        start=statement.start,
        end=statement.end,
        passage=document.text[min(passage[0], statement.start) : max(passage[1], statement.end)],
        passage_start=min(passage[0], statement.start),
        context=context,
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        in_force=in_force(document, chunk, on) and not statement.superseded,
        restated=document.restated,
        sources=tuple(s for label in statement.references for s in document.sources.get(label, ())),
    )


def _superseded(chosen: Sequence[Candidate], draft: Draft) -> list[int]:
    """Citations in the answer that tell what used to apply."""
    past = {(c.document.id, c.statement.start) for c in chosen if c.statement.superseded}
    return [i for i, c in enumerate(draft.citations) if (c.document, c.start) in past]


def _notices(
    reading: Reading,
    citations: Sequence[Citation],
    chosen: Sequence[Candidate],
    disputed: bool,  # noqa: FBT001  # private
) -> list[str]:
    """What a reader must know about the answer as a whole."""
    language = reading.reply_language
    notices = [say("conflict", language)] if disputed else []
    if any(c.statement.uncertain for c in chosen):
        notices.append(say("uncertain", language))
    if any(c.statement.derived for c in chosen):
        notices.append(say("derived", language))
    if language == "ko" and all(c.language == "en" for c in citations):
        notices.append(say("foreign", language))
    return notices
