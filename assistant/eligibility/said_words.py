"""What a text says in words: kind of move, size, industry, zone, and what is true or not of a company or a person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.eligibility import choices
from assistant.eligibility.places import Places
from assistant.eligibility.said import RESHORING, Said, of_company, sentences
from assistant.eligibility.situation import spellings

_RELOCATION = (
    r"\b(?:mov(?:e|es|ed|ing)|relocat\w+|transfer\w*|leav(?:e|ing))\b|옮기|옮겨|옮길|이전(?:하|할|해|을|합|예정|계획|\s?중)|내려가"
)
_SECOND = (
    r"\b(?:second|third|another|additional) (?:factory|plant|site)\b|\bexpan(?:d\w*|sion)\b|제\s?2\s?공장|2공장|증설|신증설|추가로\s?공장"
)
_NEW = (
    r"\ba new (?:factory|plant|site)\b|\bbuild\w*\b[^.;]*\b(?:factory|plant)\b"
    r"|새\s?공장|신설|공장을?\s?(?:새로\s?)?(?:짓|지으|지을|신축|건설)"
)
_SIZES = {
    "large": r"\b(?:large|big) (?:company|firm|enterprise|corporation|manufacturer)\b|\bconglomerate\b|대기업",
    "mid": r"\b(?:mid-?size[d]?|middle-market) (?:company|firm|enterprise|manufacturer|business)?|중견\s?기업|중견",
    "sme": (
        r"\bsmes?\b|\bsmall(?:[ -](?:and|or|to)[ -]medium(?:-sized)?)? (?:company|firm|enterprise|business"
        r"|manufacturer|maker)\b|중소\s?기업|중소\s?제조|(?<![가-힣])소기업"
    ),
}
# A company that is somebody else's: a customer, a partner, an employer.
_OF_OTHERS = re.compile(r"^(?:에|에게)?\s?(?:의\s)?(?:협력|납품|고객|거래처|계열)|^[^.;]{0,12}(?:'s supplier|customers?|clients?)", re.I)
_FOR_OTHERS = re.compile(r"\b(?:supplie[rs]+ (?:to|of)|supply|sell to|parts for|for) (?:an? )?$", re.I)
_INDUSTRIES = {
    "manufacturing": r"\bmanufactur\w+|\b\w+[ -]makers?\b|제조",
    "ict": r"\bsoftware (?:company|firm|house|developer)\b|\bIT (?:company|firm)\b|\bICT\b|소프트웨어|정보통신|IT\s?(?:기업|회사|업체)",
    "knowledge_services": r"\bknowledge services?\b|지식\s?서비스",
    "consumer_services": r"\brestaurants?\b|\bcaf[eé]s?\b|\bretail (?:shop|store|business)\b|음식점|식당|카페|소매",
    "real_estate": r"\breal[ -]estate (?:company|firm|business|developer)\b|부동산\s?(?:업|회사|개발)",
    "construction": r"\bconstruction (?:company|firm|business)\b|건설\s?(?:업|회사|사)",
    "tourism": r"\b(?:hotel|tourism|resort)s?\b|관광|호텔|리조트",
    "logistics": r"\blogistics\b|물류",
    "energy": r"\benergy (?:company|firm|business)\b|에너지\s?(?:기업|회사|업체)",
}
_FLAGS = (
    (
        "mou_signed_before_contract",
        True,
        r"\bMOU\b[^.;]{0,20}\b(?:first|beforehand)\b|\bsign\w*\b[^.;]{0,30}\b(?:MOU"
        r"|investment agreement)\b[^.;]{0,20}\bbefore\b|(?:MOU|투자\s?협약)\S*\s?(?:먼저|우선)|먼저\s?(?:MOU|투자\s?협약)"
        r"|계약\s?(?:하기\s?)?전에?\s?(?:MOU|투자\s?협약)",
    ),
    (
        "mou_signed_before_contract",
        False,
        r"\b(?:bought|contract\w*|signed the contract)\b[^.;]{0,40}\bbefore\b[^.;]{0,20}\b(?:MOU"
        r"|investment agreement)\b|\bwithout (?:an? )?(?:MOU|investment agreement)\b|(?:MOU|투자\s?협약)\s?(?:없이"
        r"|전에)\s?(?:토지|부지|땅|계약|건축)",
    ),
    (
        "headquarters_moves",
        True,
        r"\b(?:mov\w+|relocat\w+|transfer\w*|with) (?:our |the |its )?(?:headquarters|head office|hq)\b"
        r"|\b(?:headquarters|head office|hq) (?:moves?|will move|is moving)\b|본사(?:도|를|까지|와)?\s?(?:함께\s?"
        r"|같이\s?)?(?:이전|옮)",
    ),
    (
        "headquarters_moves",
        False,
        r"\b(?:headquarters|head office|hq) (?:stays?|remains?|will stay|does not move)\b|본사는\s?(?:그대로|남|유지)",
    ),
    (
        "keeps_existing_workplace",
        True,
        r"\bkeep(?:ing|s)? (?:our |the )?(?:old|existing|present|current) (?:site|plant|factory|workplace)\b"
        r"|기존\s?(?:공장|사업장)(?:은|을|도)?\s?(?:그대로\s?)?유지",
    ),
    (
        "keeps_existing_workplace",
        False,
        r"\b(?:clos|shut)\w*(?: down)? (?:our |the )?(?:old|existing|present|current) (?:site|plant|factory"
        r"|workplace)\b|기존\s?(?:공장|사업장)(?:은|을)?\s?(?:폐쇄|닫|정리|매각)",
    ),
    (
        "regional_specialised_industry",
        True,
        r"\b(?:in|is|of) (?:an? |one of the )?(?:region(?:al|ally|'s) )speciali[sz]ed industr|지역\s?특화\s?(?:산업"
        r"|업종)(?:입니다|이고|에\s?해당|이며|인데|분야)",
    ),
    (
        "ai_investment",
        True,
        r"\b(?:AI|artificial intelligence)[ -](?:investment|data cent|factory|project|company|firm)|(?:AI"
        r"|인공지능)\s?(?:관련\s?)?(?:투자|기업|데이터센터)",
    ),
    ("core_strategic_technology", True, r"\bcore strategic technolog|핵심\s?전략\s?기술"),
    ("supply_chain_lead_operator", True, r"\bsupply[ -]chain lead operator|공급망\s?선도\s?사업자"),
    (
        "overseas_site_action",
        "closed",
        r"\b(?:clos|shut)\w*(?: down)?\b[^.;]{0,20}\b(?:abroad|overseas|vietnam|china|indonesia|foreign)\b|(?:해외|현지"
        r"|베트남|중국)\s?(?:공장|사업장|법인)(?:을|은)?\s?(?:폐쇄|청산|닫|철수)",
    ),
    (
        "overseas_site_action",
        "sold",
        r"\b(?:sell|sold|selling)\b[^.;]{0,20}\b(?:abroad|overseas|vietnam|china|indonesia|foreign)\b|(?:해외|현지|베트남"
        r"|중국)\s?(?:공장|사업장|법인)(?:을|은)?\s?(?:매각|양도)",
    ),
    (
        "employed",
        True,
        (
            r"\bI (?:\w+ )?(?:work|am employed)\b|\bI\b[^.;]*\band work (?:at|for|in)\b|재직\s?중"
            r"|(?:직장|회사|기업)에\s?다[니닙녀닌]"
        ),
    ),
    (
        "employed",
        False,
        r"\b(?:I am|I'm) (?:unemployed|out of work|between jobs|looking for (?:a job|work))\b|무직|구직\s?중|미취업|취업\s?준비",
    ),
    (
        "works_at_sme",
        True,
        r"\b(?:work|working|worker|employed|employee) (?:at|for|in|of) an? (?:sme\b|small (?:or medium-sized "
        r"|and medium-sized )?(?:company|firm|business))|중소\s?기업(?:에|에서)?\s?(?:다[니닙녀닌]|재직|근무|일하)",
    ),
    ("homeowner", False, r"\b(?:own no|do(?:n't| not) own an?y?|have no) (?:home|house|apartment|flat)\b|무\s?주택|집이\s?없"),
    ("homeowner", True, r"\bI (?:already )?own an? (?:home|house|apartment|flat)\b|(?:주택|집)을?\s?(?:소유|보유)|집이\s?있"),
    (
        "moves_household",
        True,
        r"\b(?:mov\w+|relocat\w+)\b[^.;]{0,40}\bwith my (?:family|wife|husband|household)\b|\bmy (?:family"
        r"|household) (?:moves|will move|is moving)\b|(?:가족|세대)\S{0,3}\s?(?:함께|모두|전원)?\s?(?:이사|이주|전입)",
    ),
    (
        "nationality",
        "foreign",
        r"\bI(?: am|'m) (?:a )?(?:foreigner|foreign (?:student|worker|national))\b|\bI(?: am"
        r"|'m) (?:from )?(?:vietnam\w*|chin(?:a|ese)|nepal\w*|indonesia\w*|uzbek\w*|philippin\w*|filipin\w*)\b"
        r"|(?:저는|나는)?\s?외국인(?:입니다|이고|이며|인데|\s?유학생|\s?근로자)|유학생(?:입니다|인데|이고)",
    ),
    ("nationality", "korean", r"\bI(?: am|'m) (?:a )?korean\b|한국인(?:입니다|이고|이며|인데)"),
    ("degree", "doctorate", r"\bI have (?:a )?(?:ph\.?d|doctorate)|박사(?:\s?학위)?(?:를|가|\s?소지|입니다|이고|과정을\s?마)"),
    ("degree", "master", r"\bI have (?:a )?master'?s|석사(?:\s?학위)?(?:를|가|\s?소지|입니다|이고)"),
    ("degree", "bachelor", r"\bI have (?:a )?bachelor'?s|(?:학사|대졸)(?:\s?학위)?(?:를|가|\s?소지|입니다|이고)"),
    ("degree", "associate", r"\bI have (?:an )?associate|전문학사(?:를|가|입니다|이고)"),
)
_NEGATED = re.compile(r"\b(?:not|no|never|isn't|aren't|don't|haven't|without)\b[^.;,]{0,15}$", re.I)
_NEGATED_AFTER = re.compile(r"[^.,]{0,3}(?:아니|아닌|아닙|않|못)")
_QUOTED = (
    ("visa", r"\b([A-H]-?\d{1,2}(?:-?\d)?(?:-?[RSTA])?)\s?(?:visa|비자|체류|자격)|\bvisa\s?([A-H]-\d{1,2}(?:-\w+)?)"),
    ("korean_level_topik", r"(?:TOPIK|토픽)\s?(?:level\s|grade\s)?(\d)(?:\s?급)?"),
    (
        "foreign_share_percent",
        r"(\d+(?:\.\d+)?\s?%)\s?foreign|\bforeign (?:share|stake|ownership) (?:of|is) (\d+(?:\.\d+)?\s?%)"
        r"|외국인\s?지분(?:율)?(?:은|이)?\s?(\d+(?:\.\d+)?\s?%)",
    ),
    (
        "reduction_percent",
        r"\b(?:reduc\w+|cut\w*|shrink\w*|scal\w+ down)\b[^.;]{0,40}\bby (\d+(?:\.\d+)?\s?(?:%|per ?cent))"
        r"|(\d+(?:\.\d+)?\s?%)\s?(?:축소|감축)",
    ),
    ("floor_area_pyeong", r"(\d[\d,]*)\s?(?:pyeong|평(?!균|택|창))"),
    ("children", r"\b(\d+|one|two|three|four|five) (?:children|kids|child)\b|(?:아이|자녀|애)(?:가|는)?\s?(\d+|하나|둘|셋|넷)(?:\s?명)?"),
)
_NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "하나": 1, "둘": 2, "셋": 3, "넷": 4}


def _stated(pattern: str, text: str) -> re.Match[str] | None:
    """The first match that the text does not deny."""
    return next((match for match in re.finditer(pattern, text, re.I) if not _denied(text, match)), None)


def _denied(text: str, match: re.Match[str]) -> bool:
    return bool(_NEGATED.search(text[: match.start()]) or _NEGATED_AFTER.match(text, match.end()))


def move_said(text: str) -> Iterator[Said]:
    """The kind of move of a company; to expand and to move at once is a doubt."""
    if match := _stated(RESHORING, text):
        yield Said("move", "reshoring", match.group())
        return
    if not of_company(text):
        return
    moves, second, new = (_stated(pattern, text) for pattern in (_RELOCATION, _SECOND, _NEW))
    if moves and second:
        yield Said("move", None, moves.group(), f"{moves.group()!r} and {second.group()!r}: say whether the company moves or adds a site.")
    elif moves:
        # Who moves builds a new plant too; that alone makes it no expansion.
        yield Said("move", "relocation", moves.group())
    elif second or new:
        yield Said("move", "new_or_expansion", (second or new).group())  # type: ignore[union-attr]  # one of the two is a match


def size_said(text: str) -> Iterator[Said]:
    """The size of the asker's company, not of a customer or an employer."""
    for sentence in sentences(text):
        for size, pattern in _SIZES.items():
            for match in re.finditer(pattern, sentence, re.I):
                before, after = sentence[: match.start()], sentence[match.end() :]
                employer = re.match(r"(?:에서?)?\s?(?:다[니닙녀닌]|재직|근무|일하|취업)", after) or re.search(
                    r"\b(?:work\w*|employ\w*|job) (?:at|for|in|of) an? $", before, re.I
                )
                if not (employer or _denied(sentence, match) or _OF_OTHERS.match(after) or _FOR_OTHERS.search(before)):
                    yield Said("company_size", size, match.group())


