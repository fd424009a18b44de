"""iTunes backups, made here, through a really locked worker: what is offered, what stays shut, what is a lie."""

import hashlib
import os
import plistlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import apsw
import pytest

from inzage.formats.encryption import EncryptionKind, Secret, SecretKind, Try
from inzage.result import FileSystem, Reason, Status
from inzage.sources import Patterns, Unopenable
from inzage.sources.backup_ios import BackupIncomplete, BackupOfUnknownVersion, IosBackupSource, is_ios_backup
from inzage.sources.keys import Key
from inzage.sources.unlocking import NotTried, Tried
from tests.sources.backups import (
    CHROME_IOS,
    CHROME_IOS_PATH,
    SECRET,
    WHEN,
    IosBackup,
    mb_file,
    mbdb_backup,
    number_of,
    part_of,
    password,
)
from tests.sources.trees import hits, paths, skips

CHROME = Patterns("history", ("Chrome/*/History",))
SMS = Patterns("sms", ("mobile/Library/SMS/sms.db",))
WANTED = (CHROME, SMS)
CONTENT = b"history" * 100_000
FILES = (
    (*CHROME_IOS, CONTENT),
    (CHROME_IOS[0], CHROME_IOS[1] + "-wal", b"wal" * 11),
    ("HomeDomain", "Library/SMS/sms.db", b"s" * 16),
    ("AppDomainGroup-group.net.example", "empty.db", b""),
)


@contextmanager
def opened(at: Path, secret: str | None = None, entries: int = 100_000) -> Iterator[IosBackupSource]:
    source = IosBackupSource(str(at), entries, password(secret))
    try:
        yield source
    finally:
        source.close()


def made(tmp_path: Path, how: str) -> tuple[Path, str | None]:
    """A backup of each generation, with the secret that opens it."""
    at = tmp_path / "backup"
    match how:
        case "plain":
            return IosBackup(FILES).write(at), None
        case "sealed":
            return IosBackup(FILES, SECRET).write(at), SECRET
        case "sealed, open index":
            return IosBackup(FILES, SECRET, seal_index=False, twice=False).write(at), SECRET
        case "mbdb":
            return mbdb_backup(at, FILES), None
    return mbdb_backup(at, FILES, SECRET), SECRET


@pytest.mark.parametrize("how", ["plain", "sealed", "sealed, open index", "mbdb", "mbdb, sealed"])
def test_every_form_gives_the_paths_and_bytes_of_the_phone(tmp_path: Path, how: str) -> None:
    at, secret = made(tmp_path, how)
    with opened(at, secret) as source:
        survey = source.survey()
        count = len(FILES) + how.startswith("mbdb")
        assert survey.filesystems == (FileSystem("ios-backup", count, Status.READ),)
        assert [c.untrusted_name for c in survey.containers[1:]] == ["mobile", "Default"]
        assert paths(source, WANTED) == [CHROME_IOS_PATH, "private/var/mobile/Library/SMS/sms.db"]
        chrome, sms = hits(source, WANTED)
        with source.open(chrome.found) as artefact:
            assert os.pread(artefact.file, 10**6, 0) == CONTENT
            assert artefact.size == len(CONTENT)
            assert artefact.modified is not None
            assert artefact.modified.timestamp() == WHEN
            assert {end: os.pread(fd, 99, 0) for end, fd in artefact.sidecars.items()} == {"-wal": b"wal" * 11}
            assert source.digest(artefact) == hashlib.sha256(CONTENT).hexdigest()
        with source.open(sms.found) as artefact:
            assert os.pread(artefact.file, 99, 0) == b"s" * 16
        assert source.hashes_inside == (secret is not None)


# --- what stays shut -------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["sealed", "sealed, open index", "mbdb, sealed"])
@pytest.mark.parametrize("secret", [None, "another", "", "GEHEIM-ÉÉN", SECRET + " "])
def test_without_the_owners_password_it_stays_shut(tmp_path: Path, how: str, secret: str | None) -> None:
    at, _ = made(tmp_path, how)
    with opened(at, secret) as source:
        (system,) = source.survey().filesystems
        assert (system.entries, system.reason) == (0, Reason.ENCRYPTED)
        assert paths(source, WANTED) == []
        assert skips(source, WANTED) == [("history", 0, Reason.ENCRYPTED), ("sms", 0, Reason.ENCRYPTED)]
        assert source.hashes_inside


