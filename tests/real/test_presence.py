"""Readers of apps and cloud storage against files that nobody here wrote."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from inzage.observations import Account, AccountKind, FileTouched, OnThisDevice
from tests.real.test_browsers import OPEN, READERS, artefact, rows

SEEN = datetime(2026, 3, 10, tzinfo=UTC)
APPS = "DFIRArtifactMuseum/Android/Installed Applications/Android 10 - Hickman/gass.db"


def read(reader: str, made: Path, path: str = "") -> list[Any]:
    """What a reader yields for a file that was last changed on a known day."""
    with artefact(made) as opened:
        dated = replace(opened, modified=SEEN, untrusted_path=path or made.name)
        return list(READERS[reader].read(dated, OPEN))


def kinds(seen: list[Any]) -> Counter[str]:
    return Counter(type(one).__name__ for one in seen)


def test_checked_apps_are_counted_once_whatever_their_versions(real_data: Path) -> None:
    seen = read("android_checked_apps", real_data / APPS)
    assert (rows(seen), kinds(seen)["Installation"], kinds(seen)["Degraded"]) == (87, 80, 0)


def test_a_real_history_of_dropbox_tells_up_from_down(real_data: Path) -> None:
    seen = read("dropbox_changes", real_data / "plaso/test_data/sqlite/dropbox_sync_history.db")
    touched = Counter(str(one.on_this_device) for one in seen if isinstance(one, FileTouched))
    assert (rows(seen), touched) == (6, {"yes": 2, "no": 4})


def test_a_real_database_of_google_drive_is_one_account(real_data: Path) -> None:
    seen = read("cloud_accounts", real_data / "plaso/test_data/sqlite/snapshot.db")
    assert [one for one in seen if isinstance(one, Account)] == [Account(SEEN, AccountKind.CLOUD, OnThisDevice.YES)]


def test_real_preferences_without_an_account_tell_of_none(real_data: Path) -> None:
    assert kinds(read("chromium_accounts", real_data / "plaso/test_data/Preferences")) == {"Opened": 1}
