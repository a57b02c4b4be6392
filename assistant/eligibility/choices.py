"""The choices of the facts that have some. Labels that are names of programmes are the glossary's, found by `term`."""

from __future__ import annotations

from assistant.records import Record


class Choice(Record):
    """One value of a choice, with its labels and other ways to write it.

    `term` is the id of the glossary's term for it: its names are read too, and are the labels where none is given here.
    """

    value: str
    en: str = ""
    ko: str = ""
    also: tuple[str, ...] = ()
    term: str | None = None


def _c(value: str, en: str = "", ko: str = "", *also: str, term: str | None = None) -> Choice:
    return Choice(value=value, en=en, ko=ko, also=also, term=term)


SIZES = (
    _c("large", "large company", "대기업", "large firm", "big company", "대규모 기업", term="large-company"),
    _c("mid", "mid-sized company", "중견기업", "mid-sized", "medium-sized company", "중견", term="mid-sized-company"),
    _c("sme", "small or medium-sized company (SME)", "중소기업", "small", "small company", "중소", term="sme"),
)
MOVES = (
    _c("relocation", "relocation", "이전", "relocating", "move", "moving", "지방이전", "지방 이전"),
    _c("new_or_expansion", "new site or expansion", "신증설", "new", "expansion", "new site", "신설", "증설", "신·증설"),
    _c("reshoring", "return from abroad (reshoring)", "국내복귀", "u-turn", "return", "유턴", "리쇼어링"),
    _c("win_win", "", "", "win-win", "상생형", term="win-win-regional-jobs"),
)
INDUSTRIES = (
    _c("manufacturing", "manufacturing", "제조업", "manufacturer", "maker", "factory", "제조", "제조기업"),
    _c("ict", "information and communication", "정보통신업", "IT", "software", "information technology", "정보통신", "소프트웨어"),
    _c("knowledge_services", "knowledge services", "지식서비스업", "knowledge service", "지식서비스", "R&D services", "연구개발업"),
    _c(
        "consumer_services",
        "consumer services (restaurants, retail …)",
        "소비자 서비스업",
        "restaurant",
        "retail",
        "음식점",
        "소매업",
        "숙박업",
    ),
    _c("real_estate", "real estate", "부동산업", "부동산"),
    _c("construction", "construction", "건설업", "builder", "건설"),
    _c("tourism", "tourism", "관광업", "관광", "관광사업"),
    _c("logistics", "logistics", "물류업", "물류", "운송업"),
    _c("energy", "energy", "에너지업", "에너지", "발전업"),
    _c("other", "another industry", "그 밖의 업종", "기타"),
)
ZONES = (
    _c("opportunity-development-zone", term="opportunity-development-zone"),
    _c("free-economic-zone", "free economic zone", "경제자유구역", term="free-economic-zone"),
    _c("restructured-complex", "restructured complex", "고도화 산업단지", term="restructured-complex"),
    _c("materials-parts-equipment-cluster", "materials, parts and equipment cluster", "소재·부품·장비 특화단지", term="mpe-cluster"),
    _c("high-tech-investment-district", "high-tech investment district", "첨단투자지구", term="high-tech-investment-district"),
    _c("hydrogen-cluster", "hydrogen cluster", "수소 특화단지", term="hydrogen-cluster"),
    _c(
        "national-high-tech-strategic-cluster",
        "national high-tech strategic industry cluster",
        "국가첨단전략산업 특화단지",
        term="high-tech-strategic-cluster",
    ),
    _c("energy-convergence-complex", "energy-industry convergence complex", "에너지산업융복합단지", term="energy-convergence-complex"),
    _c("long-unsold-complex", "long-unsold industrial complex", "장기 미분양 산업단지", term="long-unsold-complex"),
    _c("foreign-investment-zone", term="foreign-investment-zones"),
    _c("innovation-city", "innovation city", "혁신도시", term="innovation-city"),
    _c("national-industrial-complex", "national industrial complex", "국가산업단지", "국가산단"),
    _c("general-industrial-complex", "general industrial complex", "일반산업단지", "일반산단"),
    _c("enterprise-city", "enterprise city", "기업도시", term="enterprise-city"),
    _c("regulation-free-special-zone", term="regulation-free-special-zones"),
    _c("none", "none of these", "해당 없음", "no zone", "없음"),
)
SITE_ACTIONS = (
    _c("closed", "closed", "폐쇄", "close", "shut down", "청산", "철수"),
    _c("sold", "sold or handed over", "매각·양도", "sold", "sell", "매각", "양도"),
    _c("reduced", "reduced", "축소", "scaled down", "감축"),
    _c("kept", "kept as it is", "유지", "keep", "kept"),
)
NATIONALITIES = (
    _c("korean", "Korean", "한국인", "Korea", "대한민국", "한국", "내국인"),
    _c("foreign", "foreign", "외국인", "foreigner", "non-Korean", "외국"),
)
DEGREES = (
    _c("none", "no degree", "없음", "high school", "고졸"),
    _c("associate", "associate degree", "전문학사", "junior college", "전문대졸", "전문대"),
    _c("bachelor", "bachelor's degree", "학사", "bachelor's", "대졸", "4년제"),
    _c("master", "master's degree", "석사", "master's", "MA", "MSc"),
    _c("doctorate", "doctorate", "박사", "PhD", "doctor"),
)
