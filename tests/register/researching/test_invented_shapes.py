"""The invented service gives what the register's own export would give: its attributes, its states, its steps."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from inzage.evaluation import Rows
from inzage.evaluation.invented import rows
from inzage.register import Kind
from inzage.register.evaluating.codes import attributes, reasons
from inzage.register.kind_files import load
from inzage.register.rights import Action, Tie, may
from inzage.register.schemas import hold
from inzage.register.values import Role

KINDS = load().kinds
BESIDE = {"due"}
"""What the register puts beside the fields of a kind."""


@pytest.fixture(scope="module")
def small() -> Rows:
    """Fifty checks among sixty supervisions."""
    return rows(1, checks=50, supervisions=60, on=date(2026, 11, 22))


def kind_of(name: str) -> Kind:
    """The kind of an event or span."""
    code, version = name.split("@")
    return KINDS[code, int(version)]


def lenient(schema: Any) -> Any:
    """A schema that asks for nothing, because what is text or a key stays behind."""
    if isinstance(schema, Mapping):
        return {name: lenient(inner) for name, inner in schema.items() if name != "required"}
    return [lenient(each) for each in schema] if isinstance(schema, list) else schema


def test_every_attribute_is_one_that_a_question_is_given_and_holds_to_its_kind(small: Rows) -> None:
    for event in small.events:
        kind = kind_of(event.kind)
        told = {name: value for name, value in event.attributes.items() if name not in BESIDE}
        hold(kind.code, lenient(kind.data), told)
        assert attributes(kind, told) == told, event
        assert may(Role.EVALUATOR, Tie.OWN, kind, Action.COUNT), event


def test_every_record_walks_through_its_own_table_and_says_what_each_step_asks(small: Rows) -> None:
    of = defaultdict(list)
    for span in small.spans:
        of[span.source].append(span)
    assert of.keys() == {event.source for event in small.events}
    for walked in of.values():
        table = kind_of(walked[0].kind).table
        assert walked[0].state == table.start
        assert not walked[0].reasons
        for one, other in pairwise(walked):
            assert one.until == other.since
            details: Any = table.arrows[one.state, other.state].details
            hold(other.kind, lenient(details), other.reasons)
            assert other.reasons == reasons(kind_of(other.kind), one.state, other.state, other.reasons)
            asked = dict.fromkeys(details.get("required", ()))
            closed = reasons(kind_of(other.kind), one.state, other.state, asked)
            assert closed.keys() <= other.reasons.keys(), other
        assert walked[-1].until is None
