"""Revoked keys: what they sign afterwards counts for nothing, what somebody saw before stands."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.signing import KitFault, PayloadType, Role, SignatureMissing
from inzage.signing.canonical import NotCanonical, canonical
from inzage.signing.dsse import read, revoked_signers, sign, verify
from inzage.signing.keys import PrivateKey
from inzage.signing.revocation import (
    CAUSES,
    REVOKED,
    Cause,
    KeyRevoked,
    Revocation,
    keep_revoked,
    merged,
    moment_of,
    payload,
    read_revoked,
    revocations_in,
)
from inzage.signing.revoking import KEPT, RevocationWrong, named_by, revocation_list, take_in
from inzage.signing.trust import TrustStore

ISSUER, SPARE, SECOND, ADMIN, OTHER_ADMIN, STRANGER = (PrivateKey.generate() for _ in range(6))
WHEN = datetime(2026, 11, 1, 12, tzinfo=UTC)
BEFORE, AFTER = WHEN - timedelta(seconds=1), WHEN + timedelta(seconds=1)
GONE = Revocation(ISSUER.public.keyid, WHEN, Cause.STOLEN)
PEOPLE = {
    Role.MANDATE_ISSUER: (ISSUER.public, SPARE.public),
    Role.SECOND_SIGNER: (SECOND.public,),
    Role.ADMINISTRATOR: (ADMIN.public, OTHER_ADMIN.public),
}
TRUST = TrustStore(PEOPLE, {GONE.keyid: GONE})


def store(path: Path) -> Path:
    for role, keys in PEOPLE.items():
        for key in keys:
            TrustStore.add(path, role, key)
    return path


def signed(*keys: PrivateKey) -> bytes:
    return sign(b"{}", PayloadType.MANDATE, keys)


BOTH: Sequence[Role] = [Role.MANDATE_ISSUER, Role.SECOND_SIGNER]

TABLE: list[tuple[tuple[PrivateKey, ...], datetime | None, bool]] = [
    ((ISSUER, SECOND), None, False),  # nobody knows how old it is
    ((ISSUER, SECOND), AFTER, False),
    ((ISSUER, SECOND), WHEN, False),  # the moment itself is too late
    ((ISSUER, SECOND), BEFORE, True),
    ((SPARE, SECOND), None, True),  # another key of the same role
    ((ISSUER, SPARE, SECOND), None, True),  # signed anew beside the revoked one
]


@pytest.mark.parametrize(("keys", "at", "holds"), TABLE)
def test_a_revoked_key_counts_only_for_what_was_seen_before(
    keys: tuple[PrivateKey, ...], at: datetime | None, holds: bool
) -> None:
    envelope = read(signed(*keys), file="x")
    if holds:
        assert verify(envelope, PayloadType.MANDATE, BOTH, TRUST, at=at) == b"{}"
        return
    with pytest.raises(KeyRevoked) as caught:
        verify(envelope, PayloadType.MANDATE, BOTH, TRUST, at=at)
    assert caught.value.exit_code == 5
    assert "2026-11-01T12:00:00Z" in caught.value.sentence("nl")
    assert "gestolen" in caught.value.sentence("nl")
    assert "stolen" in caught.value.sentence("en")


def test_what_stands_all_the_same_can_be_marked() -> None:
    assert revoked_signers(read(signed(ISSUER, SECOND), file="x"), TRUST) == (GONE,)
    assert revoked_signers(read(signed(SPARE, SECOND), file="x"), TRUST) == ()


def test_a_forged_signature_in_a_revoked_keys_name_is_no_revoked_signature() -> None:
    forged = read(signed(STRANGER, SECOND).replace(STRANGER.public.keyid.encode(), GONE.keyid.encode()), file="x")
    with pytest.raises(Exception, match="does not hold") as caught:
        verify(forged, PayloadType.MANDATE, BOTH, TRUST, at=None)
    assert not isinstance(caught.value, KeyRevoked)


def test_a_role_that_signed_nothing_is_missing_whoever_was_revoked() -> None:
    with pytest.raises(SignatureMissing):
        verify(read(signed(SPARE), file="x"), PayloadType.MANDATE, BOTH, TRUST)


def test_the_store_tells_trusted_from_counting() -> None:
    assert ISSUER.public not in TRUST.keys(Role.MANDATE_ISSUER)
    assert ISSUER.public in TRUST.keys(Role.MANDATE_ISSUER, BEFORE)
    assert ISSUER.public in TRUST.by_role[Role.MANDATE_ISSUER]
    assert TRUST.knows(ISSUER.public.keyid)


# --- the list ---------------------------------------------------------------------------

moments = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC))
revocations = st.builds(
    Revocation, st.text("0123456789abcdef", min_size=64, max_size=64), moments, st.sampled_from(Cause)
)
lists = st.lists(revocations, min_size=1, max_size=6, unique_by=lambda one: one.keyid)


@given(lists)
def test_a_list_survives_its_bytes(made: list[Revocation]) -> None:
    assert sorted(revocations_in(payload(made)), key=str) == sorted(made, key=str)


@given(lists, lists)
def test_it_does_not_matter_which_list_came_first(one: list[Revocation], other: list[Revocation]) -> None:
    first, second = merged(merged({}, one), other), merged(merged({}, other), one)
    assert first == second
    assert merged(first, one) == first
    assert all(first[each.keyid].since <= each.since for each in one + other)


GOOD = {"keyid": "a" * 64, "since": "2026-11-01T12:00:00Z", "why": "lost"}
BAD: dict[str, object] = {
    "no list": {"version": 1},
    "another version": {"version": 2, "revoked": [GOOD]},
    "nothing in it": {"version": 1, "revoked": []},
    "a short id": {"version": 1, "revoked": [GOOD | {"keyid": "a" * 63}]},
    "capitals": {"version": 1, "revoked": [GOOD | {"keyid": "A" * 64}]},
    "a local time": {"version": 1, "revoked": [GOOD | {"since": "2026-11-01T12:00:00+01:00"}]},
    "a day that is none": {"version": 1, "revoked": [GOOD | {"since": "2026-13-01T12:00:00Z"}]},
    "another reason": {"version": 1, "revoked": [GOOD | {"why": "boos"}]},
    "a field too many": {"version": 1, "revoked": [GOOD | {"name": "x"}]},
    "a field too few": {"version": 1, "revoked": [{"keyid": "a" * 64}]},
    "one key twice": {"version": 1, "revoked": [GOOD, GOOD]},
    "a text": "revoked",
    "too many": {"version": 1, "revoked": [GOOD | {"keyid": f"{n:064x}"} for n in range(10_001)]},
}


@pytest.mark.parametrize("defect", BAD)
def test_a_defect_makes_it_no_list(defect: str) -> None:
    with pytest.raises(NotCanonical):
        revocations_in(canonical(BAD[defect]))


def test_bytes_in_another_spelling_are_no_list() -> None:
    with pytest.raises(NotCanonical):
        revocations_in(payload([GONE]).replace(b":", b": ", 1))


@pytest.mark.parametrize("text", ["", "gisteren", "2026-02-30T00:00:00Z", "9999-99-99T00:00:00Z"])
def test_a_moment_that_is_none(text: str) -> None:
    with pytest.raises(NotCanonical):
        moment_of(text)


def test_every_cause_is_said_in_both_languages() -> None:
    assert set(CAUSES) == set(Cause)
    assert all(nl and en for nl, en in CAUSES.values())


# --- taking it in -----------------------------------------------------------------------


def test_a_list_taken_in_is_kept_and_honoured(tmp_path: Path) -> None:
    envelope = revocation_list([GONE], ADMIN)
    assert take_in(store(tmp_path), envelope, file="lijst") == (GONE,)
    trust = TrustStore.load(tmp_path)
    assert trust.revoked == {GONE.keyid: GONE}
    assert trust.keys(Role.MANDATE_ISSUER) == (SPARE.public,)
    assert [file.read_bytes() for file in (tmp_path / KEPT).iterdir()] == [envelope]


def test_a_later_list_does_not_move_the_moment_forward(tmp_path: Path) -> None:
    take_in(store(tmp_path), revocation_list([GONE], ADMIN), file="lijst")
    take_in(tmp_path, revocation_list([Revocation(GONE.keyid, AFTER, Cause.OTHER)], ADMIN), file="lijst")
    take_in(tmp_path, revocation_list([Revocation("b" * 64, AFTER, Cause.LOST)], OTHER_ADMIN), file="lijst")
    assert TrustStore.load(tmp_path).revoked[GONE.keyid] == GONE
    assert len(TrustStore.load(tmp_path).revoked) == 2


REFUSED = {
    "by a stranger": revocation_list([GONE], STRANGER),
    "by somebody trusted for something else": revocation_list([GONE], SECOND),
    "by the key itself": revocation_list([GONE], ISSUER),
    "of another kind": sign(payload([GONE]), PayloadType.RECEIPT, [ADMIN]),
    "not signed": payload([GONE]),
    "changed since": revocation_list([GONE], ADMIN).replace(b'"payload":"e', b'"payload":"f'),
    "no list in it": sign(b"{}", PayloadType.REVOCATION, [ADMIN]),
    "of an administrator": revocation_list([Revocation(OTHER_ADMIN.public.keyid, WHEN, Cause.LOST)], ADMIN),
    "nothing": b"",
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_no_administrator_signed_revokes_nothing(tmp_path: Path, what: str) -> None:
    with pytest.raises(RevocationWrong) as caught:
        take_in(store(tmp_path), REFUSED[what], file="lijst")
    assert "niets ingetrokken" in caught.value.sentence("nl")
    assert TrustStore.load(tmp_path).revoked == {}
    assert not (tmp_path / REVOKED).exists()


def test_a_damaged_memory_stops_the_kit(tmp_path: Path) -> None:
    take_in(store(tmp_path), revocation_list([GONE], ADMIN), file="lijst")
    (tmp_path / REVOKED).write_bytes(b"{}")
    with pytest.raises(KitFault) as caught:
        TrustStore.load(tmp_path)
    assert REVOKED in caught.value.sentence("nl")


def test_a_memory_that_was_taken_away_does_not_make_a_key_good_again(tmp_path: Path) -> None:
    """The lists that were taken in lie beside it: that there were some is known."""
    take_in(store(tmp_path), revocation_list([GONE], ADMIN), file="lijst")
    (tmp_path / REVOKED).unlink()
    with pytest.raises(KitFault) as caught:
        TrustStore.load(tmp_path)
    assert "lijsten zijn ingenomen" in caught.value.sentence("nl")


def test_a_kill_between_memory_and_list_leaves_the_key_revoked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*_: object) -> None:
        raise OSError(28, "No space left on device")

    store(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("inzage.signing.revoking.write_whole", cut)
        with pytest.raises(KitFault):
            take_in(tmp_path, revocation_list([GONE], ADMIN), file="lijst")
    assert TrustStore.load(tmp_path).revoked == {GONE.keyid: GONE}
    take_in(tmp_path, revocation_list([GONE], ADMIN), file="lijst")
    assert len(list((tmp_path / KEPT).iterdir())) == 1


def test_a_memory_that_cannot_be_read_or_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / REVOKED).mkdir()
    with pytest.raises(KitFault):
        read_revoked(tmp_path)
    with pytest.raises(KitFault):
        keep_revoked(tmp_path, {GONE.keyid: GONE})


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        (ISSUER.public.keyid[:8], ISSUER.public.keyid),
        (ISSUER.public.keyid[:8].upper(), ISSUER.public.keyid),
        ("c" * 64, "c" * 64),  # a whole id need not be known here
        ("d" * 64, "d" * 64),
        (ISSUER.public.keyid[:7], None),
        ("", None),
        ("zzzzzzzz", None),
        ("z" * 64, None),
    ],
    ids=["eight", "upper case", "unknown", "unknown too", "seven", "none", "no hex", "no hex of 64"],
)
def test_a_key_is_named_by_its_beginning(beginning: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(KitFault):
            named_by(TRUST, ["d" * 64], beginning)
    else:
        assert named_by(TRUST, ["d" * 64], beginning) == found
