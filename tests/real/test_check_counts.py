"""A whole check under a validation mandate over real files gives the counts that are known of them."""

import shutil
from pathlib import Path

import pytest

from tests.bench import validation_check

CHROME = "Users/a/AppData/Local/Google/Chrome/User Data"

LAID_OUT = {
    f"{CHROME}/Default/History": "hindsight/tests/fixtures/profiles/01/History",
    f"{CHROME}/Profile 1/History": "hindsight/tests/fixtures/profiles/20/History",
    "Users/b/AppData/Local/Microsoft/Edge/User Data/Default/History": "hindsight/tests/fixtures/profiles/60/History",
    "home/c/.config/chromium/Default/History": "plaso/test_data/chrome/History",
    "home/c/.config/vivaldi/Default/History": "plaso/test_data/chrome/History-59_added-fake-column",
    "home/c/.mozilla/firefox/x.default/places.sqlite": "plaso/test_data/firefox/places.sqlite",
}
"""Where a system would hold the files, and which real file lies there."""

KNOWN = {
    "chromium_history": [1, 46, 58, 61, 69],
    "chromium_downloads": [1, 2, 2, 2, 2],
    "chromium_searches": [0, 3, 5, 5, 5],
    "firefox_history": [1],
}
"""Reader to the rows of its main table per file, ascending, as counted with SQLite itself."""


@pytest.fixture
def tree(real_data: Path, tmp_path: Path) -> Path:
    """A carrier made of real files."""
    for place, source in LAID_OUT.items():
        target = tmp_path / "carrier" / place
        target.parent.mkdir(parents=True)
        shutil.copyfile(real_data / source, target)
    return tmp_path / "carrier"


def test_every_known_count_stands_in_the_coverage(tree: Path, tmp_path: Path) -> None:
    result = validation_check(tmp_path)(tree)
    for reader, rows in KNOWN.items():
        lines = [line for line in result["coverage"] if line["reader"] == reader]
        assert {line["status"] for line in lines} == {"read"}
        assert sorted(line["rows"] for line in lines) == rows
    assert result["marks"] == ["validation", "concept"] or "validation" in result["marks"]


def test_no_act_is_more_than_its_rows(tree: Path, tmp_path: Path) -> None:
    for line in validation_check(tmp_path)(tree)["coverage"]:
        if line["reader"] in {"chromium_history", "firefox_history"}:
            assert 0 < line["records"].get("Visit", 0) <= line["rows"]
