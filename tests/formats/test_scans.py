"""Names in columns: where a scan says anything at all, it says what the walk says, in the walk's order."""

import os
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks
from inzage.formats.crc32c import continued
from inzage.formats.filesystems import FsEntry
from inzage.formats.filesystems.opening import open_file_system
from inzage.formats.filesystems.recognise import filesystem_of
from inzage.formats.filesystems.scan import Scan
from inzage.formats.filesystems.scan.columns import CODES, TOP, Columns
from inzage.formats.filesystems.scan.pieces import batches, rows_at, spread
from inzage.formats.filesystems.scan.sums import continued_rows
from inzage.formats.filesystems.scanned import scan_of
from inzage.result import Reason, Unreadable
from tests.formats.test_blocks import Bytes
from tests.volumes import MIB, blank, make_exfat, make_ext, make_fat, make_ntfs, run

MADE: dict[str, Callable[[Path, Path], Path]] = {
    "ntfs": make_ntfs,
    "ext2": lambda at, tree: make_ext(at, tree, kind="ext2"),
    "ext3": lambda at, tree: make_ext(at, tree, kind="ext3"),
    "ext4": make_ext,
    "exfat": make_exfat,
}
SPOILT = 50


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders of which one fills many blocks, one lies deep and one is empty; files of many sizes."""
    root = tmp_path_factory.mktemp("tree")
    for number in range(240):
        folder = root / f"map {number % 3}/{number % 7}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"bestand {number}.txt").write_bytes(b"x" * (number * 37))
    big = root / "groot"
    big.mkdir()
    for number in range(400):
        (big / f"een wat langere naam, om blokken te vullen {number * 7919 % 1000}").write_bytes(b"")
    (root / "één 漢字 🙂" / "leeg").mkdir(parents=True)
    deep = root
    for number in range(30):
        deep = deep / f"d{number}"
    deep.mkdir(parents=True)
    (deep / "onderin").write_bytes(b"1")
    return root


@pytest.fixture(scope="module")
def volumes(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    room = tmp_path_factory.mktemp("volumes")
    return {name: make(room / name, tree).read_bytes() for name, make in MADE.items()}


class Edited:
    """A volume with a few bytes changed."""

    def __init__(self, content: bytes, edits: dict[int, int]) -> None:
        self._content, self._edits = content, edits
        self.size = len(content)

    def read_at(self, offset: int, size: int) -> bytes:
        piece = bytearray(self._content[offset : offset + size])
        for at, byte in self._edits.items():
            if offset <= at < offset + len(piece):
                piece[at - offset] = byte
        return bytes(piece)


def both(blocks: Blocks) -> tuple[Scan | None, list[FsEntry] | None]:
    """What a scan gives, and what the walk gives (None: it gives up), each of a reader of its own."""
    word = filesystem_of(blocks) or ""
    scan = scan_of(open_file_system(blocks, word))
    try:
        return scan, list(open_file_system(blocks, word).entries())
    except Unreadable:
        return scan, None


def same(blocks: Blocks) -> Scan:
    """The scan, which must be there and tell what the walk tells."""
    scan, walked = both(blocks)
    assert scan is not None
    assert list(scan.all()) == walked
    assert scan.entries == len(walked)
    return scan


@pytest.mark.parametrize("name", MADE)
def test_a_scan_tells_what_the_walk_tells(name: str, volumes: dict[str, bytes]) -> None:
    same(Bytes(volumes[name]))


@pytest.mark.parametrize("name", MADE)
def test_of_a_spoilt_volume_a_scan_tells_nothing_or_what_the_walk_tells(name: str, volumes: dict[str, bytes]) -> None:
    content, chance = volumes[name], random.Random(name)  # noqa: S311
    live = [at for at in range(0, len(content), 512) if any(content[at : at + 64])]
    walked = 0
    for _ in range(SPOILT):
        edits: dict[int, int] = {}
        for _ in range(chance.choice((1, 1, 3))):
            at = chance.choice(live) + chance.randrange(200)
            put = chance.choice((bytes(4), b"\xff" * 4, chance.randbytes(4), bytes([content[at] ^ 1])))
            edits.update(zip(range(at, len(content)), put, strict=False))
        try:
            scan, told = both(Edited(content, edits))
        except Unreadable:
            continue
        walked += scan is None
        assert scan is None or list(scan.all()) == told, edits
    assert walked


@pytest.mark.parametrize("name", MADE)
def test_places_that_cannot_be_read_are_left_to_the_walk(name: str, volumes: dict[str, bytes]) -> None:
    content = volumes[name]
    last = max(at for at in range(0, len(content), 4096) if b"onderin".decode().encode("utf-16-le") in
               content[at : at + 4096] or b"onderin" in content[at : at + 4096])  # fmt: skip
    broken = Bytes(content, broken=range(last, last + 4096))
    try:
        scan = scan_of(open_file_system(broken, filesystem_of(broken) or ""))
    except Unreadable:
        return
    assert scan is None


@pytest.mark.parametrize("share", [3, 40, 80])
@pytest.mark.parametrize("name", MADE)
def test_a_volume_that_ends_too_soon(name: str, share: int, volumes: dict[str, bytes]) -> None:
    short = Bytes(volumes[name][: len(volumes[name]) * share // 100])
    try:
        scan, told = both(short)
    except Unreadable:
        return
    assert scan is None or list(scan.all()) == told


def test_kinds_and_many_names_of_one_file(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "file").write_bytes(b"x")
    (root / "link").symlink_to("file")
    (root / "round").symlink_to(".")
    os.mkfifo(root / "pipe")
    os.link(root / "file", root / "same")
    (root / os.fsdecode(b"no \xff text")).mkdir()
    (root / os.fsdecode(b"no \xff text") / os.fsdecode(b"nor \xe9 this")).write_bytes(b"123")
    scan = same(Bytes(make_ext(tmp_path / "v", root).read_bytes()))
    kinds = {entry.path: entry.kind for entry in scan.all()}
    assert kinds["link"] is kinds["round"] is EntryKind.LINK
    assert kinds["pipe"] is EntryKind.PIPE
    where = {entry.path: entry.where for entry in scan.all()}
    assert where["file"] == where["same"]


@pytest.mark.parametrize("options", [("-O", "inline_data"), ("-O", "^filetype"), ("-b", "1024"), ("-I", "128"),
                                     ("-O", "^metadata_csum"), ("-O", "bigalloc"), ("-b", "65536")])  # fmt: skip
def test_other_forms_of_ext_are_scanned_alike_or_walked(options: tuple[str, ...], tree: Path, tmp_path: Path) -> None:
    at = blank(tmp_path / "v", 48 * MIB)
    run("mke2fs", "-q", "-F", "-t", "ext4", *options, "-d", tree, at)
    try:
        scan, told = both(Bytes(at.read_bytes()))
    except Unreadable:
        return
    assert scan is None or list(scan.all()) == told


def _first_in_blocks(volume: bytes, name: str, block: int = 1024) -> list[str]:
    """Names like this one that begin a block of an ext folder."""
    head = name.encode()
    found = [volume[at + 8 : at + 8 + volume[at + 6]] for at in range(0, len(volume), block)
             if volume[at + 8 : at + 8 + len(head)] == head and any(volume[at : at + 4])]  # fmt: skip
    return [one.decode() for one in found]


@pytest.mark.parametrize("kind", ["ext2", "ext3", "ext4"])
def test_the_first_of_a_block_that_was_deleted_keeps_its_name_and_is_no_damage(kind: str, tmp_path: Path) -> None:
    root = tmp_path / "tree"
    (root / "map").mkdir(parents=True)
    names = [f"een wat langere naam, om blokken te vullen {number:03}" for number in range(200)]
    for name in names:
        (root / "map" / name).write_bytes(b"x")
    at = blank(tmp_path / "v", 24 * MIB)
    run("mke2fs", "-q", "-F", "-t", kind, "-b", "1024", "-d", root, at)
    gone = _first_in_blocks(at.read_bytes(), names[0][:-3])[:3]
    assert len(gone) == 3
    for name in gone:
        run("debugfs", "-w", "-R", f'rm "map/{name}"', at)
    run("e2fsck", "-fn", at)
    left = at.read_bytes()
    assert [left.count(bytes(4) + bytes((56, 0, 46, 1)) + name.encode()) for name in gone] == [1, 1, 1]
    told = list(same(Bytes(left)).all())
    assert [entry for entry in told if entry.reason] == []
    assert {entry.path for entry in told} >= {f"map/{name}" for name in names if name not in gone}
    assert {entry.path.removeprefix("map/") for entry in told} & set(gone) == set()


def test_a_file_system_that_is_not_scanned_is_walked(tree: Path, tmp_path: Path) -> None:
    root = tmp_path / "small"
    root.mkdir()
    (root / "a").write_bytes(b"")
    blocks = Bytes(make_fat(tmp_path / "v", root).read_bytes())
    assert scan_of(open_file_system(blocks, "fat")) is None


class Ends:
    """Lets names pass that end in something, and what lies in some folders."""

    def __init__(self, ending: str, *folders: str) -> None:
        self._ending, self.folders = ending, frozenset(folders)

    def passed(self, lowered: Sequence[str]) -> Iterator[int]:
        return (at for at, name in enumerate(lowered) if name.endswith(self._ending))


@pytest.mark.parametrize("name", MADE)
def test_only_what_is_looked_for_comes_out(name: str, volumes: dict[str, bytes]) -> None:
    scan = same(Bytes(volumes[name]))
    everything = list(scan.all())
    wanted = [one for one in everything if one.path.endswith("5.txt") or one.path.startswith("één 漢字 🙂/")]
    assert len(wanted) > 20
    assert list(scan.some(Ends("5.txt", "één 漢字 🙂"), 1 << 40)) == wanted
    first = everything[: len(everything) // 2]
    assert list(scan.some(Ends("5.txt", "één 漢字 🙂"), len(first))) == [one for one in wanted if one in first]


def test_the_order_is_a_folder_and_then_all_that_lies_in_it() -> None:
    columns = Columns(lambda time: time or None)

    def add(above: list[int], names: bytes, *kinds: EntryKind) -> list[int]:
        zeros = np.zeros(len(above), np.int64)
        return columns.add(np.array(above), names, kinds=np.array([CODES[kind] for kind in kinds], np.uint8),
                           sizes=zeros, times=zeros, wheres=zeros).tolist()  # fmt: skip

    folder, file = EntryKind.DIRECTORY, EntryKind.FILE
    a, _, c = add([TOP] * 3, b"a/b/c", folder, file, folder)
    columns.level()
    x, _ = add([a] * 2, b"x/y", folder, file)
    add([c], b"z", file)
    columns.level()
    (deepest,) = add([x], b"\xff", file)
    columns.level()
    columns.why_not(deepest, Reason.ENCRYPTED)
    scan = columns.done()
    assert [entry.path for entry in scan.all()] == ["a", "a/x", "a/x/\udcff", "a/y", "b", "c", "c/z"]
    assert [scan.first_reason(most, 1024) for most in (2, 3)] == [None, Reason.ENCRYPTED]
    assert scan.first_reason(7, 5) is Reason.ENCRYPTED
    assert scan.first_reason(7, 4) is Reason.NAME_TOO_LONG


@given(st.integers(4, 300), st.integers(0, 2**32 - 1), st.randoms(use_true_random=False))
def test_checksums_of_rows_are_those_of_each(size: int, begin: int, chance: random.Random) -> None:
    rows = [chance.randbytes(size) for _ in range(3)]
    begins = np.array([begin, 0, begin ^ 1], np.uint32)
    made = continued_rows(begins, np.frombuffer(b"".join(rows), np.uint8).reshape(3, size))
    assert made.tolist() == [continued(int(one), row) for one, row in zip(begins, rows, strict=True)]


@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=12), st.sampled_from([16, 512, 4096]))
def test_rows_come_in_the_order_asked(places: list[int], size: int) -> None:
    class Pattern:
        size = 6_000_000
        reads = 0

        def read_at(self, offset: int, size: int) -> bytes:
            self.reads += 1
            return b"".join((at // 4 % 2**32).to_bytes(4, "little") for at in range(offset, offset + size, 4))

    aligned = [place // 4 * 4 for place in places]
    blocks = Pattern()
    rows = rows_at(blocks, np.array(aligned), size)
    assert [int.from_bytes(row[:4].tobytes(), "little") * 4 for row in rows] == aligned
    assert blocks.reads <= len(places)


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 9)), max_size=20), st.integers(1, 12))
def test_stretches_and_batches(stretches: list[tuple[int, int]], most: int) -> None:
    starts, counts = np.array(stretches, np.int64).reshape(-1, 2).T
    assert spread(starts, counts).tolist() == [at + n for at, count in stretches for n in range(count)]
    spans = list(batches(counts, most))
    assert [at for span in spans for at in range(span.start, span.stop)] == list(range(len(counts)))
    assert all(counts[span].sum() <= most or span.stop - span.start == 1 for span in spans)
