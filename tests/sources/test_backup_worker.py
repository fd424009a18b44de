"""A worker of a backup that may be somebody else's by now: what it says is held against its schema."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest

from inzage.result import Reason
from inzage.sources import Unopenable
from inzage.sources.backup_worker import BackupWorker
from inzage.worker import Beside, Json, Reply, Request
from tests.sources.backups import CHROME_IOS, IosBackup, number_of, part_of
from tests.sources.trees import put

NUMBER = number_of(*CHROME_IOS)
HONEST: dict[str, Reply] = {
    "open": {},
    "how": {"encrypted": False, "sealed": 0},
    "part": {"id": NUMBER, "sealed": False},
    "take": {"size": 3},
    "read": Beside({"done": True}, b"abc"),
    "index": {},
}


class Liar:
    """Stands in for a session with a worker."""

    def __init__(self, says: dict[str, Reply]) -> None:
        self._says = HONEST | says

    def ask(self, request: Request, descriptors: object = (), *, seconds: float | None = None) -> Reply:
        """What was made up beforehand."""
        return self._says[cast(str, request["do"])]

    def close(self) -> None:
        """Nothing."""


class Lying(BackupWorker):
    """A backup's worker in whose place a liar sits."""

    def __init__(self, root: int, says: dict[str, Reply]) -> None:
        super().__init__(root, {}, unconfined=False)
        self._pool = self  # type: ignore[assignment]
        self._says = says

    def session(self, _limits: object) -> Liar:
        """The liar."""
        return Liar(self._says)


@contextmanager
def lying(at: Path, **says: Reply) -> Iterator[Lying]:
    root = os.open(at, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield Lying(root, says)
    finally:
        os.close(root)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    put(tmp_path, "secret", b"not of the backup")
    return IosBackup().write(tmp_path / "b")


def test_an_honest_worker_leads_to_the_part(backup: Path) -> None:
    with lying(backup) as worker:
        got = worker.fetch(1, 7000)
        assert os.path.samestat(os.fstat(got), part_of(backup, *CHROME_IOS).stat())
        os.close(got)


NAMES: list[Json] = [
    "../secret", "..", "", "/etc/passwd", NUMBER.upper(), NUMBER[:-1], NUMBER + "0", NUMBER[:-1] + "\n",
    NUMBER[:-2] + "/x", 7, None, [NUMBER],
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_no_number_leads_nowhere(backup: Path, name: Json) -> None:
    with lying(backup, part={"id": name, "sealed": False}) as worker, pytest.raises(Unopenable) as refused:
        worker.fetch(1, 7000)
    assert refused.value.reason is Reason.WORKER_GARBAGE


LIES: list[tuple[str, Reply]] = [
    ("how", {}),
    ("how", {"encrypted": "no", "sealed": 0}),
    ("how", {"encrypted": False, "sealed": -1}),
    ("how", {"encrypted": False, "sealed": True}),
    ("part", {}),
    ("part", {"id": NUMBER, "sealed": 1}),
    ("part", {"problem": "everything is fine"}),
]


@pytest.mark.parametrize(("about", "said"), LIES)
def test_a_lie_is_garbage(backup: Path, about: str, said: Reply) -> None:
    with lying(backup, **{about: said}) as worker, pytest.raises(Unopenable) as refused:
        worker.fetch(1, 7000)
    assert refused.value.reason is Reason.WORKER_GARBAGE


SIZES: list[tuple[Json, Reason]] = [
    (-1, Reason.WORKER_GARBAGE),
    (7001, Reason.WORKER_GARBAGE),
    (True, Reason.WORKER_GARBAGE),
    (None, Reason.WORKER_GARBAGE),
    (6999, Reason.TRUNCATED),
    (7000, Reason.ARCHIVE_DAMAGED),
]


@pytest.mark.parametrize(("size", "reason"), SIZES)
def test_no_more_comes_out_than_was_sealed_and_no_less_than_was_told(backup: Path, size: Json, reason: Reason) -> None:
    says: dict[str, Reply] = {"part": {"id": NUMBER, "sealed": True}, "take": {"size": size}}
    with lying(backup, **says) as worker, pytest.raises(Unopenable) as refused:
        worker.fetch(1, 7000)
    assert refused.value.reason is reason


def test_a_defect_that_a_worker_names_is_passed_on(backup: Path) -> None:
    with lying(backup, part={"problem": "archive_damaged"}) as worker, pytest.raises(Unopenable) as refused:
        worker.fetch(1, 7000)
    assert refused.value.reason is Reason.ARCHIVE_DAMAGED


def test_an_index_larger_than_memory_is_not_asked_for(backup: Path) -> None:
    with lying(backup, how={"encrypted": True, "sealed": 2**40}) as worker:
        (page,) = worker.pages()
    assert page.problem is Reason.TOO_LARGE
