"""Readers against browser files that nobody here wrote, and what is known of those files."""

import contextlib
import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import Artefact, Window
from inzage.formats.chromium import VISIT_CLOCK
from inzage.formats.sqlite import database
from inzage.observations import Columns, Covers, Degraded, Opened, Visit
from inzage.readers import all_readers
from inzage.result import Reason, Unreadable

READERS = {reader.name: reader for reader in all_readers()}
OPEN = Window(date(1995, 1, 1), date(2090, 1, 1))

HISTORIES = {
    "hindsight/tests/fixtures/profiles/01/History": (46, 2, 5, "2013-06-05T04:28:55.498623"),
    "hindsight/tests/fixtures/profiles/20/History": (58, 2, 5, "2013-06-30T21:26:13.162176"),
    "hindsight/tests/fixtures/profiles/60/History": (61, 2, 5, "2017-08-05T22:06:56.507864"),
    "plaso/test_data/chrome/History": (69, 2, 3, None),
    "plaso/test_data/chrome/History-59_added-fake-column": (1, 1, 0, None),
}
"""File → rows of visits, downloads and search words, and one visit known to the project it comes from."""

WITH_LOG = {
    "plaso/test_data/wal_database.db": ("mytable", 10, 11),
    "DFIRArtifactMuseum/iOS/SMS_MMS/iOS 14.1 - Hickman/sms.db": ("message", 104, 106),
    "DFIRArtifactMuseum/iOS/Call Logs/iOS 14.3 - Hickman/CallHistory.storedata": ("zcallrecord", 23, 25),
}
"""File → table, its rows without the log, with it."""

each_history = pytest.mark.parametrize("name", HISTORIES, ids=lambda name: Path(name).parent.name + Path(name).name)
each_log = pytest.mark.parametrize("name", WITH_LOG, ids=lambda name: Path(name).name)


@contextlib.contextmanager
def artefact(made: Path, *, sidecars: bool = True) -> Iterator[Artefact]:
    paths = {s: Path(f"{made}{s}") for s in ("-wal", "-journal")} if sidecars else {}
    descriptors = {s: os.open(path, os.O_RDONLY) for s, path in paths.items() if path.exists()}
    main = os.open(made, os.O_RDONLY)
    try:
        yield Artefact(made.name, main, made.stat().st_size, None, descriptors)
    finally:
        for descriptor in (main, *descriptors.values()):
            os.close(descriptor)


def read(reader: str, made: Path, window: Window = OPEN) -> list[Any]:
    with artefact(made) as opened:
        return list(READERS[reader].read(opened, window))


def rows(seen: list[Any]) -> int:
    return sum(one.rows for one in seen if isinstance(one, Opened))


@each_history
def test_as_many_rows_are_opened_as_the_tables_hold(name: str, real_data: Path) -> None:
    made = real_data / name
    readers = ("chromium_history", "chromium_downloads", "chromium_searches")
    assert tuple(rows(read(reader, made)) for reader in readers) == HISTORIES[name][:3]
    assert rows(read("chromium_extent", made)) == HISTORIES[name][0]


@pytest.mark.parametrize("name", [name for name, known in HISTORIES.items() if known[3]])
def test_the_known_visit_is_there_to_the_microsecond(name: str, real_data: Path) -> None:
    """One microsecond of play: the source project states its anchors after a float."""
    known = datetime.fromisoformat(str(HISTORIES[name][3])).replace(tzinfo=UTC)
    with artefact(real_data / name) as opened, database(opened) as db:
        times = [VISIT_CLOCK.moment(row[1]) for row in db.rows("SELECT id, visit_time FROM visits NOT INDEXED")]
    assert min(abs(at - known) for at in times if at) <= timedelta(microseconds=1)


def test_a_known_visit_that_is_an_act_is_yielded_and_a_known_step_back_is_not(real_data: Path) -> None:
    yielded = []
    for name, known in HISTORIES.items():
        if known[3]:
            at = datetime.fromisoformat(str(known[3])).replace(tzinfo=UTC)
            seen = [one.at for one in read("chromium_history", real_data / name) if isinstance(one, Visit)]
            yielded.append(any(abs(one - at) <= timedelta(microseconds=1) for one in seen))
    assert yielded == [True, False, False]


def test_acts_are_fewer_than_rows_because_of_frames_redirects_and_steps_back(real_data: Path) -> None:
    acts = [sum(isinstance(one, Visit) for one in read("chromium_history", real_data / name)) for name in HISTORIES]
    assert acts == [33, 47, 44, 32, 1]


