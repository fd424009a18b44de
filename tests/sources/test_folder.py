"""A folder as a carrier: what is offered, what is skipped by defect, and that nothing of it changes."""

import errno
import hashlib
import os
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inzage.artefact import EntryKind, Found
from inzage.result import FileSystem, Reason, Status
from inzage.sources import Match, Skipped, Unopenable, folder, walk
from inzage.sources.containers import closed_containers
from inzage.sources.folder import FolderSource, identity_of
from tests.sources.trees import CHROME, HISTORY, PLACES, as_ordinary_user, hits, paths, put, skips


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A carrier with one user, one browser and its neighbours."""
    root = tmp_path / "carrier"
    put(root, f"{CHROME}/History", b"history")
    put(root, f"{CHROME}/History-journal", b"journal")
    put(root, f"{CHROME}/History-wal", b"")
    put(root, f"{CHROME}/History-shm", b"shm")
    put(root, f"{CHROME}/History Provider Cache", b"c")
    put(root, f"{CHROME}/x.BAK", b"c")
    put(root, "Users/jan/notes.txt")
    return root


@pytest.fixture
def source(tree: Path) -> Iterator[FolderSource]:
    made = FolderSource(str(tree), 10_000)
    yield made
    made.close()


def found_at(path: str) -> Found:
    return Found(path, 0, 0, None, EntryKind.FILE, True)


def test_survey_and_find(tree: Path, source: FolderSource) -> None:
    os.utime(tree / CHROME / "History", (0, 1_600_000_000))
    survey = source.survey()
    assert [c.untrusted_name for c in survey.containers] == ["carrier", "jan", "Default"]
    names = sum(len(folders) + len(files) for _, folders, files in os.walk(tree))
    assert survey.filesystems == (FileSystem("folder", names, Status.READ),)
    (match,) = hits(source)
    modified = datetime.fromtimestamp(1_600_000_000, UTC)
    assert match == Match("history", Found(f"{CHROME}/History", 2, 7, modified, EntryKind.FILE, True))


def test_open_gives_the_file_its_sidecars_and_its_neighbours(tree: Path, source: FolderSource) -> None:
    with source.open(hits(source)[0].found, HISTORY.beside) as artefact:
        assert os.read(artefact.file, 99) == b"history"
        assert {end: os.read(fd, 99) for end, fd in artefact.sidecars.items()} == {"-wal": b"", "-journal": b"journal"}
        assert artefact.size == 7
        assert set(artefact.siblings) == {"History Provider Cache", "*.bak"}
        assert source.digest(artefact) == hashlib.sha256(b"history").hexdigest()
        held = [artefact.file, *artefact.sidecars.values()]
    for descriptor in held:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)


def test_nothing_here_can_write(source: FolderSource) -> None:
    with source.open(hits(source)[0].found) as artefact:
        for descriptor in (artefact.file, *artefact.sidecars.values()):
            with pytest.raises(OSError, match="Bad file descriptor"):
                os.write(descriptor, b"x")
    public = {name for name in dir(source) if not name.startswith("_")}
    told = {"kind", "identity", "size", "serial", "hashes_inside", "survey"}
    assert public == told | {"find", "open", "skim", "digest", "digests_of", "close"}


def test_a_check_leaves_the_tree_as_it_was(tree: Path) -> None:
    every = [*tree.rglob("*"), tree]
    contents = {path: path.read_bytes() for path in every if path.is_file()}
    for path in every:
        os.utime(path, (1, 1_500_000_000))  # accessed so long ago that a careless look would move it
    looking = {str(path): path.lstat().st_atime_ns for path in every}
    source = FolderSource(str(tree), 1000)
    source.survey()
    for match in hits(source):
        with source.open(match.found, HISTORY.beside) as artefact:
            source.digest(artefact)
            os.read(artefact.file, 1)
    source.close()
    assert {str(path): path.lstat().st_atime_ns for path in every} == looking
    assert {path.lstat().st_mtime_ns for path in every} == {1_500_000_000 * 10**9}
    assert {path: path.read_bytes() for path in [tree, *tree.rglob("*")] if path.is_file()} == contents


Defect = Callable[[Path], object]


def make_link(at: Path) -> None:
    at.symlink_to("/etc/passwd")


def make_socket(at: Path) -> None:
    here = Path.cwd()
    os.chdir(at.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(at.name)
    os.chdir(here)


DEFECTS: list[tuple[str, Defect, Reason]] = [
    ("link out of the tree", make_link, Reason.LINK),
    ("link that leads nowhere", lambda at: at.symlink_to("nowhere"), Reason.LINK),
    ("link to itself", lambda at: at.symlink_to(at.name), Reason.LINK),
    ("pipe", os.mkfifo, Reason.NOT_A_FILE),
    ("socket", make_socket, Reason.NOT_A_FILE),
    ("folder", Path.mkdir, Reason.NOT_A_FILE),
]


@pytest.mark.parametrize(("make", "reason"), [case[1:] for case in DEFECTS], ids=[case[0] for case in DEFECTS])
def test_what_is_no_file_is_skipped_by_name(tree: Path, make: Defect, reason: Reason) -> None:
    (tree / CHROME / "History").unlink()
    make(tree / CHROME / "History")
    source = FolderSource(str(tree), 1000)
    try:
        assert list(paths(source)) == []
        assert [skip[2] for skip in skips(source)] == [reason]
        with pytest.raises(Unopenable) as refused, source.open(found_at(f"{CHROME}/History")):
            pass
        assert refused.value.reason is reason
    finally:
        source.close()


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
@pytest.mark.parametrize(("make", "reason"), [(make_link, Reason.LINK), (os.mkfifo, Reason.NOT_A_FILE)])
def test_a_database_whose_sidecar_cannot_be_had_is_not_opened_without_it(
    tree: Path, source: FolderSource, ending: str, make: Defect, reason: Reason
) -> None:
    sidecar = tree / CHROME / f"History{ending}"
    sidecar.unlink()
    make(sidecar)
    with pytest.raises(Unopenable) as refused, source.open(hits(source)[0].found):
        pass
    assert refused.value.reason is reason


def test_a_folder_that_merely_has_the_name_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "AppData/Windows/History").mkdir(parents=True)
    source = FolderSource(str(tmp_path), 1000)
    assert list(source.find([HISTORY], frozenset())) == []
    source.close()


def test_links_to_folders_are_not_gone_into(tree: Path, source: FolderSource, tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/User Data/Default/History")
    (tree / "out").symlink_to(tmp_path / "elsewhere")
    (tree / "Users" / "self").symlink_to(".")
    (tree / "Users" / "up").symlink_to("..")
    assert paths(source) == [f"{CHROME}/History"]


@pytest.mark.parametrize("path", ["out/History", "../outside/History", "./x", "a//b", "", "/etc/passwd", "a/.."])
def test_a_forged_path_leads_nowhere(tree: Path, source: FolderSource, tmp_path: Path, path: str) -> None:
    put(tmp_path, "outside/History")
    (tree / "out").symlink_to(tmp_path / "outside")
    with pytest.raises(Unopenable) as refused, source.open(found_at(path)):
        pass
    assert refused.value.reason is Reason.LINK


def test_two_names_of_one_file_are_offered_once_to_each_reader(tree: Path, source: FolderSource) -> None:
    other = put(tree, "A/User Data/Copy/x").parent / "History"
    os.link(tree / CHROME / "History", other)
    second = tree / "A/Profiles/p"
    second.mkdir(parents=True)
    os.link(tree / CHROME / "History", second / "places.sqlite")
    assert paths(source, [HISTORY, PLACES]) == ["A/Profiles/p/places.sqlite", "A/User Data/Copy/History"]
    assert [(reader, reason) for reader, _, reason in skips(source, [HISTORY, PLACES])] == [
        ("history", Reason.SAME_FILE)
    ]


NAMES = [
    "line\nbreak", "\u202egnp.exe", "trailing...", " ", "a" * 255, "*", "[x]", "%s{0}", "-rf", "\\",
    "\u00e9", "e\u0301",
]  # fmt: skip


def test_hostile_names_are_names_like_others(tmp_path: Path) -> None:
    for name in NAMES:
        put(tmp_path, f"User Data/{name}/History", name.encode())
    raw = os.fsencode(tmp_path / "User Data") + b"/\xff\xfe\x80"
    Path(os.fsdecode(raw)).mkdir()
    Path(os.fsdecode(raw + b"/History")).write_bytes(b"raw")
    source = FolderSource(str(tmp_path), 1000)
    found = hits(source)
    assert len(found) == len(NAMES) + 1
    contents = set()
    for match in found:
        with source.open(match.found) as artefact:
            contents.add(os.read(artefact.file, 999))
    assert contents == {*(name.encode() for name in NAMES), b"raw"}
    source.close()


def deep(root: Path, names: list[str]) -> int:
    """Make folders below one another, further than one path can name; returns the last one's descriptor."""
    at = os.open(root, os.O_RDONLY)
    for name in names:
        os.mkdir(name, dir_fd=at)
        below = os.open(name, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    return at


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["n" * 255] * 17, Reason.NAME_TOO_LONG),
        (["d"] * 80, Reason.QUOTA),
    ],
)
def test_what_lies_too_far_is_told(tmp_path: Path, names: list[str], reason: Reason) -> None:
    at = deep(tmp_path, names)
    os.close(os.open("History", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    os.close(at)
    source = FolderSource(str(tmp_path), 1000)
    assert skips(source, [HISTORY, PLACES]) == [("history", 0, reason), ("places", 0, reason)]
    assert paths(source) == []
    assert source.survey().filesystems[0].reason is reason
    source.close()


def test_a_file_whose_path_is_just_too_long_is_told(tmp_path: Path) -> None:
    at = deep(tmp_path, ["n" * 254] * 4)
    os.close(os.open("History", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    os.close(at)
    source = FolderSource(str(tmp_path), 1000)
    assert skips(source) == [("history", 1, Reason.NAME_TOO_LONG)]
    source.close()


@pytest.mark.parametrize("entries", [0, 1, 3, 5, 9])
def test_a_quota_on_names_is_kept_and_told(tree: Path, entries: int) -> None:
    for number in range(20):
        put(tree, f"Users/jan/{number}")
    source = FolderSource(str(tree), entries)
    assert ("history", 0, Reason.QUOTA) in [(reader, 0, reason) for reader, _, reason in skips(source)]
    (system,) = source.survey().filesystems
    assert (system.status, system.reason) == (Status.OVER_BUDGET, Reason.QUOTA)
    assert system.entries <= entries
    source.close()


def test_a_folder_without_permission_is_told_to_every_reader_once(tree: Path) -> None:
    for path in ("Users/jan/shut/a", "Users/jan/shut2/a", "lost+found/a", "tmp/x"):
        put(tree, path)
    for path in ("Users/jan/shut", "Users/jan/shut2", "lost+found"):
        (tree / path).chmod(0)
    source = FolderSource(str(tree), 1000)
    with as_ordinary_user():
        told = skips(source, [HISTORY, PLACES])
        survey = source.survey()
    assert told == [("history", 1, Reason.NO_PERMISSION), ("places", 1, Reason.NO_PERMISSION)]
    assert survey.filesystems[0].status is Status.DEGRADED
    source.close()


def test_a_home_that_is_shut_can_still_be_excluded(tree: Path) -> None:
    put(tree, "Users/piet/x")
    (tree / "Users/piet").chmod(0)
    source = FolderSource(str(tree), 1000)
    with as_ordinary_user():
        closed = closed_containers(source.survey().containers, {"piet"}.__contains__)
        assert skips(source, [HISTORY], closed) == []
        assert skips(source, [HISTORY]) == [("history", 3, Reason.NO_PERMISSION)]
    source.close()


def test_a_file_without_permission(tree: Path, source: FolderSource) -> None:
    (tree / CHROME / "History").chmod(0)
    found = hits(source)[0].found
    with as_ordinary_user(), pytest.raises(Unopenable) as refused, source.open(found):
        pass
    assert refused.value.reason is Reason.NO_PERMISSION


def test_what_is_excluded_is_not_even_listed(tree: Path, source: FolderSource, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tree, "Users/piet/AppData/User Data/Default/History")
    closed = closed_containers(source.survey().containers, {"jan"}.__contains__)
    opened: list[str] = []

    def watch(name: str, flags: int, folder_: int | None = None) -> int:
        opened.append(name)
        return os.open(name, flags, dir_fd=folder_)

    monkeypatch.setattr(walk, "open_quietly", watch)
    assert paths(source, [HISTORY], closed) == ["Users/piet/AppData/User Data/Default/History"]
    assert "piet" in opened
    assert "jan" not in opened
    assert paths(source, [HISTORY], frozenset({0})) == []


@pytest.mark.parametrize("late", ["Users/piet/User Data/Default/History", "Users/jan/Other/History"])
def test_a_container_that_nobody_could_exclude_stays_closed(tree: Path, source: FolderSource, late: str) -> None:
    source.survey()
    put(tree, late)
    assert paths(source) == [f"{CHROME}/History"]
    assert [skip[2] for skip in skips(source)] == [Reason.CHANGED_WHILE_READ]


CHANGES: list[tuple[str, Callable[[Path], object]]] = [
    ("written", lambda at: at.write_bytes(b"another")),
    ("grown", lambda at: at.write_bytes(b"longer than it was")),
    ("gone", Path.unlink),
    ("replaced", lambda at: put(at.parent, "new").rename(at)),
    ("its journal written", lambda at: at.with_name("History-journal").write_bytes(b"y")),
    ("its journal gone", lambda at: at.with_name("History-journal").unlink()),
    ("a link now", lambda at: (at.unlink(), at.symlink_to("/etc/passwd"))),
]


@pytest.mark.parametrize("change", [case[1] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_what_changes_while_it_is_read_does_not_count(
    tree: Path, source: FolderSource, change: Callable[[Path], object]
) -> None:
    with pytest.raises(Unopenable) as refused, source.open(hits(source)[0].found):
        change(tree / CHROME / "History")
    assert refused.value.reason is Reason.CHANGED_WHILE_READ


@pytest.mark.parametrize("change", [case[1] for case in CHANGES if "journal" not in case[0]])
def test_what_changes_while_only_its_beginning_is_looked_at_does_not_count(
    tree: Path, source: FolderSource, change: Callable[[Path], object]
) -> None:
    with pytest.raises(Unopenable) as refused, source.skim(hits(source)[0].found):
        change(tree / CHROME / "History")
    assert refused.value.reason is Reason.CHANGED_WHILE_READ


def test_what_lies_beside_a_file_is_not_opened_for_a_look_at_its_beginning(source: FolderSource) -> None:
    with source.skim(hits(source)[0].found) as artefact, source.skim(hits(source)[0].found) as again:
        assert os.read(artefact.file, 99) == os.read(again.file, 99) == b"history"
        assert not artefact.sidecars
        assert not artefact.siblings


LEAVES: list[tuple[str, Callable[[Path], object], Reason]] = [
    ("is gone", lambda at: at.rename(at.with_name("elsewhere")), Reason.CHANGED_WHILE_READ),
    ("is a link now", lambda at: (at.rename(at.with_name("elsewhere")), at.symlink_to("elsewhere")), Reason.LINK),
]


@pytest.mark.parametrize(("change", "reason"), [case[1:] for case in LEAVES], ids=[case[0] for case in LEAVES])
def test_a_folder_that_another_was_looked_at_in_since_is_reached_anew(
    tree: Path, source: FolderSource, change: Callable[[Path], object], reason: Reason
) -> None:
    put(tree, "Users/jan/Other/b")
    with source.skim(found_at(f"{CHROME}/History")), source.skim(found_at("Users/jan/Other/b")):
        pass
    change((tree / CHROME).parent)
    with pytest.raises(Unopenable) as refused, source.skim(found_at(f"{CHROME}/History")):
        pass
    assert refused.value.reason is reason


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_no_name_leads_out_of_the_folder_that_the_last_look_was_in(source: FolderSource, name: str) -> None:
    with source.skim(found_at(f"{CHROME}/History")):
        pass
    with pytest.raises(Unopenable) as refused, source.skim(found_at(f"{CHROME}/{name}")):
        pass
    assert refused.value.reason is Reason.LINK


def test_the_readers_own_fault_is_not_hidden_by_a_change(tree: Path, source: FolderSource) -> None:
    with pytest.raises(KeyError), source.open(hits(source)[0].found):
        (tree / CHROME / "History").unlink()
        raise KeyError


def test_what_settles_down_is_opened_after_all(source: FolderSource, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def restless(name: str, at: int) -> int:
        tries.append(name)
        if len(tries) == 1:
            os.close(os.open(f"{name}-new", os.O_CREAT | os.O_WRONLY, dir_fd=at))
            os.rename(f"{name}-new", name, src_dir_fd=at, dst_dir_fd=at)
        return real(name, at)

    real = folder.open_regular
    monkeypatch.setattr(folder, "open_regular", restless)
    with source.open(hits(source)[0].found) as artefact:
        assert artefact.size == 0
    assert tries.count("History") == 2


def test_what_never_settles_down_is_given_up(source: FolderSource, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def restless(name: str, at: int) -> int:
        tries.append(name)
        os.close(os.open("History-wal", os.O_WRONLY | os.O_APPEND, dir_fd=at))
        os.utime("History", ns=(0, len(tries)), dir_fd=at)
        return real(name, at)

    found = hits(source)[0].found
    real = folder.open_regular
    monkeypatch.setattr(folder, "open_regular", restless)
    with pytest.raises(Unopenable) as refused, source.open(found):
        pass
    assert refused.value.reason is Reason.CHANGED_WHILE_READ
    assert tries.count("History") == folder.TRIES


def test_a_swap_between_look_and_open_is_seen(
    tree: Path, source: FolderSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = hits(source)[0].found
    real = os.open

    def swap(name: str, flags: int, *args: int, **where: int | None) -> int:
        if name == "History" and (tree / CHROME / "History").is_file():
            (tree / CHROME / "History").unlink()
            os.mkfifo(tree / CHROME / "History")
        return real(name, flags, *args, **where)

    monkeypatch.setattr(os, "open", swap)
    with pytest.raises(Unopenable) as refused, source.open(found):
        pass
    assert refused.value.reason is Reason.NOT_A_FILE


def descriptors() -> set[str]:
    """Numbers and targets of what this process has open."""
    return {f"{path.name} {path.readlink()}" for path in Path("/proc/self/fd").iterdir() if path.is_symlink()}


def test_descriptors_do_not_leak(tree: Path) -> None:
    before = descriptors()
    source = FolderSource(str(tree), 1000)
    for _ in range(3):
        walking = source.find([HISTORY], frozenset())
        next(walking)
        del walking
        with source.open(hits(source)[0].found, HISTORY.beside):
            pass
        with pytest.raises(Unopenable), source.open(found_at("Users/none/History")):
            pass
        with source.skim(hits(source)[0].found):
            pass
        for missing in ("Users/none/History", "Users/jan/none"):
            with pytest.raises(Unopenable), source.skim(found_at(missing)):
                pass
    source.close()
    source.close()
    assert descriptors() == before


def test_a_digest_of_a_file_that_shrank(tree: Path, source: FolderSource) -> None:
    with pytest.raises(Unopenable) as refused, source.open(hits(source)[0].found) as artefact:
        os.truncate(tree / CHROME / "History", 2)
        source.digest(artefact)
    assert refused.value.reason is Reason.CHANGED_WHILE_READ


def test_order_is_stable_and_bytewise(tmp_path: Path) -> None:
    for name in ("b", "Z", "a", "é", "a b"):
        put(tmp_path, f"User Data/{name}/History")
    put(tmp_path, "User Data/History")
    source = FolderSource(str(tmp_path), 1000)
    expected = ["User Data/History", *(f"User Data/{name}/History" for name in ("Z", "a", "a b", "b", "é"))]
    assert paths(source) == expected == paths(source)
    source.close()


def test_mounts_are_counted_apart_and_a_loop_of_them_ends(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tree, "mounted/a/User Data/Default/History")
    put(tree, "loop/x")
    real = os.fstat
    mounted = (tree / "mounted").stat().st_ino

    class Elsewhere:
        def __init__(self, seen: os.stat_result) -> None:
            self.st_dev, self.st_ino = seen.st_dev, seen.st_ino
            if self.st_ino == mounted:
                self.st_dev += 1
            if self.st_ino == (tree / "loop").stat().st_ino:
                self.st_ino = real(source._root).st_ino  # as a mount of the tree inside itself would say

    source = FolderSource(str(tree), 1000)
    monkeypatch.setattr(walk.os, "fstat", lambda fd: Elsewhere(real(fd)))
    systems = source.survey().filesystems
    monkeypatch.undo()
    assert [system.type for system in systems] == ["folder", "mount"]
    assert systems[1].entries == 1
    every = sum(len(folders) + len(files) for _, folders, files in os.walk(tree))
    assert systems[0].entries + systems[1].entries == every - 1, "what lies in the loop was seen already"
    source.close()


def test_identity_is_of_the_place_not_of_the_content(tree: Path, source: FolderSource, tmp_path: Path) -> None:
    first = source.identity
    put(tree, "new file")
    again = FolderSource(f"{tree}/../{tree.name}/", 5)
    other = FolderSource(str(tmp_path), 5)
    assert again.identity == first
    assert other.identity != first
    assert len(first) == 32
    again.close()
    other.close()


def test_identity_by_uuid_holds_under_another_mount_point(
    tree: Path, source: FolderSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuids = tmp_path / "by-uuid"
    uuids.mkdir()
    (uuids / "dangling").symlink_to("nowhere")
    put(uuids, "1234-ABCD")
    monkeypatch.setattr(folder, "_BY_UUID", uuids)
    monkeypatch.setattr(folder, "_uuid_of", lambda device: "1234-ABCD")
    monkeypatch.setattr(folder, "_mount_point", lambda path: path)
    root = os.open(tmp_path, os.O_RDONLY)
    here, there = identity_of("/mnt/a", root), identity_of("/media/b", root)
    monkeypatch.setattr(folder, "_uuid_of", lambda device: "5678-ABCD")
    assert here == there
    assert identity_of("/mnt/a", root) != here
    os.close(root)


def pulled_out(*_: object, **__: object) -> None:
    raise OSError(errno.EIO, "as when a stick is pulled out")


def test_a_folder_that_breaks_off_is_told_and_what_was_listed_is_offered(
    tree: Path, source: FolderSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    source.survey()

    class Breaking:
        def __init__(self, at: int) -> None:
            self.names = list(scan(at))

        def __enter__(self) -> Iterator["os.DirEntry[str]"]:
            def names() -> Iterator["os.DirEntry[str]"]:
                yield from self.names
                if any(name.name == "History" for name in self.names):
                    pulled_out()

            return names()

        def __exit__(self, *_: object) -> None: ...

    scan = os.scandir
    monkeypatch.setattr(os, "scandir", Breaking)
    told = list(source.find([HISTORY], frozenset()))
    monkeypatch.undo()
    assert [hit.found.untrusted_path for hit in told if isinstance(hit, Match)] == [f"{CHROME}/History"]
    assert [hit.reason for hit in told if isinstance(hit, Skipped)] == [Reason.READ_ERROR]


@pytest.mark.parametrize("call", ["look", "open_regular"])
def test_a_stick_pulled_out_before_the_reading(
    source: FolderSource, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    found = hits(source)[0].found
    monkeypatch.setattr(folder, call, pulled_out)
    with pytest.raises(Unopenable) as refused, source.open(found):
        pass
    assert refused.value.reason is Reason.READ_ERROR


def test_a_stick_pulled_out_during_the_reading(source: FolderSource, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unopenable) as refused, source.open(hits(source)[0].found):
        monkeypatch.setattr(folder, "look", pulled_out)
    assert refused.value.reason is Reason.READ_ERROR


def test_a_stick_pulled_out_during_the_digest(source: FolderSource, monkeypatch: pytest.MonkeyPatch) -> None:
    with source.open(hits(source)[0].found) as artefact:
        monkeypatch.setattr(os, "preadv", pulled_out)
        with pytest.raises(Unopenable) as refused:
            source.digest(artefact)
    assert refused.value.reason is Reason.READ_ERROR


def test_more_file_systems_than_anyone_mounts_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        put(tmp_path, f"{number}/User Data/Default/History")
    monkeypatch.setattr(walk, "MAX_FILESYSTEMS", 3)
    real = os.fstat

    class Apart:
        def __init__(self, seen: os.stat_result) -> None:
            self.st_dev = self.st_ino = seen.st_ino

    source = FolderSource(str(tmp_path), 1000)
    monkeypatch.setattr(walk.os, "fstat", lambda fd: Apart(real(fd)))
    assert source.survey().filesystems[-1].reason is Reason.QUOTA
    assert {skip[2] for skip in skips(source)} == {Reason.QUOTA}
    monkeypatch.undo()
    source.close()
