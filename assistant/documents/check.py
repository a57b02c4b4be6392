"""`corpus check`: what must hold for every document with a head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from assistant.documents.canonical import MARKERS, sentence_spans
from assistant.documents.corpus import Corpus, Problem
from assistant.documents.markdown import parse_markdown
from assistant.records import Period, PolicyDocument

AUDIENCES = frozenset({"company", "citizen", "foreigner", "official"})
# What a restated document's head must say; the other fields may be unknown.
_NEEDED = ("issuer", "audience", "regions", "programme", "owner", "review_by")


def check_corpus(corpus: Corpus) -> list[Problem]:
    """Every broken rule, by document. Files that need no head (a plain folder's) are held to what they do say."""
    documents = {d.id: d for d in corpus.documents}
    problems: list[Problem] = []
    for document in corpus.documents:
        found = [*_head(document), *_period(document), *_links(document, documents), *_references(document), *_conflicts(document)]
        if document.path.endswith(".md"):
            found += _raw((corpus.folder / document.path).read_text(encoding="utf-8-sig"))
        found += _corrections(document, documents)
        problems += [Problem(document.path, text) for text in found]
    return problems


def _head(document: PolicyDocument) -> Iterator[str]:
    if document.restated:
        for name in _NEEDED:
            if not getattr(document, name):
                yield f"{name}: missing in the head"
    for unknown in set(document.audience) - AUDIENCES:
        yield f"audience: expected {', '.join(sorted(AUDIENCES))}, got {unknown!r}"
    if document.translation_of and document.id != f"{document.translation_of}-{document.language}":
        yield f"id: expected {document.translation_of}-{document.language} for an edition of {document.translation_of}"


def _period(document: PolicyDocument) -> Iterator[str]:
    start, end = document.effective_from, document.effective_to
    if start and end and Period.parse(start).start > Period.parse(end).end:
        yield f"effective_to: {end} is before effective_from {start}"


def _links(document: PolicyDocument, documents: Mapping[str, PolicyDocument]) -> Iterator[str]:
    for name in ("supersedes", "translation_of", "corrects"):
        target = getattr(document, name)
        if target and target not in documents:
            yield f"{name}: there is no document {target!r}"
    older = documents.get(document.supersedes or "")
    if older is None:
        return
    if older.language != document.language:
        yield f"supersedes: {older.id} is in {older.language}, this document in {document.language}"
    if (
        document.effective_from
        and older.effective_to
        and Period.parse(older.effective_to).end >= Period.parse(document.effective_from).start
    ):
        yield f"effective_from: {document.effective_from}, but {older.id} is in force until {older.effective_to}"
    rivals = [d.id for d in documents.values() if d.supersedes == document.supersedes and d.id < document.id]
    if rivals:
        yield f"supersedes: {older.id} is superseded by {rivals[0]} already"
    seen, at = {document.id}, older
    while at.supersedes and at.supersedes in documents:
        if at.id in seen:
            yield f"supersedes: the chain of versions comes back to {at.id}"
            return
        seen.add(at.id)
        at = documents[at.supersedes]


def _references(document: PolicyDocument) -> Iterator[str]:
    if not document.restated:
        return
    used: set[str] = set()
    for statement in document.statements:
        if statement.kind == "lead":
            continue
        words = document.text[statement.start : statement.end][:60]
        if not statement.references:
            yield f"no footnote behind {words!r}"
        if statement.kind != "row" and len(sentence_spans(document.text[statement.start : statement.end], document.language)) > 1:
            yield f"two sentences share one set of references: {words!r}"
        used.update(statement.references)
    yield from (f"[^{label}]: defined, never used" for label in document.sources.keys() - used)
    yield from (
        f"[^{label}]: {s.title!r} has no http(s) address" for label, found in document.sources.items() for s in found if not _address(s.url)
    )


def _address(url: str) -> bool:
    """A web address, or the path of a file that the corpus holds as a document of its own."""
    return url.startswith(("http://", "https://")) or ("://" not in url and "/" in url)


def _conflicts(document: PolicyDocument) -> Iterator[str]:
    sides: dict[str, int] = defaultdict(int)
    for statement in document.statements:
        if statement.conflict is not None:
            sides[statement.conflict] += 1
    yield from (f"conflict {name!r}: only one side is marked" for name, count in sides.items() if count < 2)


def _raw(text: str) -> Iterator[str]:
    """What the parsed document no longer shows: undefined footnotes and unknown markers."""
    for block in parse_markdown(text).blocks:
        for span in (block.span, *(cell for row in block.rows for cell in row)):
            if "[^" in span.text:
                label = span.text.partition("[^")[2].partition("]")[0]
                yield f"[^{label}]: used, never defined"
            for mark in span.marks:
                if mark.kind == "marker" and mark.value.partition(":")[0].strip() not in MARKERS:
                    yield f"unknown marker {mark.value!r}; expected {', '.join(MARKERS)}"


def _corrections(document: PolicyDocument, documents: Mapping[str, PolicyDocument]) -> Iterator[str]:
    target = documents.get(document.corrects or "")
    for statement in document.statements:
        if statement.corrects is None:
            continue
        if target is None:
            yield "corrects: the marker needs a head that names the corrected document"
            return
        if target.text.count(statement.corrects) != 1:
            yield f"corrects: {statement.corrects!r} stands {target.text.count(statement.corrects)} times in {target.id}, expected once"
