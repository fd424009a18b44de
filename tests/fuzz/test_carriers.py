"""Spoilt carriers: a sound one opens whole, nothing falls over, and what was once lost in silence is told.

Places are looked for by content, because the tools that make volumes lay them out as their version likes.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.errors import InzageError
from inzage.result import Reason, Status
from tests.fuzz.carriers import tell
from tests.fuzz.carriers.counted import TOLD, Counted, Result, table
from tests.fuzz.carriers.kept import FOLDER, KeptCarrier, small
from tests.fuzz.carriers.places import places
from tests.fuzz.carriers.recipes import FROM_REAL, RECIPES, SLOW, Carrier, made, makeable
from tests.fuzz.carriers.run import Plan, Tables
from tests.fuzz.carriers.sparse import apart, spoilt_file, stretches, write_sparse
from tests.fuzz.carriers.spoil import spoilt
from tests.fuzz.carriers.trial import Bench, End, Hung, Seen
from tests.fuzz.edits import Edit, applied

KINDS = tuple(kind for kind in RECIPES if kind not in FROM_REAL)
FEW = 12
SURE = frozenset({"tar", "tar.gz", "tar.xz", "android", "android-plain"})
"""Kinds over all of whose bytes a checksum goes, or whose every loss can be told."""


@pytest.fixture(scope="module")
def tables() -> Iterator[Tables]:
    held = Tables()
    yield held
    held.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_carrier_shows_all_and_says_so(kind: str, tables: Tables) -> None:
    bench = tables.table(kind).bench
    assert {status for _, status in bench.base.states} <= {Status.READ, Status.ABSENT}
    assert not bench.base.reasons
    assert any("History" in name or "HISTORY" in name for name in bench.base.names)
    assert bench.base.held
    assert bench.seen() == bench.base


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in SLOW])
def test_a_few_spoilt_ones_end_in_an_answer(kind: str, tables: Tables, tmp_path: Path) -> None:
    counted = tables.work(Plan((kind,), FEW, seed="trial", folder=tmp_path), kind, range(FEW))
    assert counted.tried == FEW
    assert not any(counted.ends[end.value] for end in (End.CRASH, End.HANG, End.DIED))
    assert kind not in SURE or not counted.ends[TOLD[True]]


def at(content: bytes, what: bytes, which: int = 0) -> int:
    """Where something stands for the nth time."""
    place = content.index(what)
    for _ in range(which):
        place = content.index(what, place + 1)
    return place


def put(place: int, what: bytes) -> list[Edit]:
    return [Edit(place, len(what), what)]


LETTER = b"a-letter-4.txt"
WIDE = "a-letter-4".encode("utf-16-le")


def ext_entry(content: bytes) -> int:
    """Where the folder's entry of a letter begins: inode, length, size of the name, kind."""
    place = next(n for n in range(8) if _is_entry(content, at(content, LETTER, n) - 8))
    return at(content, LETTER, place) - 8


def _is_entry(content: bytes, place: int) -> bool:
    return content[place + 6] == len(LETTER) and content[place + 7] == 1


def exfat_set(content: bytes) -> int:
    return at(content, WIDE) - 66


def fat_letter(content: bytes) -> int:
    """The short entry behind the long name of a letter."""
    return at(content, b"A-LETT~5TXT")


def iso_record(content: bytes) -> int:
    """The record of a folder, which its name ends."""
    place = next(n for n in range(20) if content[at(content, b"LETTERS", n) - 33] == 40)
    return at(content, b"LETTERS", place) - 33


def ntfs_record(content: bytes) -> int:
    """The record of a letter."""
    place = 0
    while WIDE not in content[place : place + 1024]:
        place = content.index(b"FILE", place + 1)
    return place