def test_a_secret_is_tried_once_and_wiped(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "sealed")
    keys = password("another") + password(SECRET)
    source = IosBackupSource(str(at), 100, keys)
    assert source.survey().filesystems[0].status is Status.READ
    assert [bytes(key.secret.reveal()).strip(b"\0") for key in keys] == [b"", b""]
    assert source.tried == (
        Tried(1, Try(EncryptionKind.IOS_BACKUP, SecretKind.PASSWORD, opened=False, reason=Reason.ENCRYPTED)),
        Tried(1, Try(EncryptionKind.IOS_BACKUP, SecretKind.PASSWORD, opened=True)),
    )
    source.close()


def test_a_key_of_one_file_that_does_not_open_costs_that_file_alone(tmp_path: Path) -> None:
    """The second key refused let go of a descriptor twice, the worker fell, and with it the password for all others."""
    names = [f"{number}.txt" for number in range(4)]
    files = [("HomeDomain", f"Library/{name}", name.encode() * 100) for name in names]
    at = IosBackup(files, SECRET, seal_index=False).write(tmp_path / "backup")
    with closing(apsw.Connection(str(at / "Manifest.db"))) as db:
        for name in names[1:3]:
            db.execute("UPDATE Files SET file = ? WHERE relativePath LIKE ?", (mb_file(500, bytes(44)), f"%/{name}"))
    got: list[bytes | Reason] = []
    with opened(at, SECRET) as source:
        for match in hits(source, [Patterns("texts", ("Library/*.txt",))]):
            try:
                with source.open(match.found) as artefact:
                    got.append(os.pread(artefact.file, 5, 0))
            except Unopenable as refused:
                got.append(refused.reason)
    assert got == [b"0.txt", Reason.ENCRYPTED, Reason.ENCRYPTED, b"3.txt"]


def test_another_kind_of_key_is_not_a_password(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "sealed")
    source = IosBackupSource(str(at), 100, [Key(None, Secret(SecretKind.RECOVERY_KEY, bytearray(SECRET.encode())))])
    assert source.survey().filesystems[0].reason is Reason.ENCRYPTED
    source.close()


def test_a_password_on_a_plain_backup_changes_nothing(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "plain")
    with opened(at, "needless") as source:
        assert len(paths(source, WANTED)) == 2
        assert source.tried == (NotTried.NOT_LOCKED,)


def test_files_that_are_sealed_in_a_backup_that_says_it_is_not_stay_shut(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "sealed, open index")
    (at / "Manifest.plist").unlink()
    with opened(at) as source:
        assert source.survey().filesystems == (FileSystem("ios-backup", len(FILES), Status.DEGRADED, Reason.ENCRYPTED),)
        assert skips(source, WANTED) == [("history", 2, Reason.ENCRYPTED), ("sms", 1, Reason.ENCRYPTED)]


def test_the_same_paths_as_a_full_copy_of_the_phone(tmp_path: Path) -> None:
    plain, _ = made(tmp_path / "a", "plain")
    with opened(plain) as source:
        ours = [(c.ordinal, c.kind, c.parent, c.untrusted_name) for c in source.survey().containers[1:]]
    assert ours == [(1, "user", 0, "mobile"), (2, "profile", 1, "Default")]


def test_the_excluded_stay_closed(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "plain")
    with opened(at) as source:
        assert paths(source, WANTED, frozenset({2})) == ["private/var/mobile/Library/SMS/sms.db"]
        assert paths(source, WANTED, frozenset({1})) == []


# --- what is missing -------------------------------------------------------------------------------------


def refusal(at: Path) -> str:
    with pytest.raises((BackupIncomplete, BackupOfUnknownVersion)) as refused:
        IosBackupSource(str(at), 100)
    return refused.value.sentence("nl")


def test_a_sealed_backup_without_its_manifest_says_what_is_missing_and_how_to_make_it(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "sealed")
    (at / "Manifest.plist").unlink()
    sentence = refusal(at)
    assert "Gevonden: geen Manifest.plist" in sentence
    assert "inzage acquire" in sentence
    assert "laat die helemaal aflopen" in sentence


