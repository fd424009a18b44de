"""From draft to envelope and on to a second signature; nothing is signed that cannot be read back."""

import json

import pytest

from inzage.mandate import FieldWrong, MandateFault
from inzage.mandate.codec import mandate_payload, order_of, read_draft
from inzage.mandate.signed import any_mandate, looks_signed, signed_mandate, signed_order, signers
from inzage.signing import NotAnEnvelope, PayloadType, WrongPayloadType
from inzage.signing.dsse import read, sign
from inzage.signing.keys import PrivateKey
from tests.mandate.made import FULL_DRAFT, a_mandate, an_order

ONE, OTHER = PrivateKey.generate(), PrivateKey.generate()
DRAFT = FULL_DRAFT.encode()


def test_a_draft_becomes_an_envelope_of_its_payload() -> None:
    envelope = signed_mandate(DRAFT, ONE)
    assert read(envelope, file="f").payload == mandate_payload(read_draft(DRAFT))
    assert read(envelope, file="f").payload_type == PayloadType.MANDATE
    assert signers(envelope) == (ONE.public.keyid,)


def test_an_envelope_gets_a_second_signature_over_the_same_bytes() -> None:
    first = signed_mandate(DRAFT, ONE)
    both = signed_mandate(first, OTHER)
    assert set(signers(both)) == {ONE.public.keyid, OTHER.public.keyid}
    assert read(both, file="f").payload == read(first, file="f").payload


def test_draft_and_envelope_are_told_apart() -> None:
    assert not looks_signed(DRAFT)
    assert looks_signed(b"\n " + signed_mandate(DRAFT, ONE))
    assert any_mandate(DRAFT) == any_mandate(signed_mandate(DRAFT, ONE))
    assert signers(DRAFT) == ()


def test_nobody_signs_a_faulty_draft() -> None:
    with pytest.raises(FieldWrong):
        signed_mandate(DRAFT.replace(b"at_most = 2", b"at_most = 0"), ONE)


def test_nobody_adds_a_signature_to_another_kind_of_document_or_to_nonsense() -> None:
    order = signed_order(an_order(a_mandate()), [ONE])
    with pytest.raises(WrongPayloadType):
        signed_mandate(order, OTHER)
    nonsense = sign(b'{"schema":1}', PayloadType.MANDATE, [ONE])
    with pytest.raises(MandateFault):
        signed_mandate(nonsense, OTHER)
    with pytest.raises(NotAnEnvelope):
        signed_mandate(json.dumps({"payload": "x"}).encode(), OTHER)


def test_an_order_is_signed_as_an_order() -> None:
    order = an_order(a_mandate(), previous="ABCD")
    envelope = read(signed_order(order, [ONE, OTHER]), file="f")
    assert envelope.payload_type == PayloadType.ORDER
    assert len(envelope.signatures) == 2
    assert order_of(envelope.payload).nonce == order.nonce
