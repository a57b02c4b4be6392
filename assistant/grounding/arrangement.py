"""The order of words and figures in a sentence and in its rewording: what may move, and what would change who does what to whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.grounding.figures import Figure, read_figures
from assistant.grounding.holding import same
from assistant.grounding.logic_words import is_logic, logic_of
from assistant.grounding.words import TOKEN, Word, script_of, stem_of, words_of

_DIRECTION = re.compile(
    r"\b(from|to|by|for|with|without|against|before|after|until|since|between|within|outside|inside)\b"
    r"\s(?:(?:the|a|an|its|their|his|her|our|your|this|that|each|every|all|any|new)\s)*([A-Za-z]+)",
    re.IGNORECASE,
)
# Longest first; the topic's particle counts as the subject's.
_PARTICLES = (
    (re.compile(r"[가-힣](?:으로부터|로부터|에게서|부터|에서)$"), "source"),
    (re.compile(r"[가-힣]까지$"), "up to"),
    (re.compile(r"[가-힣](?:에게|에|으로|로)$"), "target"),
    (re.compile(r"[가-힣](?:을|를)$"), "object"),
    (re.compile(r"[가-힣](?:이|가|은|는|께서)$"), "subject"),
    (re.compile(r"[가-힣]도$"), "also"),
)
_STRONG = {"source", "up to", "also"}

_BARE = "AI및그이등수것할한될된해"
_FIGURE = "<figure>"
_ARTICLES = frozenset({"a", "an", "the"})
# Korean verbs that only carry the ending.
_BARE_VERB = re.compile(r"한다|해요|하세요|합니다|된다|돼요|됩니다|있다|있어요|있습니다|이다|이에요|예요|입니다")


def content_of(text: str) -> list[Word]:
    """The words that carry content and no logic, and single letters that tell apart: class B, 첫, 뒤."""
    words = [w for w in words_of(text) if w.content or (len(w.text) == 1 and (w.text.isupper() or w.text >= "가") and w.text not in _BARE)]
    return [w for w in words if not _BARE_VERB.fullmatch(w.text) and not is_logic(w.text)]


def keeps_order(text: str, quoted: str) -> bool:
    """True when both hold the same words, logic words and figures, as often, and they come in the quoted order.

    Of a sentence with one figure or none, the end may also come first, behind the small words that it had. With several figures,
    each stays beside its words.
    """
    figures = list(zip(read_figures(text), read_figures(quoted), strict=False))
    said, held = _items(text), _items(quoted)
    if sorted(key for key, _ in said) != sorted(key for key, _ in held) or not all(_same_figure(f, h) for f, h in figures):
        return False
    if len(figures) < 2:
        place = dict(held)
        return _is_turned_at_most([(at, place[key]) for key, at in said], text, quoted)
    words, places = ([item for item in items if item[0][0] != _FIGURE] for items in (said, held))
    shifts = {sum(at < f.start for _, at in words) - sum(at < h.start for _, at in places) for f, h in figures}
    return [key for key, _ in words] == [key for key, _ in places] and len(shifts) == 1 and abs(shifts.pop()) <= 1


def changes_roles(text: str, quoted: str) -> bool:
    """True when a word has another preposition or another kind of particle than in the quoted sentence.

    Either may be without one, but for the Korean particles that say from, up to or also.
    """
    said, held = _roles(text), _roles(quoted)
    strong = [{(stem, kind) for stem, kinds in roles.items() for kind in kinds & _STRONG} for roles in (said, held)]
    return strong[0] != strong[1] or any(said[stem] != held[stem] for stem in said.keys() & held.keys())


def _items(text: str) -> list[tuple[tuple[str, int], int]]:
    """Stems, logic words and figures as they come, each numbered among its like, with its place."""
    items = [(word.stem, word.start) for word in content_of(text)] + logic_of(text)
    items += [(_FIGURE, figure.start) for figure in read_figures(text)]
    times: Counter[str] = Counter()
    found: list[tuple[tuple[str, int], int]] = []
    for key, at in sorted(items, key=lambda item: (item[1], item[0])):
        found.append(((key, times[key]), at))
        times[key] += 1
    return found


def _same_figure(said: Figure, held: Figure) -> bool:
    """True when the figures are equal and the unit is not lost; a bare number of a table may get one."""
    return (same(said, held) or same(held, said)) and (said.kind != "number" or held.kind == "number")


def _is_turned_at_most(pairs: Sequence[tuple[int, int]], text: str, quoted: str) -> bool:
    """True when the places rise, or rise again from the sentence's beginning after its end came first."""
    turns = [i for i in range(1, len(pairs)) if pairs[i][1] < pairs[i - 1][1]]
    if not turns:
        return True
    if len(turns) > 1 or pairs[-1][1] > pairs[0][1]:
        return False
    return all(_small_words(text, at) == _small_words(quoted, place) for at, place in (pairs[0], pairs[turns[0]]))


def _small_words(text: str, at: int) -> list[str]:
    """The words without content directly before a place, articles left out."""
    spans = [(word.start, word.end) for word in content_of(text)] + [(figure.start, figure.end) for figure in read_figures(text)]
    start = max((end for _, end in spans if end <= at), default=0)
    return [word.lower() for word in TOKEN.findall(text, start, at) if word.lower() not in _ARTICLES]


def _roles(text: str) -> dict[str, frozenset[str]]:
    """Stem -> its prepositions, or in Korean the kinds of its particles; words without one are left out."""
    found: dict[str, set[str]] = {}
    if script_of(text) == "ko":
        for match in TOKEN.finditer(text):
            kind = next((kind for pattern, kind in _PARTICLES if pattern.search(match.group())), None)
            if kind and len(match.group()) > 2:
                found.setdefault(stem_of(match.group()), set()).add(kind)
    else:
        for match in _DIRECTION.finditer(text):
            found.setdefault(stem_of(match[2]), set()).add(match[1].lower())
    return {stem: frozenset(kinds) for stem, kinds in found.items()}