def test_a_backup_without_its_index_says_so(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "plain")
    (at / "Manifest.db").unlink()
    assert is_ios_backup(found.name for found in at.iterdir())
    assert "Gevonden: geen Manifest.db" in refusal(at)


def test_an_index_of_another_version_says_so(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "mbdb")
    index = at / "Manifest.mbdb"
    index.write_bytes(index.read_bytes().replace(b"mbdb\x05", b"mbdb\x06", 1))
    assert "een bekende vorm" in refusal(at)


NAMES = [
    ({"Manifest.db"}, True),
    ({"Manifest.mbdb", "x"}, True),
    ({"Info.plist", "Status.plist"}, True),
    ({"Manifest.plist", "Status.plist"}, True),
    ({"Manifest.plist"}, False),
    ({"Info.plist"}, False),
    ({"manifest.txt", "Users"}, False),
    (set(), False),
]


@pytest.mark.parametrize(("names", "is_one"), NAMES)
def test_a_backup_is_known_by_its_papers(names: set[str], is_one: bool) -> None:
    assert is_ios_backup(names) is is_one


@pytest.mark.parametrize("how", ["plain", "sealed", "mbdb"])
def test_a_part_that_is_missing_cut_off_or_no_file_is_an_answer(tmp_path: Path, how: str) -> None:
    at, secret = made(tmp_path, how)
    number = number_of(*CHROME_IOS)
    part = next(path for path in (at / number[:2] / number, at / number) if path.exists())
    whole = part.read_bytes()
    for change, reason in (
        (lambda: part.write_bytes(whole[:-32]), Reason.TRUNCATED),
        (lambda: part.write_bytes(b""), Reason.TRUNCATED),
        (part.unlink, Reason.TRUNCATED),
        (lambda: part.symlink_to("/etc/passwd"), Reason.LINK),
        (lambda: (part.unlink(), os.mkfifo(part)), Reason.NOT_A_FILE),
    ):
        with opened(at, secret) as source:
            chrome, sms = hits(source, WANTED)
            change()
            with pytest.raises(Unopenable) as refused, source.open(chrome.found):
                pass
            assert refused.value.reason is reason
            with source.open(sms.found) as artefact:
                assert os.pread(artefact.file, 99, 0) == b"s" * 16


def test_a_folder_of_parts_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "plain")
    folder = part_of(at, *CHROME_IOS).parent
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    with opened(at) as source, pytest.raises(Unopenable) as refused, source.open(hits(source, [CHROME])[0].found):
        pass
    assert refused.value.reason is Reason.LINK


def test_an_empty_file_that_the_backup_did_not_keep_is_empty(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "plain")
    part_of(at, *FILES[3][:2]).unlink()
    with opened(at) as source:
        (hit,) = hits(source, [Patterns("any", ("empty.db",))])
        with source.open(hit.found) as artefact:
            assert (artefact.size, os.pread(artefact.file, 9, 0)) == (0, b"")


def test_a_part_that_changes_while_it_is_read_is_not_believed(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "plain")
    with opened(at) as source:
        (hit,) = hits(source, [CHROME])
        with pytest.raises(Unopenable) as refused, source.open(hit.found):
            part_of(at, *CHROME_IOS).write_bytes(b"other")
    assert refused.value.reason is Reason.CHANGED_WHILE_READ


@pytest.mark.parametrize("state", ["uploading", "moving", 7])
def test_a_backup_that_did_not_finish_says_there_may_have_been_more(tmp_path: Path, state: str) -> None:
    at = IosBackup(FILES, state=state).write(tmp_path / "b")
    with opened(at) as source:
        assert len(paths(source, WANTED)) == 2
        assert skips(source, WANTED) == [("history", 0, Reason.TRUNCATED), ("sms", 0, Reason.TRUNCATED)]


# --- an index that lies ----------------------------------------------------------------------------------

