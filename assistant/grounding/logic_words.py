"""The small words that a rewording must keep: without "only", "if" or "or" the same nouns and figures say something else."""

from __future__ import annotations

import re

from assistant.grounding.figures import read_figures
from assistant.grounding.words import script_of, words_of

# How a figure is bounded is checked with the figure: "at least 40" is "40 or more".
_BOUNDS = re.compile(
    r"\b(?:at least|at most|up to|(?:no|not) (?:more|less|fewer|later|earlier) than|(?:more|less|fewer) than|not exceeding|"
    r"(?:not|may not) exceed|(?:or|and) (?:more|less|fewer|older|younger|longer|over|under|above|below))\b"
)
_PARTICIPLES = (
    "paid|given|made|held|set|sent|met|built|told|found|kept|left|lent|sold|bought|won|chosen|taken|known|shown|drawn|cut|put|spent|done|"
    "seen|begun|bound|brought|caught|cast|hit|laid|led|lost|meant|read|run|said|shut|split|sought|taught|thought|understood|withdrawn"
)
_CLASSES = {
    "en": {
        "not": r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b",
        "must": r"\b(?:must|shall|(?:is|are|be) required|(?:has|have|had) to|obliged|mandatory|needs? to|compulsory)\b",
        "may": r"\b(?:may|can|could|might|cannot|optional(?:ly)?|(?:is|are|be) (?:allowed|permitted)|free to)\b",
        "should": r"\b(?:should|ought|recommended|advised)\b",
        "will": r"\b(?:will|would)\b",
        "only": r"\b(?:only|solely|exclusively|alone|just)\b",
        "if": r"\b(?:if|when|whenever|where|provided|once|while|whether|as long as)\b",
        "except": r"\b(?:except\w*|unless|excluding|other than|but)\b",
        "or": r"\b(?:or|either)\b",
        "each": r"\b(?:each|every|per)\b",
        "all": r"\b(?:all|both)\b",
        "any": r"\bany\b",
        "some": r"\b(?:some|many|few|half)\b",
        "more": r"\b(?:more|greater|higher|larger|over|above)\b",
        "less": r"\b(?:less|lower|fewer|smaller|under|below)\b",
        "not yet": r"\b(?:yet|already|still|again)\b",
        "also": r"\b(?:also|too|otherwise|else)\b",
        "other": r"\b(?:other|another|such|certain|same|own)\b",
        "about": r"\b(?:about|around|approximately|roughly|nearly|almost)\b",
        "edge": r"\b(?:least|most|between|among|within|into|out|up)\b",
        "by": r"\bby\b",
        "from": r"\bfrom\b",
        "for": r"\bfor\b",
        "with": r"\b(?:with|against)\b",
        "past": r"\b(?:was|were|had|did|used to)\b",
        "passive": rf"\b(?:am|is|are|was|were|be|been|being)\s(?:\w+ly\s|not\s)?(?:\w+ed|{_PARTICIPLES})\b",
    },
    "ko": {
        "not": r"않|없|아니|아닌|아닙|못|(?<![가-힣])안 |말아야|불가|미(?=지급|포함|해당|달)",
        "must": r"야(?= ?[합하한할했됩되])|의무|필수|필요",
        "may": r"[가-힣] 수(?:도|가|는)? ?(?=있|없)|가능|허용",
        "only": r"만(?=[\s,.이을은의])|한하|한해|한정|오직|에만",
        "if": r"경우|(?:으|하|되|이)면|때(?=[\s,에는마])",
        "except": r"제외|외에|예외|다만|(?<![가-힣])단,",
        "or": r"또는|혹은|이나|거나",
        "each": r"당(?=[\s,.])|씩|마다|(?<![가-힣])매",
        "all": r"모든|모두|전부|전체|전원|누구나",
        "some": r"일부|대부분|절반",
        "before": r"(?<![가-힣])전(?=[에까\s])|이전|전까지",
        "after": r"(?<![가-힣])후(?=[에부\s])|이후",
        "also": r"(?<![가-힣])또한|추가로|다시|이미|아직",
        "at least": r"(?<![가-힣])(?:최소|적어도|이상)",
        "more": r"초과|넘",
        "at most": r"(?<![가-힣])(?:최대|이하|이내)",
        "less": r"(?<![가-힣])미만",
        "about": r"(?<![가-힣])(?:약(?= )|대략|가량|정도)",
        "past": r"[가-힣]*[았었했였됐렸졌](?=습|다|던|고|으|지)",
        "passive": r"됩|되|된|될|됨|돼|됐|받|당하|당한",
    },
}
_PAST = frozenset(_PARTICIPLES.split("|")) | {"gave", "took", "began", "knew", "wrote", "became", "came", "went", "rose", "fell", "grew"}
# "for each" is "per".
_HIDDEN = re.compile(rf"{_BOUNDS.pattern}|\bfor(?= (?:each|every)\b)")
_PATTERNS = {language: {name: re.compile(pattern) for name, pattern in table.items()} for language, table in _CLASSES.items()}
_PLAIN = {language: re.compile("|".join(f"(?:{pattern})" for pattern in table.values())) for language, table in _CLASSES.items()}


def logic_of(text: str) -> list[tuple[str, int]]:
    """Where the text says not, must, may, only, if, or …: (class, place), in order. Figures and what bounds them are left out."""
    bare = _without_bounds(text)
    patterns = _PATTERNS[script_of(text) or "en"]
    found = [(f"<{name}>", match.start()) for name, pattern in patterns.items() for match in pattern.finditer(bare)]
    return sorted(found, key=lambda item: (item[1], item[0]))


def past_of(text: str) -> frozenset[str]:
    """Stems of the English words in the past or as participles: "covered" is not "covers"."""
    words = words_of(text)
    return frozenset(w.stem for w in words if w.text.isascii() and (w.text.lower().endswith("ed") or w.text.lower() in _PAST))


def is_logic(word: str) -> bool:
    """True for a word that `logic_of` counts, so that another word of its class may stand for it."""
    return _PLAIN[script_of(word) or "en"].fullmatch(word.lower()) is not None


def _without_bounds(text: str) -> str:
    """The text in lower case with blanks for its figures and their bounds, so that places stay."""
    bare = text.lower()
    for figure in read_figures(text):
        bare = bare[: figure.start] + " " * (figure.end - figure.start) + bare[figure.end :]
    return _HIDDEN.sub(lambda match: " " * len(match.group()), bare)
