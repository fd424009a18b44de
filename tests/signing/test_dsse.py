"""Envelopes: who signed what, as what; and nothing changes unseen."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.errors import RefusedByMandate
from inzage.signing import (
    NotAnEnvelope,
    PayloadType,
    Role,
    SignatureMissing,
    SignatureWrong,
    SigningError,
    WrongPayloadType,
)
from inzage.signing.canonical import canonical
from inzage.signing.dsse import MOST_SIGNATURES, add_signature, pae, read, sign, verify, verify_by
from inzage.signing.keys import PrivateKey
from inzage.signing.trust import TrustStore

ISSUER, SECOND, REGISTER, STRANGER = (PrivateKey.generate() for _ in range(4))
TRUST = TrustStore(
    {
        Role.MANDATE_ISSUER: (ISSUER.public,),
        Role.SECOND_SIGNER: (SECOND.public,),
        Role.REGISTER: (REGISTER.public,),
    }
)
BOTH = [Role.MANDATE_ISSUER, Role.SECOND_SIGNER]
PAYLOAD = canonical({"reference": "ECLI:NL:RBXXX:2026:1"})


def envelope(*keys: PrivateKey, kind: PayloadType = PayloadType.MANDATE) -> bytes:
    return sign(PAYLOAD, kind, keys)


def checked(data: bytes, roles: Sequence[Role] = BOTH, trust: TrustStore = TRUST) -> bytes:
    return verify(read(data, file="mandate.dsse.json"), PayloadType.MANDATE, roles, trust)


def test_the_standards_vector() -> None:
    # protocol.md of DSSE 1.0.2
    assert pae("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


@given(st.text(max_size=9), st.binary(max_size=9), st.text(max_size=9), st.binary(max_size=9))
def test_two_documents_never_share_what_is_signed(kind: str, body: bytes, other_kind: str, other: bytes) -> None:
    assert (pae(kind, body) == pae(other_kind, other)) is ((kind, body) == (other_kind, other))


@given(st.binary(max_size=300))
def test_any_payload_comes_back(payload: bytes) -> None:
    data = sign(payload, PayloadType.RESULT, [ISSUER])
    assert verify_by(read(data, file="x"), PayloadType.RESULT, ISSUER.public) == payload


def test_two_people_signed() -> None:
    assert checked(envelope(ISSUER, SECOND)) == PAYLOAD
    assert checked(add_signature(envelope(ISSUER), SECOND)) == PAYLOAD
    assert checked(add_signature(add_signature(envelope(), SECOND), ISSUER)) == PAYLOAD


def test_strangers_are_ignored_and_count_for_nothing() -> None:
    assert checked(envelope(STRANGER, ISSUER, SECOND)) == PAYLOAD
    with pytest.raises(SignatureWrong):
        checked(envelope(ISSUER, STRANGER))


def test_signing_again_replaces_the_old_signature() -> None:
    again = add_signature(envelope(ISSUER, SECOND), ISSUER)
    assert len(read(again, file="x").signatures) == 2
    assert checked(again) == PAYLOAD


def test_one_key_in_two_roles_is_not_two_people() -> None:
    trust = TrustStore({Role.MANDATE_ISSUER: (ISSUER.public,), Role.SECOND_SIGNER: (ISSUER.public, SECOND.public)})
    with pytest.raises(SignatureMissing):
        checked(envelope(ISSUER), trust=trust)
    with pytest.raises(SignatureMissing):
        checked(envelope(ISSUER, ISSUER), trust=trust)
    assert checked(envelope(ISSUER, SECOND), trust=trust) == PAYLOAD


def test_two_people_who_both_have_both_roles_are_two_people() -> None:
    both = (ISSUER.public, SECOND.public)
    trust = TrustStore({Role.MANDATE_ISSUER: both, Role.SECOND_SIGNER: both})
    assert checked(envelope(SECOND, ISSUER), trust=trust) == PAYLOAD
    with pytest.raises(SignatureMissing):
        checked(envelope(SECOND), trust=trust)


MISSING: list[tuple[Sequence[PrivateKey], type[SigningError], str]] = [
    ((), SignatureMissing, "mandate_issuer"),
    ((ISSUER,), SignatureMissing, "second_signer"),
    ((SECOND,), SignatureMissing, "mandate_issuer"),
    ((ISSUER, REGISTER), SignatureMissing, "second_signer"),
    ((STRANGER,), SignatureWrong, "mandate_issuer"),
    ((STRANGER, SECOND), SignatureWrong, "mandate_issuer"),
]


@pytest.mark.parametrize(("signers", "error", "role"), MISSING)
def test_a_missing_signature_names_its_role(
    signers: Sequence[PrivateKey], error: type[SigningError], role: str
) -> None:
    with pytest.raises(error) as caught:
        checked(envelope(*signers))
    assert isinstance(caught.value, RefusedByMandate)
    assert caught.value.exit_code == 5
    assert role in caught.value.sentence("nl")


def test_nobody_trusted_means_nobody_signed() -> None:
    with pytest.raises(SignatureWrong):
        checked(envelope(ISSUER, SECOND), trust=TrustStore())


def test_a_document_that_nobody_must_sign_is_never_verified() -> None:
    with pytest.raises(ValueError, match="nobody"):
        checked(envelope(ISSUER), roles=[])


@pytest.mark.parametrize("kind", [kind for kind in PayloadType if kind is not PayloadType.MANDATE])
def test_a_signature_counts_for_one_kind_of_document(kind: PayloadType) -> None:
    with pytest.raises(WrongPayloadType) as caught:
        checked(envelope(ISSUER, SECOND, kind=kind))
    assert kind.value in caught.value.sentence("en")
    # nor does renaming help
    renamed = json.loads(envelope(ISSUER, SECOND, kind=kind))
    renamed["payloadType"] = PayloadType.MANDATE.value
    with pytest.raises(SignatureWrong):
        checked(canonical(renamed))


def test_an_unknown_kind_is_not_repeated_to_the_user() -> None:
    strange = json.loads(envelope(ISSUER, SECOND))
    strange["payloadType"] = "text/\x1b[2J"
    with pytest.raises(WrongPayloadType) as caught:
        checked(canonical(strange))
    assert "\x1b" not in caught.value.sentence("nl")


GOOD = envelope(ISSUER, SECOND)


@settings(max_examples=300)
@given(st.integers(0, len(GOOD) * 8 - 1))
def test_no_bit_of_an_envelope_changes_unseen(bit: int) -> None:
    data = bytearray(GOOD)
    data[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SigningError):
        checked(bytes(data))


def with_fields(change: Callable[[dict[str, Any]], object]) -> bytes:
    fields = json.loads(GOOD)
    change(fields)
    return json.dumps(fields).encode()


def sig(position: int, text: str) -> Callable[[dict[str, Any]], object]:
    return lambda fields: fields["signatures"][position].update(sig=text)


def second_spelling(encoded: str) -> str:
    """The same bytes in base64 with stray bits at its end."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    last = encoded.rstrip("=")[-1]
    return encoded.rstrip("=")[:-1] + alphabet[alphabet.index(last) + 1] + "=" * encoded.count("=")


