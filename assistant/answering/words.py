"""The sentences that the assistant says itself, in both languages. Everything else it says is quoted."""

from __future__ import annotations

from assistant.records import Language

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "nothing": "The documents do not answer this question.",
        "out_of_scope": "This is not what the documents are about. Ask about the programmes, places and support that they describe.",
        "nearest": "The nearest thing they say is quoted below; it may not be what you asked.",
        "superseded_only": "Only text that is no longer in force on {date} answers this:",
        "conflict": "The sources disagree; both sides are shown.",
        "uncertain": "The source of a sentence in this answer is itself uncertain.",
        "derived": "A sentence in this answer is a reading of the sources that none of them states.",
        "foreign": "The quoted document is in English only.",
        "reworded": "A language model worded {count} of {total} sentences; each was checked against its quotes.",
        "model_down": "The language model did not answer, so the documents are quoted as they are.",
        "model_slow": "The language model did not answer in time, so the documents are quoted as they are.",
        "model_unusable": "No wording of the language model held against the quotes, so the documents are quoted as they are.",
        "contact": "Ask {issuer}, and have the notice in force shown to you.",
    },
    "ko": {
        "nothing": "문서에는 이 질문에 대한 답이 없습니다.",
        "out_of_scope": "이 문서들이 다루는 내용이 아닙니다. 문서에 있는 제도, 지역, 지원에 관해 물어보십시오.",
        "nearest": "가장 가까운 내용을 아래에 인용합니다. 물으신 내용과 다를 수 있습니다.",
        "superseded_only": "{date} 기준으로 더 이상 시행되지 않는 문서에만 답이 있습니다:",
        "conflict": "출처마다 내용이 다르므로 양쪽을 모두 보여 드립니다.",
        "uncertain": "이 답변의 문장 가운데 출처 자체가 불확실한 것이 있습니다.",
        "derived": "이 답변의 문장 가운데 출처가 직접 밝히지 않고 해석한 것이 있습니다.",
        "foreign": "인용한 문서는 영어로만 되어 있습니다.",
        "reworded": "{total}개 문장 가운데 {count}개는 언어 모델이 표현을 다듬었으며, 각각 인용문과 대조해 확인했습니다.",
        "model_down": "언어 모델이 응답하지 않아 문서를 그대로 인용합니다.",
        "model_slow": "언어 모델이 제시간에 응답하지 않아 문서를 그대로 인용합니다.",
        "model_unusable": "언어 모델이 다듬은 표현 가운데 인용문과 맞는 것이 없어 문서를 그대로 인용합니다.",
        "contact": "{issuer}에 문의하고 현행 고시를 확인하십시오.",
    },
}


def say(key: str, language: Language, **values: object) -> str:
    """One of the assistant's own sentences."""
    return _WORDS[language][key].format(**values)
