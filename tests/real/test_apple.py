"""Readers of macOS and iOS against files that nobody here wrote.

``KNOWN`` also names files of the same public project that not every copy of the real data holds:
what is there is read and must give these counts, what is not there is not claimed.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from inzage.artefact import Window
from inzage.observations import Degraded, HistoryEmptied, HistoryGap, Observation
from inzage.result import Reason, Unreadable
from tests.bench import validation_check
from tests.real.test_browsers import OPEN, READERS, read, rows

PLASO = "plaso/test_data"
HISTORY = f"{PLASO}/safari/History.db"
NETWORK_USE = f"{PLASO}/ios/netusage.sqlite"

KNOWN: dict[tuple[str, str], tuple[int, dict[str, int]]] = {
    ("safari_extent", HISTORY): (25, {"unknown": 6}),
    ("ios_data_usage", NETWORK_USE): (260, {"yes": 43}),
    ("ios_data_usage", f"{PLASO}/ios/DataUsage.sqlite"): (371, {"unknown": 41}),
    ("apple_app_focus", f"{PLASO}/macos/knowledgec-10.13.db"): (17, {"yes": 2}),
    ("apple_app_focus", f"{PLASO}/macos/knowledgec-10.14.db"): (52, {"yes": 3}),
    ("apple_screen_time", f"{PLASO}/ios/RMAdminStore-Local.sqlite"): (777, {"yes": 215, "no": 3}),
    ("macos_app_usage", f"{PLASO}/macos/application_usage.sqlite"): (5, {"yes": 1}),
    ("macos_install_history", f"{PLASO}/plist/InstallHistory.plist"): (7, {"yes": 1}),
    ("macos_installed", f"{PLASO}/plist/InstallHistory.plist"): (7, {"yes": 1}),
    ("apple_accounts", f"{PLASO}/ios/Accounts3.sqlite"): (18, {"yes": 2}),
    ("macos_users", f"{PLASO}/plist/user.plist"): (1, {"yes": 1}),
    ("apple_networks", f"{PLASO}/plist/com.apple.airport.preferences.plist"): (4, {"yes": 4}),
    ("apple_networks", f"{PLASO}/ios/com.apple.wifi.known-networks.plist"): (1, {"yes": 1}),
    ("apple_bluetooth", f"{PLASO}/plist/com.apple.bluetooth.plist"): (6, {"unknown": 2}),
    ("apple_synchronised", f"{PLASO}/plist/com.apple.iPod.plist"): (4, {"yes": 4}),
    ("ios_setup", f"{PLASO}/ios/com.apple.MobileBackup.plist"): (0, {}),
}
"""(reader, file) → rows it opens, acts by origin."""

ONCE = ("ios_data_usage",)
"""Readers that count a program once in a window, however many rows tell of it."""

ALWAYS = [(name, file) for name, file in KNOWN if file in (HISTORY, NETWORK_USE)]


def acts(seen: list[Any]) -> list[Any]:
    return [one for one in seen if isinstance(one, get_args(Observation))]


def there(real_data: Path) -> list[tuple[str, str]]:
    return [(name, file) for name, file in KNOWN if (real_data / file).exists()]


def test_each_known_file_gives_its_rows_and_acts(real_data: Path) -> None:
    got = {}
    for name, file in there(real_data):
        seen = read(name, real_data / file)
        got[name, file] = rows(seen), dict(Counter(str(one.on_this_device) for one in acts(seen)))
    assert got == {known: KNOWN[known] for known in there(real_data)}
    assert set(ALWAYS) <= set(got)


def test_each_known_file_divides_where_the_window_does(real_data: Path) -> None:
    for name, file in there(real_data):
        made = real_data / file
        whole = read(name, made)
        if not acts(whole) or name in ONCE:
            continue
        day = sorted(one.at for one in acts(whole))[-1].date()
        parts = [read(name, made, one) for one in (Window(OPEN.first, day - timedelta(days=1)), Window(day, OPEN.last))]
        assert sum(len(acts(part)) for part in parts) == len(acts(whole)), name
        assert sum(map(rows, parts)) == rows(whole), name


def test_who_met_a_real_file_says_so() -> None:
    assert all(READERS[name].met_real for name, _ in KNOWN)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_of_a_history_cut_off_nobody_is_said_to_have_removed_anything(
    part: float, real_data: Path, tmp_path: Path
) -> None:
    content = (real_data / HISTORY).read_bytes()
    made = tmp_path / "file"
    made.write_bytes(content[: int(len(content) * part)])
    try:
        seen = read("safari_extent", made)
    except Unreadable as refused:
        assert refused.reason in (Reason.TRUNCATED, Reason.DAMAGED)
    else:
        assert acts(seen) == []
        assert [one for one in seen if isinstance(one, Degraded)]


def test_safari_says_itself_what_was_removed_and_icloud_leaves_open_where(real_data: Path) -> None:
    """All history four times within two days, the last hour twice; the file holds keys of iCloud."""
    removed = acts(read("safari_extent", real_data / HISTORY))
    assert Counter(type(one) for one in removed) == {HistoryEmptied: 4, HistoryGap: 2}
    assert max(one.at for one in removed).replace(microsecond=0) == datetime(2017, 11, 9, 21, 21, 44, tzinfo=UTC)


PLACES = {
    "Users/a/Library/Safari/History.db": ("safari_extent", HISTORY),
    "private/var/networkd/netusage.sqlite": ("ios_data_usage", NETWORK_USE),
}


def test_a_whole_check_finds_each_at_its_place_and_states_the_known_rows(real_data: Path, tmp_path: Path) -> None:
    for place, (_, file) in PLACES.items():
        target = tmp_path / "carrier" / place
        target.parent.mkdir(parents=True)
        target.write_bytes((real_data / file).read_bytes())
    result = validation_check(tmp_path)(tmp_path / "carrier")
    for known in PLACES.values():
        (line,) = [line for line in result["coverage"] if line["reader"] == known[0]]
        assert (line["status"], line["rows"]) == ("read", KNOWN[known][0])
        assert sum(line["records"].values()) == sum(KNOWN[known][1].values())
        assert date(2017, 1, 1) < date.fromisoformat(line["covers"]["first"]) < date(2021, 3, 1)
