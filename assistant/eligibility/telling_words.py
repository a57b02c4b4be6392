"""The sentences in which a decision is told. Names, conditions and amounts in them are the programme's own."""

from __future__ import annotations

from assistant.records import Language

_WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "eligible": "By what you said, you are eligible: all {total} conditions of {name} that apply to you are met.",
        "not_eligible": "By what you said, you are not eligible: {failing} of {total} conditions of {name} not met.",
        "needs_facts": "Whether you are eligible can't be said yet: {waiting} of {total} conditions of {name} not decided, none failed.",
        "failing": "Not met: {text}",
        "waiting": "Not known: {text}",
        "value": "you: {words}",
        "needed": "needed: {words}",
        "change": "It would change with: {changes}",
        "most": "Together at most {most}. This is a ceiling, not a promise.",
        "most_if": "Together at most {most}, if the open conditions are met. This is a ceiling, not a promise.",
        "all": "By what you said, {eligible} of {total} programmes open to you, {needs_facts} not decided, {not_eligible} not open to you.",
        "eligible_all": "Open to you: {name}.",
        "eligible_all_most": "Open to you: {name}, at most {most}.",
        "needs_facts_all": "Not decided: {name}. Missing: {missing}.",
        "needs_facts_all_most": "Not decided: {name}, at most {most}. Missing: {missing}.",
        "not_eligible_all": "Not open to you: {name}, because this is not met: {why}",
        "waits": "missing: {missing}",
        "understood": "Understood: {facts}. Correct me if that is wrong.",
        "doubt": "{name}: {detail}",
        "unsure": "Not known to you, so left open: {facts}.",
        "unruled": "Not decided: there are no rules for “{title}”. Go through the {count} conditions that its text states.",
        "rest": "The table lists every programme; ask about one by its name for its conditions, amounts and clauses.",
    },
    "ko": {
        "eligible": "말씀하신 내용으로는 신청 자격이 있습니다: {name}에서 해당하는 요건 {total}개를 모두 충족합니다.",
        "not_eligible": "말씀하신 내용으로는 신청 자격이 없습니다: {name}의 요건 {total}개 가운데 {failing}개를 충족하지 않습니다.",
        "needs_facts": "아직 판단할 수 없습니다: {name}의 요건 {total}개 가운데 {waiting}개가 미정이고, 어긋난 요건은 없습니다.",
        "failing": "미충족: {text}",
        "waiting": "미확인: {text}",
        "value": "입력: {words}",
        "needed": "기준: {words}",
        "change": "다음이 바뀌면 달라집니다: {changes}",
        "most": "합계 최대 {most}입니다. 상한이며 확정 금액이 아닙니다.",
        "most_if": "남은 요건을 충족하면 합계 최대 {most}입니다. 상한이며 확정 금액이 아닙니다.",
        "all": "말씀하신 내용으로는 {total}개 제도 가운데 충족 {eligible}개, 미정 {needs_facts}개, 해당 없음 {not_eligible}개입니다.",
        "eligible_all": "요건 충족: {name}.",
        "eligible_all_most": "요건 충족: {name}, 최대 {most}.",
        "needs_facts_all": "미정: {name}. 더 필요한 사실: {missing}.",
        "needs_facts_all_most": "미정: {name}, 최대 {most}. 더 필요한 사실: {missing}.",
        "not_eligible_all": "해당 없음: {name}. 충족하지 않는 요건: {why}",
        "waits": "더 필요한 사실: {missing}",
        "understood": "이렇게 이해했습니다: {facts}. 틀리면 바로잡아 주세요.",
        "doubt": "{name}: 이 값은 쓸 수 없습니다 ({detail})",
        "unsure": "모른다고 하셔서 정하지 않은 사실: {facts}.",
        "unruled": "판정하지 않음: ‘{title}’에는 판정 규칙이 없습니다. 본문에 있는 요건 {count}개를 직접 확인하십시오.",
        "rest": "표에 모든 제도가 있습니다. 제도 이름으로 물으시면 요건, 금액, 근거를 보여 드립니다.",
    },
}


def say(key: str, language: Language, **values: object) -> str:
    """One of these sentences."""
    return _WORDS[language][key].format(**values)
