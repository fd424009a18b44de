"""Archives and trees that nobody here wrote, opened as carriers; digests as their README states."""

from pathlib import Path

import pytest

from inzage.result import FileSystem, Status
from inzage.sources import Match, Patterns, Source
from inzage.sources.opening import open_source


def opened(source: Source, *globs: str) -> dict[str, tuple[int, str, set[str]]]:
    """Path → (size, first digits of the digest, sidecars) of what is offered."""
    got = {}
    for hit in source.find([Patterns("r", globs)], frozenset()):
        assert isinstance(hit, Match)
        with source.open(hit.found) as artefact:
            digest = source.digest(artefact)[:12]
            got[hit.found.untrusted_path] = (artefact.size, digest, set(artefact.sidecars))
    return got


@pytest.mark.parametrize("name", ["zip/absolute_paths.zip", "tar/mixed_paths.tar"])
def test_names_with_and_without_a_slash_in_front(real_data: Path, name: str) -> None:
    source = open_source(str(real_data / "dfvfs/test_data" / name))
    try:
        assert source.survey().filesystems == (FileSystem(source.kind, 2, Status.READ),)
        got = opened(source, "folder/*")
    finally:
        source.close()
    assert {path: size for path, (size, _, _) in got.items()} == {"folder/syslog": 1247, "folder/wtmp.1": 1537}


@pytest.mark.parametrize(
    ("case", "glob", "size", "users"),
    [
        ("safariCache/testdata.safariCache.safariCache", "com.apple.mobilesafari/Cache.db", 49152, ["mobile"]),
        ("storeSystem/testdata.storeSystem.storeSystemAppInstalls", "Persistence/storeSystem.db", 401408, []),
        ("whatsApp/testdata.whatsApp.whatsAppContacts", "Shared/AppGroup/*/ContactsV2.sqlite", 53248, ["mobile"]),
    ],
)
def test_databases_of_a_phone_come_with_their_wal(
    real_data: Path, case: str, glob: str, size: int, users: list[str]
) -> None:
    source = open_source(str(real_data / f"iLEAPP/admin/test/cases/data/{case}.mvs_ios_2023.zip"))
    try:
        assert [c.untrusted_name for c in source.survey().containers[1:]] == users
        (got,) = opened(source, glob).values()
    finally:
        source.close()
    assert (got[0], got[2]) == (size, {"-wal"})


def test_a_tree_of_profiles(real_data: Path) -> None:
    source = open_source(str(real_data / "hindsight"))
    try:
        assert [c.untrusted_name for c in source.survey().containers[1:]] == ["01", "20", "60"]
        got = opened(source, "History")
    finally:
        source.close()
    assert {path.split("/")[-2]: (size, digest) for path, (size, digest, _) in got.items()} == {
        "01": (102_400, "16a1ef0b4ae4"),
        "20": (106_496, "1dda45641736"),
        "60": (122_880, "c9f52bd6d408"),
    }


def test_a_database_with_its_wal_in_a_tree(real_data: Path) -> None:
    source = open_source(str(real_data / "plaso"))
    try:
        got = opened(source, "wal_database.db")
    finally:
        source.close()
    assert list(got.values()) == [(2048, "8a437d48ab5d", {"-wal"})]
