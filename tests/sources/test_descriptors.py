"""Opening by name: what is told apart, and what a refusal by the system comes to."""

import errno
import os
import stat
from pathlib import Path

import pytest

from inzage.artefact import EntryKind
from inzage.result import Reason
from inzage.sources import Unopenable
from inzage.sources.descriptors import FILE, FOLDER, folder_of, kind_of, open_quietly, open_regular, reason_of
from tests.sources.trees import as_ordinary_user, put


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        (stat.S_IFREG, EntryKind.FILE),
        (stat.S_IFLNK, EntryKind.LINK),
        (stat.S_IFIFO, EntryKind.PIPE),
        (stat.S_IFSOCK, EntryKind.SOCKET),
        (stat.S_IFDIR, EntryKind.DIRECTORY),
        (stat.S_IFCHR, EntryKind.DEVICE),
        (stat.S_IFBLK, EntryKind.DEVICE),
        (0, EntryKind.DEVICE),
    ],
)
def test_kinds(mode: int, kind: EntryKind) -> None:
    assert kind_of(mode | 0o777) is kind


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, Reason.NO_PERMISSION),
        (errno.EPERM, Reason.NO_PERMISSION),
        (errno.ELOOP, Reason.LINK),
        (errno.ENOENT, Reason.CHANGED_WHILE_READ),
        (errno.ENAMETOOLONG, Reason.NAME_TOO_LONG),
        (errno.EIO, Reason.READ_ERROR),
        (errno.EUCLEAN, Reason.READ_ERROR),
        (None, Reason.READ_ERROR),
    ],
)
def test_refusals(number: int | None, reason: Reason) -> None:
    assert reason_of(OSError(number, "x") if number else OSError("x")) is reason


def test_a_file_of_another_is_opened_though_its_access_time_cannot_be_kept(tmp_path: Path) -> None:
    put(tmp_path, "open/file").chmod(0o644)
    (tmp_path / "open").chmod(0o755)
    root = os.open(tmp_path / "open", os.O_RDONLY)
    with as_ordinary_user():
        descriptor = open_quietly("file", FILE, root)
    assert os.read(descriptor, 9) == b"x"
    os.close(descriptor)
    os.close(root)


@pytest.mark.parametrize("flags", [FILE, FOLDER])
def test_flags_never_follow_never_write_never_leak(flags: int) -> None:
    assert flags & os.O_NOFOLLOW
    assert flags & os.O_CLOEXEC
    assert flags & os.O_ACCMODE == os.O_RDONLY
    assert not flags & (os.O_CREAT | os.O_TRUNC)


def test_a_device_is_not_opened_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = os.open("/dev", os.O_RDONLY)
    opened: list[object] = []
    monkeypatch.setattr(os, "open", lambda *args, **where: opened.append(args))
    with pytest.raises(Unopenable) as refused:
        open_regular("null", folder)
    monkeypatch.undo()
    os.close(folder)
    assert refused.value.reason is Reason.NOT_A_FILE
    assert opened == []


def test_the_folder_of_a_path(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c", b"deep")
    root = os.open(tmp_path, os.O_RDONLY)
    with folder_of(root, "a/b/c") as (folder, name):
        descriptor = open_regular(name, folder)
    assert os.read(descriptor, 9) == b"deep"
    os.close(descriptor)
    with pytest.raises(OSError, match="Not a directory"), folder_of(root, "a/b/c/d"):
        pass
    os.fstat(root)  # still open: only the way there was closed
    os.close(root)
