"""The task `retrieval`: does the search find what answers, for our own cases and for sets that others published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from assistant.errors import EvaluationError
from assistant.records import language_of
from assistant.settings import Settings
from assistant.wiring import Assistant, open_assistant
from evals import cases as case_files
from evals.cases import Case
from evals.provenance import now
from evals.ranking import Query, Ranked, Scores, Search, Unit, measure, rank
from evals.ranking_results import RankingSummary, summarise, write
from evals.results import FOLDER, Config, new_folder
from evals.sets.outside import Ask, OutsideSet
from evals.sets.places import Places
from evals.sets.recognise import load_set
from evals.sets.workplace import prepare
from evals.tasks import answers

# A set whose answers are not found in its own pages measures the adapter and not the search.
MOST_UNMAPPED = 0.005
Progress = Callable[[list[Query]], Iterable[Query]]
MakeSearch = Callable[[Assistant], Search]


def project_search(assistant: Assistant) -> Search:
    """The search that a user's question gets."""
    return assistant.search


def run_cases(
    settings: Settings,
    split: str = "tune",
    set_: str = "all",
    limit: int | None = None,
    out: Path | None = None,
    progress: Progress = list,
    make_search: MakeSearch = project_search,
) -> tuple[Path, RankingSummary]:
    """Search for every selected case that has gold facts. A run that touches the test split is logged."""
    chosen = [case for case in case_files.select(case_files.load_cases(), split, set_, limit) if case.facts]
    if not chosen:
        raise EvaluationError(f"No case with gold facts in split {split} of set {set_} with limit {limit}.")
    folder, config = _start(settings, split, set_, limit, out)
    with closing(open_assistant(settings)) as assistant:
        queries = case_queries(assistant, chosen)
        ranked, summary, scores = _measure("cases", "chunk", queries, assistant, progress, make_search)
        config = config.model_copy(update={"info": dict(assistant.info)})
    write(folder, config, ranked, scores, summary)
    _log_test_run(config, ranked, scores)
    return folder, summary


def run_set(
    settings: Settings,
    data: Path,
    work: Path | None = None,
    out: Path | None = None,
    progress: Progress = list,
    make_search: MakeSearch = project_search,
) -> tuple[Path, RankingSummary]:
    """Index the set in the folder `data` with the project's recipe, and search for every question of it.

    Raises EvaluationError when more than MOST_UNMAPPED of the questions have an answer that is not in the indexed pages.
    """
    found = load_set(data)
    folder, config = _start(settings, "all", found.name, None, out)
    own = prepare(found, settings, work)
    with closing(open_assistant(own)) as assistant:
        queries = set_queries(found, assistant)
        ranked, summary, scores = _measure(found.name, found.unit, queries, assistant, progress, make_search)
        config = config.model_copy(update={"info": dict(assistant.info) | {"set": found.fingerprint}})
    write(folder, config, ranked, scores, summary)
    return folder, summary


def _start(settings: Settings, split: str, set_: str, limit: int | None, out: Path | None) -> tuple[Path, Config]:
    started = now()
    folder = new_folder(out or FOLDER / f"{started:%Y%m%dT%H%M%SZ}-retrieval")
    return folder, Config.of("retrieval", started, settings, split, set_, limit, {})


def _measure(
    name: str, unit: Unit, queries: list[Query], assistant: Assistant, progress: Progress, make_search: MakeSearch
) -> tuple[list[Ranked], RankingSummary, list[Scores]]:
    assistant.store.warm_up()
    ranked = rank(progress(queries), make_search(assistant), unit)
    scores = measure(ranked)
    return ranked, summarise(name, unit, ranked, scores, assistant.store.chunks), scores


def case_queries(assistant: Assistant, cases: Sequence[Case]) -> list[Query]:
    """Gold are all chunks, of either language, that carry a gold fact."""
    labels = {chunk.id: assistant.references(chunk) for chunk in assistant.store.chunks}
    carriers: defaultdict[str, set[str]] = defaultdict(set)
    for chunk, found in labels.items():
        for label in found:
            carriers[label].add(chunk)
    queries = []
    for case in cases:
        facts = frozenset(case.facts)
        gold = frozenset(chunk for fact in facts for chunk in carriers[fact])
        slices = {"language": case.language, "kind": case.kind, "turn": "later" if case.history else "first", "split": case.split}
        queries.append(
            Query(
                id=case.id,
                variant="question",
                question=case.as_question(),
                gold=gold,
                facts=facts,
                labels={chunk: labels[chunk] & facts for chunk in gold},
                slices=slices,
                apart=case.apart,
            )
        )
    return queries


def set_queries(found: OutsideSet, assistant: Assistant) -> list[Query]:
    """A query per question of a set. Raises EvaluationError when more than MOST_UNMAPPED of the answers are not in the pages.

    Whether a turn is a first or a later one is told by the conversation, also where it is asked without.
    """
    places = Places(found, assistant.store)
    later = {ask.id for ask in found.asks if ask.question.history}
    queries = [
        Query(id=a.id, variant=a.variant, question=a.question, gold=places.gold(a), slices=_slices(a, later=a.id in later))
        for a in found.asks
    ]
    unmapped = sum(not query.gold for query in queries)
    if unmapped > MOST_UNMAPPED * len(queries):
        raise EvaluationError(f"{found.name}: {unmapped} of {len(queries)} answers are not in the indexed pages; expected at most 0.5 %.")
    return queries


def _slices(ask: Ask, *, later: bool) -> dict[str, str]:
    language = language_of(ask.question.text)
    return {"language": language, "kind": ask.kind, "turn": "later" if later else "first", "half": ask.half}


def _log_test_run(config: Config, ranked: Sequence[Ranked], scores: Sequence[Scores]) -> None:
    """Append time, commit, cases and Success@5, as for answers: each look at the test split is counted."""
    tested = [row["Success@5"] or 0.0 for one, row in zip(ranked, scores, strict=True) if one.query.slices["split"] == "test"]
    if tested:
        with answers.TEST_LOG.open("a", encoding="utf-8") as log:
            share = f"{sum(tested) / len(tested):.4f}"
            log.write(f"{config.started} commit={config.commit} set={config.set} task=retrieval cases={len(tested)} success_at_5={share}\n")
