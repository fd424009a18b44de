"""Readers of Safari, Internet Explorer, Firefox's other files and macOS against files that nobody here wrote."""

import hashlib
import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import Window
from inzage.observations import Columns, Covers, Degraded, Download, Opened, Saved, Visit
from inzage.result import Reason, Unreadable
from tests.bench import validation_check
from tests.real.test_browsers import OPEN, READERS, read, rows

PLASO = "plaso/test_data"

KNOWN = {
    "safari_history": (f"{PLASO}/safari/History.db", 25, {"yes": 10}),
    "safari_history_plist": (f"{PLASO}/plist/History.plist", 18, {"yes": 18}),
    "safari_downloads": (f"{PLASO}/plist/Downloads.plist", 4, {"yes": 4}),
    "ie_history": (f"{PLASO}/msiecf/History.IE5/index.dat", 15, {"yes": 15}),
    "macos_quarantine": (f"{PLASO}/sqlite/quarantine.db", 14, {"yes": 1}),
    "firefox_downloads": (f"{PLASO}/firefox/downloads.sqlite", 1, {"yes": 1}),
    "firefox_bookmarks": (f"{PLASO}/firefox/places.sqlite", 101, {"unknown": 10}),
}
"""Reader → file, rows of its main table as its source project counts them, acts by origin."""

each_reader = pytest.mark.parametrize("name", KNOWN)


def acts(seen: list[Any]) -> list[Any]:
    return [one for one in seen if isinstance(one, Visit | Download | Saved)]


@each_reader
def test_the_known_rows_are_opened_and_no_more_acts_than_rows_come_out(name: str, real_data: Path) -> None:
    file, opened, origins = KNOWN[name]
    seen = read(name, real_data / file)
    assert rows(seen) == opened
    assert Counter(str(one.on_this_device) for one in acts(seen)) == origins
    assert not [one for one in seen if isinstance(one, Degraded | Columns)]


def test_met_real_is_said_of_these_and_of_no_other_reader_of_mine() -> None:
    unmet = ("safari_bookmarks", "safari_tabs", "firefox_sessions", "firefox_searches", "chromium_bookmarks")
    assert all(READERS[name].met_real for name in KNOWN)
    assert not any(READERS[name].met_real for name in unmet)


@each_reader
def test_a_real_file_stays_as_it_is_and_reads_the_same_twice(name: str, real_data: Path) -> None:
    made = real_data / KNOWN[name][0]
    before = hashlib.sha256(made.read_bytes()).digest()
    assert read(name, made) == read(name, made)
    assert hashlib.sha256(made.read_bytes()).digest() == before


@each_reader
def test_the_window_divides_the_acts(name: str, real_data: Path) -> None:
    made = real_data / KNOWN[name][0]
    whole = read(name, made)
    day = acts(whole)[-1].at.date()
    parts = [Window(OPEN.first, day - timedelta(days=1)), Window(day, OPEN.last)]
    divided = [read(name, made, window) for window in parts]
    assert sum(map(rows, divided)) == rows(whole)
    assert len(acts(divided[0])) + len(acts(divided[1])) == len(acts(whole))
    assert acts(divided[1])


def test_redirects_and_reloads_of_safari_are_no_acts(real_data: Path) -> None:
    """Ten addresses were opened in those three minutes: eight typed, one page led on to, one start page."""
    seen = acts(read("safari_history", real_data / KNOWN["safari_history"][0]))
    hosts = [visit.untrusted_url.split("/")[2] for visit in seen]
    assert len(set(hosts)) == 10
    assert hosts[0] == "start.ubuntu.com"
    assert seen[0].at == datetime(2017, 11, 9, 21, 23, 34, 791503, tzinfo=UTC)


def test_the_old_history_of_safari_reaches_as_far_as_its_dates(real_data: Path) -> None:
    (covers,) = [one for one in read("safari_history_plist", real_data / KNOWN["safari_history_plist"][0])
                 if isinstance(one, Covers)]  # fmt: skip
    assert covers.last - datetime(2013, 7, 8, 21, 6, 21, 400000, tzinfo=UTC) < timedelta(microseconds=2)


