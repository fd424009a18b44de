"""The administrator's exception: who may give it, for which kit and kernel, until when."""

import platform
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from inzage.errors import InzageError
from inzage.signing import (
    KitFault,
    NotAnEnvelope,
    PayloadType,
    Role,
    SignatureMissing,
    SignatureWrong,
    WrongPayloadType,
    dsse,
)
from inzage.signing.canonical import canonical
from inzage.signing.dsse import sign
from inzage.signing.exception import (
    FILE,
    LONGEST_DAYS,
    LONGEST_REASON,
    ExceptionExpired,
    ExceptionNotYet,
    ExceptionOfAnother,
    ExceptionUnreadable,
    Exemption,
    excused,
    signed_exemption,
    still,
    take_in,
)
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore

ADMINISTRATOR, STRANGER = PrivateKey.generate(), PrivateKey.generate()
MADE, UNTIL = date(2026, 11, 1), date(2026, 12, 1)
REASON = "De nieuwe laptops komen op 1 december."


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    made = Kit.create(tmp_path / "kit", laboratory=False)
    TrustStore.add(made.path / "trust", Role.ADMINISTRATOR, ADMINISTRATOR.public)
    return Kit.load(made.path)


@pytest.fixture
def exemption(kit: Kit) -> Exemption:
    return Exemption(kit.key.public.keyid, platform.release(), REASON, MADE, UNTIL)


def test_without_one_there_is_none(kit: Kit) -> None:
    assert excused(kit) is None


def test_what_was_taken_in_is_what_the_administrator_signed(kit: Kit, exemption: Exemption) -> None:
    taken = take_in(signed_exemption(exemption, ADMINISTRATOR), kit, MADE)
    assert excused(kit) == taken
    assert taken.exemption == exemption
    assert taken.signers == (ADMINISTRATOR.public.keyid,)


def test_a_kit_that_renewed_its_key_is_the_same_kit(kit: Kit, exemption: Exemption) -> None:
    take_in(signed_exemption(exemption, ADMINISTRATOR), kit, MADE)
    renewed = kit.rotate()
    found = excused(renewed)
    assert found is not None
    assert found.exemption.kit != renewed.key.public.keyid


@pytest.mark.parametrize(("day", "holds"), [(UNTIL, True), (MADE, True), (UNTIL + timedelta(1), False)])
def test_it_holds_up_to_and_including_its_day(kit: Kit, exemption: Exemption, day: date, holds: bool) -> None:
    found = take_in(signed_exemption(exemption, ADMINISTRATOR), kit, MADE)
    if holds:
        still(found, day)
        return
    with pytest.raises(ExceptionExpired) as refused:
        still(found, day)
    assert refused.value.facts == {"until": UNTIL, "today": day}
    assert refused.value.exit_code == 5


def refusal(kit: Kit, envelope: bytes) -> type[InzageError]:
    """By which name an envelope is refused, both when it is brought and when it lies there; nothing stays behind."""
    with pytest.raises(InzageError) as brought:
        take_in(envelope, kit, MADE)
    assert not (kit.path / FILE).exists()
    (kit.path / FILE).write_bytes(envelope)
    with pytest.raises(InzageError) as lying:
        excused(kit)
    assert type(lying.value) is type(brought.value)
    assert lying.value.sentence("nl") != lying.value.sentence("en")
    return type(brought.value)


def test_a_stranger_excuses_nobody(kit: Kit, exemption: Exemption) -> None:
    assert refusal(kit, signed_exemption(exemption, STRANGER)) is SignatureWrong


def test_the_kit_does_not_excuse_itself(kit: Kit, exemption: Exemption) -> None:
    assert refusal(kit, signed_exemption(exemption, kit.key)) is SignatureMissing


def test_one_for_another_kit_is_none(kit: Kit, exemption: Exemption) -> None:
    assert refusal(kit, signed_exemption(replace(exemption, kit="0" * 64), ADMINISTRATOR)) is ExceptionOfAnother


def test_one_for_another_kernel_is_none(kit: Kit, exemption: Exemption) -> None:
    other = replace(exemption, kernel="3.2.0-1-amd64")
    assert refusal(kit, signed_exemption(other, ADMINISTRATOR)) is ExceptionOfAnother


