"""Text and HTML files -> blocks."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from assistant.documents.blocks import Block, Parsed, Span

_DROPPED = ["script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "svg", "iframe"]
_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "table", "dt", "dd", "pre", "blockquote", "caption"}
_MARKS = re.compile(r"\s+")


def parse_text(text: str) -> Parsed:
    """Paragraphs are what blank lines separate; a plain text has no headings."""
    paragraphs = (_MARKS.sub(" ", part).strip() for part in re.split(r"\n\s*\n", text))
    return Parsed({}, tuple(Block("paragraph", Span(p)) for p in paragraphs if p))


def parse_html(text: str) -> Parsed:
    """The main part of a page: headings, paragraphs, list items and tables, in the order of the page."""
    soup = BeautifulSoup(text, "html.parser")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    root = soup.find("main") or soup.find("article") or soup.body or soup
    if not isinstance(root, Tag):
        root = soup
    for tag in root.find_all(_DROPPED):
        tag.decompose()
    head: dict[str, object] = {"title": title} if title and not root.find(re.compile("^h[1-6]$")) else {}
    return Parsed(head, tuple(_html_blocks(root)))


def _html_blocks(tag: Tag) -> list[Block]:
    """Children in order; text outside any block tag is a paragraph of its own."""
    blocks: list[Block] = []
    loose: list[str] = []

    def flush() -> None:
        text = _clean(" ".join(loose))
        loose.clear()
        if text:
            blocks.append(Block("item" if tag.name in ("li", "dd") else "paragraph", Span(text)))

    for child in tag.children:
        if not isinstance(child, Tag):
            loose.append(str(child) if child.__class__.__name__ == "NavigableString" else "")
        elif child.name == "table":
            flush()
            blocks += _html_table(child)
        elif re.fullmatch("h[1-6]", child.name):
            flush()
            if text := _clean(child.get_text(" ")):
                blocks.append(Block("heading", Span(text), level=int(child.name[1])))
        elif child.name in _BLOCKS or child.find(list(_BLOCKS)) or child.name in ("div", "section", "br", "hr", "tr"):
            flush()
            blocks += _html_blocks(child)
        else:
            loose.append(child.get_text(" "))
    flush()
    return blocks


def _html_table(table: Tag) -> list[Block]:
    """A table whose merged cells are repeated in every row and column that they span."""
    grid: list[list[str]] = []
    carried: dict[int, tuple[int, str]] = {}
    header_rows = 0
    for tr in table.find_all("tr"):
        row: list[str] = []
        cells = list(tr.find_all(["td", "th"], recursive=False))
        while cells or len(row) in carried:
            column = len(row)
            if column in carried:
                left, text = carried.pop(column)
                if left > 1:
                    carried[column] = (left - 1, text)
                row.append(text)
                continue
            cell = cells.pop(0)
            text = _clean(cell.get_text(" "))
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    carried[len(row)] = (down - 1, text)
                row.append(text)
        if row:
            if not header_rows and not grid and all(c.name == "th" for c in tr.find_all(["td", "th"], recursive=False)):
                header_rows = 1
            grid.append(row)
    caption = table.find("caption")
    blocks = [Block("paragraph", Span(_clean(caption.get_text(" ")).rstrip(":") + ":"))] if isinstance(caption, Tag) else []
    if grid:
        rows = tuple(tuple(Span(cell) for cell in row) for row in grid[1:])
        blocks.append(Block("table", header=tuple(grid[0]), rows=rows))
    return blocks


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1"))
    return min(int(value), 100) if value.isdigit() and int(value) > 0 else 1


def _clean(text: str) -> str:
    return re.sub(r"\s+([,.;:)])", r"\1", _MARKS.sub(" ", text)).strip()
