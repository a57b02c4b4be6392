"""A sentence in other words against the quoted sentence that it stands for: it must say all of it and nothing else.

`check_sentence` asks whether quotes carry a sentence; a rewording must also carry its quoted sentence. It is made of the same words
(by stem, or listed as meaning the same), figures and logic words. Only small words, endings and, within limits, the order are new.
"""

from __future__ import annotations

import re

from assistant.grounding.arrangement import changes_roles, keeps_order
from assistant.grounding.logic_words import past_of
from assistant.grounding.sentence import check_sentence
from assistant.records import Reply, Sentence, Verdict, language_of

_PUNCTUATION = frozenset(" .,;:()'\"’‘“”-–—%·~&/₩")
# The vocabulary takes them as one, but one side gives and the other gets.
_GIVES = re.compile(r"\b(?:pay|pays|paid|give|gives|given|gave|offer\w*|provid\w*)\b")
_GETS = re.compile(r"\b(?:get|gets|got|receiv\w*)\b")


def held_rewording(text: str, quoted: Sentence, reply: Reply) -> Sentence | None:
    """The quoted sentence with `text` as its words, or None unless that says all that the quoted one says and nothing else."""
    text = text.strip()
    if not _is_plain(text, quoted.text) or language_of(text) != language_of(quoted.text):
        return None
    cited = [reply.citations[index] for index in quoted.citations]
    contexts = [line for c in cited for line in (c.title, *c.section, c.context or "")]
    carried = check_sentence(text, [*(c.quote for c in cited), quoted.text], contexts)[0]
    carries = check_sentence(quoted.text, [text])[0]
    if not carried is carries is Verdict.SUPPORTED:
        return None
    if not keeps_order(text, quoted.text) or not _same_forms(text, quoted.text) or changes_roles(text, quoted.text):
        return None
    return quoted.model_copy(update={"text": text})


def _is_plain(text: str, quoted: str) -> bool:
    """One line of letters, digits and ordinary punctuation, not much longer than the quoted one; any other sign must be in it."""
    short = 0 < len(text) <= 2 * len(quoted) + 60
    return short and all(c in quoted or c in _PUNCTUATION or "가" <= c <= "힣" or (c.isascii() and c.isalnum()) for c in text)


def _same_forms(text: str, quoted: str) -> bool:
    """True when both speak of the past alike, and of giving and getting alike."""
    sides = ([bool(side.search(line.lower())) for side in (_GIVES, _GETS)] for line in (text, quoted))
    return past_of(text) == past_of(quoted) and next(sides) == next(sides)
