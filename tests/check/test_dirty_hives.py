"""A hive left half-written, from every kind of source: its coverage says what became of it, and nothing is written."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from inzage.artefact import Window
from inzage.check.batch import Batch
from inzage.check.reading import Desk
from inzage.check.spots import Spot
from inzage.readers import all_readers
from inzage.sources import Match, Patterns
from inzage.sources.opening import open_source
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS
from tests.readers.makers.hive import make
from tests.readers.makers.hive_logs import BASE, entry, half_written, new_log, old_log
from tests.sources.trees import put
from tests.volumes import make_ntfs

WINDOW = Window(date(2026, 3, 1), date(2026, 4, 30))
SHARES = "Software/Microsoft/Windows/CurrentVersion/Explorer/MountPoints2"
CLEAN = make({"key": [{"path": f"{SHARES}/##other#{n}", "written": "2026-03-10 09:00"} for n in range(3)]})
LAST = CLEAN.rindex(b"##other#2") - BASE
ALL = [(LAST // 512 * 512, 512)]
FORMER = CLEAN[BASE + ALL[0][0] :][:512].replace(b"##other#2", b"former##2")
DIRTY = half_written(CLEAN, ALL, before=FORMER)
NEW, OLD = new_log(CLEAN, 8, entry(CLEAN, 8, ALL)), old_log(CLEAN, ALL)
OTHER = make({"key": [{"path": "X"}]})
USERS = {
    "a": {"NTUSER.DAT": DIRTY, "ntuser.dat.LOG1": NEW, "ntuser.dat.LOG2": bytes(4096)},
    "b": {"NTUSER.DAT": DIRTY},
    "c": {"NTUSER.DAT": DIRTY, "ntuser.dat.LOG1": new_log(OTHER, 8, entry(OTHER, 8, [(0, 512)]))},
    "d": {"NTUSER.DAT": CLEAN, "ntuser.dat.LOG1": NEW},
    "e": {"NTUSER.DAT": DIRTY, "NTUSER.DAT.LOG": OLD},
    "f": {"NTUSER.DAT": DIRTY, "ntuser.dat.LOG1": NEW},
}
COVERAGE = {
    "a": ("read", "log_replayed", 3),
    "b": ("degraded", "log_not_replayed", 2),
    "c": ("degraded", "log_not_replayed", 2),
    "d": ("read", None, 3),
    "e": ("read", "log_replayed", 3),
    "f": ("degraded", "damaged", 3),
}
"""User → status, reason, folders that were counted. The last lacks one log of a pair: there may be more."""


def as_it_is(_: Path, tree: Path) -> Path:
    return tree


def as_zip(at: Path, tree: Path) -> Path:
    return Path(shutil.make_archive(str(at / "packed"), "zip", tree))


def as_ntfs(at: Path, tree: Path) -> Path:
    return make_ntfs(at / "volume.raw", tree)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(READERS) as made:
        yield made


@pytest.mark.parametrize("made", [as_it_is, as_zip, as_ntfs])
def test_the_coverage_says_what_became_of_it(made: Callable[[Path, Path], Path], pool: Pool, tmp_path: Path) -> None:
    for user, files in USERS.items():
        for name, content in files.items():
            put(tmp_path / "tree", f"Users/{user}/{name}", content)
    carrier = made(tmp_path, tmp_path / "tree")
    before = carrier.read_bytes() if carrier.is_file() else b""
    assert coverage(str(carrier), pool) == COVERAGE
    assert (carrier.read_bytes() if carrier.is_file() else b"") == before
    for user, files in USERS.items():
        for name, content in files.items():
            assert (tmp_path / "tree/Users" / user / name).read_bytes() == content


def coverage(carrier: str, pool: Pool) -> dict[str, tuple[str, str | None, int]]:
    """What the reader's line in the coverage would say, by user."""
    (reader,) = [one for one in all_readers() if one.name == "network_shares"]
    source, told = open_source(carrier), {}
    try:
        source.survey()
        for match in source.find([Patterns(reader.name, reader.at)], frozenset()):
            assert isinstance(match, Match)
            (seen,) = Desk(pool, WINDOW, b"").read(Batch.of(Spot(1, reader, 1, 1, match.found, "k")), source, ())
            outcome = seen.outcome
            user = match.found.untrusted_path.split("/")[-2]
            reason = str(outcome.reason) if outcome.reason else None
            told[user] = (str(outcome.status), reason, outcome.records.get("ConnectedDevice", 0))
    finally:
        source.close()
    return told
