"""The corpus report as one page to read or print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.cli.report_words import GROUNDS, LANGUAGES, REASONS, distance_of, headlines, in_words, name_of, notes_of, what_ends
from assistant.documents.report_records import CorpusReport, Coverage, DocumentGround, End, Ground, Place, Review, WeakStatement
from assistant.records import Source, language_of
from assistant.ui.markup import is_web_address, text

_STYLE = """
:root{color-scheme:light dark;--page:#fff;--ink:#1b2430;--soft:#4e5a69;--line:#c9d0d9;--wash:#f3f5f8;
--accent:#1c5488;--care:#7a4a00;--care-wash:#fdf1dc}
@media (prefers-color-scheme:dark){:root{--page:#12161c;--ink:#e8ecf1;--soft:#aab4c0;--line:#475362;--wash:#1a2029;
--accent:#8fc0ee;--care:#f2c98a;--care-wash:#3a2b12}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem clamp(1rem,4vw,2.5rem) 4rem;background:var(--page);color:var(--ink);
font:1rem/1.55 system-ui,"Noto Sans KR","Noto Sans CJK KR",sans-serif;overflow-wrap:break-word;word-break:keep-all}
h1{margin:.5rem 0 0;font-size:1.9rem;line-height:1.2}
h2{margin:3rem 0 .5rem;padding-top:1rem;border-top:2px solid var(--ink);font-size:1.4rem}
h3{margin:2rem 0 .5rem;font-size:1.1rem}
h4{margin:1.5rem 0 .25rem;font-size:1rem}
p{margin:.4rem 0;max-width:48rem}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.5rem;background:var(--page)}
.soft{color:var(--soft);font-size:.9rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;margin:1.5rem 0;padding:0;list-style:none}
.figures a{display:block;height:100%;padding:.75rem 1rem;border:1px solid var(--line);border-radius:.4rem;background:var(--wash);
color:inherit;text-decoration:none}
.figures a:hover{border-color:var(--accent)}
.figures strong{display:block;font-size:1.8rem;line-height:1.2;color:var(--accent)}
.wide{overflow-x:auto;margin:.75rem 0 1.5rem}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
caption{padding:.25rem 0;text-align:left;font-weight:650}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{border-bottom:2px solid var(--line);font-size:.85rem;vertical-align:bottom}
tbody th{min-width:10rem;font-weight:500;background:var(--page)}
tbody th code{display:block}
code{color:var(--soft);font:.8rem ui-monospace,monospace}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;color:var(--soft);font-size:.9rem}
dd{margin:0}
.told p+p{margin-top:.35rem}
th.n,td.n{text-align:right}
.d{white-space:nowrap}
.care{padding:0 .35rem;border-radius:.25rem;background:var(--care-wash);color:var(--care);font-size:.85rem}
ul.told,ol.told{margin:.25rem 0 1rem;padding-left:1.4rem}
.told>li{margin:.6rem 0;padding-left:.2rem;max-width:56rem}
.told p{max-width:none;margin:.1rem 0}
details{border-bottom:1px solid var(--line)}
summary{padding:.5rem 0;cursor:pointer}
summary .soft{margin-left:.4rem}
@media (max-width:40rem){
tbody th{position:sticky;left:0;max-width:11rem}
dl{display:block}
dd{margin:0 0 .3rem 1rem}
}
@media print{
:root{color-scheme:light;--page:#fff;--ink:#000;--soft:#333;--line:#999;--wash:#fff;--accent:#000;--care:#000;--care-wash:#fff}
@page{margin:16mm}
body{max-width:none;padding:0;font-size:9.5pt}
.skip,.screen{display:none}
.wide{overflow:visible}
.care{padding:0;font-style:italic}
h2,h3,h4,caption,summary{break-after:avoid}
tr,.told>li{break-inside:avoid}
thead{display:table-header-group}
}
"""


_RIGHT = ' class="n"'
_NONE = "<p>None.</p>"


def page(report: CorpusReport) -> str:
    """The whole report as one HTML page without scripts or anything to load. Every text of the corpus is escaped."""
    figures = "".join(f'<li><a href="#{a}"><strong>{n}</strong> {text(words)}</a></li>' for a, n, words in headlines(report))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Corpus report of {report.today}</title>
<style>{_STYLE}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header>
<h1>Corpus report</h1>
<p class="soft"><time datetime="{report.today}">{report.today}</time>: {report.documents} documents, {report.statements} statements.</p>
</header>
<main id="content">
<nav aria-label="What needs a hand first"><ul class="figures">{figures}</ul></nav>
{_coverage_part(report)}
{_weak_part(report)}
{_ends_part(report)}
{_review_part(report)}
</main>
</body>
</html>
"""


def _table(caption: str, header: Sequence[str], rows: Iterable[str], numbers: range = range(0)) -> str:
    heads = "".join(f'<th scope="col"{_RIGHT if at in numbers else ""}>{text(name)}</th>' for at, name in enumerate(header))
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    # Whoever has no mouse scrolls a wide table with the arrow keys, so it can be reached with Tab.
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{text(caption)}"><table><caption>{text(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _title(place: Place) -> str:
    return f'<span lang="{place.language}">{text(place.title)}</span> <code>{text(place.document)}</code>'


def _coverage_part(report: CorpusReport) -> str:
    missing = "".join(f"<li>{_title(m)}: no {LANGUAGES[m.missing]} edition</li>" for m in report.missing_editions)
    return f"""<section aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
<p>Statements are counted without the lines that introduce a list or a table. Facts are distinct footnote labels, so that a
fact in two languages is one. The newest source is the latest date among the footnotes.</p>
{_coverage_table("By language", "Language", report.languages, "")}
{_coverage_table("By programme", "Programme", report.programmes, "glossary.toml")}
{_coverage_table("By region", "Region", report.regions, "regions.toml")}
<h3 id="missing">Documents missing an edition</h3>
{f'<ul class="told">{missing}</ul>' if missing else _NONE}
</section>"""


def _coverage_table(caption: str, first: str, rows: Sequence[Coverage], where: str) -> str:
    header = (first, "Documents", "Statements", "Facts", "Newest source")
    return _table(caption, header, (_coverage_row(row, where) for row in rows), range(1, 4))


def _coverage_row(row: Coverage, where: str) -> str:
    korean = f' <span lang="ko">{text(row.ko)}</span>' if row.ko else ""
    key = f" <code>{text(row.key)}</code>" if row.en and row.key else ""
    notes = "".join(f' <span class="care">{text(note)}</span>' for note in notes_of(row, where))
    counts = "".join(f'<td class="n">{n}</td>' for n in (row.documents, row.statements, row.facts))
    name = f'<th scope="row">{text(name_of(row))}{korean}{key}{notes}</th>'
    return f'{name}{counts}<td class="d">{text(row.newest_source or "–")}</td>'


def _weak_part(report: CorpusReport) -> str:
    documents = {name: list(own) for name, own in groupby(sorted(report.weak_statements, key=lambda w: w.document), lambda w: w.document)}
    rows = (_ground_row(d) for d in report.document_grounds)
    told = "\n".join(_weak_document(d, documents[d.document]) for d in report.document_grounds)
    header = ("Document", "Looked at", "Weak", *(name.capitalize() for name in GROUNDS.values()))
    return f"""<section aria-labelledby="weak">
<h2 id="weak">Weak ground</h2>
<p>{len(report.weak_statements)} of {report.looked_at} statements have at least one reason for a second look. Superseded
statements, and documents that a newer one has replaced, are left out.</p>
<dl>
<dt>Single source</dt><dd>Every footnote leads to the same address.</dd>
<dt>Old sources</dt><dd>No source is known to be younger than {report.years} years. Beside old sources, undated ones do not count.</dd>
<dt>Undated</dt><dd>None of the sources has a date.</dd>
<dt>Unofficial</dt><dd>All sources are press or other.</dd>
<dt>Uncertain, derived, conflict</dt><dd>The text marks the statement so.</dd>
</dl>
{_table("Weak statements by document", header, rows, range(1, 10))}
<h3>The statements</h3>
<p class="screen">Open a document to read its weak statements, those with most reasons first. What is open is printed.</p>
{told}
</section>"""


def _ground_row(row: DocumentGround) -> str:
    counts = (row.statements, row.weak, *(row.counts[g] or "" for g in Ground))
    return f'<th scope="row">{_title(row)}</th>' + "".join(f'<td class="n">{n}</td>' for n in counts)


def _weak_document(row: DocumentGround, statements: Sequence[WeakStatement]) -> str:
    told = "\n".join(_weak_statement(w) for w in statements)
    summary = f'{_title(row)} <span class="soft">{row.weak} of {row.statements}</span>'
    return f'<details><summary>{summary}</summary>\n<ol class="told">\n{told}\n</ol></details>'


def _weak_statement(weak: WeakStatement) -> str:
    names = [f"{GROUNDS[g]} “{weak.conflict}”" if g is Ground.CONFLICT else GROUNDS[g] for g in weak.grounds]
    grounds = " ".join(f'<span class="care">{text(name)}</span>' for name in names)
    sources = "; ".join(_source(s) for s in weak.sources)
    below = f'<p class="soft">{sources}</p>' if sources else ""
    return f'<li><p lang="{weak.language}">{text(in_words(weak))}</p><p>{grounds}</p>{below}</li>'


def _source(source: Source) -> str:
    title = f'<span lang="{language_of(source.title)}">{text(source.title)}</span>'
    link = f'<a href="{text(source.url)}" rel="noreferrer">{title}</a>' if is_web_address(source.url) else title
    return f"{link}, {source.kind}, {text(source.date or 'undated')}"


def _ends_part(report: CorpusReport) -> str:
    return f"""<section aria-labelledby="ends">
<h2 id="ends">Ends</h2>
<p>Days that a statement names as an end (until, valid to, by, sunset, deadline), and the ends and review dates of the
documents themselves. What is marked superseded or has been replaced is left out, and so is what a bill only proposes.</p>
<h3 id="upcoming">Within {report.notice_days} days</h3>
{_ends_by_day(report.upcoming)}
<h3 id="passed">Passed</h3>
{_ends_by_day(report.passed)}
</section>"""


def _ends_by_day(ends: Sequence[End]) -> str:
    days = []
    for (day, distance), of_day in groupby(ends, lambda e: (e.day, e.days)):
        documents = "\n".join(_ends_of(list(own)) for _, own in groupby(of_day, lambda e: e.document))
        heading = f'<h4><time datetime="{day}">{day}</time> <span class="soft">{distance_of(distance)}</span></h4>'
        days.append(f'{heading}\n<ul class="told">\n{documents}\n</ul>')
    return "\n".join(days) or _NONE


def _ends_of(ends: Sequence[End]) -> str:
    """What ends on one day in one document."""
    told = "".join(f'<p lang="{e.language if e.text else "en"}">{text(what_ends(e))}</p>' for e in ends)
    return f'<li><p class="soft">{_title(ends[0])}</p>{told}</li>'


def _review_part(report: CorpusReport) -> str:
    header = ("Document", "Review by", "Owner", "As of", "Why")
    table = _table("Documents to review or complete", header, (_review_row(r) for r in report.review))
    return f"""<section aria-labelledby="review">
<h2 id="review">Review</h2>
{table if report.review else _NONE}
</section>"""


def _review_row(row: Review) -> str:
    dates = "".join(f'<td class="d">{text(value or "–")}</td>' for value in (row.review_by, row.owner, row.as_of))
    why = " ".join(f'<span class="care">{text(REASONS[reason])}</span>' for reason in row.reasons)
    return f'<th scope="row">{_title(row)}</th>{dates}<td>{why}</td>'
