"""What a rewording may change and what it must keep."""

import pytest

from assistant.grounding.rewording import held_rewording
from assistant.records import Citation, Reply, Sentence, Status, language_of


def holds(text, quoted):
    language = language_of(quoted)
    cited = Citation(document="d", document_hash="", title="Rules", language=language, section=(), quote=quoted, start=0, end=len(quoted))
    sentence = Sentence(text=quoted, citations=(0,))
    reply = Reply(status=Status.ANSWERED, language=language, answer=(sentence,), citations=(cited,))
    found = held_rewording(text, sentence, reply)
    assert found in (None, Sentence(text=text.strip(), citations=(0,)))
    return found is not None


CAP = "The cap of the Harbour Grant is KRW 30 billion per project in a priority area."
ROW = "Rates of the Harbour Grant by area class, in per cent: Lower — Large company: 25; Small company: 40"
TRUE = [
    (CAP, CAP),
    (CAP, "In a priority area, the cap of the Harbour Grant is KRW 30 billion per project."),
    (CAP, "The limit of the Harbour Grant is 30 billion won for each project in a priority area."),
    ("A shipyard applies to the port office within 3 months.", "Within 3 months, a shipyard applies to the port office."),
    ("The grant is open to shipyards with 30 employees or more.", "The grant is open to shipyards with at least 30 staff."),
    ("Tenants must stay in Harrow Vale for 6 years.", "You, as tenants, have to stay in Harrow Vale for six years."),
    (ROW, "The rates of the Harbour Grant by area class, in per cent, are these in Lower: a large company 25, a small company 40."),
    ("우선 지역에서 항만 지원금의 한도는 사업당 300억 원입니다.", "우선 지역에서 항만 지원금 상한은 사업당 300억 원이다."),
]
LIES = [
    ("A shipyard applies to the port office.", "The port office applies to a shipyard."),
    ("Companies move from Ellory to Vale.", "Companies move from Vale to Ellory."),
    ("Companies move from Ellory to Vale.", "Companies move to Ellory from Vale."),
    ("Firms were refused.", "Firms refused."),
    ("The ministry supports firms.", "The ministry is supported by firms."),
    ("The grant covered ferries.", "The grant covers ferries."),
    ("The grant was KRW 10 billion.", "The grant is KRW 10 billion."),
    ("Firms pay a fee of KRW 3 million.", "Firms receive a fee of KRW 3 million."),
    ("Large firms get 25 % and small firms get 40 %.", "Small firms get 25 % and large firms get 40 %."),
    ("Large firms get 25 % and small firms get 40 %.", "Large firms get 40 % and small firms get 25 %."),
    ("Large firms get 25 % and small firms get 40 %.", "25 % small and 40 % large firms get."),
    ("The aid is for class A firms.", "The aid is for class B firms."),
    ("It is open to A and B harbours.", "It is open to A or B harbours."),
    ("The employer pays the fee.", "The employee pays the fee."),
    ("Only shipyards may apply.", "Shipyards may apply."),
    ("Shipyards may apply.", "Shipyards apply."),
    ("Shipyards should apply.", "Shipyards must apply."),
    ("Small firms in harbours get aid.", "Harbours get aid in small firms."),
    ("The grant pays 30 % of wages and all of the rent.", "The grant pays wages and 30 % of all the rent."),
    ("Firms may apply and tenants must not pay.", "Firms may not apply and tenants must pay."),
    ("The new aid of the new fund pays rent.", "The aid of the new fund pays rent."),
    ("The aid is for harbours.", "The aid is for other harbours."),
    ("About 200 firms, at least 35 % of them small, applied.", "At least 200 firms, about 35 % of them small, applied."),
    ("첫 조선소가 약 1조 원을 받습니다.", "조선소가 약 1조 원을 받습니다."),
    ("첫 조선소가 약 1조 원을 받습니다.", "첫 조선소가 약 1조를 받습니다."),
    ("예산의 지원은 조선소의 몫입니다.", "예산까지 지원은 조선소의 몫입니다."),
    ("조선소 26개 중 3개가 대상입니다.", "조선소 26개 3개가 대상입니다."),
    ("조선소에 근로자가 있습니다.", "이상 조선소에 근로자가 있습니다."),
    ("The port answers all firms.", "The port answers any firms."),
    ("Firms apply if the port agrees.", "Firms apply; the port agrees."),
    ("비수도권 기업은 지원 대상입니다.", "수도권 기업은 지원 대상입니다."),
    ("수도권 기업은 지원 대상입니다.", "비수도권 기업은 지원 대상입니다."),
    ("부처가 시에 보조금을 준다.", "부처에 시가 보조금을 준다."),
    ("부처가 시에 보조금을 준다.", "시가 부처에 보조금을 준다."),
    ("기업은 지원합니다.", "기업은 지원받습니다."),
    ("한도는 100억 원이었습니다.", "한도는 100억 원입니다."),
    ("조선소만 신청할 수 있습니다.", "조선소는 신청할 수 있습니다."),
    ("페리는 대상이 아닙니다.", "페리는 대상입니다."),
    ("조선소는 신청하여야 한다.", "조선소는 신청할 수 있다."),
    ("30명 이상인 조선소가 대상입니다.", "30명 이하인 조선소가 대상입니다."),
    ("조선소와 항만청이 신청한다.", "조선소 또는 항만청이 신청한다."),
    (CAP, f"{CAP}\nApply now."),
    (CAP, f"{CAP} 🎉"),
    (CAP, f"{CAP} Это всё."),
    (CAP, CAP.replace("30", "３１")),
    (CAP, ""),
]


@pytest.mark.parametrize(("quoted", "text"), TRUE)
def test_it_may_be_said_in_another_way(quoted, text):
    assert holds(text, quoted)


@pytest.mark.parametrize(("quoted", "text"), LIES)
def test_it_may_not_say_something_else(quoted, text):
    assert not holds(text, quoted)
    assert holds(quoted, quoted)
