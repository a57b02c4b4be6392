import re
from pathlib import Path

import pytest

from assistant.documents.corpus import load_corpus
from assistant.documents.glossary import load_glossary
from assistant.documents.regions import load_regions
from assistant.errors import CorpusError

CORPUS = Path(__file__).parents[2] / "corpus"
# Words of the Korean documents that end like a city, county or district and are none.
NO_TOWNS = {
    *("특구", "지구", "촉진지구", "공구", "혁신도시", "기업도시", "도시", "대도시", "광역시"),  # kinds of places
    *("문구", "고시", "연구", "청구", "개시", "게시", "표시", "당시", "다시", "역시", "택시"),  # everyday words
    *("미군", "분야군", "기업군"),  # armies and groups
}
PLACE_HEADERS = {
    *("시·군", "시·도", "시도", "위치", "지역", "경남의 지역", "울산의 구·군", "수도권의 지역", "혁신도시 지역"),
    *("산업단지", "제시된 산업단지 또는 지역", "경제자유구역"),
}
# What stands below such a header and is no name: remarks, and a word that names a complex beside the name of its city only.
NO_PLACES = {
    *("–", "제시되지 않음", "진해 제외", "첫 번째 지정", "두 번째 지정", "지역개발사업구역 등", "제주의 특구"),
    *("새만금 산업단지의 군산 지역", "울산 동구와 북구", "울산 3개 특구", "사업시행자", "첨단"),
}
PARTICLES = "[은는이가의에을를로와과도형]"
FEN = '[[region]]\nid = "fen"\nlevel = "county"\nen = "Fen"\nko = "늪"\n'
MOOR = '[[region]]\nid = "moor"\nlevel = "county"\nen = "Moor"\nko = "들"\n'


@pytest.fixture(scope="module")
def documents():
    return load_corpus(CORPUS).documents


@pytest.fixture(scope="module")
def regions():
    return {region.id: region for region in load_regions(CORPUS)}


@pytest.fixture(scope="module")
def names(regions):
    return {name for region in regions.values() for name in region.names}


def written(folder, text):
    (folder / "regions.toml").write_text(text, encoding="utf-8")
    return folder


def claims(region):
    return (*region.area_class, *region.crisis, *region.zones)


def test_every_claim_about_a_region_rests_on_facts_of_the_documents(regions, documents):
    known = {label for d in documents for label in d.sources}
    assert [r.id for r in regions.values() for claim in claims(r) if not claim.facts] == []
    assert {f for r in regions.values() for claim in claims(r) for f in claim.facts} - known == set()


def test_every_zone_is_a_term_of_the_glossary(regions):
    assert {z.term for r in regions.values() for z in r.zones} - {t.id for t in load_glossary(CORPUS)} == set()


def test_every_region_in_a_document_head_is_known(names, documents):
    assert {name for d in documents for name in d.regions} - names == set()


def test_every_town_of_the_korean_documents_is_known(names, documents):
    text = "\n".join(d.text for d in documents if d.language == "ko")
    found = set(re.findall(rf"(?<![가-힣])([가-힣]{{1,4}}(?:시|군|구))(?=[^가-힣]|{PARTICLES}|$)", text))
    assert found - names - NO_TOWNS == set()


def test_every_place_of_the_korean_tables_is_known(names, documents):
    cells = {v for d in documents if d.language == "ko" for s in d.statements for header, v in s.cells if header in PLACE_HEADERS}
    parts = {part for cell in cells for part in re.split(r"[(),]\s*", cell) if part.strip()}
    short = {p for part in parts for p in ([part] if part in names else part.split("·"))}
    assert len(short) > 100
    terms = {name for term in load_glossary(CORPUS) for name in term.names}
    assert {s.strip() for s in short} - names - terms - NO_PLACES == set()


def test_every_parent_chain_ends_at_the_whole_country(regions):
    def top(region):
        return top(regions[region.parent]) if region.parent else region.id

    assert {top(r) for r in regions.values()} == {"nationwide"}


