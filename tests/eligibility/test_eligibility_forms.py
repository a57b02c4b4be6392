"""Forms: the facts that a programme looks at, those that follow from places by the places themselves."""

from datetime import date

from assistant.eligibility.facts import BY_KEY
from assistant.eligibility.forms import forms


def test_a_form_asks_for_what_the_programme_looks_at_and_no_date(book):
    by_name = {form.programme: form for form in forms(book, date(2026, 11, 22))}
    assert {"destination", "origin", "company_size", "land_krw", "employees_before", "new_hires"} <= set(by_name["lips"].facts)
    assert "children" not in by_name["lips"].facts
    assert set(by_name["smart-factory-support"].facts) < set(BY_KEY)
    assert all("date" not in form.facts and "area_class" not in form.facts for form in by_name.values())


def test_the_form_for_all_comes_first_and_asks_for_what_is_common(book):
    first, *others = forms(book, date(2026, 11, 22))
    assert first.programme is None
    assert "destination" in first.facts
    assert len(first.facts) < len({key for form in others for key in form.facts})
    assert others[0].name("ko") == book.programmes[others[0].programme].name_ko
