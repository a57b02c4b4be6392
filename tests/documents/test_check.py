from __future__ import annotations

from pathlib import Path

import pytest

from assistant.documents.check import check_corpus
from assistant.documents.corpus import load_corpus


def problems(folder: Path) -> list[str]:
    loaded = load_corpus(folder)
    return [str(p) for p in (*loaded.problems, *check_corpus(loaded))]


def test_a_good_corpus_has_no_problem(corpus: Path) -> None:
    assert problems(corpus) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("issuer: Ministry of Harbours\n", "", "issuer: missing"),
        ("audience: [company]", "audience: [ships]", "audience: expected"),
        ("effective_from: 2024-01-01", "effective_from: 2024-13-01", "effective_from:"),
        ("effective_from: 2024-01-01", "effective_from: 2023-06-01", "is in force until"),
        ("effective_to: null", "effective_to: 2023-01-01", "is before effective_from"),
        ("supersedes: harbour-2020", "supersedes: harbour-1999", "there is no document"),
        ("programme: harbour-grant", "programm: harbour-grant", "programm: unknown field"),
        ("per project.[^90-F01]", "per project.", "share one set of references"),
        ("port office within 3 months.[^90-F01]", "port office within 3 months.", "no footnote behind"),
        ("per project.[^90-F01]", "per project.[^90-F77]", "used, never defined"),
        ("<!-- uncertain -->", "<!-- unsure -->", "unknown marker"),
        ("2004.[^90-F02]<!-- conflict: start -->", "2004.[^90-F02]", "only one side"),
        ("), notice, 2024", "), gossip, 2024", "expected a kind"),
        ("), notice, 2024-01-01", "), notice, 2024-99", "expected YYYY|month"),
        ("<https://example.org/notice>", "<ftp://example.org/x>", "no http"),
    ],
)
def test_each_broken_rule_is_named(corpus: Path, old: str, new: str, problem: str) -> None:
    path = corpus / "documents" / "en" / "harbour-2024.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = problems(corpus)
    assert any(any(p in line for p in problem.split("|")) for line in found), found


def test_the_published_corpus_has_no_problem(real_corpus: Path) -> None:
    assert problems(real_corpus) == []
