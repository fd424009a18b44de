"""A key that was split comes back whole, and only from all of its stripes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.encryption.antiforensic import HASHES, diffuse, known_hash, merge
from inzage.result import Reason, Unreadable
from tests.formats.encryption.made import split

KEYS = st.binary(min_size=1, max_size=70)


@given(key=KEYS, stripes=st.integers(1, 40), hash_name=st.sampled_from(HASHES), seed=st.integers(0, 99))
def test_what_was_split_is_merged(key: bytes, stripes: int, hash_name: str, seed: int) -> None:
    assert merge(split(key, stripes, hash_name, seed), stripes, hash_name) == key


@given(key=st.binary(min_size=16, max_size=64), stripes=st.integers(2, 20), data=st.data())
def test_every_bit_of_every_stripe_counts(key: bytes, stripes: int, data: st.DataObject) -> None:
    material = bytearray(split(key, stripes, "sha256"))
    material[data.draw(st.integers(0, len(material) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert merge(bytes(material), stripes, "sha256") != key


@pytest.mark.parametrize("hash_name", HASHES)
def test_spreading_keeps_the_length_whatever_the_digest_s(hash_name: str) -> None:
    assert [len(diffuse(bytes(size), hash_name)) for size in (0, 1, 20, 63, 64, 65)] == [0, 1, 20, 63, 64, 65]


def test_spreading_numbers_the_pieces() -> None:
    spread = diffuse(bytes(64), "sha256")
    assert spread[:32] != spread[32:]


@pytest.mark.parametrize("count", [0, -1, 3, 33])
def test_stripes_that_do_not_divide_are_damage(count: int) -> None:
    with pytest.raises(Unreadable) as told:
        merge(bytes(32), count, "sha256")
    assert told.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("name", ["", "md5", "whirlpool", "ripemd160", "SHA256", "sha3-256", "sha256\0"])
def test_a_digest_that_is_not_at_hand_leaves_it_encrypted(name: str) -> None:
    with pytest.raises(Unreadable) as told:
        known_hash(name)
    assert told.value.reason is Reason.ENCRYPTED
