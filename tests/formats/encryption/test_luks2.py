"""LUKS2: whatever the slot, the cipher and the size of a sector, the right password opens and no other does."""

from typing import Any

import pytest

from inzage.formats.encryption import EncryptionKind, SecretKind, Try
from inzage.formats.encryption.recognise import encryption_of
from inzage.formats.encryption.unlock import attempt, unlock
from inzage.result import Reason, Unreadable
from tests.formats.encryption import made
from tests.formats.encryption.made import AREA, HEADER, PASSWORD, SEGMENT, Memory, argon2id, luks2, plain, secret, slot

CONTENT = plain(16_384)


def area(offset: int, cipher: str = "aes-xts-plain64", key_size: int = 64) -> dict[str, Any]:
    return {"type": "raw", "offset": str(offset), "size": "65536", "encryption": cipher, "key_size": key_size}


SHAPES: dict[str, dict[str, Any]] = {
    "plain": {},
    "argon2id": {"slots": {"0": slot(kdf=argon2id())}},
    "argon2id, four lanes": {"slots": {"0": slot(kdf=argon2id(cpus=4, memory=256))}},
    "pbkdf2 sha512": {"slots": {"0": slot(kdf=slot()["kdf"] | {"hash": "sha512"})}},
    "split by sha1": {"slots": {"0": slot(af={"type": "luks1", "stripes": 30, "hash": "sha1"})}},
    "4000 stripes": {"slots": {"0": slot(af={"type": "luks1", "stripes": 4000, "hash": "sha256"})}, "key_size": 32},
    "slot under cbc": {"slots": {"0": slot(area=area(AREA, "aes-cbc-essiv:sha256", 32))}},
    "cbc": {"cipher": "aes-cbc-plain64", "key_size": 32},
    "essiv": {"cipher": "aes-cbc-essiv:sha256", "key_size": 16},
    "ecb": {"cipher": "aes-ecb", "key_size": 32},
    "xts of 128 bits": {"key_size": 32},
    "sectors of 4096": {"sector": 4096},
    "numbered from elsewhere": {"tweak": 123_456},
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_password_opens(shape: str) -> None:
    blocks = Memory(luks2(CONTENT, **SHAPES[shape]))
    found = encryption_of(blocks)
    assert found is not None
    assert (found.kind, found.accepts, found.locked) == (EncryptionKind.LUKS2, {SecretKind.PASSWORD}, True)
    opened = attempt(blocks, found, secret())
    assert opened.result == Try(EncryptionKind.LUKS2, SecretKind.PASSWORD, opened=True)
    assert opened.plain is not None
    assert opened.plain.size == len(CONTENT)
    assert opened.plain.read_at(0, len(CONTENT)) == CONTENT
    assert opened.plain.read_at(777, 5000) == CONTENT[777:5777]


@pytest.mark.parametrize("wrong", ["", " ", PASSWORD.upper(), PASSWORD + " ", PASSWORD[:-1], "\0", "é" * 200])
def test_another_password_does_not(wrong: str) -> None:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(luks2(CONTENT)), secret(wrong))
    assert told.value.reason is Reason.ENCRYPTED


@pytest.mark.parametrize("kind", [kind for kind in SecretKind if kind is not SecretKind.PASSWORD])
def test_another_kind_of_secret_is_not_even_tried(kind: SecretKind) -> None:
    blocks = Memory(luks2(CONTENT))
    found = encryption_of(blocks)
    assert found is not None
    assert attempt(blocks, found, secret(PASSWORD, kind)).result == Try(found.kind, kind, False, Reason.ENCRYPTED)


def test_without_a_secret_it_stays_shut() -> None:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(luks2(CONTENT)), None)
    assert told.value.reason is Reason.ENCRYPTED


TWO = {"0": slot(), "1": slot(area=area(AREA + 0x10000), kdf=argon2id())}


@pytest.mark.parametrize("given", ["first of two", "second of two"])
def test_each_slot_has_its_own_password(given: str) -> None:
    blocks = Memory(luks2(CONTENT, {"0": "first of two", "1": "second of two"}, TWO))
    assert unlock(blocks, secret(given)).read_at(0, 100) == CONTENT[:100]


def test_a_slot_kept_for_special_use_is_not_tried() -> None:
    slots = {"0": TWO["0"], "1": TWO["1"] | {"priority": 0}}
    blocks = Memory(luks2(CONTENT, {"0": "usual", "1": "special"}, slots))
    assert unlock(blocks, secret("usual")).size == len(CONTENT)
    with pytest.raises(Unreadable):
        unlock(blocks, secret("special"))


@pytest.mark.parametrize("broken", ["wiped", "one bit", "another version"])
def test_the_second_header_stands_in_for_the_first(broken: str) -> None:
    content = bytearray(luks2(CONTENT))
    if broken == "wiped":
        content[:HEADER] = bytes(HEADER)
    elif broken == "one bit":
        content[4100] ^= 1
    else:
        content[:HEADER] = made.binary(b"{}", version=3)
    blocks = Memory(bytes(content))
    if broken != "another version":
        assert unlock(blocks, secret()).read_at(0, 512) == CONTENT[:512]
    else:
        assert encryption_of(blocks) is not None


def test_a_volume_cut_off_reads_as_far_as_it_goes() -> None:
    whole = luks2(CONTENT)
    opened = unlock(Memory(whole[: SEGMENT + 1500]), secret())
    assert opened.size == 1024
    assert opened.read_at(0, 5000) == CONTENT[:1024]


@pytest.mark.parametrize("length", [0, 5, 100, 4095, 4096, HEADER - 1, HEADER, AREA, AREA + 100, SEGMENT - 1])
def test_a_header_cut_off_is_an_answer(length: int) -> None:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(luks2(CONTENT)[:length]), secret())
    expected = Reason.OTHER_KIND if length < 8 else Reason.TRUNCATED
    assert told.value.reason in (expected, Reason.DAMAGED)


def test_a_place_that_cannot_be_read_is_said() -> None:
    for broken in (range(0x3000, 0x3001), range(AREA, AREA + 1)):
        with pytest.raises(Unreadable) as told:
            unlock(Memory(luks2(CONTENT), broken), secret())
        assert told.value.reason is Reason.READ_ERROR
