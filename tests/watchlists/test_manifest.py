"""A list means what a trusted issuer signed, and nothing else."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from inzage.signing import PayloadType, Role, SignatureMissing, SignatureWrong, WrongPayloadType, dsse
from inzage.signing.keys import PrivateKey
from inzage.watchlists import ListKind, ManifestFault, Meaning
from inzage.watchlists.manifest import from_payload, is_stale, sign, to_payload, verify
from tests.watchlists.desk import PLAIN, Desk

VARIANTS = [
    PLAIN,
    replace(PLAIN, kind=ListKind.TERMS, meaning=Meaning.BENIGN, classes=("a", "b"), withdrawn=True),
    replace(PLAIN, name="een.lijst_2-b", version="2026-10 ß", entries=4_000_000),
]


@pytest.mark.parametrize("manifest", VARIANTS)
def test_a_manifest_comes_back_as_it_was_signed(manifest: object, desk: Desk) -> None:
    assert from_payload(to_payload(manifest)) == manifest  # type: ignore[arg-type]
    assert verify(sign(manifest, desk.issuer), desk.kit.trust, file="m") == manifest  # type: ignore[arg-type]


def test_a_stranger_gives_no_list_its_meaning(desk: Desk) -> None:
    with pytest.raises(SignatureWrong):
        verify(sign(PLAIN, PrivateKey.generate()), desk.kit.trust, file="m")


def test_the_kit_itself_is_no_list_issuer(desk: Desk) -> None:
    with pytest.raises(SignatureMissing) as told:
        verify(sign(PLAIN, desk.kit.key), desk.kit.trust, file="m")
    assert Role.LIST_ISSUER in told.value.sentence("nl")


def test_another_document_by_the_issuer_is_no_manifest(desk: Desk) -> None:
    order = dsse.sign(to_payload(PLAIN), PayloadType.ORDER, [desk.issuer])
    with pytest.raises(WrongPayloadType):
        verify(order, desk.kit.trust, file="m")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "../places"),
        ("name", ""),
        ("name", "Places"),
        ("name", "a" * 65),
        ("purpose", "with space"),
        ("version", ""),
        ("version", "1\n2"),
        ("issuer", "\x00"),
        ("classes", []),
        ("classes", ["a", "a"]),
        ("classes", [""]),
        ("classes", [str(n) for n in range(256)]),
        ("classes", "class-a"),
        ("classes", [1]),
        ("kind", "hashes"),
        ("meaning", "bad"),
        ("issued", "2026-13-01"),
        ("issued", 20261001),
        ("fresh_until", "2026-09-30"),
        ("file_sha256", "0" * 63),
        ("file_sha256", "A" * 64),
        ("entries", 0),
        ("entries", True),
        ("entries", "1"),
        ("withdrawn", "no"),
        ("format", 2),
    ],
)
def test_a_field_that_says_something_else_is_refused(field: str, value: object) -> None:
    payload = json.loads(to_payload(PLAIN)) | {field: value}
    with pytest.raises(ManifestFault) as told:
        from_payload(json.dumps(payload).encode())
    assert "Verwacht" in told.value.sentence("nl")
    assert "Expected" in told.value.sentence("en")


@pytest.mark.parametrize("change", [lambda p: p | {"extra": 1}, lambda p: {k: p[k] for k in p if k != "classes"}])
def test_neither_more_nor_fewer_fields(change: object) -> None:
    payload = change(json.loads(to_payload(PLAIN)))  # type: ignore[operator]
    with pytest.raises(ManifestFault):
        from_payload(json.dumps(payload).encode())


@pytest.mark.parametrize("payload", [b"", b"[]", b"{", b"\xff", b"null"])
def test_what_is_no_manifest(payload: bytes) -> None:
    with pytest.raises(ManifestFault):
        from_payload(payload)


def test_a_manifest_that_would_be_refused_is_not_signed(desk: Desk) -> None:
    with pytest.raises(ManifestFault):
        sign(replace(PLAIN, classes=()), desk.issuer)


def test_stale_begins_the_day_after() -> None:
    assert not is_stale(PLAIN, PLAIN.fresh_until)
    assert is_stale(PLAIN, PLAIN.fresh_until + timedelta(days=1))
    assert not is_stale(PLAIN, date(2026, 1, 1))
