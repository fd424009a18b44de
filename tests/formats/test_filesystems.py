"""The file systems behind the libraries: the same tree out of each, times and kinds, and volumes that lie."""

import os
import random
import stat
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks, DescriptorBlocks, Watched
from inzage.formats.filesystems import MAX_DEPTH, FileSystemReader, is_plain
from inzage.formats.filesystems.ext import Ext, names_in
from inzage.formats.filesystems.fat import wall_clock
from inzage.formats.filesystems.hfs import Hfs
from inzage.formats.filesystems.opening import open_file_system, systems_on
from inzage.formats.filesystems.recognise import SUPPORTED, filesystem_of, is_disk
from inzage.formats.filesystems.walked import WalkedFileSystem, from_1904, from_filetime, from_nanoseconds
from inzage.result import Reason, Unreadable
from tests.formats.test_blocks import Bytes
from tests.volumes import (
    MIB,
    NtfsWriter,
    blank,
    content_of,
    make_exfat,
    make_ext,
    make_fat,
    make_ntfs,
    make_xfs,
    names_of,
    run,
)

WHEN = 1_700_000_000
DAMAGED = Reason.FILE_SYSTEM_DAMAGED

MADE: dict[str, tuple[Callable[[Path, Path], Path], str]] = {
    "ntfs": (make_ntfs, "ntfs"),
    "ext2": (lambda at, tree: make_ext(at, tree, kind="ext2"), "ext2"),
    "ext3": (lambda at, tree: make_ext(at, tree, kind="ext3"), "ext3"),
    "ext4": (make_ext, "ext4"),
    "fat12": (lambda at, tree: make_fat(at, tree, 3 * MIB, 12), "fat12"),
    "fat16": (lambda at, tree: make_fat(at, tree, 20 * MIB, 16), "fat16"),
    "fat32": (make_fat, "fat32"),
    "exfat": (make_exfat, "exfat"),
    "xfs": (make_xfs, "xfs"),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folders, an empty one, empty and large files, a file with a hole; no blanks, for the tool of XFS."""
    root = tmp_path_factory.mktemp("tree")
    chance = random.Random(3)  # noqa: S311
    sizes = {
        "a": 1,
        "leeg": 0,
        "map/b.txt": 600,
        "map/diep/er/c.bin": 200_000,
        "Users/één_van_de_gebruikers/History": 40_960,
    }
    for path, size in {**sizes, **{f"veel/bestand_{number:03}_van_vele.txt": number for number in range(120)}}.items():
        at = root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(chance.randbytes(size))
    with (root / "gat").open("wb") as hole:
        hole.seek(300_000)
        hole.write(b"end")
    (root / "lege_map").mkdir()
    for item in root.rglob("*"):
        os.utime(item, (WHEN, WHEN))
    return root


@pytest.fixture(scope="module")
def volumes(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    room = tmp_path_factory.mktemp("volumes")
    return {name: make(room / name, tree) for name, (make, _) in MADE.items()}


def blocks_of(at: Path) -> DescriptorBlocks:
    return DescriptorBlocks(os.open(at, os.O_RDONLY))


def opened(blocks: Blocks) -> FileSystemReader:
    word = filesystem_of(blocks)
    assert word in SUPPORTED
    return open_file_system(blocks, word)


def own(name: str) -> bool:
    """Is this of the tree, and not what a file system keeps for itself?"""
    return not name.startswith("$") and name != "lost+found"


@pytest.mark.parametrize("name", MADE)
def test_the_same_tree(name: str, volumes: dict[str, Path], tree: Path) -> None:
    system = opened(blocks_of(volumes[name]))
    entries = [entry for entry in system.entries() if own(entry.path)]
    assert system.type == MADE[name][1]
    assert {entry.path for entry in entries} == names_of(tree)
    assert len(entries) == len(names_of(tree))
    assert [entry for entry in entries if entry.reason] == []
    for entry in entries:
        at = tree / entry.path
        assert (entry.kind is EntryKind.DIRECTORY) == at.is_dir()
        assert entry.size == (0 if at.is_dir() else at.stat().st_size)
    got = {entry.path: b"".join(system.read(entry.where)) for entry in entries if entry.kind is EntryKind.FILE}
    assert got == content_of(tree)


@pytest.mark.parametrize("name", [name for name in MADE if name not in ("ntfs", "xfs")])
def test_times(name: str, volumes: dict[str, Path]) -> None:
    times = {entry.path: entry.modified for entry in opened(blocks_of(volumes[name])).entries() if own(entry.path)}
    assert {times[path] for path in ("a", "map/b.txt", "leeg")} == {WHEN}


@pytest.mark.parametrize("name", ["ntfs", "xfs"])
def test_times_of_now(name: str, volumes: dict[str, Path]) -> None:
    now = volumes[name].stat().st_mtime
    entries = [entry for entry in opened(blocks_of(volumes[name])).entries() if own(entry.path)]
    assert all(entry.modified is not None and abs(entry.modified - now) < 600 for entry in entries)


@pytest.mark.parametrize("name", MADE)
def test_folders_before_what_lies_in_them(name: str, volumes: dict[str, Path]) -> None:
    seen = {""}
    for entry in opened(blocks_of(volumes[name])).entries():
        assert entry.path.rpartition("/")[0] in seen
        seen.add(entry.path)


@pytest.mark.parametrize("name", MADE)
def test_a_file_is_found_again_without_listing(name: str, volumes: dict[str, Path], tree: Path) -> None:
    places = {entry.path: entry.where for entry in opened(blocks_of(volumes[name])).entries()}
    fresh = opened(blocks_of(volumes[name]))
    for path in ("map/diep/er/c.bin", "Users/één_van_de_gebruikers/History"):
        assert b"".join(fresh.read(places[path])) == (tree / path).read_bytes()


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("share", [2, 10, 50])
def test_a_volume_that_ends_too_soon(name: str, share: int, volumes: dict[str, Path], tree: Path) -> None:
    blocks = blocks_of(volumes[name])
    short = Bytes(blocks.read_at(0, blocks.size * share // 100))
    whole, told = 0, 0
    try:
        system = opened(short)
        for entry in system.entries():
            told += entry.reason is not None
            if entry.kind is EntryKind.FILE and own(entry.path) and entry.reason is None:
                try:
                    whole += b"".join(system.read(entry.where)) == (tree / entry.path).read_bytes()
                except Unreadable:
                    told += 1
    except Unreadable:
        told += 1
    assert told or whole == len(content_of(tree))


def broken(blocks: Blocks, first: int) -> Bytes:
    return Bytes(blocks.read_at(0, blocks.size), broken=range(first, blocks.size))


@pytest.mark.parametrize("name", ["ntfs", "ext4", "fat12"])
def test_places_that_cannot_be_read_are_told_as_such(name: str, volumes: dict[str, Path]) -> None:
    blocks = blocks_of(volumes[name])
    whole = [entry for entry in opened(blocks).entries() if entry.kind is EntryKind.FILE and own(entry.path)]
    reasons = set()
    for share in (3, 40):
        try:
            failing = opened(broken(blocks, blocks.size * share // 100))
            reasons |= {entry.reason for entry in failing.entries()}
        except Unreadable as fault:
            reasons.add(fault.reason)
            continue
        for entry in whole:
            try:
                list(failing.read(entry.where))
            except Unreadable as fault:
                reasons.add(fault.reason)
    assert Reason.READ_ERROR in reasons
    assert reasons <= {None, Reason.READ_ERROR, DAMAGED}


@pytest.mark.parametrize("name", ["ext2", "ext3", "ext4"])
def test_ext_tells_where_a_file_lies_as_its_library_does(name: str, volumes: dict[str, Path]) -> None:
    reader = opened(blocks_of(volumes[name]))
    assert isinstance(reader, Ext)
    files = {one.path: one.where for one in reader.entries() if one.kind is EntryKind.FILE and one.size}
    begins = files.pop("gat")
    for where in files.values():
        assert reader.place(where) == WalkedFileSystem.place(reader, where) > 0
    if name == "ext4":  # the library counts a hole at the beginning as an extent that lies nowhere
        assert reader.blocks.read_at(reader.place(begins) + 300_000 % 4096, 3) == b"end"


def test_links_and_pipes_are_told_apart(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "file").write_bytes(b"x")
    (root / "link").symlink_to("file")
    (root / "round").symlink_to(".")
    os.mkfifo(root / "pipe")
    os.link(root / "file", root / "same")
    kinds = {entry.path: entry for entry in opened(blocks_of(make_ext(tmp_path / "v", root))).entries()}
    assert {path: kinds[path].kind for path in ("file", "link", "round", "pipe", "same")} == {
        "file": EntryKind.FILE, "link": EntryKind.LINK, "round": EntryKind.LINK,
        "pipe": EntryKind.PIPE, "same": EntryKind.FILE,
    }  # fmt: skip
    assert kinds["file"].where == kinds["same"].where
    assert not any(path.startswith("round/") for path in kinds)


def test_two_names_of_one_ntfs_file_are_two(tmp_path: Path) -> None:
    at = blank(tmp_path / "v", 8 * MIB)
    run("mkfs.ntfs", "-q", "-F", "-Q", at)
    writer = NtfsWriter(at)
    root = writer.root()
    writer.put(root, "History", b"h" * 5000, "Ook History", "HISTOR~1")
    writer._close(root)
    writer.close()
    system = opened(blocks_of(at))
    found = {entry.path: entry.where for entry in system.entries() if own(entry.path)}
    assert set(found) == {"History", "Ook History", "HISTOR~1"}
    assert len(set(found.values())) == 1
    assert b"".join(system.read(found["Ook History"])) == b"h" * 5000


def test_ntfs_names_that_are_no_text(tmp_path: Path) -> None:
    at = blank(tmp_path / "v", 8 * MIB)
    run("mkfs.ntfs", "-q", "-F", "-Q", at)
    writer = NtfsWriter(at)
    root = writer.root()
    for name in ("half\ud800", "\u202egpj.exe", "gewoon"):
        writer.put(root, name, b"x")
    writer._close(writer.make(root, "map\udc00", stat.S_IFDIR))
    writer._close(root)
    writer.close()
    entries = [entry for entry in opened(blocks_of(at)).entries() if own(entry.path)]
    paths = {entry.path for entry in entries if entry.reason is None}
    assert {"\u202egpj.exe", "gewoon"} <= paths
    assert len(entries) >= 4


def make_odd(root: Path) -> Path:
    """Names in Latin-1 and worse, of files and of a folder, beside one of text."""
    (root / os.fsdecode(b"map\xe9")).mkdir(parents=True)
    for name in (b"gewoon", b"latin\xe9", b"\xff\xfe", b"a\nb", b"map\xe9/History", b"map\xe9/caf\xe9"):
        (root / os.fsdecode(name)).write_bytes(name)
    os.link(root / os.fsdecode(b"latin\xe9"), root / "same")
    os.link(root / os.fsdecode(b"latin\xe9"), root / os.fsdecode(b"ook\xe9"))
    return root


@pytest.mark.parametrize("kind", ["ext2", "ext3", "ext4"])
def test_ext_names_that_are_no_text_are_names(kind: str, tmp_path: Path) -> None:
    root = make_odd(tmp_path / "tree")
    system = opened(blocks_of(make_ext(tmp_path / "v", root, kind=kind)))
    entries = [entry for entry in system.entries() if own(entry.path)]
    assert [entry.reason for entry in entries] == [None] * 9
    got = {entry.path: b"".join(system.read(entry.where)) for entry in entries if entry.kind is EntryKind.FILE}
    assert got == content_of(root)
    assert {"latin\udce9", "ook\udce9", "same", "map\udce9/History"} <= got.keys()


def test_ext_names_that_are_no_text_among_very_many(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    for number in range(3000):
        (root / f"bestand nummer {number}").touch()
    (root / os.fsdecode(b"na\xefef")).write_bytes(b"x")
    entries = [entry for entry in opened(blocks_of(make_ext(tmp_path / "v", root))).entries() if own(entry.path)]
    assert {entry.path for entry in entries if entry.reason is None} == names_of(root)


@pytest.mark.parametrize("name", [b"..", b"a/\xe9", b"\xe9\0b"])
def test_an_ext_name_that_is_no_text_and_leads_elsewhere_is_damage(name: bytes, tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    odd = b"q\xe9q"[: len(name)] if len(name) > 2 else b"\xe9q"
    for one in (odd, b"after"):
        (root / os.fsdecode(one)).touch()
    held = bytes((len(odd), 1))
    content = make_ext(tmp_path / "v", root, kind="ext2").read_bytes().replace(held + odd, held + name)
    entries = [entry for entry in opened(Bytes(content)).entries() if own(entry.path)]
    assert "after" in {entry.path for entry in entries if entry.reason is None}
    assert not any("/" in entry.path or "\0" in entry.path or entry.path == ".." for entry in entries)


NEWER = {
    "ext4 of another revision": ("ext4", 1024 + 0x4C, b"\2\0\0\0"),
    "xfs of another version": ("xfs", 0x64, b"\xb4\xa6"),
    "xfs with a feature of later": ("xfs", 0xD8, b"\0\0\2\x0b"),
    "exfat of another revision": ("exfat", 0x68, b"\0\2"),
}


@pytest.mark.parametrize(("name", "at", "content"), NEWER.values(), ids=NEWER)
def test_a_form_of_later_is_unknown_and_not_damaged(
    name: str, at: int, content: bytes, volumes: dict[str, Path], tmp_path: Path
) -> None:
    made = bytearray(volumes[name].read_bytes()[: 8 * MIB])
    made[at : at + len(content)] = content
    (tmp_path / "later").write_bytes(made)
    with pytest.raises(Unreadable) as fault:
        list(opened(blocks_of(tmp_path / "later")).entries())
    assert fault.value.reason is Reason.FILE_SYSTEM_UNKNOWN


@pytest.mark.parametrize("options", [("-i", "nrext64=1"), ("-m", "crc=0"), ("-m", "bigtime=0"), ("-b", "size=1024")])
def test_every_form_of_xfs_that_is_known_is_read_right(options: tuple[str, str], tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "map").mkdir(parents=True)
    wanted = {f"map/{n}": os.urandom(n * 997) for n in range(90)}
    for path, content in wanted.items():
        (tree / path).write_bytes(content)
    reader = opened(blocks_of(make_xfs(tmp_path / "v", tree, options=options)))
    got = {entry.path: entry for entry in reader.entries() if entry.kind is EntryKind.FILE}
    assert {path: b"".join(reader.read(entry.where)) for path, entry in got.items()} == wanted
    assert {abs((entry.modified or 0) - time.time()) < 3600 for entry in got.values()} == {True}


def test_xfs_names_that_are_no_text_are_damage_of_one_name_each(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / os.fsdecode(b"map\xe9")).mkdir(parents=True)
    for name in (b"gewoon", b"latin\xe9", b"nog_een", b"map\xe9/in"):
        (tree / os.fsdecode(name)).write_bytes(b"x")
    entries = list(opened(blocks_of(make_xfs(tmp_path / "v", tree))).entries())
    assert {(entry.path, entry.kind, entry.reason) for entry in entries} == {
        ("gewoon", EntryKind.FILE, None),
        ("nog_een", EntryKind.FILE, None),
        ("\ufffd", EntryKind.FILE, DAMAGED),
        ("\ufffd", EntryKind.DIRECTORY, DAMAGED),
    }


class OneName:
    """A folder of a library that holds one entry, whose name it cannot say."""

    number_of_sub_file_entries = 2
    identifier, size, file_mode = 7, 3, 0o100644

    def __init__(self, *names: str | Exception) -> None:
        self.names = names

    def get_sub_file_entry(self, which: int) -> "OneName":
        return OneName(self.names[which])

    @property
    def name(self) -> str:
        (told,) = self.names
        if isinstance(told, Exception):
            raise told
        return told

    def get_modification_time_as_integer(self) -> int:
        return 0


@pytest.mark.parametrize("fault", [OSError("no text"), UnicodeDecodeError("utf-16", b"", 0, 1, "half a pair")])
def test_hfs_names_that_are_no_text_are_damage_of_one_name_each(fault: Exception) -> None:
    system = Hfs.__new__(Hfs)
    system._watched = Watched(Bytes(b""))
    told = [(entry.path, entry.reason) for entry, _ in system._children(OneName(fault, "after"), "map")]
    assert told == [("map/\ufffd", DAMAGED), ("map/after", None)]


@given(st.binary(max_size=200))
def test_noise_in_a_folder_ends(noise: bytes) -> None:
    assert sum(8 + len(name) for _, name in names_in(noise)) <= len(noise)


def test_folders_beyond_measure_are_told(tmp_path: Path) -> None:
    deep = tmp_path / "tree"
    at = deep
    deep.mkdir()
    for _ in range(MAX_DEPTH + 5):
        at = at / "d"
        at.mkdir()
    entries = list(opened(blocks_of(make_ext(tmp_path / "v", deep))).entries())
    assert [entry.reason for entry in entries if entry.reason] == [DAMAGED]
    assert max(entry.path.count("d/") for entry in entries) < MAX_DEPTH


@pytest.mark.parametrize("options", ["large_dir", "mmp", "sparse_super2"])
def test_an_ext_volume_that_asks_more_than_the_library_knows_is_unknown_not_damaged(
    options: str, tmp_path: Path
) -> None:
    at = blank(tmp_path / "v", 24 * MIB)
    run("mke2fs", "-q", "-F", "-t", "ext4", "-O", options, at)
    with pytest.raises(Unreadable) as fault:
        opened(blocks_of(at))
    assert fault.value.reason is Reason.FILE_SYSTEM_UNKNOWN


def test_a_small_ext_file_of_which_the_library_makes_up_a_part_is_told(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    for size in (0, 1, 60, 61, 100, 150, 5000):
        (root / f"n{size}").write_bytes(b"n" * size)
    at = blank(tmp_path / "v", 24 * MIB)
    run("mke2fs", "-q", "-F", "-t", "ext4", "-O", "inline_data", "-d", root, at)
    system = opened(blocks_of(at))
    entries = {entry.path: entry for entry in system.entries() if own(entry.path)}
    unread = {path for path, entry in entries.items() if entry.reason is Reason.FILE_SYSTEM_UNKNOWN}
    assert {"n61", "n100"} <= unread
    assert not unread & {"n0", "n1", "n60", "n5000"}
    for path in entries.keys() - unread:
        assert b"".join(system.read(entries[path].where)) == (root / path).read_bytes()


class FatTable:
    """A FAT volume to damage: up/down/again, up/file and big."""

    def __init__(self, room: Path, bits: int, size: int) -> None:
        tree = room / "tree"
        (tree / "up/down/again").mkdir(parents=True)
        (tree / "up/file").write_bytes(b"x" * 5000)
        for number in range(100):  # so that the folder takes more than one cluster
            (tree / f"up/een lange naam {number}").touch()
        (tree / "big").write_bytes(b"b" * 50_000)
        self.bits, self.content = bits, bytearray(make_fat(room / "v", tree, size, bits).read_bytes())
        sector, _, kept, self.tables, _ = struct.unpack_from("<HBHBH", self.content, 11)
        size = struct.unpack_from("<H", self.content, 22)[0] or struct.unpack_from("<I", self.content, 36)[0]
        self.starts = [(kept + which * size) * sector for which in range(self.tables)]

    def first(self, short: bytes) -> int:
        at = self.content.index(short)
        high, low = (
            struct.unpack_from("<H", self.content, at + 20)[0],
            struct.unpack_from("<H", self.content, at + 26)[0],
        )
        return int(high << 16 | low)

    def point(self, short: bytes, cluster: int) -> None:
        at = self.content.index(short)
        struct.pack_into("<H", self.content, at + 20, cluster >> 16)
        struct.pack_into("<H", self.content, at + 26, cluster & 0xFFFF)

    def following(self, cluster: int, to: int) -> None:
        for start in self.starts:
            if self.bits == 12:
                at = start + cluster * 3 // 2
                held = struct.unpack_from("<H", self.content, at)[0]
                struct.pack_into("<H", self.content, at, held & 0xF | to << 4 if cluster & 1 else held & 0xF000 | to)
            else:
                struct.pack_into("<H" if self.bits == 16 else "<I", self.content, start + cluster * self.bits // 8, to)

    def opened(self) -> FileSystemReader:
        return opened(Bytes(bytes(self.content)))


UP, DOWN, AGAIN, BIG = b"UP         \x10", b"DOWN       \x10", b"AGAIN      \x10", b"BIG        \x20"
FATS = pytest.mark.parametrize(("bits", "size"), [(12, 3 * MIB), (16, 20 * MIB), (32, 40 * MIB)])


@FATS
def test_a_fat_folder_that_holds_the_one_above_it_ends(bits: int, size: int, tmp_path: Path) -> None:
    volume = FatTable(tmp_path, bits, size)
    volume.point(AGAIN, volume.first(UP))
    entries = list(volume.opened().entries())
    assert len(entries) < 2 * 110
    again = [entry for entry in entries if entry.path.endswith("/file")]
    assert len({entry.where for entry in again}) == 1, "one file, so it is offered once"


@FATS
def test_a_fat_folder_whose_chain_goes_round_is_damage(bits: int, size: int, tmp_path: Path) -> None:
    volume = FatTable(tmp_path, bits, size)
    volume.following(volume.first(UP), volume.first(UP))
    entries = list(volume.opened().entries())
    assert {entry.path for entry in entries if entry.reason} == {"up"}
    assert "big" in {entry.path for entry in entries}


CHAIN_ENDS = {"round": lambda first: first, "to a free one": lambda _: 0, "outside": lambda _: 0xEF0}


@FATS
@pytest.mark.parametrize("name", CHAIN_ENDS)
def test_a_fat_file_whose_chain_goes_wrong_is_damage_not_a_short_file(
    name: str, bits: int, size: int, tmp_path: Path
) -> None:
    volume = FatTable(tmp_path, bits, size)
    first = volume.first(BIG)
    volume.following(first + 1, CHAIN_ENDS[name](first) if name != "outside" else (1 << min(bits, 28)) - 0x110)
    system = volume.opened()
    entries = {entry.path: entry for entry in system.entries()}
    with pytest.raises(Unreadable) as fault:
        list(system.read(entries["big"].where))
    assert fault.value.reason is DAMAGED
    assert b"".join(system.read(entries["up/file"].where)) == b"x" * 5000


LOOP = "debugfs"


def test_a_folder_that_holds_itself_is_entered_once(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    (root / "up/down").mkdir(parents=True)
    (root / "up/file").write_bytes(b"x")
    at = make_ext(tmp_path / "v", root)
    run(LOOP, "-w", "-R", "link up up/down/again", at)
    entries = [entry for entry in opened(blocks_of(at)).entries() if own(entry.path)]
    assert sorted({entry.path for entry in entries}) == ["up", "up/down", "up/down/again", "up/file"]
    assert [entry.path for entry in entries if entry.reason] == ["up/down/again"], "a second name of a folder is told"


@pytest.mark.parametrize("name", ["..", ".", "a/b", ""])
def test_names_that_lead_elsewhere(name: str) -> None:
    assert not is_plain(name)


@pytest.mark.parametrize("name", ["...", "a b", ".x", "\u202e", "NUL"])
def test_names_that_do_not(name: str) -> None:
    assert is_plain(name)


@pytest.mark.parametrize("slash", [b"a/b", b"a\0c", b".."])
def test_an_ext_name_that_leads_elsewhere_is_damage(slash: bytes, tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    plain = {2: "qq", 3: "qqq"}[len(slash)]
    (root / plain).write_bytes(b"x")
    (root / "after").write_bytes(b"y")
    at = make_ext(tmp_path / "v", root, kind="ext2")
    content = at.read_bytes().replace(bytes((len(plain), 1)) + plain.encode(), bytes((len(plain), 1)) + slash)
    paths = {entry.path: entry.reason for entry in opened(Bytes(content)).entries() if own(entry.path)}
    assert paths.pop("after") is None
    assert not any("/" in path or path == ".." for path in paths)
    assert set(paths.values()) <= {DAMAGED, None}


KNOWN = {
    "btrfs": (65536 + 64, b"_BHRfS_M"),
    "udf": (32769, b"BEA01"),
    "luks": (0, b"LUKS\xba\xbe"),
    "refs": (3, b"ReFS\0"),
    "f2fs": (1024, b"\x10\x20\xf5\xf2"),
    "swap": (4086, b"SWAPSPACE2"),
    "lvm": (512, b"LABELONE"),
}


@pytest.mark.parametrize("word", KNOWN)
def test_what_is_known_and_not_read(word: str) -> None:
    place, mark = KNOWN[word]
    blocks = Bytes(bytes(place) + mark + bytes(70_000))
    assert filesystem_of(blocks) == word
    with pytest.raises(Unreadable) as fault:
        open_file_system(blocks, word)
    assert fault.value.reason is Reason.FILE_SYSTEM_UNKNOWN


@pytest.mark.parametrize("content", [b"", bytes(100_000), b"text" * 5000, b"\xeb\x3c\x90" + b"\x55\xaa" * 500])
def test_what_is_not_known(content: bytes) -> None:
    assert filesystem_of(Bytes(content)) is None


@pytest.mark.parametrize("name", MADE)
def test_a_volume_looks_like_a_disk(name: str, volumes: dict[str, Path]) -> None:
    assert is_disk(blocks_of(volumes[name]).read_at(0, 4608))


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04" * 2000, b"SQLite format 3\0" + bytes(5000), b"text" * 2000])
def test_what_does_not(head: bytes) -> None:
    assert not is_disk(head)


@pytest.mark.parametrize("word", ["ntfs", "ext", "fat", "exfat", "xfs", "hfs+", "apfs"])
@pytest.mark.parametrize("content", [b"", bytes(4096), b"x" * 100_000])
def test_a_claim_that_is_empty(word: str, content: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        for ordinal in range(systems_on(Bytes(content), word)):
            list(open_file_system(Bytes(content), word, ordinal).entries())
    assert fault.value.reason is DAMAGED


class Patched:
    """A volume with a few bytes changed; the volume itself is shared, and shows itself in one word."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.changes: dict[int, int] = {}
        self.used = [at for at in range(0, len(content), 512) if any(content[at : at + 512])]

    @property
    def size(self) -> int:
        return len(self.content)

    def read_at(self, offset: int, size: int) -> bytes:
        piece = bytearray(self.content[offset : offset + size])
        for at, byte in self.changes.items():
            if offset <= at < offset + len(piece):
                piece[at - offset] = byte
        return bytes(piece)

    def __repr__(self) -> str:
        return f"Patched({self.changes})"


@pytest.mark.parametrize("name", MADE)
@given(data=st.data())
def test_a_damaged_volume_is_no_crash(name: str, small: dict[str, Patched], data: st.DataObject) -> None:
    volume = small[name]
    places = st.tuples(st.sampled_from(volume.used), st.integers(0, 511)).map(sum)
    volume.changes = data.draw(st.dictionaries(places, st.integers(0, 255), min_size=1, max_size=5))
    with suppress(Unreadable):
        word = filesystem_of(volume)
        if word not in SUPPORTED:
            return
        system = open_file_system(volume, word)
        for count, entry in enumerate(system.entries()):
            assert count < 20_000
            assert entry.reason is not None or all(is_plain(part) for part in entry.path.split("/"))
            if entry.kind is EntryKind.FILE and entry.reason is None and entry.size < MIB:
                with suppress(Unreadable):
                    assert sum(map(len, system.read(entry.where))) <= MIB


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Patched]:
    """A small volume of each kind, with a folder and three files; XFS without its empty end."""
    room = tmp_path_factory.mktemp("small")
    tree = room / "tree"
    (tree / "map/in").mkdir(parents=True)
    for name in ("een", "map/twee", "map/in/drie"):
        (tree / name).write_bytes(name.encode() * 500)
    sizes: dict[str, Callable[[Path], Path]] = {
        "ntfs": lambda at: make_ntfs(at, tree, 3 * MIB),
        "ext2": lambda at: make_ext(at, tree, MIB, "ext2"),
        "ext3": lambda at: make_ext(at, tree, 4 * MIB, "ext3"),
        "ext4": lambda at: make_ext(at, tree, 4 * MIB),
        "fat12": lambda at: make_fat(at, tree, MIB, 12),
        "fat16": lambda at: make_fat(at, tree, 9 * MIB, 16),
        "fat32": lambda at: make_fat(at, tree),
        "exfat": lambda at: make_exfat(at, tree, 4 * MIB),
        "xfs": lambda at: make_xfs(at, tree),
    }
    return {name: Patched(make(room / name).read_bytes()[: 40 * MIB]) for name, make in sizes.items()}


TIMES = [
    (from_nanoseconds(1_700_000_000_999_999_999), 1_700_000_000),
    (from_nanoseconds(-1), -1),
    (from_nanoseconds(None), None),
    (from_filetime(116_444_736_000_000_000), 0),
    (from_filetime(133_444_736_000_000_000), 1_700_000_000),
    (from_filetime(0), None),
    (from_1904(3_782_844_800), 1_700_000_000),
    (from_1904(0), None),
    (wall_clock((43 << 9) + (11 << 5) + 14, (23 << 11) + (13 << 5) + 10), 1_700_000_000),
    (wall_clock((44 << 9) + (7 << 5) + 1, 12 << 11), 1_719_828_000),
    (wall_clock(0, 0), None),
    (wall_clock(0xFFFF, 0xFFFF), None),
]


@pytest.mark.parametrize(("told", "expected"), TIMES)
def test_a_time(told: int | None, expected: int | None) -> None:
    assert told == expected
