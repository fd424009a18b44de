"""A hostile header costs nothing and ends in a reason: too deep, too large, outside, twice, or at an absurd price."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.encryption.luks2_header import header_of
from inzage.formats.encryption.luks_keys import ITERATIONS_MOST, MEMORY_MOST
from inzage.formats.encryption.unlock import unlock
from inzage.result import Reason, Unreadable
from tests.formats.encryption.made import (
    AREA,
    HEADER,
    SEGMENT,
    Memory,
    argon2id,
    binary,
    described,
    headers,
    plain,
    secret,
    slot,
)

KEY = plain(64, 3)
ROOM = bytes(SEGMENT + 8192 - AREA)


def refused(said: Any) -> Reason:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(headers(said) + ROOM), secret())
    return told.value.reason


def with_slot(**changes: Any) -> dict[str, Any]:
    return described(KEY, {"0": slot(**changes)})


def with_area(**changes: Any) -> dict[str, Any]:
    return with_slot(area=slot()["area"] | changes)


def with_pbkdf2(**changes: Any) -> dict[str, Any]:
    return with_slot(kdf=slot()["kdf"] | changes)


def with_segment(**changes: Any) -> dict[str, Any]:
    said = described(KEY, {"0": slot()})
    said["segments"]["0"] |= changes
    return said


def with_digest(**changes: Any) -> dict[str, Any]:
    said = described(KEY, {"0": slot()})
    said["digests"]["0"] |= changes
    return said


def many(count: int, **changes: Any) -> dict[str, Any]:
    areas = (slot()["area"] | {"offset": str(AREA + 8192 * n)} for n in range(count))
    return described(KEY, {str(n): slot(area=area, **changes) for n, area in enumerate(areas)})


def deep(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


ABSURD = {
    "a year of rounds": (with_pbkdf2(iterations=2**60), Reason.TOO_SLOW),
    "rounds just over": (with_pbkdf2(iterations=ITERATIONS_MOST), Reason.TOO_SLOW),
    "a digest of a year": (with_digest(iterations=2**50), Reason.TOO_SLOW),
    "a terabyte of memory": (with_slot(kdf=argon2id(memory=2**30)), Reason.NO_MEMORY),
    "memory just over": (with_slot(kdf=argon2id(memory=MEMORY_MOST + 1)), Reason.NO_MEMORY),
    "passes without end": (with_slot(kdf=argon2id(memory=MEMORY_MOST, time=65)), Reason.TOO_SLOW),
    "passes over next to nothing": (with_slot(kdf=argon2id(time=2**40)), Reason.TOO_SLOW),
    "many costly slots": (many(9, kdf=argon2id(memory=MEMORY_MOST, time=8)), Reason.TOO_SLOW),
    "lanes without end": (with_slot(kdf=argon2id(cpus=10_000, memory=100_000)), Reason.ENCRYPTED),
    "less memory than lanes": (with_slot(kdf=argon2id(cpus=4, memory=4)), Reason.DAMAGED),
    "no salt": (with_slot(kdf=argon2id(salt="")), Reason.DAMAGED),
}


@pytest.mark.parametrize("case", ABSURD)
def test_a_price_is_refused_before_it_is_paid(case: str) -> None:
    said, reason = ABSURD[case]
    assert refused(said) is reason


HOSTILE: dict[str, Any] = {
    "no JSON": b"{",
    "nothing": b"",
    "a list": [],
    "a word": "LUKS",
    "no members": {},
    "not text": b'{"a":"\xff"}',
    "a thousand levels": deep(1000),
    "as many levels as fit": deep((HEADER - 4096) // 6),
    "lists in lists": b"[" * 12_000,
    "key material in the header": with_area(offset="4096"),
    "key material before the volume": with_area(offset="-512"),
    "key material as a negative number": with_area(offset=-512),
    "key material outside": with_area(offset=str(2**62)),
    "key material beyond all numbers": with_area(offset="9" * 40),
    "key material in the data": with_area(offset=str(SEGMENT)),
    "more stripes than room": with_area(size="512"),
    "stripes without end": with_slot(af={"type": "luks1", "stripes": 2**40, "hash": "sha256"}),
    "no stripes": with_slot(af={"type": "luks1", "stripes": 0, "hash": "sha256"}),
    "a negative key": with_slot(key_size=-64),
    "a huge key": with_slot(key_size=10**9),
    "no key": with_slot(key_size=0),
    "a key of truth": with_slot(key_size=True),
    "a real number": with_slot(key_size=64.0),
    "digits of another script": with_area(offset="\u0663\u0662\u0667\u0666\u0668"),
    "no rounds": with_pbkdf2(iterations=0),
    "negative rounds": with_pbkdf2(iterations=-1),
    "a salt that is none": with_pbkdf2(salt="@@@@"),
    "a salt of a kilobyte": with_pbkdf2(salt="A" * 1024),
    "a digest of nothing": with_digest(digest=""),
    "a digest that speaks for nothing": with_digest(segments=[]),
    "a digest of slots that are not there": with_digest(keyslots=["7"]),
    "a slot that is a list": with_digest(keyslots=[["0"]]),
    "sectors of one byte": with_segment(sector_size=1),
    "sectors of a gigabyte": with_segment(sector_size=2**30),
    "data before the volume": with_segment(offset="-4096"),
    "data in the header": with_segment(offset="0"),
    "data between sectors": with_segment(offset=str(SEGMENT + 1)),
    "a negative size": with_segment(size="-1"),
    "two areas over each other": described(
        KEY, {"0": slot(), "1": slot(area=slot()["area"] | {"offset": str(AREA + 512)})}
    ),
    "the same area twice": described(KEY, {"0": slot(), "1": slot()}),
    "slots without end": with_digest(keyslots=["0"] * 33),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_header_that_lies_is_damaged(case: str) -> None:
    assert refused(HOSTILE[case]) is Reason.DAMAGED


BEYOND = {
    "integrity": with_segment(integrity={"type": "hmac(sha256)"}),
    "re-encryption under way": with_segment(flags=["in-reencryption"]),
    "a segment in plain": with_segment(type="linear"),
    "two segments": described(KEY, {"0": slot()}) | {"segments": {"0": {}, "1": {}}},
    "no segment": described(KEY, {"0": slot()}) | {"segments": {}},
    "what must be understood": described(KEY, {"0": slot()}) | {"config": {"requirements": {"mandatory": ["new"]}}},
    "a slot of another kind": with_slot(type="reencrypt"),
    "another splitter": with_slot(af={"type": "none", "stripes": 20, "hash": "sha256"}),
    "another derivation": with_slot(kdf=argon2id(type="scrypt")),
    "another digest": with_pbkdf2(hash="whirlpool"),
    "another area": with_area(type="journal"),
    "a cipher in the slot": with_area(encryption="serpent-xts-plain64"),
}


@pytest.mark.parametrize("case", BEYOND)
def test_what_is_not_known_here_is_called_encrypted(case: str) -> None:
    assert refused(BEYOND[case]) is Reason.ENCRYPTED


def test_data_that_begin_beyond_the_end_are_cut_off() -> None:
    assert refused(with_segment(offset=str(2**40))) is Reason.TRUNCATED


@pytest.mark.parametrize("size", [0, 1, 0x1000, 0x5000, 0x800000, 2**63])
def test_a_header_has_one_of_nine_sizes(size: int) -> None:
    head = bytearray(binary(b"{}"))
    head[8:16] = size.to_bytes(8)
    with pytest.raises(Unreadable) as told:
        header_of(Memory(bytes(head) + bytes(8192)))
    assert told.value.reason is Reason.DAMAGED


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(where=st.lists(st.integers(0, 30), max_size=5), what=JSON)
def test_anything_anywhere_in_a_header_ends_in_a_reason(where: list[int], what: Any) -> None:
    """Follow ``where`` down the tree and put ``what`` there: the header is refused or still means something."""
    said: Any = json.loads(json.dumps(described(KEY, {"0": slot(kdf=argon2id())})))
    inner = said
    for step in where:
        keys = list(inner) if isinstance(inner, dict) else []
        if not keys:
            break
        outer, key = inner, keys[step % len(keys)]
        inner = outer[key]
        last = (outer, key)
    if where:
        last[0][last[1]] = what
    try:
        header = header_of(Memory(headers(said) + ROOM))
    except Unreadable as fault:
        assert fault.reason in (Reason.DAMAGED, Reason.ENCRYPTED, Reason.TRUNCATED)
    else:
        assert header.slots


@given(body=st.binary(max_size=300))
def test_bytes_instead_of_a_header_end_in_a_reason(body: bytes) -> None:
    assert refused(body) is Reason.DAMAGED


@given(at=st.integers(0, 4095), bit=st.integers(0, 7))
def test_a_flipped_bit_in_both_headers_never_goes_unseen(at: int, bit: int) -> None:
    """Outside the digest's own unused half, the digest covers all of it."""
    content = bytearray(headers(described(KEY, {"0": slot()})) + ROOM)
    for place in (at, HEADER + at):
        content[place] ^= 1 << bit
    if 480 <= at < 512:
        return
    with pytest.raises(Unreadable):
        header_of(Memory(bytes(content)))
