"""Snappy: what was packed comes out, what was packed wrongly is refused, and little never becomes much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.crc32c import crc32c, masked
from inzage.formats.snappy import Broken, plain
from tests.readers.makers.leveldb import packed

MOST = 1 << 20


@pytest.mark.parametrize(
    ("untrusted", "expected"),
    [
        ("00", b""),
        ("0308616263", b"abc"),
        ("0a00611501", b"a" + b"a" * 9),
        ("0608616263" + "0803", None),
        ("07086162630103", b"abc" + b"abca"),
        ("0608616263" + "0a0300", b"abcabc"),
        ("0608616263" + "0b03000000", b"abcabc"),
        ("05f004" + "6162636465", b"abcde"),
        ("05f40400" + "6162636465", b"abcde"),
        ("05f8040000" + "6162636465", b"abcde"),
        ("05fc04000000" + "6162636465", b"abcde"),
    ],
)
def test_every_kind_of_piece(untrusted: str, expected: bytes | None) -> None:
    if expected is None:
        with pytest.raises(Broken):
            plain(bytes.fromhex(untrusted), MOST)
    else:
        assert plain(bytes.fromhex(untrusted), MOST) == expected


@given(st.binary(max_size=300) | st.lists(st.tuples(st.integers(0, 255), st.integers(1, 200))).map(
    lambda runs: b"".join(bytes([byte]) * n for byte, n in runs)
))  # fmt: skip
def test_what_is_packed_comes_out(raw: bytes) -> None:
    assert plain(packed(raw), len(raw)) == raw


@pytest.mark.parametrize(
    "untrusted",
    [
        pytest.param("", id="nothing"),
        pytest.param("80", id="no_length"),
        pytest.param("ffffffffff01", id="length_without_end"),
        pytest.param("ffffffff0f0061", id="four_gigabytes"),
        pytest.param("04086162", id="too_few_bytes"),
        pytest.param("020861626364", id="more_than_it_says"),
        pytest.param("0108616263", id="less_than_it_holds"),
        pytest.param("0301", id="half_a_copy"),
        pytest.param("050061", id="stops_early"),
        pytest.param("040061150000", id="copy_from_nowhere"),
        pytest.param("0400610900", id="copy_of_nothing_back"),
        pytest.param("0400611502", id="half_an_offset"),
        pytest.param("05f0", id="no_length_of_bytes"),
        pytest.param("04f4ff", id="half_a_length"),
    ],
)
def test_what_is_packed_wrongly_is_broken(untrusted: str) -> None:
    with pytest.raises(Broken):
        plain(bytes.fromhex(untrusted), 1 << 40)


def test_no_more_than_the_caller_allows() -> None:
    whole = packed(b"a" * 1000)
    assert len(plain(whole, 1000)) == 1000
    with pytest.raises(Broken):
        plain(whole, 999)


@given(st.binary(max_size=200))
def test_any_bytes_end_in_as_many_as_they_say_or_in_a_fault(untrusted: bytes) -> None:
    try:
        made = plain(untrusted, MOST)
    except Broken:
        return
    assert len(made) <= 32 * len(untrusted)


@pytest.mark.parametrize(
    ("untrusted", "checksum"),
    [
        (b"", 0),
        (b"123456789", 0xE3069283),
        (bytes(32), 0x8A9136AA),
        (b"\xff" * 32, 0x62A8AB43),
        (bytes(range(32)), 0x46DD794E),
        (bytes(reversed(range(32))), 0x113FDB5C),
    ],
)
def test_the_checksums_of_the_standard(untrusted: bytes, checksum: int) -> None:
    """RFC 3720 B.4, and the check value of CRC-32C."""
    assert crc32c(untrusted) == checksum


def test_a_masked_checksum_is_another() -> None:
    assert masked(b"foo") != crc32c(b"foo")
    assert masked(b"123456789") == (0xE3069283 >> 15 | 0xE3069283 << 17 & 0xFFFFFFFF) + 0xA282EAD8 & 0xFFFFFFFF