def industry_said(text: str) -> Iterator[Said]:
    """The industry, where a company names it."""
    if of_company(text):
        for industry, pattern in _INDUSTRIES.items():
            if match := _stated(pattern, text):
                yield Said("industry", industry, match.group())


def zone_said(text: str, places: Places) -> Iterator[Said]:
    """The zone that the new site lies in: one that is named as a place to be in, and not denied."""
    for choice in choices.ZONES:
        for name in sorted(spellings(choice, places), key=len, reverse=True):
            if len(name) < 3 or choice.value == "none":
                continue
            match = re.search(rf"(?<![\w가-힣]){re.escape(name)}(?!\w*[a-z])", text, re.I)
            if match and _is_site(text[: match.start()], text[match.end() :]):
                yield Said("zone", choice.value, match.group())
                break


def _is_site(before: str, after: str) -> bool:
    within = re.search(r"\b(?:in|inside|into|within|at) (?:an? |the |our )?(?:\w+ )?$", before, re.I) or re.match(
        r"(?:에서?|으?로|\s?내|\s?안|\s?입주)", after
    )
    return bool(within) and not _NEGATED.search(before) and not _NEGATED_AFTER.match(after)


def statements_said(text: str) -> Iterator[Said]:
    """What is true or not, and what is named by a code or a number with its own word."""
    for key, value, pattern in _FLAGS:
        if (
            (match := re.search(pattern, text, re.I))
            and not _NEGATED.search(text[: match.start()])
            and not _NEGATED_AFTER.match(text, match.end())
        ):
            yield Said(key, value, match.group())
    for key, pattern in _QUOTED:
        for match in re.finditer(pattern, text, re.I):
            words = next(group for group in match.groups() if group)
            yield Said(key, _NUMBER_WORDS.get(words.casefold(), words), match.group())
