"""`POST /api/v1/eligibility`: the same Decision as in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Body
from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.api.errors import ErrorBody
from assistant.eligibility.rulebook import Rulebook
from assistant.eligibility.situation import situation_of
from assistant.records import Decision, Language, Period
from assistant.settings import Settings, today

ALL = "all"
OpenRulebook = Callable[[], Rulebook]


class EligibilityRequest(BaseModel):
    """Who asks, and about which programme."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"programme": "all", "situation": {"company_size": "sme", "employees_before": 40}}]},
    )

    programme: str = Field(min_length=1, description=f"A programme's id, or {ALL!r}: then every programme is decided.")
    situation: dict[str, object] = Field(default_factory=dict, description="Facts about the asker by key; amounts in KRW.")
    as_of: str | None = Field(default=None, description="Decide by what applied then: YYYY, YYYY-MM or YYYY-MM-DD. Default: today.")
    language: Language = Field(default="en", description="Language of the decision.")
    destinations: tuple[str, ...] = Field(default=(), max_length=50, description="Compare these places, best first.")

    @field_validator("as_of")
    @classmethod
    def _a_date(cls, value: str | None) -> str | None:
        return Period.parse(value).text if value else None


def decisions(open_book: OpenRulebook, settings: Settings) -> APIRouter:
    """The route over a rulebook that is opened when it is first asked."""
    router = APIRouter(prefix="/api/v1")

    @router.post(
        "/eligibility",
        summary="Decide who is eligible",
        description="Each condition is met, not met or unknown, with its clause; the estimate is a ceiling with its steps.",
        response_description="The decision; a list of them for all programmes or several places, best first.",
        responses={
            422: {"model": ErrorBody, "description": "A fact can't be meant, or there are no rules for the programme."},
            503: {"model": ErrorBody, "description": "The rules can't be read now."},
        },
    )
    def eligibility(body: Annotated[EligibilityRequest, Body()]) -> Decision | list[Decision]:
        book = open_book()
        situation = situation_of(body.situation, book.places)
        day: date = Period.parse(body.as_of).start if body.as_of else today(settings)
        if body.destinations:
            return book.decide_in_each(body.programme, situation, body.destinations, day, body.language)
        if body.programme == ALL:
            return book.decide_all(situation, day, body.language)
        return book.decide(body.programme, situation, day, body.language)

    return router
