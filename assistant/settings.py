"""Every setting: name, default, sentence. The only place that reads the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    """One row of the table: the environment variable `POLICY_<NAME>`, its default and what it does."""

    name: str
    default: str
    sentence: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"POLICY_{self.name.upper()}"


TABLE = (
    Setting("corpus", "corpus", "Folder of the documents, with or without a manifest."),
    Setting("index", "index", "Folder of recipe.toml and of the store that is built from it."),
    Setting("cache", "", "Folder for decoded model weights; empty means `store/models` in the index folder."),
    Setting("host", "127.0.0.1", "Address that `serve` listens on."),
    Setting("port", "7860", "Port that `serve` listens on."),
    Setting("questions", "evals/cases", "File or folder of the questions that `corpus preview` asks, .jsonl."),
    Setting("today", "", "The date that counts as today, YYYY-MM-DD; empty means the clock's. For tests and receipts."),
    Setting("max_question", "4000", "Longest question in characters; a longer one is refused with one line."),
    Setting(
        "llm",
        "",
        "Language model that words answers anew, as provider:model; empty means none. It is sent the question and the quoted sentences; "
        "its address and key come from the provider's own variables (OPENAI_BASE_URL, OPENAI_API_KEY, OLLAMA_HOST, ANTHROPIC_API_KEY).",
    ),
    Setting("llm_timeout", "20", "Seconds that the language model has for a reply; then the documents are quoted as they are."),
    Setting("threads", "0", "Threads for the embedding models; 0 leaves the choice to the library."),
)


@dataclass(frozen=True)
class Settings:
    """The table's values, typed."""

    corpus: Path
    index: Path
    cache: Path
    host: str
    port: int
    questions: Path
    today: str
    max_question: int
    llm: str
    llm_timeout: int
    threads: int


def load(environment: Mapping[str, str] | None = None, **overrides: str | None) -> Settings:
    """Read the settings: an override wins over the environment, the environment over the default.

    Relative folders that do not exist below the working directory are looked for beside the package, so that the command
    works from anywhere. Raises SettingsError for a value of the wrong type.
    """
    environment = os.environ if environment is None else environment
    raw = {s.name: overrides.get(s.name) or environment.get(s.variable) or s.default for s in TABLE}

    def number(name: str) -> int:
        try:
            return int(raw[name])
        except ValueError:
            raise SettingsError(f"POLICY_{name.upper()}: expected a whole number, got {raw[name]!r}.") from None

    def folder(name: str) -> Path:
        path = Path(raw[name]).expanduser()
        given = overrides.get(name) or environment.get(f"POLICY_{name.upper()}")
        return path if given or path.exists() else ROOT / path

    index = folder("index")
    return Settings(
        corpus=folder("corpus"),
        index=index,
        cache=Path(raw["cache"]).expanduser() if raw["cache"] else index / "store" / "models",
        host=raw["host"],
        port=number("port"),
        questions=folder("questions"),
        today=raw["today"],
        max_question=number("max_question"),
        llm=raw["llm"],
        llm_timeout=number("llm_timeout"),
        threads=number("threads"),
    )


def today(settings: Settings) -> date:
    """The day that counts as today. Raises SettingsError when POLICY_TODAY is not one."""
    if not settings.today:
        return date.today()  # noqa: DTZ011  # rules are in force by the calendar of the place where the assistant runs
    try:
        return date.fromisoformat(settings.today)
    except ValueError:
        raise SettingsError(f"POLICY_TODAY: expected YYYY-MM-DD, got {settings.today!r}.") from None
