"""Kleene's three values: True, False, and None for what is not known."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None


def all_of(parts: Iterable[Truth]) -> Truth:
    """False when one part is False; else None when one is not known; else True."""
    unknown = False
    for part in parts:
        if part is False:
            return False
        unknown = unknown or part is None
    return None if unknown else True


def any_of(parts: Iterable[Truth]) -> Truth:
    """True when one part is True; else None when one is not known; else False."""
    unknown = False
    for part in parts:
        if part is True:
            return True
        unknown = unknown or part is None
    return None if unknown else False


def negation(part: Truth) -> Truth:
    """The opposite; what is not known stays so."""
    return None if part is None else not part


def implies(when: Truth, then: Truth) -> Truth:
    """True where `when` does not hold, else `then`."""
    return any_of((negation(when), then))
