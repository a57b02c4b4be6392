"""A sentence against its quotes, by rule: figures, negation, modality, comparison, names and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.grounding.comparison import bounds_of, contradicts, implied
from assistant.grounding.figures import Figure, read_figures
from assistant.grounding.holding import Held, date_is_told, figures_held, is_per_one, missing_kind, of_others, same, used_twice
from assistant.grounding.modality import changed_mode
from assistant.grounding.negation import denial
from assistant.grounding.replacing import replacements
from assistant.grounding.words import Vocabulary, script_of, strange_names, vocabulary_of, words_of
from assistant.records import Finding, Verdict

# Shares of a sentence's content words that stand in its quotes or contexts, by stem: below COVERED it is partly supported,
# below BARELY it is about something else.
COVERED = 0.75
BARELY = 0.35

_SPACES = re.compile(r"\s+")
_MONTH = re.compile(r" (?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_QUOTATION = re.compile(r"[“\"]([^”\"]{3,})[”\"]|「([^」]{3,})」")
# Marks around words do not change what is said; single ones may be apostrophes, or hold a name.
_QUOTATION_MARKS = re.compile(r"[“”]")
_JOINING = ".,-~–—−+:/·"


class _Problems:
    """The findings of one sentence, and whether any of them contradicts the quotes."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Finding] = {}
        self.hard = False

    def add(self, kind: str, detail: str, *, hard: bool = True) -> None:
        if (kind, detail) not in self.found:
            self.found[kind, detail] = Finding(kind=kind, detail=detail)
        self.hard = self.hard or hard

    def names(self, detail: str) -> bool:
        """Whether something was found to be wrong with these words."""
        return any(words == detail for _, words in self.found)


def check_sentence(text: str, quotes: Sequence[str], contexts: Sequence[str] = ()) -> tuple[Verdict, tuple[Finding, ...]]:
    """How far the quotes carry a sentence, and what is wrong with it.

    `contexts` are the quotes' titles, headings, captions and table headers: they hold names, figures and units, but a claim
    needs a quote. A finding's `kind` is number, amount, rate, date, duration, unit, version, negation, comparison, name or quote
    (the sentence says what the quotes do not), or modality or words (it says more or less strongly, or in other words, what
    they say); its `detail` is the words concerned.

    SUPPORTED: no finding, and at least COVERED of the content words stand in quotes or contexts; a part of a quote cut at
    word boundaries always is. NOT_FOUND: no quotes, a finding that contradicts, or less than BARELY of the words.
    PARTLY: the rest. Where the quotes are in the other language, only figures, dates and Latin names are compared, and a
    sentence without any is PARTLY.
    """
    return _check(_plain(text), tuple(_plain(q) for q in quotes if q.strip()), tuple(_plain(c) for c in contexts if c.strip()))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _check(text: str, quotes: tuple[str, ...], contexts: tuple[str, ...]) -> tuple[Verdict, tuple[Finding, ...]]:
    if not quotes:
        return Verdict.NOT_FOUND, (Finding(kind="quote", detail=text),)
    if any(_is_part(text, quote) for quote in quotes):
        return Verdict.SUPPORTED, ()
    problems = _Problems()
    _quotations(problems, text, (*quotes, *contexts))
    text = _QUOTATION_MARKS.sub("", text)
    if not problems.found and any(_is_part(text, quote) for quote in quotes):
        return Verdict.SUPPORTED, ()
    language = script_of(text)
    alike = tuple(quote for quote in quotes if script_of(quote) in (None, language))
    _figures(problems, text, quotes, contexts, alike=bool(alike))
    if not alike:
        return _across(problems, text, vocabulary_of((*quotes, *contexts)))
    return _within(problems, text, alike, contexts)


def _within(problems: _Problems, text: str, quotes: tuple[str, ...], contexts: tuple[str, ...]) -> tuple[Verdict, tuple[Finding, ...]]:
    """The checks that need quotes in the sentence's own language, and the verdict."""
    held, quoted = vocabulary_of((*quotes, *contexts)), vocabulary_of(quotes)
    if denied := denial(text, quotes, contexts):
        problems.add("negation", denied[0], hard=denied[1])
    if changed := changed_mode(text, quotes, contexts):
        problems.add("modality", changed, hard=False)
    for name in strange_names(text, held):
        problems.add("name", name)
    content = [word for word in words_of(text) if word.content]
    strange = [word for word in content if not held.covers(word)]
    carried = [word for word in content if quoted.covers(word)]
    turned = any(kind in ("negation", "modality") for kind, _ in problems.found)
    for one in replacements(text, quotes, contexts):
        # What is in no quote at all, or turns the sentence round, is told already.
        if problems.names(one.said) if one.figure else turned and not one.hard:
            continue
        problems.add(missing_kind(text, one.figure, ()) if one.figure else one.kind, one.said, hard=one.hard)
    coverage = 1 - len(strange) / len(content) if content else 1.0
    if content and not carried and not _shares_figure(text, quotes, contexts):
        problems.add("words", text)
    elif coverage < COVERED:
        problems.add("words", ", ".join(word.text for word in strange), hard=coverage < BARELY)
    return _verdict(problems)


