"""A handover opens with the police's key alone, and only where everything about it holds."""

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inzage.errors import InzageError
from inzage.record.handover import make_handover, number, read_handover
from inzage.record.handover_faults import (
    DoesNotOpen,
    HandoverAltered,
    HandoverFault,
    IdentityWrong,
    NotAHandover,
    NotForThisKey,
    NothingMatched,
    SealedOutsideTerm,
    TimesOutOfOrder,
)
from inzage.record.list_report import make_report
from inzage.record.note import well_typed
from inzage.record.opening import open_handover
from inzage.record.sealing import seal
from inzage.signing import PayloadType, SignatureMissing, SignatureWrong
from inzage.signing.canonical import canonical, parse
from inzage.signing.dsse import read, sign
from inzage.signing.keys import PrivateKey
from inzage.signing.kit import Kit
from tests.record.halted import BEGUN, HALTED, HIT, SEALED, Police, occasion, sealed
from tests.record.making import Papers, kit_at, validation

NOW = SEALED + timedelta(hours=1)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    return kit_at(tmp_path_factory.mktemp("kit") / "kit")


@pytest.fixture(scope="module")
def police() -> Police:
    return Police.new()


@pytest.fixture(scope="module")
def papers(kit: Kit) -> Papers:
    return validation(kit)


@pytest.fixture(scope="module")
def envelope(police: Police, kit: Kit, papers: Papers) -> bytes:
    return sealed(police, kit, papers)


def repacked(envelope: bytes, key: PrivateKey, **changes: object) -> bytes:
    """The same payload with other fields, signed anew."""
    payload = {**json.loads(read(envelope, file="x").payload), **changes}
    return sign(
        canonical({name: value for name, value in payload.items() if value is not None}), PayloadType.HANDOVER, [key]
    )


def test_the_police_read_what_was_sealed(police: Police, kit: Kit, papers: Papers, envelope: bytes) -> None:
    told, bundle = open_handover(envelope, police.identity, [kit.key.public], key=police.key, at=NOW)
    about = occasion(papers)
    assert (told.check_id, told.mandate_sha256, told.reference) == ("check-1", papers.mandate_sha256, about.reference)
    assert (told.organisation, told.official, told.title) == (about.organisation, about.official, about.title)
    assert (told.begun, told.halted, told.carrier) == (BEGUN, HALTED, 1)
    assert (told.match, told.label, told.digests, told.lists) == ("exact", HIT.label, HIT.matched, HIT.lists)
    assert b"geometric.png" in bundle


def test_an_officers_stop_names_no_file(police: Police, kit: Kit, papers: Papers) -> None:
    told, bundle = open_handover(sealed(police, kit, papers, None), police.identity, [kit.key.public], at=NOW)
    assert (told.match, told.label, told.digests, told.lists) == (None, None, (), ())
    assert b'uco-observable:File"' not in bundle
    with pytest.raises(NothingMatched):
        make_report(told, at=NOW, police=police.signer)


def test_nothing_about_the_hit_stands_outside_the_seal(envelope: bytes) -> None:
    outside = read(envelope, file="x").payload
    for word in (HIT.untrusted_path, "geometric", HIT.label, "Voorbeeldlijst", "ab" * 32, "ECLI"):
        assert word.encode() not in outside


def test_the_number_is_a_code_over_what_was_signed(police: Police, kit: Kit, papers: Papers, envelope: bytes) -> None:
    assert well_typed(number(envelope))
    assert number(envelope) == read_handover(envelope).number
    assert number(envelope) == number(repacked(envelope, PrivateKey.generate()))
    assert number(envelope) != number(sealed(police, kit, papers))


def test_probations_keys_do_not_open_it(kit: Kit, envelope: bytes) -> None:
    """No secret of the kit is an age identity, nor becomes one."""
    secrets = [kit.key.seed, kit.list_key(), kit.case_key()]
    ciphertext = read_handover(envelope).ciphertext
    for secret in secrets:
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(ciphertext, [identity_of(secret)])
    pem = (kit.path / "private.pem").read_text()
    with pytest.raises(IdentityWrong):
        open_handover(envelope, pem, [kit.key.public], at=NOW)


def identity_of(secret: bytes) -> pyrage.x25519.Identity:
    """These 32 bytes as an age identity (Bech32, BIP 173)."""
    letters, generator = (
        "qpzry9x8gf2tvdw0s3jn54khce6mua7l",
        (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3),
    )
    value = int.from_bytes(secret, "big") << 4
    data = [value >> 5 * at & 31 for at in range(51, -1, -1)]
    name = "age-secret-key-"
    total = 1
    for digit in [*(ord(char) >> 5 for char in name), 0, *(ord(char) & 31 for char in name), *data, *[0] * 6]:
        top, total = total >> 25, (total & 0x1FFFFFF) << 5 ^ digit
        for at, part in enumerate(generator):
            total ^= part if top >> at & 1 else 0
    data += [(total ^ 1) >> 5 * at & 31 for at in range(5, -1, -1)]
    return pyrage.x25519.Identity.from_str((name + "1" + "".join(letters[at] for at in data)).upper())


