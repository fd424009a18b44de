"""Devices that nobody declared; hours that were to be free: days are days in Amsterdam."""

import dataclasses
from datetime import UTC, datetime

import pytest

from inzage.indicators import Evidence
from inzage.indicators.shared_files import SharedFiles
from inzage.indicators.undeclared_devices import UndeclaredDevices
from inzage.indicators.used_outside_hours import UsedOutsideHours
from inzage.mandate.named import token_of
from inzage.observations import DeviceKind, Installation, OnThisDevice, ProgramKind, ProgramRun, Sharing, Visit
from inzage.result import AnswerKind, Tally
from tests.indicators.acts import AT, YES, counted, device, labels
from tests.indicators.evidence import evidence

SALT = bytes(16)
DECLARED = {"apparaten": {"salt": SALT.hex(), "tokens": [token_of(SALT, "SERIAL-1")]}}


def test_a_declared_device_never_counts_and_another_counts_once_at_its_last_moment() -> None:
    seen = [device("serial-1"), device("SERIAL-2", days=1), device("SERIAL-2", days=9), device("SERIAL-2", days=3)]
    found = counted(UndeclaredDevices((), DECLARED), seen)
    assert [(label, at.day) for label, at, _ in found] == [("storage", 14)]


@pytest.mark.parametrize(
    ("kind", "counts"),
    [(kind, [] if kind is DeviceKind.NETWORK else [kind.value]) for kind in DeviceKind],
)
def test_every_kind_of_device_but_networks(kind: DeviceKind, counts: list[str]) -> None:
    assert labels(UndeclaredDevices((), DECLARED), [device("NUMBER", kind)]) == counts


def test_the_same_number_in_two_kinds_is_two_devices() -> None:
    seen = [device("X-1"), device("X-1", DeviceKind.PHONE)]
    assert sorted(labels(UndeclaredDevices((), DECLARED), seen)) == ["phone", "storage"]


def test_a_device_without_a_number_can_make_no_indication() -> None:
    acts = counted(UndeclaredDevices((), DECLARED), [device(""), device("")])
    assert [origin for _, _, origin in acts] == [OnThisDevice.UNKNOWN] * 2


def test_without_a_declaration_every_device_counts() -> None:
    assert labels(UndeclaredDevices((), {}), [device("A"), device("B")]) == ["storage", "storage"]


NIGHT = {"van": 22, "tot": 6}


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        # in winter Amsterdam is one hour ahead
        ("2026-01-10T21:00", True),
        ("2026-01-10T20:59", False),
        ("2026-01-11T04:59", True),
        ("2026-01-11T05:00", False),
        # in summer it is two
        ("2026-07-10T20:00", True),
        ("2026-07-10T19:59", False),
        ("2026-07-11T03:59", True),
        ("2026-07-11T04:00", False),
        # the night the clock goes back: 01:30 UTC is 02:30 winter time
        ("2026-10-25T00:30", True),
        ("2026-10-25T01:30", True),
        ("2026-10-25T04:59", True),
        ("2026-10-25T05:00", False),
    ],
)
def test_hours_are_those_of_the_clock_on_the_wall(moment: str, inside: bool) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    seen = [Visit(at, "https://a.example/", YES), ProgramRun(at, ProgramKind.OTHER, "p", 1, YES)]
    assert labels(UsedOutsideHours((), NIGHT), seen) == (["page", "program"] if inside else [])


@pytest.mark.parametrize(
    ("parameters", "hours"),
    [
        ({"van": 9, "tot": 17}, set(range(9, 17))),
        ({"van": 0, "tot": 24}, set(range(24))),
        ({"van": 22, "tot": 6}, {22, 23, 0, 1, 2, 3, 4, 5}),
        ({"van": 7, "tot": 7}, set()),
        ({}, set()),
        ({"van": "9", "tot": 17}, set()),
    ],
)
def test_which_hours_are_free(parameters: dict[str, object], hours: set[int]) -> None:
    found = UsedOutsideHours((), parameters)
    moments = [datetime(2026, 1, 10, hour, tzinfo=UTC) for hour in range(24)]
    assert {(at.hour + 1) % 24 for at in moments if labels(found, [Visit(at, "x", YES)])} == hours


def test_one_night_is_two_days() -> None:
    acts = [Visit(datetime(2026, 1, 10, hour, tzinfo=UTC), "x", YES) for hour in (22, 23)]
    assert len(Tally.of(counted(UsedOutsideHours((), NIGHT), acts)).days) == 2


def test_only_what_was_really_sent_carries_an_indication() -> None:
    sent, ready = Sharing(AT, "f", shared=True, on_this_device=YES), Sharing(AT, "f", shared=False, on_this_device=YES)
    found = SharedFiles((), {})
    assert labels(found, [sent, ready, ready]) == ["sent", "available", "available"]
    programs = [Installation(AT, kind, "p", YES) for kind in ProgramKind]
    assert labels(found, programs) == ["present"]
    for acts, kind in (([ready], AnswerKind.NO_INDICATION), ([sent, ready], AnswerKind.INDICATION)):
        given = evidence()
        judged = SharedFiles.judge(_with(given, Tally.of(counted(found, acts))))
        assert (judged.kind, judged.tally.count) == (kind, len(acts) - 1)


def _with(given: Evidence, acts: Tally) -> Evidence:
    return dataclasses.replace(given, from_own=acts)
