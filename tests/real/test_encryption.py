"""Encrypted volumes that nobody here made: each opens with its key, refuses another, and stays shut without one."""

import struct
from functools import cache
from pathlib import Path

import pytest

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks, ReadFault
from inzage.formats.encryption import EncryptionKind, Secret, SecretKind, Try
from inzage.formats.encryption.bek import external_key
from inzage.formats.encryption.recognise import encryption_of
from inzage.formats.encryption.unlock import attempt, unlock
from inzage.result import FileSystem, Reason, Status, Unreadable
from inzage.sources import Match, Patterns
from inzage.sources.image import ImageSource
from inzage.sources.keys import Key
from inzage.sources.opening import open_source
from inzage.sources.unlocking import NotTried, Tried
from tests.formats.encryption.made import luks2
from tests.real.volumes import ENOUGH, Unpacked

FOLDER = Path("dissect.fve/tests/_data")
PASSWORD = "password12!@"  # noqa: S105  (published beside the samples)
RECOVERY = "284867-596541-514998-422114-660297-261613-215424-199408"
VISTA = "517506-503998-044583-576191-587004-635965-501270-087802"
WINDOWS_7 = "131450-120197-153989-250338-511368-495572-680944-381546"
WRONG = "000011-000022-000033-000044-000055-000066-000077-000088"
RECORDS = 0x2000
SECTOR = 512


@pytest.fixture(scope="module")
def data(real_data: Path) -> Path:
    return real_data / FOLDER


@cache
def volume(path: Path) -> Unpacked:
    return Unpacked(path, ENOUGH)


def secret(kind: str, value: str | bytes) -> Secret:
    return Secret(SecretKind(kind), bytearray(value if isinstance(value, bytes) else value.encode()))


def tried(blocks: Blocks, kind: str, value: str | bytes) -> tuple[Try, Blocks | None]:
    found = encryption_of(blocks)
    assert found is not None
    made = attempt(blocks, found, secret(kind, value))
    return made.result, made.plain


def fixed(record: bytes) -> bool:
    """Does each sector of an NTFS record end in the record's own number, as it does only where every byte is right?"""
    at, count = struct.unpack_from("<HH", record, 4)
    return all(record[end - 2 : end] == record[at : at + 2] for end in range(SECTOR, SECTOR * count, SECTOR))


def assert_is_ntfs(plain: Blocks) -> None:
    assert plain.read_at(0, 11)[3:] == b"NTFS    "
    records = [plain.read_at(RECORDS + 1024 * number, 1024) for number in range(4)]
    assert [record[:4] for record in records] == [b"FILE"] * 4
    assert all(map(fixed, records))
    assert plain.read_at(RECORDS + 700, 2000) == b"".join(records)[700:2700]


BITLOCKER = [
    ("aes_128", "password", PASSWORD, {"password"}),
    ("aes_256", "password", PASSWORD, {"password"}),
    ("aes_128_diffuser", "password", PASSWORD, {"password"}),
    ("aes_256_diffuser", "password", PASSWORD, {"password"}),
    ("aes-xts_128", "password", PASSWORD, {"password"}),
    ("aes-xts_256", "password", PASSWORD, {"password"}),
    ("eow_partial", "password", PASSWORD, {"password"}),
    ("recovery_password", "recovery-key", RECOVERY, {"password", "recovery-key"}),
    ("recovery_key", "bek", "recovery_key.bek", {"password", "bek"}),
    ("startup_key", "bek", "startup_key.bek", {"password", "bek"}),
    ("suspended", "clear-key", "", {"clear-key"}),
    ("win7_partial", "recovery-key", WINDOWS_7, {"clear-key", "recovery-key", "bek"}),
]


@pytest.mark.parametrize(("name", "kind", "value", "accepts"), BITLOCKER, ids=[row[0] for row in BITLOCKER])
def test_bitlocker_opens_with_its_key(data: Path, name: str, kind: str, value: str, accepts: set[str]) -> None:
    blocks = volume(data / f"bde/{name}.bin.gz")
    found = encryption_of(blocks)
    assert found is not None
    assert (found.kind, found.accepts, found.locked) == (EncryptionKind.BITLOCKER, accepts, True)
    result, plain = tried(blocks, kind, (data / "bde" / value).read_bytes() if kind == "bek" else value)
    assert result == Try(EncryptionKind.BITLOCKER, SecretKind(kind), opened=True)
    assert plain is not None
    assert_is_ntfs(plain)


