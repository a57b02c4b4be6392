"""Numbers of a text and what they count: money by what it pays for, people, years, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.eligibility.amounts import currency_of, read_amount
from assistant.eligibility.said import BOUND_AFTER, BOUND_BEFORE, RESHORING, Said, of_company, sentences
from assistant.eligibility.values import DATES, date_of

_N = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY = re.compile(
    rf"(?:(?:krw|₩|usd|us\$|\$|eur|€)\s?(?:{_N})(?:\s?-?(?:trillion|billion|million|thousand|tn|bn|mn|m|k)\b)?"
    rf"|(?:{_N})\s?-?(?:trillion|billion|million|tn|bn)\b(?:\s?(?:krw|(?:korean )?won|usd|(?:us )?dollars?|euros?|yen))?"
    rf"|(?:{_N})\s?(?:krw|(?:korean )?won|usd|(?:us )?dollars?)\b"
    rf"|(?:{_N})\s?[천백십]?(?:조|억)(?:\s?(?:{_N})\s?[천백십]?(?:억|만))*(?:\s?[천백십]만)?\s?(?:원|달러|불)?"
    rf"|(?:{_N})\s?[천백십]?만?\s?(?:원(?!칙|인|료|자)|달러|불(?!만|편)))",
    re.I,
)
_PAYS_FOR = {
    "land_krw": r"\bland\b|\bsite\b|\bplot\b|부지|토지|땅|입지|용지",
    "facility_krw": r"\bfacilit(?:y|ies)\b|\bmachine(?:s|ry)?\b|\bequipment\b|\bconstruction\b|\bbuildings?\b"
    r"|설비|시설|기계|건축|건물|장비",
    "rent_krw_per_year": r"\brent(?:al)?\b|\blease\b|임차료|임대료|월세",
    "income_krw_per_year": r"\bincome\b|\bsalary\b|\bearn(?:s|ing)?\b|소득|연봉|월급|급여",
    "foreign_investment_usd": r"\bforeign\b|\bfdi\b|외국인",
    "investment_krw": r"\binvest\w*|\bcapex\b|투자|사업비",
    # Money of another kind, which no decision asks for.
    "": r"\bsubsid\w+|\bgrants?\b|\brevenue\b|\bsales\b|\bturnover\b|\bcapital of\b|\bloans?\b|\bcap\b|보조금|지원금|매출|자본금|대출|한도",
}
# Straight before the digits: a dash between two words is none.
_NEGATIVE = re.compile(r"(?:(?<!\w)[-−]|\bminus\s|마이너스\s?)(?:krw|₩)?\s?$|(?:krw|₩)\s?[-−]$", re.I)
_FAR = 30
_CROSSING = 15
_PEOPLE = re.compile(
    rf"(?P<n>{_N})[ -]?(?:person|people|(?:more |new |regular |full-time |permanent |additional "
    rf"|local )*(?:employees?|workers?|staff|hires?|jobs|persons|men)"
    rf"|strong\b)|\b(?:employ|hire|recruit|staff of|team of|workforce of|hiring|employing"
    rf"|recruiting)\s+(?:about |around )?(?P<m>{_N})(?!\s?(?:year|month|%|bn|million))"
    rf"|(?P<o>{_N})(?= of (?:them|whom|these|those)\b)"
    rf"|(?P<w>{_N})(?=\s(?:people |employees )?(?:at|in) the (?:new|old|present) (?:site|plant|factory|workplace))"
    rf"|(?P<k>{_N})\s?(?:명|인(?=\s?(?:규모|사업장|이하|이상|기업|업체)))",
    re.I,
)
_COUNTS = {
    "children": r"\bchildren\b|\bkids?\b|자녀|아이",
    "household_size": r"\bhousehold\b|\bfamily of\b|가구|식구|세대원",
    "new_hires": (
        r"\bhir(?:e|es|ed|ing)\b|\bnew hires\b|\brecruit\w*|\bnew (?:regular )?(?:employees|jobs|workers)\b"
        r"|\bcreat\w+|채용|신규\s?고용|신규\s?상시|뽑|충원|고용 창출"
    ),
    "employees_after": r"\bnew (?:site|plant|factory|workplace)\b|\bafter (?:the )?(?:move|moving)\b"
    r"|\bthere will\b|\bwill (?:have|employ)\b|\bplanned\b"
    r"|이전\s?후|옮긴\s?(?:뒤|후)|신규\s?사업장|새\s?공장|새\s?사업장|계획\s?인원",
    "employees_before": (
        r"\bemploy(?:s|ees?|ing)?\b|\bperson\b|\bpeople\b|\bworkers?\b|\bstaff\b|\bstrong\b|\b(?:old"
        r"|present) (?:site|plant|factory|workplace)\b|직원|상시\s?고용|종업원|근로자|사원|인원|기존|현재"
    ),
}
_LENGTH = rf"(?P<n>{_N})[ -]?(?P<unit>years?|months?|년|개월)"
_ABROAD = r"(?:abroad|overseas|vietnam|china|indonesia|thailand|india|mexico)"
_ABROAD_KO = r"(?:해외|현지|베트남|중국|인도네시아|태국|인도|멕시코)"
# What lasted so long, by the words around it; the first that fits counts.
_YEARS = (
    ("military_service_years", rf"{_LENGTH}\s?(?:of |in (?:the )?)?(?:military|army|navy)"),
    ("military_service_years", rf"\bserv(?:ed|ing)(?: for)? {_LENGTH}"),
    ("military_service_years", rf"(?:군\s?복무|군대|병역)(?:를|을|에서|는|\s?기간)?\s?{_LENGTH}"),
    ("military_service_years", rf"{_LENGTH}\s?(?:군\s?복무|병역|군대)"),
    ("stay_years", rf"\b(?:lived?|living|stay(?:ed|ing)?|been) (?:here |in korea )(?:for )?{_LENGTH}"),
    ("stay_years", rf"(?:한국|국내)에?(?:서)?\s?{_LENGTH}\s?(?:간\s?|째\s?|동안\s?)?(?:살|거주|체류)"),
    ("months_at_job", rf"\b(?:I|I've|I have) (?:been )?(?:work(?:ed|ing)?|employed)\b[^.,;]{{0,40}}?\bfor {_LENGTH}"),
    ("months_at_job", rf"(?:재직|근무|입사)(?:한\s?지|\s?기간)?\s?{_LENGTH}"),
    ("years_abroad", rf"{_LENGTH}\s?(?:in|of|running|operating)[^.,;]{{0,30}}{_ABROAD}"),
    ("years_abroad", rf"{_ABROAD_KO}[^.,]{{0,12}}?\s?{_LENGTH}(?!\s?(?:이내|안|후))"),
    (
        "years_operating",
        rf"\b(?:after|for|over|been|with)\s(?:about |around )?{_LENGTH}\s(?:in|at|of (?:business|operation|operating"
        rf"|running|manufacturing))\b",
    ),
    ("years_operating", rf"\b(?:leav\w+|mov\w+ (?:out|away|from))\b[^.;]*\bafter {_LENGTH}"),
    (
        "years_operating",
        rf"\b(?:operat\w+|run(?:ning)?|in business|existed|based|been (?:here|there|in|at))\b[^.;]{{0,40}}?\bfor {_LENGTH}",
    ),
    ("years_operating", rf"(?:업력|설립|창업|가동|운영)(?:한\s?지|된\s?지|\s?후)?\s?{_LENGTH}(?!\s?(?:이내|안|이상))"),
    ("years_operating", rf"에서\s?(?:약\s?)?{_LENGTH}(?:간|째|동안|\s?넘게|을?\s?운영|\s?가동|\s?사업)"),
)
_AGE = re.compile(
    r"\b(?:i am|i'm|aged?|age of)\s(?P<a>\d{1,3})\b(?!\s?(?:%|km|months|employees|people|percent|won"
    r"|years? (?:in|at|of)))|\b(?P<b>\d{1,3})[ -]years?[ -]old\b|(?:만\s?)?(?P<c>\d{1,3})\s?(?:세|살)(?!\s?(?:이상"
    r"|이하|미만|까지|~))",
    re.I,
)
_NOT_THE_DAY = re.compile(
    r"(?:notice (?:of|from)|dated|published(?: on)?|since|until|before|version of|announced(?: on)?|이전\s?고시|고시\s?\(?)\s*$", re.I
)
_FOUNDED = re.compile(r"\b(?:since|founded in|established in|started in) (?:19|20)\d\d\b|(?:19|20)\d\d년(?:부터|에\s?(?:설립|창업))", re.I)


def money_said(text: str) -> Iterator[Said]:
    """Amounts by what they pay for. One that pays for nothing named is the whole investment where a company speaks and it stands alone."""
    loose: list[re.Match[str]] = []
    labelled: set[str] = set()
    for sentence in sentences(text):
        found = list(_MONEY.finditer(sentence))
        for at, match in enumerate(found):
            left = found[at - 1].end() if at else 0
            right = found[at + 1].start() if at + 1 < len(found) else len(sentence)
            key = _nearest(_PAYS_FOR, sentence[left : match.start()], sentence[match.end() : right])
            if key is None:
                loose.append(match)
            elif key:
                labelled.add(key)
                yield _paid(key, match, sentence)
    if not loose or not of_company(text):
        return
    if len(loose) == 1 and not labelled & {"investment_krw", "land_krw", "facility_krw"}:
        yield _paid("investment_krw", loose[0], loose[0].string)
    else:
        yield from (Said("investment_krw", None, m.group(), f"What {m.group().strip()!r} pays for is not said.") for m in loose)


def _paid(key: str, match: re.Match[str], sentence: str) -> Said:
    words = match.group().strip()
    if bound := _bound(sentence, match.start(), match.end(), words):
        return Said(key, None, words, bound)
    currency = currency_of(words) or "KRW"
    wanted = "USD" if key == "foreign_investment_usd" else "KRW"
    if (
        key in ("investment_krw", "foreign_investment_usd")
        and currency == "USD"
        and re.search(_PAYS_FOR["foreign_investment_usd"], sentence, re.I)
    ):
        key, wanted = "foreign_investment_usd", "USD"
    if key == "foreign_investment_usd" and currency == "KRW":
        key, wanted = "investment_krw", "KRW"
    try:
        amount = read_amount(words, wanted)
    except ValueError as error:
        return Said(key, None, words, f"{key}: {error}; got {words!r}.")
    around = sentence[max(0, match.start() - 12) : match.end() + 14]
    if key in ("rent_krw_per_year", "income_krw_per_year") and re.search(r"\bmonth|월(?!\d)", around):
        if key == "income_krw_per_year":
            return Said(key, None, words, f"{words!r} is income per month: say how much it is per year.")
        amount *= 12
    return Said(key, amount, words)


def _bound(sentence: str, start: int, end: int, words: str) -> str | None:
    """Why words are no number that could be taken, if they are none."""
    if negative := _NEGATIVE.search(sentence[:start]):
        return f"{negative.group().strip()}{words.strip()}: expected no negative number."
    if BOUND_BEFORE.search(sentence[:start]) or BOUND_AFTER.match(sentence, end):
        return f"{words!r} is a limit, not a number: say how many or how much it is."
    return None


def _nearest(cues: dict[str, str], before: str, after: str) -> str | None:
    """The key whose cue stands nearest; one beyond a comma, bracket or 'and' is farther away."""
    ranked = []
    for key, cue in cues.items():
        ranked += [(len(before) - m.end() + _crossings(before[m.end() :]), key) for m in re.finditer(cue, before, re.I)]
        ranked += [(m.start() + _crossings(after[: m.start()]), key) for m in re.finditer(cue, after, re.I)]
    distance, key = min(ranked, default=(_FAR + 1, ""), key=lambda pair: pair[0])
    return key if distance <= _FAR else None


def _crossings(between: str) -> int:
    return _CROSSING * len(re.findall(r"[,;(]|\band\b|하고|이고|및", between))


def people_said(text: str) -> Iterator[Said]:
    """People by what is said of them: employed now, planned, newly hired, in the household, children."""
    for sentence in sentences(text):
        found = list(_PEOPLE.finditer(sentence))
        for at, match in enumerate(found):
            left = found[at - 1].end() if at else 0
            right = found[at + 1].start() if at + 1 < len(found) else len(sentence)
            # What the words themselves say (40 employees, hire 60) counts as near.
            inside = match.group()
            key = _nearest(
                {k: c for k, c in _COUNTS.items() if k != "employees_before"},
                sentence[left : match.start()],
                inside + sentence[match.end() : right],
            )
            key = key or _nearest(_COUNTS, sentence[left : match.start()], inside + sentence[match.end() : right])
            if not key:
                continue
            number = next(group for group in match.groups() if group)
            bound = _bound(sentence, match.start(), match.end(), inside)
            yield Said(key, None if bound else number, inside, bound)
        if home := re.search(r"\b(?:family|household) of (\d+)|(\d+)인\s?(?:가구|가족)", sentence, re.I):
            yield Said("household_size", home[1] or home[2], home.group())


def lengths_said(text: str) -> Iterator[Said]:
    """Years and months by what lasted so long, and ages."""
    for sentence in sentences(text):
        taken: list[tuple[int, int]] = []
        for key, pattern in _YEARS:
            for match in re.finditer(pattern, sentence, re.I):
                if match.span("n") in taken or BOUND_BEFORE.search(sentence[: match.start("n")]):
                    continue
                taken.append(match.span("n"))
                # Who comes back from abroad tells of the years there.
                abroad = key == "years_operating" and re.search(RESHORING, sentence, re.I)
                yield Said("years_abroad" if abroad else key, f"{match['n']} {match['unit']}", match.group())
        for match in _AGE.finditer(sentence):
            yield Said("age", match["a"] or match["b"] or match["c"], match.group())
        if founded := _FOUNDED.search(sentence):
            yield Said("years_operating", None, founded.group(), f"{founded.group()!r}: say for how many years the business has run.")


def dates_said(text: str) -> Iterator[Said]:
    """The days that the text names; a month stands for its first day, with a doubt that says so."""
    taken: list[tuple[int, int]] = []
    for pattern in DATES:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            if _NOT_THE_DAY.search(text[: match.start()]):
                continue
            try:
                day, exact = date_of(match)
            except ValueError as error:
                yield Said("date", None, match.group(), f"date: {error}; got {match.group()!r}.")
                continue
            yield Said("date", day, match.group(), None if exact else _month_doubt(match.group(), day))


def _month_doubt(words: str, day: date) -> str:
    return f"{words!r} is a month: decided for {day.isoformat()}; say the day if it matters."
