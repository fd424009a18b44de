"""Objects of APFS bear a checksum: a sound one is known, another byte is seen, what is no object is left alone."""

import struct

from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.filesystems.apfs_objects import is_damaged, is_object, is_sound
from inzage.formats.filesystems.sound import Proven
from tests.formats.encryption.made import Memory, plain

BLOCK = 4096
MODULUS = 0xFFFFFFFF


def made(content: bytes, kind: int = 3, number: int = 1028, transaction: int = 7) -> bytes:
    """A leaf of a tree with its checksum, word by word as the reference tells it."""
    body = struct.pack("<QQHHHH", number, transaction, kind, 0x4000, 14, 0) + content.ljust(BLOCK - 32, b"\0")
    one = other = 0
    for (word,) in struct.iter_unpack("<I", body):
        one = (one + word) % MODULUS
        other = (other + one) % MODULUS
    first = MODULUS - (one + other) % MODULUS
    return struct.pack("<II", first, MODULUS - (one + first) % MODULUS) + body


@given(content=st.binary(max_size=BLOCK - 32), at=st.integers(32, BLOCK - 1), bit=st.integers(0, 7))
def test_a_sound_object_is_known_and_a_turned_bit_seen(content: bytes, at: int, bit: int) -> None:
    block = made(content)
    assert is_object(block)
    assert is_sound(block)
    assert not is_damaged(block)
    assert is_damaged(block[:at] + bytes([block[at] ^ 1 << bit]) + block[at + 1 :])


NO_OBJECTS = [bytes(BLOCK), b"text" * 1024, made(b"", kind=99), made(b"", number=0), made(b"", transaction=0), b"short"]


def test_what_is_no_object_is_not_judged() -> None:
    assert not any(is_damaged(block) for block in NO_OBJECTS)
    assert not is_damaged(made(b"x")[:-1])


def test_damage_that_passes_is_counted_and_given_all_the_same() -> None:
    sound, spoilt = made(b"x"), made(b"x")[:-1] + b"\1"
    proven = Proven(Memory(sound + spoilt + plain(BLOCK)), is_damaged)
    assert proven.size == 3 * BLOCK
    assert proven.read_at(0, BLOCK) == sound
    assert proven.faults == 0
    assert proven.read_at(BLOCK, BLOCK) == spoilt
    assert proven.read_at(2 * BLOCK, BLOCK) == plain(BLOCK)
    assert proven.faults == 1
