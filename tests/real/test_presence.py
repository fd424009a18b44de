"""Readers of apps and cloud storage against files that nobody here wrote."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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
