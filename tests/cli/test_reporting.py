"""`corpus report`. Regenerate the golden page on purpose only: POLICY_REGENERATE_GOLDEN=1 pytest tests/cli/test_reporting.py."""

import io
import json
import os
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from assistant.cli import report_page, reporting
from assistant.documents.corpus import load_corpus
from assistant.documents.report import report_on
from assistant.errors import SettingsError
from assistant.records import Source
from assistant.settings import load

GOLDEN = Path(__file__).parent / "golden" / "corpus-report.html"
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Outline(HTMLParser):
    """Tags that are left open or closed out of turn, ids, inner links, names of attributes, addresses, and languages."""

    def __init__(self, html):
        super().__init__()
        self.open, self.wrong, self.tags, self.ids, self.inner, self.outer, self.attributes = [], [], [], [], [], [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes.update(found)
        self.ids += [found["id"]] if "id" in found else []
        target = found.get("href", "")
        (self.inner if target.startswith("#") else self.outer).append(target)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def made(**options):
    """Run the command: what it printed."""
    out = io.StringIO()
    html, as_json = options.get("html"), options.get("as_json", False)
    reporting.run(load(None), Console(file=out, width=options.get("width", 120), highlight=False), html, as_json=as_json)
    return out.getvalue()


@pytest.fixture
def page(corpus):
    return report_page.page(report_on(load_corpus(corpus), (), (), date(2029, 12, 1)))


def test_the_page_looks_as_before(page):
    if os.environ.get("POLICY_REGENERATE_GOLDEN") == "1":
        GOLDEN.write_text(page, encoding="utf-8")
    assert page == GOLDEN.read_text(encoding="utf-8")


def test_the_page_is_well_formed_and_its_links_lead_somewhere(page):
    outline = Outline(page)
    assert outline.wrong == outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert {link.removeprefix("#") for link in outline.inner} <= set(outline.ids)
    assert outline.tags.count("h1") == outline.tags.count("main") == 1


def test_the_page_loads_and_runs_nothing(page):
    outline = Outline(page)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(outline.tags)
    assert not {name for name in outline.attributes if name.startswith("on") or name == "src"}
    assert "default-src 'none'" in page
    assert not re.search(r"url\(|@import", page)


def test_tables_name_their_rows_and_columns_and_korean_text_says_so(page):
    assert page.count("<table") == page.count("<caption>") == page.count('role="region" tabindex="0"')
    assert not re.search(r"<th(?! scope)", page.replace("<thead>", ""))
    assert '<html lang="en">' in page
    assert '<span lang="ko">항만지원금</span>' in page


def test_text_of_the_corpus_is_escaped(corpus):
    path = corpus / "documents" / "en" / "harbour-2024.md"
    text = path.read_text(encoding="utf-8").replace("title: Harbour Grant", "title: 'Harbour <b onclick=\"x\">Grant</b> & Co'")
    text = text.replace("programme: harbour-grant", "programme: <i>x</i>").replace("regions: [nationwide]", "regions: ['<u>y</u>']")
    path.write_text(text.replace("answers within 2 weeks", "answers \\<script\\> & within 2 weeks"), encoding="utf-8")
    page = report_page.page(report_on(load_corpus(corpus), (), (), date(2029, 12, 1)))
    outline = Outline(page)
    assert not {"b", "i", "u", "s", "script"} & set(outline.tags)
    assert outline.wrong == outline.open == []
    for escaped in ("&lt;b onclick=&quot;x&quot;&gt;", "&lt;i&gt;x", "&lt;u&gt;y", "&lt;script&gt; &amp; within"):
        assert escaped in page, escaped


def test_sources_are_escaped_and_only_web_addresses_become_links(corpus):
    sources = (
        Source(title="<s>", url='javascript:alert("1")'),
        Source(title="Good", url='https://example.org/?a="&b'),
        Source(title="File", url="x/y.pdf"),
    )
    report = report_on(load_corpus(corpus), (), (), date(2029, 12, 1))
    weak = tuple(w.model_copy(update={"sources": sources}) for w in report.weak_statements)
    page = report_page.page(report.model_copy(update={"weak_statements": weak}))
    assert "javascript:" not in page
    assert '<span lang="en">&lt;s&gt;</span>, other, undated; <a href="https://example.org/?a=&quot;&amp;b" rel="noreferrer">' in page
    assert "y.pdf" not in page


def test_the_terminal_shows_every_part(corpus):
    out = made(width=120)
    assert out.startswith("Corpus report of 2024-06-01: 3 documents")
    for part in ("Languages", "Programmes", "Regions", "Documents missing an edition", "Weak ground"):
        assert part in out, part


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_no_figure_is_cut(width, monkeypatch):
    monkeypatch.setenv("POLICY_TODAY", "2029-12-01")
    out = made(width=width)
    assert len(re.findall(r"^ 2030-01-01 +harbour-\S+ +The document is", out, re.MULTILINE)) == 3
    assert max(map(len, out.splitlines())) <= width
    assert re.search(r"^ English +2 ", out, re.MULTILINE)


def test_json_is_the_whole_report_and_nothing_else():
    found = json.loads(made(as_json=True))
    assert found["today"] == "2024-06-01"
    assert {w["text"] for w in found["weak_statements"]} >= {"The port office answers within 2 weeks."}


def test_the_page_is_written_beside_what_is_printed(tmp_path, page):
    target = tmp_path / "report.html"
    assert f"Written to {target}." in made(html=target, width=200)
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    json.loads(made(html=target, as_json=True))


def test_a_page_that_cannot_be_written_is_one_line(tmp_path):
    with pytest.raises(SettingsError, match=r"--html: .*missing.*can't be written: No such file or directory\. Name a file"):
        made(html=tmp_path / "missing" / "report.html")


def test_the_published_corpus_makes_a_sound_page(real_corpus):
    outline = Outline(report_page.page(report_on(load_corpus(real_corpus), (), (), date(2026, 6, 1))))
    assert outline.wrong == outline.open == []
    assert all(address.startswith(("http://", "https://")) for address in outline.outer if address)