TOLD_NOW: dict[str, tuple[str, Callable[[bytes], list[Edit]]]] = {
    "a tar whose second header was wiped": ("tar", lambda c: put(at(c, b"home/", 1) // 512 * 512, bytes(512))),
    "a gzip whose checksum does not hold": ("tar.gz", lambda c: put(len(c) - 6, bytes([c[-6] ^ 1]))),
    "an xz without its last bytes": ("tar.xz", lambda c: [Edit(len(c) - 12, 12, b"")]),
    "an Android backup whose checksum does not hold": ("android", lambda c: put(len(c) - 1, bytes([c[-1] ^ 1]))),
    "an exFAT name of another letter": ("exfat", lambda c: put(at(c, WIDE), b"b")),
    "an exFAT file that became a folder": ("exfat", lambda c: put(exfat_set(c) + 4, b"\x10")),
    "an exFAT entry whose mark is gone": ("exfat", lambda c: put(exfat_set(c), b"\x05")),
    "an exFAT folder that seems to end early": ("exfat", lambda c: put(exfat_set(c), bytes(96))),
    "an exFAT boot sector that was changed": ("exfat", lambda c: put(112 + 30, b"\x55")),
    "an ext name with a zero in it": ("ext2", lambda c: put(ext_entry(c) + 16, b"\0")),
    "an ext entry without a length": ("ext3", lambda c: put(ext_entry(c) + 4, b"\0\0")),
    "an ext entry of an inode that cannot be": ("ext2", lambda c: put(ext_entry(c), b"\xff\xff")),
    "an ext entry of another kind than its inode": ("ext3", lambda c: put(ext_entry(c) + 7, b"\2")),
    "an ext4 name of another letter": ("ext4", lambda c: put(ext_entry(c) + 8, b"b")),
    "a FAT file that became a folder": ("fat16", lambda c: put(fat_letter(c) + 11, b"\x10")),
    "a FAT short name that its long one does not fit": ("fat32", lambda c: put(fat_letter(c), b"B")),
    "a FAT table that begins elsewhere": ("fat16", lambda c: put(14, bytes([c[14] + 1]))),
    "a FAT32 root where nothing can lie": ("fat32", lambda c: put(47, b"\xff")),
    "a record of ISO 9660 without a length": ("iso9660", lambda c: put(iso_record(c), b"\0")),
    "a long name of FAT that points to bytes": ("fat12", lambda c: put(fat_letter(c) - 5, b"\1")),
    "a size of ISO 9660 that is said in two ways": ("iso9660", lambda c: put(iso_record(c) + 10, b"\1")),
    "an XFS inode that is not as written": ("xfs", lambda c: put(at(c, b"a-letter-4.txt"), b"b")),
    "an NTFS record whose sector ends in another number": ("ntfs", lambda c: put(ntfs_record(c) + 510, b"\xee\xee")),
    "a QCOW2 whose bytes have shifted": ("qcow2", lambda c: [Edit(64755, 0, bytes(64))]),
    "a QCOW2 whose table lies elsewhere": ("qcow2-packed", lambda c: put(47, b"\x08")),
}


@pytest.mark.parametrize("name", TOLD_NOW)
def test_what_was_lost_in_silence_is_told(name: str, tables: Tables) -> None:
    kind, spoil = TOLD_NOW[name]
    bench = tables.table(kind).bench
    (content,) = bench.carrier.files.values()
    edits = spoil(content)
    assert applied(content, edits) != content
    assert bench.end(bench.carrier.opens, edits) in {End.ALL_TOLD, End.FEWER_TOLD, End.NOTHING_TOLD}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_what_once_went_wrong_is_no_fault_any_more(file: Path, tables: Tables) -> None:
    kept = KeptCarrier.of(file.read_text())
    assert file.stem.startswith(f"{kept.kind}-")
    assert not tables.table(kept.kind).result(kept.file, kept.edits).fault


def test_a_name_that_nobody_can_check_is_lost_in_silence_and_counted(tables: Tables) -> None:
    """A letter of a name on ext2 is kept once, without a checksum: the suite sees the loss, and that it is nobody's."""
    held = tables.table("ext2")
    (content,) = held.bench.carrier.files.values()
    assert held.result("ext2.dd", put(ext_entry(content) + 8, b"b")) == Result(End.SILENT, told=False)


@pytest.fixture
def bench(tmp_path: Path, tables: Tables) -> Bench:
    (tmp_path / "lies").mkdir()
    return Bench(made("zip", tmp_path), tmp_path / "lies")


@pytest.mark.parametrize(
    ("fault", "end"), [(ValueError("in the broker"), End.CRASH), (Hung(), End.HANG), (InzageError(), End.REFUSED)]
)
def test_each_end_has_its_name(fault: BaseException, end: End, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(_: Bench) -> Seen:
        raise fault

    monkeypatch.setattr(Bench, "seen", fall)
    assert bench.end("a.zip", []) is end
    assert Result(end).fault is (end is not End.REFUSED)


def test_a_worker_that_died_is_an_answer_and_is_looked_into(bench: Bench) -> None:
    died = Seen(bench.base.names, bench.base.held, bench.base.states, bench.base.reasons.copy())
    died.reasons[Reason.WORKER_DIED] += 1
    assert bench._judged(died) is End.DIED
    assert bench._judged(bench.base) is End.ALL


def test_after_a_spoilt_file_the_carrier_lies_there_as_before(bench: Bench) -> None:
    for edits in ([Edit(5, 3, b"xyz")], [Edit(5, 9000, b"")], [Edit(0, 0, bytes(70_000))]):
        assert bench.end("a.zip", edits)
        assert bench.seen() == bench.base


@given(content=st.binary(min_size=1, max_size=3000), seed=st.integers(0, 1 << 32))
def test_a_spoilt_carrier_is_the_same_again_and_inside_itself(content: bytes, seed: int) -> None:
    ways = [spoilt(content, places("zip", content), stretches(content), Random(seed)) for _ in "12"]  # noqa: S311
    assert ways[0] == ways[1]
    assert ways[0] == apart(ways[0])
    assert all(edit.at >= 0 and edit.at + edit.drop <= len(content) for edit in ways[0])


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 2000)), max_size=6))
def test_stretches_are_where_something_stands(pieces: list[tuple[bool, int]]) -> None:
    content = b"".join((b"x" if something else b"\0") * size for something, size in pieces)
    inside = bytearray(len(content))
    for stretch in stretches(content):
        assert any(content[stretch.start : stretch.stop])
        inside[stretch.start : stretch.stop] = content[stretch.start : stretch.stop]
    assert bytes(inside) == content


