"""LZ4 blocks: what was packed comes out, nothing more than announced, and every defect is named."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inzage.formats.mozlz4 import MAGIC, MOST, BadBlock, block, plain
from inzage.result import Reason, Unreadable
from tests.formats.artefacts import holding
from tests.readers.makers.mozlz4 import literals

SEQUENCES = st.lists(
    st.tuples(st.binary(min_size=1, max_size=40), st.integers(1, 90), st.integers(4, 400)), max_size=12
)


def length(number: int) -> tuple[int, bytes]:
    """A length as its half of the token and the bytes behind it."""
    if number < 15:
        return number, b""
    more, last = divmod(number - 15, 255)
    return 15, b"\xff" * more + bytes([last])


def packed(sequences: list[tuple[bytes, int, int]], tail: bytes) -> tuple[bytes, bytes]:
    """(block, what it stands for) of (literals, how far back, how long) and last literals; byte by byte, as defined."""
    made, told = b"", bytearray()
    for literal, far, again in sequences:
        told += literal
        back = min(far, len(told))
        (few, more), (short, rest) = length(len(literal)), length(again - 4)
        made += bytes([few << 4 | short]) + more + literal + back.to_bytes(2, "little") + rest
        for _ in range(again):
            told.append(told[-back])
    return made + literals(tail), bytes(told + tail)


@given(SEQUENCES, st.binary(max_size=600))
@example([(b"ab", 2, 9), (b"c", 1, 400)], b"")
def test_what_was_packed_comes_out(sequences: list[tuple[bytes, int, int]], tail: bytes) -> None:
    made, told = packed(sequences, tail)
    assert block(made, len(told)) == told


@given(SEQUENCES, st.binary(min_size=1, max_size=40), st.data())
def test_a_block_cut_off_anywhere_is_no_block(
    sequences: list[tuple[bytes, int, int]], tail: bytes, data: st.DataObject
) -> None:
    made, told = packed(sequences, tail)
    with pytest.raises(BadBlock):
        block(made[: data.draw(st.integers(0, len(made) - 1))], len(told))


@given(st.binary(max_size=300), st.integers(0, 2000))
def test_any_bytes_end_in_so_many_bytes_or_a_fault(content: bytes, size: int) -> None:
    with contextlib.suppress(BadBlock):
        assert len(block(content, size)) == size


def test_a_real_encoders_block() -> None:
    """Worked by hand from the description of the format: 'abcd' and eleven times the same again."""
    assert block(bytes([0x4F]) + b"abcd" + bytes([4, 0, 25, 0x10]) + b"!", 49) == b"abcd" * 12 + b"!"


@pytest.mark.parametrize(
    ("made", "size", "early"),
    [
        (b"", 0, True),
        (b"\x10", 1, True),
        (b"\xf0", 20, True),
        (b"\x10a\x01", 9, True),
        (b"\x10a", 2, True),
        (b"\x20ab", 1, False),
        (b"\x10a\x00\x00\x10b", 9, False),
        (b"\x10a\x02\x00\x10b", 9, False),
        (b"\x1fa\x01\x00" + b"\xff" * 50 + b"\x00\x10b", 100, False),
    ],
    ids=[
        "nothing", "literals not there", "length not there", "distance half there", "shorter than announced",
        "longer than announced", "no distance", "from before the beginning", "a bomb",
    ],
)  # fmt: skip
def test_each_defect_is_a_fault(made: bytes, size: int, early: bool) -> None:
    with pytest.raises(BadBlock) as fault:
        block(made, size)
    assert fault.value.early is early


@pytest.mark.parametrize(
    ("content", "sure", "reason"),
    [
        (b"", True, Reason.EMPTY_FILE),
        (bytes(99), True, Reason.ZEROED),
        (b"no such file", True, Reason.DAMAGED),
        (b"no such file", False, Reason.OTHER_KIND),
        (MAGIC + (MOST + 1).to_bytes(4, "little") + b"\x10a", True, Reason.TOO_LARGE),
        (MAGIC + b"\x09\0\0\0\x20ab", False, Reason.TRUNCATED),
        (MAGIC + b"\x01\0\0\0\x20ab", False, Reason.DAMAGED),
        (MAGIC, True, Reason.TRUNCATED),
    ],
)
def test_a_file_that_will_not_do_says_why(content: bytes, sure: bool, reason: Reason, tmp_path: Path) -> None:
    with holding(content, tmp_path, sure=sure) as artefact, pytest.raises(Unreadable) as fault:
        plain(artefact)
    assert fault.value.reason is reason


def test_a_whole_file(tmp_path: Path) -> None:
    with holding(MAGIC + b"\x04\0\0\0\x40abcd", tmp_path) as artefact:
        assert plain(artefact) == b"abcd"