def _shares_figure(text: str, quotes: tuple[str, ...], contexts: tuple[str, ...]) -> bool:
    """True when a quote itself, and not only its title, holds a figure of the sentence, in the unit that a header may give it."""
    held = [one.figure for one in figures_held(quotes, contexts) if one.quoted]
    return any(same(figure, one) for figure in read_figures(text) for one in held)


def _across(problems: _Problems, text: str, held: Vocabulary) -> tuple[Verdict, tuple[Finding, ...]]:
    """The verdict where every quote is in the other language."""
    names = [w.text for w in words_of(text) if w.text[0].isascii() and w.text[0].isupper()]
    checkable = bool(read_figures(text)) or any(held.names(name) for name in names)
    if script_of(text) == "ko":
        for name in strange_names(text, held):
            if name.isascii():
                problems.add("name", name, hard=False)
    if not checkable:
        problems.add("words", text, hard=False)
    return _verdict(problems)


def _verdict(problems: _Problems) -> tuple[Verdict, tuple[Finding, ...]]:
    if problems.hard:
        return Verdict.NOT_FOUND, tuple(problems.found.values())
    return (Verdict.PARTLY if problems.found else Verdict.SUPPORTED), tuple(problems.found.values())


def _is_part(text: str, quote: str) -> bool:
    """True when the sentence stands in the quote, cut at word boundaries: not "5 billion" in "1.5 billion"."""
    bare = text.rstrip(".。 ")
    at = quote.find(bare) if bare else -1
    while at >= 0:
        end = at + len(bare)
        if _is_cut(quote, at) and _is_cut(quote, end):
            return True
        at = quote.find(bare, at + 1)
    return False


def _is_cut(quote: str, at: int) -> bool:
    """True when the text may be cut before the character at `at` without cutting a word or a number."""
    if at in (0, len(quote)):
        return True
    before, after = quote[at - 1], quote[at]
    if before.isalnum() and after.isalnum():
        return False
    if before in _JOINING:
        return not (after.isalnum() and (at < 2 or quote[at - 2].isalnum() or after.isdigit()))
    return not (before.isdigit() and (after == "%" or (after in _JOINING and quote[at + 1 : at + 2].isdigit())))


def _figures(problems: _Problems, text: str, quotes: tuple[str, ...], contexts: tuple[str, ...], *, alike: bool) -> None:
    """Every figure must stand in the quotes or contexts, with the same bound, and in the quote's own language beside the same words."""
    figures = read_figures(text)
    if not figures:
        return
    held = figures_held(quotes, contexts)
    everything = " ".join((*quotes, *contexts))
    known: list[Figure] = []
    for figure, bound in zip(figures, bounds_of(text), strict=True):
        words = text[figure.start : figure.end]
        matches = [h for h in held if same(figure, h.figure)]
        if not matches:
            if not (figure.word and figure.value == 1) and not date_is_told(figure, held) and not is_per_one(text, figure, quotes):
                weak = figure.word or (not alike and _is_loose(figure, held))
                problems.add(missing_kind(text, figure, held), words, hard=not weak)
            continue
        known.append(figure)
        _bound(problems, words, (figure, bound), matches, (text, everything))
    if alike:
        for figure in of_others(text, known, held):
            problems.add(missing_kind(text, figure, ()), text[figure.start : figure.end])
        for figure in figures:
            # "45 May 2032" is no date; read as a number and a year, each may stand somewhere.
            if figure.kind == "number" and (month := _MONTH.match(text, figure.end)):
                problems.add("date", text[figure.start : month.end()])
        for figure in used_twice(figures, held):
            problems.add(missing_kind(text, figure, ()), text[figure.start : figure.end], hard=False)


def _is_loose(figure: Figure, held: Sequence[Held]) -> bool:
    """True for what another language may put otherwise: a count of one, or a number whose unit stands apart from it."""
    bare = any(h.figure.kind == "number" and h.figure.written == figure.written for h in held)
    return figure.written is not None and (bare or (figure.written == 1 and figure.kind == "count"))


def _bound(problems: _Problems, words: str, said: tuple[Figure, str], matches: Sequence[Held], texts: tuple[str, str]) -> None:
    """A bound that excludes the quote's contradicts; one that is dropped or added is weaker."""
    figure, bound = said
    sentence, quoted = texts
    bounds = {h.bound for h in matches if h.quoted} or {h.bound for h in matches}
    if bound in bounds:
        return
    dated = figure.kind == "date"
    if bound and all(contradicts(bound, b, dated=dated) for b in bounds):
        problems.add("comparison", words)
        return
    added = "" in bounds and bound and not implied(bound, quoted)
    dropped = not bound and not dated and not any(implied(b, sentence) for b in bounds)
    if added or dropped:
        problems.add("comparison", words, hard=False)


def _quotations(problems: _Problems, text: str, held: tuple[str, ...]) -> None:
    """Words in quotation marks must stand so in a quote, or in a title or caption."""
    for match in _QUOTATION.finditer(text):
        inside = _plain(match.group(1) or match.group(2)).rstrip(".,")
        if len(inside.split()) > 2 and not any(inside in one for one in held):
            problems.add("quote", inside)
