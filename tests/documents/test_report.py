"""The report on a small corpus of invented programmes, with figures worked out by hand, and on the published one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.documents.corpus import load_corpus
from assistant.documents.ends import ends_named
from assistant.documents.glossary import load_glossary
from assistant.documents.regions import load_regions
from assistant.documents.report import report_on
from assistant.documents.report_records import Coverage, Ground
from assistant.records import PolicyDocument, Statement

TODAY = date(2026, 6, 1)
GLOSSARY = """
[[term]]
id = "tide-bonus"
kind = "programme"
programme = "harbour-grant"
en = "Tide Bonus"
ko = "조수 보너스"
facts = []

[[term]]
id = "harbour-grant"
kind = "programme"
programme = "harbour-grant"
en = "Harbour Grant"
ko = "항만지원금"
facts = []
"""
REGIONS = """
[[region]]
id = "north"
level = "province"
en = "Northland"
ko = "북도"

[[region]]
id = "south"
level = "province"
en = "Southland"
ko = "남도"
"""
HARBOUR = """---
id: harbour
title: Harbour Grant
language: en
programme: harbour-grant
regions: [Northland]
effective_from: 2026-01-01
effective_to: 2026-06-30
supersedes: harbour-2020
as_of: 2026-02-01
owner: editors
review_by: 2026-08-30
---

# Harbour Grant

The cap of the Harbour Grant is KRW 3 billion.[^A] The Harbour Grant is valid to 30 August 2026.[^B] The Harbour Grant is paid until 31 August 2026.[^C]

Piers of the Harbour Grant:

| Pier | Valid until |
|---|---|
| East pier | 31 May 2026 [^D] |

- The Harbour Grant began in 2011.[^A] <!-- conflict: start -->
- The Harbour Grant began in 2012.[^A] <!-- conflict: start --> <!-- uncertain -->
- The Harbour Grant began by design.[^A] <!-- derived -->
- The pier fee was waived until 31 December 2020.[^B] <!-- superseded -->

