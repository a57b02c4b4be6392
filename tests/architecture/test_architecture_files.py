"""Tracked files: the schema of Reply equals the code's, and nothing tells of the machine that it was written on."""

import json
import os
import re
from pathlib import Path

import jsonschema

from assistant.records import Reply
from assistant.testing import sample_replies

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "reply.schema.json"


def test_the_schema_of_reply_is_the_codes():
    """Regenerate on purpose only: POLICY_REGENERATE_GOLDEN=1 pytest tests/architecture."""
    text = json.dumps(Reply.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False) + "\n"
    if os.environ.get("POLICY_REGENERATE_GOLDEN") == "1":
        SCHEMA.write_text(text, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == text


def test_replies_are_valid_by_the_schema():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for reply in sample_replies().values():
        assert list(validator.iter_errors(reply.model_dump(mode="json"))) == []
    assert not validator.is_valid({"status": "perhaps"})


MACHINE = re.compile(
    r"""(?<![\w.:/*~-])/(?:home|root|Users|work|mnt|srv|private|var/folders)/\w  # a folder of one machine
    | \b[A-Z]:\\Users\\
    | (?:extra-)?index-url | PIP_INDEX_URL | trusted-host                       # where one machine gets its packages
    | files\.pythonhosted\.org | \b(?:artifactory|nexus|jfrog)\b
    | \b[\w-]+\.(?:internal|corp|lan|localdomain)(?=[:/\s"'])
    | (?<![\w.])(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+(?:\.\d+)?\b         # private addresses
    """,
    re.VERBOSE,
)


def machine_words(text):
    return [m.group() for m in MACHINE.finditer(text)]


def test_no_file_tells_of_a_machine(texts):
    assert len(texts) > 300
    own = Path(__file__)
    assert {str(p.relative_to(ROOT)): found for p, text in texts.items() if p != own and (found := machine_words(text))} == {}


def test_words_of_a_machine_would_be_found():
    for text in ("see /home/ann/x", "(/root/a)", "--index-url x", "http://pypi.internal/simple", "192.168.0.7", 'path="/Users/ann"'):
        assert machine_words(text), text
    for text in ("https://example.org/home/ann", "a/work/b", "127.0.0.1", "~/work/x", "1.10.2.1"):
        assert not machine_words(text), text
