"""Bytes at places: every layer says what a plain slice of the bytes says."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.blocks import (
    Blocks,
    Cached,
    DescriptorBlocks,
    FileObject,
    Joined,
    ReadFault,
    Slice,
    Watched,
    within,
)


class Bytes:
    """Blocks over bytes in memory; ``broken``: places that cannot be read."""

    def __init__(self, content: bytes, broken: range = range(0)) -> None:
        self.content, self.broken = content, broken
        self.asked: list[tuple[int, int]] = []

    @property
    def size(self) -> int:
        return len(self.content)

    def read_at(self, offset: int, size: int) -> bytes:
        self.asked.append((offset, size))
        if any(place in self.broken for place in range(offset, offset + size)):
            raise ReadFault(offset)
        return self.content[offset : offset + size]


CONTENT = bytes(range(256)) * 3

LAYERS: dict[str, Callable[[], tuple[Blocks, bytes]]] = {
    "slice": lambda: (Slice(Bytes(CONTENT), 10, 100), CONTENT[10:110]),
    "slice to the end": lambda: (Slice(Bytes(CONTENT), 700, 1000), CONTENT[700:]),
    "slice outside": lambda: (Slice(Bytes(CONTENT), 5000, 10), b""),
    "joined": lambda: (Joined([Bytes(CONTENT[:7]), Bytes(b""), Bytes(CONTENT[7:500]), Bytes(CONTENT[500:])]), CONTENT),
    "joined of nothing": lambda: (Joined([]), b""),
    "cached": lambda: (Cached(Bytes(CONTENT), page=16, pages=2), CONTENT),
    "watched": lambda: (Watched(Bytes(CONTENT)), CONTENT),
    "all of them": lambda: (
        Cached(Slice(Joined([Bytes(CONTENT[:33]), Bytes(CONTENT[33:])]), 5, 600), page=7),
        CONTENT[5:605],
    ),
}


@pytest.mark.parametrize("name", LAYERS)
@given(offset=st.integers(0, 900), size=st.integers(0, 900))
def test_a_layer_reads_as_the_bytes_do(name: str, offset: int, size: int) -> None:
    blocks, content = LAYERS[name]()
    assert blocks.size == len(content)
    assert blocks.read_at(offset, size) == content[offset : offset + size]


@pytest.mark.parametrize("name", ["slice", "joined", "cached"])
@pytest.mark.parametrize(("offset", "size"), [(-1, 5), (0, -1)])
def test_nothing_lies_before_the_beginning(name: str, offset: int, size: int) -> None:
    with pytest.raises(ValueError, match="before the beginning"):
        LAYERS[name]()[0].read_at(offset, size)


@pytest.mark.parametrize(("offset", "size"), [(-1, 5), (5, -1)])
def test_a_slice_begins_within_its_blocks(offset: int, size: int) -> None:
    with pytest.raises(ValueError, match="within its blocks"):
        Slice(Bytes(CONTENT), offset, size)


@given(st.integers(0, 100), st.integers(0, 200), st.integers(0, 200))
def test_within_never_passes_the_end(total: int, offset: int, size: int) -> None:
    assert within(total, offset, size) == len(range(total)[offset : offset + size])


def test_a_part_that_got_shorter_ends_the_whole_there() -> None:
    shrunk = Bytes(CONTENT[:100])
    joined = Joined([shrunk, Bytes(b"second")])
    shrunk.content = CONTENT[:60]
    assert joined.read_at(50, 100) == CONTENT[50:60]


def test_a_descriptor(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(CONTENT)
    file = os.open(tmp_path / "a", os.O_RDONLY)
    blocks = DescriptorBlocks(file)
    assert blocks.size == len(CONTENT)
    assert blocks.read_at(700, 1000) == CONTENT[700:]
    assert blocks.read_at(5000, 1) == b""
    os.truncate(tmp_path / "a", 720)
    assert blocks.read_at(700, 1000) == CONTENT[700:720]
    os.close(file)
    with pytest.raises(ReadFault) as fault:
        blocks.read_at(30, 1)
    assert fault.value.offset == 30


def test_reads_that_come_in_pieces_are_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(CONTENT)
    file = os.open(tmp_path / "a", os.O_RDONLY)
    real = os.pread
    monkeypatch.setattr(os, "pread", lambda file, size, offset: real(file, min(size, 7), offset))
    assert DescriptorBlocks(file).read_at(3, 100) == CONTENT[3:103]
    os.close(file)


def test_watching_counts_what_cannot_be_read() -> None:
    watched = Watched(Bytes(CONTENT, broken=range(100, 110)))
    assert watched.read_at(0, 100) == CONTENT[:100]
    assert watched.faults == 0
    for offset in (95, 109):
        with pytest.raises(ReadFault):
            watched.read_at(offset, 10)
    assert watched.faults == 2


def test_a_page_is_read_once_while_it_is_kept() -> None:
    below = Bytes(CONTENT)
    cached = Cached(below, page=64, pages=2)
    for _ in range(5):
        cached.read_at(70, 10)
    assert below.asked == [(64, 64)]
    cached.read_at(0, 1)
    cached.read_at(70, 1)  # used again, so that the other one goes
    cached.read_at(200, 1)
    cached.read_at(70, 1)
    assert below.asked == [(64, 64), (0, 64), (192, 64)]


def test_a_page_that_could_not_be_read_is_not_kept() -> None:
    below = Bytes(CONTENT, broken=range(64, 65))
    cached = Cached(below, page=64)
    with pytest.raises(ReadFault):
        cached.read_at(70, 1)
    below.broken = range(0)
    assert cached.read_at(70, 1) == CONTENT[70:71]


@given(st.lists(st.tuples(st.sampled_from(["read", "seek", "end", "on"]), st.integers(0, 900)), max_size=20))
def test_a_file_object_moves_as_a_file_does(steps: list[tuple[str, int]]) -> None:
    ours, theirs = FileObject(Bytes(CONTENT)), io.BytesIO(CONTENT)
    for what, number in steps:
        if what == "read":
            assert ours.read(number) == theirs.read(number)
        elif what == "seek":
            assert ours.seek(number) == theirs.seek(number)
        elif what == "end":
            assert ours.seek(-min(number, len(CONTENT)), os.SEEK_END) == theirs.seek(
                -min(number, len(CONTENT)), os.SEEK_END
            )
        else:
            assert ours.seek(number, os.SEEK_CUR) == theirs.seek(number, os.SEEK_CUR)
        assert ours.tell() == ours.get_offset() == theirs.tell()
    assert ours.read() == theirs.read()
    assert ours.get_size() == len(CONTENT)


def test_a_file_object_does_not_stand_before_its_beginning() -> None:
    with pytest.raises(OSError, match="no place"):
        FileObject(Bytes(CONTENT)).seek(-1)
    assert not hasattr(FileObject, "write")
