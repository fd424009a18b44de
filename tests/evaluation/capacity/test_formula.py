"""The sum, against the figures calculated by hand, and its inputs as a page gives them."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.evaluation.capacity.formula import need
from inzage.evaluation.capacity.inputs import ASSUMED, FIELDS, SOURCE, Inputs, inputs_of, usual


def test_the_sum_is_what_was_calculated_by_hand() -> None:
    found = need(Inputs())
    assert (found.stock, round(found.checks), round(found.visits), round(found.hours)) == (750, 1500, 1765, 21176)
    assert (round(found.fte, 1), round(found.pairs, 1)) == (15.1, 7.6)


@pytest.mark.parametrize(
    ("changed", "pairs"),
    [
        ({"orders": 150}, 3.8),
        ({"term_to": 2}, 6.1),
        ({"no_show": 0}, 6.4),
        ({"hours": 3}, 3.8),
        ({"staff": 3}, 7.6),
        ({"productive": 700}, 15.1),
        ({"often": 0, "middle": 0}, 3.8),
        ({"most": 2}, 6.1),
        ({"most": 1}, 3.8),
        ({"often": 100, "middle": 100}, 15.1),
        ({"pairs": 3}, 7.6),
        ({"ahead": 0, "again": 60}, 7.6),
    ],
)
def test_each_input_moves_the_pairs_that_are_needed_as_it_should(changed: dict[str, float], pairs: float) -> None:
    assert round(need(replace(Inputs(), **changed)).pairs, 1) == pairs


def test_every_input_is_asked_with_its_unit_and_where_it_comes_from() -> None:
    assert [field.code for field in FIELDS] == [each.name for each in fields(Inputs)]
    assert {field.code for field in FIELDS if field.status == SOURCE} == {"orders"}
    assert {field.status for field in FIELDS} == {SOURCE, ASSUMED}
    for field in FIELDS:
        assert field.low <= field.usual <= field.high
        assert all(said for words in (field.label, field.unit, field.note) for said in (words.nl, words.en))


def test_what_is_typed_is_taken_and_the_rest_is_as_usual() -> None:
    found, wrong = inputs_of({"orders": "200", "hours": " 4,5 ", "no_show": "", "other": "9"})
    assert (found, wrong) == (replace(Inputs(), orders=200, hours=4.5), ())


@pytest.mark.parametrize(
    ("typed", "value"),
    [("x", 300), ("nan", 300), ("inf", 300), ("-inf", 300), ("1e400", 300), ("9", 10), ("1001", 1000), ("-1", 10)],
)
def test_what_cannot_be_used_is_bounded_or_as_usual_and_said(typed: str, value: float) -> None:
    found, wrong = inputs_of({"orders": typed})
    assert (found.orders, [field.code for field in wrong]) == (value, ["orders"])


def test_the_shortest_term_is_not_the_longer() -> None:
    found, wrong = inputs_of({"term_from": "4", "term_to": "3"})
    assert (found.term_from, found.term_to, wrong) == (3, 4, ())


@given(st.dictionaries(st.sampled_from(sorted(usual())), st.text() | st.floats().map(str)))
def test_no_input_breaks_the_sum(given_: dict[str, str]) -> None:
    found, _ = inputs_of(given_)
    told = need(found)
    assert told.pairs > 0 and told.visits >= told.checks
    assert sum(found.shares) == pytest.approx(1) and min(found.shares) >= 0
    assert max(found.a_year) <= found.most
