"""ISO 9660: discs as others make them, discs that lie about records, extents and names, and UDF beside or alone."""

import os
import struct
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.artefact import EntryKind
from inzage.formats.blocks import DescriptorBlocks
from inzage.formats.filesystems import FsEntry, is_plain
from inzage.formats.filesystems.iso9660 import Iso9660
from inzage.formats.filesystems.iso9660_records import SECTOR, bytes_before, moment, records, unix_of
from inzage.formats.filesystems.opening import open_file_system, systems_on, word_of
from inzage.formats.filesystems.recognise import DISC_MARK, disc_size, filesystem_of, is_disc
from inzage.formats.filesystems.udf import udf, udf_repeats
from inzage.formats.partitions import volumes
from inzage.result import Reason, Unreadable
from tests.formats.test_blocks import Bytes
from tests.tables import SECTOR as SMALL
from tests.tables import gpt, mbr
from tests.volumes import MIB, content_of, make_iso, names_of, run

DAMAGED = Reason.FILE_SYSTEM_DAMAGED
WHEN = 1_700_000_000
HISTORY = "Users/anna/AppData/Local/Google/Chrome/User Data/Default/History"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Long and foreign names, many names, folders beyond the eight levels of a plain disc."""
    root = tmp_path_factory.mktemp("tree")
    files = {
        HISTORY: 300_000,
        "leeg": 0,
        "één ☂ 漢字.txt": 5,
        "a/b/c/d/e/f/g/h/i/j/diep.txt": 77,
        **{f"vol/bestand nummer {number:03} met een naam.txt": number for number in range(150)},
    }
    for path, size in files.items():
        at = root / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(bytes((n * 7 + n // 251) % 256 for n in range(size)))
    (root / "lege map").mkdir()
    for item in root.rglob("*"):
        os.utime(item, (WHEN, WHEN))
    return root


def xorriso(at: Path, tree: Path) -> Path:
    run("xorriso", "-as", "mkisofs", "-quiet", "-R", "-o", at, tree)
    return at


MADE: dict[str, Callable[[Path, Path], Path]] = {
    "Rock Ridge": lambda at, tree: make_iso(at, tree, "-R"),
    "Joliet": lambda at, tree: make_iso(at, tree, "-J", "-joliet-long", "-D"),
    "both": lambda at, tree: make_iso(at, tree, "-R", "-J", "-joliet-long"),
    "of another program": xorriso,
    "with UDF beside it": lambda at, tree: make_iso(at, tree, "-R", "-udf"),
}


@pytest.fixture(scope="module")
def discs(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    room = tmp_path_factory.mktemp("discs")
    return {name: make(room / name.replace(" ", "_"), tree) for name, make in MADE.items()}


def opened(at: Path) -> Iso9660:
    return Iso9660(DescriptorBlocks(os.open(at, os.O_RDONLY)))


def own(entry: FsEntry) -> bool:
    """Is it of the tree, and not where Rock Ridge keeps what lies too deep?"""
    return entry.path.split("/")[0] not in ("rr_moved", "RR_MOVED")


def told(system: Iso9660) -> dict[str, FsEntry]:
    entries = [entry for entry in system.entries() if own(entry)]
    assert len({entry.path for entry in entries}) == len(entries)
    return {entry.path: entry for entry in entries}


def files(system: Iso9660) -> dict[str, bytes]:
    return {
        path: b"".join(system.read(entry.where))
        for path, entry in told(system).items()
        if entry.kind is EntryKind.FILE and entry.reason is None
    }


def reasons(system: Iso9660) -> list[tuple[str, Reason]]:
    return [(entry.path, entry.reason) for entry in system.entries() if entry.reason]


@pytest.mark.parametrize("name", MADE)
def test_every_name_and_every_byte(name: str, discs: Mapping[str, Path], tree: Path) -> None:
    system = opened(discs[name])
    assert told(system).keys() == names_of(tree)
    assert reasons(system) == []
    assert files(system) == content_of(tree)


@pytest.mark.parametrize("name", MADE)
def test_sizes_times_and_kinds(name: str, discs: Mapping[str, Path], tree: Path) -> None:
    seen = {""}
    for entry in opened(discs[name]).entries():
        assert entry.path.rpartition("/")[0] in seen, "folders before what lies in them"
        seen.add(entry.path)
        if own(entry):
            at = tree / entry.path
            assert (entry.kind is EntryKind.DIRECTORY) == at.is_dir()
            assert entry.size == (0 if at.is_dir() else at.stat().st_size)
            assert entry.modified == WHEN


@pytest.mark.parametrize("name", MADE)
def test_a_file_is_found_again_without_listing(name: str, discs: Mapping[str, Path], tree: Path) -> None:
    where = told(opened(discs[name]))[HISTORY].where
    assert b"".join(opened(discs[name]).read(where)) == (tree / HISTORY).read_bytes()


def test_a_plain_disc_gives_its_short_names_without_versions(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    (root / "map").mkdir(parents=True)
    (root / "map/lange naam van bestand.txt").write_bytes(b"x")
    (root / "zonder").write_bytes(b"y")
    assert files(opened(make_iso(tmp_path / "disc", root))) == {"MAP/LANGE_NA.TXT": b"x", "ZONDER": b"y"}


def test_links_are_links_and_names_that_are_no_text_are_kept(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "bestand").write_bytes(b"x")
    (root / "link").symlink_to("bestand")
    (root / "round").symlink_to(".")
    os.mkfifo(root / "pipe")
    (root / os.fsdecode(b"latin\xe9")).write_bytes(b"l")
    at = tmp_path / "disc"
    run("xorriso", "-as", "mkisofs", "-quiet", "-R", "-o", at, root)
    entries = told(opened(at))
    assert {path: entry.kind for path, entry in entries.items()} == {
        "bestand": EntryKind.FILE, "link": EntryKind.LINK, "round": EntryKind.LINK, "pipe": EntryKind.PIPE,
        "latin\udce9": EntryKind.FILE,
    }  # fmt: skip
    assert b"".join(opened(at).read(entries["latin\udce9"].where)) == b"l"


def test_a_name_that_takes_more_than_one_record_can_hold(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    name = "n" * 250
    (root / name).write_bytes(b"long")
    assert files(opened(make_iso(tmp_path / "disc", root, "-R"))) == {name: b"long"}


def test_packed_files_are_told_not_given(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "text").write_bytes(b"line\n" * 20_000)
    at = tmp_path / "disc"
    run("xorriso", "-outdev", at, "-zisofs", "level=6", "-map", root, "/", "-set_filter_r", "--zisofs", "/", "--")
    assert reasons(opened(at)) == [("text", Reason.FILE_SYSTEM_UNKNOWN)]


class Disc:
    """A disc put together by hand: folders of records, each in sectors of its own."""

    def __init__(self) -> None:
        self.sectors: dict[int, bytes] = {}
        self.sectors[16] = self.descriptor(1)
        self.sectors[17] = b"\xffCD001\x01".ljust(SECTOR, b"\0")
        self.folder(20)

    def descriptor(self, kind: int, root: int = 20, escape: bytes = b"") -> bytes:
        made = bytearray(bytes((kind,)) + b"CD001\x01" + bytes(SECTOR - 7))
        made[80:84] = struct.pack("<I", 100)
        made[88 : 88 + len(escape)] = escape
        made[128:130] = struct.pack("<H", SECTOR)
        made[156:190] = record(b"\0", root, SECTOR, 2)
        return bytes(made)

    def folder(self, at: int, *found: bytes, size: int = SECTOR) -> None:
        self.sectors[at] = b"".join((record(b"\0", at, size, 2), record(b"\1", 20, size, 2), *found))

    def opened(self) -> Iso9660:
        return Iso9660(Bytes(self.content()))

    def content(self) -> bytes:
        made = bytearray(100 * SECTOR)
        for at, content in self.sectors.items():
            made[at * SECTOR : at * SECTOR + len(content)] = content
        return bytes(made)


def record(name: bytes, block: int, size: int, flags: int = 0, use: bytes = b"", unit: int = 0) -> bytes:
    named = name + bytes((len(name) + 1) % 2)
    both = struct.pack("<I", block) + struct.pack(">I", block) + struct.pack("<I", size) + struct.pack(">I", size)
    stamp = bytes((124, 5, 6, 13, 14, 15, 8))
    body = b"\0" + both + stamp + bytes((flags, unit, 0)) + b"\1\0\0\1" + bytes((len(name),)) + named + use
    return bytes((len(body) + 1,)) + body


def nm(name: bytes, flags: int = 0) -> bytes:
    return b"NM" + bytes((5 + len(name), 1, flags)) + name


def px(mode: int) -> bytes:
    return b"PX\x24\x01" + struct.pack("<I", mode) + bytes(28)


def rock(*found: bytes) -> Disc:
    """A disc with Rock Ridge whose topmost folder holds these records."""
    disc = Disc()
    first = record(b"\0", 20, SECTOR, 2, b"SP\x07\x01\xbe\xef\0" + px(0o040755))
    disc.sectors[20] = b"".join((first, record(b"\1", 20, SECTOR, 2, px(0o040755)), *found))
    disc.sectors[30] = b"content of a file"
    return disc


GOOD = record(b"AFTER.;1", 30, 4, use=px(0o100644) + nm(b"after"))


def test_a_disc_made_by_hand_reads() -> None:
    disc = rock(record(b"A.;1", 30, 17, use=px(0o100644) + nm(b"een naam")), GOOD)
    assert files(disc.opened()) == {"een naam": b"content of a file", "after": b"cont"}
    (entry, _) = disc.opened().entries()
    assert entry.modified == int(datetime(2024, 5, 6, 11, 14, 15, tzinfo=UTC).timestamp())


LEADING = [b"..", b".", b"a/b", b"../../etc/passwd", b"a\0b", b"/"]


@pytest.mark.parametrize("name", LEADING)
def test_a_rock_ridge_name_that_leads_elsewhere_is_damage(name: bytes) -> None:
    system = rock(record(b"A.;1", 30, 4, use=px(0o100644) + nm(name)), GOOD).opened()
    assert list(files(system)) == ["after"]
    assert [reason for _, reason in reasons(system)] == [DAMAGED]


@pytest.mark.parametrize("flags", [2, 4, 0x20], ids=["here", "above", "this computer"])
def test_a_rock_ridge_name_that_stands_for_another_folder_is_damage(flags: int) -> None:
    system = rock(record(b"A.;1", 30, 4, use=px(0o100644) + nm(b"", flags)), GOOD).opened()
    assert (list(files(system)), [reason for _, reason in reasons(system)]) == (["after"], [DAMAGED])


@pytest.mark.parametrize("name", [b"..", b"a/b", b".;1"])
def test_a_plain_name_that_leads_elsewhere_is_damage(name: bytes) -> None:
    disc = Disc()
    disc.folder(20, record(name, 30, 4), record(b"B.;1", 30, 1))
    assert list(files(disc.opened())) == ["B"]
    assert [reason for _, reason in reasons(disc.opened())] == [DAMAGED]


def test_a_joliet_name_that_leads_elsewhere_is_damage() -> None:
    disc = Disc()
    disc.sectors[17] = disc.descriptor(2, 21, b"%/E")
    disc.sectors[18] = b"\xffCD001\x01"
    names = ["..", "a/b", "goed \u2602.txt;1", "half\ud83d"]
    disc.folder(21, *(record(name.encode("utf-16-be", "surrogatepass"), 30, 0) for name in names))
    assert list(files(disc.opened())) == ["goed \u2602.txt", "half\ufffd"]
    assert [reason for _, reason in reasons(disc.opened())] == [DAMAGED]


def test_a_folder_inside_itself_is_entered_once() -> None:
    disc = Disc()
    disc.folder(20, record(b"TOP", 20, SECTOR, 2), record(b"A.;1", 30, 0))
    assert [entry.path for entry in disc.opened().entries()] == ["TOP", "TOP", "A"]
    assert reasons(disc.opened()) == [("TOP", DAMAGED)]


def test_folders_that_hold_each_other_are_entered_once() -> None:
    disc = Disc()
    disc.folder(20, record(b"ONE", 21, SECTOR, 2))
    disc.folder(21, record(b"TWO", 22, SECTOR, 2))
    disc.folder(22, record(b"ONE", 21, SECTOR, 2), record(b"A.;1", 30, 0))
    assert [entry.path for entry in disc.opened().entries()] == [
        "ONE",
        "ONE/TWO",
        "ONE/TWO/ONE",
        "ONE/TWO/ONE",
        "ONE/TWO/A",
    ]
    assert reasons(disc.opened()) == [("ONE/TWO/ONE", DAMAGED)]


def test_a_moved_folder_that_leads_back_is_entered_once() -> None:
    child = b"CL\x0c\x01" + struct.pack("<I", 20) + bytes(4)
    disc = rock(record(b"BACK", 0, 0, use=px(0o040755) + nm(b"back") + child), GOOD)
    assert reasons(disc.opened()) == [("back", DAMAGED)]
    assert [entry.path for entry in disc.opened().entries()] == ["back", "back", "after"]


def test_a_moved_folder_that_is_none_is_damage() -> None:
    child = b"CL\x0c\x01" + struct.pack("<I", 30) + bytes(4)
    disc = rock(record(b"BACK", 0, 0, use=px(0o040755) + nm(b"back") + child), GOOD)
    assert [reason for _, reason in reasons(disc.opened())] == [DAMAGED]
    assert list(files(disc.opened())) == ["after"]


EXTENTS = {
    "beyond the end": (5000, 10),
    "ending beyond the end": (99, 2 * SECTOR),
    "as far as numbers go": (2**32 - 1, 2**32 - 1),
}


@pytest.mark.parametrize("name", EXTENTS)
def test_a_file_beyond_the_end(name: str) -> None:
    block, size = EXTENTS[name]
    disc = Disc()
    disc.folder(20, record(b"A.;1", block, size), record(b"B.;1", 30, 3))
    bad, good = disc.opened().entries()
    with pytest.raises(Unreadable) as fault:
        for _ in disc.opened().read(bad.where):
            pass
    assert fault.value.reason is DAMAGED
    assert b"".join(disc.opened().read(good.where)) == bytes(3)


@pytest.mark.parametrize("name", EXTENTS)
def test_a_folder_beyond_the_end(name: str) -> None:
    block, size = EXTENTS[name]
    disc = Disc()
    disc.folder(20, record(b"F", block, size, 2), record(b"B.;1", 30, 3))
    assert [entry.path for entry in disc.opened().entries()] == ["F", "F", "B"]
    assert reasons(disc.opened()) == [("F", DAMAGED)]


RECORDS: dict[str, bytes] = {
    "longer than its sector": b"\xff" + record(b"A.;1", 30, 4)[1:],
    "shorter than a record": b"\x10" + record(b"A.;1", 30, 4)[1:],
    "with a name longer than it": record(b"A.;1", 30, 4)[:32] + b"\xf0" + record(b"A.;1", 30, 4)[33:],
    "without a name": record(b"A.;1", 30, 4)[:32] + b"\0" + record(b"A.;1", 30, 4)[33:],
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_cannot_be_costs_the_rest_of_its_sector(name: str) -> None:
    disc = Disc()
    first = b"".join((record(b"\0", 20, 2 * SECTOR, 2), record(b"\1", 20, SECTOR, 2), record(b"A.;1", 30, 4)))
    bad = RECORDS[name]
    room = SECTOR - len(first) - 60
    filler = b"".join(record(b"%100d" % number, 30, 0) for number in range(room // 134))
    disc.sectors[16] = disc.descriptor(1).replace(record(b"\0", 20, SECTOR, 2), record(b"\0", 20, 2 * SECTOR, 2))
    disc.sectors[20] = (first + filler + bad).ljust(SECTOR, b"\0")[:SECTOR] + record(b"NEXT.;1", 30, 2)
    system = disc.opened()
    assert {"A", "NEXT"} <= {entry.path for entry in system.entries()}
    assert reasons(system) == [("\ufffd", DAMAGED)]


def test_a_file_in_several_parts_is_one_file() -> None:
    disc = Disc()
    parts = [record(b"A.;1", 30, SECTOR, 0x80), record(b"A.;1", 40, 5), record(b"B.;1", 30, 1)]
    disc.folder(20, *parts)
    disc.sectors[30], disc.sectors[40] = b"x" * SECTOR, b"yyyyy"
    assert files(disc.opened()) == {"A": b"x" * SECTOR + b"yyyyy", "B": b"x"}


def test_a_file_whose_last_part_is_missing_is_damage() -> None:
    disc = Disc()
    disc.folder(20, record(b"A.;1", 30, SECTOR, 0x80))
    assert reasons(disc.opened()) == [("\ufffd", DAMAGED)]
    disc.folder(20, record(b"A.;1", 30, SECTOR, 0x80), record(b"B.;1", 30, 1))
    assert reasons(disc.opened()) == [("\ufffd", DAMAGED)]


def test_parts_that_alternate_are_told() -> None:
    disc = Disc()
    disc.folder(20, record(b"A.;1", 30, 10, unit=2))
    assert reasons(disc.opened()) == [("A", Reason.FILE_SYSTEM_UNKNOWN)]


def test_what_a_macintosh_keeps_beside_a_file_is_no_second_file() -> None:
    disc = Disc()
    disc.folder(20, record(b"A.;1", 31, 10, 4), record(b"A.;1", 30, 0))
    assert list(disc.opened().entries()) == [FsEntry("A", 0, 1714994055, EntryKind.FILE, disc_place(disc, 1))]


def disc_place(disc: Disc, which: int) -> int:
    found = [one for one in records(disc.sectors[20].ljust(SECTOR, b"\0"), 20 * SECTOR) if one]
    return found[2 + which].place


CONTINUED: dict[str, bytes] = {
    "into itself": b"CE\x1c\x01" + b"".join(struct.pack("<I4x", n) for n in (40, 0, 28)),
    "beyond the end": b"CE\x1c\x01" + b"".join(struct.pack("<I4x", n) for n in (5000, 0, 28)),
    "too large": b"CE\x1c\x01" + b"".join(struct.pack("<I4x", n) for n in (40, 0, 2**31)),
    "a field longer than its place": b"NM\xff\x01\0abc",
    "a field of no length": b"NM\x00\x01\0abc",
}


@pytest.mark.parametrize("name", CONTINUED)
def test_rock_ridge_that_goes_wrong_costs_one_name(name: str) -> None:
    disc = rock(record(b"A.;1", 30, 4, use=px(0o100644) + CONTINUED[name]), GOOD)
    disc.sectors[40] = CONTINUED["into itself"]
    assert list(files(disc.opened())) == ["after"]
    assert [reason for _, reason in reasons(disc.opened())] == [DAMAGED]


DESCRIPTORS: dict[str, Callable[[bytearray], None]] = {
    "no plain volume": lambda made: made.__setitem__(slice(16 * SECTOR, 16 * SECTOR + 1), b"\x03"),
    "blocks of no size": lambda made: made.__setitem__(slice(16 * SECTOR + 128, 16 * SECTOR + 130), b"\0\0"),
    "a topmost folder of no length": lambda made: made.__setitem__(slice(16 * SECTOR + 156, 16 * SECTOR + 157), b"\0"),
}


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_descriptor_that_lies(name: str) -> None:
    content = bytearray(Disc().content())
    DESCRIPTORS[name](content)
    with pytest.raises(Unreadable) as fault:
        list(Iso9660(Bytes(bytes(content))).entries())
    assert fault.value.reason is DAMAGED


def test_descriptors_without_end_are_cut() -> None:
    content = Disc().content()[: 16 * SECTOR] + b"\x02CD001\x01".ljust(SECTOR, b"\0") * 500
    with pytest.raises(Unreadable):
        Iso9660(Bytes(content))


def test_places_that_cannot_be_read(discs: Mapping[str, Path]) -> None:
    content = discs["both"].read_bytes()
    with pytest.raises(Unreadable) as fault:
        Iso9660(Bytes(content, broken=range(16 * SECTOR, 17 * SECTOR)))
    assert fault.value.reason is Reason.READ_ERROR
    failing = Iso9660(Bytes(content, broken=range(len(content) // 2, len(content))))
    seen = {entry.reason for entry in failing.entries()}
    for entry in opened(discs["both"]).entries():
        if entry.kind is EntryKind.FILE:
            try:
                list(failing.read(entry.where))
            except Unreadable as broken:
                seen.add(broken.reason)
    assert seen == {None, Reason.READ_ERROR}


@pytest.mark.parametrize("where", [0, 1, 5 * SECTOR, 2**40, 2**50])
def test_a_place_that_is_no_record(where: int, discs: Mapping[str, Path]) -> None:
    with pytest.raises(Unreadable) as fault:
        list(opened(discs["both"]).read(where))
    assert fault.value.reason is DAMAGED


@pytest.mark.parametrize("share", [90, 50, 20])
def test_a_disc_that_ends_too_soon_shows_what_is_there(share: int, discs: Mapping[str, Path], tree: Path) -> None:
    content = discs["both"].read_bytes()
    whole, lost = 0, 0
    system = Iso9660(Bytes(content[: len(content) * share // 100]))
    for entry in system.entries():
        lost += entry.reason is not None
        if entry.kind is EntryKind.FILE and own(entry):
            try:
                assert b"".join(system.read(entry.where)) == content_of(tree)[entry.path]
                whole += 1
            except Unreadable as fault:
                assert fault.reason is DAMAGED
                lost += 1
    assert lost or whole == len(content_of(tree))


def with_udf(first: int, *, alone: bool) -> bytes:
    made = bytearray(Disc().content())
    for number, sign in enumerate([b"BEA01", b"NSR03", b"TEA01"], 16 if alone else first):
        made[number * SECTOR : number * SECTOR + SECTOR] = (b"\0" + sign).ljust(SECTOR, b"\0")
    return bytes(made)


def test_udf_alone_is_known_and_not_read() -> None:
    blocks = Bytes(with_udf(16, alone=True))
    assert filesystem_of(blocks) == "udf"
    assert is_disc(blocks.read_at(*DISC_MARK))
    assert disc_size(blocks) == 0
    with pytest.raises(Unreadable) as fault:
        open_file_system(blocks, "udf")
    assert fault.value.reason is Reason.FILE_SYSTEM_UNKNOWN


@pytest.mark.parametrize(("content", "count"), [(Disc().content(), 1), (with_udf(18, alone=False), 2)])
def test_udf_beside_is_a_second_file_system(content: bytes, count: int) -> None:
    blocks = Bytes(content)
    assert (filesystem_of(blocks), systems_on(blocks, "iso9660")) == ("iso9660", count)
    assert open_file_system(blocks, "iso9660").type == "iso9660"
    assert word_of("iso9660", 1) == "udf"
    with pytest.raises(Unreadable) as fault:
        open_file_system(blocks, "iso9660", 1)
    assert fault.value.reason is Reason.FILE_SYSTEM_UNKNOWN


def test_udf_of_the_usual_tool(discs: Mapping[str, Path]) -> None:
    beside = {name for name, at in discs.items() if udf(DescriptorBlocks(os.open(at, os.O_RDONLY)))}
    assert beside == {"with UDF beside it"}


def integrity(content: bytearray) -> int:
    """Where the usual tool's disc says of its UDF how many files it has."""
    return next(at for at in range(32 * SECTOR, len(content), SECTOR) if content[at : at + 2] == b"\x09\0")


