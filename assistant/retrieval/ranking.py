"""The order of chunks: a weighted sum of how well each did in every list, relative to the best of that list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# Maximum likelihood of the gold chunk among the first candidates (softmax over each question's candidates), fitted on half of the
# pages of public question sets; see docs/decisions. A list that a question does not have adds nothing.
WEIGHTS: dict[str, float] = {
    "words": 3.0,
    "words:statement": 3.0,
    "vectors": 4.5,
    "vectors:statement": 5.5,
}
# The same for a later turn of a conversation, where what was said before has lists of its own.
WEIGHTS_LATER: dict[str, float] = {
    "words": 1.5,
    "words:statement": 1.7,
    "vectors": 3.1,
    "vectors:statement": 4.1,
    "words:conversation": 2.2,
    "vectors:conversation": 3.4,
    "document:conversation": 8.5,
}
# What a chunk of a programme or region that the question names gains over one that is about others.
NAMED_PROGRAMME = 2.0
NAMED_REGION = 2.0
_CONVERSATION = "words:conversation"
_DOCUMENT = "document:conversation"


@dataclass(frozen=True)
class Weights:
    """What each list and each named thing is worth; a list that is worth 0 is not searched."""

    first: Mapping[str, float] = field(default_factory=WEIGHTS.copy)
    later: Mapping[str, float] = field(default_factory=WEIGHTS_LATER.copy)
    programme: float = NAMED_PROGRAMME
    region: float = NAMED_REGION

    def of_turn(self, *, later: bool) -> Mapping[str, float]:
        """The weights of the lists for a first or a later turn."""
        return self.later if later else self.first

    def lists(self, *, later: bool) -> frozenset[str]:
        """The lists that a turn is searched with: those worth something, and the one that tells a conversation's documents."""
        worth = {name for name, weight in self.of_turn(later=later).items() if weight}
        return frozenset(_CONVERSATION if name == _DOCUMENT else name for name in worth)


@dataclass(frozen=True)
class Listed:
    """One ranked list of chunks: (id, score), best first. `words` scores are counted from 0, `vectors` ones from the best down."""

    name: str
    hits: Sequence[tuple[str, float]]

    @property
    def kind(self) -> str:
        """The list's name without its embedder."""
        return self.name.partition("@")[0]

    @property
    def embedder(self) -> str:
        """The embedder that made the list; empty for a list by words."""
        return self.name.partition("@")[2]

    def relative(self) -> tuple[dict[str, float], float]:
        """Score per id relative to the best, and what an id that is not in the list has."""
        if not self.hits:
            return {}, 0.0
        best = self.hits[0][1]
        if self.kind.startswith("words"):
            return {i: score / best for i, score in self.hits}, 0.0
        return {i: score - best for i, score in self.hits}, self.hits[-1][1] - best


def scored(
    lists: Sequence[Listed], document_of: Mapping[str, str], sizes: Mapping[str, int], weights: Mapping[str, float]
) -> dict[str, float]:
    """Score per chunk id that any list names; higher is better, and only differences within one question mean anything.

    `document_of` gives each chunk's document, `sizes` how many chunks a document has.
    """
    relatives = [(x.kind, *x.relative()) for x in lists]
    shares = {kind: sum(k == kind for k, _, _ in relatives) for kind, _, _ in relatives}
    ids = dict.fromkeys(i for _, found, _ in relatives for i in found)
    scores = dict.fromkeys(ids, 0.0)
    for kind, found, missing in relatives:
        weight = weights.get(kind, 0.0) / shares[kind]
        for i in ids:
            scores[i] += weight * found.get(i, missing)
    conversation = next((found for kind, found, _ in relatives if kind == _CONVERSATION), {})
    if conversation and weights.get(_DOCUMENT):
        documents = _documents(conversation, document_of, sizes)
        for i in ids:
            scores[i] += weights[_DOCUMENT] * documents.get(document_of[i], 0.0)
    return scores


def _documents(found: Mapping[str, float], document_of: Mapping[str, str], sizes: Mapping[str, int]) -> dict[str, float]:
    """How far a conversation is about each document: the mean of its two best chunks."""
    best: dict[str, list[float]] = defaultdict(list)
    for i, score in sorted(found.items(), key=lambda pair: -pair[1]):
        best[document_of[i]].append(score)
    # A document of one chunk is not worse for being short; one of which a single chunk was found is.
    return {document: sum(scores[:2]) / min(2, sizes[document]) for document, scores in best.items()}
