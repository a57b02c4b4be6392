"""Markdown with a YAML head -> blocks. CommonMark with tables and footnotes, read by markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from assistant.documents.blocks import Block, Mark, Parsed, Span

_HEAD = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.S | re.M)
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_PARSER = MarkdownIt("commonmark").enable("table").use(footnote_plugin)


def parse_markdown(text: str) -> Parsed:
    """Blocks, footnotes and head of one file.

    Raises ValueError when the head is not a YAML mapping or is not closed.
    """
    head, body = _split_head(text.replace("\r\n", "\n"))
    tokens = _PARSER.parse(body)
    end = next((i for i, t in enumerate(tokens) if t.type == "footnote_block_open"), len(tokens))
    return Parsed(head, tuple(_blocks(tokens[:end])), _footnotes(tokens[end:]))


def _split_head(text: str) -> tuple[dict[str, object], str]:
    if not text.startswith("---"):
        return {}, text
    match = _HEAD.match(text)
    if not match:
        if re.match(r"---[ \t]*\n\s*[A-Za-z_]+:", text):
            raise ValueError("the head is not closed: expected a line '---' after it")
        return {}, text
    try:
        # BaseLoader keeps dates and numbers as they are written: 2018-12 must not become a number or a day.
        head = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506  # it makes strings, lists and mappings only
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise ValueError(f"the head is not YAML (line {line}): {getattr(error, 'problem', error)}") from None
    if not isinstance(head, dict):
        raise ValueError("the head is not a list of 'key: value' lines")
    return {str(k): (None if v in ("", "null", "~") else v) for k, v in head.items()}, text[match.end() :]


def _blocks(tokens: Sequence[Token]) -> list[Block]:  # noqa: C901  # one flat case per kind of token
    blocks: list[Block] = []
    items = 0
    header: tuple[str, ...] = ()
    rows: list[tuple[Span, ...]] = []
    row: list[Span] = []
    for at, token in enumerate(tokens):
        match token.type:
            case "list_item_open":
                items += 1
            case "list_item_close":
                items -= 1
            case "table_open":
                header, rows = (), []
            case "tr_open":
                row = []
            case "tr_close":
                if header:
                    rows.append(tuple(row))
                else:
                    header = tuple(cell.text for cell in row)
            case "table_close":
                blocks.append(Block("table", header=header, rows=tuple(rows)))
            case "fence" | "code_block":
                blocks.append(Block("paragraph", Span(token.content.rstrip())))
            case "inline":
                span, opener = _inline(token.children or []), tokens[at - 1]
                if opener.type in ("th_open", "td_open"):
                    row.append(span)
                elif not span.text:
                    continue
                elif opener.type == "heading_open":
                    blocks.append(Block("heading", span, level=int(opener.tag[1:])))
                else:
                    blocks.append(Block("item" if items else "paragraph", span))
    return blocks


def _inline(children: Sequence[Token]) -> Span:
    """The visible text of one inline run; references and comments become marks, runs of white space one blank."""
    text, marks = "", list[Mark]()
    for token in children:
        match token.type:
            case "text" | "code_inline":
                text += re.sub(r"\s+", " ", token.content)
            case "softbreak" | "hardbreak":
                text += " "
            case "image":
                text += token.content
            case "footnote_ref":
                marks.append(Mark(len(text), "reference", str(token.meta["label"])))
            case "html_inline":
                if comment := _COMMENT.fullmatch(token.content):
                    marks.append(Mark(len(text), "marker", comment[1].strip()))
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    return Span(stripped, tuple(Mark(min(max(m.offset - lead, 0), len(stripped)), m.kind, m.value) for m in marks))


def _footnotes(tokens: Sequence[Token]) -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    label = ""
    for token in tokens:
        if token.type == "footnote_open":
            label = str(token.meta["label"])
        elif token.type == "inline" and label:
            found[label] = found.get(label, ()) + _links(token.children or [])
    return found


def _links(children: Sequence[Token]) -> tuple[tuple[str, str, str], ...]:
    """Each link of a definition as (title, address, the words behind it up to the next link)."""
    links: list[list[str]] = []
    inside = False
    for token in children:
        if token.type == "link_open":
            links.append(["", str(token.attrs.get("href", "")), ""])
            inside = True
        elif token.type == "link_close":
            inside = False
        elif links and token.type in ("text", "code_inline", "softbreak"):
            links[-1][0 if inside else 2] += token.content or " "
    return tuple((title, address, rest) for title, address, rest in links)
