"""Every reader over spoilt files of its own cases, inside the lock: each ends in an answer, none loses in silence.

The time-boxed part of ``make fuzz``: each reader has its turn whatever the machine; then on, until
the time is over. What fails is made small and kept in ``tests/fuzz/kept``; the same seed gives
it again.
"""

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from inzage.readers import all_readers
from inzage.result import Status
from tests.fuzz.counted import Counted, table
from tests.fuzz.run import Plan, run

READERS = tuple(reader.name for reader in all_readers())
SECONDS = 15
EACH, TURN = 200, 50


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Counted]:
    seed = os.environ.get("INZAGE_FUZZ_SEED") or "1"
    folder = tmp_path_factory.mktemp("found")
    plan = Plan(READERS, EACH, seed=seed, until=time.time() + SECONDS, folder=folder, slice=TURN)
    counts = {reader: Counted() for reader in READERS}
    for reader, some in run(plan):
        counts[reader] += some
    for found in sorted(folder.iterdir()):
        print(found.name, found.read_text())
    return counts


def test_no_reader_falls_hangs_or_loses_in_silence(counted: Mapping[str, Counted]) -> None:
    faulty = {reader: one for reader, one in counted.items() if one.faults}
    assert not faulty, "\n" + table(faulty)


def test_every_reader_had_its_turn(counted: Mapping[str, Counted]) -> None:
    assert all(TURN <= one.tried <= EACH for one in counted.values())


def test_what_was_spoilt_was_seen_to_be(counted: Mapping[str, Counted]) -> None:
    total = Counted()
    for one in counted.values():
        total += one
    noticed = sum(total.ends[status.value] for status in (Status.DEGRADED, Status.UNREADABLE))
    assert noticed > total.tried / 3
    assert total.ends[Status.READ.value] > total.tried / 10


def test_what_is_left_out_of_the_lists_is_known(counted: Mapping[str, Counted], tmp_path: Path) -> None:
    assert len(counted) == len(READERS) > 150
    assert set(next(iter(counted.values())).plain) == {"ends", "silent", "ms"}
