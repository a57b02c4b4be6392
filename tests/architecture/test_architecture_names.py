"""Knowledge of programmes and places lives in the corpus; code knows none by name."""

import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from assistant.documents.glossary import load_glossary
from assistant.documents.regions import load_regions

ROOT = Path(__file__).parents[2]


def names():
    """Every spelling of a programme or a place, but those that regions.toml itself marks as everyday words."""
    programmes = {name for term in load_glossary(ROOT / "corpus") if term.kind == "programme" for name in term.names}
    regions = load_regions(ROOT / "corpus")
    places = {name for region in regions for name in region.names}
    ordinary = {word for region in regions for word in region.ordinary_words}
    return {name for name in programmes | places if len(name) > 1} - ordinary


def code_of(path):
    """The words of a module that can act, in lower case: everything but comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text.casefold()
    docstrings = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node):
            docstrings.add(node.body[0].lineno)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return "\n".join(t.string for t in tokens if t.type != tokenize.COMMENT and t.start[0] not in docstrings).casefold()


@pytest.fixture(scope="module")
def code():
    kinds = (".py", ".js", ".css", ".toml")
    return {p: code_of(p) for p in (ROOT / "assistant").rglob("*") if p.suffix in kinds and "__pycache__" not in p.parts}


def occurrences(name, code):
    # Latin names are words; Korean ones may have endings and be written together.
    name = name.casefold()
    pattern = re.compile(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])" if name.isascii() else re.escape(name))
    held = ((path, text) for path, text in code.items() if name.casefold() in text)
    return [f"{path.relative_to(ROOT)}: {name}" for path, text in held if pattern.search(text)]


def test_no_module_names_a_programme_or_a_place(code):
    assert len(names()) > 500
    assert [found for name in sorted(names()) for found in occurrences(name, code)] == []


def test_a_name_would_be_found(tmp_path):
    module = tmp_path / "room.py"
    module.write_text('"""Tells of Sejong."""\n# Sejong\nCITY = "in Sejong"\n', encoding="utf-8")
    assert code_of(module).count("sejong") == 1
    assert "Sejong" in names()
    assert occurrences("Sejong", {ROOT / "room.py": code_of(module)}) == ["room.py: sejong"]
