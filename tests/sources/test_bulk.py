"""Many files digested at once: each once, the same as one by one, and nothing but digests and first bytes comes out."""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from inzage.artefact import Artefact
from inzage.formats.blocks import DescriptorBlocks
from inzage.result import Reason
from inzage.sources import Patterns, Source, Unopenable, bulk, physical
from inzage.sources.archive import ArchiveSource
from inzage.sources.bulk import FIRST, digests_of, shared_out
from inzage.sources.digest import PIECE
from inzage.sources.folder import FolderSource
from inzage.sources.image import ImageSource
from inzage.sources.image_disk import Disk
from tests.sources.archives import made_tar, made_zip
from tests.sources.trees import hits, put
from tests.volumes import MIB, make_exfat, make_ext, make_ntfs

BOTH = ("md5", "sha1")
SIZES = (0, 1, FIRST - 1, FIRST, FIRST + 1, PIECE, PIECE + 1, 3 * PIECE + 17)
CONTENTS = {
    f"Users/jan/{size}.jpg": (hashlib.sha256(b"%d" % size).digest() * (size // 32 + 1))[:size] for size in SIZES
}
PICTURES = Patterns("media", ("**/*.jpg",))


def expected(content: bytes, algorithms: tuple[str, ...] = BOTH) -> tuple[str, ...]:
    return tuple(f"{name}:{hashlib.new(name, content).hexdigest()}" for name in algorithms)


@contextmanager
def memory(*contents: bytes) -> Iterator[list[Artefact]]:
    files = []
    for content in contents:
        files.append(os.memfd_create("test"))
        os.write(files[-1], content)
    yield [Artefact("x", file, len(content), None) for file, content in zip(files, contents, strict=True)]
    for file in files:
        os.close(file)


def test_digests_come_in_the_order_asked() -> None:
    with memory(*CONTENTS.values()) as artefacts:
        told = digests_of(artefacts, BOTH)
    assert told == [expected(content) for content in CONTENTS.values()]


def test_without_an_algorithm_nothing_is_read() -> None:
    assert digests_of([Artefact("x", -1, 9, None)], ()) == [()]


def test_a_file_that_ends_too_soon_is_told_beside_its_neighbours() -> None:
    with memory(b"whole", b"short") as (whole, short):
        longer = Artefact("x", short.file, 2 * PIECE, None)
        first, second = digests_of([longer, whole], BOTH)
    assert isinstance(first, Unopenable)
    assert first.reason is Reason.CHANGED_WHILE_READ
    assert second == expected(b"whole")


def test_files_are_read_in_the_order_of_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    with memory(b"a", b"b", b"c") as artefacts:
        lies = {artefacts[0].file: 9, artefacts[1].file: 2, artefacts[2].file: 5}
        read: list[int] = []

        def digests(artefact: Artefact, *_: object) -> tuple[str, ...]:
            read.append(artefact.file)
            return ()

        monkeypatch.setattr(bulk, "place_of", lambda file: (0, lies[file]))
        monkeypatch.setattr(bulk, "READERS", 1)
        monkeypatch.setattr(bulk, "digests", digests)
        digests_of(artefacts, BOTH)
    assert [lies[file] for file in read] == [2, 5, 9]


def test_where_the_disk_does_not_tell_the_inode_is_the_place(tmp_path: Path) -> None:
    with memory(b"a") as (one,):
        assert physical.place_of(one.file) == (os.fstat(one.file).st_dev, os.fstat(one.file).st_ino)
    with put(tmp_path, "lies", b"x" * 9000).open("rb") as file:
        os.sync()
        device, place = physical.place_of(file.fileno())
        assert device == os.fstat(file.fileno()).st_dev
        assert place >= 0


class Stop(Exception):
    pass


def test_what_the_pulse_raises_ends_every_reader() -> None:
    running, ended_by = threading.Event(), list[bool]()

    def work(_: int, ended: threading.Event) -> None:
        running.set()
        ended_by.append(ended.wait(20))

    def pulse() -> None:
        if running.is_set():
            raise Stop

    with pytest.raises(Stop):
        shared_out(range(100), work, 2, pulse)
    assert ended_by == [True] * len(ended_by)
    assert len(ended_by) <= 2


def test_no_more_files_in_hand_than_readers() -> None:
    at_once, most, turn = 0, 0, threading.Lock()

    def work(number: int, _: threading.Event) -> int:
        nonlocal at_once, most
        with turn:
            at_once += 1
            most = max(most, at_once)
        with turn:
            at_once -= 1
        return number

    assert shared_out(range(200), work, 3, lambda: None) == list(range(200))
    assert most <= 3


def test_what_goes_wrong_with_one_piece_of_work_is_raised_and_ends_the_rest() -> None:
    done: list[int] = []

    def work(number: int, ended: threading.Event) -> None:
        if number == 3:
            raise IndexError
        done.append(number)
        ended.wait(20 if number > 3 else 0)

    with pytest.raises(IndexError):
        shared_out(range(100), work, 2, lambda: None)
    assert len(done) < 10


def test_threads_stay_for_the_next_batch() -> None:
    seen = {name for _ in range(50) for name in shared_out(range(4), lambda *_: threading.get_ident(), 4, lambda: None)}
    assert 0 < len(seen) <= bulk.MOST_THREADS


def test_nothing_is_read_any_more_once_the_pulse_ended_it() -> None:
    reading = threading.Semaphore(0)
    still: list[int] = []

    def work(number: int, ended: threading.Event) -> None:
        still.append(number)
        reading.release()
        ended.wait(20)
        time.sleep(0.05)
        still.remove(number)

    def pulse() -> None:
        if reading.acquire(timeout=0):
            raise Stop

    with pytest.raises(Stop):
        shared_out(range(100), work, 4, pulse)
    assert not still


def test_no_work_is_no_result() -> None:
    assert shared_out(list[int](), lambda number, _: number, 4, lambda: None) == []


def folder(room: Path) -> Source:
    for path, content in CONTENTS.items():
        put(room / "tree", path, content)
    return FolderSource(str(room / "tree"), 1000)


def image(make: Callable[[Path, Path, int], Path]) -> Callable[[Path], Source]:
    def made(room: Path) -> Source:
        folder(room).close()
        return ImageSource(str(make(room / "disk", room / "tree", 16 * MIB)), "raw", 1000)

    return made


def packed(mode: str) -> Callable[[Path], Source]:
    def made(room: Path) -> Source:
        return ArchiveSource(str(made_tar(room / "a.tar", list(CONTENTS.items()), mode)), "tar", 1000)

    return made


def zipped(room: Path) -> Source:
    return ArchiveSource(str(made_zip(room / "a.zip", list(CONTENTS.items()))), "zip", 1000)


SOURCES: dict[str, Callable[[Path], Source]] = {
    "folder": folder,
    "ext4": image(make_ext),
    "ntfs": image(make_ntfs),
    "exfat": image(make_exfat),
    "zip": zipped,
    "tar": packed("w"),
    "tar.gz": packed("w:gz"),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_every_carrier_tells_the_same_digests(kind: str, tmp_path: Path) -> None:
    source = SOURCES[kind](tmp_path)
    try:
        found = [hit.found for hit in hits(source, [PICTURES])]
        assert len(found) == len(SIZES)
        with ExitStack() as held:
            artefacts = [held.enter_context(source.skim(one)) for one in reversed(found)]
            told = source.digests_of(artefacts, BOTH)
            contents = [CONTENTS[one.untrusted_path.removeprefix("volume-0/")] for one in reversed(found)]
            assert told == [expected(content) for content in contents]
            assert [os.pread(one.file, FIRST, 0) for one in artefacts] == [content[:FIRST] for content in contents]
            assert [one.size for one in artefacts] == [len(content) for content in contents]
            again = source.digests_of(artefacts[:2], ("sha256",))
            assert again == [expected(content, ("sha256",)) for content in contents[:2]]
    finally:
        source.close()


@pytest.mark.parametrize("kind", [kind for kind in SOURCES if kind != "folder"])
def test_of_a_file_that_is_not_digested_only_the_first_bytes_leave_the_lock(kind: str, tmp_path: Path) -> None:
    source = SOURCES[kind](tmp_path)
    try:
        largest = max((hit.found for hit in hits(source, [PICTURES])), key=lambda one: one.size)
        with source.skim(largest) as artefact:
            assert source.digests_of([artefact], ()) == [()]
            content = CONTENTS[largest.untrusted_path.removeprefix("volume-0/")]
            assert os.pread(artefact.file, 2 * FIRST, 0) == content[:FIRST]
            assert artefact.size == len(content)
            with pytest.raises(OSError, match="not permitted"):
                os.write(artefact.file, b"x")
    finally:
        source.close()


@pytest.mark.parametrize("kind", ["ext4", "ntfs"])
def test_a_disk_tells_where_its_files_lie(kind: str, tmp_path: Path) -> None:
    source = SOURCES[kind](tmp_path)
    source.close()
    content = (tmp_path / "disk").read_bytes()
    disk = Disk(DescriptorBlocks(os.open(tmp_path / "disk", os.O_RDONLY)))
    disk.systems(0)
    rows = [row for row in disk.page(0).rows if str(row[0]).endswith(".jpg") and int(row[1] or 0) > FIRST]
    assert len(rows) == 4
    for row in rows:
        begins = content.index(CONTENTS[str(row[0])][:512])
        assert disk.place(int(row[4] or 0)) == begins >> 12