[^A]: [Notice](<https://example.org/notice>), notice, 2026-02-01; [News](<https://example.org/a>), press, 2020
[^B]: [News](<https://example.org/a>), press, 2023-05-31
[^C]: [City](<https://example.org/city>), local, undated; [Port](<https://example.org/port>), local, undated
[^D]: [News](<https://example.org/a>), press, 2023-06; [Blog](<https://example.org/blog>), other, undated
"""
HARBOUR_KO = """---
id: harbour-ko
title: 항만지원금
language: ko
translation_of: harbour
programme: harbour-grant
regions: [북도]
as_of: 2026-02-01
owner: editors
review_by: 2026-08-31
---

# 항만지원금

항만지원금의 한도는 30억 원입니다.[^A]

[^A]: [고시](<https://example.org/notice>), notice, 2026-02-01; [뉴스](<https://example.org/a>), press, 2020
"""
HARBOUR_2020 = """---
id: harbour-2020
title: Harbour Grant of 2020
language: en
programme: harbour-grant
regions: [Northland]
effective_from: 2020-01-01
effective_to: 2025-12-31
as_of: 2020-02-01
owner: editors
review_by: 2030-01-01
---

# Harbour Grant of 2020

The Harbour Grant of 2020 is paid until 31 December 2025.[^Z]

[^Z]: [Blog](<https://example.org/blog>), other, undated
"""
FERRY = """---
id: ferry
title: Ferry Pass
language: en
programme: ferry-pass
regions: [Atlantis]
review_by: 2026-05-31
---

# Ferry Pass

The Ferry Pass is free.[^F]

[^F]: [Blog](<https://example.org/blog>), other, 2022; [Blog again](<https://example.org/blog>), other, undated
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"harbour": HARBOUR, "harbour-ko": HARBOUR_KO, "harbour-2020": HARBOUR_2020, "ferry": FERRY}
    for name, text in texts.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    (tmp_path / "glossary.toml").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "regions.toml").write_text(REGIONS, encoding="utf-8")
    return tmp_path


def report(folder: Path, today: date = TODAY, **options):
    return report_on(load_corpus(folder), load_glossary(folder), load_regions(folder), today, **options)


def row(coverage: Coverage):
    return coverage.key, coverage.documents, coverage.statements, coverage.facts, coverage.newest_source, coverage.missing


def test_programmes_count_editions_statements_and_distinct_facts(folder):
    found = report(folder).programmes
    # The harbour has 8 statements in English, 1 in Korean and 1 in the old version, on facts A, B, C, D and Z.
    assert [row(p) for p in found] == [("ferry-pass", 1, 1, 1, "2022", ("ko",)), ("harbour-grant", 3, 10, 5, "2026-02-01", ())]


def test_the_programme_that_the_slug_is_named_after_gives_the_name(folder):
    ferry, harbour = report(folder).programmes
    assert (harbour.en, harbour.ko, harbour.known) == ("Harbour Grant", "항만지원금", True)
    assert (ferry.en, ferry.ko, ferry.known) == (None, None, False)


def test_regions_join_both_spellings_and_show_empty_provinces_and_unknown_names(folder):
    found = report(folder).regions
    assert [row(r) for r in found] == [
        ("north", 3, 10, 5, "2026-02-01", ()),
        ("south", 0, 0, 0, None, ()),
        ("Atlantis", 1, 1, 1, "2022", ("ko",)),
    ]
    assert [r.known for r in found] == [True, True, False]


def test_languages(folder):
    assert [row(x) for x in report(folder).languages] == [("en", 3, 10, 6, "2026-02-01", ()), ("ko", 1, 1, 1, "2026-02-01", ())]


def test_documents_missing_an_edition(folder):
    assert [(m.document, m.missing) for m in report(folder).missing_editions] == [("ferry", "ko"), ("harbour-2020", "ko")]


def test_a_corpus_in_one_language_misses_no_edition(folder):
    (folder / "harbour-ko.md").unlink()
    assert report(folder).missing_editions == ()


def test_the_newest_source_is_the_latest_day_that_is_certain(folder):
    text = HARBOUR.replace("notice, 2026-02-01", "notice, 2026")
    (folder / "harbour.md").write_text(text, encoding="utf-8")
    assert report(folder).programmes[1].newest_source == "2026-02-01", "of the Korean edition: 2026 alone may be January"


def grounds(folder: Path, **options) -> dict[str, list[str]]:
    return {w.text or "": [str(g) for g in w.grounds] for w in report(folder, **options).weak_statements}


def test_weak_statements_with_their_reasons(folder):
    assert grounds(folder) == {
        "The Harbour Grant is valid to 30 August 2026.": ["single_source", "old_sources", "unofficial"],
        "The Ferry Pass is free.": ["single_source", "old_sources", "unofficial"],
        "The Harbour Grant began in 2012.": ["uncertain", "conflict"],
        "The Harbour Grant is paid until 31 August 2026.": ["undated"],
        "East pier | 31 May 2026": ["unofficial"],
        "The Harbour Grant began in 2011.": ["conflict"],
        "The Harbour Grant began by design.": ["derived"],
    }


def test_a_partial_date_is_old_only_when_all_of_it_is(folder):
    # On 1 July 2026 the whole of June 2023 lies more than 3 years back; the day before, its last day does not.
    assert "old_sources" in grounds(folder, today=date(2026, 7, 1))["East pier | 31 May 2026"]
    assert "old_sources" not in grounds(folder, today=date(2026, 6, 30))["East pier | 31 May 2026"]


def test_the_age_of_old_sources_can_be_chosen(folder):
    assert "old_sources" not in grounds(folder, years=4)["The Harbour Grant is valid to 30 August 2026."]


def test_a_leap_day_has_a_day_three_years_before_it(folder):
    assert report(folder, date(2028, 2, 29)).today == date(2028, 2, 29)


def test_grounds_are_counted_per_document_weakest_first(folder):
    found = report(folder)
    assert [(d.document, d.statements, d.weak) for d in found.document_grounds] == [("harbour", 7, 6), ("ferry", 1, 1)]
    counts = found.document_grounds[0].counts
    assert counts[Ground.CONFLICT] == 2
    assert counts[Ground.UNOFFICIAL] == 2
    assert counts[Ground.SINGLE] == counts[Ground.OLD] == counts[Ground.UNDATED] == counts[Ground.UNCERTAIN] == counts[Ground.DERIVED] == 1


def test_statements_superseded_or_in_a_replaced_version_are_not_looked_at(folder):
    found = report(folder)
    assert (found.documents, found.statements, found.looked_at) == (4, 11, 9)


def test_a_version_counts_until_its_successor_starts(folder):
    # On 31 December 2025 the old version is in force still: its statement is looked at, and ends today.
    found = report(folder, date(2025, 12, 31))
    assert [(e.document, e.days) for e in found.upcoming if e.origin == "statement"] == [("harbour-2020", 0)]
    assert "harbour-2020" not in {e.document for e in found.passed}


def test_weak_statements_keep_offsets_and_sources(folder):
    weak = next(w for w in report(folder).weak_statements if w.cells)
    text = load_corpus(folder).get("harbour").text
    assert text[weak.start : weak.end] == weak.text
    assert weak.cells == (("Pier", "East pier"), ("Valid until", "31 May 2026"))
    assert [s.title for s in weak.sources] == ["News", "Blog"]


def test_ends_that_passed_and_ends_within_ninety_days(folder):
    found = report(folder)
    assert [(e.document, e.day.isoformat(), e.days, e.origin) for e in found.passed] == [
        ("ferry", "2026-05-31", -1, "review_by"),
        ("harbour", "2026-05-31", -1, "statement"),
    ]
    assert [(e.document, e.day.isoformat(), e.days, e.origin) for e in found.upcoming] == [
        ("harbour", "2026-06-30", 29, "effective_to"),
        ("harbour", "2026-08-30", 90, "review_by"),
        ("harbour", "2026-08-30", 90, "statement"),
    ]


def test_review(folder):
    assert [(r.document, r.reasons) for r in report(folder).review] == [
        ("ferry", ("overdue", "no_owner", "no_as_of")),
        ("harbour", ("due",)),
    ]


def test_a_document_without_a_review_date_is_to_be_completed(folder):
    (folder / "ferry.md").write_text(FERRY.replace("review_by: 2026-05-31\n", ""), encoding="utf-8")
    assert report(folder).review[-1].reasons == ("no_review_by", "no_owner", "no_as_of")


def named(text: str, cells: tuple[tuple[str, str], ...] = ()) -> list[str]:
    document = PolicyDocument(id="x", title="x", language="en", text=text, hash="", path="x.md")
    return [p.text for p in ends_named(document, Statement(start=0, end=len(text), cells=cells))]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The fee is waived until 2027.", ["2027"]),
        ("The fee is waived until the end of March 2027.", ["2027-03"]),
        ("The fee is waived to 31 December 2026, for one home.", ["2026-12-31"]),
        ("The pass is valid through December 31, 2026.", ["2026-12-31"]),
        ("The pass expires on 2026-12-31.", ["2026-12-31"]),
        ("The bonus ends at the end of 2026.", ["2026"]),
        ("The text in force on 1 February 2026 ends it on 31 December 2026.", ["2026-12-31"]),
        ("Requests were due by 15 January 2024.", ["2024-01-15"]),
        ("The sunset date of the bonus in articles 3 and 3-2 is 31 December 2026 for starters.", ["2026-12-31"]),
        ("An older page, with sunset dates of 2015-2017, has another number.", ["2017"]),
        ("A blog of 2024-2025 gives 31 December 2025 as the sunset.", ["2025-12-31"]),
        ("A pier zone from 1 February 2026 to 31 January 2029.", ["2029-01-31"]),
        ("A pier zone from February 2022 to January 2025.", ["2025-01"]),
        ("A pier zone, 2025.8.28. ~ 2027.8.27.", ["2027-08-27"]),
        ("The site is held by 31 December 2026, and work starts by 31 December 2028.", ["2026-12-31", "2028-12-31"]),
        ("감면은 2026년 12월 31일까지 50%입니다.", ["2026-12-31"]),
        ("일몰일은 사업 개시 기준 2026년 12월 31일입니다.", ["2026-12-31"]),
        ("일몰일은 2024~2025년 블로그에 따르면 2025년 12월 31일이며, 그 뒤는 모릅니다.", ["2025-12-31"]),
        ("2020년 12월 31일 기한이 적힌 안내입니다.", ["2020-12-31"]),
        ("바우처는 2026년 말까지 제공됩니다.", ["2026"]),
        ("감면은 2026년 말에 끝납니다.", ["2026"]),
        ("기간은 2022년 2월부터 2025년 1월까지입니다.", ["2025-01"]),
        ("임대료는 2021년 8월 1일부터 12월 31일까지 96원입니다.", ["2021-12-31"]),
    ],
)
def test_an_end_is_found(text, ends):
    assert named(text) == ends


@pytest.mark.parametrize(
    "text",
    [
        "The aid is up to KRW 2026 for each pier.",
        "The threshold was lowered from 30 to 20 by the 2026 ordinance.",
        "13 firms had returned by August 2026.",
        "The total from 2004 to 2026 was KRW 3 billion.",
        "The total from 2011 to 4 March 2026 was KRW 3 billion.",
        "The jobs target is 600 by 2026.",
        "The score was 71 at the end of 2026.",
        "The cap was lower before 10 February 2026.",
        "The rule is in force from 1 February 2026, as reported on 9 February 2026.",
        "An extension to 31 December 2027 was proposed in a bill.",
        "The bonus is paid until 31 February 2026.",
        "2026년까지 600명을 채용할 계획입니다.",
        "2026년 8월까지 106개 기업이 집계되었습니다.",
        "2011년부터 2026년 3월 4일까지 65개 기업입니다.",
        "한도는 2026년 2월 1일 전까지 100억 원이었습니다.",
        "2027년 12월 31일까지 연장하는 안이 제안되었습니다.",
    ],
)
def test_a_date_that_is_no_end_is_left_out(text):
    assert named(text) == []


def test_a_column_of_ends_names_an_end_and_a_column_of_caps_does_not():
    assert named("", (("Last end date seen", "4 April 2026"),)) == ["2026-04-04"]
    assert named("", (("종료일", "2026년 4월 4일"),)) == ["2026-04-04"]
    assert named("", (("Until", "two years from 4 April 2026"),)) == []
    assert named("", (("Workers, up to", "2026"), ("Designated from", "4 April 2026"))) == []


def test_the_published_corpus_is_read_whole(real_corpus):
    corpus = load_corpus(real_corpus)
    found = report(real_corpus)
    assert found.documents == len(corpus.documents)
    assert sum(x.statements for x in found.languages) == found.statements == sum(p.statements for p in found.programmes)
    assert all(p.known for p in found.programmes)
    assert all(r.known for r in found.regions)
    assert sum(d.weak for d in found.document_grounds) == len(found.weak_statements) <= found.looked_at <= found.statements
    texts = {d.id: d.text for d in corpus.documents}
    assert all(texts[w.document][w.start : w.end] == w.text for w in found.weak_statements)
    assert all(e.day < TODAY for e in found.passed)
