"""Android backups, made here, through a really locked worker."""

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzage.formats.encryption import EncryptionKind, SecretKind, Try
from inzage.result import FileSystem, Reason, Status
from inzage.sources import Patterns, Unopenable
from inzage.sources.backup_ab import AndroidBackupSource, is_android_backup
from inzage.sources.backup_ios import BackupOfUnknownVersion
from inzage.sources.unlocking import Tried
from tests.sources.backups import CHROME_AB, CHROME_AB_PATH, SECRET, WHEN, ab_bytes, password
from tests.sources.trees import hits, paths, put, skips

CHROME = Patterns("history", ("app_chrome/*/History",))
CONTENT = b"history" * 100_000
MEMBERS = (
    ("apps/com.android.chrome/_manifest", b"1\n"),
    (CHROME_AB, CONTENT),
    (CHROME_AB + "-wal", b"wal" * 11),
    ("shared/0/Download/x.pdf", b"x"),
)


@contextmanager
def opened(at: Path, secret: str | None = None, entries: int = 100_000) -> Iterator[AndroidBackupSource]:
    source = AndroidBackupSource(str(at), entries, password(secret))
    try:
        yield source
    finally:
        source.close()


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(("packed", "secret"), [(True, None), (False, None), (True, SECRET), (False, SECRET)])
def test_every_form_gives_the_paths_and_bytes_of_the_phone(
    tmp_path: Path, version: int, packed: bool, secret: str | None
) -> None:
    at = put(tmp_path, "a.ab", ab_bytes(MEMBERS, version=version, packed=packed, secret=secret))
    with opened(at, secret) as source:
        assert source.survey().filesystems == (FileSystem("android-backup", len(MEMBERS), Status.READ),)
        assert [c.untrusted_name for c in source.survey().containers[1:]] == ["0", "Default"]
        (hit,) = hits(source, [CHROME])
        assert hit.found.untrusted_path == CHROME_AB_PATH
        with source.open(hit.found) as artefact:
            assert os.pread(artefact.file, 10**6, 0) == CONTENT
            assert artefact.modified is not None
            assert artefact.modified.timestamp() == WHEN
            assert {end: os.pread(fd, 99, 0) for end, fd in artefact.sidecars.items()} == {"-wal": b"wal" * 11}


@pytest.mark.parametrize("secret", [None, "another", "", SECRET.upper()])
def test_without_the_owners_password_it_stays_shut(tmp_path: Path, secret: str | None) -> None:
    at = put(tmp_path, "a.ab", ab_bytes(MEMBERS, secret=SECRET))
    with opened(at, secret) as source:
        (system,) = source.survey().filesystems
        assert (system.entries, system.reason) == (0, Reason.ENCRYPTED)
        assert skips(source, [CHROME]) == [("history", 0, Reason.ENCRYPTED)]


@pytest.mark.parametrize(("version", "opens"), [(1, True), (2, False)])
def test_the_first_version_may_have_spelled_its_keys_in_eight_bits(tmp_path: Path, version: int, opens: bool) -> None:
    at = put(tmp_path, "a.ab", ab_bytes(MEMBERS, version=version, secret=SECRET, eight_bits=True))
    with opened(at, SECRET) as source:
        assert len(paths(source, [CHROME])) == opens


def test_a_password_on_an_open_backup_changes_nothing(tmp_path: Path) -> None:
    at = put(tmp_path, "a.ab", ab_bytes(MEMBERS))
    with opened(at, "needless") as source:
        assert paths(source, [CHROME]) == [CHROME_AB_PATH]


@pytest.mark.parametrize("line", [b"0", b"6", b"10", b"51", b"-1", b"", b"five"])
def test_a_version_that_is_not_known_says_so(tmp_path: Path, line: bytes) -> None:
    at = put(tmp_path, "a.ab", b"ANDROID BACKUP\n" + line + b"\n1\nnone\nx")
    assert is_android_backup(at.read_bytes())
    with pytest.raises(BackupOfUnknownVersion) as refused:
        AndroidBackupSource(str(at), 100)
    assert "Android 1-5" in refused.value.sentence("nl")


SOUND = ab_bytes(MEMBERS)
SHUT = ab_bytes(MEMBERS, secret=SECRET)
DAMAGED: list[tuple[str, bytes]] = [
    ("only the header", SOUND[:24]),
    ("half a header", SOUND[:18]),
    ("packed in no known way", SOUND.replace(b"\n1\nnone", b"\n2\nnone", 1)),
    ("sealed in no known way", SOUND.replace(b"none", b"AES-512", 1)),
    ("sealed, without its lines", SOUND.replace(b"none", b"AES-256", 1)),
    ("nothing but zeros", SOUND[:24] + bytes(4096)),
    ("text", b"ANDROID BACKUP\n5\n0\nnone\n" + b"text " * 999),
]