def test_names_are_in_the_language_they_say(regions):
    def hangul(text):
        return any("가" <= c <= "힣" for c in text)

    assert [n for r in regions.values() for n in (r.en, *r.also_en) if hangul(n)] == []
    assert [n for r in regions.values() for n in (r.ko, *r.also_ko) if not hangul(n)] == []


def test_the_seventeen_top_tier_governments_are_there(regions):
    assert sum(r.level == "province" for r in regions.values()) == 17


def test_a_place_listed_for_its_shared_name_alone_claims_nothing(regions):
    assert claims(regions["goseong-gangwon"]) == ()
    assert regions["goseong-gangwon"].ambiguous_with == ("goseong-gyeongnam",)


@pytest.mark.parametrize(
    ("region", "start", "end"),
    [
        ("gunsan", "2018-04-05", "2022-04-04"),
        ("jinhae", "2018-05-29", "2023-05-28"),
        ("seosan", "2025-08-28", "2027-08-27"),
        ("yeosu", "2025-05", None),
        ("gwangyang", "2025", None),
    ],
)
def test_crisis_designations_are_dated_as_far_as_the_facts_go(regions, region, start, end):
    assert [(c.start, c.end) for c in regions[region].crisis] == [(start, end)]


def test_without_a_file_there_are_no_regions(tmp_path):
    assert load_regions(tmp_path) == ()


def test_namesakes_that_name_each_other_are_read(tmp_path):
    text = FEN + 'also_en = ["Marsh"]\nambiguous_with = ["moor"]\n' + MOOR + 'also_en = ["Marsh"]\nambiguous_with = ["fen"]\n'
    assert [r.id for r in load_regions(written(tmp_path, text))] == ["fen", "moor"]


def test_a_claim_is_read_with_its_version_and_partial_dates(tmp_path):
    text = FEN + (
        'area_class = [{ class = "lower", version = "seen in 2026", facts = ["01-F01"] }]\n'
        'crisis = [{ kind = "special", from = "2018-04", facts = ["01-F02"] }]\n'
        'zones = [{ name = "bird zone", term = "zone", to = "2019", facts = ["01-F03"] }]\n'
    )
    (fen,) = load_regions(written(tmp_path, text))
    assert (fen.area_class[0].kind, fen.area_class[0].version) == ("lower", "seen in 2026")
    assert (fen.crisis[0].start, fen.crisis[0].end) == ("2018-04", None)
    assert (fen.zones[0].start, fen.zones[0].end) == (None, "2019")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[region]\n", "not TOML"),
        (FEN.replace('"county"', '"village"'), "region 'fen': level: "),
        (FEN + FEN, "region 'fen' is given 2 times"),
        (FEN + 'parent = "x"\n', "region 'fen': expected ids of regions in parent, ambiguous_with and without, got 'x'"),
        (FEN + 'ambiguous_with = ["x"]\n', "got 'x'"),
        (FEN + 'parent = "moor"\n' + MOOR + 'parent = "fen"\n', "its parents lead back to 'fen'"),
        (FEN + MOOR + 'also_en = ["fen"]\n', "'fen' is a name of moor too"),
        (FEN + 'ambiguous_with = ["moor"]\n' + MOOR + 'also_en = ["fen"]\n', "region 'moor': 'fen' is a name of fen too"),
        (FEN + 'ordinary_words = ["늪지"]\n', "'늪지' is not one of its names"),
        (FEN + 'crisis = [{ kind = "special", from = "spring", facts = [] }]\n', "got 'spring'"),
        (FEN + 'zones = [{ name = "z", term = "z", to = "2019-13", facts = [] }]\n', "region 'fen': "),
        (FEN + 'area_class = [{ class = "top", version = "v", facts = [] }]\n', "area_class.0.class: "),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path, text, says):
    with pytest.raises(CorpusError) as caught:
        load_regions(written(tmp_path, text))
    assert says in str(caught.value)
    assert "regions.toml" in str(caught.value)
    assert "\n" not in str(caught.value)
