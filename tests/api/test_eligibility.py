"""POST /api/v1/eligibility, asked as a client would."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant import settings
from assistant.api.app import create_app
from assistant.records import Decision
from assistant.testing import FakeChain, sample_replies

ROOT = Path(__file__).parents[2]
MAKER = {
    "company_size": "sme",
    "move": "relocation",
    "industry": "manufacturing",
    "origin": "Seoul",
    "years_operating": 3,
    "employees_before": 40,
    "employees_after": 40,
    "new_hires": 32,
    "land_krw": "20억",
    "facility_krw": 5_000_000_000,
    "mou_signed_before_contract": True,
}


@pytest.fixture(scope="module")
def client():
    samples = sample_replies()
    chosen = settings.load({"POLICY_TODAY": "2026-06-15"}, corpus=str(ROOT / "corpus"))
    with TestClient(create_app(FakeChain(samples, next(iter(samples.values()))), chosen, {})) as opened:
        yield opened


def ask(client, **body):
    return client.post("/api/v1/eligibility", json=body)


def test_a_decision_comes_as_json_that_is_a_decision(client):
    answer = ask(client, programme="lips", situation=MAKER | {"destination": "Gongju"})
    assert answer.status_code == 200
    decision = Decision.model_validate(answer.json())
    assert (decision.verdict, decision.estimate.most_krw) == ("eligible", 1_300_000_000)
    assert all(one.citation.quote for one in decision.conditions)


def test_the_day_and_the_language_can_be_chosen(client):
    body = ask(client, programme="lips", situation=MAKER | {"destination": "공주"}, as_of="2023-06", language="ko").json()
    assert body["version"] == "lips-notice-2020-171"
    assert body["name"] == "지방투자촉진보조금"


def test_all_programmes_and_several_places_come_as_lists(client):
    everything = ask(client, programme="all", situation=MAKER).json()
    assert "lips" in {one["programme"] for one in everything}
    places = ask(client, programme="lips", situation=MAKER, destinations=["Gongju", "Buyeo"]).json()
    assert [one["estimate"]["most_krw"] for one in places] == [1_750_000_000, 1_300_000_000]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"programme": "lips", "situation": {"employees": 3}}, "employees_before"),
        ({"programme": "lips", "situation": {"age": 400}}, "age"),
        ({"programme": "lips", "situation": {"destination": "Goseong"}}, "2 places"),
        ({"programme": "nothing-such"}, "nothing-such"),
        ({"programme": "lips", "as_of": "soon"}, "as_of"),
        ({"situation": {}}, "programme"),
        ({"programme": "lips", "situation": {}, "wish": 1}, "wish"),
    ],
)
def test_what_cannot_be_meant_is_422_and_one_line(client, body, said):
    answer = ask(client, **body)
    assert answer.status_code == 422
    message = answer.json()["error"]["message"]
    assert said in message + (answer.json()["error"]["hint"] or "")
    assert "\n" not in message
