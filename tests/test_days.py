"""Days are days in Amsterdam, from act to document: over both changes of the clock, a leap day and a year's end."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from inzage.artefact import AMSTERDAM, Window
from inzage.indicators.contact_with_minor import ContactWithMinor
from inzage.indicators.history_removed import HistoryRemoved
from inzage.observations import HistoryGap, OnThisDevice
from inzage.record.result_json import TIMEZONE
from inzage.report import client, officer
from inzage.report.sheet import Paragraph
from inzage.result import Tally
from tests.indicators.acts import IN, OUT, labels, said
from tests.report import invented

YES = OnThisDevice.YES
MOMENT = timedelta(microseconds=1)

MIDNIGHTS: dict[str, tuple[datetime, date]] = {
    "into the day of 23 hours": (datetime(2026, 3, 28, 23, tzinfo=UTC), date(2026, 3, 29)),
    "out of the day of 23 hours": (datetime(2026, 3, 29, 22, tzinfo=UTC), date(2026, 3, 30)),
    "into the day of 25 hours": (datetime(2026, 10, 24, 22, tzinfo=UTC), date(2026, 10, 25)),
    "out of the day of 25 hours": (datetime(2026, 10, 25, 23, tzinfo=UTC), date(2026, 10, 26)),
    "into a leap day": (datetime(2028, 2, 28, 23, tzinfo=UTC), date(2028, 2, 29)),
    "out of a leap day": (datetime(2028, 2, 29, 23, tzinfo=UTC), date(2028, 3, 1)),
    "past the end of February of a plain year": (datetime(2027, 2, 28, 23, tzinfo=UTC), date(2027, 3, 1)),
    "into a year": (datetime(2026, 12, 31, 23, tzinfo=UTC), date(2027, 1, 1)),
}
"""The first instant of a day, and that day."""

each_midnight = pytest.mark.parametrize(("at", "day"), MIDNIGHTS.values(), ids=MIDNIGHTS.keys())


@each_midnight
def test_an_act_a_moment_earlier_is_an_act_of_the_day_before(at: datetime, day: date) -> None:
    tally = Tally.of([("a", at, YES), ("a", at, YES), ("a", at - MOMENT, YES)])
    assert list(tally.per_day()) == [(day - timedelta(days=1), 1), (day, 2)]
    assert list((tally + tally).per_day()) == [(day - timedelta(days=1), 2), (day, 4)]


@each_midnight
@pytest.mark.parametrize("days", [1, 2, 7, 31, 366])
def test_a_window_holds_what_its_days_hold(at: datetime, day: date, days: int) -> None:
    after, before = (
        Window(day, day + timedelta(days=days - 1)),
        Window(day - timedelta(days=days), day - timedelta(days=1)),
    )
    assert after.start == at
    assert after.start <= at < after.end
    assert not after.start <= at - MOMENT < after.end
    assert before.start <= at - MOMENT < before.end


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 3, 23), date(2026, 4, 5)),
        (date(2026, 10, 19), date(2026, 11, 1)),
        (date(2028, 2, 21), date(2028, 3, 5)),
        (date(2026, 12, 21), date(2027, 1, 3)),
    ],
    ids=["spring", "autumn", "leap day", "year's end"],
)
def test_an_act_in_every_hour_fills_every_day_of_the_window(first: date, last: date) -> None:
    window = Window(first, last)
    start, end = window.start.astimezone(UTC), window.end.astimezone(UTC)
    hours = int((end - start) / timedelta(hours=1))
    tally = Tally.of(("a", start + timedelta(hours=n), YES) for n in range(hours))
    days = [day for day, _ in tally.per_day()]
    assert (days[0], days[-1], len(days)) == (first, last, 14)
    assert all(two - one == timedelta(days=1) for one, two in pairwise(days))
    changed = {date(2026, 3, 29): 23, date(2026, 10, 25): 25}
    assert dict(tally.per_day()) == {day: changed.get(day, 24) for day in days}
    assert list(tally.per_label()) == [("a", hours, 14)]


@each_midnight
def test_history_has_to_be_kept_from_the_midnight_of_the_first_kept_day(at: datetime, day: date) -> None:
    """Kept for five days: the last day of the window and four before it."""
    window = Window(date(2020, 1, 1), day + timedelta(days=4))
    detector = HistoryRemoved((), {"dagen": 5}, window)
    assert labels(detector, [HistoryGap(at, 3, YES), HistoryGap(at - MOMENT, 3, YES)]) == ["gap"]


@each_midnight
def test_contact_on_three_days_is_contact_on_three_days_in_amsterdam(at: datetime, day: date) -> None:
    """Messages on both sides of a midnight are of two days and of one night; a third day makes the pattern."""
    assert at.astimezone(AMSTERDAM).date() == day
    two = [said("ik ben 14", IN, at=at), said("dag", OUT, at=at - MOMENT), *[said("dag", OUT, at=at)] * 9]
    third = said("dag", IN, at=(at.astimezone(AMSTERDAM) + timedelta(days=1)).astimezone(UTC))
    assert labels(ContactWithMinor((), {"dagen": 3}), two) == []
    assert labels(ContactWithMinor((), {"dagen": 3}), [*two, third]) == ["two_signs"]
    assert labels(ContactWithMinor((), {"dagen": 3}), [*two, said("dag", IN, at=at + MOMENT)]) == []


def test_the_result_and_both_documents_say_whose_days_they_are() -> None:
    assert TIMEZONE == AMSTERDAM.key == "Europe/Amsterdam"
    for lang, told in (("nl", "op de klok in Nederland"), ("en", "by the clock in the Netherlands")):
        assert told in _text(client.sheet(invented.seen(lang)).blocks)
    for lang, told in (("nl", "Nederlandse tijd (Europe/Amsterdam)"), ("en", "Dutch time (Europe/Amsterdam)")):
        assert told in _text(officer.sheet(invented.seen(lang)).blocks)


def _text(blocks: object) -> str:
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))  # type: ignore[attr-defined]
