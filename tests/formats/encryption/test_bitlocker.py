"""BitLocker's own structures: key files, metadata and the view in which they are mended. Volumes: ``tests/real``."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.encryption import EncryptionKind, SecretKind
from inzage.formats.encryption.bek import external_key
from inzage.formats.encryption.bitlocker import Mended, from_recovery_key
from inzage.formats.encryption.fve_metadata import (
    Entry,
    Protection,
    Type,
    Value,
    deciphered,
    entries,
    metadata_of,
    places,
    with_clear_key,
)
from inzage.formats.encryption.recognise import encryption_of
from inzage.formats.encryption.unlock import unlock
from inzage.result import Reason, Unreadable
from tests.formats.encryption.made import Memory, plain, secret

KEY, NAME = plain(32, 1), plain(16, 2)
COPIES = (0x10000, 0x30000, 0x50000)
SIZE = 0x70000


def entry(kind: int, value: int, data: bytes) -> bytes:
    return struct.pack("<4H", 8 + len(data), kind, value, 1) + data


def key_entry(key: bytes) -> bytes:
    return entry(Type.PROPERTY, Value.KEY, bytes(4) + key)


def metadata_header(body: bytes) -> bytes:
    return struct.pack("<4I16sIIQ", 48 + len(body), 1, 48, 48 + len(body), NAME, 1, 0x8004, 0) + body


def bek(key: bytes = KEY) -> bytes:
    inside = NAME + bytes(8) + entry(Type.PROPERTY, 2, "een stick\0".encode("utf-16-le")) + key_entry(key)
    return metadata_header(entry(Type.EXTERNAL, Value.EXTERNAL, inside))


def protector(protection: int, inside: bytes = b"") -> bytes:
    return entry(Type.MASTER, Value.MASTER, NAME + bytes(10) + struct.pack("<H", protection) + inside)


def block(body: bytes, state: int = 4) -> bytes:
    said = metadata_header(body)
    head = struct.pack("<8s4HQII3QQ", b"-FVE-FS-", 8, 2, state, state, SIZE, 0, 16, *COPIES, 0x60000)
    return head + said


def volume(body: bytes, copies: tuple[int, ...] = COPIES, state: int = 4) -> bytes:
    made = bytearray(SIZE)
    made[:11] = b"\xeb\x58\x90-FVE-FS-"
    made[160:176] = bytes.fromhex("3bd66749292ed84a8399f6a339e3d001")
    struct.pack_into("<3Q", made, 176, *COPIES)
    for place in copies:
        said = block(body, state)
        made[place : place + len(said)] = said
    return bytes(made)


def test_a_key_file_gives_its_key_and_what_it_opens() -> None:
    found = external_key(bek())
    assert (found.identifier, found.key) == (NAME, KEY)


def test_a_key_does_not_show_itself() -> None:
    assert repr(external_key(bek())) == "ExternalKey()"


@pytest.mark.parametrize("length", range(len(bek())))
def test_every_beginning_of_a_key_file_is_damaged(length: int) -> None:
    with pytest.raises(Unreadable) as told:
        external_key(bek()[:length])
    assert told.value.reason is Reason.DAMAGED


@given(data=st.binary(max_size=300))
def test_bytes_are_no_key_file(data: bytes) -> None:
    with pytest.raises(Unreadable):
        external_key(data)


@given(at=st.integers(0, len(bek()) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_gives_a_key_or_an_answer(at: int, byte: int) -> None:
    content = bytearray(bek())
    content[at] = byte
    try:
        assert len(external_key(bytes(content)).key) == 32
    except Unreadable as fault:
        assert fault.reason is Reason.DAMAGED


OTHERS = {
    "no key": metadata_header(entry(Type.EXTERNAL, Value.EXTERNAL, NAME + bytes(8))),
    "two keys": metadata_header(entry(Type.EXTERNAL, Value.EXTERNAL, NAME + bytes(8) + key_entry(KEY) * 2)),
    "a short key": bek(KEY[:31]),
    "a long key": bek(KEY + b"x"),
    "something else": metadata_header(protector(Protection.CLEAR)),
    "nothing": metadata_header(b""),
    "a gigabyte": struct.pack("<4I16sIIQ", 2**30, 1, 48, 0, NAME, 1, 0, 0) + bytes(100),
    "an entry that ends outside": metadata_header(struct.pack("<4H", 5000, Type.EXTERNAL, Value.EXTERNAL, 1)),
    "an entry shorter than its head": metadata_header(struct.pack("<4H", 3, Type.EXTERNAL, Value.EXTERNAL, 1)),
}


@pytest.mark.parametrize("case", OTHERS)
def test_another_file_is_no_key_file(case: str) -> None:
    with pytest.raises(Unreadable) as told:
        external_key(OTHERS[case])
    assert told.value.reason is Reason.DAMAGED


ENTRIES = st.lists(st.builds(Entry, st.integers(0, 99), st.integers(0, 99), st.binary(max_size=40)), max_size=8)


@given(told=ENTRIES, room=st.integers(0, 20))
def test_entries_come_back_in_order(told: list[Entry], room: int) -> None:
    packed = b"".join(entry(one.type, one.value, one.data) for one in told)
    assert list(entries(packed + bytes(room))) == told


@given(data=st.binary(max_size=200))
def test_entries_of_anything_end(data: bytes) -> None:
    try:
        assert sum(8 + len(one.data) for one in entries(data)) <= len(data)
    except Unreadable as fault:
        assert fault.reason is Reason.DAMAGED


OPENED_BY = [
    (Protection.PASSWORD, {SecretKind.PASSWORD}),
    (Protection.RECOVERY, {SecretKind.RECOVERY_KEY}),
    (Protection.STARTUP, {SecretKind.BEK}),
    (Protection.CLEAR, {SecretKind.CLEAR_KEY}),
    (0x0100, set()),
    (0x0500, set()),
]


@pytest.mark.parametrize(("protection", "kinds"), OPENED_BY, ids=[hex(number) for number, _ in OPENED_BY])
def test_what_can_open_it_is_told_without_a_try(protection: int, kinds: set[SecretKind]) -> None:
    found = encryption_of(Memory(volume(protector(protection))))
    assert found is not None
    assert (found.kind, found.accepts, found.locked) == (EncryptionKind.BITLOCKER, kinds, True)


def test_a_volume_whose_encryption_was_switched_off_is_not_locked() -> None:
    found = encryption_of(Memory(volume(b"", state=1)))
    assert found is not None
    assert not found.locked


@pytest.mark.parametrize("left", COPIES)
def test_one_copy_of_three_suffices(left: int) -> None:
    found = metadata_of(Memory(volume(protector(Protection.PASSWORD), (left,))))
    assert [one.protection for one in found.protectors] == [Protection.PASSWORD]
    assert found.places == COPIES


def test_no_copy_left_is_damage() -> None:
    blocks = Memory(volume(b"", ()))
    found = encryption_of(blocks)
    assert found is not None
    assert found.accepts == frozenset()
    for give in (None, secret()):
        with pytest.raises(Unreadable) as told:
            unlock(blocks, give)
        assert told.value.reason in (Reason.DAMAGED, Reason.ENCRYPTED)


@given(at=st.integers(0, 400), noise=st.binary(min_size=1, max_size=40))
def test_noise_in_every_copy_is_an_answer(at: int, noise: bytes) -> None:
    content = bytearray(volume(protector(Protection.CLEAR, key_entry(KEY))))
    for place in COPIES:
        content[place + at : place + at + len(noise)] = noise
    with pytest.raises(Unreadable):
        unlock(Memory(bytes(content)), secret(b"", SecretKind.CLEAR_KEY))


HEADS = {
    "NTFS": b"\xeb\x52\x90NTFS    ",
    "FAT": b"\xeb\x58\x90MSWIN4.1",
    "nothing": b"",
    "the mark elsewhere": b"-FVE-FS-",
}


@pytest.mark.parametrize("case", HEADS)
def test_other_volumes_are_not_bitlocker(case: str) -> None:
    assert encryption_of(Memory(HEADS[case].ljust(SIZE, b"\0"))) is None


def test_a_stick_to_go_is_known_by_its_identifier() -> None:
    head = bytearray(512)
    head[:11] = b"\xeb\x58\x90MSWIN4.1"
    head[424:440] = bytes.fromhex("3bd66749292ed84a8399f6a339e3d001")
    struct.pack_into("<3Q", head, 440, *COPIES)
    assert places(bytes(head)) == COPIES


def test_a_clear_key_opens_what_it_was_laid_over() -> None:
    found = metadata_of(Memory(volume(protector(Protection.PASSWORD) + entry(3, Value.ENCIPHERED, bytes(60)))))
    copy = with_clear_key(found, KEY)
    again = metadata_of(Memory(volume(b"")[: COPIES[0]] + copy + bytes(0x10000)))
    assert [one.protection for one in again.protectors] == [Protection.CLEAR]
    (only,) = again.protectors
    assert only.clear_key is not None
    assert deciphered(only.clear_key, only.enciphered) == KEY
    assert again.volume_key == bytes(60)


@given(key=st.binary(min_size=32, max_size=32), data=st.binary(max_size=120))
def test_a_key_under_another_key_is_none(key: bytes, data: bytes) -> None:
    assert deciphered(key, data) is None


PIECES = st.tuples(st.integers(0, 300), st.integers(0, 300))


@given(content=st.binary(max_size=120), at=st.lists(st.integers(0, 200), min_size=1, max_size=3), piece=PIECES)
def test_the_copy_lies_over_the_volume_wherever_it_is_read(
    content: bytes, at: list[int], piece: tuple[int, int]
) -> None:
    copy, (offset, size) = b"COPYCOPY", piece
    whole = bytearray(content.ljust(max(len(content), max(at) + len(copy)), b"\0"))
    for place in at:
        whole[place : place + len(copy)] = copy
    blocks = Mended(Memory(content), at, copy)
    assert blocks.size == len(whole)
    # Beyond the volume's end there is nothing but copies: what lies between them is missing, or zeros before one.
    got = blocks.read_at(offset, size)
    assert bytes(whole[offset : offset + size]).startswith(got)
    covered = [place + len(copy) for place in at if place < offset + size and place + len(copy) > offset]
    assert offset + len(got) >= min([offset + size, max([*covered, min(len(content), offset + size)])])


RECOVERY = "284867-596541-514998-422114-660297-261613-215424-199408"


@pytest.mark.parametrize(
    "text",
    [
        "",
        RECOVERY[:-1],
        RECOVERY + "0",
        RECOVERY.replace("-", ""),
        RECOVERY.replace("284867", "284868"),
        RECOVERY.replace("284867", "999999"),
        RECOVERY.replace("2", "\u0662"),
        "-".join(["720907"] * 8),
    ],
)
def test_what_is_no_recovery_key_opens_nothing(text: str) -> None:
    with pytest.raises(Unreadable) as told:
        from_recovery_key(text)
    assert told.value.reason is Reason.ENCRYPTED


@given(numbers=st.lists(st.integers(0, 0xFFFF), min_size=8, max_size=8))
def test_every_eight_words_are_a_recovery_key(numbers: list[int]) -> None:
    assert len(from_recovery_key("-".join(f"{number * 11:06}" for number in numbers))) == 32
