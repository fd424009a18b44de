"""Disks and images as carriers, through locked workers: trees, containers, identity, and what cannot be seen."""

import os
import stat
import struct
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from inzage.formats.images import ImageKind
from inzage.result import FileSystem, Reason, Status
from inzage.sources import MissingLibraries, UnknownCarrier, Unopenable, archive_worker
from inzage.sources.image import ImageSource
from inzage.sources.image_disk import TREE_SHIFT
from inzage.sources.image_inside import handle
from inzage.sources.image_replies import counted_told
from inzage.sources.opening import open_source
from inzage.sources.sought import Fitting
from inzage.worker import Garbage, Limits, OutOfTime, WorkerDied
from tests.sources.trees import CHROME, hits, paths, put, skips
from tests.tables import MSR, SECTOR, gpt, mbr
from tests.volumes import MIB, blank, make_exfat, make_ext, make_ntfs, run

BASIC = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7"
HISTORY = f"{CHROME}/History"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    put(root, HISTORY, b"history" * 9000)
    put(root, f"{HISTORY}-wal", b"log")
    put(root, "Users/jan/letter.txt", b"letter")
    return root


@pytest.fixture(scope="module")
def volumes(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tree as NTFS, ext4 and exFAT."""
    room = tmp_path_factory.mktemp("volumes")
    return {
        "ntfs": make_ntfs(room / "ntfs", tree, 6 * MIB).read_bytes(),
        "ext4": make_ext(room / "ext4", tree, 6 * MIB).read_bytes(),
        "exfat": make_exfat(room / "exfat", tree, 6 * MIB).read_bytes(),
    }


@contextmanager
def opened(at: Path, kind: ImageKind = "raw", entries: int = 100_000) -> Iterator[ImageSource]:
    source = ImageSource(str(at), kind, entries)
    try:
        yield source
    finally:
        source.close()


def divided(volumes: Sequence[bytes], size: int = 24 * MIB) -> bytes:
    """A Windows-like disk: a reserved part, then the volumes, one MiB apart."""
    parts, pieces, at = [(MSR, 34, 2047)], {}, 2048
    for volume in volumes:
        count = len(volume) // SECTOR
        parts.append((BASIC, at, at + count - 1))
        pieces[at] = volume
        at += count + 2048
    return gpt(size // SECTOR, parts, pieces)


@pytest.mark.parametrize("system", ["ntfs", "ext4", "exfat"])
def test_a_bare_volume(system: str, volumes: dict[str, bytes], tmp_path: Path) -> None:
    with opened(put(tmp_path, "stick", volumes[system])) as source:
        assert (source.kind, source.hashes_inside) == ("raw", True)
        (told,) = source.survey().filesystems
        assert (told.type, told.status, told.reason) == (system, Status.READ, None)
        assert [container.untrusted_name for container in source.survey().containers] == ["stick", "jan", "Default"]
        (match,) = hits(source)
        assert match.found.untrusted_path == f"volume-0/{HISTORY}"
        with source.open(match.found) as artefact:
            assert os.pread(artefact.file, 99_999, 0) == b"history" * 9000
            assert os.pread(artefact.sidecars["-wal"], 9, 0) == b"log"
            assert stat.S_ISREG(os.fstat(artefact.file).st_mode)
            with pytest.raises(OSError, match="not permitted"):
                os.write(artefact.file, b"x")


@pytest.mark.parametrize("system", ["ntfs", "ext4", "exfat"])
def test_behind_the_lock_names_are_counted_and_sifted(system: str, volumes: dict[str, bytes], tmp_path: Path) -> None:
    with opened(put(tmp_path, "stick", volumes[system])) as source:
        counted = source._worker.asked({"do": "count", "tree": 0, "most": 9}, counted_told)
        assert counted is not None  # what scans was loaded before the worker was shut in
        (told,) = source.survey().filesystems
        assert counted.entries == told.entries == sum(1 for _ in source._list)
        assert len(list(source._list.some(Fitting(("History",), ()), []))) in (2, 3)  # with what may belong to it


def test_a_worker_that_died_counts_and_sifts_again(volumes: dict[str, bytes], tmp_path: Path) -> None:
    with opened(put(tmp_path, "stick", volumes["ntfs"])) as source:
        before = [match.found for match in hits(source)]
        source._worker.let_go()
        assert [match.found for match in hits(source)] == before
        source._worker.let_go()
        with put(tmp_path, "other", bytes(9000)).open("rb") as other:
            source._worker._files = (other.fileno(),)
            assert [reason for *_, reason in skips(source)] == [Reason.FILE_SYSTEM_UNKNOWN]
            assert hits(source) == []


def test_users_of_two_volumes_stay_apart(volumes: dict[str, bytes], tmp_path: Path) -> None:
    with opened(put(tmp_path, "disk", divided([volumes["ntfs"], volumes["ext4"]]))) as source:
        assert [(one.type, one.status) for one in source.survey().filesystems] == [
            ("msr", Status.ABSENT), ("ntfs", Status.READ), ("ext4", Status.READ),
        ]  # fmt: skip
        names = [container.untrusted_name for container in source.survey().containers]
        assert names == ["disk", "jan", "Default", "jan", "Default"]
        assert paths(source) == [f"volume-2/{HISTORY}", f"volume-3/{HISTORY}"]
        assert paths(source, closed=frozenset({1})) == [f"volume-3/{HISTORY}"]
        assert paths(source, closed=frozenset({0})) == []
        assert skips(source) == []


def test_reading_goes_from_one_volume_to_another_and_back(volumes: dict[str, bytes], tmp_path: Path) -> None:
    with opened(put(tmp_path, "disk", divided([volumes["exfat"], volumes["ntfs"]]))) as source:
        found = hits(source)
        for match in (*found, *found):
            with source.open(match.found) as artefact:
                assert os.pread(artefact.file, 7, 0) == b"history"


def test_a_split_image_and_its_later_part(volumes: dict[str, bytes], tmp_path: Path) -> None:
    content = volumes["ext4"]
    for number, at in enumerate(range(0, len(content), MIB)):
        put(tmp_path, f"disk.{number + 1:03}", content[at : at + MIB])
    with opened(tmp_path / "disk.001") as source:
        assert len(hits(source)) == 1
        whole = source.identity
    (tmp_path / "disk.006").unlink()
    with opened(tmp_path / "disk.001") as source:
        assert source.identity != whole


def test_more_parts_than_a_message_carries(volumes: dict[str, bytes], tmp_path: Path) -> None:
    content = volumes["exfat"]
    step = 16 * 1024
    for number, at in enumerate(range(0, len(content), step)):
        put(tmp_path, f"disk.{number:04}", content[at : at + step])
    assert len(list(tmp_path.iterdir())) > 300
    with opened(tmp_path / "disk.0000") as source:
        (match,) = hits(source)
        with source.open(match.found) as artefact:
            assert artefact.size == 63_000


NO_SYSTEM: dict[str, tuple[bytes, tuple[str, Status, Reason | None]]] = {
    "blank": (bytes(3 * MIB), ("blank", Status.ABSENT, None)),
    "unknown": (b"\x07" * 3 * MIB, ("unknown", Status.UNREADABLE, Reason.FILE_SYSTEM_UNKNOWN)),
    "btrfs": (bytes(65600) + b"_BHRfS_M" + bytes(MIB), ("btrfs", Status.UNREADABLE, Reason.FILE_SYSTEM_UNKNOWN)),
    "swap": (bytes(4086) + b"SWAPSPACE2" + bytes(MIB), ("swap", Status.ABSENT, None)),
    "luks": (b"LUKS\xba\xbe\x00\x01" + b"\1" * MIB, ("luks1", Status.ENCRYPTED, Reason.ENCRYPTED)),
    "a claim": (b"\xeb\x52\x90NTFS    " + b"\1" * MIB, ("ntfs", Status.UNREADABLE, Reason.FILE_SYSTEM_DAMAGED)),
}


@pytest.mark.parametrize("name", NO_SYSTEM)
def test_what_holds_no_file_system(name: str, volumes: dict[str, bytes], tmp_path: Path) -> None:
    content, expected = NO_SYSTEM[name]
    with opened(put(tmp_path, "disk", divided([content, volumes["ext4"]]))) as source:
        _, told, other = source.survey().filesystems
        assert (told.type, told.status, told.reason) == expected
        assert (other.type, other.status) == ("ext4", Status.READ)
        assert len(hits(source)) == 1
        assert [reason for _, _, reason in skips(source)] == ([expected[2]] if expected[2] else [])


def test_a_partition_that_is_cut_off_shows_what_is_there(volumes: dict[str, bytes], tmp_path: Path) -> None:
    whole = mbr((0x83, 8, len(volumes["ext4"]) // SECTOR)) + bytes(7 * SECTOR) + volumes["ext4"]
    with opened(put(tmp_path, "disk", whole[: len(whole) * 9 // 10])) as source:
        (told,) = source.survey().filesystems
        assert (told.type, told.status, told.reason) == ("ext4", Status.DEGRADED, Reason.IMAGE_INCOMPLETE)
        assert Reason.IMAGE_INCOMPLETE in {reason for _, _, reason in skips(source)}


def test_partitions_that_overlap_are_counted_once(volumes: dict[str, bytes], tmp_path: Path) -> None:
    count = len(volumes["ext4"]) // SECTOR
    content = mbr((0x83, 8, count), (0x83, 8, count), (0x83, 1 << 31, 5)) + bytes(7 * SECTOR) + volumes["ext4"]
    with opened(put(tmp_path, "disk", content)) as source:
        assert [(one.status, one.reason) for one in source.survey().filesystems] == [
            (Status.READ, None),
            (Status.UNREADABLE, Reason.PARTITION_TABLE),
            (Status.UNREADABLE, Reason.PARTITION_TABLE),
        ]
        assert len(hits(source)) == 1


def test_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    with opened(put(tmp_path, "disk", mbr((0xEE, 1, 99)) + bytes(MIB))) as source:
        assert source.survey().filesystems == (FileSystem("volume", 0, Status.UNREADABLE, Reason.PARTITION_TABLE),)
        assert [reason for _, _, reason in skips(source)] == [Reason.PARTITION_TABLE]


@pytest.mark.parametrize("kind", ["ewf", "qcow", "vmdk", "vhd"])
def test_a_container_that_is_none(kind: ImageKind, tmp_path: Path) -> None:
    with opened(put(tmp_path, "disk", b"x" * 9000), kind) as source:
        (told,) = source.survey().filesystems
        assert (told.status, told.entries) == (Status.UNREADABLE, 0)
        assert told.reason in {Reason.IMAGE_DAMAGED, Reason.FILE_SYSTEM_UNKNOWN}
        assert len(skips(source)) == 1


def test_the_budget_of_names(volumes: dict[str, bytes], tmp_path: Path) -> None:
    content = divided([volumes["exfat"], volumes["ext4"]])
    with opened(put(tmp_path, "disk", content), entries=4) as source:
        _, first, second = source.survey().filesystems
        assert (first.entries, first.status, first.reason) == (4, Status.OVER_BUDGET, Reason.QUOTA)
        assert (second.entries, second.status) == (0, Status.OVER_BUDGET)


def test_many_names_come_in_many_pages(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    for number in range(2_500):
        put(root, f"map {number % 7}/een tamelijk lange naam van bestand {number}.txt", b"")
    with opened(make_exfat(tmp_path / "v", root, 12 * MIB)) as source:
        (told,) = source.survey().filesystems
        assert told.entries == 2_500 + 7
        from_source = {told.entry.untrusted_path for told in source._list}
    assert from_source == {f"volume-0/{path.relative_to(root)}" for path in root.rglob("*")}


def test_a_disk_that_changes_while_it_is_read(volumes: dict[str, bytes], tmp_path: Path) -> None:
    at = put(tmp_path, "stick", volumes["ext4"])
    with opened(at) as source:
        (match,) = hits(source)
        with at.open("ab") as file:
            file.write(b"more")
        with pytest.raises(Unopenable) as fault, source.open(match.found):
            pass
        assert fault.value.reason is Reason.CHANGED_WHILE_READ


def test_a_disk_that_is_pulled_out(volumes: dict[str, bytes], tmp_path: Path) -> None:
    at = put(tmp_path, "stick", volumes["exfat"])
    with opened(at) as source:
        (match,) = hits(source)
        os.truncate(at, 4096)
        with pytest.raises(Unopenable) as fault, source.open(match.found):
            pass
        assert fault.value.reason in {Reason.FILE_SYSTEM_DAMAGED, Reason.READ_ERROR, Reason.CHANGED_WHILE_READ}


def test_identity_follows_the_content_not_the_place(volumes: dict[str, bytes], tmp_path: Path) -> None:
    one, same, other = volumes["ntfs"], volumes["ntfs"], bytearray(volumes["ntfs"])
    other[5 * MIB + 5] ^= 1
    told = []
    for name, content in (("a", one), ("b/c", same), ("d", bytes(other)), ("e", one[:-512])):
        with opened(put(tmp_path, name, content)) as source:
            told.append(source.identity)
    assert told[0] == told[1]
    assert len(set(told)) == 3
    assert {len(one) for one in told} == {32}


def test_of_a_device_the_serial_number_counts(
    volumes: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    serials = iter([b"A/0", b"A/0", b"B/0"])
    monkeypatch.setattr("inzage.sources.image.serial_of", lambda _: next(serials))
    told = []
    for name, content in (("a", volumes["ntfs"]), ("b", volumes["ext4"]), ("c", volumes["ext4"])):
        with opened(put(tmp_path, name, content)) as source:
            told.append(source.identity)
    assert told[0] == told[1] != told[2]


def test_the_size_is_that_of_the_disk_and_not_of_the_files(volumes: dict[str, bytes], tmp_path: Path) -> None:
    disk = volumes["exfat"]
    for number, part in enumerate((disk[: 3 * MIB], disk[3 * MIB :]), 1):
        put(tmp_path, f"split.{number:03}", part)
    put(tmp_path, "cut.E01", b"EVF\x09\x0d\x0a\xff\x00" + bytes(9000))
    packed = tmp_path / "disk.qcow2"
    subprocess.run(["qemu-img", "convert", "-c", "-O", "qcow2", put(tmp_path, "raw.dd", disk), packed], check=True)
    kinds: dict[str, tuple[ImageKind, int | None]] = {
        "split.001": ("raw", len(disk)), "disk.qcow2": ("qcow", len(disk)), "cut.E01": ("ewf", None),
    }  # fmt: skip
    assert packed.stat().st_size < len(disk)
    for name, (kind, size) in kinds.items():
        with opened(tmp_path / name, kind) as source:
            assert (source.size, source.serial) == (size, None), name


def test_without_its_libraries_a_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.sources.image.missing", lambda: ("pyfsntfs",))
    at = put(tmp_path, "stick", bytes(9000))
    with pytest.raises(MissingLibraries) as fault:
        ImageSource(str(at), "raw", 9)
    assert "make images" in fault.value.sentence("nl")
    assert str(at) in fault.value.sentence("en")


def test_opening_writes_nothing(volumes: dict[str, bytes], tmp_path: Path) -> None:
    at = put(tmp_path, "stick", volumes["ntfs"])
    at.chmod(0o400)
    before = (at.stat().st_mtime_ns, at.stat().st_ctime_ns)
    with opened(at) as source:
        assert os.O_ACCMODE & int(fdinfo(source._files[0]), 8) == os.O_RDONLY
        for match in hits(source):
            with source.open(match.found):
                pass
    assert (at.stat().st_mtime_ns, at.stat().st_ctime_ns) == before
    assert at.read_bytes() == volumes["ntfs"]


def fdinfo(file: int) -> str:
    """A descriptor's flags, octal."""
    lines = Path(f"/proc/self/fdinfo/{file}").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith("flags"))


