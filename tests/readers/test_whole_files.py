"""Readers of files that are no database: no defect is a crash, and none is passed over as nothing."""

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from inzage.readers import Reader, all_readers
from inzage.result import Reason, Unreadable
from inzage.sources.patterns import Matcher, Patterns
from tests.readers.recipe import Case, artefact, build, cases

NAMES = (
    "chromium_bookmarks",
    "firefox_sessions",
    "ie_history",
    "safari_bookmarks",
    "ares",
    "safari_downloads",
    "safari_history_plist",
)
READERS = [reader for reader in all_readers() if reader.name in NAMES]
each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)


def worked(reader: Reader) -> Case:
    """The case of a reader that yields most."""
    return max((c for c in cases(reader.name) if isinstance(c.expected, list)), key=lambda c: len(c.expected))


def outcome(reader: Reader, made: Path, case: Case, *, sure: bool = True) -> tuple[Counter[str], Reason | None]:
    """(kinds yielded, reason)."""
    kinds: Counter[str] = Counter()
    with artefact(made, case.facts | {"sure": sure}) as opened:
        try:
            kinds.update(type(seen).__name__ for seen in reader.read(opened, case.window))
        except Unreadable as fault:
            return kinds, fault.reason
    return kinds, None


@each_reader
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (bytes(10_000), Reason.ZEROED),
        (b"<html>something else</html>" * 100, Reason.DAMAGED),
        (b"SQLite format 3\0" + bytes(5104), Reason.DAMAGED),
    ],
    ids=["empty", "zeroed", "a page", "a database"],
)
def test_what_is_no_such_file_is_refused(reader: Reader, content: bytes, reason: Reason, tmp_path: Path) -> None:
    made = tmp_path / "file"
    made.write_bytes(content)
    assert outcome(reader, made, worked(reader)) == (Counter(), reason)
    assert outcome(reader, made, worked(reader), sure=False) == (Counter(), Reason.OTHER_KIND)


@each_reader
def test_a_sparse_file_of_ten_gigabytes_is_refused_at_once(reader: Reader, tmp_path: Path) -> None:
    made = tmp_path / "file"
    with made.open("wb") as file:
        file.truncate(10 * 2**30)
    assert outcome(reader, made, worked(reader)) == (Counter(), Reason.ZEROED)


@each_reader
def test_a_file_stretched_to_ten_gigabytes_is_too_large_to_be_read_whole(reader: Reader, tmp_path: Path) -> None:
    case = worked(reader)
    made = build(case, tmp_path)
    os.truncate(made, 10 * 2**30)
    assert outcome(reader, made, case) == (Counter(), Reason.TOO_LARGE)


@each_reader
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_refused_or_a_lower_bound(reader: Reader, part: float, tmp_path: Path) -> None:
    case = worked(reader)
    made = build(case, tmp_path)
    whole, _ = outcome(reader, made, case)
    os.truncate(made, int(made.stat().st_size * part))
    kinds, reason = outcome(reader, made, case)
    assert reason in (Reason.TRUNCATED, Reason.DAMAGED) or kinds["Degraded"]
    assert sum(kinds.values()) <= sum(whole.values()) + 1


@each_reader
@pytest.mark.parametrize("seed", range(25))
def test_flipped_bits_end_in_an_answer(reader: Reader, seed: int, tmp_path: Path) -> None:
    case = worked(reader)
    made = build(case, tmp_path)
    chance = random.Random(seed)  # noqa: S311 - no secret
    content = bytearray(made.read_bytes())
    for _ in range(1 + seed):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    made.write_bytes(content)
    kinds, reason = outcome(reader, made, case)
    assert (reason is None) == (kinds["Opened"] == 1)


COPIES = {
    "firefox_sessions": (
        "home/a/.mozilla/firefox/x.default/sessionstore-backups/previous.jsonlz4",
        "home/a/.mozilla/firefox/x.default/sessionstore-backups/recovery.baklz4",
        "home/a/.mozilla/firefox/x.default/sessionstore-backups/upgrade.jsonlz4-20260301",
    ),
    "chromium_bookmarks": ("Users/a/AppData/Local/Google/Chrome/User Data/Default/Bookmarks.bak",),
    "ie_history": ("Local Settings/History/History.IE5/MSHist012026031020260311/index.dat",),
}
KEPT = {
    "firefox_sessions": "home/a/.mozilla/firefox/x.default/sessionstore-backups/recovery.jsonlz4",
    "chromium_bookmarks": "Users/a/AppData/Local/Google/Chrome/User Data/Default/Bookmarks",
    "ie_history": "Local Settings/History/History.IE5/index.dat",
}


@pytest.mark.parametrize("name", COPIES)
def test_older_copies_are_met_and_told_from_what_is_read(name: str) -> None:
    (made,) = [reader for reader in READERS if reader.name == name]
    met = Matcher([Patterns(name, made.at, made.elsewhere)])
    copied = Matcher([Patterns(name, made.copies)])
    for path in COPIES[name]:
        assert list(met.match(path)) == [(name, False)]
        assert list(copied.match(path))
    assert list(met.match(KEPT[name])) == [(name, True)]
    assert not list(copied.match(KEPT[name]))
