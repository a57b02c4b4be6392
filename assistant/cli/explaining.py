"""`search --explain`: how a question was understood, why each chunk stands where it does, and what was kept back."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.records import Evidence, Reading
from assistant.retrieval.explaining import Explanation, Filtered
from assistant.retrieval.reading import YEAR


def understood(reading: Reading) -> dict[str, object]:
    """What a question was understood to mean, by name."""
    return {
        "language": reading.language,
        "as_of": reading.as_of.text,
        "follows": reading.follows,
        "searched_as": reading.query,
        "conversation": reading.conversation,
        "expects": reading.expects,
        "past": reading.past,
        "programmes": list(reading.programmes),
        "regions": list(reading.regions),
        "years": list(dict.fromkeys(YEAR.findall(reading.query))),
        "since": reading.since.isoformat() if reading.since else None,
    }


def kept_back(explanation: Explanation) -> dict[str, object]:
    """What the filters took out, by filter."""
    return {"by_date": explanation.by_date.model_dump(), "by_edition": explanation.by_edition.model_dump()}


def understood_lines(reading: Reading) -> Iterator[str]:
    """The same for a reader: a line each, a dash for nothing."""
    for name, value in understood(reading).items():
        yield f"{name.replace('_', ' '):<12} {_shown(value)}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(value) if isinstance(value, list) else str(value or "")) or "–"


def standing(evidence: Evidence) -> str:
    """A result's rank and relative score in each list that names it, and what it gained for what the question names."""
    lists = (f"{name} {rank} ({evidence.scores[name]:.3f})" for name, rank in evidence.ranks.items())
    return ", ".join([*lists, f"named +{evidence.named:g}"])


def kept_back_lines(explanation: Explanation) -> Iterator[str]:
    """What the filters took out, for a reader."""
    yield from _filtered(f"No longer in force on {explanation.found.reading.as_of.text}", explanation.by_date)
    yield from _filtered("Has an edition in the language of the question", explanation.by_edition)


def _filtered(reason: str, filtered: Filtered) -> Iterator[str]:
    yield f"{reason}: {filtered.chunks} chunks of {filtered.documents} documents kept back"
    for one in filtered.best:
        yield f"   would be {one.place}. of all: {one.title} ({one.document})"
