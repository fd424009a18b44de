"""Readers of programs, files, sharing, devices and accounts against files that nobody here wrote."""

import lzma
import re
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import Window
from inzage.formats.registry import hive
from inzage.observations import Covers, Degraded, Installation, OnThisDevice, Opened, ProgramRun, Sharing, Visit
from inzage.result import Reason, Unreadable
from tests.real.test_browsers import OPEN, artefact, read, rows

PLASO = "plaso/test_data"


def kinds(seen: list[Any]) -> Counter[str]:
    return Counter(type(one).__name__ for one in seen if not isinstance(one, Opened | Covers))


HIVES = {
    ("userassist", "NTUSER.DAT"): (13, {"ProgramRun": 3}),
    ("userassist", "regf/NTUSER.DAT"): (7, {"ProgramRun": 4}),
    ("userassist", "NTUSER-WIN7.DAT"): (62, {"ProgramRun": 25}),
    ("typed_urls", "NTUSER.DAT"): (1, {"Visit": 1}),
    ("typed_urls", "regf/NTUSER.DAT"): (4, {"Visit": 4}),
    ("typed_urls", "NTUSER-WIN7.DAT"): (1, {"Visit": 1}),
    ("recent_docs", "NTUSER.DAT"): (3, {"FileTouched": 1}),
    ("recent_docs", "regf/NTUSER.DAT"): (3, {"FileTouched": 2}),
    ("recent_docs", "NTUSER-WIN7.DAT"): (6, {"FileTouched": 4}),
    ("uninstall_keys", "NTUSER-WIN7.DAT"): (1, {"Installation": 1}),
    ("uninstall_keys", "regf/NTUSER.DAT"): (1, {"Installation": 1}),
    ("amcache", "winreg/win10-Amcache.hve"): (105, {"Installation": 9}),
    ("sam_users", "regf/SAM"): (3, {"Account": 1}),
    ("network_shares", "NTUSER-WIN7.DAT"): (2, {"ConnectedDevice": 2}),
    ("network_shares", "regf/NTUSER.DAT"): (0, {}),
    ("network_shares", "NTUSER.DAT"): (0, {}),
    ("outlook_accounts", "NTUSER-WIN7.DAT"): (1, {"Account": 1}),
    ("outlook_accounts", "NTUSER.DAT"): (0, {}),
    ("microsoft_accounts", "regf/NTUSER.DAT"): (0, {}),
}
"""(reader, hive) → dated rows, and acts. Amcache: 75 programs and 30 files; SAM: 3 users, 2 of them disabled;
Windows 7: 2 folders of another computer beside 2 volumes, 1 e-mail account beside 3 services."""


@pytest.mark.parametrize(("reader", "name"), HIVES)
def test_a_real_hive_gives_its_known_counts(reader: str, name: str, real_data: Path) -> None:
    seen = read(reader, real_data / PLASO / name)
    assert (rows(seen), kinds(seen)) == HIVES[reader, name]


def test_the_hives_hold_as_many_keys_as_their_projects_say(real_data: Path) -> None:
    """UserAssist: 14 counted values in XP's hive and 9 programs in Windows 8's; 14 runs of the first, 15:11:22 UTC."""
    explorer = "Software/Microsoft/Windows/CurrentVersion/Explorer/UserAssist"
    with artefact(real_data / PLASO / "NTUSER.DAT") as opened, hive(opened) as old:
        count = old.key(f"{explorer}/{{75048700-EF1F-11D0-9888-006097DEACF9}}/Count")
        assert count
        values = [data for _, data in count.values() if len(data) == 16]
        assert len(values) == 14
        assert any(int.from_bytes(data[4:8], "little") - 5 == 14 for data in values)
    with artefact(real_data / PLASO / "regf/NTUSER.DAT") as opened, hive(opened) as new:
        count = new.key(f"{explorer}/{{CEBFF5CD-ACE2-4F4F-9178-9926F41749EA}}/Count")
        assert count
        assert sum(len(data) == 72 for _, data in count.values()) == 9


def test_a_known_run_is_there_to_the_microsecond(real_data: Path) -> None:
    seen = read("userassist", real_data / PLASO / "NTUSER.DAT")
    (covers,) = [one for one in seen if isinstance(one, Covers)]
    assert covers.first == datetime(2009, 8, 4, 15, 11, 22, 811067, UTC)


def test_what_windows_7_filled_in_for_a_new_user_is_no_act(real_data: Path) -> None:
    runs = [one for one in read("userassist", real_data / PLASO / "NTUSER-WIN7.DAT") if isinstance(one, ProgramRun)]
    assert datetime(2010, 11, 10, 7, 49, 37, 78067, UTC) not in {run.at for run in runs}
    assert Counter(str(run.program) for run in runs)["browser"] >= 1