def test_a_secret_of_ours_can_be_spelt_as_an_identity_so_the_try_is_a_real_one() -> None:
    identity = identity_of(bytes(range(32)))
    assert pyrage.decrypt(seal(b"x", str(identity.to_public())), [identity]) == b"x"


WRONG_IDENTITIES: dict[str, tuple[str, type[HandoverFault]]] = {
    "none": ("", IdentityWrong),
    "two": (f"{Police.new().secret}\n{Police.new().secret}\n", IdentityWrong),
    "a recipient": (Police.new().recipient, IdentityWrong),
    "an SSH key": ("ssh-ed25519 AAAA", IdentityWrong),
    "another's": (Police.new().identity, NotForThisKey),
}


@pytest.mark.parametrize(("identity", "fault"), WRONG_IDENTITIES.values(), ids=WRONG_IDENTITIES.keys())
def test_another_key_is_told_apart(kit: Kit, envelope: bytes, identity: str, fault: type[HandoverFault]) -> None:
    with pytest.raises(fault) as raised:
        open_handover(envelope, identity, [kit.key.public], at=NOW)
    assert "AGE-SECRET" not in raised.value.sentence("nl") + raised.value.sentence("en")


def test_a_strangers_signature_counts_for_nothing(police: Police, envelope: bytes) -> None:
    with pytest.raises(SignatureWrong):
        open_handover(envelope, police.identity, [PrivateKey.generate().public], at=NOW)


def test_an_unsigned_handover_is_refused(police: Police, kit: Kit, envelope: bytes) -> None:
    bare = sign(read(envelope, file="x").payload, PayloadType.HANDOVER, [])
    with pytest.raises(SignatureMissing):
        open_handover(bare, police.identity, [kit.key.public], at=NOW)


def test_what_the_kit_signed_and_is_no_handover(police: Police, kit: Kit, envelope: bytes) -> None:
    other = sign(read(envelope, file="x").payload, PayloadType.RESULT, [kit.key])
    for data in (other, b"", b"{}", b"\xff" * 100):
        with pytest.raises(NotAHandover):
            open_handover(data, police.identity, [kit.key.public], at=NOW)


ALTERED: dict[str, tuple[dict[str, object], type[HandoverFault]]] = {
    "another digest": ({"sha256": "0" * 64}, HandoverAltered),
    "another check": ({"check_id": "check-2"}, HandoverAltered),
    "another mandate": ({"mandate_sha256": "0" * 64}, HandoverAltered),
    "sealed before it was halted": ({"sealed_at": "2026-11-20T09:04:00Z"}, TimesOutOfOrder),
    "sealed later than now": ({"sealed_at": "2026-11-21T09:04:00Z"}, TimesOutOfOrder),
    "a time in another spelling": ({"sealed_at": "2026-11-20T10:06:00+01:00"}, NotAHandover),
    "a time without zone": ({"sealed_at": "2026-11-20T10:06:00"}, NotAHandover),
    "a field too many": ({"more": 1}, NotAHandover),
    "a field too few": ({"age": None}, NotAHandover),
    "another version": ({"version": 2}, NotAHandover),
    "no base64": ({"age": "%%%"}, NotAHandover),
}


@pytest.mark.parametrize(("changes", "fault"), ALTERED.values(), ids=ALTERED.keys())
def test_a_kit_that_signs_what_does_not_hold(
    police: Police, kit: Kit, envelope: bytes, changes: dict[str, object], fault: type[HandoverFault]
) -> None:
    with pytest.raises(fault):
        open_handover(repacked(envelope, kit.key, **changes), police.identity, [kit.key.public], key=police.key, at=NOW)


def test_the_edges_of_the_times(police: Police, kit: Kit, papers: Papers) -> None:
    """Sealed in the very instant of the halt, opened by a clock that lags a little, on the last day of the key."""
    same = sealed(police, kit, papers, at=HALTED)
    last = replace(police.key, first=HALTED.date(), last=HALTED.date())
    assert open_handover(same, police.identity, [kit.key.public], key=last, at=HALTED - timedelta(minutes=9))
    before = replace(police.key, last=HALTED.date() - timedelta(days=1))
    with pytest.raises(SealedOutsideTerm):
        open_handover(same, police.identity, [kit.key.public], key=before, at=NOW)


def test_the_term_is_counted_in_amsterdam_days(police: Police, kit: Kit, papers: Papers) -> None:
    at = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # 1 December there
    december = replace(police.key, first=date(2026, 12, 1), last=date(2026, 12, 31))
    late = sealed(police, kit, papers, at=at)
    assert open_handover(late, police.identity, [kit.key.public], key=december, at=at)


