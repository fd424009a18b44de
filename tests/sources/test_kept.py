"""What several readers ask for is unpacked once: the same bytes, no shared place in them, and never too many."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.sources import kept
from inzage.sources.kept import Kept


@pytest.fixture
def some() -> Iterator[Kept]:
    made = Kept(most=10)
    yield made
    made.close()


def put(some: Kept, where: int, content: bytes) -> None:
    memory = os.memfd_create("test", os.MFD_ALLOW_SEALING)
    os.write(memory, content)
    fcntl.fcntl(memory, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE)
    some.keep((where, len(content)), memory)
    os.close(memory)


def content(some: Kept, where: int, size: int) -> bytes | None:
    file = some.take((where, size))
    if file is None:
        return None
    told = os.read(file, 99)
    os.close(file)
    return told


def test_what_was_kept_comes_back_from_its_beginning_each_time(some: Kept) -> None:
    put(some, 7, b"abcd")
    assert [content(some, 7, 4) for _ in range(3)] == [b"abcd"] * 3


def test_nobody_can_write_in_it(some: Kept) -> None:
    put(some, 7, b"abcd")
    file = some.take((7, 4))
    assert file is not None
    with pytest.raises(OSError):
        os.write(file, b"x")
    os.close(file)


@pytest.mark.parametrize("place", [(8, 4), (7, 3)], ids=["elsewhere", "of another size"])
def test_what_was_not_kept_does_not_come_back(some: Kept, place: tuple[int, int]) -> None:
    put(some, 7, b"abcd")
    assert some.take(place) is None


def test_what_was_taken_longest_ago_makes_room(some: Kept) -> None:
    for where in (1, 2):
        put(some, where, b"abcd")
    assert content(some, 1, 4) == b"abcd"
    put(some, 3, b"abcd")
    assert [content(some, where, 4) for where in (1, 2, 3)] == [b"abcd", None, b"abcd"]
    assert some.size == 8


def test_what_is_larger_than_all_room_is_not_kept_and_drives_nothing_out(some: Kept) -> None:
    put(some, 1, b"abcd")
    put(some, 2, b"x" * 11)
    assert (content(some, 1, 4), content(some, 2, 11)) == (b"abcd", None)


def test_a_file_of_the_carrier_itself_is_not_kept(some: Kept, tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(b"abcd")
    with (tmp_path / "part").open("rb") as part:
        some.keep((1, 4), part.fileno())
    memory = os.memfd_create("test")
    some.keep((2, 4), memory)
    os.close(memory)
    assert [some.take((where, 4)) for where in (1, 2)] == [None, None]


def test_no_more_members_than_may_be_open(some: Kept) -> None:
    for where in range(kept.MEMBERS + 3):
        put(some, where, b"")
    assert [some.take((where, 0)) for where in range(3)] == [None] * 3


def test_closed_it_holds_no_descriptor() -> None:
    before = {file.name for file in Path("/proc/self/fd").iterdir()}
    made = Kept()
    put(made, 1, b"abcd")
    put(made, 1, b"abcd")
    made.close()
    assert {file.name for file in Path("/proc/self/fd").iterdir()} == before
