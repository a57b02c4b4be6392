"""The web application: health, questions as JSON, and the chat window at "/"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Body, FastAPI
from langchain_core.runnables import Runnable
from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant import __version__
from assistant.api.deciding import OpenRulebook, decisions
from assistant.api.errors import ErrorBody, install
from assistant.api.headers import SecurityHeaders
from assistant.eligibility.forms import forms
from assistant.errors import QuestionError
from assistant.records import Language, Period, Question, Reply, Turn
from assistant.rulebooks import open_rulebook
from assistant.settings import Settings, today
from assistant.ui.conversation import HISTORY_TURNS
from assistant.ui.mount import mount


class Ask(BaseModel):
    """A question as it comes over HTTP."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"question": "What is the cap in a priority area?", "as_of": "2026-06", "language": "en"}]},
    )

    question: str = Field(description="The question in the asker's own words, English or Korean.")
    history: tuple[Turn, ...] = Field(default=(), description=f"Earlier turns, oldest first; the last {HISTORY_TURNS} are read.")
    as_of: str | None = Field(
        default=None, description="The date on which the rules should apply: YYYY, YYYY-MM or YYYY-MM-DD. Default: today."
    )
    language: Language | None = Field(default=None, description="Language of the reply. Default: the question's.")
    situation: dict[str, object] = Field(default_factory=dict, description="Facts about the asker that a rule may depend on, by name.")

    @field_validator("question")
    @classmethod
    def _not_empty(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("expected a question, got an empty text")
        return value.strip()

    @field_validator("as_of")
    @classmethod
    def _a_date(cls, value: str | None) -> str | None:
        return Period.parse(value).text if value else None


class Health(BaseModel):
    """That the service is up, and what it answers from."""

    status: str = Field(description='"ok" while the service answers.')
    version: str = Field(description="Version of the assistant.")
    index: dict[str, object] = Field(description="What the index was built from.")


def create_app(
    chain: Runnable[Question, Reply],
    settings: Settings,
    info: Mapping[str, object],
    examples: Mapping[Language, Sequence[str]] | None = None,
    rulebook: OpenRulebook | None = None,
) -> FastAPI:
    """The application around one chain. `info` describes the index; `examples` are questions the window offers, per language.

    `rulebook` gives the rules that decisions are made by; it is read from the corpus when it is first needed if none is given.
    """
    app = FastAPI(
        title="Policy assistant",
        version=__version__,
        summary="Answers from dated documents; every sentence carries verbatim quotes and a verdict.",
        docs_url=None,  # the documentation pages load their scripts from outside; /openapi.json is complete
        redoc_url=None,
    )
    app.add_middleware(SecurityHeaders)
    install(app)
    app.include_router(_health(info))
    app.include_router(_questions(chain, settings.max_question))
    open_book = rulebook or cache(lambda: open_rulebook(settings))
    app.include_router(decisions(open_book, settings))
    return mount(app, chain, settings.max_question, examples or {}, lambda: forms(open_book(), today(settings)))


def _health(info: Mapping[str, object]) -> APIRouter:
    router = APIRouter()

    @router.get("/healthz", summary="Is the service up")
    def healthz() -> Health:
        return Health(status="ok", version=__version__, index=dict(info))

    return router


def _questions(chain: Runnable[Question, Reply], limit: int) -> APIRouter:
    router = APIRouter(prefix="/api/v1")

    @router.post(
        "/ask",
        summary="Ask a question",
        description=f"Answers one question of at most {limit} characters. What the documents do not say is a status, not an error.",
        response_description="The reply with its sentences, quotes and verdicts.",
        responses={
            422: {"model": ErrorBody, "description": "The question can't be answered as put: empty, too long, or a date that is none."},
            503: {"model": ErrorBody, "description": "The assistant can't answer now, for example because its index is missing."},
        },
    )
    def ask(body: Annotated[Ask, Body()]) -> Reply:
        if len(body.question) > limit:
            raise QuestionError(f"question: expected at most {limit} characters, got {len(body.question)}.", "Ask a shorter question.")
        return chain.invoke(
            Question(
                text=body.question,
                history=body.history[-HISTORY_TURNS:],
                as_of=body.as_of,
                language=body.language,
                situation=body.situation,
            )
        )

    return router
