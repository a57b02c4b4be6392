"""Words that the checks treat alike or leave out, in English and Korean. None of them is a programme's or a place's name."""

from __future__ import annotations

# Words without content of their own.
_ENGLISH_STOP = """
a an the of in on at to for from by with as and or but if than that this these those it its is are was were be been being do does did
done has have had having will would shall should may might can could must need not no nor so such each per any all both either which
who whom whose what when where while there their they them he she his her we our you your i s t up out over under about into onto
within between among also only other another then too very more most less least according following follows namely please note one
exceed exceeds exceeding document documents isn aren wasn weren doesn don didn hasn haven hadn couldn wouldn shouldn
"""
_KOREAN_STOP = """
및 또는 등 수 것 각 그 이 저 해당 대한 대하여 대해 관한 관하여 따라 따르면 따른 위한 위해 경우 중 때 후 전 그리고 또한 다음
 모두 약 있 없 하 되
입니다 합니다 됩니다 있습니다 없습니다 않습니다 아닙니다 하는 되는 있는 없는 하며 되며 이며 하고 되고 이고 통해 통하여 의해 의하여
중입니다 중이며 중인 것이 것을 것은 것으로 것입니다 아니 아니합니다 아니하였습니다 아니하며 아니하는 아니한 없음 있음 문서 문서에 문서에는
최대 최소 이상 이하 미만 초과 이내 까지 부터 에서 으로
"""
STOP = frozenset(_ENGLISH_STOP.split() + _KOREAN_STOP.split())

# Words that say the same in this field, one group a line: a rewording with one of them is still held by the quote.
_SYNONYMS = """
company firm business enterprise corporation
subsidy aid support grant assistance help
cap limit ceiling maximum
employee worker staff
start begin
pay give provide offer receive get
set define
need require condition requirement
notice announcement
apply application
land site
year annual annually
기업 회사 업체
보조금 지원금
한도 상한
근로자 직원 종업원 노동자
시작 개시
지원 지급 제공 보조
요건 조건
공고 공지
신규 새로
"""
SYNONYMS = tuple(tuple(line.split()) for line in _SYNONYMS.split("\n") if line)

_IRREGULAR = "paid pay gave give given give got get gets get began begin begun begin held hold"
IRREGULAR = dict(zip(_IRREGULAR.split()[::2], _IRREGULAR.split()[1::2], strict=True))

# Words that end as a city's, county's or district's name does.
_NO_PLACES = """
즉시 반드시 무시 잠시 택시 접시 필요시 동시 당시 역시 임시 상시 수시 다시 도시 지구 연구 요구 기구 청구 전시 일시 표시 지시 고시 공시
명시 제시 실시
누구 친구 특구 자치구 복구 영구
"""
NO_PLACES = tuple(_NO_PLACES.split())
