from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import ENGLISH, KOREAN

from assistant.grounding.check import check_reply
from assistant.grounding.figures import read_figures
from assistant.grounding.sentence import check_sentence
from assistant.records import Citation, Conflict, Reply, Sentence, Status, Verdict

STATEMENTS = [case.statement for case in (*ENGLISH, *KOREAN)]
amounts = st.integers(min_value=1, max_value=10**15)


def korean_spelling(amount):
    parts = []
    for scale, sign in ((10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")):
        count, amount = divmod(amount, scale)
        if count:
            parts.append(f"{count:,}{sign}")
    return " ".join(parts) + " 원"


def english_spelling(amount):
    for scale, word in ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"), (1, "")):
        if amount >= scale:
            return f"KRW {format((Decimal(amount) / scale).normalize(), 'f')}{word}"
    raise AssertionError(amount)


@given(amounts)
def test_an_amount_reads_back_in_every_spelling(amount):
    for spelling in (korean_spelling(amount), english_spelling(amount), f"{amount:,}원", f"₩{amount:,}", f"{amount:,} won"):
        [figure] = read_figures(spelling)
        assert (figure.kind, figure.value, figure.unit) == ("amount", amount, "KRW"), spelling


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_reads_back_in_every_spelling(day):
    korean = f"{day.year}년 {day.month}월 {day.day}일"
    for spelling in (day.isoformat(), korean, f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day.year}. {day.month}. {day.day}."):
        [figure] = read_figures(spelling)
        assert tuple(figure.value)[:3] == (day.year, day.month, day.day), spelling


@given(st.text(alphabet="0123456789.,-~%:/() abKRW원억만조년월일개명제호항to and|", max_size=60))
def test_every_digit_stands_in_one_figure_and_figures_do_not_overlap(text):
    figures = read_figures(text)
    inside = [i for f in figures for i in range(f.start, f.end)]
    assert len(inside) == len(set(inside))
    assert {i for i, c in enumerate(text) if c.isdigit()} <= set(inside)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gets_a_verdict(text, quote):
    verdict, findings = check_sentence(text, [quote])
    assert verdict is not Verdict.SUPPORTED or not findings


@given(st.text(min_size=1, max_size=80).filter(lambda t: t.strip()))
def test_a_quote_supports_itself(text):
    assert check_sentence(text, [text]) == (Verdict.SUPPORTED, ())


@given(st.sampled_from(STATEMENTS), st.data())
def test_a_run_of_words_of_a_quote_is_supported(statement, data):
    words = statement.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert check_sentence(" ".join(words[start:end]), [statement])[0] is Verdict.SUPPORTED


@given(st.sampled_from(STATEMENTS), st.data())
def test_another_digit_is_never_supported(statement, data):
    at = data.draw(st.sampled_from([i for i, c in enumerate(statement) if c.isdigit()]))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != statement[at]]))
    changed = statement[:at] + digit + statement[at + 1 :]
    if [f.value for f in read_figures(changed)] != [f.value for f in read_figures(statement)]:
        assert check_sentence(changed, [statement])[0] is not Verdict.SUPPORTED, changed


VERBS = [
    (" covers ", " does not cover "),
    (" were ", " were not "),
    (" is ", " is not "),
    (" was ", " was not "),
    (" must ", " must not "),
    (" pays ", " does not pay "),
    (" may ", " may not "),
    (" gives ", " never gives "),
]
VERBS_KO = [
    ("빌릴 수 있고", "빌릴 수 없고"),
    ("합니다.", "하지 않습니다."),
    ("됩니다.", "되지 않습니다."),
    ("지급하며", "지급하지 않으며"),
    ("감면되고", "감면되지 않고"),
    ("입니다.", "이 아닙니다."),
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_an_added_not_is_caught(statement):
    tried = 0
    for plain, denied in VERBS + VERBS_KO:
        if plain in statement and f"{plain}not " not in statement:
            tried += 1
            verdict, findings = check_sentence(statement.replace(plain, denied, 1), [statement])
            assert "negation" in {f.kind for f in findings}
            assert verdict is Verdict.NOT_FOUND
    assert tried


TEXT = "\n".join(STATEMENTS)


def citation(number, *, broken):
    statement = STATEMENTS[number % len(STATEMENTS)]
    start = TEXT.index(statement) + broken
    fields = {"document": "d", "document_hash": "h", "title": "t", "language": "en", "section": ()}
    return Citation(**fields, quote=statement, start=start, end=start + len(statement), locator=str(number))


@given(st.lists(st.booleans(), max_size=8), st.data())
def test_renumbering_keeps_every_index_on_its_citation(broken, data):
    citations = tuple(citation(i, broken=b) for i, b in enumerate(broken))
    indexes = st.lists(st.integers(0, len(broken) - 1), unique=True, max_size=5) if broken else st.just([])
    chosen = [tuple(data.draw(indexes)) for _ in range(4)]
    draft = Reply(
        status=Status.ANSWERED,
        citations=citations,
        answer=tuple(Sentence(text=citations[i].quote, citations=(i,)) for i in chosen[0]),
        nearest=chosen[1],
        superseded=chosen[2],
        conflicts=(Conflict(name="x", sides=chosen[3]),),
    )
    reply = check_reply(draft, {"d": TEXT})

    def kept(found):
        return [citations[i].locator for i in found if not broken[i]]

    def now(found):
        return [reply.citations[i].locator for i in found]

    assert now(i for s in reply.answer for i in s.citations) == kept(chosen[0])
    assert all(reply.citations[s.citations[0]].quote == s.text for s in reply.answer)
    assert (now(reply.nearest), now(reply.superseded)) == (kept(chosen[1]), kept(chosen[2]))
    assert [now(c.sides) for c in reply.conflicts] == ([kept(chosen[3])] if len(kept(chosen[3])) > 1 else [])
