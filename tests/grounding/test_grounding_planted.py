"""Recall and precision per kind of error, on true statements of invented programmes with one planted error each."""

from collections import Counter

import pytest
from planted import ENGLISH, KOREAN

from assistant.grounding.sentence import check_sentence
from assistant.records import Verdict

KINDS = ("number", "amount", "rate", "date", "duration", "unit", "negation", "modality", "comparison", "name", "version", "quote")


def planted(case):
    for kind, (said, planted_words) in case.errors.items():
        assert case.statement.count(said) == 1, f"{said!r} must stand in the statement once"
        yield kind, case.statement.replace(said, planted_words)


@pytest.fixture(scope="module", params=[ENGLISH, KOREAN], ids=["en", "ko"])
def cases(request):
    return request.param


def test_every_kind_is_planted_in_every_statement(cases):
    assert len(cases) >= 8
    assert all(tuple(case.errors) == KINDS for case in cases)


def test_recall_and_precision_per_kind(cases):
    planted_kinds, reported, right = Counter(), Counter(), Counter()
    for case in cases:
        for kind, text in planted(case):
            found = {finding.kind for finding in check_sentence(text, [case.statement])[1]}
            planted_kinds[kind] += 1
            reported.update(found)
            right[kind] += kind in found
        for text in case.rewordings:
            reported.update({finding.kind for finding in check_sentence(text, [case.statement])[1]})
    assert {kind: right[kind] / planted_kinds[kind] for kind in KINDS} == dict.fromkeys(KINDS, 1.0)
    assert {kind: right[kind] / reported[kind] for kind in KINDS} == dict.fromkeys(KINDS, 1.0)


def test_no_planted_sentence_is_supported_and_only_modality_is_partly(cases):
    verdicts = {(kind, check_sentence(text, [case.statement])[0]) for case in cases for kind, text in planted(case)}
    assert verdicts == {(kind, Verdict.PARTLY if kind == "modality" else Verdict.NOT_FOUND) for kind in KINDS}


def test_true_rewordings_are_kept(cases):
    verdicts = Counter(check_sentence(text, [case.statement])[0] for case in cases for text in case.rewordings)
    assert verdicts[Verdict.NOT_FOUND] == 0
    assert verdicts[Verdict.SUPPORTED] >= 0.9 * verdicts.total()