def test_remains_of_earlier_states_in_index_dat_are_not_read(real_data: Path) -> None:
    """17 records lie in the file (plaso's count); its tables name 15, and no address comes twice."""
    made = real_data / KNOWN["ie_history"][0]
    content = made.read_bytes()
    found = [content[at : at + 4] for at in range(0x4000, len(content), 128)]
    assert found.count(b"URL ") == 17
    addresses = [visit.untrusted_url for visit in acts(read("ie_history", made))]
    assert len(addresses) == len(set(addresses)) == 15


def test_downloads_of_chrome_stand_in_its_own_list_and_not_in_the_quarantine_as_well(real_data: Path) -> None:
    (download,) = acts(read("macos_quarantine", real_data / KNOWN["macos_quarantine"][0]))
    assert download.at == datetime(2013, 7, 8, 16, 24, 27, 20743, tzinfo=UTC)
    assert len(download.untrusted_urls) == 2


def test_entries_of_a_feed_are_no_bookmarks(real_data: Path) -> None:
    kept = acts(read("firefox_bookmarks", real_data / KNOWN["firefox_bookmarks"][0]))
    assert not any("bbc.co.uk" in one.untrusted_url for one in kept)


def test_a_places_file_from_before_them_has_no_downloads_and_no_page_searches(real_data: Path) -> None:
    made = real_data / PLASO / "firefox" / "places.sqlite"
    assert [type(one) for one in read("firefox_places_downloads", made)] == [Opened]
    assert [type(one) for one in read("firefox_page_searches", made)] == [Columns, Opened]


@each_reader
def test_real_files_of_another_kind_are_refused(name: str, real_data: Path) -> None:
    with pytest.raises(Unreadable) as refused:
        read(name, real_data / PLASO / "NTUSER.DAT")
    assert refused.value.reason in (Reason.NOT_A_DATABASE, Reason.DAMAGED)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
@each_reader
def test_a_real_file_cut_off_is_never_called_whole(name: str, part: float, real_data: Path, tmp_path: Path) -> None:
    content = (real_data / KNOWN[name][0]).read_bytes()
    made = tmp_path / "file"
    made.write_bytes(content[: int(len(content) * part)])
    try:
        seen = read(name, made)
    except Unreadable as refused:
        assert refused.reason in (Reason.TRUNCATED, Reason.DAMAGED)
    else:
        assert [one for one in seen if isinstance(one, Degraded)]
        assert rows(seen) <= KNOWN[name][1]


LAID_OUT = {
    "Users/a/Library/Safari/History.db": "safari_history",
    "Users/b/Library/Safari/History.plist": "safari_history_plist",
    "Users/a/Library/Safari/Downloads.plist": "safari_downloads",
    "Users/a/Library/Preferences/com.apple.LaunchServices.QuarantineEventsV2": "macos_quarantine",
    "Documents and Settings/c/Local Settings/History/History.IE5/index.dat": "ie_history",
    "home/d/.mozilla/firefox/x.default/downloads.sqlite": "firefox_downloads",
    "home/d/.mozilla/firefox/x.default/places.sqlite": "firefox_bookmarks",
}


def test_a_whole_check_finds_each_at_its_place_and_states_the_known_rows(real_data: Path, tmp_path: Path) -> None:
    for place, name in LAID_OUT.items():
        target = tmp_path / "carrier" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(real_data / KNOWN[name][0], target)
    result = validation_check(tmp_path)(tmp_path / "carrier")
    for name in LAID_OUT.values():
        lines = [line for line in result["coverage"] if line["reader"] == name]
        assert [(line["status"], line["rows"]) for line in lines] == [("read", KNOWN[name][1])]


def test_dates_of_the_real_files_are_those_of_their_time(real_data: Path) -> None:
    for name, (file, _, _) in KNOWN.items():
        days = [one.at.date() for one in acts(read(name, real_data / file))]
        assert all(date(2007, 1, 1) < day < date(2023, 1, 1) for day in days)
