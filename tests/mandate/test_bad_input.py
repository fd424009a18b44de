"""Whatever is handed over as a mandate or an order ends in a sentence, never in a traceback."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.errors import InzageError
from inzage.mandate import NEVER, CheckOrder, Mandate, MandateFault
from inzage.mandate.admit import admit
from inzage.mandate.building_block import block_from
from inzage.mandate.codec import mandate_of, mandate_payload, order_of, order_payload, read_draft
from inzage.mandate.letter import request
from inzage.mandate.lint import lint
from inzage.mandate.signed import any_mandate
from inzage.mandate.used import UsedOrders
from inzage.signing import SigningError
from tests.mandate.made import FULL_DRAFT, TODAY, Bench, a_bench, a_mandate, an_order, mandates, orders

DRAFT = FULL_DRAFT.encode()

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def spoken(error: InzageError) -> None:
    """Both sentences are there, differ, and have every fact filled in."""
    nl, en = error.sentence("nl"), error.sentence("en")
    assert nl
    assert en
    assert nl != en


@given(st.binary(max_size=200))
def test_any_bytes_are_a_mandate_or_a_sentence(data: bytes) -> None:
    for read in (read_draft, mandate_of, order_of, any_mandate):
        try:
            read(data)
        except (MandateFault, SigningError) as error:
            spoken(error)


@given(st.integers(0, len(DRAFT) - 1), st.integers(0, 255))
def test_one_byte_changed_in_a_draft_is_read_or_said(at: int, byte: int) -> None:
    try:
        mandate = read_draft(DRAFT[:at] + bytes([byte]) + DRAFT[at + 1 :])
    except MandateFault as error:
        spoken(error)
    else:
        assert mandate_of(mandate_payload(mandate)) == mandate


@given(st.integers(0, len(DRAFT)))
def test_a_draft_cut_off_never_opens_more_than_the_whole(at: int) -> None:
    whole = read_draft(DRAFT)
    try:
        cut = read_draft(DRAFT[:at])
    except MandateFault as error:
        spoken(error)
    else:
        assert set(cut.manner.data_classes) <= set(whole.manner.data_classes)
        assert {one.block for one in cut.conditions} <= {one.block for one in whole.conditions}
        assert cut.period == NEVER or (cut.period.first in whole.period and cut.period.last in whole.period)
        assert cut.frequency.at_most <= whole.frequency.at_most
        assert cut.manner.window_days <= whole.manner.window_days
        assert set(cut.officials.allowed) <= set(whole.officials.allowed)


@given(mandates(), st.data())
def test_any_json_in_any_field_of_a_mandate_is_read_or_said(mandate: Mandate, data: st.DataObject) -> None:
    table = json.loads(mandate_payload(mandate))
    name = data.draw(st.sampled_from(sorted(table)))
    table[name] = data.draw(json_values)
    try:
        mandate_of(json.dumps(table).encode())
    except MandateFault as error:
        spoken(error)


@given(orders, st.data())
def test_any_json_in_any_field_of_an_order_is_read_or_said(order: CheckOrder, data: st.DataObject) -> None:
    table = json.loads(order_payload(order))
    name = data.draw(st.sampled_from(sorted(table)))
    table[name] = data.draw(json_values)
    try:
        order_of(json.dumps(table).encode())
    except MandateFault as error:
        spoken(error)


@given(st.dictionaries(st.sampled_from(("code", "questions", "parameters", "tests", "x")), json_values))
def test_any_json_as_a_building_block_is_read_or_said(table: dict[str, Any]) -> None:
    with pytest.raises(MandateFault) as caught:
        block_from(table)
    spoken(caught.value)


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A laboratory's kit, which takes the most."""
    return a_bench(tmp_path_factory.mktemp("laboratory"), laboratory=True)


@given(st.binary(max_size=100), st.none() | st.binary(max_size=100), st.booleans())
def test_any_bytes_at_the_gate_are_refused_with_a_sentence(
    laboratory: Bench, mandate: bytes, order: bytes | None, unsigned: bool
) -> None:
    used = UsedOrders(laboratory.kit.used_orders)
    with pytest.raises(InzageError) as caught:
        admit(mandate, order, kit=laboratory.kit, today=TODAY, used=used, unsigned=unsigned)
    spoken(caught.value)


@given(st.data())
def test_no_byte_of_a_signed_mandate_or_order_can_change_unseen(laboratory: Bench, data: st.DataObject) -> None:
    mandate = a_mandate()
    papers = [laboratory.signed(mandate), laboratory.ordered(an_order(mandate))]
    which = data.draw(st.integers(0, 1))
    at = data.draw(st.integers(0, len(papers[which]) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != papers[which][at]))
    papers[which] = papers[which][:at] + bytes([byte]) + papers[which][at + 1 :]
    used = UsedOrders(laboratory.kit.used_orders)
    with pytest.raises(InzageError) as caught:
        admit(papers[0], papers[1], kit=laboratory.kit, today=TODAY, used=used)
    spoken(caught.value)


@given(mandates())
def test_a_letter_can_be_drafted_for_any_mandate(mandate: Mandate) -> None:
    letter = request(mandate, lint(mandate), TODAY)
    assert letter == "" or mandate.reference in letter


@given(mandates())
def test_the_gate_lets_an_unsigned_mandate_in_only_on_its_days(laboratory: Bench, mandate: Mandate) -> None:
    used = UsedOrders(laboratory.kit.path / "nothing.jsonl")
    payload = mandate_payload(mandate)
    envelope = laboratory.signed(mandate)
    try:
        admission = admit(envelope, None, kit=laboratory.kit, today=TODAY, used=used, unsigned=True)
    except InzageError as error:
        spoken(error)
        assert error.exit_code == 5
    else:
        assert TODAY in mandate.period
        assert mandate_payload(admission.mandate) == payload
        assert "unsigned" in admission.marks


def test_no_message_shows_more_than_a_line_of_what_was_found() -> None:
    long = FULL_DRAFT.replace('"ECLI:NL:RBTEST:2026:1"', '"' + "x" * 100_000 + '"')
    with pytest.raises(MandateFault) as caught:
        read_draft(long.encode())
    assert len(caught.value.sentence("nl")) < 300
