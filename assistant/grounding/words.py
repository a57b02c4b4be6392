"""The words of a text: its language, its content words by stem, and the proper names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.figures import read_figures
from assistant.grounding.lexicon import IRREGULAR, NO_PLACES, STOP, SYNONYMS
from assistant.records import Language, language_of

TOKEN = re.compile(r"[A-Za-z]+|[가-힣]+")
_HANGUL = re.compile(r"[가-힣]+")

_KOREAN_END = re.compile(
    r"(?:하였습니다|되었습니다|했습니다|됐습니다|였습니다|이었습니다|입니다|합니다|됩니다|습니다|하여야|해야|하여|되어|하며|되며|이며|하고|되고|이고|하는|되는|"
    r"하지|되지|하면|되면|한다|된다|인|한|된|할|될|해|함|됨)$"
)
# Their last syllable is a particle's too, so they go first.
_KOREAN_VERB = re.compile(r"(?:하는|되는|하여야|하였고|되었고)$")
_KOREAN_PARTICLE = re.compile(
    r"(?:으로부터|로부터|에서는|에서만|에게는|까지는|부터는|으로는|이라고|라고|에서|에게|에는|에도|에만|으로|까지|부터|처럼|보다|마다|이나|와의|과의|"
    r"은|는|이|가|을|를|의|에|로|와|과|도|만|나|씩)$"
)
_OPENER_TAIL = re.compile(r"(?:s|ing|ed|ly|tion|ment|ity|ness|ance|ence|er|or|al|ive|able|ful)$")
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"['‘“\"「『《]([^'’”\"」』》]{2,60})['’”\"」』》]")
# These end nothing but a name.
_SURE_PLACES = ("광역시", "특별시", "자치시", "자치도")
_PLACE = re.compile(r"(?<![가-힣])[가-힣]{1,4}(?:특별자치도|특별자치시|광역시|특별시|시|군|구)(?=[은는이가을를의에와과도,\s)]|에서|으로|$)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word outside the figures: as written, its stem, its place, and whether it carries content."""

    text: str
    stem: str
    start: int
    end: int
    content: bool


@lru_cache(maxsize=4096)
def script_of(text: str) -> Language | None:
    """The text's language; None where it has no letters, as a row of numbers does."""
    return language_of(text) if TOKEN.search(text) else None


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of the text that stand outside its figures."""
    spans = [(f.start, f.end) for f in read_figures(text)]
    found: list[Word] = []
    at = 0
    for match in TOKEN.finditer(text):
        start, end = match.span()
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] < end:
            continue
        stem = stem_of(match.group())
        found.append(Word(match.group(), stem, start, end, _is_content(match.group(), stem)))
    return tuple(found)


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """The word without its ending, in lower case; words of one meaning share a stem."""
    if word[0] >= "가":
        return _CANONICAL.get(korean_stem(word), korean_stem(word))
    stem = _english_stem(word.lower())
    return _CANONICAL.get(stem, stem)


def korean_stem(word: str) -> str:
    """A Korean word without its particle or verb ending; at least two syllables are left, where there were two."""
    for pattern in (_KOREAN_VERB, _KOREAN_PARTICLE, _KOREAN_END):
        shorter = pattern.sub("", word)
        if len(shorter) >= 2:
            word = shorter
    return word


def _english_stem(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ied", "y"), ("ed", ""), ("s", "")):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + rest
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _is_content(word: str, stem: str) -> bool:
    if word[0] >= "가":
        return len(word) > 1 and word not in STOP and stem not in STOP
    return word.lower() not in STOP and len(word) > 1


def _bare(word: str) -> str:
    return word if word[0] >= "가" else _english_stem(word)


_CANONICAL = {_bare(word): _bare(group[0]) for group in SYNONYMS for word in group}


@dataclass(frozen=True)
class Vocabulary:
    """What quotes and their contexts hold, prepared for look-ups."""

    stems: frozenset[str]
    beginnings: frozenset[str]
    trunks: frozenset[str]
    tokens: frozenset[str]
    hangul: str
    pairs: frozenset[str]

    def covers(self, word: Word) -> bool:
        """True when the word, its stem or, for longer words, its beginning stands in the quotes.

        A beginning counts when it is the shorter of the two words but for its last letter: relocat(ing) and relocation do,
        Northtown and Northport do not.
        """
        if word.stem in self.stems:
            return True
        if word.text[0] >= "가":
            if word.stem in self.hangul:
                return True
            pairs = [word.stem[i : i + 2] for i in range(len(word.stem) - 1)]
            return len(pairs) > 1 and sum(pair in self.pairs for pair in pairs) >= 0.6 * len(pairs)
        return len(word.stem) >= 6 and (
            word.stem[:-1] in self.beginnings or any(word.stem[:n] in self.trunks for n in range(5, len(word.stem)))
        )

    def names(self, token: str) -> bool:
        """True when a Latin or Korean name stands in the quotes, in any case."""
        return token.lower() in self.tokens or token in self.hangul or re.sub(r"\s", "", token) in self.hangul


@lru_cache(maxsize=2048)
def vocabulary_of(texts: tuple[str, ...]) -> Vocabulary:
    """The vocabulary of several texts together."""
    words = [word for text in texts for word in words_of(text)]
    hangul = " ".join("".join(_HANGUL.findall(text)) for text in texts)
    tokens = {t.lower() for text in texts for t in TOKEN.findall(text)}
    long = {w.stem for w in words if len(w.stem) >= 6 and w.text[0] < "가"}
    return Vocabulary(
        frozenset(w.stem for w in words),
        frozenset(stem[:n] for stem in long for n in range(5, len(stem) + 1)),
        frozenset(stem[:-1] for stem in long),
        frozenset(tokens),
        hangul,
        frozenset(hangul[i : i + 2] for i in range(len(hangul) - 1)),
    )


def strange_names(text: str, held: Vocabulary) -> list[str]:
    """Proper names of the text that the vocabulary does not hold: capitalised words, and Korean names in quotes or of places."""
    capitals = [word for word in words_of(text) if word.text[0].isupper() and not _opens(text, word)]
    found = [word.text for word in capitals if not held.names(word.text) and not held.covers(word)]
    found += [inside for inside in _QUOTED.findall(text) if _is_strange(inside, held)]
    places = [place for place in _PLACE.findall(text) if not place.endswith(NO_PLACES) or place.endswith(_SURE_PLACES)]
    return found + [place for place in places if not held.names(place)]


def _is_strange(quoted: str, held: Vocabulary) -> bool:
    """True for a short Korean name in quotation marks of which a word is not in the quotes."""
    stems = [stem_of(part) for part in _HANGUL.findall(quoted)]
    return 0 < len(stems) < 3 and not _DIGIT.search(quoted) and not all(held.names(stem) for stem in stems)


def _opens(text: str, word: Word) -> bool:
    """True for a capital that only opens a sentence. A short word that looks like no common noun or verb may be a name all the same."""
    before = text[: word.start].rstrip(" '\"“‘(")
    if before and before[-1] not in ".!?:;|·–—":
        return False
    if len(word.text) > 1 and word.text.isupper():
        return False
    following = text[word.end : word.end + 2]
    possessive = following in ("'s", "’s")
    compound = len(following) == 2 and following[0] == " " and following[1].isupper()
    return not word.content or not (possessive or compound) or bool(_OPENER_TAIL.search(word.text) and not possessive)
