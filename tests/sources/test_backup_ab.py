"""Android backups, made here, through a really locked worker."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inzage.result import FileSystem, Status
from inzage.sources import Patterns
from inzage.sources.backup_ab import AndroidBackupSource
from tests.sources.backups import CHROME_AB, CHROME_AB_PATH, SECRET, WHEN, ab_bytes, password
from tests.sources.trees import hits, put

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
