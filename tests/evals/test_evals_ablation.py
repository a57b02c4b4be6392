"""The search without each of its stages, on tiny data."""

import pytest
from retrieval_sets import doc2dial
from typer.testing import CliRunner

from assistant import wiring
from assistant.settings import load
from assistant.testing.embedder import HashEmbedder
from evals.__main__ import app
from evals.tasks import ablation


@pytest.fixture
def settings(corpus, index, monkeypatch, tmp_path):
    embedder = HashEmbedder()
    monkeypatch.setattr(wiring, "packaged_embedders", lambda *_: lambda _: embedder)
    return load(corpus=str(corpus), index=str(index), cache=str(tmp_path / "cache"))


def test_every_stage_is_switched_off_once_and_only_it():
    whole = ablation.without(ablation.ALL_ON)
    assert 0 not in {*whole.first.values(), *whole.later.values(), whole.programme, whole.region}
    assert len(ablation.STAGES) == 9
    for stage in ablation.STAGES:
        part = ablation.without(stage)
        worth = {**part.later, **part.first, ablation.PROGRAMMES: part.programme, ablation.REGIONS: part.region}
        assert [name for name, weight in worth.items() if not weight] == [stage]
        assert part.later.get(stage, 0) == 0


def test_a_row_per_stage_and_way_of_asking(settings, tmp_path):
    rows = ablation.ablate(settings, doc2dial(tmp_path / "data"), tmp_path / "work")
    assert [r.off for r in rows if r.variant == "conversation"] == [ablation.ALL_ON, *ablation.STAGES]
    assert {r.variant for r in rows} == {"conversation", "last turn"}
    assert all(r.queries == 4 and 0 <= r.at_1 <= r.at_5 <= 1 and r.ms > 0 for r in rows)
    # No programme or region is named here, so these stages change nothing.
    base = rows[0]
    named = [r for r in rows if r.off.startswith("named") and r.variant == base.variant]
    assert {(r.at_1, r.at_5) for r in named} == {(base.at_1, base.at_5)}


def test_the_weights_reach_the_search(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(ablation, "without", lambda stage: ablation.Weights({}, {}) if stage == "words" else ablation.Weights())
    rows = ablation.ablate(settings, doc2dial(tmp_path / "data"), tmp_path / "work")
    assert {r.at_5 for r in rows if r.off == "words"} == {0.0}
    assert rows[0].at_5 > 0


def test_the_command_shows_the_difference_to_all_on(settings, tmp_path):
    arguments = ["ablate", "--data", doc2dial(tmp_path / "data"), "--work", tmp_path / "work", "--corpus", settings.corpus]
    done = CliRunner().invoke(app, [str(a) for a in [*arguments, "--index", settings.index]], catch_exceptions=False)
    assert done.exit_code == 0
    assert "conversation, 4 queries" in done.output
    assert "named regions" in done.output
    assert "(+0.0)" in done.output
