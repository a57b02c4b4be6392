"""What stands in a sentence where its quotes, or a caption that it repeats, have something else: another name, another year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.grounding.figures import Figure, read_figures
from assistant.grounding.holding import same
from assistant.grounding.words import Vocabulary, Word, vocabulary_of, words_of

# A sentence repeats a text when it has this share of the text's words and figures.
_QUOTE_REPEATED = 0.5
# A row is short, and its name is much of it.
_ROW_REPEATED = 0.3
_CONTEXT_REPEATED = 0.6
# So much of a caption must be repeated before a name of the title in it counts as put there.
_CLOSELY = 0.75
_PARTS = " › "
_CELL = " | "
_BOUND = re.compile(r"(?:minimum|maximum|max|min|least|most|최소|최대|상한|하한)$", re.IGNORECASE)
# A Korean word that ends like this is a verb or what a verb makes of a word, not a name.
_PREDICATE = re.compile(
    r"(?:다|[하되있없]는|[하되으]며|[하되]고|[하되]여|[하되않이]지|[가-힣]{2}(?:한|된|할|될|해)|하게|되게|[아어해]서|[하되으이]면|도록)$"
)
_POINTING = re.compile(r"(?:\b(?:this|that|these|those|such)\s|(?<![가-힣])(?:이|그|해당|동|본)\s)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A content word or a figure of a text, with the key by which it is compared."""

    key: str
    text: str
    start: int
    word: Word | None = None
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words or a figure of the sentence in the place of others: what kind of finding that is, and whether it contradicts."""

    kind: str
    said: str
    hard: bool = False
    figure: Figure | None = None


def replacements(text: str, quotes: tuple[str, ...], contexts: tuple[str, ...]) -> Iterator[Replacement]:
    """Each place where the sentence goes along with a quote or a part of a context, and puts something else in the middle of it.

    What is put there must be in none of the quotes. It may stand in a context where a name has given way to it: a title's other
    name is no support for it.
    """
    parts = tuple(dict.fromkeys(part for context in contexts for part in context.split(_PARTS)))
    every = vocabulary_of((*quotes, *parts))
    shares = {held: _share(text, held) for held in (*quotes, *parts)}
    for held, share in shares.items():
        quoted = held in quotes
        if share < (_CONTEXT_REPEATED if not quoted else _ROW_REPEATED if _CELL in held else _QUOTE_REPEATED):
            continue
        # What the sentence repeats more closely has its own right to stand there.
        closer = [h for h in shares if h in quotes or shares[h] > share]
        known = frozenset(token.key for other in closer for token in tokens_of(other))
        for said, theirs in _gaps(text, held):
            yield from _figure(said, theirs, known)
            strange = [t for t in said if t.word and not every.covers(t.word)]
            if strange and theirs:
                yield from _words(strange, theirs, text, said)
            elif (quoted or (share >= _CLOSELY and _CELL not in held)) and any(_is_name(t, held) for t in theirs):
                near = vocabulary_of((*closer, held))
                moved = [t for t in said if t.word and not near.covers(t.word)]
                if moved and not _POINTING.search(held[: theirs[0].start]):
                    yield Replacement("name", " ".join(t.text for t in moved))


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Content words and figures in their order."""
    words = [Token(w.stem, w.text, w.start, word=w) for w in words_of(text) if w.content]
    figures = [Token(_identity(f), text[f.start : f.end], f.start, figure=f) for f in read_figures(text)]
    return tuple(sorted(words + figures, key=lambda token: token.start))


def _identity(figure: Figure) -> str:
    value = f"{figure.value.normalize():f}" if isinstance(figure.value, Decimal) else str(figure.value)
    return f"{figure.kind} {figure.unit} {value}"


def _share(text: str, held: str) -> float:
    """How much of a text's words and figures the sentence repeats."""
    own = {t.key for t in tokens_of(text)}
    keys = _keys(text, held)
    return sum(key in own for key in keys) / len(keys) if keys else 0.0


def _keys(text: str, held: str) -> list[str]:
    """The keys of the held text's tokens; a bare number of a table has the key of the sentence's figure that is written so."""
    written: dict[Decimal | None, str] = {t.figure.written: t.key for t in tokens_of(text) if t.figure and t.figure.written is not None}
    return [written.get(t.figure.written, t.key) if t.figure and t.figure.kind == "number" else t.key for t in tokens_of(held)]


def _gaps(text: str, held: str) -> Iterator[tuple[list[Token], list[Token]]]:
    """What stands between the same neighbours in both texts: the sentence's tokens that the other has nowhere, and the other way round."""
    ours, theirs, keys = tokens_of(text), tokens_of(held), _keys(text, held)
    own, other = {t.key for t in ours}, set(keys)
    vocabulary, own_vocabulary = vocabulary_of((held,)), vocabulary_of((text,))
    for tag, a, b, c, d in SequenceMatcher(None, [t.key for t in ours], keys, autojunk=False).get_opcodes():
        if tag == "replace":
            left = [t for t, key in zip(theirs[c:d], keys[c:d], strict=True) if key not in own and not _covered(t, own_vocabulary)]
            yield [t for t in ours[a:b] if t.key not in other and not _covered(t, vocabulary)], left


def _covered(token: Token, vocabulary: Vocabulary) -> bool:
    return token.word is not None and vocabulary.covers(token.word)


def _figure(said: Sequence[Token], theirs: Sequence[Token], quoted: frozenset[str]) -> Iterator[Replacement]:
    """A figure in the place of another one of its kind, where each side has one only and no quote has the sentence's."""
    ours = [t for t in said if t.figure and t.key not in quoted]
    held = [t for t in theirs if t.figure]
    if len(ours) != 1 or len(held) != 1:
        return
    one, other = ours[0].figure, held[0].figure
    if one and other and one.kind == other.kind and not same(one, other):
        yield Replacement(one.kind, ours[0].text, figure=one)


def _words(strange: Sequence[Token], theirs: Sequence[Token], text: str, said: Sequence[Token]) -> Iterator[Replacement]:
    """Strange words in the place of others: a name, a bound, or plainly other words."""
    held = [t for t in theirs if t.word]
    if not held:
        return
    words = " ".join(t.text for t in strange)
    if all(_BOUND.search(t.text) for t in (strange[0], held[0])):
        yield Replacement("comparison", words, hard=True)
    elif strange[0].text[0].isupper() and held[0].text[0].isupper() and held[0].text.lower() not in text.lower():
        yield Replacement("name", words, hard=True)
    elif _may_name(strange) and _may_name(held):
        yield Replacement("name", words)
    elif len(said) == len(theirs) == 1:
        yield Replacement("words", words)


def _may_name(words: Sequence[Token]) -> bool:
    """Whether words look like a name: a capital, several English words, or a Korean noun at their end."""
    if words[-1].text[0] >= "가":
        return _is_nominal(words[-1])
    return len(words) > 1 or words[0].text[0].isupper()


def _is_nominal(token: Token) -> bool:
    """Whether a word may be part of a name: capitalised, or Korean without a verb's ending."""
    return token.text[0] < "가" or not _PREDICATE.search(token.text)


def _is_name(token: Token, text: str) -> bool:
    """Whether a word of a quote is part of a name: a Korean noun, or a capital that does not merely open the text."""
    if token.word is None:
        return False
    return (
        _is_nominal(token)
        if token.text[0] >= "가"
        else token.text[0].isupper() and (token.start > 0 or token.text.isupper() or _CELL in text)
    )
