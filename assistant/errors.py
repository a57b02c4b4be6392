"""Errors of the assistant. Each says what is wrong, where, and what to do next, in one line.

PolicyAssistantError
├── SettingsError            a setting has a value that can't be used
├── CorpusError              the corpus folder can't be read
│   └── DocumentError        one document can't be read; the others can
├── StoreError               anything about the store
│   ├── RecipeError          recipe.toml is wrong
│   ├── ModelError           an embedder's weights are missing or not the pinned ones
│   ├── IndexMissingError    there is no index yet
│   └── IndexStaleError      recipe, corpus or libraries differ from what the index was built from
├── QuestionError            a question that can't be answered as put: empty, too long, a date that is none
│   └── SituationError       a fact about the asker that can't be used: unknown, absurd, ambiguous, contradictory
└── EvaluationError          a case file or result folder is wrong
"""

from __future__ import annotations


class PolicyAssistantError(Exception):
    """Root of the tree. `message` is one line; `hint` is the next step, if there is one."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = " ".join(message.split())
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}" if self.hint else self.message


class SettingsError(PolicyAssistantError):
    """A setting has a value that can't be used."""


class CorpusError(PolicyAssistantError):
    """The corpus folder can't be read."""


class DocumentError(CorpusError):
    """One document can't be read. `path` is relative to the corpus."""

    def __init__(self, path: str, problem: str, hint: str | None = None) -> None:
        super().__init__(f"{path}: {problem}", hint)
        self.path = path


class StoreError(PolicyAssistantError):
    """Anything about the store."""


class RecipeError(StoreError):
    """recipe.toml is wrong."""


class ModelError(StoreError):
    """An embedder's weights are missing or not the pinned ones."""


class IndexMissingError(StoreError):
    """There is no index yet."""


class IndexStaleError(StoreError):
    """Recipe, corpus or libraries differ from what the index was built from."""


class QuestionError(PolicyAssistantError):
    """A question that can't be answered as put."""


class SituationError(QuestionError):
    """A fact about the asker that can't be used: unknown, absurd, ambiguous or contradictory."""


class EvaluationError(PolicyAssistantError):
    """A case file or a result folder is wrong."""