def test_a_check_may_end_after_the_last_day_of_the_key_on_which_it_began(
    police: Police, kit: Kit, papers: Papers
) -> None:
    midnight = sealed(police, kit, papers, at=HALTED + timedelta(days=1))
    last = replace(police.key, first=HALTED.date(), last=HALTED.date())
    assert open_handover(midnight, police.identity, [kit.key.public], key=last, at=HALTED + timedelta(days=1))
    later = replace(last, first=HALTED.date() + timedelta(days=2), last=HALTED.date() + timedelta(days=3))
    with pytest.raises(SealedOutsideTerm):
        open_handover(midnight, police.identity, [kit.key.public], key=later, at=HALTED + timedelta(days=1))


def test_a_term_of_another_key(police: Police, kit: Kit, envelope: bytes) -> None:
    with pytest.raises(NotForThisKey):
        open_handover(envelope, police.identity, [kit.key.public], key=Police.new().key, at=NOW)


def test_a_ciphertext_cut_short_or_of_something_else(police: Police, kit: Kit, papers: Papers, envelope: bytes) -> None:
    good = read_handover(envelope)

    def around(ciphertext: bytes) -> bytes:
        return make_handover(
            ciphertext, check_id="check-1", mandate_sha256=papers.mandate_sha256, recipient=police.recipient,
            kit_key=kit.key, at=SEALED,
        )  # fmt: skip

    for ciphertext in (b"", good.ciphertext[:-1], seal(b"{}", Police.new().recipient)):
        with pytest.raises(DoesNotOpen):
            open_handover(around(ciphertext), police.identity, [kit.key.public], at=NOW)
    for content in (b"", b"{}", b"[1]", b'{"@graph":[]}', b'{"@graph":[{"@id":1}]}', b"\xff"):
        with pytest.raises(HandoverAltered):
            open_handover(around(seal(content, police.recipient)), police.identity, [kit.key.public], at=NOW)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**30), st.integers(1, 255), st.sampled_from(["flip", "drop", "insert", "cut"]))
def test_no_byte_changes_unseen(police: Police, kit: Kit, envelope: bytes, place: int, change: int, how: str) -> None:
    at = place % len(envelope)
    spoilt = {
        "flip": envelope[:at] + bytes([envelope[at] ^ change]) + envelope[at + 1 :],
        "drop": envelope[:at] + envelope[at + 1 :],
        "insert": envelope[:at] + bytes([change]) + envelope[at:],
        "cut": envelope[:at],
    }[how]
    # white space between the fields changes nothing that was signed
    if how == "insert" and parse_or_none(spoilt) == json.loads(envelope):
        return
    with pytest.raises(InzageError):
        open_handover(spoilt, police.identity, [kit.key.public], key=police.key, at=NOW)


def parse_or_none(data: bytes) -> object:
    try:
        return parse(data)
    except ValueError:
        return None


def test_the_report_for_the_list_says_nothing_of_anybody(police: Police, kit: Kit, envelope: bytes) -> None:
    told, _ = open_handover(envelope, police.identity, [kit.key.public], at=NOW)
    report = json.loads(read(make_report(told, at=NOW, police=police.signer), file="x").payload)
    assert report["lists"] == [{"name": "Voorbeeldlijst", "version": "3"}]
    assert report["digests"] == list(HIT.matched)
    text = json.dumps(report)
    for word in ("check-1", "ECLI", "toezichthouder", "Reclassering", "geometric", told.mandate_sha256):
        assert word not in text


SOURCE = Path(__file__).parents[2] / "src" / "inzage"


def where(*words: str) -> set[str]:
    """The files of the package in which one of these words stands."""
    files = {file.relative_to(SOURCE).as_posix(): file.read_text("utf-8") for file in SOURCE.rglob("*.py")}
    return {name for name, text in files.items() if any(word in text for word in words)}


def test_the_checking_side_holds_nothing_that_opens() -> None:
    """What seals and what opens lie apart: only the police's commands load the latter, and only it decrypts."""
    assert where("from inzage.record.opening import", "import inzage.record.opening") == {"cli/_handover_police.py"}
    assert where("pyrage.decrypt", "pyrage.decrypt_io", "pyrage.decrypt_file") == {"record/opening.py"}
    assert where("Identity.from_str", "Identity.from_buffer") == {"record/opening.py"}
    made = where("Identity.generate") - {"record/opening.py"}
    assert all(name.startswith(("cli/_demo_", "cli/_practice")) for name in made), "invented police alone"


def test_base64_has_one_spelling(police: Police, kit: Kit, envelope: bytes) -> None:
    age = json.loads(read(envelope, file="x").payload)["age"]
    with pytest.raises(NotAHandover):
        open_handover(repacked(envelope, kit.key, age=age + "\n"), police.identity, [kit.key.public], at=NOW)
    assert base64.b64decode(age)[:21] == b"age-encryption.org/v1"
