"""AES-CBC as a view: any piece is that piece of the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.cbc import CbcBlocks, decrypted, padding
from tests.formats.test_android_backup import Held
from tests.sources.backups import sealed

KEY, IV = b"k" * 32, b"an iv of 16 byte"


def test_the_published_vector() -> None:
    key = bytes.fromhex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4")
    iv = bytes.fromhex("000102030405060708090a0b0c0d0e0f")
    assert decrypted(bytes.fromhex("f58c4c04d6e5f1ba779eabfb5f7bfbd6"), key, iv).hex() == (
        "6bc1bee22e409f96e93d7e117393172a"
    )


@given(st.binary(max_size=200), st.integers(0, 250), st.integers(0, 250))
def test_a_piece_is_a_piece_of_the_whole(content: bytes, offset: int, size: int) -> None:
    view = CbcBlocks(Held(sealed(content, KEY, IV)), KEY, IV)
    whole = content + bytes([16 - len(content) % 16]) * (16 - len(content) % 16)
    assert view.size == len(whole)
    assert view.read_at(offset, size) == whole[offset : offset + size]


@given(st.binary(min_size=20, max_size=100), st.integers(1, 15))
def test_a_broken_last_block_holds_nothing(content: bytes, cut: int) -> None:
    shut = sealed(content, KEY)
    view = CbcBlocks(Held(shut[:-cut]), KEY)
    assert view.size == len(shut) - 16
    assert view.read_at(0, 999) == content[: view.size]


PADDINGS = [
    (b"", 0),
    (b"\x10" * 16, 16),
    (b"a" * 15 + b"\x01", 1),
    (b"a" * 13 + b"\x03" * 3, 3),
    (b"a" * 14 + b"\x03" * 2, 0),
    (b"a" * 15 + b"\x00", 0),
    (b"a" * 15 + b"\x11", 0),
    (b"\x10" * 15, 0),
]


@pytest.mark.parametrize(("last", "count"), PADDINGS)
def test_padding(last: bytes, count: int) -> None:
    assert padding(last) == count