def test_typed_addresses_of_windows_8_are_dated_one_by_one(real_data: Path) -> None:
    seen = read("typed_urls", real_data / PLASO / "regf/NTUSER.DAT", Window(date(2016, 10, 5), date(2016, 10, 5)))
    times = {one.at for one in seen if isinstance(one, Visit)}
    assert len(times) == 4
    assert {str(one.on_this_device) for one in seen if isinstance(one, Visit)} == {"unknown"}


@pytest.mark.parametrize("reader", ["userassist", "typed_urls", "recent_docs", "uninstall_keys", "sam_users"])
def test_a_real_hive_with_a_broken_list_of_keys_is_a_lower_bound(reader: str, real_data: Path) -> None:
    seen = read(reader, real_data / PLASO / "regf/corrupt_sub_key_list.hiv")
    assert any(isinstance(one, Degraded) for one in seen)


@pytest.mark.parametrize("reader", ["bam", "usb_history", "shimcache"])
def test_a_real_hive_whose_root_is_broken_is_refused(reader: str, real_data: Path, tmp_path: Path) -> None:
    packed = real_data / "regipy/regipy_tests/data/corrupted_system_hive.xz"
    (tmp_path / "SYSTEM").write_bytes(lzma.decompress(packed.read_bytes()))
    with pytest.raises(Unreadable) as refused:
        read(reader, tmp_path / "SYSTEM")
    assert refused.value.reason is Reason.DAMAGED


def test_every_key_and_value_of_a_large_real_hive_can_be_walked(real_data: Path, tmp_path: Path) -> None:
    """regipy counts 1,812 keys and 4,094 values in this hive."""
    packed = real_data / "regipy/regipy_tests/data/NTUSER.DAT.xz"
    (tmp_path / "NTUSER.DAT").write_bytes(lzma.decompress(packed.read_bytes()))
    with artefact(tmp_path / "NTUSER.DAT") as opened, hive(opened) as whole:
        left, keys, values = [whole.key("")], 0, 0
        while left:
            key = left.pop()
            assert key
            keys, values = keys + 1, values + sum(1 for _ in key.values())
            left += key.below()
        assert not whole.degraded
    assert (keys, values) == (1812, 4094)


def test_a_window_without_anything_opens_nothing(real_data: Path) -> None:
    window = Window(date(2030, 1, 1), date(2030, 2, 1))
    for reader, name in HIVES:
        seen = read(reader, real_data / PLASO / name, window)
        assert (rows(seen), kinds(seen)) == (0, {})
    assert OPEN.first < window.first


PREFETCH = {
    "plaso/test_data/winprefetch/CMD.EXE-087B4001.pf": (17, "CMD.EXE", 1),
    "plaso/test_data/winprefetch/PING.EXE-B29F6629.pf": (23, "PING.EXE", 1),
    "plaso/test_data/winprefetch/WUAUCLT.EXE-830BCC14.pf": (23, "WUAUCLT.EXE", 1),
    "plaso/test_data/winprefetch/TASKHOST.EXE-3AE259FC.pf": (26, "TASKHOST.EXE", 4),
    "plaso/test_data/winprefetch/BYTECODEGENERATOR.EXE-C1E9BCE6.pf": (30, "BYTECODEGENERATOR.EXE", 7),
    "plaso/test_data/winprefetch/AM_DELTA_PATCH_1.443.990.0.EX-7037CF86.pf": (31, "AM_DELTA_PATCH_1.443.990.0.EX", 1),
    "Prefetch/Prefetch.Test/TestFiles/Win10/CHROME.EXE-B3BA7868.pf": (30, "CHROME.EXE", 8),
    "Prefetch/Prefetch.Test/TestFiles/Vista/CMD.EXE-89305D47.pf": (23, "CMD.EXE", 1),
}
"""File → form, program, and how many dated runs it keeps."""


@pytest.mark.parametrize("name", PREFETCH, ids=lambda name: Path(name).stem)
def test_a_real_prefetch_file_gives_its_known_runs(name: str, real_data: Path) -> None:
    _, program, dated = PREFETCH[name]
    runs = [one for one in read("prefetch", real_data / name) if isinstance(one, ProgramRun)]
    assert {run.untrusted_program for run in runs} == {program}
    assert [run.times for run in runs] == [0] * dated


def test_every_real_prefetch_file_can_be_read(real_data: Path) -> None:
    files = [*(real_data / "Prefetch").rglob("*.pf"), *(real_data / PLASO / "winprefetch").iterdir()]
    assert len(files) == 27
    assert all(kinds(read("prefetch", file))["ProgramRun"] for file in files)


@pytest.mark.parametrize(("name", "records"), [("$I103S5F.jpg", 1), ("$II3DF3L.zip", 1), ("INFO2", 4)])
def test_a_real_recycle_bin_gives_its_known_records(name: str, records: int, real_data: Path) -> None:
    seen = read("recycle_bin", real_data / PLASO / "recycler" / name)
    assert (rows(seen), kinds(seen)) == (records, {"FileTouched": records})