DEFECTS = {
    "empty": b"",
    "pem": ISSUER.public.pem,
    "toml": b'reference = "x"\n',
    "list": b"[]",
    "payload_missing": with_fields(lambda fields: fields.pop("payload")),
    "type_missing": with_fields(lambda fields: fields.pop("payloadType")),
    "signatures_missing": with_fields(lambda fields: fields.pop("signatures")),
    "unknown_field": with_fields(lambda fields: fields.update(extra=1)),
    "unknown_field_in_signature": with_fields(lambda fields: fields["signatures"][0].update(cert="x")),
    "duplicate_payload": GOOD.replace(b'{"payload":', b'{"payload":"","payload":', 1),
    "payload_not_base64": with_fields(lambda fields: fields.update(payload="%%%")),
    "payload_urlsafe_base64": with_fields(lambda fields: fields.update(payload="_-8=")),
    "payload_without_padding": with_fields(lambda fields: fields.update(payload="YQ")),
    "payload_a_number": with_fields(lambda fields: fields.update(payload=1)),
    "type_a_number": with_fields(lambda fields: fields.update(payloadType=1)),
    "signatures_an_object": with_fields(lambda fields: fields.update(signatures={})),
    "signature_a_text": with_fields(lambda fields: fields.update(signatures=["x"])),
    "signature_too_short": with_fields(sig(0, base64.b64encode(bytes(63)).decode())),
    "signature_null": with_fields(lambda fields: fields["signatures"][0].update(sig=None)),
    "signature_in_a_second_spelling": with_fields(
        lambda fields: sig(0, second_spelling(fields["signatures"][0]["sig"]))(fields)
    ),
    "keyid_a_number": with_fields(lambda fields: fields["signatures"][0].update(keyid=7)),
    "too_many_signatures": with_fields(
        lambda fields: fields.update(signatures=fields["signatures"][:1] * (MOST_SIGNATURES + 1))
    ),
    "deep": b'{"payload":' + b"[" * 100_000,
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_what_is_no_envelope_is_said_with_its_file(defect: str) -> None:
    with pytest.raises(NotAnEnvelope) as caught:
        read(DEFECTS[defect], file="opdracht.json")
    assert "opdracht.json" in caught.value.sentence("nl")
    assert caught.value.sentence("nl") != caught.value.sentence("en")


def test_spaces_between_the_fields_are_allowed() -> None:
    assert checked(json.dumps(json.loads(GOOD), indent=2).encode()) == PAYLOAD


def test_an_enormous_file_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.signing.dsse.LARGEST", 10)
    with pytest.raises(NotAnEnvelope):
        read(GOOD, file="x")


def test_a_broken_signature_of_a_trusted_key_is_wrong_not_missing() -> None:
    broken = json.loads(GOOD)
    broken["signatures"][1]["sig"] = base64.b64encode(bytes(64)).decode()
    with pytest.raises(SignatureWrong) as caught:
        checked(canonical(broken))
    assert "second_signer" in caught.value.sentence("en")
