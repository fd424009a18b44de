"""Forms made of schemas: what is there goes out as HTML and comes back the same, and what is wrong is said."""

from datetime import date

import pytest

from inzage.register.schemas import hold
from inzage.register.web.schema_forms import form_of
from tests.register.ground import EXAMPLES, KINDS
from tests.register.web.browser import page, sent

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_what_is_there_comes_back_through_the_page(code: str) -> None:
    schema = KINDS.on(code, DAY).data
    form = form_of(schema, kind=code, data=sent(form_of(schema, kind=code, initial=EXAMPLES[code])))
    assert form.errors == {}
    assert form.value() == EXAMPLES[code]
    hold(code, schema, form.value())


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_an_untouched_form_is_not_valid_and_chooses_nothing(code: str) -> None:
    schema = KINDS.on(code, DAY).data
    empty = page(form_of(schema, kind=code))
    assert not any({"checked", "selected"} & attrs.keys() and attrs.get("value") for _, attrs in empty.tags)
    form = form_of(schema, kind=code, data=sent(form_of(schema, kind=code)))
    assert not form.is_valid()
    assert all(form.errors.values())
