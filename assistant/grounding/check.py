"""A draft Reply -> a checked Reply: quotes verified against the canonical texts, and a verdict for every sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.grounding.footing import footing_notices
from assistant.grounding.sentence import check_sentence
from assistant.records import Citation, Conflict, Finding, Language, Reply, Sentence, Status, Verdict

__all__ = ["check_reply", "check_sentence", "verify_citation"]

_LEFT_OUT: dict[Language, tuple[str, str]] = {
    "en": (
        "1 sentence was left out because its quotes do not carry it.",
        "{count} sentences were left out because their quotes do not carry them.",
    ),
    "ko": ("인용문이 뒷받침하지 않는 문장 1개를 뺐습니다.", "인용문이 뒷받침하지 않는 문장 {count}개를 뺐습니다."),
}


def verify_citation(citation: Citation, text: str, document_hash: str | None = None) -> Finding | None:
    """None when the citation is verbatim: `text[start:end] == quote`, and its passage likewise.

    `text` is the document's canonical text, `document_hash` its present hash where the caller knows it: another hash than the
    citation's is a finding too, because the quote may then be of an older version.
    """
    if document_hash is not None and document_hash != citation.document_hash:
        return Finding(kind="version", detail=citation.document)
    start = citation.passage_start
    verbatim = 0 <= citation.start < citation.end and text[citation.start : citation.end] == citation.quote
    if verbatim and text[start : start + len(citation.passage)] == citation.passage:
        return None
    return Finding(kind="quote", detail=citation.quote)


def check_reply(reply: Reply, texts: Mapping[str, str], hashes: Mapping[str, str] | None = None) -> Reply:
    """The reply with only verified citations and held sentences in it.

    `texts` gives the canonical text per document id, `hashes` its hash. A citation that fails is removed, and the indexes of
    the others follow. A sentence that is NOT_FOUND is dropped, and one notice counts them; a sentence of the frame ("In force
    since …") may rest on its citations' dates, titles and sources instead of their quotes. Without an answer that is left, the
    status becomes NOT_IN_DOCUMENTS and the confidence 0. A conflict needs two sides: with none left, CONFLICT becomes PARTIAL.
    Sentences that rest on weak or undated sources only are named in one notice of each sort.
    """
    kept = [i for i, citation in enumerate(reply.citations) if _is_verified(citation, texts, hashes or {})]
    moved = {old: new for new, old in enumerate(kept)}
    citations = tuple(reply.citations[i] for i in kept)
    checked = [_checked(sentence, citations, _follow(sentence.citations, moved)) for sentence in reply.answer]
    answer = tuple(sentence for sentence in checked if sentence.verdict is not Verdict.NOT_FOUND)
    sides = [Conflict(name=conflict.name, sides=_follow(conflict.sides, moved)) for conflict in reply.conflicts]
    conflicts = tuple(conflict for conflict in sides if len(conflict.sides) > 1)
    changes: dict[str, object] = {
        "answer": answer,
        "citations": citations,
        "nearest": _follow(reply.nearest, moved),
        "superseded": _follow(reply.superseded, moved),
        "conflicts": conflicts,
    }
    if reply.answer and not answer:
        changes |= {"status": Status.NOT_IN_DOCUMENTS, "confidence": 0.0}
    elif reply.status is Status.CONFLICT and not conflicts:
        changes["status"] = Status.PARTIAL
    notices = (*reply.notices, *footing_notices(answer, citations, reply.language))
    if dropped := len(checked) - len(answer):
        one, many = _LEFT_OUT[reply.language]
        notices = (*notices, one if dropped == 1 else many.format(count=dropped))
    changes["notices"] = notices
    return reply.model_copy(update=changes)


def _is_verified(citation: Citation, texts: Mapping[str, str], hashes: Mapping[str, str]) -> bool:
    text = texts.get(citation.document)
    return text is not None and verify_citation(citation, text, hashes.get(citation.document)) is None


def _follow(indexes: Sequence[int], moved: Mapping[int, int]) -> tuple[int, ...]:
    """The new indexes of the citations that are left."""
    return tuple(moved[index] for index in indexes if index in moved)


def _checked(sentence: Sentence, citations: Sequence[Citation], indexes: tuple[int, ...]) -> Sentence:
    """The sentence with its verdict and problems, against its quotes or else against what is known about them."""
    cited = [citations[index] for index in indexes]
    contexts = [text for citation in cited for text in (citation.title, *citation.section, citation.context or "")]
    verdict, problems = check_sentence(sentence.text, [citation.quote for citation in cited], contexts)
    if verdict is not Verdict.SUPPORTED and cited:
        known = [line for citation in cited for line in _known(citation)]
        if check_sentence(sentence.text, known)[0] is Verdict.SUPPORTED:
            verdict, problems = Verdict.SUPPORTED, ()
    return sentence.model_copy(update={"citations": indexes, "verdict": verdict, "problems": problems})


def _known(citation: Citation) -> tuple[str, str]:
    """A citation's validity and sources in a line of each language, in the words that a reply's frame uses."""
    first, last = citation.effective_from, citation.effective_to
    sources = "; ".join(f"{s.title}, {s.kind}, {s.date or 'undated'}" for s in citation.sources)
    english = f"{citation.title}: {'in force' if citation.in_force else 'no longer in force'}"
    english += f", took effect, applies and is effective since {first}" * bool(first) + f", applied until {last}" * bool(last)
    korean = f"{citation.title}: {'시행 중' if citation.in_force else '더 이상 시행되지 않음'}"
    korean += f", {first}부터 시행 적용" * bool(first) + f", {last}까지 시행 적용" * bool(last)
    return f"{english}. Source, restated from, last seen in, according to: {sources}", f"{korean}. 출처 근거 자료 확인: {sources}"
