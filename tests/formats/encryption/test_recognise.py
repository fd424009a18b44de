"""What a volume is encrypted with is told from its first bytes; most volumes are not, and a hole is a fault."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.blocks import ReadFault
from inzage.formats.encryption import ACCEPTED, Encryption, EncryptionKind, SecretKind, Try
from inzage.formats.encryption.apfs import APFS, encryption_of_volume, unlock_volume
from inzage.formats.encryption.recognise import encryption_of
from inzage.formats.encryption.unlock import unlock
from inzage.result import Reason, Unreadable
from tests.formats.encryption.made import HEADER, Memory, luks1, luks2, plain, secret

CORE_STORAGE = bytes(10) + b"\x10\x00" + bytes(76) + b"CS" + bytes(60_000)

KINDS = {
    EncryptionKind.LUKS1: luks1(b""),
    EncryptionKind.LUKS2: luks2(b""),
    EncryptionKind.FILEVAULT: CORE_STORAGE,
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told(kind: EncryptionKind) -> None:
    assert encryption_of(Memory(KINDS[kind])) == Encryption(kind, ACCEPTED[kind])


def test_every_kind_says_what_opens_it() -> None:
    assert set(ACCEPTED) == set(EncryptionKind)
    assert all(ACCEPTED.values())


@pytest.mark.parametrize("place", [HEADER << n for n in range(9)])
def test_a_wiped_luks2_is_told_by_its_second_header_wherever_that_lies(place: int) -> None:
    found = encryption_of(Memory(bytes(place) + b"SKUL\xba\xbe\x00\x02" + bytes(4096)))
    assert found is not None
    assert found.kind is EncryptionKind.LUKS2


OTHERS = {
    "nothing": b"",
    "zeros": bytes(10_000),
    "noise": plain(100_000, 5),
    "LUKS of no version": b"LUKS\xba\xbe\x00\x07" + bytes(10_000),
    "the beginning of LUKS": b"LUKS\xba",
    "a second header a sector too far": bytes(HEADER + 512) + b"SKUL\xba\xbe" + bytes(512),
    "CS without its type": bytes(88) + b"CS" + bytes(10_000),
    "its type without CS": bytes(10) + b"\x10\x00" + bytes(10_000),
}


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_not_encrypted_is_not_called_so(case: str) -> None:
    assert encryption_of(Memory(OTHERS[case])) is None
    with pytest.raises(Unreadable) as told:
        unlock(Memory(OTHERS[case]), secret())
    assert told.value.reason is Reason.OTHER_KIND


@given(head=st.binary(max_size=5000))
def test_anything_can_be_asked(head: bytes) -> None:
    found = encryption_of(Memory(head))
    assert found is None or isinstance(found, Encryption)


def test_a_first_sector_that_cannot_be_read_is_no_answer() -> None:
    with pytest.raises(ReadFault):
        encryption_of(Memory(bytes(10_000), range(0, 512)))


@pytest.mark.parametrize("kind", [SecretKind.PASSWORD, SecretKind.RECOVERY_KEY])
@pytest.mark.parametrize("content", [CORE_STORAGE, CORE_STORAGE[:512], CORE_STORAGE[:88] + b"CS" + plain(60_000)])
def test_a_damaged_filevault_is_an_answer(content: bytes, kind: SecretKind) -> None:
    with pytest.raises(Unreadable) as told:
        unlock(Memory(content), secret("x", kind))
    assert told.value.reason in (Reason.DAMAGED, Reason.ENCRYPTED)


class Apfs:
    """A volume as the library has it."""

    def __init__(self, key: str, fault: type[Exception] | None = None) -> None:
        self.key, self.fault = key, fault
        self.given = ""
        self.locked = True

    def is_locked(self) -> bool:
        return self.locked

    def set_password(self, given: str) -> None:
        self.given = given

    def set_recovery_password(self, given: str) -> None:
        self.given = f"recovery {given}"

    def unlock(self) -> bool:
        if self.fault:
            raise self.fault(self.given)
        self.locked = self.given != self.key
        return not self.locked


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        (SecretKind.PASSWORD, "goed", None),
        (SecretKind.PASSWORD, "fout", Reason.ENCRYPTED),
        (SecretKind.RECOVERY_KEY, "goed", Reason.ENCRYPTED),
        (SecretKind.CLEAR_KEY, "", Reason.ENCRYPTED),
        (SecretKind.BEK, "goed", Reason.ENCRYPTED),
    ],
)
def test_an_apfs_volume_opens_where_it_lies(kind: SecretKind, value: str, reason: Reason | None) -> None:
    volume = Apfs("goed")
    assert encryption_of_volume(volume) == APFS
    assert unlock_volume(volume, secret(value, kind)) == Try(EncryptionKind.APFS, kind, reason is None, reason)
    assert (encryption_of_volume(volume) is None) is (reason is None)


@pytest.mark.parametrize(("fault", "reason"), [(OSError, Reason.DAMAGED), (MemoryError, Reason.NO_MEMORY)])
def test_what_an_apfs_library_says_goes_no_further(fault: type[Exception], reason: Reason) -> None:
    given = secret("geheim")
    tried = unlock_volume(Apfs("goed", fault), given)
    assert tried == Try(EncryptionKind.APFS, SecretKind.PASSWORD, opened=False, reason=reason)
    assert bytes(given.reveal()) == bytes(6)
