"""Errors as HTTP: one shape for all, {"error": {"message", "hint"}}, and never a traceback."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from assistant.errors import PolicyAssistantError, QuestionError


class Problem(BaseModel):
    """What went wrong, in one line, and the next step if there is one."""

    message: str = Field(description="What is wrong, where, what was expected and what came, in one line.")
    hint: str | None = Field(default=None, description="What to do next.")


class ErrorBody(BaseModel):
    """The body of every error."""

    error: Problem


def install(app: FastAPI) -> None:
    """Map the exceptions of a request onto 422, 503 and 500."""
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(PolicyAssistantError, _failed)
    app.add_exception_handler(Exception, _unexpected)


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class only
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"] if part != "body") or "body"
    message = str(first["msg"]).removeprefix("Value error, ")
    return _body(422, f"{place}: {message}", "See /openapi.json for what the request may hold.")


async def _failed(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, PolicyAssistantError)  # noqa: S101 - registered for this class only
    return _body(422 if isinstance(error, QuestionError) else 503, error.message, error.hint)


async def _unexpected(_request: Request, _error: Exception) -> JSONResponse:
    # The server logs the traceback; the asker gets one line.
    return _body(
        500, "The question could not be answered because of an internal error.", "Try again; if it happens again, tell the operator."
    )


def _body(status: int, message: str, hint: str | None) -> JSONResponse:
    return JSONResponse(ErrorBody(error=Problem(message=message, hint=hint)).model_dump(), status_code=status)
