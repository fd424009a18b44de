"""Warm processes that are begun before the papers are read: used where they suit, and never in the place of a lock."""

import os
import signal
from datetime import date
from pathlib import Path

import pytest

from inzage.artefact import Window
from inzage.check.crew import Given, Here
from inzage.check.gallery import Gallery
from inzage.cli.check import warm as warmed
from inzage.mandate.named import Named
from inzage.worker.pool import Pool
from inzage.worker.warm import DISKS, READERS, warming


def given(*, unconfined: bool) -> Given:
    window = Window(date(2026, 1, 1), date(2026, 1, 2))
    nobody = Named(b"", frozenset())
    return Given(window, b"key", nobody, lambda *_: False, Gallery(0, b"key"), lambda _: None, unconfined)


def begun(pool: Pool) -> int:
    assert pool._warm is not None
    return pool._warm[0].pid


@pytest.mark.parametrize("unconfined", [False, True])
def test_what_was_begun_before_reads_for_the_desk_and_ends_with_it(unconfined: bool) -> None:
    with warming(unconfined=unconfined) as warm:
        pool = warm.readers
        assert pool is not None
        process = begun(pool)
        with Here(1, warm=pool).desk(given(unconfined=unconfined)) as desk:
            assert desk._pool is pool  # type: ignore[attr-defined]
            with pool.session():
                assert begun(pool) == process
        assert pool._warm is None


@pytest.mark.parametrize("unconfined", [False, True])
def test_workers_with_the_other_lock_are_left_aside(unconfined: bool) -> None:
    with warming(unconfined=not unconfined) as warm:
        pool = warm.readers
        assert pool is not None
        with Here(1, warm=pool).desk(given(unconfined=unconfined)) as desk:
            used = desk._pool  # type: ignore[attr-defined]
            assert used is not pool
            assert used.suits(READERS, unconfined=unconfined)
            assert not used.suits(READERS, unconfined=not unconfined)
            assert not used.suits("inzage.check.looking:handle", unconfined=unconfined)
        assert begun(pool)


def test_one_that_still_loads_is_ended_at_once() -> None:
    with warming(unconfined=False) as warm:
        pool = warm.readers
        assert pool is not None
        assert pool._warm is not None
        process = pool._warm[0]
    assert process.returncode == -signal.SIGKILL


def test_one_that_is_ready_ends_in_good_order() -> None:
    with warming(unconfined=False) as warm:
        pool = warm.readers
        assert pool is not None
        assert pool._warm is not None
        process = pool._warm[0]
        with pool.session():
            pass
    assert process.returncode == 0


def test_one_that_died_while_it_loaded_is_begun_anew() -> None:
    with warming(unconfined=False) as warm:
        pool = warm.readers
        assert pool is not None
        assert pool._warm is not None
        dead = pool._warm[0]
        dead.kill()
        dead.wait()
        with pool.session():
            assert begun(pool) != dead.pid


@pytest.mark.parametrize(
    ("carriers", "expected"),
    [
        (["stick"], False),
        (["stick", "stick/"], False),
        (["phone.zip"], False),
        (["phone.tar.gz"], False),
        (["PHONE.ZIP"], False),
        (["x" * 5000], True),
        (["a\0b"], True),
        (["disk.dd"], True),
        (["disk.E01"], True),
        (["disk"], True),
        (["zip"], True),
        (["/dev/sdb"], True),
        (["stick", "phone.zip", "disk.dd"], True),
    ],
)
def test_a_disk_is_expected_by_name_alone(
    carriers: list[str], expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stick").mkdir()
    with warmed({"cluster": None, "unconfined": False, "carriers": carriers}) as begun_before:
        assert begun_before.readers is not None
        assert begun_before.readers.suits(READERS, unconfined=False)
        assert (begun_before.disks is not None) is expected
        assert begun_before.disks is None or begun_before.disks.suits(DISKS, unconfined=False)


def test_where_nodes_read_no_reader_is_begun_here_but_disks_are() -> None:
    given = {"cluster": "tcp://127.0.0.1:1", "unconfined": False, "carriers": ["disk.dd"]}
    with warmed(given) as begun_before:
        assert begun_before.readers is None
        assert begun_before.disks is not None
        process = begun(begun_before.disks)
    assert begun_before.disks._warm is None
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
