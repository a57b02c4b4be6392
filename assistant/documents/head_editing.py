"""Setting a field of a document's head: its line in the file, or its key in manifest.toml. Everything else stays as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

import tomlkit
from tomlkit.items import Table

from assistant.documents.heads import plain
from assistant.documents.markdown import parse_markdown
from assistant.errors import CorpusError

Fields = Mapping[str, object]
_HEAD = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.S | re.M)


def set_lines(raw: bytes, fields: Mapping[str, str | None], name: str) -> bytes:
    """A Markdown file with these fields in its head; None becomes `null`. No other byte changes.

    Raises CorpusError when the head is written in a way in which a line can't be replaced.
    """
    text = raw.decode("utf-8")
    for field, value in fields.items():
        text = _with_line(text, field, value or "null")
    if _head(text) != {**_head(raw.decode("utf-8")), **fields}:
        wanted = ", ".join(f"{field}: {value or 'null'}" for field, value in fields.items())
        raise CorpusError(f"{name}: its head can't be edited line by line; expected each field on a line of its own.", f"Write {wanted}.")
    return text.encode()


def _head(text: str) -> dict[str, object]:
    try:
        return parse_markdown(text.removeprefix("\ufeff")).head
    except ValueError:
        return {}


def _with_line(text: str, field: str, value: str) -> str:
    head = _HEAD.match(text)
    if not head:
        return text
    line = re.compile(rf"^({field}:[ \t]*)([^#\r\n]*?)([ \t]*(?:#[^\r\n]*)?\r?)$", re.M)
    found = line.search(text, head.start(1), head.end(1))
    if found:
        gap = "" if found[1][-1] in " \t" else " "
        return f"{text[: found.end(1)]}{gap}{value}{text[found.start(3) :]}"
    ending = "\r\n" if head[0].endswith("\r") else "\n"
    return f"{text[: head.end(1)]}{field}: {value}{ending}{text[head.end(1) :]}"


def set_tables(text: str, tables: Mapping[str, Fields | None]) -> str:
    """The text of manifest.toml with these heads; None takes one out. Comments and the other heads stay as they are."""
    document = tomlkit.parse(text)
    for name, fields in tables.items():
        if fields is None:
            document.pop(name, None)
            continue
        if name not in document:
            if document.as_string().strip():
                document.add(tomlkit.nl())
            document[name] = tomlkit.table()
        _fill(document[name], fields)
    result = tomlkit.dumps(document)
    if None in tables.values():
        # What stood between the table that left and the end of the file is blank lines.
        result = result.rstrip("\r\n") + "\n" if result.strip() else ""
    found = tomllib.loads(result)
    if any(plain(found[n]) != dict(fields) if fields is not None else n in found for n, fields in tables.items()):
        raise CorpusError("manifest.toml: its tables can't be edited.", "Write each file's head as a table of its own.")
    return result


def _fill(table: object, fields: Fields) -> None:
    if not isinstance(table, Table):
        return
    had = plain(table.unwrap())
    for key in had.keys() - fields.keys():
        del table[key]
    for key, value in fields.items():
        if key not in had or had[key] != value:
            table[key] = value
