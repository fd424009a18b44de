"""Readers of programs, files, sharing, devices and accounts against files that nobody here wrote."""

import lzma
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import Window
from inzage.formats.registry import hive
from inzage.observations import Covers, Degraded, Opened, ProgramRun, Visit
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
}
"""(reader, hive) → dated rows, and acts. Amcache: 75 programs and 30 files; SAM: 3 users, 2 of them disabled."""


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