def test_visits_imported_from_another_browser_are_of_unknown_device(real_data: Path) -> None:
    seen = read("chromium_history", real_data / "plaso/test_data/chrome/History")
    assert Counter(str(one.on_this_device) for one in seen if isinstance(one, Visit)) == {"yes": 17, "unknown": 15}


def test_an_unknown_column_is_counted_and_changes_nothing(real_data: Path) -> None:
    seen = read("chromium_downloads", real_data / "plaso/test_data/chrome/History-59_added-fake-column")
    assert [one.unknown for one in seen if isinstance(one, Columns)] == [1]
    assert rows(seen) == 1


@each_history
def test_no_real_history_is_said_to_be_tampered_with(name: str, real_data: Path) -> None:
    kinds = {type(one).__name__ for one in read("chromium_extent", real_data / name)}
    assert kinds == {"Opened", "Covers"}


def test_the_window_divides_the_rows(real_data: Path) -> None:
    made = real_data / "plaso/test_data/chrome/History"
    (covers,) = [one for one in read("chromium_history", made) if isinstance(one, Covers)]
    day = covers.last.astimezone(UTC).date()
    before, on = Window(OPEN.first, date(2011, 5, 22)), Window(date(2011, 5, 23), OPEN.last)
    parts = [rows(read("chromium_history", made, window)) for window in (before, on)]
    assert day == date(2011, 5, 23)
    assert parts == [15, 54]


def test_the_firefox_history_has_its_one_visit(real_data: Path) -> None:
    seen = read("firefox_history", real_data / "plaso/test_data/firefox/places.sqlite")
    assert rows(seen) == 1
    (visit,) = [one for one in seen if isinstance(one, Visit)]
    assert (visit.at.date(), str(visit.on_this_device)) == (date(2011, 7, 1), "unknown")
    extent = read("firefox_extent", real_data / "plaso/test_data/firefox/places.sqlite")
    assert {type(one).__name__ for one in extent} == {"Opened", "Covers"}


@each_log
def test_the_log_belongs_to_the_database(name: str, real_data: Path) -> None:
    table, alone, together = WITH_LOG[name]
    counts = []
    for sidecars in (False, True):
        with artefact(real_data / name, sidecars=sidecars) as opened, database(opened) as db:
            counts.append(db.one(f"SELECT count(*) FROM {table} NOT INDEXED")[0])  # noqa: S608 - names above
    assert counts == [alone, together]


def test_a_table_that_stands_in_the_log_alone_is_found(real_data: Path) -> None:
    made = real_data / "plaso/test_data/wal_database.db"
    for sidecars in (False, True):
        with artefact(made, sidecars=sidecars) as opened, database(opened) as db:
            assert db.has("newtable") is sidecars


@pytest.mark.parametrize("name", ["plaso/test_data/NTUSER.DAT", "plaso/test_data/Preferences"])
def test_real_files_of_another_kind_are_refused(name: str, real_data: Path) -> None:
    for reader in ("chromium_history", "chromium_downloads", "chromium_searches", "firefox_history"):
        with pytest.raises(Unreadable) as refused:
            read(reader, real_data / name)
        assert refused.value.reason is Reason.NOT_A_DATABASE


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_a_truncated_real_history_gives_all_that_lies_in_the_kept_part(
    part: float, real_data: Path, tmp_path: Path
) -> None:
    content = (real_data / "plaso/test_data/chrome/History").read_bytes()
    made = tmp_path / "History"
    made.write_bytes(content[: int(len(content) * part)])
    seen = read("chromium_history", made)
    assert any(isinstance(one, Degraded) for one in seen)
    assert rows(seen) == 69


def test_one_overwritten_page_does_not_hide_the_rest(real_data: Path, tmp_path: Path) -> None:
    content = bytearray((real_data / "plaso/test_data/chrome/History").read_bytes())
    content[2048:3072] = b"\xff" * 1024
    made = tmp_path / "History"
    made.write_bytes(content)
    seen = read("chromium_history", made)
    assert rows(seen) == 69


@each_history
def test_real_files_stay_as_they_are(name: str, real_data: Path) -> None:
    made = real_data / name
    before = hashlib.sha256(made.read_bytes()).digest()
    for reader in ("chromium_history", "chromium_downloads", "chromium_searches", "chromium_extent"):
        read(reader, made)
    assert hashlib.sha256(made.read_bytes()).digest() == before
