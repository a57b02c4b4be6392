"""`policy-assistant eligibility`: one programme, all, several places; table, JSON, CSV, XLSX, calendar."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from typer.testing import CliRunner

from assistant.cli import deciding
from assistant.cli import main as cli
from assistant.eligibility.plan import months_after
from assistant.errors import QuestionError
from assistant.rulebooks import open_rulebook
from assistant.settings import load

ROOT = Path(__file__).parents[2]
FACTS = (
    "company_size=sme",
    "move=relocation",
    "industry=manufacturing",
    "origin=Seoul",
    "years_operating=3",
    "employees_before=40",
    "employees_after=40",
    "new_hires=32",
    "land_krw=20억",
    "facility_krw=5000000000",
    "mou_signed_before_contract=true",
)


@pytest.fixture(scope="module")
def book():
    return open_rulebook(load({}, corpus=str(ROOT / "corpus")))


@pytest.fixture
def run(monkeypatch, book):
    monkeypatch.setenv("COLUMNS", "200")
    # Reading the corpus takes seconds; one test reads it as the command does.
    monkeypatch.setattr(deciding, "open_rulebook", lambda _: book)

    def called(*args, facts=FACTS):
        given = [part for fact in facts for part in ("--fact", fact)]
        result = CliRunner().invoke(cli.app, ["--corpus", str(ROOT / "corpus"), "eligibility", *args, *given])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.output

    return called


def test_the_table_shows_verdict_conditions_clauses_steps_and_sum(run):
    shown = run("lips", "--as-of", "2026-06-15", "--destination", "Gongju")
    assert "Gongju, Chungnam" in shown
    assert "KRW 1,300,000,000" in shown
    shown = run("lips", "--as-of", "2026-06-15", facts=(*FACTS, "destination=Gongju"))
    assert "Eligible: Local Investment Promotion Subsidy (LIPS)" in shown
    assert "at least 30" in shown
    assert "Middle area | 0 | 15 | 30 | 6 | 8 | 10 | 65:35" in shown
    assert "KRW 1,300,000,000" in shown
    assert "closed or sold" in shown


def test_json_has_the_documented_shape(run):
    decision = json.loads(run("lips", "--as-of", "2026-06-15", "--json", facts=(*FACTS, "destination=Buyeo")))
    assert decision["programme"] == "lips"
    assert decision["verdict"] == "eligible"
    assert {"id", "text", "state", "citation"} <= decision["conditions"][0].keys()
    assert decision["estimate"]["most_krw"] == 1_750_000_000
    assert {"text", "amount", "citation"} <= decision["estimate"]["steps"][0].keys()
    assert {"missing", "follow_up"} <= decision.keys()


def test_the_corpus_alone_is_enough(run, monkeypatch):
    monkeypatch.setattr(deciding, "open_rulebook", open_rulebook)
    monkeypatch.setenv("POLICY_INDEX", "/nowhere")
    assert json.loads(run("lips", "--json", facts=()))["verdict"] == "needs_facts"


def test_all_is_a_list_and_korean_is_korean(run):
    decisions = json.loads(run("all", "--json", "--lang", "ko"))
    assert "lips" in {one["programme"] for one in decisions}
    assert "지방투자촉진보조금" in run("all", "--lang", "ko")


def test_places_stand_side_by_side_best_first(run):
    shown = run("lips", "--as-of", "2026-06-15", "--destination", "Gongju, Buyeo,Incheon")
    assert shown.index("Buyeo") < shown.index("Gongju") < shown.index("Incheon")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_file_holds_one_row_per_decision(run, tmp_path, ending):
    path = tmp_path / f"places.{ending}"
    run("lips", "--as-of", "2026-06-15", "--destination", "Gongju,Buyeo", "--export", str(path))
    if ending == "csv":
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    else:
        rows = [[str(cell) for cell in row] for row in load_workbook(path).active.iter_rows(values_only=True)]
    at = rows[0].index("most_krw")
    assert [row[at] for row in rows[1:]] == ["1750000000", "1300000000"]


def test_the_calendar_holds_the_deadlines_of_the_events_that_are_known(run, tmp_path):
    path = tmp_path / "plan.ics"
    run(
        "lips",
        "--as-of",
        "2026-06-15",
        "--calendar",
        str(path),
        "--event",
        "construction_start=2026-11-30",
        facts=(*FACTS, "destination=Gongju"),
    )
    days = [entry.decoded("dtstart") for entry in Calendar.from_ical(path.read_bytes()).walk("VEVENT")]
    assert days == [date(2026, 11, 29), date(2027, 2, 28)]


@pytest.mark.parametrize(
    ("day", "months", "then"), [("2026-11-30", 3, "2027-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-06-15", 60, "2031-06-15")]
)
def test_months_end_with_the_month(day, months, then):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


@pytest.mark.parametrize(
    "args",
    [
        ("lip",),
        ("lips", "--fact", "age"),
        ("lips", "--fact", "age=400"),
        ("lips", "--lang", "fr"),
        ("lips", "--as-of", "soon"),
        ("all", "--destination", "Gongju"),
        ("lips", "--export", "x.pdf"),
        ("lips", "--calendar", "x.ics"),
        ("lips", "--calendar", "x.ics", "--event", "party=2026-01-01"),
        ("lips", "--calendar", "x.ics", "--event", "mou=soon"),
    ],
)
def test_what_cannot_be_meant_is_one_line(run, args, tmp_path, monkeypatch):
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with pytest.raises(QuestionError) as error:
        run(*args)
    assert "\n" not in str(error.value)
    assert not list(folder.iterdir())


def test_a_document_without_rules_becomes_a_checklist_that_decides_nothing(run, book):
    day = date(2026, 11, 22)
    name = next(d.id for d in book._documents.values() if d.programme not in book.programmes and book.checklist(d.id, day).items)
    shown = json.loads(run("--document", name, "--json", facts=()))
    assert shown["document"] == name
    assert shown["items"]
    for item in shown["items"]:
        assert book.text(name)[item["start"] : item["end"]] == item["quote"]
    assert "Not decided" in run("--document", name, facts=())


@pytest.mark.parametrize("args", [("--document", "no-such"), ("lips", "--document", "x"), ()])
def test_a_checklist_of_nothing_is_one_line(run, args):
    with pytest.raises(QuestionError):
        run(*args, facts=())
