"""The mandate that records come to: nothing that they do not hold, and one frequency, manner and list of officials."""

from typing import Any

import pytest
from hypothesis import given

from inzage.mandate import NEVER, FieldWrong, Mandate
from inzage.mandate.catalogue import current
from inzage.mandate.codec import mandate_of as mandate_in
from inzage.mandate.codec import mandate_payload
from inzage.register.web.ordering.faults import SayMore, TermsDiffer
from inzage.register.web.ordering.writing_down import UNKNOWN, Written, document, mandate_of
from tests.register.ground import EXAMPLES, KINDS, PARAMETERS, STANDING
from tests.register.web.drawn import objects

ORDER = EXAMPLES["opdracht"]
CHECK = STANDING | {"parameters": PARAMETERS}
TERMS: Any = KINDS.kinds["voorwaarde-controle", 2].data["properties"]


def made(order: dict[str, Any] | None = None, **parameters: Any) -> Mandate:
    return mandate_of(Written("P-0001", ORDER | (order or {}), [CHECK | {"parameters": PARAMETERS | parameters}]))


def test_what_is_not_said_is_read_as_narrowly_as_possible() -> None:
    found = mandate_of(Written("P-0001", {}, []))
    assert (found.reference, found.title, found.period) == (UNKNOWN, UNKNOWN, NEVER)
    assert (found.frequency.at_most, found.frequency.per, found.manner.carriers) == (1, "period", ("computer",))
    assert {"period.first", "frequency.at_most", "manner.human", "retention_days"} <= set(found.narrowed)


def test_a_mandate_for_validation_is_never_made() -> None:
    assert "validation" not in document(Written("P-0001", ORDER, [CHECK]))
    with pytest.raises(FieldWrong):
        mandate_of(Written("", ORDER, [CHECK]))


@pytest.mark.parametrize(
    ("said", "per"), [("maand", "month"), ("kwartaal", "quarter"), ("halfjaar", "half_year"), ("jaar", "year")]
)
def test_each_span_has_its_word(said: str, per: str) -> None:
    assert made(frequency={"at_most": 1, "per": said}).frequency.per == per


@pytest.mark.parametrize(
    ("said", "notice"),
    [
        (["aangekondigd"], "announced"),
        (["onaangekondigd"], "unannounced"),
        (["aangekondigd", "onaangekondigd"], "either"),
    ],
)
def test_each_notice_has_its_word(said: list[str], notice: str) -> None:
    assert made(manner={"notice": said, "carriers": ["computer"]}).frequency.notice == notice


@pytest.mark.parametrize(
    ("said", "granted", "silent"),
    [
        (["niets"], (), False),
        (["instellingen"], ("settings",), False),
        (["instellingen", "inhoud"], ("settings", "content"), False),
        (None, (), True),
    ],
)
def test_nothing_granted_is_something_else_than_nothing_said(
    said: list[str] | None, granted: tuple[str, ...], silent: bool
) -> None:
    told = {name: value for name, value in PARAMETERS.items() if name != "human"}
    parameters = told if said is None else told | {"human": said}
    found = mandate_of(Written("P-0001", ORDER, [CHECK | {"parameters": parameters}]))
    assert (found.manner.human, "manner.human" in found.narrowed) == (granted, silent)


def test_nothing_and_something_are_not_both_granted() -> None:
    with pytest.raises(SayMore):
        made(human=["niets", "instellingen"])


@pytest.mark.parametrize("field", sorted(PARAMETERS))
def test_conditions_of_one_order_lay_down_the_same(field: str) -> None:
    other = {name: value for name, value in PARAMETERS.items() if name != field}
    two = [CHECK, CHECK | {"block": "zo-3", "parameters": other}]
    with pytest.raises(TermsDiffer):
        mandate_of(Written("P-0001", ORDER, two))
    same = [CHECK, CHECK | {"block": "zo-3"}]
    assert [one.block for one in mandate_of(Written("P-0001", ORDER, same)).conditions] == ["ZO-1", "ZO-3"]


def test_every_block_is_filled_in_as_the_tool_takes_it() -> None:
    for block in current().newest():
        filled = [
            {
                "parameter": one.name,
                "values": list(one.default) if isinstance(one.default, tuple) else [str(one.default)],
            }
            for one in block.parameters
            if one.default is not None
        ]
        condition = CHECK | {"block": block.code.lower(), "block_version": block.version, "filled": filled}
        found = mandate_of(Written("P-0001", ORDER, [condition])).conditions[0]
        if block.complete:
            assert block.filled(found.parameters) == block.filled({})


@given(objects(TERMS["parameters"]))
def test_whatever_a_condition_lays_down_the_mandate_can_be_signed_and_read_back(parameters: dict[str, Any]) -> None:
    human = parameters.get("human", [])
    if "niets" in human and len(human) > 1:
        parameters = parameters | {"human": ["niets"]}
    found = mandate_of(Written("P-0001", ORDER, [CHECK | {"parameters": parameters}]))
    assert mandate_in(mandate_payload(found)) == found
    assert set(found.officials.allowed) == set(parameters.get("officials", ["toezichthouder"]))
