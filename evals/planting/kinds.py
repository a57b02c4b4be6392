"""The kinds of planted errors: how each is planted, how a true sentence of the kind is reworded, and what a checker should call it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from assistant.records import Language, Region, Term
from evals.planting.claims import Claim
from evals.planting.edits import Edit
from evals.planting.figures import plant_figure, plant_unit
from evals.planting.names import Name, plant_name, programmes, regions
from evals.planting.quotations import plant_quotation, reword_quotation
from evals.planting.rewording import reword_figure, reword_words
from evals.planting.wording import plant_comparison, plant_modality, plant_negation

Change = Callable[[Claim, Random], list[Edit]]
_OnText = Callable[[str, Language, Random], list[Edit]]


@dataclass(frozen=True)
class Kind:
    """One kind of error. `called` are the kinds of finding that name it rightly."""

    name: str
    called: frozenset[str]
    plant: Change
    reword: Change


def kinds(terms: tuple[Term, ...], places: tuple[Region, ...]) -> tuple[Kind, ...]:
    """All kinds, with the names of these programmes and regions."""
    by_programme: dict[Language, tuple[Name, ...]] = {"en": programmes(terms, "en"), "ko": programmes(terms, "ko")}
    by_region: dict[Language, tuple[Name, ...]] = {"en": regions(places, "en"), "ko": regions(places, "ko")}
    figures = ("number", "amount", "rate", "date", "duration")
    return (
        *(_kind(name, plant_figure(name), reword_figure(name)) for name in figures),
        _kind("unit", plant_unit, reword_figure("unit")),
        _kind("negation", plant_negation, reword_words("negation")),
        _kind("modality", plant_modality, reword_words("modality")),
        _kind("comparison", plant_comparison, reword_words("comparison")),
        Kind("programme", frozenset({"name"}), _names(by_programme), _where_named(by_programme)),
        Kind("region", frozenset({"name"}), _names(by_region), _where_named(by_region)),
        Kind("version", frozenset({"version", "date"}), _on_text(plant_figure("version")), _where_dated()),
        Kind(
            "quote",
            frozenset({"quote"}),
            lambda claim, rng: plant_quotation(claim.text, claim.citation.quote, rng),
            lambda claim, rng: reword_quotation(claim.text, claim.citation.quote, rng),
        ),
    )


def _kind(name: str, plant: _OnText, reword: _OnText) -> Kind:
    return Kind(name, frozenset({name}), _on_text(plant), _on_text(reword))


def _on_text(change: _OnText) -> Change:
    return lambda claim, rng: change(claim.text, claim.language, rng)


def _names(names: dict[Language, tuple[Name, ...]]) -> Change:
    return lambda claim, rng: plant_name(claim.text, claim.context, claim.language, names[claim.language], rng)


def _where_named(names: dict[Language, tuple[Name, ...]]) -> Change:
    """Plain rewordings of the sentences that name one of the names."""
    plain = _on_text(reword_words("plain"))

    def reword(claim: Claim, rng: Random) -> list[Edit]:
        named = any(name.places(claim.text, claim.language) for name in names[claim.language])
        return plain(claim, rng) if named else []

    return reword


def _where_dated() -> Change:
    """Plain rewordings of the sentences that name a version."""
    plain, versioned = _on_text(reword_words("plain")), _on_text(plant_figure("version"))
    return lambda claim, rng: plain(claim, rng) if versioned(claim, rng) else []
