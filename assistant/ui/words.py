"""Every word that the window says, in each interface language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.records import Language, SourceKind, Status, Verdict

Tone = Literal["good", "care", "none"]

# The colour family of a status badge; the badge's words always say the same without colour.
TONES: Mapping[Status, Tone] = {
    Status.ANSWERED: "good",
    Status.ELIGIBLE: "good",
    Status.PARTIAL: "care",
    Status.DEPENDS: "care",
    Status.NEEDS_FACTS: "care",
    Status.NOT_ELIGIBLE: "care",
    Status.CONFLICT: "care",
    Status.SUPERSEDED_ONLY: "care",
    Status.NOT_IN_DOCUMENTS: "none",
    Status.OUT_OF_SCOPE: "none",
    Status.BLOCKED: "none",
}


@dataclass(frozen=True)
class Words:
    """The interface in one language. Fields that hold {names} are formatted with them."""

    title: str
    subtitle: str
    interface: str
    welcome: str
    welcome_text: str
    try_asking: str
    you: str
    assistant: str
    question: str
    placeholder: str
    send: str
    stop: str
    new: str
    as_of: str
    as_of_placeholder: str
    answer_in: str
    same_language: str
    footer: str
    sources: str
    sources_empty: str
    sources_none: str
    sources_of: str
    source_number: str
    back: str
    working: str
    stopped: str
    failed: str
    empty_question: str
    too_long: str
    bad_date: str
    as_of_line: str
    all_supported: str
    some_supported: str
    nearest: str
    conflict: str
    superseded: str
    used_to_apply: str
    quoted_from: str
    restated_from: str
    restated_unnamed: str
    undated: str
    new_tab: str
    in_force: str
    in_force_since: str
    in_force_until: str
    in_force_between: str
    not_yet_in_force: str
    ended: str
    ended_on: str
    ended_between: str
    finished: str
    badges: Mapping[Status, str]
    leads: Mapping[Status, str]
    verdicts: Mapping[Verdict, str]
    findings: Mapping[str, str]
    other_finding: str
    kinds: Mapping[SourceKind, str]


ENGLISH = Words(
    title="Policy assistant",
    subtitle="Answers from dated documents, with the exact words behind every sentence",
    interface="Language of this page",
    welcome="What would you like to know?",
    welcome_text="Ask in your own words, in English or Korean. Each sentence of the answer carries a number: it leads to the quote, "
    "where it comes from and from when to when it applies. What the documents do not say, the answer does not say either.",
    try_asking="For example",
    you="You asked",
    assistant="Answer",
    question="Your question",
    placeholder="Ask a question …",
    send="Ask",
    stop="Stop",
    new="New conversation",
    as_of="As of (today if empty)",
    as_of_placeholder="YYYY-MM-DD",
    answer_in="Answer in",
    same_language="As asked",
    footer="Information from documents, not a decision: the office in charge decides.",
    sources="Sources",
    sources_empty="The quotes behind an answer appear here.",
    sources_none="No text of the documents was quoted for this answer.",
    sources_of="Sources of “{question}”",
    source_number="Source {number}",
    back="Back to the answer",
    working="Reading the documents and checking each sentence …",
    stopped="You stopped this answer. What stands above was checked.",
    failed="Something went wrong on our side, and this question was not answered. Please try again.",
    empty_question="Please write a question first.",
    too_long="Your question has {length:,} characters; at most {limit:,} can be read. Please shorten it.",
    bad_date="“{text}” is not a date that can be read. Write 2024, 2024-06 or 2024-06-30, or leave the field empty for today.",
    as_of_line="As of {date}",
    all_supported="Every sentence is supported by its quotes",
    some_supported="{supported} of {total} sentences are fully supported by their quotes",
    nearest="The nearest things the documents do say",
    conflict="What each source says",
    superseded="Used to apply",
    used_to_apply="used to apply",
    quoted_from="Quoted from",
    restated_from="Restated from",
    restated_unnamed="Restated; the source is not recorded",
    undated="undated",
    new_tab="opens in a new tab",
    in_force="In force",
    in_force_since="In force since {start}",
    in_force_until="In force until {end}",
    in_force_between="From {start} to {end}",
    not_yet_in_force="Not yet in force: starts {start}",
    ended="No longer in force",
    ended_on="No longer in force: ended {end}",
    ended_between="No longer in force: from {start} to {end}",
    finished="{badge}. {answer} Sources: {count}.",
    badges={
        Status.ANSWERED: "The documents answer this",
        Status.PARTIAL: "The documents answer part of this",
        Status.DEPENDS: "It depends on the case",
        Status.NEEDS_FACTS: "One more fact is needed",
        Status.ELIGIBLE: "The conditions are met",
        Status.NOT_ELIGIBLE: "The conditions are not met",
        Status.CONFLICT: "The sources disagree",
        Status.SUPERSEDED_ONLY: "Only in text no longer in force",
        Status.NOT_IN_DOCUMENTS: "Not in the documents",
        Status.OUT_OF_SCOPE: "Not what these documents are about",
        Status.BLOCKED: "Not answered",
    },
    leads={
        Status.ANSWERED: "The documents answer this question.",
        Status.PARTIAL: "The documents answer part of this question.",
        Status.DEPENDS: "The answer depends on the case.",
        Status.NEEDS_FACTS: "One more fact is needed to answer.",
        Status.ELIGIBLE: "By what you told, the conditions are met.",
        Status.NOT_ELIGIBLE: "By what you told, the conditions are not met.",
        Status.CONFLICT: "The sources give different answers. Both are shown, with who published them and when.",
        Status.SUPERSEDED_ONLY: "Nothing in force on this date says so. The text below used to apply.",
        Status.NOT_IN_DOCUMENTS: "The documents do not say.",
        Status.OUT_OF_SCOPE: "The documents are not about this, so there is nothing to quote.",
        Status.BLOCKED: "This question can’t be answered as it is put.",
    },
    verdicts={Verdict.SUPPORTED: "Supported", Verdict.PARTLY: "Partly supported", Verdict.NOT_FOUND: "Not found in the quotes"},
    findings={
        "number": "number not in the quote",
        "amount": "amount not in the quote",
        "rate": "rate not in the quote",
        "date": "date not in the quote",
        "duration": "duration not in the quote",
        "unit": "another unit in the quote",
        "version": "another version or notice",
        "negation": "the quote says the opposite or does not negate",
        "modality": "must and may differ from the quote",
        "comparison": "at least, at most or more than differ from the quote",
        "name": "name not in the quote",
        "words": "not in the quote",
        "quote": "not the document’s very words",
    },
    other_finding="differs from the quote",
    kinds={
        SourceKind.NOTICE: "official notice",
        SourceKind.MINISTRY: "ministry",
        SourceKind.LOCAL: "local government",
        SourceKind.PRESS: "press",
        SourceKind.OTHER: "other",
    },
)

KOREAN = Words(
    title="정책 도우미",
    subtitle="날짜와 출처가 있는 문서로 답하고, 문장마다 근거가 된 원문을 보여 드립니다",
    interface="화면 언어",
    welcome="무엇을 알고 싶으신가요?",
    welcome_text="편한 말로 한국어나 영어로 물어보세요. 답변의 문장마다 번호가 있고, 번호를 누르면 인용한 원문과 출처, "
    "적용 기간을 볼 수 있습니다. 문서에 없는 내용은 답하지 않습니다.",
    try_asking="질문 예시",
    you="질문",
    assistant="답변",
    question="질문",
    placeholder="질문을 입력하세요",
    send="질문하기",
    stop="중지",
    new="새 대화",
    as_of="기준일 (비우면 오늘)",
    as_of_placeholder="YYYY-MM-DD",
    answer_in="답변 언어",
    same_language="질문과 같게",
    footer="문서에 있는 정보이며 결정이 아닙니다. 결정은 담당 기관이 합니다.",
    sources="출처",
    sources_empty="답변의 근거가 된 인용문이 여기에 나타납니다.",
    sources_none="이 답변에는 인용한 문서가 없습니다.",
    sources_of="“{question}”의 출처",
    source_number="출처 {number}",
    back="답변으로 돌아가기",
    working="문서를 읽고 문장을 하나씩 확인하고 있습니다 …",
    stopped="답변을 중지했습니다. 위의 내용은 확인을 마친 것입니다.",
    failed="내부 문제로 이 질문에 답하지 못했습니다. 다시 시도해 주세요.",
    empty_question="먼저 질문을 입력해 주세요.",
    too_long="질문이 {length:,}자입니다. 최대 {limit:,}자까지 읽을 수 있으니 줄여 주세요.",
    bad_date="“{text}”은(는) 읽을 수 없는 날짜입니다. 2024, 2024-06, 2024-06-30처럼 쓰거나, 오늘이 기준이면 비워 두세요.",
    as_of_line="{date} 기준",
    all_supported="모든 문장이 인용문으로 뒷받침됩니다",
    some_supported="{total}개 문장 가운데 {supported}개가 인용문으로 온전히 뒷받침됩니다",
    nearest="문서에 있는 가장 가까운 내용",
    conflict="출처별 내용",
    superseded="예전에 적용된 내용",
    used_to_apply="예전에 적용됨",
    quoted_from="인용한 문서:",
    restated_from="다음 자료를 정리한 문장:",
    restated_unnamed="정리한 문장이며 원자료가 기록되어 있지 않습니다",
    undated="날짜 없음",
    new_tab="새 탭에서 열림",
    in_force="시행 중",
    in_force_since="{start}부터 시행 중",
    in_force_until="{end}까지 시행",
    in_force_between="{start}부터 {end}까지",
    not_yet_in_force="아직 시행 전: {start}부터 시행",
    ended="더 이상 시행되지 않음",
    ended_on="더 이상 시행되지 않음: {end}까지",
    ended_between="더 이상 시행되지 않음: {start}부터 {end}까지",
    finished="{badge}. {answer} 출처 {count}개.",
    badges={
        Status.ANSWERED: "문서에 답이 있습니다",
        Status.PARTIAL: "문서에 일부만 있습니다",
        Status.DEPENDS: "경우에 따라 다릅니다",
        Status.NEEDS_FACTS: "확인할 사실이 하나 더 있습니다",
        Status.ELIGIBLE: "요건을 충족합니다",
        Status.NOT_ELIGIBLE: "요건을 충족하지 않습니다",
        Status.CONFLICT: "출처마다 내용이 다릅니다",
        Status.SUPERSEDED_ONLY: "시행이 끝난 문서에만 있습니다",
        Status.NOT_IN_DOCUMENTS: "문서에 없습니다",
        Status.OUT_OF_SCOPE: "이 문서들이 다루지 않는 내용입니다",
        Status.BLOCKED: "답하지 않았습니다",
    },
    leads={
        Status.ANSWERED: "문서에 답이 있습니다.",
        Status.PARTIAL: "문서에는 이 질문의 일부에 대한 답만 있습니다.",
        Status.DEPENDS: "경우에 따라 답이 다릅니다.",
        Status.NEEDS_FACTS: "답하려면 사실 하나를 더 확인해야 합니다.",
        Status.ELIGIBLE: "말씀하신 내용으로는 요건을 충족합니다.",
        Status.NOT_ELIGIBLE: "말씀하신 내용으로는 요건을 충족하지 않습니다.",
        Status.CONFLICT: "출처마다 답이 다릅니다. 누가 언제 밝힌 것인지와 함께 모두 보여 드립니다.",
        Status.SUPERSEDED_ONLY: "기준일에 시행 중인 문서에는 없습니다. 아래 내용은 예전에 적용되었습니다.",
        Status.NOT_IN_DOCUMENTS: "문서에는 나와 있지 않습니다.",
        Status.OUT_OF_SCOPE: "문서가 다루지 않는 내용이어서 인용할 것이 없습니다.",
        Status.BLOCKED: "이대로는 답할 수 없는 질문입니다.",
    },
    verdicts={Verdict.SUPPORTED: "뒷받침됨", Verdict.PARTLY: "일부만 뒷받침됨", Verdict.NOT_FOUND: "인용문에 없음"},
    findings={
        "number": "인용문에 없는 숫자",
        "amount": "인용문에 없는 금액",
        "rate": "인용문에 없는 비율",
        "date": "인용문에 없는 날짜",
        "duration": "인용문에 없는 기간",
        "unit": "인용문과 단위가 다름",
        "version": "다른 판이나 다른 고시",
        "negation": "인용문과 긍정·부정이 다름",
        "modality": "인용문과 의무·허용이 다름",
        "comparison": "이상·이하·초과·미만이 인용문과 다름",
        "name": "인용문에 없는 이름",
        "words": "인용문에 없는 말",
        "quote": "문서의 원문과 다른 인용",
    },
    other_finding="인용문과 다름",
    kinds={
        SourceKind.NOTICE: "고시·공고",
        SourceKind.MINISTRY: "중앙부처",
        SourceKind.LOCAL: "지방자치단체",
        SourceKind.PRESS: "언론",
        SourceKind.OTHER: "기타",
    },
)

WORDS: Mapping[Language, Words] = {"en": ENGLISH, "ko": KOREAN}
