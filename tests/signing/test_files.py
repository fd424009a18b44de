"""Small files are whole or absent."""

import os
from pathlib import Path

import pytest

from inzage.signing.files import others_may_read, sync_directory, write_new, write_whole


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_what_was_there_is_replaced_at_once(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_files_are_private_unless_said_otherwise(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_whole(tmp_path / "secret", b"")
        write_whole(tmp_path / "open", b"", 0o644)
    finally:
        os.umask(old)
    assert (mode(tmp_path / "secret"), mode(tmp_path / "open")) == (0o600, 0o644)


def test_a_new_file_never_replaces(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"one")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("failing", ["fsync", "fchmod"])
def test_a_refusing_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    write_whole(tmp_path / "a", b"one")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(os, failing, refuse)
        write_whole(tmp_path / "a", b"two")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a", b"one")]


def test_a_rename_that_fails_leaves_no_rubbish(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="a"):
        write_whole(tmp_path / "a", b"")
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(("bits", "open_to_others"), [(0o600, False), (0o400, False), (0o640, True), (0o602, True)])
def test_whether_others_may_read(tmp_path: Path, bits: int, open_to_others: bool) -> None:
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "a").chmod(bits)
    assert others_may_read(tmp_path / "a") is open_to_others


def test_a_directory_can_be_synced_and_a_file_is_none(tmp_path: Path) -> None:
    sync_directory(tmp_path)
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(NotADirectoryError):
        sync_directory(tmp_path / "a")
