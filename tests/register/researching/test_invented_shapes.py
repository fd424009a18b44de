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
from inzage.register.export import shareable
from inzage.register.kind_files import load
from inzage.register.schemas import hold

KINDS = load().kinds
CODED = {"category", "parket", "region", "institution", "method_version", "question", "data_class", "group"}
"""Codes that the catalogue holds to a pattern, not to a closed list, and that questions group by."""


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


def without_codes(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is left when the codes are taken out, at any depth."""
    return {
        name: without_codes(value) if isinstance(value, Mapping) else value
        for name, value in told.items()
        if name not in CODED
    }


def test_every_attribute_is_one_that_leaves_the_register_and_holds_to_its_kind(small: Rows) -> None:
    for event in small.events:
        kind = kind_of(event.kind)
        told = dict(event.attributes)
        hold(kind.code, lenient(kind.data), told)
        assert without_codes(told) == without_codes(shareable(kind.data, told)), event


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
            assert other.reasons == shareable(details, other.reasons)
            closed = shareable(details, dict.fromkeys(details.get("required", ())))
            assert closed.keys() <= other.reasons.keys(), other
        assert walked[-1].until is None