@pytest.mark.parametrize("content", [c[1] for c in DAMAGED], ids=[c[0] for c in DAMAGED])
def test_damage_is_an_answer(tmp_path: Path, content: bytes) -> None:
    with opened(put(tmp_path, "a.ab", content), SECRET) as source:
        (system,) = source.survey().filesystems
        assert (system.entries, system.status, system.reason) == (0, Status.UNREADABLE, Reason.ARCHIVE_DAMAGED)
        assert skips(source, [CHROME]) == [("history", 0, Reason.ARCHIVE_DAMAGED)]


DAMAGED_LOCK: list[tuple[str, bytes]] = [
    ("lines that are no numbers", SHUT.replace(b"\n3\n", b"\nthree\n", 1)),
    ("a number of rounds that nobody waits for", SHUT.replace(b"\n3\n", b"\n999999999999\n", 1)),
    ("a salt that is no salt", SHUT.replace(b"73616C74", b"zzzzzzzz", 1)),
    ("no sealed body", SHUT[: SHUT.index(b"\n3\n") + 3 + 33] + b"\n\n"),
]


@pytest.mark.parametrize("content", [c[1] for c in DAMAGED_LOCK], ids=[c[0] for c in DAMAGED_LOCK])
def test_a_damaged_lock_stays_shut_and_the_try_says_why(tmp_path: Path, content: bytes) -> None:
    with opened(put(tmp_path, "a.ab", content), SECRET) as source:
        assert skips(source, [CHROME]) == [("history", 0, Reason.ENCRYPTED)]
        assert source.tried == (
            Tried(1, Try(EncryptionKind.ANDROID_BACKUP, SecretKind.PASSWORD, opened=False, reason=Reason.DAMAGED)),
        )


@pytest.mark.parametrize("secret", [None, SECRET])
@pytest.mark.parametrize("packed", [True, False])
def test_a_backup_that_stops_halfway_gives_what_came_before(tmp_path: Path, packed: bool, secret: str | None) -> None:
    noise = [(f"shared/0/{i}.bin", os.urandom(9000)) for i in range(40)]
    whole = ab_bytes([(CHROME_AB, b"history"), *noise], packed=packed, secret=secret)
    with opened(put(tmp_path, "a.ab", whole[: len(whole) // 2]), secret) as source:
        (hit,) = hits(source, [CHROME])
        with source.open(hit.found) as artefact:
            assert os.pread(artefact.file, 99, 0) == b"history"
        assert skips(source, [CHROME]) == [("history", 0, Reason.ARCHIVE_DAMAGED)]


def test_a_bomb_is_seen_on_the_way(tmp_path: Path) -> None:
    whole = ab_bytes([("shared/0/zeros", bytes(90_000_000)), (CHROME_AB, b"history")])
    with opened(put(tmp_path, "a.ab", whole)) as source:
        wanted = [Patterns("any", ("zeros",))]
        (hit,) = hits(source, wanted)
        with pytest.raises(Unopenable) as refused, source.open(hit.found):
            pass
        assert refused.value.reason is Reason.ARCHIVE_BOMB
        assert paths(source, [CHROME]) == [CHROME_AB_PATH]


NAMES: list[tuple[str, str, list[str], list[Reason]]] = [
    ("out of the app", "apps/com.x/r/../../app_chrome/x/History", [], [Reason.ARCHIVE_DAMAGED]),
    ("app called ..", "apps/../r/app_chrome/x/History", [], [Reason.ARCHIVE_DAMAGED]),
    ("absolute", "/apps/com.x/r/app_chrome/x/History", ["data/data/com.x/app_chrome/x/History"], []),
    ("unknown token", "apps/com.x/zz/app_chrome/x/History", ["apps/com.x/zz/app_chrome/x/History"], []),
    ("too long", "apps/com.x/r/" + "y/" * 900 + "app_chrome/x/History", [], [Reason.NAME_TOO_LONG]),
    ("too long once it is on the phone", "apps/" + "p" * 985 + "/d_f/app_chrome/x/History", [], [Reason.NAME_TOO_LONG]),
]


@pytest.mark.parametrize(("name", "offered", "skipped"), [c[1:] for c in NAMES], ids=[c[0] for c in NAMES])
def test_hostile_names(tmp_path: Path, name: str, offered: list[str], skipped: list[Reason]) -> None:
    with opened(put(tmp_path, "a.ab", ab_bytes([(name, b"x")]))) as source:
        assert paths(source, [CHROME]) == offered
        assert [reason for _, _, reason in skips(source, [CHROME])] == skipped


def test_what_follows_the_packed_tar_is_not_looked_at(tmp_path: Path) -> None:
    with opened(put(tmp_path, "a.ab", SOUND + zlib.compress(b"more"))) as source:
        assert source.survey().filesystems[0].status is Status.READ


def test_identity_is_of_the_bytes_wherever_they_lie(tmp_path: Path) -> None:
    told = []
    for name, content in (("a.ab", SOUND), ("b.ab", SOUND), ("c.ab", SHUT)):
        with opened(put(tmp_path, name, content)) as source:
            told.append((source.identity, source.hashes_inside))
    assert told[0] == told[1] != told[2]
    assert told[0][1]
