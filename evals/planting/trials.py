"""Trials: sentences, true or with an error planted, put to a judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

from assistant.records import Citation, Finding, Language, Record, Verdict
from evals.planting.claims import Claim
from evals.planting.edits import Edit
from evals.planting.kinds import Change, Kind

# A sentence and its one citation -> verdict and findings.
Judge = Callable[[str, Citation], tuple[Verdict, tuple[Finding, ...]]]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


class Trial(Record):
    """One sentence and what the checker made of it.

    `sort` is planted (an error is in it), reworded (true, in other words) or stated (true, as the assistant says it). `named` says
    that a finding has the kind of the error.
    """

    id: str
    kind: str
    sort: str
    language: Language
    half: str
    sentence: str
    was: str
    became: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    named: bool

    @property
    def right(self) -> bool:
        """A planted error was not let through; a true sentence was."""
        return (self.verdict is Verdict.SUPPORTED) != (self.sort == "planted")


def draw(claims: Sequence[Claim], change: Change, limit: int, seed: str) -> list[tuple[Claim, Edit]]:
    """At most `limit` changes of the claims: one of each claim first, and more of the same claim only where there are too few."""
    every: list[list[tuple[Claim, Edit]]] = []
    for claim in claims:
        rng = Random(f"{seed}:{claim.id}")
        edits = [(claim, edit) for edit in change(claim, rng) if edit.text != claim.text or edit.quote]
        if edits:
            rng.shuffle(edits)
            every.append(edits)
        if len(every) == limit:
            break
    rounds = max((len(edits) for edits in every), default=0)
    return [edits[n] for n in range(rounds) for edits in every if n < len(edits)][:limit]


def trials(claims: Sequence[Claim], kinds: Iterable[Kind], judge: Judge, limit: int, seed: int) -> Iterator[Trial]:
    """Every kind in both languages, planted and reworded, then all claims as they are stated."""
    for kind in kinds:
        for language in LANGUAGES:
            own = [claim for claim in claims if claim.language == language]
            for sort, change in (("planted", kind.plant), ("reworded", kind.reword)):
                for claim, edit in draw(own, change, limit, f"{seed}:{kind.name}:{sort}"):
                    yield _trial(kind, sort, claim, edit, judge)
    for claim in claims:
        yield _trial(None, "stated", claim, Edit(claim.text, "", ""), judge)


def _trial(kind: Kind | None, sort: str, claim: Claim, edit: Edit, judge: Judge) -> Trial:
    citation = claim.citation.model_copy(update={"quote": edit.quote}) if edit.quote else claim.citation
    verdict, findings = judge(edit.text, citation)
    return Trial(
        id=claim.id,
        kind=kind.name if kind else "any",
        sort=sort,
        language=claim.language,
        half=claim.half,
        sentence=edit.text,
        was=edit.was,
        became=edit.became,
        verdict=verdict,
        findings=findings,
        named=kind is not None and any(finding.kind in kind.called for finding in findings),
    )