def test_a_part_that_cannot_be_opened_lets_go_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.001", bytes(9000))
    monkeypatch.setattr("inzage.sources.image.image_parts", lambda path: [path, f"{path}.gone"])
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(FileNotFoundError):
        ImageSource(str(tmp_path / "a.001"), "raw", 9)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


Say = Callable[[dict[str, Any]], Any]


class Liar:
    """Stands for pool and session."""

    def __init__(self, say: Say) -> None:
        self.say = say
        self.sessions = 0

    def session(self, limits: Limits | None = None) -> "Liar":
        self.sessions += 1
        return self

    def ask(self, request: dict[str, Any], descriptors: Sequence[int] = (), *, seconds: float | None = None) -> Any:
        return {} if request["do"] == "open" else self.say(request)

    def close(self) -> None:
        pass


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Say], tuple[ImageSource, Liar]]:
    def make(say: Say) -> tuple[ImageSource, Liar]:
        liar = Liar(say)
        monkeypatch.setattr(archive_worker, "Pool", lambda handler, *, unconfined: liar)
        return ImageSource(str(put(tmp_path, "disk", bytes(9000))), "raw", 1000), liar

    return make


def dying(on: str, volume: int, death: WorkerDied) -> Say:
    """A disk of three volumes, each with one name; the worker dies over one of them."""

    def say(request: dict[str, Any]) -> Any:
        tree = request.get("from", 0) >> TREE_SHIFT
        if request["do"] == on and volume in (request.get("volume"), tree // 32 if on == "list" else None):
            raise death
        match request["do"]:
            case "volumes":
                return {"volumes": [1, 2, 3]}
            case "systems":
                return {"systems": [["ntfs", "read", ""]]}
            case "count":
                return {"entries": None, "odd": ""}
        return {"rows": [[HISTORY, 3, None, "file", tree << 51 | 5, ""]], "next": None}

    return say


@pytest.mark.parametrize("on", ["systems", "list"])
@pytest.mark.parametrize("death", [WorkerDied(found="SIGSEGV"), OutOfTime(found="1 s"), Garbage(found="x")])
def test_a_volume_that_kills_its_worker_hides_no_other(behind: Any, on: str, death: WorkerDied) -> None:
    source, liar = behind(dying(on, 1, death))
    statuses = [one.status for one in source.survey().filesystems]
    assert statuses == [Status.READ, Status.UNREADABLE, Status.READ]
    assert paths(source) == [f"volume-1/{HISTORY}", f"volume-3/{HISTORY}"]
    assert len(skips(source)) == 1
    assert liar.sessions == 2


@pytest.mark.parametrize("said", [{"volumes": [1, "x"]}, {"volumes": 7}, {}, {"problem": "jan"}])
def test_a_lie_about_the_disk(behind: Any, said: Any) -> None:
    source, _ = behind(lambda _: said)
    assert source.survey().filesystems == (FileSystem("volume", 0, Status.UNREADABLE, Reason.WORKER_GARBAGE),)


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"do": "x"},
        {"do": "open"},
        {"do": "open", "kind": "zip"},
        {"do": "systems"},
        {"do": "systems", "volume": "1"},
    ],
)
def test_the_worker_refuses_what_is_no_request(request_: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no request"):
        handle(request_, [])


@pytest.mark.parametrize("volume", [-1, 7])
def test_the_worker_tells_of_no_volume_that_is_not_there(volume: int, tmp_path: Path) -> None:
    file = os.open(put(tmp_path, "disk", bytes(9000)), os.O_RDONLY)
    assert handle({"do": "open", "kind": "raw"}, [file]) == {}
    assert handle({"do": "volumes"}, []) == {"volumes": [0]}
    assert handle({"do": "systems", "volume": volume}, []) == {"problem": "partition_table"}
    assert handle({"do": "list", "from": 99 << TREE_SHIFT}, [])["problem"] == "partition_table"
    os.close(file)


def test_a_page_can_be_asked_for_again(
    volumes: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inzage.sources.image_disk.PAGE", 3)
    file = os.open(put(tmp_path, "disk", volumes["exfat"]), os.O_RDONLY)
    handle({"do": "open", "kind": "raw"}, [file])
    first = handle({"do": "list", "from": 0}, [])
    second = handle({"do": "list", "from": 3}, [])
    assert handle({"do": "list", "from": 3}, []) == second
    assert handle({"do": "list", "from": 0}, []) == first
    os.close(file)


needs_root = os.geteuid() == 0 and Path("/dev/loop-control").exists()


@pytest.fixture
def loop(volumes: dict[str, bytes], tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A block device over a file, as an ordinary user cannot make one: then over the file itself."""
    at = put(tmp_path, "behind", volumes["ext4"])
    if not needs_root:
        yield str(at), at
        return
    told = subprocess.run(
        ["losetup", "--find", "--show", "--read-only", at], capture_output=True, text=True, check=True
    )
    device = told.stdout.strip()
    try:
        yield device, at
    finally:
        run("losetup", "--detach", device)


def test_a_block_device(loop: tuple[str, Path]) -> None:
    with opened(Path(loop[0])) as source:
        assert [one.type for one in source.survey().filesystems] == ["ext4"]
        (match,) = hits(source)
        with source.open(match.found) as artefact:
            assert artefact.size == 63_000
            assert len(source.digest(artefact)) == 64


def test_a_device_whose_end_cannot_be_read(loop: tuple[str, Path]) -> None:
    device, behind = loop
    os.truncate(behind, 2 * MIB)  # what lay further on is now an error of the device
    with opened(Path(device)) as source:
        told = {reason for _, _, reason in skips(source)}
        opens = []
        for match in hits(source):
            try:
                with source.open(match.found) as artefact:
                    opens.append(os.pread(artefact.file, 7, 0))
            except Unopenable as fault:
                told.add(fault.reason)
        assert told <= {Reason.READ_ERROR, Reason.FILE_SYSTEM_DAMAGED}
        assert told or opens == [b"history"]


@pytest.mark.parametrize("left", [0, MIB, 2 * MIB])
def test_a_device_that_fails_in_places_is_a_disk_all_the_same(loop: tuple[str, Path], left: int) -> None:
    """What it is, is looked for at its ends too; they may be what cannot be read."""
    device, behind = loop
    os.truncate(behind, left)
    if device == str(behind) and not left:
        os.truncate(behind, SECTOR * 2)  # an ordinary user has a file here, and an empty one is nothing
    try:
        source = open_source(device)
    except UnknownCarrier:
        assert device == str(behind), "a file without a beginning may be anything"
        return
    try:
        (told,) = source.survey().filesystems
        assert source.kind == "raw"
        assert told.reason in {None, Reason.READ_ERROR, Reason.IMAGE_INCOMPLETE, Reason.FILE_SYSTEM_DAMAGED}
        assert left or told == FileSystem("volume", 0, Status.UNREADABLE, Reason.READ_ERROR)
    finally:
        source.close()


def test_a_loop_of_folders_ends(real_loop: Path) -> None:
    with opened(real_loop) as source:
        (told,) = source.survey().filesystems
        assert (told.type, told.status) == ("fat32", Status.DEGRADED)
        assert told.entries < 10


@pytest.fixture
def real_loop(tmp_path: Path) -> Path:
    """A FAT32 volume where a folder's entry points back at the folder above it."""
    at = blank(tmp_path / "loop", 40 * MIB)
    run("mkfs.fat", "-F", 32, at)
    run("mmd", "-i", at, "::eerste map", "::eerste map/tweede map")
    content = bytearray(at.read_bytes())
    entries = [place for place in range(0, len(content), 32) if content[place + 11 : place + 12] == b"\x10"]
    first = next(place for place in entries if content[place : place + 7] == b"EERSTE~")
    second = next(place for place in entries if content[place : place + 7] == b"TWEEDE~")
    content[second + 20 : second + 22], content[second + 26 : second + 28] = (
        content[first + 20 : first + 22], content[first + 26 : first + 28],
    )  # fmt: skip
    at.write_bytes(content)
    return at


IMAGES: dict[str, tuple[ImageKind, bytes, Status, Reason]] = {
    "encrypted": ("qcow", struct.pack(">4sI24xI36x", b"QFI\xfb", 2, 2), Status.ENCRYPTED, Reason.IMAGE_ENCRYPTED),
    "Ex01": ("ewf2", b"EVF2\r\n\x81\x00", Status.UNREADABLE, Reason.IMAGE_EX01),
    "a snapshot": ("qcow", struct.pack(">4sIQ56x", b"QFI\xfb", 2, 104), Status.UNREADABLE, Reason.IMAGE_SNAPSHOT),
}


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_that_cannot_be_read_says_which_it_is(name: str, tmp_path: Path) -> None:
    kind, content, status, reason = IMAGES[name]
    with opened(put(tmp_path, "disk", content.ljust(9000, b"\0")), kind) as source:
        assert source.survey().filesystems == (FileSystem("volume", 0, status, reason),)
        assert [told for _, _, told in skips(source)] == [reason]