def test_another_paper_of_the_administrator_is_none(kit: Kit) -> None:
    assert refusal(kit, sign(b"{}", PayloadType.REVOCATION, [ADMINISTRATOR])) is WrongPayloadType
    (kit.path / FILE).unlink()
    assert refusal(kit, b"a page of text") is NotAnEnvelope


def told(exemption: Exemption, **changed: object) -> bytes:
    table = asdict(exemption) | {"made": MADE.isoformat(), "until": UNTIL.isoformat()} | changed
    kept = {name: value for name, value in table.items() if value is not None}
    return sign(canonical(kept), PayloadType.EXCEPTION, [ADMINISTRATOR])


@pytest.mark.parametrize(
    "changed",
    [
        {"reason": None},
        {"more": "x"},
        {"reason": ""},
        {"reason": "   "},
        {"reason": "x" * (LONGEST_REASON + 1)},
        {"reason": "two\nlines"},
        {"reason": 7},
        {"kernel": ""},
        {"kit": "kit"},
        {"kit": "G" * 64},
        {"until": "soon"},
        {"until": (MADE + timedelta(LONGEST_DAYS + 1)).isoformat()},
        {"until": (MADE - timedelta(1)).isoformat()},
    ],
)
def test_a_signed_paper_that_is_no_exception_is_none(
    kit: Kit, exemption: Exemption, changed: dict[str, object]
) -> None:
    assert refusal(kit, told(exemption, **changed)) is ExceptionUnreadable


def test_a_signed_paper_that_is_no_json_is_none(kit: Kit) -> None:
    assert refusal(kit, sign(b"until tomorrow", PayloadType.EXCEPTION, [ADMINISTRATOR])) is ExceptionUnreadable
    (kit.path / FILE).unlink()
    assert refusal(kit, sign(b"[]", PayloadType.EXCEPTION, [ADMINISTRATOR])) is ExceptionUnreadable


def test_the_longest_that_may_be_and_the_day_itself(kit: Kit, exemption: Exemption) -> None:
    for until in (MADE, MADE + timedelta(LONGEST_DAYS)):
        take_in(signed_exemption(replace(exemption, until=until), ADMINISTRATOR), kit, MADE)


def test_an_administrator_cannot_sign_what_cannot_be(exemption: Exemption) -> None:
    with pytest.raises(ExceptionUnreadable):
        signed_exemption(replace(exemption, until=MADE + timedelta(9999)), ADMINISTRATOR)


def test_a_changed_bit_is_a_broken_signature(kit: Kit, exemption: Exemption) -> None:
    held = dsse.read(signed_exemption(exemption, ADMINISTRATOR), file="x")
    longer = held.payload.replace(b"2026-12-01", b"2027-10-01")
    assert longer != held.payload
    assert refusal(kit, dsse.to_bytes(replace(held, payload=longer))) is SignatureWrong


def test_a_place_that_cannot_be_read_is_said(kit: Kit) -> None:
    (kit.path / FILE).mkdir()
    with pytest.raises(ExceptionUnreadable):
        excused(kit)


def test_one_that_has_expired_is_not_taken_in(kit: Kit, exemption: Exemption) -> None:
    with pytest.raises(ExceptionExpired):
        take_in(signed_exemption(exemption, ADMINISTRATOR), kit, UNTIL + timedelta(1))
    assert excused(kit) is None


def test_a_kit_that_cannot_be_written_to_says_so(
    kit: Kit, exemption: Exemption, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("inzage.signing.exception.write_whole", full)
    with pytest.raises(KitFault, match="No space left"):
        take_in(signed_exemption(exemption, ADMINISTRATOR), kit, MADE)
    assert excused(kit) is None


def test_a_clock_before_the_day_it_was_made_lifts_no_lock(kit: Kit, exemption: Exemption) -> None:
    """Whoever sets the clock back to a day on which an old one would hold is told so."""
    taken = take_in(signed_exemption(exemption, ADMINISTRATOR), kit, MADE)
    still(taken, MADE)
    with pytest.raises(ExceptionNotYet) as caught:
        still(taken, MADE - timedelta(days=1))
    assert "klok" in caught.value.sentence("nl")
