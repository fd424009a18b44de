"""LUKS1: the password opens, another does not, and a header's own price is bounded before the library sees it."""

import struct

import pytest

from inzage.formats.encryption import EncryptionKind, SecretKind
from inzage.formats.encryption.luks_keys import ITERATIONS_MOST
from inzage.formats.encryption.recognise import encryption_of
from inzage.formats.encryption.unlock import unlock
from inzage.result import Reason, Unreadable
from tests.formats.encryption.made import PASSWORD, Memory, luks1, plain, secret

CONTENT = plain(8192)
SLOTS, SLOT = 208, 48


def changed(at: int, shape: str, value: object) -> bytes:
    content = bytearray(luks1(CONTENT))
    struct.pack_into(shape, content, at, value)
    return bytes(content)


@pytest.mark.parametrize("cipher", ["aes-xts-plain64", "aes-xts-plain"])
@pytest.mark.parametrize("hash_name", ["sha1", "sha256", "sha512"])
def test_the_password_opens(hash_name: str, cipher: str) -> None:
    blocks = Memory(luks1(CONTENT, hash_name=hash_name, cipher=cipher))
    found = encryption_of(blocks)
    assert found is not None
    assert (found.kind, found.accepts, found.locked) == (EncryptionKind.LUKS1, {SecretKind.PASSWORD}, True)
    opened = unlock(blocks, secret())
    assert opened.size == len(CONTENT)
    assert opened.read_at(0, len(CONTENT)) == CONTENT
    assert opened.read_at(777, 1234) == CONTENT[777:2011]
    assert opened.read_at(len(CONTENT) - 5, 100) == CONTENT[-5:]


@pytest.mark.parametrize("wrong", ["x", PASSWORD.upper(), PASSWORD + " "])
def test_another_password_does_not(wrong: str) -> None:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(luks1(CONTENT)), secret(wrong))
    assert told.value.reason is Reason.ENCRYPTED


def test_the_right_password_opens_after_a_wrong_one() -> None:
    blocks = Memory(luks1(CONTENT))
    with pytest.raises(Unreadable):
        unlock(blocks, secret("first"))
    assert unlock(blocks, secret()).read_at(0, 16) == CONTENT[:16]


LIES = {
    "a year of rounds": (SLOTS + 4, ">I", ITERATIONS_MOST, Reason.TOO_SLOW),
    "a digest of a year": (164, ">I", ITERATIONS_MOST, Reason.TOO_SLOW),
    "no slot in use": (SLOTS, ">I", 0xDEAD, Reason.ENCRYPTED),
    "another digest": (72, "8s", b"tiger\0\0\0", Reason.ENCRYPTED),
    "no key": (108, ">I", 0, Reason.DAMAGED),
    "a huge key": (108, ">I", 2**31, Reason.DAMAGED),
    "data outside": (104, ">I", 2**31, Reason.TRUNCATED),
    "key material outside": (SLOTS + 40, ">I", 2**31, Reason.TRUNCATED),
    "key material in the header": (SLOTS + 40, ">I", 1, Reason.DAMAGED),
    "data in the header": (104, ">I", 0, Reason.DAMAGED),
    "no rounds": (SLOTS + 4, ">I", 0, Reason.DAMAGED),
    "a digest of no rounds": (164, ">I", 0, Reason.DAMAGED),
    "stripes without end": (SLOTS + 44, ">I", 2**31, Reason.DAMAGED),
    "no stripes": (SLOTS + 44, ">I", 0, Reason.DAMAGED),
}


@pytest.mark.parametrize("case", LIES)
def test_a_header_that_lies_ends_in_a_reason(case: str) -> None:
    at, shape, value, reason = LIES[case]
    with pytest.raises(Unreadable) as told:
        unlock(Memory(changed(at, shape, value)), secret())
    assert told.value.reason is reason


@pytest.mark.parametrize("cipher", [b"serpent\0", b"twofish\0"])
def test_another_cipher_stays_shut(cipher: bytes) -> None:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(changed(8, "8s", cipher)), secret())
    assert told.value.reason in (Reason.ENCRYPTED, Reason.DAMAGED)


@pytest.mark.parametrize("length", [8, 100, 207, 400, 591, 592, 4096, 300_000])
def test_a_volume_cut_off_is_an_answer(length: int) -> None:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(luks1(CONTENT)[:length]), secret())
    assert told.value.reason in (Reason.TRUNCATED, Reason.DAMAGED)


def test_data_cut_off_read_as_far_as_they_go() -> None:
    whole = luks1(CONTENT)
    opened = unlock(Memory(whole[:-4096]), secret())
    assert opened.read_at(0, 4096) == CONTENT[:4096]
