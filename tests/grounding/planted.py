"""True statements of invented programmes, true rewordings of them, and one planted error of every kind for each.

An error is a pair of words: what the statement says, and what the planted sentence says in its place.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    statement: str
    rewordings: tuple[str, ...]
    errors: dict[str, tuple[str, str]]


ENGLISH = (
    Case(
        "Under Notice No. 2031-17 the Larkmere Growth Grant pays at least 30 % of the cost, up to KRW 12 billion per project, "
        "to firms with 40 or more employees, which must stay in Port Ellory for 6 years from 10 March 2031.",
        (
            "Companies with at least 40 employees get up to KRW 12,000 million per project from the Larkmere Growth Grant.",
            "The Larkmere Growth Grant pays 30 percent of the cost or more.",
        ),
        {
            "number": ("40 or more employees", "45 or more employees"),
            "amount": ("KRW 12 billion", "KRW 14 billion"),
            "rate": ("30 %", "35 %"),
            "date": ("10 March 2031", "18 March 2031"),
            "duration": ("6 years", "8 years"),
            "unit": ("6 years", "6 months"),
            "negation": ("pays at", "does not pay at"),
            "modality": ("must stay", "may stay"),
            "comparison": ("40 or more", "40 or fewer"),
            "name": ("Port Ellory", "Port Wexham"),
            "version": ("2031-17", "2031-71"),
            "quote": ("must stay", "are told “you have to remain here”, and stay"),
        },
    ),
    Case(
        "The Harrow Vale Housing Aid, as revised on 2029-07-01, requires tenants to have lived in Harrow Vale for more than 18 months, "
        "covers 60 percent of the rent, at most KRW 450,000 a month, and does not cover deposits of 3 or more rooms.",
        (
            "Tenants must have lived in Harrow Vale for more than 18 months to get the Harrow Vale Housing Aid.",
            "The aid covers 60% of the rent, with a maximum of KRW 450,000 a month.",
        ),
        {
            "number": ("3 or more rooms", "4 or more rooms"),
            "amount": ("KRW 450,000", "KRW 540,000"),
            "rate": ("60 percent", "66 percent"),
            "date": ("2029-07-01", "2029-07-11"),
            "duration": ("18 months", "28 months"),
            "unit": ("18 months", "18 years"),
            "negation": ("does not cover", "covers"),
            "modality": ("requires tenants to have", "allows tenants that may have"),
            "comparison": ("more than 18 months", "less than 18 months"),
            "name": ("have lived in Harrow Vale", "have lived in Brackley"),
            "version": ("as revised on 2029-07-01", "in the 2027 version"),
            "quote": ("does not cover", "says “we only ever pay rent” and does not cover"),
        },
    ),
    Case(
        "Quillon Wharf's tax relief was 75% for 5 years and then 50% for 3 years, with a ceiling of USD 2.5 million, "
        "and since 1 January 2033 applicants must hire over 25 residents within 90 days under the 2033 rules.",
        (
            "The tax relief of Quillon Wharf was 75% for five years, then 50% for three years.",
            "Applicants must hire more than 25 residents within 90 days.",
        ),
        {
            "number": ("over 25 residents", "over 35 residents"),
            "amount": ("USD 2.5 million", "USD 25 million"),
            "rate": ("75%", "85%"),
            "date": ("1 January 2033", "1 June 2033"),
            "duration": ("90 days", "60 days"),
            "unit": ("USD 2.5 million", "KRW 2.5 million"),
            "negation": ("must hire", "must not hire"),
            "modality": ("must hire", "can hire"),
            "comparison": ("over 25", "up to 25"),
            "name": ("Quillon Wharf's", "Tessaly Wharf's"),
            "version": ("2033 rules", "2032 rules"),
            "quote": ("under the 2033 rules", "under “rules of good conduct and order”"),
        },
    ),
    Case(
        "In Notice No. 2030-4 the Osterby Council says that start-ups may borrow KRW 300 million to KRW 800 million from February 2030 at 1.5 %, "
        "that repayment is not possible before 24 months, and that fewer than 12 loans were made.",
        (
            "Start-ups can borrow KRW 0.3 billion to KRW 0.8 billion at 1.5%, the Osterby Council says.",
            "The Osterby Council says that repayment is not possible before 2 years.",
        ),
        {
            "number": ("12 loans", "13 loans"),
            "amount": ("KRW 300 million", "KRW 200 million"),
            "rate": ("1.5 %", "2.5 %"),
            "date": ("February 2030", "March 2030"),
            "duration": ("24 months", "36 months"),
            "unit": ("24 months", "24 weeks"),
            "negation": ("is not possible", "is possible"),
            "modality": ("may borrow", "must borrow"),
            "comparison": ("fewer than 12", "more than 12"),
            "name": ("Osterby Council", "Osterby Chamber"),
            "version": ("Notice No. 2030-4", "Notice No. 2030-14"),
            "quote": ("says that start-ups may", "says “new firms are welcome to it” and that start-ups may"),
        },
    ),
    Case(
        "The Fenwick Island Ferry Voucher of the 2028 ordinance (article 14) gives 20 trips a year to every islander aged 65 or older, "
        "pays 100 % of the fare up to KRW 30,000, must be used within 12 months, and is not for tourists after 30 September 2028.",
        (
            "Islanders aged 65 or older get 20 trips a year with the Fenwick Island Ferry Voucher.",
            "The voucher must be used within one year.",
        ),
        {
            "number": ("20 trips", "30 trips"),
            "amount": ("KRW 30,000", "KRW 300,000"),
            "rate": ("100 %", "90 %"),
            "date": ("30 September 2028", "30 November 2028"),
            "duration": ("12 months", "15 months"),
            "unit": ("100 % of", "100 percentage points of"),
            "negation": ("is not for", "is for"),
            "modality": ("must be used", "may be used"),
            "comparison": ("up to KRW 30,000", "at least KRW 30,000"),
            "name": ("Fenwick Island", "Sandray Island"),
            "version": ("2028 ordinance", "2026 ordinance"),
            "quote": ("must be used", "must, “as the mayor has promised us”, be used"),
        },
    ),
    Case(
        "Applications to the Brindle Skills Fund (Notice No. 88) were accepted until 15 May 2032 from 7 colleges, each of which had to offer "
        "courses of at least 10 weeks, received 45 percent of the wages, no more than KRW 6 million, and could not charge fees.",
        (
            "Seven colleges could apply to the Brindle Skills Fund until 15 May 2032.",
            "Each of the colleges had to offer courses of at least 10 weeks and could not charge fees.",
        ),
        {
            "number": ("7 colleges", "9 colleges"),
            "amount": ("KRW 6 million", "KRW 9 million"),
            "rate": ("45 percent", "54 percent"),
            "date": ("15 May 2032", "25 May 2032"),
            "duration": ("10 weeks", "20 weeks"),
            "unit": ("10 weeks", "10 days"),
            "negation": ("could not charge", "could charge"),
            "modality": ("had to offer", "could offer"),
            "comparison": ("no more than KRW 6 million", "more than KRW 6 million"),
            "name": ("Brindle Skills", "Marlow Skills"),
            "version": ("Notice No. 88", "Notice No. 86"),
            "quote": ("received 45", "received, “with all our best wishes”, 45"),
        },
    ),
    Case(
        "Site aid in Upper Dunmore rises by 8 percentage points to 48 % from 2034-04-01 under the 2034 guide, is limited to 2.4 million m2 "
        "and KRW 0.9 trillion, is never paid twice in 4 years, and needs more than 150 new jobs, which owners are required to keep.",
        (
            "From 1 April 2034 the site aid in Upper Dunmore is 48 %.",
            "Owners must keep more than 150 new jobs.",
        ),
        {
            "number": ("150 new jobs", "160 new jobs"),
            "amount": ("KRW 0.9 trillion", "KRW 0.6 trillion"),
            "rate": ("8 percentage points", "9 percentage points"),
            "date": ("2034-04-01", "2034-04-07"),
            "duration": ("4 years", "5 years"),
            "unit": ("2.4 million m2", "2.4 million km2"),
            "negation": ("is never paid", "is paid"),
            "modality": ("are required to keep", "may keep"),
            "comparison": ("more than 150", "at most 150"),
            "name": ("Upper Dunmore", "Upper Calder"),
            "version": ("2034 guide", "2035 guide"),
            "quote": ("is never paid", "is, “as everybody here knows”, never paid"),
        },
    ),
    Case(
        "The relocation bonus of Saltmarsh Heath in the 2027 table is KRW 1.2 million per household, excludes students, was cut by 15% on "
        "3 August 2027, has to be claimed within 6 weeks, and reached 310 households, all with less than 2 years in Corrin Bay.",
        (
            "The relocation bonus of Saltmarsh Heath is KRW 1,200,000 per household.",
            "Claims for the bonus have to be made within 6 weeks.",
        ),
        {
            "number": ("310 households", "360 households"),
            "amount": ("KRW 1.2 million", "KRW 1.3 million"),
            "rate": ("15%", "16%"),
            "date": ("3 August 2027", "4 August 2027"),
            "duration": ("6 weeks", "9 weeks"),
            "unit": ("6 weeks", "6 months"),
            "negation": ("excludes students", "includes students"),
            "modality": ("has to be claimed", "may be claimed"),
            "comparison": ("less than 2 years", "more than 2 years"),
            "name": ("Corrin Bay", "Corrin Head"),
            "version": ("2027 table", "2025 table"),
            "quote": ("excludes students", "excludes, “with great regret and sorrow”, students"),
        },
    ),
)

KOREAN = (
    Case(
        "고시 제2031-17호에 따라 가람시의 성장지원금은 상시 고용 40명 이상인 기업에 비용의 30%를 12억 원까지 지급하며, "
        "기업은 2031년 3월 10일부터 6년간 사업장을 유지하여야 합니다.",
        (
            "가람시 성장지원금은 상시 고용이 40명 이상인 업체에 최대 12억 원을 지급합니다.",
            "기업은 6년간 사업장을 유지해야 합니다.",
        ),
        {
            "number": ("40명", "45명"),
            "amount": ("12억 원", "14억 원"),
            "rate": ("30%", "35%"),
            "date": ("2031년 3월 10일", "2031년 3월 18일"),
            "duration": ("6년간", "8년간"),
            "unit": ("6년간", "6개월간"),
            "negation": ("지급하며", "지급하지 않으며"),
            "modality": ("유지하여야 합니다", "유지할 수 있습니다"),
            "comparison": ("40명 이상", "40명 이하"),
            "name": ("가람시의", "나래시의"),
            "version": ("제2031-17호", "제2031-71호"),
            "quote": ("유지하여야", "「반드시 오래 머무르는 일」을 하며 유지하여야"),
        },
    ),
    Case(
        "2029년 개정 규정에서 늘봄군 주거지원은 18개월을 초과하여 거주한 3명 이상 가구에 임차료의 60퍼센트를 월 45만 원 한도로 지원하며, "
        "보증금은 지원하지 않고 신청인은 2029년 7월 1일까지 서류를 제출하여야 합니다.",
        (
            "늘봄군 주거지원은 보증금을 지원하지 않습니다.",
            "늘봄군은 임차료의 60%를 월 450,000원까지 지원합니다.",
        ),
        {
            "number": ("3명", "4명"),
            "amount": ("45만 원", "54만 원"),
            "rate": ("60퍼센트", "66퍼센트"),
            "date": ("2029년 7월 1일", "2029년 7월 11일"),
            "duration": ("18개월", "28개월"),
            "unit": ("18개월", "18년"),
            "negation": ("지원하지 않고", "지원하고"),
            "modality": ("제출하여야 합니다", "제출할 수 있습니다"),
            "comparison": ("18개월을 초과하여", "18개월 미만"),
            "name": ("늘봄군", "해솔군"),
            "version": ("2029년 개정", "2027년 개정"),
            "quote": ("보증금은", "“모든 비용을 다 드린다”며 보증금은"),
        },
    ),
    Case(
        "미르항 특구의 법인세는 5년간 75%, 이후 3년간 50% 감면되고 한도는 250만 달러이며, 2033년 고시에 따라 "
        "2033년 1월 1일 이후 신청하는 기업은 90일 이내에 주민 25명 이상을 채용하여야 합니다.",
        (
            "미르항 특구에서는 법인세가 5년간 75% 감면되고 이후 3년간 50% 감면됩니다.",
            "2033년 1월 1일 이후에 신청하는 기업은 주민 25명 이상을 90일 이내에 채용해야 합니다.",
        ),
        {
            "number": ("25명", "35명"),
            "amount": ("250만 달러", "350만 달러"),
            "rate": ("75%", "85%"),
            "date": ("2033년 1월 1일", "2033년 6월 1일"),
            "duration": ("90일", "60일"),
            "unit": ("250만 달러", "250만 원"),
            "negation": ("감면되고", "감면되지 않고"),
            "modality": ("채용하여야 합니다", "채용할 수 있습니다"),
            "comparison": ("25명 이상", "25명 미만"),
            "name": ("미르항 특구의", "'바람항' 특구의"),
            "version": ("2033년 고시", "2032년 고시"),
            "quote": ("채용하여야", "“우리 고장 사람을 먼저” 채용하여야"),
        },
    ),
    Case(
        "2030년 고시에서 새터시는 2030년 2월부터 창업기업이 3억 원에서 8억 원까지 연 1.5%로 빌릴 수 있고 24개월 전에는 상환이 가능하지 않으며 "
        "대출은 12건 미만이었다고 밝혔습니다.",
        (
            "창업기업은 연 1.5%로 3억 원에서 8억 원까지 빌릴 수 있습니다.",
            "새터시는 2년 전에는 상환이 가능하지 않다고 밝혔습니다.",
        ),
        {
            "number": ("12건", "13건"),
            "amount": ("3억 원", "2억 원"),
            "rate": ("1.5%", "2.5%"),
            "date": ("2030년 2월", "2030년 3월"),
            "duration": ("24개월", "36개월"),
            "unit": ("24개월", "24주"),
            "negation": ("가능하지 않으며", "가능하며"),
            "modality": ("빌릴 수 있고", "빌려야 하고"),
            "comparison": ("12건 미만", "12건 초과"),
            "name": ("새터시는", "한울시는"),
            "version": ("2030년 고시", "2031년 고시"),
            "quote": ("대출은", "“누구나 쉽게 빌리는 곳”이라며 대출은"),
        },
    ),
    Case(
        "2028년 조례 제14조의 다솜섬 뱃길이용권은 65세 이상 섬 주민에게 해마다 20회의 운임을 100% 지원하되 1회 3만 원을 넘지 못하고, "
        "2028년 9월 30일부터 관광객에게는 지급하지 않으며 12개월 이내에 사용하여야 합니다.",
        (
            "다솜섬 뱃길이용권은 12개월 이내에 사용해야 합니다.",
            "관광객에게는 2028년 9월 30일부터 뱃길이용권을 지급하지 않습니다.",
        ),
        {
            "number": ("20회", "30회"),
            "amount": ("3만 원", "30만 원"),
            "rate": ("100%", "90%"),
            "date": ("2028년 9월 30일", "2028년 11월 30일"),
            "duration": ("12개월", "15개월"),
            "unit": ("100%", "100%포인트"),
            "negation": ("지급하지 않으며", "지급하며"),
            "modality": ("사용하여야 합니다", "사용할 수 있습니다"),
            "comparison": ("65세 이상", "65세 미만"),
            "name": ("다솜섬 뱃길이용권", "'마루섬' 뱃길이용권"),
            "version": ("2028년 조례", "2026년 조례"),
            "quote": ("사용하여야", "“시장이 직접 약속한 대로” 사용하여야"),
        },
    ),
    Case(
        "공고 제88호에 따른 보람구 기술기금 신청은 2032년 5월 15일까지 7개 대학에서 받았고, 대학은 10주 이상의 과정을 개설하여야 하며 "
        "임금의 45%를 600만 원 이하로 지원받되 수강료를 받지 못합니다.",
        (
            "보람구 기술기금은 2032년 5월 15일까지 7개 대학에서 신청을 받았습니다.",
            "대학은 수강료를 받지 못합니다.",
        ),
        {
            "number": ("7개 대학", "9개 대학"),
            "amount": ("600만 원", "900만 원"),
            "rate": ("45%", "54%"),
            "date": ("5월 15일", "5월 25일"),
            "duration": ("10주", "20주"),
            "unit": ("10주", "10일"),
            "negation": ("받지 못합니다", "받습니다"),
            "modality": ("개설하여야 하며", "개설할 수 있으며"),
            "comparison": ("600만 원 이하", "600만 원 초과"),
            "name": ("보람구", "푸름구"),
            "version": ("공고 제88호", "공고 제86호"),
            "quote": ("수강료를", "“더 묻고 더 따지며” 수강료를"),
        },
    ),
    Case(
        "2034년 지침에 따른 윗골군의 입지지원은 2034년 4월 1일부터 8%포인트 오른 48%이고 240만㎡와 9,000억 원을 넘을 수 없으며, "
        "4년 안에 두 번 지급하지 않고 신규 고용 150명 초과를 의무로 유지합니다.",
        (
            "윗골군의 입지지원은 2034년 4월 1일부터 48%입니다.",
            "입지지원은 4년 안에 두 번 지급하지 않습니다.",
        ),
        {
            "number": ("150명", "160명"),
            "amount": ("9,000억 원", "6,000억 원"),
            "rate": ("8%포인트", "9%포인트"),
            "date": ("4월 1일", "4월 7일"),
            "duration": ("4년 안에", "5년 안에"),
            "unit": ("240만㎡", "240만㎢"),
            "negation": ("지급하지 않고", "지급하고"),
            "modality": ("초과를 의무로 유지합니다", "초과를 유지할 수 있습니다"),
            "comparison": ("150명 초과", "150명 이하"),
            "name": ("윗골군", "아랫골군"),
            "version": ("2034년 지침", "2035년 지침"),
            "quote": ("신규 고용", "“모두가 잘 아는 바와 같이” 신규 고용"),
        },
    ),
    Case(
        "2027년 기준표의 솔빛시 이주장려금은 가구당 120만 원이며 학생은 제외하고, 2027년 8월 3일에 15% 인하되었으며, "
        "하늘군에 2년 미만 거주한 310가구가 6주 이내에 신청하여야 합니다.",
        (
            "솔빛시 이주장려금은 가구당 1,200,000원입니다.",
            "이주장려금에서 학생은 제외합니다.",
        ),
        {
            "number": ("310가구", "360가구"),
            "amount": ("120만 원", "130만 원"),
            "rate": ("15%", "16%"),
            "date": ("8월 3일", "8월 4일"),
            "duration": ("6주", "9주"),
            "unit": ("6주", "6개월"),
            "negation": ("제외하고", "포함하고"),
            "modality": ("신청하여야 합니다", "신청할 수 있습니다"),
            "comparison": ("2년 미만", "2년 초과"),
            "name": ("하늘군에", "구름군에"),
            "version": ("2027년 기준표", "2025년 기준표"),
            "quote": ("학생은", "“매우 안타깝게 생각하며” 학생은"),
        },
    ),
)