FOREIGN = number_of(*CHROME_IOS)
ROWS: list[tuple[str, list[tuple[object, ...]], list[Reason]]] = [
    ("path out of the domain", [(number_of("HomeDomain", "../../User Data/Chrome/x/History"), "HomeDomain",
                                 "../../User Data/Chrome/x/History", 1, mb_file(7))], [Reason.ARCHIVE_DAMAGED]),
    ("another file's bytes", [(FOREIGN, "HomeDomain", "Chrome/x/History", 1, mb_file(7))], [Reason.ARCHIVE_DAMAGED]),
    ("no number", [("../../../etc/passwd", "HomeDomain", "Chrome/x/History", 1, mb_file(7))], [Reason.ARCHIVE_DAMAGED]),
    ("a number that is no text", [(7, "HomeDomain", "Chrome/x/History", 1, mb_file(7))], [Reason.ARCHIVE_DAMAGED]),
    ("a link", [(number_of("HomeDomain", "Chrome/x/History"), "HomeDomain", "Chrome/x/History", 4, mb_file(7))],
     [Reason.LINK]),
    ("a folder", [(number_of("HomeDomain", "Chrome/x/History"), "HomeDomain", "Chrome/x/History", 2, mb_file(7))],
     [Reason.NOT_A_FILE]),
    ("a kind that is none", [(number_of("H", "Chrome/x/History"), "H", "Chrome/x/History", 99, mb_file(7))],
     [Reason.NOT_A_FILE]),
    ("no record", [(number_of("H", "Chrome/x/History"), "H", "Chrome/x/History", 1, None)], [Reason.ARCHIVE_DAMAGED]),
    ("a broken record", [(number_of("H", "Chrome/x/History"), "H", "Chrome/x/History", 1, b"bplist00" * 9)],
     [Reason.ARCHIVE_DAMAGED]),
    ("no domain", [(number_of("", "Chrome/x/History"), None, "Chrome/x/History", 1, mb_file(7))],
     [Reason.TRUNCATED]),
    ("a row before the first", [(-5, number_of("H", "Chrome/x/History"), "H", "Chrome/x/History", 1, mb_file(7))],
     [Reason.ARCHIVE_DAMAGED]),
    ("a name too long", [(number_of("H", "x/" * 900 + "Chrome/x/History"), "H", "x/" * 900 + "Chrome/x/History", 1,
                          mb_file(7))], [Reason.NAME_TOO_LONG]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "reasons"), [c[1:] for c in ROWS], ids=[c[0] for c in ROWS])
def test_a_row_that_lies_is_offered_to_nobody(
    tmp_path: Path, rows: list[tuple[object, ...]], reasons: list[Reason]
) -> None:
    at = IosBackup(FILES, rows=rows).write(tmp_path / "b")
    with opened(at) as source:
        offered = [hit.found for hit in hits(source, [CHROME])]
        assert CHROME_IOS_PATH in [found.untrusted_path for found in offered]
        refused = [reason for _, _, reason in skips(source, [CHROME])]
        for found in offered:
            try:
                with source.open(found) as artefact:
                    assert os.pread(artefact.file, 10**6, 0) == CONTENT
            except Unopenable as fault:
                refused.append(fault.reason)
        assert refused == reasons


