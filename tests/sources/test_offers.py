"""What every kind of source offers and tells, whatever lies behind it."""

from datetime import UTC, datetime

import pytest

from inzage.artefact import EntryKind, Found
from inzage.result import FileSystem, Reason, Status
from inzage.sources import MAX_NAME, Match, Patterns, Skipped
from inzage.sources.offers import Entry, Offers, filesystem, moment, why_not

BOTH = [Patterns("sure", ("a/History",)), Patterns("unsure", (), ("History",))]
PATH = "a/History"


def offered(entry: Entry) -> list[Match | Skipped]:
    offers = Offers(BOTH)
    return list(offers.entry(entry, tuple(offers.match(entry.untrusted_path)), 3))


def test_a_file_is_offered_to_each_reader_with_its_own_sureness() -> None:
    entry = Entry(PATH, EntryKind.FILE, 7, datetime(2026, 1, 1, tzinfo=UTC))
    assert offered(entry) == [
        Match("sure", Found(PATH, 3, 7, entry.modified, EntryKind.FILE, True)),
        Match("unsure", Found(PATH, 3, 7, entry.modified, EntryKind.FILE, False)),
    ]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(PATH, EntryKind.LINK), Reason.LINK),
        (Entry(PATH, EntryKind.PIPE), Reason.NOT_A_FILE),
        (Entry(PATH, EntryKind.SOCKET), Reason.NOT_A_FILE),
        (Entry(PATH, EntryKind.DEVICE), Reason.NOT_A_FILE),
        (Entry(PATH, EntryKind.FILE, reason=Reason.ENCRYPTED), Reason.ENCRYPTED),
        (Entry("x" * MAX_NAME + "/" + PATH, EntryKind.FILE), Reason.NAME_TOO_LONG),
        (Entry("\u00e9" * (MAX_NAME // 2) + "/" + PATH, EntryKind.FILE), Reason.NAME_TOO_LONG),
        (Entry("x" * MAX_NAME + "/" + PATH, EntryKind.LINK), Reason.LINK),
    ],
)
def test_what_is_no_file_is_told_to_each(entry: Entry, reason: Reason) -> None:
    assert offered(entry) == [Skipped("sure", 3, reason), Skipped("unsure", 3, reason)]


def test_a_folder_counts_only_where_nothing_else_could_have_that_place() -> None:
    assert offered(Entry(PATH, EntryKind.DIRECTORY)) == [Skipped("sure", 3, Reason.NOT_A_FILE)]


def test_the_longest_path_that_is_read() -> None:
    assert why_not(Entry("x" * MAX_NAME, EntryKind.FILE)) is None
    assert why_not(Entry("\udcff" * (MAX_NAME // 3), EntryKind.FILE)) is None


def test_a_hole_is_told_once_per_container_and_reason() -> None:
    offers = Offers(BOTH)
    told = [
        *offers.hole(1, Reason.QUOTA),
        *offers.hole(1, Reason.QUOTA),
        *offers.hole(2, Reason.QUOTA),
        *offers.hole(1, Reason.READ_ERROR),
    ]
    assert [(skip.container, skip.reason) for skip in told if skip.reader == "sure"] == [
        (1, Reason.QUOTA),
        (2, Reason.QUOTA),
        (1, Reason.READ_ERROR),
    ]
    assert len(told) == 6


@pytest.mark.parametrize(
    ("entries", "reason", "expected"),
    [
        (5, None, Status.READ),
        (0, None, Status.READ),
        (5, Reason.QUOTA, Status.OVER_BUDGET),
        (0, Reason.QUOTA, Status.OVER_BUDGET),
        (5, Reason.NO_PERMISSION, Status.DEGRADED),
        (0, Reason.NO_PERMISSION, Status.UNREADABLE),
    ],
)
def test_a_file_system_says_how_far_it_was_seen(entries: int, reason: Reason | None, expected: Status) -> None:
    assert filesystem("folder", entries, reason) == FileSystem("folder", entries, expected, reason)


@pytest.mark.parametrize("seconds", [2**62, -(2**62), float("inf"), float("nan"), None])
def test_no_such_moment(seconds: float | None) -> None:
    assert moment(seconds) is None


def test_a_moment_is_aware_and_utc() -> None:
    assert moment(0) == datetime(1970, 1, 1, tzinfo=UTC)
    assert moment(-1.5) == datetime(1969, 12, 31, 23, 59, 58, 500_000, tzinfo=UTC)
