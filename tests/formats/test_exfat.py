"""exFAT: volumes as Linux makes them, and volumes that lie about their clusters, chains and names."""

import os
import struct
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import EntryKind
from inzage.formats.blocks import DescriptorBlocks
from inzage.formats.filesystems import FsEntry
from inzage.formats.filesystems.exfat import ExFat, moment
from inzage.result import Reason, Unreadable
from tests.exfat import LAST, ExFatWriter, entry_set
from tests.formats.test_blocks import Bytes
from tests.volumes import MIB, blank, content_of, make_exfat, names_of, run

LONG = "een naam die zo lang is dat zij over vele stukken gaat " * 4
DAMAGED = Reason.FILE_SYSTEM_DAMAGED


def make_tree(root: Path) -> Path:
    """Folders, long and foreign names, large and empty files; every other one lies scattered."""
    files = {
        "Users/anna/AppData/Local/Google/Chrome/User Data/Default/History": 300_000,
        "Users/anna/leeg": 0,
        "Users/bram/één ☂ 漢字 🎈.txt": 5,
        f"{LONG}.bin": 70_000,
        "a": 1,
        "b": 4096,
        "c": 4097,
        **{f"vol/bestand nummer {number:03} met een naam.txt": number for number in range(150)},
    }
    for path, size in files.items():
        at = root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(bytes((n * 7 + n // 251) % 256 for n in range(size)))
    (root / "lege map").mkdir()
    return root


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tree(tmp_path_factory.mktemp("tree"))


@pytest.fixture(scope="module")
def volume(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_exfat(tmp_path_factory.mktemp("exfat") / "stick", tree, 8 * MIB)


def opened(at: Path) -> ExFat:
    return ExFat(DescriptorBlocks(os.open(at, os.O_RDONLY)))


def files(system: ExFat) -> dict[str, bytes]:
    return {
        entry.path: b"".join(system.read(entry.where))
        for entry in system.entries()
        if entry.kind is EntryKind.FILE and entry.reason is None
    }


def reasons(system: ExFat) -> list[tuple[str, Reason]]:
    return [(entry.path, entry.reason) for entry in system.entries() if entry.reason]


def test_every_name_and_every_byte(volume: Path, tree: Path) -> None:
    system = opened(volume)
    entries = list(system.entries())
    assert {entry.path for entry in entries} == names_of(tree)
    assert len(entries) == len(names_of(tree))
    assert not reasons(system)
    assert files(system) == content_of(tree)


def test_folders_come_before_what_lies_in_them(volume: Path) -> None:
    seen = {""}
    for entry in opened(volume).entries():
        assert entry.path.rpartition("/")[0] in seen
        seen.add(entry.path)


def test_sizes_times_and_kinds(volume: Path, tree: Path) -> None:
    for entry in opened(volume).entries():
        at = (tree / entry.path).stat()
        assert entry.modified == int(at.st_mtime)
        assert (entry.kind is EntryKind.DIRECTORY) == (tree / entry.path).is_dir()
        assert entry.size == (0 if entry.kind is EntryKind.DIRECTORY else at.st_size)


def test_a_file_is_found_again_without_listing(volume: Path, tree: Path) -> None:
    places = {entry.path: entry.where for entry in opened(volume).entries() if entry.kind is EntryKind.FILE}
    assert len(set(places.values())) == len(places)
    fresh = opened(volume)
    assert {path: b"".join(fresh.read(where)) for path, where in places.items()} == content_of(tree)


@pytest.mark.parametrize("cluster", ["512", "4K", "128K"])
def test_clusters_of_any_size(cluster: str, tree: Path, tmp_path: Path) -> None:
    at = blank(tmp_path / "stick", 48 * MIB)
    run("mkfs.exfat", "-c", cluster, at)
    writer = ExFatWriter(at)
    writer.fill(tree)
    writer.close()
    run("fsck.exfat", "-n", at)
    assert files(opened(at)) == content_of(tree)


class Stick:
    """A small volume to damage: one file scattered over four clusters, one folder."""

    def __init__(self, at: Path) -> None:
        run("mkfs.exfat", "-c", "4K", blank(at, 4 * MIB))
        self.at = at
        self.writer = ExFatWriter(at)

    def put(self, *sets: bytes) -> None:
        """Entries into the topmost folder."""
        place = self.writer.place(self.writer.root)
        self.writer.file.seek(place)
        kept = self.writer.file.read(self.writer.size)
        begin = next(at for at in range(0, len(kept), 32) if kept[at] == 0)
        self.writer.file.seek(place + begin)
        self.writer.file.write(b"".join(sets))

    def opened(self) -> ExFat:
        self.writer.close()
        return opened(self.at)

    def file(self, name: str = "a", content: bytes = b"x" * 16000) -> bytes:
        first, flags = self.writer.store(content, scattered=True)
        return entry_set(name, 0x20, first, len(content), flags, 0)


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    return Stick(tmp_path / "stick")


NAMES = ["..", ".", "a/b", "../../etc/passwd", "a\0b", "/"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_damage(stick: Stick, name: str) -> None:
    stick.put(stick.file(name), stick.file("after"))
    system = stick.opened()
    assert list(files(system)) == ["after"]
    assert [reason for _, reason in reasons(system)] == [DAMAGED]


def test_names_that_only_look_strange_are_names(stick: Stick) -> None:
    strange = ["\u202egpj.exe", "a\tb", " ", "...", "CON", "a" * 255, "History", "HISTORY"]
    stick.put(*(stick.file(name, b"") for name in strange))
    assert list(files(stick.opened())) == strange


def test_half_a_character_is_replaced(stick: Stick) -> None:
    stick.put(stick.file("a\ud800b", b"y"))
    assert files(stick.opened()) == {"a\ufffdb": b"y"}


def folder(first: int, *, one_piece: bool = True, size: int = 4096, name: str = "f") -> bytes:
    return entry_set(name, 0x10, first, size, 0x03 if one_piece else 0x01, 0)


def test_a_folder_inside_itself_is_entered_once(stick: Stick) -> None:
    stick.put(folder(stick.writer.root, name="top"), stick.file())
    system = stick.opened()
    assert [entry.path for entry in system.entries()] == ["top", "top", "a"]
    assert reasons(system) == [("top", DAMAGED)]


def test_two_folders_with_one_place_are_entered_once(stick: Stick) -> None:
    inside, _ = stick.writer.store(stick.file("deep", b"z").ljust(4096, b"\0"))
    stick.put(folder(inside, name="one"), folder(inside, name="two"))
    system = stick.opened()
    assert files(system) == {"one/deep": b"z"}
    assert reasons(system) == [("two", DAMAGED)]


CHAINS: dict[str, Callable[[Stick, list[int]], None]] = {
    "into itself": lambda stick, chain: stick.writer.following(chain[1], chain[1]),
    "round": lambda stick, chain: stick.writer.following(chain[3], chain[0]),
    "outside": lambda stick, chain: stick.writer.following(chain[1], 0x00FFFFFF),
    "to a bad one": lambda stick, chain: stick.writer.following(chain[1], 0xFFFFFFF7),
    "to a free one": lambda stick, chain: stick.writer.following(chain[1], 0),
    "ending too soon": lambda stick, chain: stick.writer.following(chain[1], LAST),
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_that_goes_wrong(stick: Stick, name: str) -> None:
    size = 5 * 4096
    chain = stick.writer.take(5, scattered=True)
    for here, there in zip(chain, [*chain[1:], LAST], strict=True):
        stick.writer.following(here, there)
    CHAINS[name](stick, chain)
    stick.put(entry_set("a", 0x20, chain[0], size, 0x01, 0), stick.file("b", b"fine"))
    system = stick.opened()
    entries = {entry.path: entry for entry in system.entries()}
    assert list(entries) == ["a", "b"]
    with pytest.raises(Unreadable) as fault:
        list(system.read(entries["a"].where))
    assert fault.value.reason is DAMAGED
    assert b"".join(system.read(entries["b"].where)) == b"fine"


def test_a_topmost_folder_that_goes_round(stick: Stick) -> None:
    further = stick.writer.take(1)[0]
    stick.writer.following(stick.writer.root, further)
    stick.writer.following(further, stick.writer.root)
    assert reasons(stick.opened()) == [("\ufffd", DAMAGED)]


SIZES = {
    "larger than the volume, in one piece": (2**40, 0x03),
    "larger than the volume, by the table": (2**40, 0x01),
    "larger than numbers go": (2**64 - 1, 0x03),
}


@pytest.mark.parametrize("name", SIZES)
def test_a_size_that_lies(stick: Stick, name: str) -> None:
    size, flags = SIZES[name]
    first = stick.writer.take(1)[0]
    stick.writer.following(first, LAST)
    stick.put(entry_set("a", 0x20, first, size, flags, 0))
    system = stick.opened()
    (entry,) = system.entries()
    with pytest.raises(Unreadable) as fault:
        for _ in system.read(entry.where):
            pass
    assert fault.value.reason is DAMAGED


@pytest.mark.parametrize("first", [0, 1, 0xFFFFFFFF])
def test_a_first_cluster_that_is_none(stick: Stick, first: int) -> None:
    stick.put(entry_set("a", 0x20, first, 10, 0x03, 0), folder(first, name="f"))
    system = stick.opened()
    file, below, hole = system.entries()
    assert (file.path, below.path, hole.path, hole.reason) == ("a", "f", "f", DAMAGED)
    with pytest.raises(Unreadable):
        list(system.read(file.where))


def test_what_was_never_written_is_zeros(stick: Stick) -> None:
    first, flags = stick.writer.store(b"w" * 9000)
    stick.put(entry_set("a", 0x20, first, 9000, flags, 0, valid=5000))
    assert files(stick.opened()) == {"a": b"w" * 5000 + bytes(4000)}


def test_a_removed_file_is_not_there(stick: Stick) -> None:
    gone = bytearray(stick.file("gone"))
    for at in range(0, len(gone), 32):
        gone[at] &= 0x7F
    stick.put(bytes(gone), stick.file("kept", b"k"))
    assert files(stick.opened()) == {"kept": b"k"}


SETS: dict[str, Callable[[bytes], bytes]] = {
    "no stream": lambda entry: entry[:32] + b"\xc1" + entry[33:],
    "no name": lambda entry: entry[:64] + b"\xa0" + entry[65:],
    "a name without end": lambda entry: entry[:35] + b"\xff" + entry[36:],
    "a name of nothing": lambda entry: entry[:35] + b"\0" + entry[36:],
    "nothing further": lambda entry: entry[:1] + b"\0" + entry[2:],
}


@pytest.mark.parametrize("name", SETS)
def test_entries_that_do_not_belong_together(stick: Stick, name: str) -> None:
    stick.put(SETS[name](stick.file("bad")), stick.file("good", b"g"))
    system = stick.opened()
    assert files(system) == {"good": b"g"}
    assert [reason for _, reason in reasons(system)] == [DAMAGED]


BOOTS = [
    ("sector", 108, b"\x20"),
    ("cluster", 109, b"\xff"),
    ("root at nothing", 96, bytes(4)),
    ("root outside", 96, b"\xff" * 4),
    ("no clusters", 92, bytes(4)),
    ("heap outside", 88, b"\xff" * 4),
]


@pytest.mark.parametrize(("at", "lie"), [row[1:] for row in BOOTS], ids=[row[0] for row in BOOTS])
def test_a_boot_sector_that_lies(volume: Path, at: int, lie: bytes) -> None:
    content = bytearray(volume.read_bytes())
    content[at : at + len(lie)] = lie
    with pytest.raises(Unreadable) as fault:
        list(ExFat(Bytes(bytes(content))).entries())
    assert fault.value.reason is DAMAGED


def test_a_revision_from_the_future_is_unknown_not_damaged(volume: Path) -> None:
    content = bytearray(volume.read_bytes())
    content[105] = 2
    with pytest.raises(Unreadable) as fault:
        ExFat(Bytes(bytes(content)))
    assert fault.value.reason is Reason.FILE_SYSTEM_UNKNOWN


@pytest.mark.parametrize(("flags", "tables"), [(1, 2), (0, 2), (1, 1)])
def test_of_two_tables_the_one_that_counts_is_read(flags: int, tables: int, volume: Path, tree: Path) -> None:
    content = bytearray(volume.read_bytes())
    table, length, heap = struct.unpack_from("<3I", content, 80)
    struct.pack_into("<I", content, 84, length := min(length, (heap - table) // 2))
    content[106], content[110] = flags, tables
    first = slice(table * 512, (table + length) * 512)
    if flags and tables > 1:
        content[(table + length) * 512 : (table + 2 * length) * 512] = content[first]
        content[first] = bytes(length * 512)
    assert files(ExFat(Bytes(bytes(content)))) == content_of(tree)


def test_a_volume_that_ends_too_soon_shows_what_is_there(volume: Path, tree: Path) -> None:
    content = volume.read_bytes()
    seen = []
    for share in (100, 60, 40, 30):
        system = ExFat(Bytes(content[: len(content) * share // 100]))
        whole = 0
        for entry in system.entries():
            try:
                whole += (
                    entry.kind is EntryKind.FILE and b"".join(system.read(entry.where)) == content_of(tree)[entry.path]
                )
            except Unreadable as fault:
                assert fault.reason is DAMAGED
        seen.append(whole)
    assert seen == sorted(seen, reverse=True)
    assert seen[0] > seen[-1]


def test_a_place_that_cannot_be_read(volume: Path) -> None:
    content = volume.read_bytes()
    whole = {entry.path: entry for entry in opened(volume).entries()}
    sought = ExFat(Bytes(content, broken=range(len(content) // 4, len(content))))
    told = {entry.reason for entry in sought.entries()}
    assert told <= {None, Reason.READ_ERROR}
    faults = set()
    for entry in whole.values():
        if entry.kind is EntryKind.FILE:
            try:
                list(sought.read(entry.where))
            except Unreadable as fault:
                faults.add(fault.reason)
    assert faults | told - {None} == {Reason.READ_ERROR}
    with pytest.raises(Unreadable) as refused:
        ExFat(Bytes(content, broken=range(512)))
    assert refused.value.reason is Reason.READ_ERROR


@pytest.mark.parametrize("where", [0, 1, 5, 2**40, 2**50])
def test_a_place_that_is_no_entry(volume: Path, where: int) -> None:
    with pytest.raises(Unreadable) as fault:
        list(opened(volume).read(where))
    assert fault.value.reason is DAMAGED


STAMPS = [
    ((44 << 25 | 5 << 21 | 6 << 16 | 13 << 11 | 14 << 5 | 7), 150, 0x80, datetime(2024, 5, 6, 13, 14, 15, tzinfo=UTC)),
    ((44 << 25 | 5 << 21 | 6 << 16 | 13 << 11 | 14 << 5 | 7), 0, 0x88, datetime(2024, 5, 6, 11, 14, 14, tzinfo=UTC)),
    ((44 << 25 | 5 << 21 | 6 << 16 | 13 << 11 | 14 << 5 | 7), 0, 0xF8, datetime(2024, 5, 6, 15, 14, 14, tzinfo=UTC)),
    ((44 << 25 | 5 << 21 | 6 << 16 | 13 << 11 | 14 << 5 | 7), 0, 0x00, datetime(2024, 5, 6, 11, 14, 14, tzinfo=UTC)),
]


@pytest.mark.parametrize(("stamp", "hundredths", "zone", "expected"), STAMPS)
def test_a_time(stamp: int, hundredths: int, zone: int, expected: datetime) -> None:
    assert moment(stamp, hundredths, zone) == int(expected.timestamp())


@given(st.integers(0, 2**32 - 1), st.integers(0, 255), st.integers(0, 255))
def test_no_time_is_a_crash(stamp: int, hundredths: int, zone: int) -> None:
    told = moment(stamp, hundredths, zone)
    assert told is None or 315_400_000 < told < 2**33


@given(data=st.data())
def test_a_damaged_volume_is_no_crash(small: bytes, data: st.DataObject) -> None:
    content = bytearray(small)
    heap = struct.unpack_from("<I", content, 88)[0] * 512
    root = heap + (struct.unpack_from("<I", content, 96)[0] - 2) * 4096
    place = st.one_of(st.integers(64, 120), st.integers(root, root + 1024), st.integers(0, len(content) - 1))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(place)] = data.draw(st.integers(0, 255))
    try:
        system = ExFat(Bytes(bytes(content)))
        entries: list[FsEntry] = list(system.entries())
    except Unreadable:
        return
    assert len(entries) < 10_000
    for entry in entries:
        if entry.kind is EntryKind.FILE and entry.size < MIB:
            with suppress(Unreadable):
                assert sum(map(len, system.read(entry.where))) == entry.size


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A volume of half a megabyte of use."""
    root = tmp_path_factory.mktemp("small")
    (root / "tree/map/in").mkdir(parents=True)
    for name in ("een", "map/twee", "map/in/drie"):
        (root / "tree" / name).write_bytes(name.encode() * 2000)
    at = blank(root / "stick", 4 * MIB)
    run("mkfs.exfat", "-c", "4K", at)
    writer = ExFatWriter(at)
    writer.fill(root / "tree")
    writer.close()
    return at.read_bytes()
