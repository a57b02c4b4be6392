"""recipe.toml: what the store is built with."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import RecipeError
from assistant.records import Language

SCHEMA = 2


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ChunkSettings(_Part):
    """How long a chunk may be, in white-space separated words."""

    max_words: int = Field(default=150, ge=20, le=1000)


class LexicalSettings(_Part):
    """The BM25 variant and its parameters, as the library names them."""

    library: str = "bm25s"
    method: str = "lucene"
    k1: float = 1.2
    b: float = 0.75


class EmbedderSettings(_Part):
    """One embedding model: weights from an installed package (`package`, `file`, `sha256`), or `model`: a hub name or folder.

    `format` is how the packaged file is stored. `documents` and `questions` are the languages that it is used for, `statements`
    those whose single statements it embeds too.
    """

    name: str = Field(pattern=r"^[a-z0-9]{2,20}$")
    package: str | None = None
    file: str | None = None
    sha256: str | None = None
    format: str = "sentence-transformers"
    model: str | None = None
    revision: str | None = None
    documents: tuple[Language, ...]
    questions: tuple[Language, ...]
    statements: tuple[Language, ...] = ()
    query_prefix: str = ""
    passage_prefix: str = ""


class Recipe(_Part):
    """The whole recipe."""

    schema_: int = Field(alias="schema")
    chunks: ChunkSettings = ChunkSettings()
    lexical: LexicalSettings = LexicalSettings()
    embedders: tuple[EmbedderSettings, ...] = Field(min_length=1)

    def primary(self, question: Language, document: Language) -> EmbedderSettings | None:
        """The first embedder that is asked in one language about statements of the other."""
        return next((e for e in self.embedders if question in e.questions and document in e.statements), None)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the recipe's values: comments and order of lines do not count."""
        return hashlib.sha256(json.dumps(self.model_dump(by_alias=True), sort_keys=True).encode()).hexdigest()


def load_recipe(folder: Path) -> Recipe:
    """Read `recipe.toml` in the index folder. Raises RecipeError that names the line or the field."""
    path = folder / "recipe.toml"
    try:
        recipe = Recipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise RecipeError(f"{path}: there is no recipe.", "Name the folder that holds it with --index or POLICY_INDEX.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path}: not TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise RecipeError(f"{path}: {'.'.join(str(p) for p in first['loc'])}: {first['msg']}.") from None
    if recipe.schema_ != SCHEMA:
        raise RecipeError(f"{path}: schema {recipe.schema_}, but this version reads schema {SCHEMA}.")
    names = [e.name for e in recipe.embedders]
    if len(set(names)) < len(names):
        raise RecipeError(f"{path}: two embedders share a name; expected different ones, got {', '.join(names)}.")
    return recipe
