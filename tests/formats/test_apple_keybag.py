"""A backup's keybag: opened by its own password, shut to every other, unmoved by nonsense."""

import struct

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.apple_keybag import ROUNDS_MOST, Keybag
from inzage.result import Reason, Unreadable
from tests.sources.backups import SECRET, keybag, tag

KEYS = {1: b"a" * 32, 3: b"b" * 32, 11: b"c" * 32}


def under(number: int, key: bytes) -> bytes:
    """A wrapped key with the class that wraps it before it."""
    return struct.pack("<I", number) + aes_key_wrap(KEYS[number], key)


@pytest.mark.parametrize("twice", [True, False])
def test_the_owners_password_opens_every_class(twice: bool) -> None:
    keys = Keybag(keybag(SECRET, KEYS, twice=twice)).unlock(SECRET)
    for number in KEYS:
        assert keys.unwrap(under(number, b"file key".ljust(32))) == b"file key".ljust(32)
    assert "a" * 32 not in repr(keys)


@pytest.mark.parametrize("secret", ["", "x", SECRET[:-1], SECRET + " ", "\udcff"])
def test_another_password_opens_nothing(secret: str) -> None:
    with pytest.raises(Unreadable) as fault:
        Keybag(keybag(SECRET, KEYS)).unlock(secret)
    assert fault.value.reason is Reason.ENCRYPTED


WRAPPED = under(3, b"k" * 32)
SHUT = [b"", WRAPPED[:-1], WRAPPED + b"\0", struct.pack("<I", 4) + WRAPPED[4:], struct.pack("<I", 1) + WRAPPED[4:]]


@pytest.mark.parametrize("wrapped", SHUT)
def test_a_key_of_another_class_or_length_stays_shut(wrapped: bytes) -> None:
    keys = Keybag(keybag(SECRET, KEYS)).unlock(SECRET)
    with pytest.raises(Unreadable) as fault:
        keys.unwrap(wrapped)
    assert fault.value.reason is Reason.ENCRYPTED


NONSENSE: list[tuple[str, bytes]] = [
    ("empty", b""),
    ("cut off", keybag(SECRET, KEYS)[:-1]),
    ("half a head", b"VERS"),
    ("a length past the end", b"VERS\x00\x00\xff\xffabcd"),
    ("a phone's own keybag", keybag(SECRET, KEYS, kind=0)),
    ("no classes", keybag(SECRET, {})),
    ("endless tags", tag("TYPE", 1) + tag("CLAS", 1) + tag("AAAA", b"") * 5000),
]


@pytest.mark.parametrize("content", [c[1] for c in NONSENSE], ids=[c[0] for c in NONSENSE])
def test_nonsense_is_damage(content: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        Keybag(content)
    assert fault.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("rounds", [0, ROUNDS_MOST + 1, 2**32 - 1])
def test_rounds_have_an_end(rounds: int) -> None:
    bag = keybag(SECRET, KEYS).replace(tag("ITER", 3), tag("ITER", rounds))
    with pytest.raises(Unreadable) as fault:
        Keybag(bag).unlock(SECRET)
    assert fault.value.reason is Reason.DAMAGED


def test_a_class_that_only_the_phone_can_open_is_passed_by() -> None:
    bag = keybag(SECRET, KEYS) + tag("CLAS", 99) + tag("WRAP", 1) + tag("WPKY", bytes(40))
    assert Keybag(bag).unlock(SECRET).unwrap(under(11, b"k" * 32)) == b"k" * 32


@given(st.binary(max_size=400))
def test_any_bytes_are_a_keybag_or_damage(noise: bytes) -> None:
    for content in (noise, tag("TYPE", 1) + noise, keybag(SECRET, KEYS)[:200] + noise):
        try:
            Keybag(content).unlock(SECRET)
        except Unreadable as fault:
            assert fault.reason in {Reason.DAMAGED, Reason.ENCRYPTED}
