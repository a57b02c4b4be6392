"""Every word that the window says, in each interface language."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.records import Language
from assistant.ui.words.english import ENGLISH
from assistant.ui.words.fields import TONES, Tone, Words
from assistant.ui.words.korean import KOREAN

__all__ = ["TONES", "WORDS", "Tone", "Words"]

WORDS: Mapping[Language, Words] = {"en": ENGLISH, "ko": KOREAN}
