"""Which programmes a text means: by a name of theirs, or by words that their names hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from assistant.eligibility.places import Places
from assistant.rules import Programme

_PARTS = re.compile(r"[(),]")
_KINDS = r"subsid(?:y|ies)|grants?|vouchers?|visas?|reliefs?|aid|incentives?|support"
_PHRASE = re.compile(rf"((?:[a-z-]+ ){{1,3}})({_KINDS})\b")
_PHRASE_KO = re.compile(r"([가-힣]{2,}?)\s?(보조금|감면|지원금|바우처|비자|교통비|장려금|임차료)")
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "any",
        "what",
        "which",
        "get",
        "we",
        "i",
        "this",
        "that",
        "of",
        "for",
        "some",
        "more",
        "much",
        "our",
        "my",
        "is",
        "are",
        "there",
        "receive",
        "claim",
        "state",
        "and",
        "or",
        "to",
    ]
)


class Naming:
    """Finds programmes by the glossary's spellings of them, by their own names and ids, or by the words of their names."""

    def __init__(self, programmes: Mapping[str, Programme], places: Places) -> None:
        self._programmes = programmes
        self._local = {p.id for p in programmes.values() if places.find_in(p.name_en)}
        self._spellings: dict[str, str] = {}
        for term in places.terms:
            if term.kind == "programme" and term.programme and term.programme in programmes:
                self._spellings.update(dict.fromkeys((n.casefold() for n in term.names), term.programme))
        for programme in programmes.values():
            names = [programme.id, programme.name_en, programme.name_ko]
            names += [part.strip() for name in names for part in _PARTS.split(name)]
            self._spellings.update(dict.fromkeys((n.casefold() for n in names if len(n) > 2), programme.id))
        longest = sorted(self._spellings, key=len, reverse=True)
        self._pattern = re.compile(
            "|".join(rf"(?<![a-z0-9-]){re.escape(s)}s?(?![a-z0-9-])" if s.isascii() else re.escape(s) for s in longest)
        )

    def named(self, text: str, without: str = "") -> tuple[str, ...]:
        """The ids of the programmes that a text names, in its order; a name inside `without` doesn't count."""
        if not self._spellings:
            return ()
        found: dict[str, None] = {}
        for match in self._pattern.finditer(text.casefold()):
            spelled = match.group()
            if not without or spelled not in without.casefold():
                found[self._spellings.get(spelled) or self._spellings[spelled.removesuffix("s")]] = None
        return tuple(found)

    def meant(self, text: str) -> tuple[str, ...]:
        """The ids of the programmes whose names hold the words by which a text speaks of a subsidy, relief or the like."""
        found: dict[str, list[int]] = defaultdict(list)
        for wanted in _wanted(text.casefold()):
            for programme in self._programmes.values():
                if all(word in f"{programme.name_en} {programme.name_ko}".casefold() for word in wanted):
                    found[programme.id].append(len(wanted))
        most = max((max(sizes) for sizes in found.values()), default=0)
        names = [name for name, sizes in found.items() if max(sizes) == most]
        # A scheme of one place is meant where the place is said with it.
        return tuple(name for name in names if name not in self._local) or tuple(names)

    def cut(self, text: str) -> str:
        """The text without the names of programmes."""
        return self._pattern.sub(" ", text.casefold())


def _wanted(text: str) -> Iterator[list[str]]:
    """The words of each such phrase, from the longest to two; ends are cut off, so that subsidies are a subsidy."""
    for match in _PHRASE.finditer(text):
        words = [word for word in match[1].split() if word not in _EMPTY]
        kind = re.sub(r"(?:y|ies|s)$", "", match[2])
        for start in range(len(words)):
            yield [*words[start:], kind]
    for match in _PHRASE_KO.finditer(text):
        yield [match[1], match[2]]
