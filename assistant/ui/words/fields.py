"""What the window has words for, and the colour family of each status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.records import SourceKind, Status, Verdict

Tone = Literal["good", "care", "none"]

# The colour family of a status badge; the badge's words always say the same without colour.
TONES: Mapping[Status, Tone] = {
    Status.ANSWERED: "good",
    Status.ELIGIBLE: "good",
    Status.PARTIAL: "care",
    Status.DEPENDS: "care",
    Status.NEEDS_FACTS: "care",
    Status.NOT_ELIGIBLE: "care",
    Status.CONFLICT: "care",
    Status.SUPERSEDED_ONLY: "care",
    Status.NOT_IN_DOCUMENTS: "none",
    Status.OUT_OF_SCOPE: "none",
    Status.BLOCKED: "none",
}


@dataclass(frozen=True)
class Words:
    """The interface in one language. Fields that hold {names} are formatted with them."""

    title: str
    subtitle: str
    interface: str
    welcome: str
    welcome_text: str
    try_asking: str
    you: str
    assistant: str
    question: str
    placeholder: str
    send: str
    stop: str
    new: str
    as_of: str
    as_of_placeholder: str
    answer_in: str
    same_language: str
    footer: str
    sources: str
    sources_empty: str
    sources_none: str
    sources_of: str
    source_number: str
    back: str
    working: str
    stopped: str
    failed: str
    empty_question: str
    too_long: str
    bad_date: str
    as_of_line: str
    all_supported: str
    some_supported: str
    nearest: str
    conflict: str
    superseded: str
    used_to_apply: str
    quoted_from: str
    restated_from: str
    restated_unnamed: str
    undated: str
    new_tab: str
    in_force: str
    in_force_since: str
    in_force_until: str
    in_force_between: str
    not_yet_in_force: str
    ended: str
    ended_on: str
    ended_between: str
    finished: str
    badges: Mapping[Status, str]
    leads: Mapping[Status, str]
    verdicts: Mapping[Verdict, str]
    findings: Mapping[str, str]
    other_finding: str
    kinds: Mapping[SourceKind, str]
    check: str
    check_programme: str
    check_all: str
    check_button: str
    check_ask: str
    check_ask_all: str
    check_empty: str
    check_examples: Mapping[str, str]
    yes: str
    no: str
    conditions: str
    states: Mapping[str, str]
    fits: Mapping[str, str]
    all_programmes: str
    given: str
    needed: str
    estimate: str
    at_most: str
    not_worked_out: str
    duties: str
    exclusions: str
    to_know: str
    where_to_apply: str
    broken: str
