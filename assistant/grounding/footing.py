"""What a reader must know of the sources behind the sentences that are shown: not official, or undated."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.records import Citation, Language, Sentence, Source, SourceKind

_WEAK = (SourceKind.PRESS, SourceKind.OTHER)
_KINDS: dict[Language, dict[SourceKind, str]] = {
    "en": {SourceKind.PRESS: "press", SourceKind.OTHER: "blog, copy or summary"},
    "ko": {SourceKind.PRESS: "언론", SourceKind.OTHER: "블로그·사본·요약"},
}


def footing_notices(answer: Sequence[Sentence], citations: Sequence[Citation], language: Language) -> tuple[str, ...]:
    """At most one notice of each sort, which names its sentences by their numbers in the answer, from 1.

    A sentence without sources is in none.
    """
    behind = [[source for i in sentence.citations for source in citations[i].sources] for sentence in answer]
    weak = _numbers(behind, lambda source: source.kind in _WEAK)
    undated = _numbers(behind, lambda source: source.date is None)
    notices = []
    if weak:
        best = {min((source.kind for source in behind[number - 1]), key=_WEAK.index) for number in weak}
        kinds = "; ".join(_KINDS[language][kind] for kind in _WEAK if kind in best)
        subject, one = _subject(weak, language), len(weak) == 1
        notices.append(
            f"{subject} 공식 자료가 아닌 출처({kinds})에만 근거합니다."
            if language == "ko"
            else f"{subject} only on {'a source that is' if one else 'sources that are'} not official ({kinds})."
        )
    if undated:
        subject = _subject(undated, language)
        notices.append(f"{subject} 날짜가 없는 출처에만 근거합니다." if language == "ko" else f"{subject} only on undated sources.")
    return tuple(notices)


def _numbers(behind: Sequence[Sequence[Source]], holds: Callable[[Source], bool]) -> list[int]:
    """The numbers of the sentences all of whose sources are so."""
    return [number for number, sources in enumerate(behind, 1) if sources and all(map(holds, sources))]


def _subject(numbers: Sequence[int], language: Language) -> str:
    """The sentences by number: "Sentences 1, 2 and 4 rest", "1, 2, 4번 문장은"."""
    *first, last = map(str, numbers)
    if language == "ko":
        return f"{', '.join((*first, last))}번 문장은"
    return f"Sentences {', '.join(first)} and {last} rest" if first else f"Sentence {last} rests"
