"""A program that merely ran accuses nobody of use at an hour: only what was started or opened does."""

from datetime import UTC, datetime

import pytest

from inzage.indicators.used_outside_hours import UsedOutsideHours
from inzage.observations import OnThisDevice, ProgramKind, ProgramRun

AT_NIGHT = datetime(2026, 3, 10, 2, tzinfo=UTC)


@pytest.mark.parametrize(("times", "counted"), [(0, 0), (1, 1), (25, 1)])
def test_a_program_of_which_no_start_is_known_is_no_use(times: int, counted: int) -> None:
    detector = UsedOutsideHours((), {"van": 22, "tot": 6})
    ran = ProgramRun(AT_NIGHT, ProgramKind.OTHER, "square.exe", times, OnThisDevice.YES)
    assert len(list(detector.observe(ran))) == counted
