"""A chain that answers from canned replies, and a few canned replies about a made-up programme."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.records import (
    Citation,
    Conflict,
    Decision,
    Estimate,
    EstimateStep,
    FactQuestion,
    Finding,
    Fit,
    FollowUp,
    Judged,
    Language,
    Overview,
    Question,
    Reply,
    Saying,
    Sentence,
    Source,
    SourceKind,
    Status,
    Verdict,
)


class FakeChain(Runnable[Question, Reply]):
    """Answers each question text with its canned reply, any other with `default`; a canned exception is raised.

    `stream()` yields the reply without sentences first, then with one more each time, `pause` seconds apart; the last equals
    `invoke()`. `questions` are those that were asked, in order.
    """

    def __init__(self, canned: Mapping[str, Reply | Exception], default: Reply | Exception, pause: float = 0.0) -> None:
        self.canned = dict(canned)
        self.default = default
        self.pause = pause
        self.questions: list[Question] = []

    def invoke(self, input: Question, config: RunnableConfig | None = None, **kwargs: Any) -> Reply:  # noqa: A002, ANN401, ARG002 - the interface's names
        """The canned reply. Raises the canned exception."""
        self.questions.append(input)
        found = self.canned.get(input.text, self.default)
        if isinstance(found, Exception):
            raise found
        return found.model_copy(update={"question": input.text})

    def stream(self, input: Question, config: RunnableConfig | None = None, **kwargs: Any | None) -> Iterator[Reply]:  # noqa: A002, ANN401, ARG002 - as above
        """The canned reply, growing by a sentence."""
        whole = self.invoke(input, config)
        for length in range(len(whole.answer)):
            yield whole.model_copy(update={"answer": whole.answer[:length]})
            time.sleep(self.pause)
        yield whole


def sample_replies() -> dict[str, Reply]:
    """One reply of each kind that looks different in the window, by the question it answers."""
    replies = (_answered(), _rates(), _missing(), _conflict(), _ended(), _partly(), _korean(), _korean_conflict(), _korean_missing())
    return {reply.question: reply for reply in (*replies, _decided(), _overview())}


_NOTICE = Source(title="Harbour Grant notice 2026-4", url="https://example.org/notice/2026-4", date="2026-02-09", kind=SourceKind.NOTICE)
_PRESS = Source(title="Coast Daily on the Harbour Grant", url="https://example.org/daily/77", date="2026-02", kind=SourceKind.PRESS)
_TITLE = "Harbour Grant, rules in force since 10 February 2026"
_TITLE_KO = "항만 지원금, 2026년 2월 10일부터 시행"
_CAP = (
    "The Harbour Grant pays a share of the cost of land and buildings. The cap of the Harbour Grant is KRW 30 billion per project "
    "in a priority area. It stays at KRW 15 billion per project everywhere else."
)
_CAP_KO = (
    "항만 지원금은 토지와 건물 비용의 일부를 지원합니다. 우선 지역에서 항만 지원금의 한도는 사업당 300억 원입니다. "
    "그 밖의 지역에서는 사업당 150억 원입니다."
)
_RATE_CONTEXT = (
    f"{_TITLE}\nRates\nRates before add-ons (all are ceilings)\nArea class | Site, large (%) | Site, small (%) | Facility, small (%)"
)


def _cite(passage: str, quote: str, language: Language = "en", **changes: object) -> Citation:
    """A citation of `quote`, which stands in `passage`, which begins at offset 400 of a made-up document."""
    start = 400 + passage.index(quote)
    whole = Citation(
        document="harbour-grant-2026",
        document_hash="0" * 64,
        title=_TITLE_KO if language == "ko" else _TITLE,
        language=language,
        section=("한도", "우선 지역") if language == "ko" else ("Cap", "Priority areas"),
        quote=quote,
        start=start,
        end=start + len(quote),
        passage=passage,
        passage_start=400,
        effective_from="2026-02-10",
        restated=True,
        sources=(_NOTICE,),
    )
    return whole.model_copy(update=changes)


def _reply(status: Status, question: str, language: Language = "en", **fields: Any) -> Reply:  # noqa: ANN401 - the record's own fields
    return Reply(status=status, question=question, language=language, as_of="2026-11-22", confidence=0.9, **fields)


def _answered() -> Reply:
    first = _cite(_CAP, "The cap of the Harbour Grant is KRW 30 billion per project in a priority area.", sources=(_NOTICE, _PRESS))
    second = _cite(_CAP, "It stays at KRW 15 billion per project everywhere else.", section=("Cap", "Other areas"))
    return _reply(
        Status.ANSWERED,
        "What is the cap of the Harbour Grant?",
        answer=(
            Sentence(text="In a priority area the cap of the Harbour Grant is KRW 30 billion per project.", citations=(0,)),
            Sentence(text="Everywhere else it stays at KRW 15 billion per project.", citations=(1,)),
        ),
        citations=(first, second),
        notices=("The cap has applied since 10 February 2026; no later text changes it.",),
        contact="Ask the Harbour Grant desk, +82-44-000-0000.",
    )


def _rates() -> Reply:
    row = "Priority area | 0 | 40 | 15"
    cited = _cite(row, row, section=("Rates",), context=_RATE_CONTEXT, locator="Rates!A4:D4", restated=False, sources=())
    return _reply(
        Status.DEPENDS,
        "How much of the land cost does the Harbour Grant pay?",
        answer=(Sentence(text="In a priority area the site rate is 40 % for small firms and 0 % for large ones.", citations=(0,)),),
        citations=(cited,),
        follow_up=FollowUp(question="Is your firm small or large?", choices=("We are a small firm", "We are a large firm")),
    )


def _missing() -> Reply:
    near = "The card of the Ferry Pass pays for bus, tram and ferry."
    cited = _cite(
        near, near, title="Ferry Pass for young workers", section=("What it pays for",), effective_from="2018-07", sources=(_PRESS,)
    )
    return _reply(
        Status.NOT_IN_DOCUMENTS,
        "Does the Ferry Pass pay for flights?",
        citations=(cited,),
        nearest=(0,),
        contact="Ask the Ferry Pass centre, +82-44-000-0001.",
    )


def _conflict() -> Reply:
    one, other = "The Ferry Pass is for workers aged 15 to 34.", "The Ferry Pass is for workers aged 15 to 24."
    passage = f"{one} {other}"
    title = "Ferry Pass for young workers"
    ministry = Source(title="Ministry of Harbours, programme page", url="https://example.org/pass", date="2022", kind=SourceKind.MINISTRY)
    paper = Source(title="Coast Daily", url="https://example.org/daily/9", date="2022-04-26", kind=SourceKind.PRESS, note="one report only")
    return _reply(
        Status.CONFLICT,
        "Who can get the Ferry Pass?",
        answer=(Sentence(text="The ministry gives the age as 15 to 34, one newspaper as 15 to 24.", citations=(0, 1)),),
        citations=(
            _cite(passage, one, title=title, section=("Who can get it",), effective_from="2018-07", sources=(ministry,)),
            _cite(passage, other, title=title, section=("Who can get it",), effective_from="2018-07", sources=(paper,)),
        ),
        conflicts=(Conflict(name="ferry-pass-age", sides=(0, 1)),),
    )


def _ended() -> Reply:
    quote = "The cap of the Harbour Grant was KRW 10 billion per project."
    cited = _cite(quote, quote, section=("Cap before 2026",), effective_from="2022", effective_to="2024-12-31", in_force=False)
    return _reply(Status.SUPERSEDED_ONLY, "What was the cap of the Harbour Grant in 2023?", citations=(cited,), superseded=(0,))


def _partly() -> Reply:
    problem = Finding(kind="number", detail="KRW 20 billion")
    sentence = Sentence(
        text="The cap is KRW 15 billion per project and KRW 20 billion per firm.",
        citations=(0,),
        verdict=Verdict.PARTLY,
        problems=(problem,),
    )
    cited = _cite(_CAP, "It stays at KRW 15 billion per project everywhere else.")
    return _reply(Status.PARTIAL, "What is the cap per firm?", answer=(sentence,), citations=(cited,))


def _korean() -> Reply:
    first = _cite(_CAP_KO, "우선 지역에서 항만 지원금의 한도는 사업당 300억 원입니다.", "ko")
    second = _cite(_CAP_KO, "그 밖의 지역에서는 사업당 150억 원입니다.", "ko", section=("한도", "그 밖의 지역"))
    return _reply(
        Status.ANSWERED,
        "항만 지원금의 한도는 얼마인가요?",
        "ko",
        answer=(
            Sentence(text="우선 지역에서 항만 지원금의 한도는 사업당 300억 원입니다.", citations=(0,)),
            Sentence(text="그 밖의 지역에서는 사업당 150억 원입니다.", citations=(1,)),
        ),
        citations=(first, second),
        contact="항만 지원금 상담 창구(044-000-0000)에 문의하십시오.",
    )


def _korean_conflict() -> Reply:
    one, other = "승선권의 대상은 15세부터 34세까지의 근로자입니다.", "승선권의 대상은 15세부터 24세까지의 근로자입니다."
    passage = f"{one} {other}"
    ministry = Source(title="항만부 사업 안내", url="https://example.org/pass", date="2022", kind=SourceKind.MINISTRY)
    paper = Source(title="바다일보", url="https://example.org/daily/9", date="2022-04-26", kind=SourceKind.PRESS)
    title = "청년 근로자 승선권"
    return _reply(
        Status.CONFLICT,
        "승선권은 누가 받을 수 있나요?",
        "ko",
        answer=(Sentence(text="부처는 15세부터 34세까지, 한 신문은 15세부터 24세까지라고 적었습니다.", citations=(0, 1)),),
        citations=(
            _cite(passage, one, "ko", title=title, section=("대상",), effective_from="2018-07", sources=(ministry,)),
            _cite(passage, other, "ko", title=title, section=("대상",), effective_from="2018-07", sources=(paper,)),
        ),
        conflicts=(Conflict(name="ferry-pass-age", sides=(0, 1)),),
    )


def _korean_missing() -> Reply:
    near = "승선권 카드로 버스, 전차, 배를 탈 수 있습니다."
    cited = _cite(near, near, "ko", title="청년 근로자 승선권", section=("사용처",), effective_from="2018-07", sources=(_PRESS,))
    return _reply(Status.NOT_IN_DOCUMENTS, "승선권으로 비행기를 탈 수 있나요?", "ko", citations=(cited,), nearest=(0,))


def _decided() -> Reply:
    rule = "A shipyard with 30 or more employees may apply. It keeps the employees for 3 years."
    staff, kept = _cite(rule, "A shipyard with 30 or more employees may apply."), _cite(rule, "It keeps the employees for 3 years.")
    cap = _cite(_CAP, "It stays at KRW 15 billion per project everywhere else.")
    conditions = (
        Judged(id="staff", text="30 or more employees", state="met", value="employees: 40", needed="at least 30", citation=staff),
        Judged(id="zone", text="The shipyard is in a priority area", state="unknown", needed="yes", citation=cap),
        Judged(id="age", text="The shipyard is 5 years old", state="not_met", value="age: 2", needed="at least 5", citation=kept),
    )
    steps = (
        EstimateStep(text="Land: KRW 40,000,000,000 at 40%", amount=16_000_000_000, citation=staff),
        EstimateStep(text="Cap per project", amount=-1_000_000_000, citation=cap),
    )
    asked = FactQuestion(question="Is the shipyard in a priority area?", choices=("yes", "no"), fact="zone", values=("true", "false"))
    decision = Decision(
        programme="harbour-grant",
        name="Harbour Grant",
        language="en",
        version="harbour-grant-2026",
        date=date(2026, 11, 22),
        verdict="needs_facts",
        conditions=conditions,
        estimate=Estimate(most_krw=15_000_000_000, steps=steps),
        follow_up=asked,
        duties=(Saying(id="keep", text="Keep the employees for 3 years", citation=kept, broken=True),),
    )
    return _reply(
        Status.NEEDS_FACTS,
        "Am I eligible for the Harbour Grant? employees: 40",
        answer=(Sentence(text="Whether you are eligible can't be said yet.", citations=(0,)),),
        citations=(staff, kept, cap),
        decision=decision.model_dump(mode="json"),
        follow_up=FollowUp(question=asked.question, choices=asked.choices),
        notices=("Understood: employees: 40. Correct me if that is wrong.",),
    )


def _overview() -> Reply:
    near = "The card of the Ferry Pass pays for bus, tram and ferry."
    fits = (
        Fit(programme="ferry-pass", name="Ferry Pass", verdict="eligible", most_krw=50_000),
        Fit(programme="harbour-grant", name="Harbour Grant", verdict="not_eligible", why=("30 or more employees",)),
    )
    return _reply(
        Status.ELIGIBLE,
        "What can I get?",
        answer=(Sentence(text="By what you said, 1 of 2 programmes open to you.", citations=(0,)),),
        citations=(_cite(near, near),),
        decision=Overview(language="en", date=date(2026, 11, 22), fits=fits).model_dump(mode="json"),
    )
