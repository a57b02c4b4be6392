from datetime import date
from time import perf_counter

import pytest

from assistant.eligibility.places import Places, covers
from assistant.errors import SituationError
from assistant.records import AreaClass, CrisisDesignation, Region, Zone


@pytest.mark.parametrize(
    ("name", "region"),
    [
        *(
            (n, "gongju")
            for n in ("Gongju", "gongju-si", "GONGJU SI", "Gongju, Chungnam", "Gongju (South Chungcheong)", "Kongju", "Gongju in Chungnam")
        ),
        *((n, "gongju") for n in ("공주", "공주시", "충남 공주시", "충청남도 공주", "충남공주시", " 공주시 ", "Gongju (공주)")),
        *((n, "buyeo") for n in ("Buyeo", "부여군", "Buyeo County", "충남 부여")),
        *((n, "goseong-gangwon") for n in ("Goseong, Gangwon", "강원 고성", "Goseong-gun, Gangwon State")),
        *((n, "goseong-gyeongnam") for n in ("경남 고성군", "Goseong, Gyeongnam")),
        *((n, "gwangju") for n in ("Gwangju", "광주", "광주광역시")),
        *((n, "gwangju-gyeonggi") for n in ("경기도 광주시", "Gwangju, Gyeonggi")),
        *((n, "daegu-buk-gu") for n in ("Buk-gu, Daegu", "대구 북구", "대구북구")),
        *((n, "jinhae") for n in ("Jinhae", "경남 창원시 진해구", "진해")),
        *((n, "capital-area") for n in ("수도권", "Seoul Metropolitan Area")),
    ],
)
def test_a_name_is_read_in_any_spelling(places, name, region):
    assert places.resolve(name).id == region


def test_every_place_is_found_by_its_full_name_and_by_each_spelling_that_is_its_own(places):
    for region in places:
        if region.parent is None:
            continue
        assert places.resolve(places.full_name(region, "en")) == region
        assert places.resolve(places.full_name(region, "ko")) == region
        for name in region.names:
            sharing = [r for r in places if name.casefold() in {n.casefold() for n in r.names}]
            if sharing == [region]:
                assert places.resolve(name) == region
            else:
                with pytest.raises(SituationError, match=f"name of {len(sharing)} places"):
                    places.resolve(name)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Goseong", "'Goseong' is the name of 2 places. Write 'Goseong, Gyeongnam' or 'Goseong, Gangwon'."),
        ("고성군", "Write '경남 고성' or '강원 고성'."),
        ("Gwangju-si", "is the name of 2 places"),
        ("Gonju", "'Gonju' is no place that is known. Nearest: 'Gongju, Chungnam'"),
        ("공쥬시", "Nearest: '충남 공주'"),
        ("nationwide", "is too wide"),
        ("전국", "is too wide"),
        ("", "is no place that is known"),
        ("Paris", "is no place that is known"),
    ],
)
def test_a_name_that_does_not_tell_is_refused_with_what_to_write(places, name, says):
    with pytest.raises(SituationError) as caught:
        places.resolve(name)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_the_place_lies_in_tells_namesakes_apart(places):
    assert places.resolve("Goseong", within="Gangwon").id == "goseong-gangwon"
    assert places.resolve("고성", within=places["gyeongnam"]).id == "goseong-gyeongnam"
    with pytest.raises(SituationError, match="no place"):
        places.resolve("Gongju", within="Gangwon")


@pytest.mark.parametrize(
    ("name", "province", "capital"),
    [
        ("Goyang", "gyeonggi", True),
        ("Seoul", "seoul", True),
        ("인천 남동구", "incheon", True),
        ("Namdong complex", "incheon", True),
        ("수도권", None, True),
        ("Gongju", "chungnam", False),
        ("비수도권", None, False),
        ("Chungcheong", None, False),
    ],
)
def test_the_province_and_the_capital_area(places, name, province, capital):
    region = places.resolve(name)
    found = places.province(region)
    assert (found and found.id) == province
    assert places.in_capital_area(region) is capital


def region(name, parent=None, level="county", **known):
    return Region(id=name, level=level, parent=parent, en=name.title(), ko=f"{name}군", **known)


def of_class(kind, version="old", **more):
    return AreaClass(kind=kind, version=version, facts=("01-F01",), **more)


def test_a_district_and_a_complex_have_the_class_of_what_they_lie_in_unless_it_leaves_them_out():
    fen = region("fen", "land", "city", area_class=(of_class("middle"), of_class("lower", "new", without=("quay",))))
    land = region("land", None, "province", area_class=(of_class("upper"),))
    places = Places([land, fen, region("mill", "fen", "complex"), region("quay", "fen", "district"), region("moor", "land")])
    kinds = {r.id: (c.kind if (c := places.area_class(r)) else None) for r in places}
    assert kinds == {"land": "upper", "fen": "lower", "mill": "lower", "quay": None, "moor": None}
    assert places.area_class(places["mill"], "old").kind == "middle"
    assert places.area_class(places["mill"], "older") is None


