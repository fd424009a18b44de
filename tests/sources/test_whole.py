"""The digest over a whole carrier: what any other program gives, or an absence that says why."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inzage.result import Reason, WholeDigest
from inzage.sources import whole
from inzage.sources.folder import FolderSource
from inzage.sources.image import ImageSource
from inzage.sources.opening import open_source
from inzage.sources.whole import digest_of, whole_digest
from tests.sources.archives import made_tar
from tests.sources.backups import CHROME_IOS, IosBackup
from tests.sources.trees import put

CONTENT = os.urandom(3_000_001)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "STEP", 1 << 16)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 3_000_001])
@pytest.mark.usefixtures("small_steps")
def test_it_is_what_hashlib_gives(size: int, tmp_path: Path) -> None:
    with put(tmp_path, "x", CONTENT[:size]).open("rb") as file:
        assert digest_of([file.fileno()]) == WholeDigest(hashlib.sha256(CONTENT[:size]).hexdigest(), size, size)


def test_of_a_split_image_it_is_that_of_the_parts_one_after_the_other(tmp_path: Path) -> None:
    put(tmp_path, "disk.001", CONTENT[:1_000_448])
    put(tmp_path, "disk.002", CONTENT[1_000_448:])
    source = ImageSource(str(tmp_path / "disk.001"), "raw", 100)
    assert whole_digest(source).sha256 == hashlib.sha256(CONTENT).hexdigest()
    source.close()


def test_of_an_archive_it_is_that_of_the_file(tmp_path: Path) -> None:
    at = made_tar(tmp_path / "a.tar", [("x", b"y")])
    source = open_source(str(at))
    assert whole_digest(source).sha256 == hashlib.sha256(at.read_bytes()).hexdigest()
    source.close()


FOLDERS: dict[str, Callable[[Path], object]] = {
    "folder": lambda at: FolderSource(str(at), 100),
    "backup": lambda at: open_source(str(IosBackup([(*CHROME_IOS, b"x")]).write(at / "b"))),
}


@pytest.mark.parametrize("made", FOLDERS.values(), ids=FOLDERS)
def test_a_folder_has_no_bytes_that_can_be_read_as_one(made: Callable[[Path], object], tmp_path: Path) -> None:
    source = made(tmp_path)
    assert whole_digest(source) == WholeDigest(None, 0, 0, Reason.NOT_A_FILE)
    source.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("small_steps")
def test_progress_is_told_from_the_first_to_the_last_byte(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with put(tmp_path, "x", CONTENT).open("rb") as file:
        digest_of([file.fileno()], lambda done, size: told.append((done, size)))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert len(told) == -(-len(CONTENT) // (1 << 16))


def failing(after: int, error: BaseException) -> Callable[[int, int, int], bytes]:
    real = os.pread

    def read(file: int, size: int, at: int) -> bytes:
        if at >= after:
            raise error
        return real(file, size, at)

    return read


@pytest.mark.parametrize(
    ("error", "reason"), [(OSError(5, "x"), Reason.READ_ERROR), (KeyboardInterrupt(), Reason.INTERRUPTED)]
)
@pytest.mark.usefixtures("small_steps")
def test_one_that_cannot_be_finished_is_no_digest_and_says_how_far_it_came(
    error: BaseException, reason: Reason, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with put(tmp_path, "x", CONTENT).open("rb") as file:
        monkeypatch.setattr(os, "pread", failing(1 << 17, error))
        assert digest_of([file.fileno()]) == WholeDigest(None, 1 << 17, len(CONTENT), reason)


@pytest.mark.parametrize("change", [b"", CONTENT + b"x", b"y" * len(CONTENT)], ids=["shorter", "longer", "other"])
@pytest.mark.usefixtures("small_steps")
def test_a_carrier_that_changes_meanwhile_has_none(change: bytes, tmp_path: Path) -> None:
    at = put(tmp_path, "x", CONTENT)

    def meddle(done: int, _size: int) -> None:
        if done == 1 << 16:
            at.write_bytes(change)
            os.utime(at, (1, 1))

    with at.open("rb") as file:
        told = digest_of([file.fileno()], meddle)
    assert (told.sha256, told.reason) == (None, Reason.CHANGED_WHILE_READ)
