"""The programmes and places that a text names, and what a follow-up puts others in place of."""

import pytest

from assistant.records import FormerName, Region, Term
from assistant.retrieval.names import Named, Names

TERMS = (
    Term(
        id="grant",
        kind="programme",
        programme="harbour-grant",
        en="Harbour Grant",
        ko="항만지원금",
        short=("HG",),
        also_en=("harbour bonus", "quay lease"),
        former=(FormerName(en="Old Pier Money", ko="옛부두돈", facts=()),),
    ),
    Term(id="extended", kind="programme", programme="extended", en="Harbour Grant Plus", ko="항만지원금플러스"),
    Term(id="office", kind="body", en="Port Office", ko="항만청"),
)
REGIONS = (
    Region(id="coast", level="province", en="Coast", ko="해안도"),
    Region(id="upper-bay", level="city", parent="coast", en="Upper Bay", ko="윗만시"),
    Region(id="reef-a", level="city", parent="coast", en="Reef", ko="암초시"),
    Region(id="reef-b", level="city", en="Reef", ko="암초시"),
)
SPELLED = {"Upper Bay": ("upper-bay",), "윗만시": ("upper-bay",), "Reef": ("reef-a", "reef-b"), "Coast": ("coast",)}


def find_places(text):
    return [(ids, text.index(name), text.index(name) + len(name)) for name, ids in SPELLED.items() if name in text]


@pytest.fixture
def named():
    return Named(TERMS, REGIONS, find_places)


@pytest.mark.parametrize(
    ("text", "programmes"),
    [
        ("What is the Harbour Grant?", ("harbour-grant",)),
        ("what is the HARBOUR GRANT's cap", ("harbour-grant",)),
        ("How many Harbour Grants are there?", ("harbour-grant",)),
        ("All harbour bonuses and quay leases", ("harbour-grant",)),
        ("HG?", ("harbour-grant",)),
        ("Old pier money", ("harbour-grant",)),
        ("항만지원금은 얼마입니까?", ("harbour-grant",)),
        ("HG를 받는 사람", ("harbour-grant",)),
        ("The Harbour Grant Plus", ("extended",)),
        ("항만지원금플러스의 한도", ("extended",)),
        ("Harbour Grant Plus or Harbour Grant?", ("extended", "harbour-grant")),
        ("Harbour Grant, 항만지원금, HG", ("harbour-grant",)),
        ("Harbour Granting", ()),
        ("The AHG rule", ()),
        ("The Port Office", ()),
        ("", ()),
    ],
)
def test_a_programme_is_found_in_every_spelling_and_the_longest_counts(named, text, programmes):
    assert named.find(text).programmes == programmes


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("In Upper Bay?", ("upper-bay", "coast")),
        ("윗만시에서는요?", ("upper-bay", "coast")),
        ("On the Coast?", ("coast",)),
        ("In Reef?", ("reef-a", "coast", "reef-b")),
        ("At sea?", ()),
    ],
)
def test_a_place_is_found_with_what_it_lies_in_and_all_that_share_its_name(named, text, regions):
    assert named.find(text).regions == regions


def test_without_glossary_and_regions_nothing_is_found():
    assert Named().find("What does the Harbour Grant pay in Upper Bay?") == Names()
    assert Named().without("What is paid in Upper Bay?", "And in Reef?") == "What is paid in Upper Bay?"


@pytest.mark.parametrize(
    ("earlier", "later", "left"),
    [
        ("What is paid in Upper Bay today?", "And in Reef?", "What is paid in today?"),
        ("What is paid in Upper Bay?", "And for ships?", "What is paid in Upper Bay?"),
        ("What does a large company get?", "And a small one?", "What does a company get?"),
        ("What does a small and medium-sized company get?", "And mid-sized?", "What does a company get?"),
        ("대기업은 얼마를 받습니까?", "중소기업은요?", "은 얼마를 받습니까?"),
        ("What is paid in an upper area?", "In a lower area?", "What is paid in an area?"),
        ("상위 지역의 비율은?", "하위지역은요?", "지역의 비율은?"),
        ("What is the rate for land?", "And for a facility?", "What is the rate for ?"),
        ("입지보조금의 비율은?", "설비는요?", "보조금의 비율은?"),
        ("What was the cap in 2022?", "And in 2023?", "What was the cap in ?"),
        ("2022년 한도는?", "2023년에는요?", "한도는?"),
        ("A large company in 2022?", "And in 2023?", "A large company in ?"),
        ("What is the cap of 12022 ships?", "And in 2023?", "What is the cap of 12022 ships?"),
    ],
)
def test_what_the_later_text_names_others_of_goes(named, earlier, later, left):
    assert named.without(earlier, later) == left


def test_a_place_whose_name_holds_an_alternative_is_cut_once(named):
    earlier = "What does Upper Bay pay a company in a crisis area?"
    assert named.without(earlier, "And Reef, in a lower area?") == "What does pay a company in a area?"