def test_real_shortcuts_are_read_and_one_with_half_a_character_too(real_data: Path) -> None:
    seen = [read("lnk_files", file) for file in sorted((real_data / "Lnk").rglob("*.lnk"))]
    assert len(seen) == 48
    assert sum(kinds(one)["FileTouched"] for one in seen) == 7  # the others tell no time of their target
    assert kinds(read("lnk_files", real_data / PLASO / "unpaired_surrogate.lnk")) == {"FileTouched": 1}


@pytest.mark.parametrize(("name", "entries"), [("1b4dd67f29cb1962", 7), ("9d1f905ce5044aee", 2)])
def test_a_real_jump_list_gives_its_entries_and_neither_folders_nor_addresses(
    name: str, entries: int, real_data: Path
) -> None:
    """The first is Explorer's own list, of folders; the second a browser's, of addresses."""
    made = real_data / PLASO / "automaticDestinations-ms" / f"{name}.automaticDestinations-ms"
    seen = read("jump_lists", made)
    assert (rows(seen), kinds(seen)) == (entries, {})


PHONE = "DFIRArtifactMuseum/Android"
APPS = f"{PHONE}/Installed Applications/Android 10 - Hickman"
TABLES = {
    ("windows_activities", f"{PLASO}/windows/ActivitiesCache.db"): (112, {"ProgramRun": 79}),
    ("android_downloads", f"{PLASO}/android/downloads.db"): (11, {"Download": 3}),
    ("android_downloads", f"{PHONE}/Downloads/Android 10 - Hickman/downloads.db"): (4, {"Download": 2}),
    ("android_play_installs", f"{APPS}/localappstate.db"): (89, {"Installation": 89}),
    ("android_play_library", f"{APPS}/library.db"): (111, {"Installation": 111}),
    ("android_usage", f"{PLASO}/android/app_usage"): (11_663, {"ProgramRun": 1609}),
    ("android_packages", f"{PHONE}/Application Permissions/Android 10 - Hickman/packages.xml"): (
        291 + 45,
        {"Installation": 37},
    ),
    ("utorrent", f"{PLASO}/bencode/utorrent"): (1, {"Sharing": 1}),
    ("transmission", f"{PLASO}/bencode/transmission"): (1, {"Sharing": 1}),
}
"""(reader, file) → dated rows, and acts. The tables hold 94 and 116 rows, of which 89 and 111 are dated."""


@pytest.mark.parametrize(("reader", "name"), TABLES)
def test_a_real_file_gives_its_known_counts(reader: str, name: str, real_data: Path) -> None:
    seen = read(reader, real_data / name)
    assert (rows(seen), kinds(seen)) == (TABLES[reader, name][0], TABLES[reader, name][1])


def test_the_real_queue_of_the_app_store_gives_its_sixteen_apps(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "iLEAPP/admin/test/cases/data/storeSystem"
    with zipfile.ZipFile(next(folder.glob("*.zip"))) as packed:
        for member in packed.namelist():
            (tmp_path / Path(member).name).write_bytes(packed.read(member))
    seen = read("ios_store", tmp_path / "storeSystem.db")
    assert (rows(seen), kinds(seen)) == (16, {"Installation": 16})


def test_a_torrent_that_was_sent_is_told_from_one_that_was_not(real_data: Path) -> None:
    acts = [one for name in ("utorrent", "transmission") for one in read(name, real_data / PLASO / "bencode" / name)]
    assert [one.shared for one in acts if isinstance(one, Sharing)] == [True, False]


def test_one_program_does_not_take_the_torrents_of_another_for_its_own(real_data: Path) -> None:
    for reader, name in (("utorrent", "transmission"), ("transmission", "utorrent"), ("qbittorrent", "utorrent")):
        with pytest.raises(Unreadable):
            read(reader, real_data / PLASO / "bencode" / name)


def test_of_what_play_fetched_on_a_real_phone_nothing_that_came_with_it_was_asked_for(real_data: Path) -> None:
    """Of the 89 first downloads 44 are updates of what the phone's own list knows as preinstalled."""
    seen = read("android_play_installs", real_data / APPS / "localappstate.db")
    apps = {one.untrusted_program: one.on_this_device for one in seen if isinstance(one, Installation)}
    listed = (real_data / PHONE / "Application Permissions/Android 10 - Hickman/packages.xml").read_text("utf-8")
    along = set(re.findall(r'<updated-package name="([^"]+)"', listed)) & apps.keys()
    assert [apps[name] for name in along] == [OnThisDevice.UNKNOWN] * 44
    assert Counter(apps.values()) == {OnThisDevice.YES: 30, OnThisDevice.UNKNOWN: 59}
