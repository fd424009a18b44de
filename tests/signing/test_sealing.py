"""The police's sealing key: found wanting when a check is planned, and for a reason that is said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric import x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.errors import RefusedByMandate
from inzage.signing import KitFault, PayloadType, Role
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.recipient import what_is_wrong
from inzage.signing.sealing import (
    FILE,
    SealingKey,
    SealingKeyExpired,
    SealingKeyFault,
    SealingKeyMissing,
    SealingKeyWrong,
    add_sealing_key,
    laid_sealing_key,
    make_sealing_key,
    read_sealing_key,
    sealing_key,
)
from inzage.signing.trust import TrustStore

SECRET = pyrage.x25519.Identity.generate()
RECIPIENT = str(SECRET.to_public())
POLICE = PrivateKey.generate()
KEY = SealingKey(RECIPIENT, "Politie, eenheid Voorbeeld", date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 22)
LOW_ORDER = (
    "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
    "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
)


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    kit = Kit.create(tmp_path / "kit", laboratory=True)
    TrustStore.add(kit.path / "trust", Role.POLICE, POLICE.public)
    return Kit.load(kit.path)


def test_laid_and_found(kit: Kit) -> None:
    assert add_sealing_key(kit.path, make_sealing_key(KEY, POLICE), kit.trust, TODAY) == KEY
    assert sealing_key(kit, TODAY) == KEY
    assert laid_sealing_key(kit) == KEY


def test_none_is_there(kit: Kit) -> None:
    with pytest.raises(SealingKeyMissing) as raised:
        sealing_key(kit, TODAY)
    assert "trust add-sealing" in raised.value.sentence("nl")
    assert raised.value.exit_code == RefusedByMandate.exit_code


TERM: dict[date, bool] = {
    date(2025, 12, 31): False,
    date(2026, 1, 1): True,
    date(2026, 12, 31): True,
    date(2027, 1, 1): False,
}


@pytest.mark.parametrize(("day", "valid"), TERM.items())
def test_the_term_is_inclusive_on_both_sides(kit: Kit, day: date, valid: bool) -> None:
    add_sealing_key(kit.path, make_sealing_key(KEY, POLICE), kit.trust)
    if valid:
        assert sealing_key(kit, day) == KEY
    else:
        with pytest.raises(SealingKeyExpired) as raised:
            sealing_key(kit, day)
        assert "2026-12-31" in raised.value.sentence("nl")


def test_an_expired_one_is_not_laid_and_one_to_come_is(kit: Kit) -> None:
    document = make_sealing_key(KEY, POLICE)
    with pytest.raises(SealingKeyExpired):
        add_sealing_key(kit.path, document, kit.trust, date(2027, 1, 1))
    assert not (kit.path / FILE).exists()
    add_sealing_key(kit.path, document, kit.trust, date(2025, 1, 1))
    with pytest.raises(SealingKeyExpired):
        sealing_key(kit, date(2025, 1, 1))


def test_a_later_document_takes_the_place_of_the_earlier(kit: Kit) -> None:
    add_sealing_key(kit.path, make_sealing_key(KEY, POLICE), kit.trust)
    following = replace(KEY, recipient=str(pyrage.x25519.Identity.generate().to_public()))
    add_sealing_key(kit.path, make_sealing_key(following, POLICE), kit.trust)
    assert sealing_key(kit, TODAY) == following


PEM = PrivateKey.generate()
X25519 = x25519.X25519PrivateKey.generate()
WRONG: dict[str, tuple[str, str, bool]] = {
    "an age identity": (str(SECRET), "GEHEIME age", True),
    "an age identity in small letters": (str(SECRET).lower(), "GEHEIME age", True),
    "a whole file of age-keygen": (f"# public key: {RECIPIENT}\n{SECRET}\n", "GEHEIME age", True),
    "an identity of a plugin": ("AGE-PLUGIN-YUBIKEY-1XXXX", "GEHEIME age", True),
    "an SSH key": ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 x", "SSH", False),
    "an ECDSA key of SSH": ("ecdsa-sha2-nistp256 AAAA", "SSH", False),
    "an Ed25519 PEM": (PEM.public.pem.decode(), "PEM", False),
    "an X25519 PEM": (
        X25519.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(), "PEM", False,
    ),
    "a secret PEM": (
        X25519.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(), "GEHEIME sleutel", True,
    ),
    "a secret key of SSH": ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA", "GEHEIME sleutel in PEM", True),
    "a PGP key": ("-----BEGIN PGP PUBLIC KEY BLOCK-----", "PGP", False),
    "a recipient of another kind": ("age1pq1" + "q" * 50, "andere soort", False),
    "a typing error": (RECIPIENT[:-1] + ("q" if RECIPIENT[-1] != "q" else "p"), "typefout", False),
    "cut short": (RECIPIENT[:-5], "typefout", False),
    "capitals": (RECIPIENT.upper(), "typefout", False),
    "a space before it": (" " + RECIPIENT, "typefout", False),
    "a point that agrees on no secret": (LOW_ORDER[0], "andere soort", False),
    "the point of nothing": (LOW_ORDER[1], "andere soort", False),
    "nothing": ("", "geen age-sleutel", False),
    "a name": ("een-naam", "geen age-sleutel", False),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said", "secret"), WRONG.values(), ids=WRONG.keys())
def test_what_is_no_recipient_is_told_apart_and_a_secret_is_to_be_revoked(text: str, said: str, secret: bool) -> None:
    with pytest.raises(SealingKeyWrong) as raised:
        make_sealing_key(replace(KEY, recipient=text), POLICE)
    nl, en = raised.value.sentence("nl"), raised.value.sentence("en")
    assert said in nl
    assert ("trek haar in" in nl) is secret
    assert ("revoke" in en) is secret
    assert not text or text not in nl + en


def test_a_recipient_is_a_recipient() -> None:
    assert what_is_wrong(RECIPIENT) is None


@settings(max_examples=50)
@given(st.text(max_size=80))
def test_no_text_makes_it_fall_over(text: str) -> None:
    assert what_is_wrong(text) is not None


@settings(max_examples=60)
@given(st.integers(4, len(RECIPIENT) - 1), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
def test_one_wrong_letter_always_shows(at: int, letter: str) -> None:
    if RECIPIENT[at] != letter:
        assert what_is_wrong(RECIPIENT[:at] + letter + RECIPIENT[at + 1 :]) is not None


UNUSABLE: dict[str, Callable[[], SealingKey]] = {
    "ends before it begins": lambda: replace(KEY, last=date(2025, 12, 31)),
    "no name": lambda: replace(KEY, name="  "),
    "a name that turns the writing round": lambda: replace(KEY, name="Politie\u202e"),
    "a name without end": lambda: replace(KEY, name="x" * 201),
}


@pytest.mark.parametrize("make", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_what_can_never_be_used_is_never_signed(make: Callable[[], SealingKey]) -> None:
    with pytest.raises(SealingKeyWrong):
        make_sealing_key(make(), POLICE)


def document(**changes: object) -> bytes:
    """A document that the police really signed, with other fields."""
    fields = {name: value for name, value in {**KEY.json, **changes}.items() if value is not None}
    return sign(canonical(fields), PayloadType.SEALING_KEY, [POLICE])


DOCUMENTS: dict[str, bytes] = {
    "signed by a stranger": make_sealing_key(KEY, PrivateKey.generate()),
    "unsigned": sign(canonical(KEY.json), PayloadType.SEALING_KEY, []),
    "another kind of document": sign(canonical(KEY.json), PayloadType.RECEIPT, [POLICE]),
    "not JSON inside": sign(b"x", PayloadType.SEALING_KEY, [POLICE]),
    "no envelope": b"{}",
    "nothing": b"",
    "another version": document(version=2),
    "a field too few": document(name=None),
    "a field too many": document(more=1),
    "no date": document(first="vandaag"),
    "a date in another spelling": document(first="20260101"),
    "a secret in it": document(recipient=str(SECRET)),
}


@pytest.mark.parametrize("data", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_a_document_that_is_not_right_is_not_laid(kit: Kit, data: bytes) -> None:
    with pytest.raises(SealingKeyWrong):
        add_sealing_key(kit.path, data, kit.trust)
    assert not (kit.path / FILE).exists()
    (kit.path / FILE).write_bytes(data)
    with pytest.raises(SealingKeyWrong):
        sealing_key(kit, TODAY)


def test_trust_that_was_withdrawn_counts_from_then_on(kit: Kit) -> None:
    add_sealing_key(kit.path, make_sealing_key(KEY, POLICE), kit.trust)
    TrustStore.remove(kit.path / "trust", Role.POLICE, POLICE.public.keyid)
    with pytest.raises(SealingKeyWrong):
        sealing_key(Kit.load(kit.path), TODAY)


def test_a_key_of_the_police_counts_for_no_other_role(kit: Kit) -> None:
    issuer = PrivateKey.generate()
    TrustStore.add(kit.path / "trust", Role.LIST_ISSUER, issuer.public)
    with pytest.raises(SealingKeyWrong):
        add_sealing_key(kit.path, make_sealing_key(KEY, issuer), Kit.load(kit.path).trust)


def test_an_unreadable_one_is_said(kit: Kit) -> None:
    (kit.path / FILE).mkdir()
    with pytest.raises(SealingKeyWrong):
        sealing_key(kit, TODAY)


def test_a_kit_that_cannot_be_written(kit: Kit) -> None:
    (kit.path / FILE).mkdir()
    with pytest.raises(KitFault):
        add_sealing_key(kit.path, make_sealing_key(KEY, POLICE), kit.trust)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**30), st.integers(1, 255))
def test_no_byte_changes_unseen(place: int, change: int) -> None:
    trust, good = TrustStore({Role.POLICE: (POLICE.public,)}), GOOD
    at = place % len(good)
    with pytest.raises(SealingKeyFault):
        read_sealing_key(good[:at] + bytes([good[at] ^ change]) + good[at + 1 :], trust)


GOOD = make_sealing_key(KEY, POLICE)
