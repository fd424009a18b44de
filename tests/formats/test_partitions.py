"""How a disk is divided: sound tables, tables that lie, and disks without any."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.partitions import MOST, Volume, volumes
from inzage.result import Reason, Unreadable
from tests.formats.test_blocks import Bytes
from tests.tables import BASIC, MSR, SECTOR, SWAP, disk, gpt, mbr
from tests.volumes import MIB, blank, run

TABLE, SHORT = Reason.PARTITION_TABLE, Reason.IMAGE_INCOMPLETE
BOOT = {
    "ntfs": b"\xeb\x52\x90NTFS    ",
    "exfat": b"\xeb\x76\x90EXFAT   ",
    "bitlocker": b"\xeb\x58\x90-FVE-FS-",
}

Told = tuple[int, int, str, Reason | None]


def told(content: bytes) -> list[Told]:
    """(first sector, sectors, type, problem) of each volume; ordinals count from one."""
    found = volumes(Bytes(content))
    assert [volume.ordinal for volume in found] == list(range(1, len(found) + 1))
    return [(volume.offset // SECTOR, volume.size // SECTOR, volume.type, volume.problem) for volume in found]


MBRS: dict[str, tuple[dict[int, bytes], list[Told]]] = {
    "four": (
        {0: mbr((7, 8, 10), (0x83, 20, 10), (0x82, 30, 10), (0xEF, 40, 10))},
        [(8, 10, "basic", None), (20, 10, "linux", None), (30, 10, "swap", None), (40, 10, "efi", None)],
    ),
    "one that may start": ({0: mbr((7, 8, 10), status=0x80)}, [(8, 10, "basic", None)]),
    "a gap and an empty entry": (
        {0: mbr((7, 8, 10), (0, 0, 0), (0x0C, 50, 9))},
        [(8, 10, "basic", None), (50, 9, "other", None)],
    ),
    "not in order": ({0: mbr((7, 50, 10), (7, 8, 10))}, [(50, 10, "basic", None), (8, 10, "basic", None)]),
    "overlapping": (
        {0: mbr((7, 8, 10), (7, 17, 10), (7, 30, 5))},
        [(8, 10, "basic", None), (17, 10, "basic", TABLE), (30, 5, "basic", None)],
    ),
    "the same twice": ({0: mbr((7, 8, 10), (7, 8, 10))}, [(8, 10, "basic", None), (8, 10, "basic", TABLE)]),
    "one around another": ({0: mbr((7, 20, 5), (7, 8, 50))}, [(20, 5, "basic", None), (8, 50, "basic", TABLE)]),
    "outside": ({0: mbr((7, 100, 10), (7, 8, 9))}, [(100, 10, "basic", TABLE), (8, 9, "basic", None)]),
    "ending outside": ({0: mbr((7, 90, 1000))}, [(90, 1000, "basic", SHORT)]),
    "as large as numbers go": ({0: mbr((7, 2**32 - 1, 2**32 - 1))}, [(2**32 - 1, 2**32 - 1, "basic", TABLE)]),
    "logical ones": (
        {0: mbr((7, 8, 10), (5, 20, 60), (0x83, 90, 5)), 20: mbr((0x83, 2, 8), (5, 20, 20)), 40: mbr((7, 2, 8))},
        [(8, 10, "basic", None), (22, 8, "linux", None), (42, 8, "basic", None), (90, 5, "linux", None)],
    ),
    "a chain that goes round": (
        {0: mbr((0x0F, 20, 60)), 20: mbr((7, 2, 3), (5, 10, 9)), 30: mbr((7, 2, 3), (5, 0, 9), (5, 10, 9))},
        [(22, 3, "basic", None), (32, 3, "basic", None)],
    ),
    "a chain into nothing": ({0: mbr((5, 20, 60)), 20: mbr((7, 2, 3), (5, 500, 9))}, [(22, 3, "basic", None)]),
    "an extended one without a table": ({0: mbr((7, 8, 5), (5, 20, 60))}, [(8, 5, "basic", None)]),
}


@pytest.mark.parametrize("name", MBRS)
def test_mbr(name: str) -> None:
    pieces, expected = MBRS[name]
    assert told(disk(100, pieces)) == expected


def test_a_chain_without_end_is_cut() -> None:
    links = {at: mbr((7, 1, 1), (5, at - 20 + 2, 2)) for at in range(20, 20 + 4 * MOST, 2)}
    assert len(told(disk(20 + 4 * MOST, {0: mbr((5, 20, 60)), **links}))) == MOST


GPTS: dict[str, tuple[list[tuple[str, int, int]], list[Told]]] = {
    "of a Windows disk": ([(MSR, 40, 49), (BASIC, 50, 99)], [(40, 10, "msr", None), (50, 50, "basic", None)]),
    "of another system": (
        [(SWAP, 40, 49), ("11111111-2222-3333-4444-555555555555", 60, 60)],
        [(40, 10, "swap", None), (60, 1, "other", None)],
    ),
    "outside": ([(BASIC, 500, 600), (BASIC, 40, 49)], [(500, 101, "basic", TABLE), (40, 10, "basic", None)]),
    "ending outside": ([(BASIC, 150, 250)], [(150, 101, "basic", SHORT)]),
    "one around another": ([(BASIC, 50, 60), (BASIC, 40, 90)], [(50, 11, "basic", None), (40, 51, "basic", TABLE)]),
    "as far as numbers go": ([(BASIC, 2**63, 2**64 - 1)], [(2**63, 2**63, "basic", TABLE)]),
    "overlapping": ([(BASIC, 40, 49), (BASIC, 49, 60)], [(40, 10, "basic", None), (49, 12, "basic", TABLE)]),
}


@pytest.mark.parametrize("name", GPTS)
def test_gpt(name: str) -> None:
    parts, expected = GPTS[name]
    assert told(gpt(200, parts)) == expected


def test_a_gpt_disk_that_was_cut_off() -> None:
    whole = gpt(4000, [(BASIC, 40, 1999), (BASIC, 2000, 3900)])
    assert told(whole[: 1000 * SECTOR]) == [(40, 1960, "basic", SHORT), (2000, 1901, "basic", TABLE)]


@pytest.mark.parametrize("at", [SECTOR + 40, 2 * SECTOR + 7], ids=["header", "rows"])
def test_the_copy_at_the_end_stands_in_for_a_damaged_first_one(at: int) -> None:
    content = bytearray(gpt(200, [(BASIC, 40, 49)]))
    content[at] ^= 1
    assert told(bytes(content)) == [(40, 10, "basic", None)]


@pytest.mark.parametrize("at", [40, SECTOR + 7], ids=["headers", "rows"])
def test_where_neither_copy_holds_nothing_of_it_is_believed(at: int) -> None:
    content = bytearray(gpt(200, [(BASIC, 40, 49)]))
    content[SECTOR + at] ^= 1
    content[-SECTOR + 40] ^= 1
    with pytest.raises(Unreadable) as fault:
        volumes(Bytes(bytes(content)))
    assert fault.value.reason is TABLE


def test_an_empty_gpt_does_not_hide_the_disk() -> None:
    content = gpt(200, [])
    assert volumes(Bytes(content)) == (Volume(0, 0, len(content), "whole"),)


def test_a_gpt_partition_that_ends_before_it_begins() -> None:
    assert told(gpt(200, [(BASIC, 49, 40)])) == [(49, 0, "basic", None)]


def test_as_the_usual_tool_divides_a_disk(tmp_path: Path) -> None:
    at = blank(tmp_path / "disk", 64 * MIB)
    run("mke2fs", "-q", "-F", at)  # what was on the disk before
    content = bytearray(at.read_bytes())
    content[:SECTOR] = mbr((7, 2048, 8192), (0x83, 10240, 4096))
    assert told(bytes(content)) == [(2048, 8192, "basic", None), (10240, 4096, "linux", None)]


@pytest.mark.parametrize(
    "content",
    [
        disk(100, {0: mbr((0xEE, 1, 99))}),
        disk(100, {0: mbr((0xEE, 1, 99)), 1: b"EFI PART" + bytes(84)}),
        gpt(200, [(BASIC, 40, 49)])[:SECTOR] + b"EFI PART" + b"\xff" * 5000,
        gpt(200, [(BASIC, 40, 49)])[: 2 * SECTOR] + bytes(90 * SECTOR),
    ],
    ids=["a guard without what it guards", "an empty header", "noise", "a header without its rows"],
)
def test_a_table_that_cannot_be_read_is_told(content: bytes) -> None:
    with pytest.raises(Unreadable) as fault:
        volumes(Bytes(content))
    assert fault.value.reason is TABLE


WHOLE: Mapping[str, dict[int, bytes]] = {
    "nothing": {},
    "text": {0: b"text " * 200},
    "a table without a sign": {0: mbr((7, 8, 10))[:-2]},
    "a sign without a table": {0: mbr()},
    "entries that are none": {0: mbr((7, 8, 10), status=0x20)},
    "a whole ext volume with code before it": {0: mbr((7, 1, 10)), 2: bytes(56) + b"\x53\xef"},
    **{f"{name} with a sign": {0: start.ljust(510, b"\0") + b"\x55\xaa"} for name, start in BOOT.items()},
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_undivided_disk_is_one_volume(name: str) -> None:
    content = disk(100, WHOLE[name])
    assert volumes(Bytes(content)) == (Volume(0, 0, len(content), "whole"),)


def test_a_fat_volume_is_not_a_table(tmp_path: Path) -> None:
    at = blank(tmp_path / "fat", MIB)
    run("mkfs.fat", at)
    assert volumes(Bytes(at.read_bytes())) == (Volume(0, 0, MIB, "whole"),)


@pytest.mark.parametrize("size", [0, 1, 511, 512, 513])
def test_a_disk_too_small_for_a_table(size: int) -> None:
    assert volumes(Bytes(mbr((7, 1, 1)).ljust(600, b"\0")[:size]))[0].offset in (0, SECTOR)


def test_a_volume_reads_as_far_as_the_disk_goes() -> None:
    content = disk(100, {95: b"x" * 5 * SECTOR, 0: mbr((7, 95, 50), (7, 200, 5))})
    short, outside = volumes(Bytes(content))
    assert short.of(Bytes(content)).read_at(0, 99 * SECTOR) == b"x" * 5 * SECTOR
    assert outside.of(Bytes(content)).size == 0


@given(st.binary(max_size=64), st.integers(0, 600), st.booleans())
def test_no_table_is_a_crash(noise: bytes, at: int, divided: bool) -> None:
    content = bytearray(gpt(100, [(BASIC, 40, 49)]) if divided else disk(100, {0: mbr((7, 8, 10), (5, 20, 9))}))
    content[at : at + len(noise)] = noise
    try:
        found = volumes(Bytes(bytes(content)))
    except Unreadable as fault:
        assert fault.reason is TABLE
        return
    kept = [volume for volume in found if volume.problem is None]
    assert all(volume.offset + volume.size <= len(content) for volume in kept)
    assert all(
        one is other or one.offset + one.size <= other.offset or other.offset + other.size <= one.offset
        for one in kept
        for other in kept
    )