def test_a_volume_of_windows_vista_opens_although_two_of_its_three_copies_are_cut_off(data: Path) -> None:
    blocks = volume(data / "bde/vista.bin.gz")
    result, plain = tried(blocks, "recovery-key", VISTA)
    assert result.opened
    assert plain is not None
    first, here = plain.read_at(0, SECTOR), blocks.read_at(0, SECTOR)
    assert first[3:11] == b"NTFS    "
    assert (first[:3], first[11:56], first[64:]) == (here[:3], here[11:56], here[64:])
    assert plain.read_at(0x3008, 4) == bytes((0x20, 0, 0, 0))  # an access list, out of what was enciphered


def test_what_was_enciphered_reads_as_its_deciphered_twin(data: Path) -> None:
    twin = encryption_of(volume(data / "bde/decrypted.bin.gz"))
    assert twin is not None
    assert (twin.kind, twin.accepts, twin.locked) == (EncryptionKind.BITLOCKER, frozenset(), False)
    plain = unlock(volume(data / "bde/decrypted.bin.gz"), None)
    _, opened = tried(volume(data / "bde/suspended.bin.gz"), "clear-key", "")
    assert opened is not None
    assert opened.size == plain.size
    assert opened.read_at(0, 16384) == plain.read_at(0, 16384)
    assert_is_ntfs(plain)


REFUSED = [
    ("aes_128", "password", "password12!"),
    ("aes-xts_256", "password", ""),
    ("aes_128_diffuser", "password", "PASSWORD12!@"),
    ("recovery_password", "recovery-key", WRONG),
    ("recovery_password", "recovery-key", RECOVERY[:-1]),
    ("recovery_password", "recovery-key", ""),
    ("startup_key", "bek", "recovery_key.bek"),
    ("recovery_key", "bek", "startup_key.bek"),
    ("recovery_key", "password", "no"),
    ("suspended", "password", PASSWORD),
    ("suspended", "recovery-key", RECOVERY),
    ("win7_partial", "recovery-key", WRONG),
    ("win7_partial", "password", PASSWORD),
    ("aes_128", "clear-key", ""),
]


@pytest.mark.parametrize(("name", "kind", "value"), REFUSED, ids=[f"{row[0]}, {row[1]}" for row in REFUSED])
def test_bitlocker_refuses_another_key(data: Path, name: str, kind: str, value: str) -> None:
    given = (data / "bde" / value).read_bytes() if kind == "bek" else value
    result, plain = tried(volume(data / f"bde/{name}.bin.gz"), kind, given)
    assert result == Try(EncryptionKind.BITLOCKER, SecretKind(kind), opened=False, reason=Reason.ENCRYPTED)
    assert plain is None


@pytest.mark.parametrize("name", ["recovery_key", "startup_key"])
def test_every_beginning_of_a_real_key_file_is_damaged(data: Path, name: str) -> None:
    whole = (data / f"bde/{name}.bek").read_bytes()
    assert len(external_key(whole).key) == 32
    for length in range(len(whole)):
        with pytest.raises(Unreadable) as told:
            external_key(whole[:length])
        assert told.value.reason is Reason.DAMAGED


LUKS = [
    ("luks1/aes-ecb", "password"),
    ("luks1/sha1", "password"),
    ("luks2/aes-cbc-essiv", "password"),
    ("luks2/aes-cbc-plain", "password"),
    ("luks2/aes-ecb", "password"),
    ("luks2/aes-ecb-pbkdf2", "password"),
    ("luks2/aes-xts-plain64", "password"),
    ("luks2/multiple-slots", "password"),
]
SECTORS = b"".join(bytes([number]) * SECTOR for number in range(4))
"""What whoever made the samples wrote into them."""


@pytest.mark.parametrize(("name", "password"), LUKS, ids=[name for name, _ in LUKS])
def test_luks_opens_with_its_password(data: Path, name: str, password: str) -> None:
    blocks = volume(data / f"{name}.bin.gz")
    result, plain = tried(blocks, "password", password)
    assert result == Try(EncryptionKind(name.partition("/")[0]), SecretKind.PASSWORD, opened=True)
    assert plain is not None
    assert plain.size == len(SECTORS)
    assert plain.read_at(0, 10_000) == SECTORS
    assert plain.read_at(500, 600) == SECTORS[500:1100]


