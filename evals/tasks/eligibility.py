"""The task `eligibility`: decide each case and hold verdict, amount, failing conditions and missing facts against it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.situation import situation_of
from assistant.errors import PolicyAssistantError
from assistant.records import Decision, Record
from assistant.rulebooks import open_rulebook
from assistant.settings import Settings, today
from evals.eligibility_cases import EligibilityCase, load_eligibility_cases
from evals.provenance import now
from evals.results import FOLDER, Config, Results


class Judgement(Record):
    """What came for a case, and what is wrong with it; nothing is wrong with a right one."""

    id: str
    programme: str
    problems: tuple[str, ...]
    decision: Decision | None

    @property
    def right(self) -> bool:
        """Nothing is wrong."""
        return not self.problems


def run(
    settings: Settings,
    limit: int | None = None,
    out: Path | None = None,
    progress: Callable[[list[EligibilityCase]], Iterable[EligibilityCase]] = list,
) -> tuple[Path, list[Judgement]]:
    """Decide the first `limit` cases; the folder holds config.json, generated.jsonl and summary.json."""
    cases = load_eligibility_cases()[:limit]
    started = now()
    book = open_rulebook(settings)
    results = Results.create(out or FOLDER / f"{started:%Y%m%dT%H%M%SZ}-eligibility")
    results.write_config(Config.of("eligibility", started, settings, "all", "eligibility", limit, {"programmes": len(book.programmes)}))
    judged = [judge(book, case, settings) for case in progress(cases)]
    lines = "".join(one.model_dump_json() + "\n" for one in judged)
    (results.folder / "generated.jsonl").write_text(lines, encoding="utf-8")
    (results.folder / "summary.json").write_text(json.dumps(summary(judged), indent=2) + "\n", encoding="utf-8")
    return results.folder, judged


def judge(book: Rulebook, case: EligibilityCase, settings: Settings) -> Judgement:
    """Decide one case. A situation that is refused is wrong."""
    try:
        decision = book.decide(case.programme, situation_of(case.situation, book.places), today(settings))
    except PolicyAssistantError as error:
        return Judgement(id=case.id, programme=case.programme, problems=(f"refused: {error}",), decision=None)
    return Judgement(id=case.id, programme=case.programme, problems=tuple(problems_of(book, case, decision)), decision=decision)


def problems_of(book: Rulebook, case: EligibilityCase, decision: Decision) -> Iterable[str]:
    """What differs, one line each."""
    if decision.verdict != case.verdict:
        open_ = [c.id for c in decision.conditions if c.state != "met"]
        yield f"verdict: expected {case.verdict}, got {decision.verdict} (not met or open: {', '.join(open_) or 'none'})"
    elif case.names_amount and decision.estimate.most_krw != case.most_krw:
        yield f"most_krw: expected {case.most_krw}, got {decision.estimate.most_krw}"
    failing = [c for c in decision.conditions if c.state == "not_met"]
    behind = {label for c in failing for citation in (c.citation, *c.also) for label in book.references(citation)}
    if lacking := [label for label in case.not_met if label not in behind]:
        yield f"not_met: expected {', '.join(lacking)}, got {', '.join(sorted(behind)) or 'none'}"
    if unasked := [key for key in case.missing if key not in decision.missing]:
        yield f"missing: expected {', '.join(unasked)}, got {', '.join(decision.missing) or 'none'}"


def summary(judged: Sequence[Judgement]) -> dict[str, object]:
    """Right and all, overall and per programme, and the ids that fail."""
    cases, right = Counter(one.programme for one in judged), Counter(one.programme for one in judged if one.right)
    return {
        "cases": len(judged),
        "right": sum(right.values()),
        "accuracy": sum(right.values()) / len(judged) if judged else None,
        "programmes": {name: {"cases": count, "right": right[name]} for name, count in sorted(cases.items())},
        "failing": [one.id for one in judged if not one.right],
    }
