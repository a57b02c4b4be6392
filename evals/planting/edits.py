"""One change of a sentence, and the means to make it: another number, another name with the right particle behind it."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random
from typing import NamedTuple

_HANGUL, _FINALS, _RIEUL = 0xAC00, 28, 8
# The particles that change with the sound before them: after a consonant, after a vowel.
_PARTICLES = (("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("이나", "나"), ("이며", "며"))


class Edit(NamedTuple):
    """A changed sentence, the words that were replaced and the words in their place.

    `quote` is what the citation says it quotes, where that was changed instead of the sentence.
    """

    text: str
    was: str
    became: str
    quote: str | None = None


def replaced(text: str, start: int, end: int, became: str) -> Edit:
    """The text with its slice replaced, and a particle behind it in the form that the new word asks for."""
    rest = text[end:]
    if became and "가" <= became[-1] <= "힣" and "가" <= text[end - 1] <= "힣":
        return Edit(text[:start] + with_particle(became, rest), text[start:end], became)
    return Edit(text[:start] + became + rest, text[start:end], became)


def final_of(word: str) -> int:
    """Number of the final consonant of a word's last syllable, 0 for none or for a word that does not end in Hangul."""
    code = ord(word[-1]) - _HANGUL if word else -1
    return code % _FINALS if 0 <= code < 11172 else 0


def without_final(syllable: str) -> str:
    """A Hangul syllable without its final consonant."""
    return chr(ord(syllable) - final_of(syllable))


def with_particle(word: str, rest: str) -> str:
    """A word and the text behind it, whose first particle is put into the form that the word asks for."""
    closed = final_of(word) > 0
    for after_consonant, after_vowel in _PARTICLES:
        for found in (after_consonant, after_vowel):
            if re.match(rf"{found}(?![가-힣])", rest):
                # 로 follows a vowel and ㄹ alike.
                open_form = not closed or (after_vowel == "로" and final_of(word) == _RIEUL)
                return word + (after_vowel if open_form else after_consonant) + rest[len(found) :]
    return word + rest


def other_number(number: str, rng: Random, most: float | None = None) -> str:
    """Another number in the same format: a digit slipped, two digits swapped, or a zero more. Not above `most` if that is given."""
    digits = [i for i, c in enumerate(number) if c.isdigit()]
    tries = [_slipped(number, rng.choice(digits), rng) for _ in range(8)]
    for a, b in pairwise(digits):
        swapped = list(number)
        swapped[a], swapped[b] = swapped[b], swapped[a]
        tries.append("".join(swapped))
    if number.isdigit() and len(number) < 4:
        tries.append(number + "0")
    fits = [t for t in tries if _value(t) != _value(number) and t[0] != "0" and (most is None or _value(t) <= most)]
    return rng.choice(fits) if fits else _slipped(number, digits[-1], rng)


def other_year(year: str, rng: Random) -> str:
    """A year up to four years away."""
    return str(int(year) + rng.choice((-4, -3, -2, -1, 1, 2, 3, 4)))


def _slipped(number: str, at: int, rng: Random) -> str:
    digit = rng.choice([d for d in "123456789" if d != number[at]])
    return number[:at] + digit + number[at + 1 :]


def _value(number: str) -> float:
    return float(number.replace(",", ""))