@pytest.mark.parametrize("name", ["luks1/aes-ecb", "luks2/aes-ecb-pbkdf2"])
def test_luks_refuses_another_password(data: Path, name: str) -> None:
    result, plain = tried(volume(data / f"{name}.bin.gz"), "password", "Password")
    assert (result.opened, result.reason, plain) == (False, Reason.ENCRYPTED, None)


SHUT = sorted({name for name, *_ in BITLOCKER} | {"vista"})


@pytest.mark.parametrize("name", [f"bde/{name}" for name in SHUT] + [name for name, _ in LUKS])
def test_without_a_key_it_stays_shut(data: Path, name: str) -> None:
    with pytest.raises(Unreadable) as told:
        unlock(volume(data / f"{name}.bin.gz"), None)
    assert told.value.reason is Reason.ENCRYPTED


def test_what_a_sample_lacks_is_said_and_not_made_up(data: Path) -> None:
    blocks = volume(data / "bde/aes-xts_128.bin.gz")
    _, plain = tried(blocks, "password", PASSWORD)
    assert plain is not None
    assert plain.size > blocks.size
    with pytest.raises(ReadFault):
        plain.read_at(plain.size - 4096, 4096)


IN_THE_LOCK = [
    ("bde/aes-xts_256", "password", PASSWORD, "bitlocker"),
    ("bde/aes_128_diffuser", "password", PASSWORD, "bitlocker"),
    ("bde/startup_key", "bek", "startup_key.bek", "bitlocker"),
    ("bde/suspended", "clear-key", "", "bitlocker"),
    ("luks2/aes-xts-plain64", "password", "password", "luks2"),
]


@pytest.mark.parametrize(("name", "kind", "value", "word"), IN_THE_LOCK, ids=[row[0] for row in IN_THE_LOCK])
def test_inside_the_lock_it_opens_with_its_key_and_not_without(
    data: Path, tmp_path: Path, name: str, kind: str, value: str, word: str
) -> None:
    path = tmp_path / "disk"
    volume(data / f"{name}.bin.gz").write_to(path)
    given = (data / "bde" / value).read_bytes() if kind == "bek" else value
    shut = FileSystem(word, 0, Status.ENCRYPTED, Reason.ENCRYPTED)
    outside = ImageSource(str(path), "raw", 1000)
    assert outside.survey().filesystems == (shut,)
    outside.close()
    inside = ImageSource(str(path), "raw", 1000, [Key(None, secret(kind, given)), Key(None, secret(kind, given))])
    (system,) = inside.survey().filesystems
    inside.close()
    opened = Try(EncryptionKind(word), SecretKind(kind), opened=True)
    assert inside.tried == (Tried(0, opened), NotTried.NOT_LOCKED)
    # The samples hold a file system's first sectors (or four odd ones) and then nothing.
    assert system.type == ("ntfs" if word == "bitlocker" else "unknown")
    assert system.status is not Status.ENCRYPTED


def test_a_file_system_within_luks_is_read_as_the_same_one_outside(real_data: Path, tmp_path: Path) -> None:
    parts = [real_data / f"dfvfs/test_data/ext2.splitraw.00{number}" for number in range(2)]
    content = b"".join(part.read_bytes() for part in parts)
    outside, inside = tmp_path / "outside.raw", tmp_path / "inside.raw"
    outside.write_bytes(content)
    inside.write_bytes(luks2(content, {"0": "de zin"}, sector=4096, cipher="aes-xts-plain64"))
    wanted = [Patterns("any", ("*",))]
    seen = []
    for path, keys in ((outside, ()), (inside, [Key(None, secret("password", "de zin"))])):
        source = open_source(str(path), keys=keys)
        systems = source.survey().filesystems
        read = []
        for match in source.find(wanted, frozenset()):
            if isinstance(match, Match) and match.found.kind is EntryKind.FILE:
                with source.open(match.found) as artefact:
                    read.append((match.found.untrusted_path, source.digest(artefact)))
        seen.append((systems, read))
        source.close()
    assert seen[0] == seen[1]
    assert [(system.type, system.status) for system in seen[0][0]] == [("ext2", Status.READ)]
    assert len(seen[0][1]) >= 3
