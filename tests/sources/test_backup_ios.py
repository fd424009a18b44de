"""iTunes backups, made here, through a really locked worker: what is offered, what stays shut, what is a lie."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzage.result import FileSystem, Status
from inzage.sources import Patterns
from inzage.sources.backup_ios import IosBackupSource
from tests.sources.backups import (
    CHROME_IOS,
    CHROME_IOS_PATH,
    SECRET,
    WHEN,
    IosBackup,
    mbdb_backup,
    password,
)
from tests.sources.trees import hits, paths

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
