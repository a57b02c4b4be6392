"""Every programme's rules with the documents and places they speak of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from assistant.eligibility.checklist import Checklist, checklist
from assistant.eligibility.citing import Clauses
from assistant.eligibility.decide import Decider
from assistant.eligibility.known import known_facts
from assistant.eligibility.naming import Naming
from assistant.eligibility.places import Places
from assistant.eligibility.situation import Situation
from assistant.errors import QuestionError
from assistant.records import Citation, Decision, Language, PolicyDocument
from assistant.rules import Programme

_RANK = {"eligible": 0, "needs_facts": 1, "not_eligible": 2}


def _worth(decision: Decision) -> tuple[int, int, str]:
    return _RANK[decision.verdict], -(decision.estimate.most_krw or 0), decision.programme


class Rulebook:
    """Decides programmes. Cheap to ask: documents and places are read once."""

    def __init__(self, programmes: Sequence[Programme], documents: Mapping[str, PolicyDocument], places: Places) -> None:
        self.programmes = {p.id: p for p in programmes}
        self.places = places
        self.naming = Naming(self.programmes, places)
        self._documents = documents
        self._clauses = Clauses(documents)

    def decide(self, programme: str, situation: Situation, today: date, language: Language = "en") -> Decision:
        """One programme on the situation's date, or today. Raises QuestionError for one that has no rules."""
        known = known_facts(situation.facts, self.places, today)
        return Decider(self.programme(programme), known, language, self._clauses).decision()

    def programme(self, name: str) -> Programme:
        """The programme of that id. Raises QuestionError naming near ones."""
        if name in self.programmes:
            return self.programmes[name]
        near = [known for known in self.programmes if name.casefold() in known] or get_close_matches(name.casefold(), self.programmes)
        raise QuestionError(f"There are no rules for {name!r}.", f"Known: {', '.join(near or self.programmes)}.")

    def decide_all(self, situation: Situation, today: date, language: Language = "en") -> list[Decision]:
        """Every programme: those that fit first, by amount, then those that wait for facts, then the others."""
        known = known_facts(situation.facts, self.places, today)
        found = [Decider(programme, known, language, self._clauses).decision() for programme in self.programmes.values()]
        return sorted(found, key=_worth)

    def decide_in_each(
        self, programme: str, situation: Situation, destinations: Sequence[str], today: date, language: Language = "en"
    ) -> list[Decision]:
        """One programme in several places, side by side and in the same order of worth. Raises SituationError for a place that is none."""
        found = []
        for name in destinations:
            there = {**situation.facts, "destination": self.places.resolve(name).id}
            found.append(self.decide(programme, Situation(facts=there), today, language))
        return sorted(found, key=_worth)

    def without_rules(self, text: str) -> PolicyDocument | None:
        """The document that a text names by title or id and that no programme here has rules for; the longest title counts."""
        folded = text.casefold()
        open_ = [d for d in self._documents.values() if d.programme not in self.programmes]
        named = [d for d in open_ if d.title.casefold() in folded or re.search(rf"(?<![\w-]){re.escape(d.id)}(?![\w-])", text)]
        return max(named, key=lambda d: len(d.title), default=None)

    def checklist(self, document: str, day: date) -> Checklist:
        """The conditions that a document states, not decided. Raises QuestionError for one that is not in the corpus."""
        if document not in self._documents:
            near = get_close_matches(document, self._documents, cutoff=0.4)
            raise QuestionError(f"There is no document {document!r}.", f"Nearest: {', '.join(near)}." if near else None)
        return checklist(self._documents[document], day)

    def references(self, citation: Citation) -> frozenset[str]:
        """The facts (footnote labels) behind a cited statement."""
        return self._clauses.references(citation)

    def text(self, document: str) -> str:
        """A document's canonical text."""
        return self._clauses.document(document).text