def test_a_sparse_file_is_spoilt_as_the_edits_say(tmp_path: Path) -> None:
    content = bytes(200_000) + b"end" + bytes(70_000)
    where = tmp_path / "file"
    write_sparse(where, content)
    assert where.read_bytes() == content
    for edits in ([Edit(200_000, 3, b"new"), Edit(9, 1, b"z")], [Edit(9, 0, b"more")], [Edit(100_000, 170_003, b"")]):
        with spoilt_file(where, content, edits):
            assert where.read_bytes() == applied(content, edits)
        assert where.read_bytes() == content


FORMS = [
    ("zip", {"little:42", "little:16"}), ("tar", {"big:octal"}), ("mbr", {"little:partition"}),
    ("gpt", {"little:part", "little:16"}), ("ntfs", {"little:20"}), ("exfat", {"little:set", "little:name"}),
    ("ext4", {"little:super", "little:beside"}), ("xfs", {"big:56"}), ("e01", {"little:72"}), ("qcow2", {"big:40"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "named"), FORMS, ids=[kind for kind, _ in FORMS])
def test_the_fields_of_a_form_are_found(kind: str, named: set[str], tables: Tables) -> None:
    assert named <= {field.what for fields in tables.table(kind).fields.values() for field in fields}


CHECKED = [kind for kind in KINDS if kind not in {"vhd", "dmg", "luks1", "luks2", "android-sealed"}]


@pytest.mark.parametrize("kind", [kind for kind in CHECKED if not kind.startswith("ios-") and kind != "vhdx"])
def test_a_check_finds_no_fault_with_a_sound_carrier(kind: str, tables: Tables) -> None:
    files = tables.table(kind).bench.carrier.files
    assert tell.damaged(kind, files, files) is False


@pytest.mark.parametrize("kind", ["vhd", "dmg", "luks1", "ios-mbdb"])
def test_where_there_is_no_check_nobody_is_said_to_know(kind: str) -> None:
    assert tell.damaged(kind, {"a": b"x"}, {"a": b"y"}) is None


def test_few_small_edits_may_have_nothing_to_do_with_each_other() -> None:
    assert small([Edit(0, 1, b"a"), Edit(9, 1, b"b")])
    assert not small([Edit(0, 1, b"a")])
    assert not small([Edit(0, 1, b"a"), Edit(9, 500, bytes(500))])


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = KeptCarrier("tar.gz", "a.tgz", (Edit(3, 1, b"\xff"), Edit(9, 0, b"")))
    assert KeptCarrier.of(kept.save("silent!", tmp_path).read_text()) == kept


def test_every_kind_has_its_turn_and_a_slow_one_a_short_turn() -> None:
    plan = Plan(("zip", "bitlocker"), each=120, slice=100)
    assert list(plan.slices) == [
        *(("zip", range(0, 100)), ("bitlocker", range(0, 5))),
        *(("zip", range(100, 120)), ("bitlocker", range(100, 105))),
    ]


def test_counts_add_up_and_are_shown() -> None:
    one, other = Counted(), Counted()
    for result in (Result(End.ALL), Result(End.SILENT, told=True), Result(End.DIED)):
        one.take(result, 5)
    other.take(Result(End.SILENT, told=None), 9)
    one += other
    assert (one.tried, one.faults, one.slowest) == (4, 2, 9)
    lines = table({"zip": one, "tar": Counted()}).splitlines()
    assert [line.split()[0] for line in lines[:4]] == ["kind", "tar", "zip", "all"]


def test_kinds_from_elsewhere_are_made_where_their_data_is() -> None:
    assert set(makeable()) - FROM_REAL == set(KINDS)
    assert isinstance(Carrier("zip", {}, "").keys, tuple)