UDF_LIES: dict[str, tuple[int, bytes]] = {
    "another number of files": (80 + 8 + 32, b"\xff"),
    "another number of folders": (80 + 8 + 36, b"\xff"),
    "not closed": (28, b"\0"),
    "partitions beyond the sector": (72, b"\xff\xff\xff\xff"),
    "another kind of descriptor": (0, b"\0"),
}


def test_udf_over_the_very_files_is_known_as_such(discs: Mapping[str, Path], tmp_path: Path) -> None:
    root = tmp_path / "tree"
    (root / "map/in").mkdir(parents=True)
    (root / "map/a").write_bytes(b"a")
    content = make_iso(tmp_path / "disc", root, "-R", "-udf").read_bytes()
    assert udf_repeats(Bytes(content))
    assert not udf_repeats(Bytes(content, broken=range(256 * SECTOR, 257 * SECTOR)))
    assert not udf_repeats(Bytes(content[: 200 * SECTOR]))
    for at, lie in UDF_LIES.values():
        changed = bytearray(content)
        begin = integrity(changed) + at
        changed[begin : begin + len(lie)] = lie
        assert not udf_repeats(Bytes(bytes(changed)))


def test_udf_beside_a_stub_does_not_repeat_it() -> None:
    assert not udf_repeats(Bytes(with_udf(18, alone=False)))