def test_more_rows_than_one_page_and_fewer_than_asked(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [
        (number_of("HomeDomain", f"many/{i}"), "HomeDomain", f"many/{i}", 1, mb_file(1)) for i in range(4500)
    ]
    at = IosBackup(FILES, rows=rows).write(tmp_path / "b")
    with opened(at) as source:
        assert source.survey().filesystems == (FileSystem("ios-backup", 4500 + len(FILES), Status.READ),)
        assert len(paths(source, WANTED)) == 2
    with opened(at, entries=4000) as source:
        assert source.survey().filesystems == (FileSystem("ios-backup", 4000, Status.OVER_BUDGET, Reason.QUOTA),)


def test_of_two_domains_in_one_place_the_last_counts(tmp_path: Path) -> None:
    twice = [("HomeDomain", "Media/a.db", b"first"), ("CameraRollDomain", "Media/a.db", b"second")]
    at = IosBackup(twice).write(tmp_path / "b")
    wanted = [Patterns("any", ("mobile/Media/a.db",))]
    with opened(at) as source:
        (hit,) = hits(source, wanted)
        with source.open(hit.found) as artefact:
            assert os.pread(artefact.file, 9, 0) == b"second"
        assert skips(source, wanted) == [("any", 1, Reason.ARCHIVE_DAMAGED)]


def plist_of(told: object) -> bytes:
    return plistlib.dumps(told, fmt=plistlib.FMT_BINARY)


BROKEN_PAPERS: list[tuple[str, str, bytes]] = [
    ("Manifest.plist empty", "Manifest.plist", b""),
    ("Manifest.plist no list", "Manifest.plist", b"x" * 999),
    ("Manifest.plist a list", "Manifest.plist", plist_of([1])),
    ("Manifest.plist deep", "Manifest.plist", b"<plist>" + b"<array>" * 100_000 + b"</array>" * 100_000 + b"</plist>"),
    ("Manifest.plist entities", "Manifest.plist",
     b'<!DOCTYPE plist [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><plist><dict><key>&b;</key><true/></dict></plist>'),
    ("Status.plist broken", "Status.plist", b"bplist00\xff\xff"),
    ("Manifest.db empty", "Manifest.db", b""),
    ("Manifest.db no database", "Manifest.db", b"x" * 4096),
    ("Manifest.db only magic", "Manifest.db", b"SQLite format 3\0" + bytes(4080)),
    ("no keybag", "Manifest.plist", plist_of({"IsEncrypted": True})),
    ("a keybag of nonsense", "Manifest.plist", plist_of({"IsEncrypted": True, "BackupKeyBag": b"CLAS\xff\xff\xff"})),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content"), [c[1:] for c in BROKEN_PAPERS], ids=[c[0] for c in BROKEN_PAPERS])
def test_broken_papers_are_an_answer(tmp_path: Path, name: str, content: bytes) -> None:
    at, _ = made(tmp_path, "plain")
    (at / name).write_bytes(content)
    with opened(at, SECRET) as source:
        (system,) = source.survey().filesystems
        assert (system.entries, system.status, system.reason) == (0, Status.UNREADABLE, Reason.ARCHIVE_DAMAGED)
        assert paths(source, WANTED) == []
        assert skips(source, WANTED) == [("history", 0, Reason.ARCHIVE_DAMAGED), ("sms", 0, Reason.ARCHIVE_DAMAGED)]


def test_papers_larger_than_any_phone_writes_are_not_taken_in(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "plain")
    with (at / "Manifest.plist").open("r+b") as file:
        file.truncate(10**10)
    with opened(at) as source:
        assert source.survey().filesystems[0].status is Status.UNREADABLE


@pytest.mark.parametrize("cut", [10, 5000, 9000])
def test_an_index_cut_off_says_there_may_have_been_more(tmp_path: Path, cut: int) -> None:
    rows: list[tuple[object, ...]] = [
        (number_of("HomeDomain", f"many/{i}"), "HomeDomain", f"many/{i}", 1, mb_file(1)) for i in range(40)
    ]
    at = IosBackup(FILES, rows=rows).write(tmp_path / "b")
    index = at / "Manifest.db"
    index.write_bytes(index.read_bytes()[:-cut])
    with opened(at) as source:
        (system,) = source.survey().filesystems
        assert system.reason is Reason.ARCHIVE_DAMAGED
        assert ("sms", 0, Reason.ARCHIVE_DAMAGED) in skips(source, WANTED)


@pytest.mark.parametrize("cut", [1, 30, 100])
def test_an_older_index_cut_off_gives_what_came_before(tmp_path: Path, cut: int) -> None:
    at, _ = made(tmp_path, "mbdb")
    index = at / "Manifest.mbdb"
    index.write_bytes(index.read_bytes()[:-cut])
    with opened(at) as source:
        assert len(paths(source, [CHROME])) == 1
        assert skips(source, [CHROME]) == [("history", 0, Reason.ARCHIVE_DAMAGED)]


def test_identity_is_of_the_papers_wherever_they_lie(tmp_path: Path) -> None:
    told = []
    for name, files in (("a", FILES), ("b", FILES), ("c", FILES[:1])):
        with opened(IosBackup(files).write(tmp_path / name)) as source:
            told.append(source.identity)
    assert told[0] == told[1] != told[2]


def test_nothing_here_can_write(tmp_path: Path) -> None:
    at, _ = made(tmp_path, "plain")
    with opened(at) as source:
        public = {name for name in dir(source) if not name.startswith("_")}
    assert public == {
        "kind", "identity", "hashes_inside", "survey", "find", "open", "digest", "close", "tried",
        "files", "size", "serial", "unlock", "skim", "digests_of",
    }  # fmt: skip
