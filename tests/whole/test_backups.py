"""One history on one phone gives one answer, however the phone was copied. The backups are made, not real."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import make_carrier
from tests.bench import validation_check
from tests.sources.archives import made_tar
from tests.sources.backups import CHROME_AB, CHROME_IOS, CHROME_IOS_PATH, SECRET, IosBackup, ab_bytes
from tests.sources.trees import put

CANARY = "com.google.chrome.ios"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An invented history with many visits."""
    root = tmp_path_factory.mktemp("made")
    make_carrier(root, datetime.now(AMSTERDAM))
    return max((at.read_bytes() for at in root.rglob("History")), key=len)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], dict[str, Any]]:
    """One validation mandate for all of these."""
    return validation_check(tmp_path_factory.mktemp("papers"))


def coverage(result: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What was read, in no order."""
    kept = ("reader", "status", "reason", "rows", "records", "covers")
    return sorted(tuple(str(line[key]) for key in kept) for line in result["coverage"])


FORMS: dict[str, tuple[Callable[[Path, bytes], Path], str]] = {
    "itunes": (lambda at, content: IosBackup([(*CHROME_IOS, content)]).write(at / "b"), "ios-backup"),
    "adb": (lambda at, content: put(at, "b.ab", ab_bytes([(CHROME_AB, content)])), "android-backup"),
    "full copy": (lambda at, content: made_tar(at / "b.tar", [("filesystem1/" + CHROME_IOS_PATH, content)]), "tar"),
}


def test_a_backup_gives_what_the_file_in_a_folder_gives(
    tmp_path: Path, history: bytes, checked: Callable[[Path], dict[str, Any]]
) -> None:
    put(tmp_path / "tree", CHROME_IOS_PATH, history)
    plain = checked(tmp_path / "tree")
    assert sum(line["rows"] for line in plain["coverage"] if line["reader"] == "chromium_history") > 50
    for make, word in FORMS.values():
        result = checked(make(tmp_path, history))
        assert coverage(result) == coverage(plain)
        assert result["answers"] == plain["answers"]
        (system,) = result["carriers"][0]["filesystems"]
        assert (system["type"], system["status"]) == (word, "read")
        assert CANARY not in str(result)


SHUT: dict[str, Callable[[Path, bytes], Path]] = {
    "itunes": lambda at, content: IosBackup([(*CHROME_IOS, content)], SECRET).write(at / "b"),
    "adb": lambda at, content: put(at, "b.ab", ab_bytes([(CHROME_AB, content)], secret=SECRET)),
}


@pytest.mark.parametrize("make", SHUT.values(), ids=SHUT)
def test_an_encrypted_backup_without_its_password_is_said_to_be_shut(
    tmp_path: Path, history: bytes, checked: Callable[[Path], dict[str, Any]], make: Callable[[Path, bytes], Path]
) -> None:
    result = checked(make(tmp_path, history))
    (system,) = result["carriers"][0]["filesystems"]
    assert (system["entries"], system["status"], system["reason"]) == (0, "encrypted", "encrypted")
    lines = [line for line in result["coverage"] if line["reader"] == "chromium_history"]
    assert [(line["reason"], line["rows"]) for line in lines] == [("encrypted", 0)]
    assert {answer["answer"] for answer in result["answers"]} <= {"not_assessable"}
