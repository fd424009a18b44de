"""Sectors are deciphered by number, from any place, in the modes that are in use and in no other."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.encryption.sectors import Deciphered, SectorCipher
from inzage.result import Reason, Unreadable
from tests.formats.encryption.made import Memory, enciphered, plain

CIPHERS = {
    "aes-xts-plain64": 64,
    "aes-xts-plain": 32,
    "aes-cbc-plain64": 32,
    "aes-cbc-plain": 16,
    "aes-cbc-essiv:sha256": 24,
    "aes-ecb": 32,
}
SIZES = (512, 1024, 2048, 4096)


def view(named: str, sector: int, first: int, sectors: int = 5, rest: int = 0) -> tuple[Deciphered, bytes]:
    key, content = plain(CIPHERS[named], 11), plain(sector * sectors, 12)
    hidden = enciphered(content, named, key, first, sector) + bytes(rest)
    return Deciphered(Memory(hidden), SectorCipher(named, key), sector=sector, first=first), content


@pytest.mark.parametrize("sector", SIZES)
@pytest.mark.parametrize("named", CIPHERS)
def test_a_whole_run_reads_as_it_was(named: str, sector: int) -> None:
    blocks, content = view(named, sector, first=70)
    assert blocks.read_at(0, blocks.size) == content


@given(
    named=st.sampled_from(sorted(CIPHERS)),
    sector=st.sampled_from(SIZES),
    first=st.integers(0, 2**31),
    offset=st.integers(0, 24_000),
    size=st.integers(0, 24_000),
)
def test_any_piece_is_the_same_piece_of_the_whole(named: str, sector: int, first: int, offset: int, size: int) -> None:
    blocks, content = view(named, sector, first)
    assert blocks.read_at(offset, size) == content[offset : offset + size]


@given(number=st.integers(0, 2**64 - 1))
def test_xts_counts_sectors_in_64_bits_little_end_first(number: int) -> None:
    key, content = plain(64, 1), plain(512, 2)
    running = Cipher(AES(key), modes.XTS(number.to_bytes(8, "little") + bytes(8))).encryptor()
    hidden = running.update(content)
    assert SectorCipher("aes-xts-plain64", key).decipher(hidden, number, 512) == content
    assert SectorCipher("aes-xts-plain64", key).decipher(hidden, number ^ 1, 512) != content


def test_a_large_sector_is_numbered_in_units_of_512() -> None:
    key, content = plain(64, 1), plain(8192, 2)
    tweaks = [Cipher(AES(key), modes.XTS((n * 8).to_bytes(16, "little"))).encryptor() for n in range(2)]
    hidden = tweaks[0].update(content[:4096]) + tweaks[1].update(content[4096:])
    assert SectorCipher("aes-xts-plain64", key).decipher(hidden, 0, 4096) == content


@pytest.mark.parametrize(("named", "same"), [("aes-xts-plain", True), ("aes-xts-plain64", False)])
def test_the_old_count_starts_anew_after_32_bits(named: str, same: bool) -> None:
    cipher, hidden = SectorCipher(named, plain(64, 1)), plain(512, 2)
    assert (cipher.decipher(hidden, 2**32 + 5, 512) == cipher.decipher(hidden, 5, 512)) is same


def test_half_a_sector_at_the_end_is_not_there() -> None:
    blocks, content = view("aes-xts-plain64", 4096, 0, rest=777)
    assert blocks.size == len(content)
    assert blocks.read_at(blocks.size - 10, 100) == content[-10:]


@pytest.mark.parametrize(
    ("named", "size"),
    [
        *(("aes-xts-plain64", size) for size in (0, 16, 24, 48, 63)),
        *(("aes-cbc-plain", size) for size in (8, 33, 64)),
        *((named, 32) for named in ("", "aes", "aes-", "aes-ctr-plain", "aes-xts", "aes-xts-random", "aes-cbc-essiv")),
        *((named, 32) for named in ("aes-cbc-essiv:md5", "aes-xts-plain64:sha256", "serpent-xts-plain64")),
        *((named, 64) for named in ("twofish-xts-plain64", "cipher_null-ecb", "xchacha12,aes-adiantum-plain64")),
    ],
)
def test_what_is_not_known_stays_encrypted(named: str, size: int) -> None:
    with pytest.raises(Unreadable) as told:
        SectorCipher(named, bytes(size))
    assert told.value.reason is Reason.ENCRYPTED
