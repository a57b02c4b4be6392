"""The HTTP interface, asked as a client would."""

import pytest
from fastapi.testclient import TestClient

from assistant import __version__, settings
from assistant.api.app import create_app
from assistant.errors import QuestionError, StoreError
from assistant.records import Reply
from assistant.testing import FakeChain, sample_replies

QUESTION = "What is the cap of the Harbour Grant?"


@pytest.fixture(scope="module")
def shared():
    samples = sample_replies()
    canned = {
        **samples,
        "no store": StoreError("There is no index.", "Run: policy-assistant index build"),
        "odd": QuestionError("That is not a question.", "Ask something."),
        "crash": RuntimeError("secret /path"),
    }
    chain = FakeChain(canned, samples[QUESTION])
    app = create_app(chain, settings.load({"POLICY_MAX_QUESTION": "100"}), {"documents": 3, "built": "2026-11-22"})
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client, chain


@pytest.fixture
def client(shared):
    return shared[0]


@pytest.fixture
def chain(shared):
    shared[1].questions.clear()
    return shared[1]


def test_health_names_version_and_index(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "version": __version__, "index": {"documents": 3, "built": "2026-11-22"}}


def test_a_question_gets_the_whole_reply(client):
    answer = client.post("/api/v1/ask", json={"question": QUESTION})
    assert answer.status_code == 200
    assert Reply.model_validate(answer.json()) == sample_replies()[QUESTION]


def test_every_field_reaches_the_chain(client, chain):
    turns = [{"role": "user", "text": str(n)} for n in range(60)]
    body = {"question": " Q? ", "history": turns, "as_of": "2024-06", "language": "ko", "situation": {"size": "small"}}
    assert client.post("/api/v1/ask", json=body).status_code == 200
    (question,) = chain.questions
    assert (question.text, question.as_of, question.language, question.situation) == ("Q?", "2024-06", "ko", {"size": "small"})
    assert [turn.text for turn in question.history] == [str(n) for n in range(20, 60)]


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ({"question": "   "}, "question: expected a question"),
        ({"question": "x" * 101}, "at most 100 characters, got 101"),
        ({"question": "Q?", "as_of": "yesterday"}, "as_of: expected YYYY"),
        ({"question": "Q?", "as_of": "2024-02-31"}, "as_of: "),
        ({"question": "Q?", "language": "fr"}, "language: "),
        ({"question": "Q?", "colour": "red"}, "colour: "),
        ({}, "question: "),
        ({"question": "odd"}, "That is not a question."),
    ],
)
def test_what_cannot_be_asked_is_a_clean_422(client, body, part):
    answer = client.post("/api/v1/ask", json=body)
    assert answer.status_code == 422
    assert part in answer.json()["error"]["message"]
    assert set(answer.json()["error"]) == {"message", "hint"}


def test_a_body_that_is_no_json_is_a_clean_422(client):
    answer = client.post("/api/v1/ask", content=b"{", headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


def test_an_unready_assistant_is_a_503_with_the_next_step(client):
    answer = client.post("/api/v1/ask", json={"question": "no store"})
    assert answer.status_code == 503
    assert answer.json() == {"error": {"message": "There is no index.", "hint": "Run: policy-assistant index build"}}


def test_a_crash_shows_no_internals(client):
    answer = client.post("/api/v1/ask", json={"question": "crash"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert set(answer.json()["error"]) == {"message", "hint"}


def test_the_openapi_document_describes_the_question_and_its_errors(client):
    document = client.get("/openapi.json").json()
    ask = document["paths"]["/api/v1/ask"]["post"]
    assert {"200", "422", "503"} <= set(ask["responses"])
    assert "100 characters" in ask["description"]
    fields = document["components"]["schemas"]["Ask"]["properties"]
    assert all(field.get("description") for field in fields.values())
    assert set(fields) == {"question", "history", "as_of", "language", "situation"}


@pytest.mark.parametrize("path", ["/", "/healthz", "/openapi.json", "/config"])
def test_the_browser_is_told_to_stay_here(client, path):
    headers = client.get(path).headers
    assert "connect-src 'self'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"


def test_the_window_stands_at_the_root_and_advertises_no_internals(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "Policy assistant" in page.text
    config = client.get("/config").json()
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert client.get("/gradio_api/info").json()["named_endpoints"] == {}
    assert client.get("/docs").status_code == 404


def test_the_window_takes_no_files(client):
    answer = client.post("/gradio_api/upload", files={"files": ("a.txt", b"0123456789")})
    assert answer.status_code == 413
