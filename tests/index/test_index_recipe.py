"""recipe.toml: what is wrong with it is told in one line, and its fingerprint follows its values."""

import pytest

from assistant.errors import RecipeError
from assistant.index.recipe import load_recipe

GOOD = """schema = 2
[[embedders]]
name = "hash"
documents = ["en", "ko"]
questions = ["en"]
statements = ["en"]
"""


def load(folder, text):
    (folder / "recipe.toml").write_text(text, encoding="utf-8")
    return load_recipe(folder)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("schema = ", "not TOML"),
        ("schema = 2\n", "embedders: Field required"),
        ("schema = 2\nembedders = []\n", "embedders: Tuple should have at least 1 item"),
        (GOOD.replace("schema = 2", "schema = 1"), "schema 1, but this version reads schema 2"),
        (GOOD + GOOD.partition("\n")[2], "two embedders share a name"),
        (GOOD.replace('"hash"', '"Has h"'), "embedders.0.name"),
        (GOOD.replace("questions", "question"), "embedders.0.questions"),
        (GOOD.replace('["en", "ko"]', '["en", "fr"]'), "embedders.0.documents.1"),
        (GOOD + "[chunks]\nmax_words = 5\n", "chunks.max_words"),
        (GOOD + "[lexical]\nk2 = 1\n", "lexical.k2"),
    ],
)
def test_a_wrong_recipe_is_told_in_one_line(tmp_path, text, told):
    with pytest.raises(RecipeError) as caught:
        load(tmp_path, text)
    assert told in str(caught.value)
    assert str(tmp_path / "recipe.toml") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_or_unreadable_recipe_is_told(tmp_path):
    with pytest.raises(RecipeError, match=r"there is no recipe\. Name the folder"):
        load_recipe(tmp_path)
    (tmp_path / "recipe.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecipeError, match="not TOML"):
        load_recipe(tmp_path)


def test_the_fingerprint_follows_values_not_wording(tmp_path):
    plain = load(tmp_path, GOOD).fingerprint
    assert load(tmp_path, "# a comment\n" + GOOD.replace("schema = 1", "schema   =   1")).fingerprint == plain
    assert load(tmp_path, GOOD.replace('["en"]', '["ko"]', 1)).fingerprint != plain
    assert load(tmp_path, GOOD + "[lexical]\nk1 = 0.9\n").fingerprint != plain


def test_the_primary_embedder_is_the_first_that_is_asked_about_both_languages(tmp_path):
    second = GOOD.partition("\n")[2].replace('"hash"', '"both"').replace('questions = ["en"]', 'questions = ["ko", "en"]')
    recipe = load(tmp_path, GOOD + second)
    assert recipe.primary("en", "en").name == "hash"
    assert recipe.primary("ko", "en").name == "both"
    assert recipe.primary("ko", "ko") is None
