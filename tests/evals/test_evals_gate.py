import pytest

from assistant.errors import EvaluationError
from evals.gate import BASELINE, check, read_floors
from evals.results import Config
from evals.scoring import score, summarise


@pytest.fixture
def summary(make_outcome):
    # 3 of 4 right: strict accuracy 0.75; no case asks for an abstention.
    outcomes = [make_outcome("The rate is 30 %." if i else "No.", id=f"A{i}") for i in range(4)]
    return summarise(outcomes, [score(o) for o in outcomes], dropped=0)


@pytest.fixture
def floors(tmp_path):
    def write(text):
        path = tmp_path / "baseline.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def config(**fields):
    base = {"task": "answers", "started": "", "split": "test", "set": "all", "limit": None, "commit": None}
    return Config.model_validate(base | {"versions": {}, "settings": {}, "info": {}} | fields)


@pytest.mark.parametrize(("floor", "held"), [(0.74, True), (0.75, True), (0.76, False)])
def test_a_floor_holds_at_or_above_itself(summary, floors, floor, held):
    (one,) = check(config(), summary, floors(f"[test.overall]\nstrict_accuracy = {floor}"))
    assert (one.reached, one.held) == (0.75, held)


def test_a_group_has_floors_of_its_own_and_other_splits_do_not_count(summary, floors):
    path = floors('[test."language en"]\nstrict_accuracy = 0.5\n[tune.overall]\nstrict_accuracy = 1')
    assert [(c.group, c.held) for c in check(config(), summary, path)] == [("language en", True)]


def test_an_unscored_metric_does_not_hold_its_floor(summary, floors):
    (one,) = check(config(), summary, floors("[test.overall]\nright_abstention = 0"))
    assert (one.reached, one.held) == (None, False)


@pytest.mark.parametrize("partial", [{"set": "facts"}, {"limit": 3}])
def test_a_partial_run_is_refused(summary, floors, partial):
    with pytest.raises(EvaluationError, match="whole splits"):
        check(config(**partial), summary, floors("[test.overall]\nstrict_accuracy = 0.5"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no floor for split test"),
        ("[test.overall", "can't be read"),
        ("test = 1", "test: expected a table, got 1"),
        ("[test]\noverall = 1", "test.overall: expected a table"),
        ("[test.overall]\naccuracy = 0.5", "expected one of strict_accuracy, .* got 'accuracy'"),
        ("[test.overall]\nstrict_accuracy = 85", "expected a number from 0 to 1, got 85"),
        ("[test.overall]\nstrict_accuracy = true", "expected a number from 0 to 1, got True"),
        ('[test."set nothing"]\nstrict_accuracy = 0.5', r"expected a group of the run \(overall, .*got 'set nothing'"),
    ],
)
def test_a_slip_in_the_baseline_is_one_line(summary, floors, text, said):
    with pytest.raises(EvaluationError, match=said):
        check(config(), summary, floors(text))


def test_the_shipped_baseline_can_be_read_for_every_split():
    for split in ("tune", "test", "all"):
        try:
            read_floors(BASELINE, split)
        except EvaluationError as error:
            assert "there is no floor for split" in error.message  # noqa: PT017 - a split may be without floors
