"""A worker cannot reach anything it was not handed: every way out is tried from inside."""

import errno
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from inzage.worker import Reply, WorkerDied, landlock
from tests.worker.acts import escapes
from tests.worker.proving import PoolOf

LOCKS = ("newest", "floor")

OPEN_TO_ANYONE = frozenset(escapes.TRIES) - {"become_a_program", "look_up_a_name", "put_another_filter_on_top"}
"""Ways that lead out of an ordinary process: what refuses them below is the lock."""


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A file outside, and a descriptor of it that is writable by mistake."""
    path = tmp_path / "evidence"
    path.write_bytes(b"as it was")
    descriptor = os.open(path, os.O_RDWR)
    yield path, descriptor
    os.close(descriptor)


def tried(pool_of: PoolOf, lock: str, way: str, victim: tuple[Path, int]) -> Reply:
    path, descriptor = victim
    return pool_of("escapes:attempt", lock).run({"way": way, "path": str(path)}, [descriptor])


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("way", sorted(escapes.TRIES))
def test_every_way_out_is_refused(pool_of: PoolOf, victim: tuple[Path, int], way: str, lock: str) -> None:
    assert tried(pool_of, lock, way, victim)["refused"] is True
    assert victim[0].read_bytes() == b"as it was"
    assert list(victim[0].parent.iterdir()) == [victim[0]]


@pytest.mark.parametrize("way", sorted(OPEN_TO_ANYONE))
def test_the_same_way_is_open_without_the_lock(pool_of: PoolOf, victim: tuple[Path, int], way: str) -> None:
    assert tried(pool_of, "none", way, victim)["refused"] is False


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("way", sorted(escapes.FATAL))
def test_the_worst_ways_end_the_worker(pool_of: PoolOf, victim: tuple[Path, int], way: str, lock: str) -> None:
    with pytest.raises(WorkerDied) as died:
        tried(pool_of, lock, way, victim)
    assert died.value.facts["found"] == signal.SIGSYS.name


def test_a_worker_of_user_nobody_is_locked_as_well(pool_of: PoolOf, victim: tuple[Path, int]) -> None:
    reply = pool_of("escapes:look_around", "nobody").run({})
    assert reply == {"free": [], "tried": len(escapes.TRIES)}


@pytest.mark.parametrize(
    "way",
    ["open_a_file", "open_the_password_file", "create_a_file", "list_a_folder", "remove", "rename", "become_a_program"],
)
@pytest.mark.parametrize("lock", ["landlock", "landlock-floor"])
def test_landlock_alone_closes_every_path(pool_of: PoolOf, victim: tuple[Path, int], way: str, lock: str) -> None:
    outcome = tried(pool_of, lock, way, victim)
    assert outcome == {"refused": True, "errno": errno.EACCES}
    assert victim[0].read_bytes() == b"as it was"


@pytest.mark.parametrize(
    ("way", "since"),
    [("truncate_a_path", 3), ("connect_to_a_port", 4), ("signal_the_parent", 6)],
)
def test_landlock_closes_more_on_a_newer_kernel(
    pool_of: PoolOf, victim: tuple[Path, int], way: str, since: int
) -> None:
    assert tried(pool_of, "landlock", way, victim)["refused"] is (landlock.version() >= since)
    assert tried(pool_of, "landlock-floor", way, victim)["refused"] is False


@pytest.mark.parametrize("way", sorted(set(escapes.TRIES) - {"look_up_a_name"}))
def test_seccomp_alone_refuses_every_way(pool_of: PoolOf, victim: tuple[Path, int], way: str) -> None:
    assert tried(pool_of, "seccomp", way, victim)["refused"] is True
    assert victim[0].read_bytes() == b"as it was"
