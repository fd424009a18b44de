"""Equal once times, sequence and root are taken out; a reopening is another look."""

from dataclasses import replace
from typing import Any

from inzage.record import Entry, EntryKind
from inzage.record.same import looks_again, undisturbed

CALM = [
    Entry(1, "10:00", EntryKind.BEGUN, {"check_id": "a", "plan_sha256": "p"}),
    Entry(2, "10:01", EntryKind.OPENED, {"ordinal": 1}),
    Entry(3, "10:02", EntryKind.READ, {"ordinal": 1, "rows": 7}),
    Entry(4, "10:03", EntryKind.ENDED, {}),
]
DISTURBED = [
    Entry(1, "11:00", EntryKind.BEGUN, {"check_id": "b", "plan_sha256": "p"}),
    Entry(2, "11:01", EntryKind.OPENED, {"ordinal": 1}),
    Entry(3, "11:05", EntryKind.RESUMED, {}),
    Entry(4, "11:06", EntryKind.OPENED, {"ordinal": 1}, look=2),
    Entry(5, "11:07", EntryKind.READ, {"ordinal": 1, "rows": 7}),
    Entry(6, "05:07", EntryKind.CLOCK, {"seconds": -21600, "boot": False}),
    Entry(7, "05:08", EntryKind.ENDED, {}),
]
RESULT: dict[str, Any] = {"check_id": "a", "seconds": {"total": 1}, "ledger": {"root": "00"}, "answers": [{"count": 7}]}


def test_an_interrupted_run_equals_an_undisturbed_one() -> None:
    other = {**RESULT, "check_id": "b", "seconds": {"total": 9}, "ledger": {"root": "ff"}}
    assert undisturbed(DISTURBED, other) == undisturbed(CALM, RESULT)


def test_another_count_does_not() -> None:
    assert undisturbed(CALM, {**RESULT, "answers": [{"count": 8}]}) != undisturbed(CALM, RESULT)


def test_an_entry_lost_doubled_or_altered_does_not() -> None:
    calm = undisturbed(CALM, RESULT)
    assert undisturbed(CALM[:-1], RESULT) != calm
    assert undisturbed([*CALM, CALM[2]], RESULT) != calm
    assert undisturbed([*CALM[:2], replace(CALM[2], facts={"ordinal": 1, "rows": 8}), CALM[3]], RESULT) != calm
    assert undisturbed([*CALM[:2], replace(CALM[2], kind=EntryKind.SKIPPED), CALM[3]], RESULT) != calm


def test_the_order_in_which_workers_came_back_does_not_show() -> None:
    assert undisturbed(reversed(CALM), RESULT) == undisturbed(CALM, RESULT)


def test_another_plan_shows() -> None:
    other = [replace(CALM[0], facts={"check_id": "a", "plan_sha256": "q"}), *CALM[1:]]
    assert undisturbed(other, RESULT) != undisturbed(CALM, RESULT)


def test_looks_are_counted() -> None:
    assert (looks_again(CALM), looks_again(DISTURBED)) == (0, 1)