def test_a_district_that_the_class_of_its_city_leaves_out_has_none(places):
    assert places.area_class(places.resolve("Changwon")).kind == "upper"
    assert places.area_class(places.resolve("Jinhae")) is None


DAYS = [
    ("2024-05-01", False),
    ("2024-12-31", False),
    ("2025-05-01", None),
    ("2025-05-31", True),
    ("2026-06-15", True),
    ("2027-05-01", None),
    ("2028-01-01", False),
]


@pytest.mark.parametrize(("day", "holds"), DAYS)
def test_a_partial_date_is_sure_only_outside_itself(day, holds):
    assert covers("2025-05", "2027", date.fromisoformat(day)) is (True if day == "2027-01-01" else holds)


def test_an_unknown_date_is_open():
    assert covers(None, None, date(1990, 1, 1)) is True
    assert covers("2025-08-28", "2027-08-27", date(2025, 8, 28)) is True
    assert covers("2025-08-28", "2027-08-27", date(2027, 8, 27)) is True
    assert covers("2025-08-28", "2027-08-27", date(2027, 8, 28)) is False


def test_a_crisis_holds_on_its_days_and_for_the_districts_below():
    crisis = (
        CrisisDesignation(kind="special", start="2018-04-05", end="2022-04-04", facts=("05-F01",)),
        CrisisDesignation(kind="pre-emptive", start="2025-05", facts=("05-F02",)),
    )
    places = Places([region("fen", None, "city", crisis=crisis), region("quay", "fen", "district")])
    for name in ("fen", "quay"):
        place = places[name]
        assert places.crisis(place, date(2020, 1, 1)).kind == "special"
        assert places.crisis(place, date(2023, 1, 1)) is None
        assert places.crisis(place, date(2025, 5, 10)) is None
        assert places.crisis_unsure(place, date(2025, 5, 10)).kind == "pre-emptive"
        assert places.crisis(place, date(2026, 5, 10)).kind == "pre-emptive"
        assert places.crisis_unsure(place, date(2026, 5, 10)) is None


def test_zones_are_those_in_force_on_the_day():
    zone = Zone(name="bird zone", term="birds", start="2024-06", end="2026-01-31", facts=("11-F01",))
    places = Places([region("fen", zones=(zone,))])
    assert places.zones(places["fen"], date(2025, 1, 1)) == (zone,)
    assert places.zones(places["fen"], date(2026, 2, 1)) == ()


def found(places, text, **options):
    return [(m.region.id if m.region else tuple(r.id for r in m.choices), text[m.start : m.end]) for m in places.find_in(text, **options)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("from Goyang to Buyeo", ["Goyang", "Buyeo"]),
        ("Seoul's firms move to Gongju-si.", ["Seoul", "Gongju-si"]),
        ("서울에서 공주시로 옮깁니다", ["서울", "공주시"]),
        ("충남 부여로 이전", ["충남 부여"]),
        ("Goseong in Gangwon", ["Goseong in Gangwon"]),
        ("Seoul, Gongju", ["Seoul", "Gongju"]),
        ("구미에 공장을 짓습니다", ["구미"]),
        ("구미공장을 증설", ["구미"]),
        ("Saemangeum", ["Saemangeum"]),
    ],
)
def test_places_are_found_in_text(places, text, names):
    assert [name for _, name in found(places, text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "as an SME we ask",  # no Asan
        "예산을 세우고 의미를 부여하는 일",  # a budget, giving meaning
        "서울대학교 졸업생",  # a university
        "전국 어디나, nationwide",  # no place at all
        "지구로 지정된 곳, 특구",
        "",
    ],
)
def test_everyday_words_are_no_places(places, text):
    assert found(places, text) == []


def test_an_ordinary_word_counts_where_it_is_asked_for(places):
    assert found(places, "안에서 부여로", ordinary=True) == [("buyeo", "부여")]


def test_a_name_of_two_places_is_found_with_its_choices(places):
    assert found(places, "a plant in Goseong") == [(("goseong-gyeongnam", "goseong-gangwon"), "Goseong")]


def test_finding_places_is_quick(places):
    text = "We move from Goyang in Gyeonggi to a new site. 부여군으로 이전하려고 합니다. " * 50
    start = perf_counter()
    assert len(places.find_in(text)) == 100
    assert perf_counter() - start < 0.5