TABLES: dict[str, tuple[bytes, list[tuple[int, int]]]] = {
    "a table that begins with the disc": (mbr((0x17, 0, 380), (0xEF, 200, 9)), [(0, 400)]),
    "a table within the disc": (mbr((0xEF, 200, 100)), [(0, 400)]),
    "a stick that was a disc once": (mbr((7, 200, 20_000)), [(200, 20_000)]),
    "no table": (b"", [(0, 400)]),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_disc_with_a_table_is_a_disc_and_a_stick_is_a_stick(name: str) -> None:
    table, expected = TABLES[name]
    content = bytearray(Disc().content())
    content[: len(table)] = table
    assert [(one.offset // SMALL, one.size // SMALL) for one in volumes(Bytes(bytes(content)))] == expected


def test_a_disc_with_a_gpt_for_its_starter(tmp_path: Path) -> None:
    basic = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"
    for last, expected in ((300, [0]), (20_000, [200])):
        made = bytearray(gpt(24_000, [(basic, 200, last)]))
        made[16 * SECTOR : 18 * SECTOR] = Disc().content()[16 * SECTOR : 18 * SECTOR]
        assert [one.offset // SMALL for one in volumes(Bytes(bytes(made)))] == expected


def test_a_bad_place_beyond_the_table_hides_no_partition() -> None:
    content = mbr((7, 200, 100)) + bytes(400 * SMALL)
    found = volumes(Bytes(content, broken=range(30_000, 33_000)))
    assert [one.offset // SMALL for one in found] == [200]


STAMPS = [
    (bytes((124, 5, 6, 13, 14, 15, 0)), datetime(2024, 5, 6, 13, 14, 15, tzinfo=UTC)),
    (bytes((124, 5, 6, 13, 14, 15, 8)), datetime(2024, 5, 6, 11, 14, 15, tzinfo=UTC)),
    (bytes((124, 5, 6, 13, 14, 15, 0xF8)), datetime(2024, 5, 6, 15, 14, 15, tzinfo=UTC)),
    (bytes((124, 13, 6, 13, 14, 15, 0)), None),
    (bytes(7), None),
]


@pytest.mark.parametrize(("stamp", "expected"), STAMPS)
def test_a_time(stamp: bytes, expected: datetime | None) -> None:
    assert moment(stamp) == (None if expected is None else int(expected.timestamp()))


def nothing_more(block: int, offset: int, size: int) -> bytes:
    raise Unreadable(DAMAGED)


TIMES = [
    (b"\x02" + STAMPS[0][0], 1_715_001_255),
    (b"\x03" + bytes((99, 1, 1, 1, 1, 1, 0)) + STAMPS[0][0], 1_715_001_255),
    (b"\x82" + b"2024050613141500\0", 1_715_001_255),
    (b"\x82" + b"2024050613141500\x08", 1_715_001_255 - 7200),
    (b"\x82" + b"0000000000000000\0", None),
    (b"\x82" + b"20240506131x1500\0", None),
    (b"\x01" + STAMPS[0][0], None),
    (b"\x02" + STAMPS[0][0][:5], None),
    (b"", None),
]


@pytest.mark.parametrize(("data", "expected"), TIMES)
def test_a_time_of_rock_ridge(data: bytes, expected: int | None) -> None:
    assert unix_of(b"TF" + bytes((4 + len(data), 1)) + data, nothing_more).modified == expected


@pytest.mark.parametrize("use", [b"", b"SP", b"SP\x07\x01\xbe\xef", b"RR\x05\x01\x89\0\0\0"])
def test_rock_ridge_is_known_by_its_sign_alone(use: bytes) -> None:
    assert bytes_before(use) is None
    assert bytes_before(b"SP\x07\x01\xbe\xef\x05") == 5


@given(st.binary(max_size=2 * SECTOR), st.integers(0, 2**40))
def test_records_of_noise_end_and_stand_where_they_stand(noise: bytes, place: int) -> None:
    for found in records(noise, place):
        assert found is None or place <= found.place < place + len(noise)
        assert found is None or (found.place - place) % SECTOR + found.length <= SECTOR


@given(data=st.data())
def test_a_damaged_disc_is_no_crash(small: bytes, data: st.DataObject) -> None:
    content = bytearray(small)
    used = [at for at in range(16 * SECTOR, len(content), 64) if any(content[at : at + 64])]
    places = st.one_of(
        st.tuples(st.sampled_from(used), st.integers(0, 63)).map(sum), st.integers(16 * SECTOR, len(content) - 1)
    )
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(places)] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        system = Iso9660(Bytes(bytes(content)))
        for count, entry in enumerate(system.entries()):
            assert count < 10_000
            assert entry.reason is not None or all(is_plain(part) for part in entry.path.split("/"))
            if entry.kind is EntryKind.FILE and entry.reason is None and entry.size < MIB:
                with suppress(Unreadable):
                    assert sum(map(len, system.read(entry.where))) == entry.size


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A disc with all that a disc has, as small as the tool makes it."""
    room = tmp_path_factory.mktemp("small")
    deep = room / "tree" / "a/b/c/d/e/f/g/h/i"
    deep.mkdir(parents=True)
    (deep / "diep").write_bytes(b"d" * 5000)
    (room / "tree" / ("n" * 200)).write_bytes(b"n")
    (room / "tree/link").symlink_to("a/b")
    return make_iso(room / "disc", room / "tree", "-R", "-J", "-no-pad").read_bytes()
