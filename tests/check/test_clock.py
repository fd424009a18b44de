"""A clock that was set shows; one that merely runs, sleeps or keeps to a time server does not."""

import pytest

from inzage.check.clock import Clock
from inzage.record.journal import Beat

HOUR, YEAR = 3600, 365 * 86400
START = 1_800_000_000


class Machine:
    """Clocks that are moved by hand, in seconds."""

    def __init__(self) -> None:
        self.wall, self.running, self.boot = float(START), 500.0, "first"

    def now(self) -> Beat:
        return Beat(int(self.wall * 1000), int(self.running * 1000), self.boot)

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.running += seconds

    def restarts(self, off: float) -> None:
        self.wall += off
        self.running, self.boot = 20.0, "second"


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.mark.parametrize("seconds", [3, 60, HOUR, -HOUR, YEAR, -YEAR, -2.6, 2.6])
def test_a_step_is_told_once(machine: Machine, seconds: float) -> None:
    clock = Clock(now=machine.now)
    machine.passes(5)
    assert clock.facts() is None
    machine.wall += seconds
    machine.passes(5)
    assert clock.facts() == {"seconds": round(seconds), "boot": False}
    machine.passes(5)
    assert clock.facts() is None


@pytest.mark.parametrize("seconds", [0, 1, -1, 2, -2])
def test_up_to_two_seconds_is_no_step(machine: Machine, seconds: float) -> None:
    clock = Clock(now=machine.now)
    machine.wall += seconds
    assert clock.step() is None


def test_small_steps_add_up(machine: Machine) -> None:
    clock = Clock(now=machine.now)
    told = []
    for _ in range(6):
        machine.wall += 0.9
        told.append(clock.step())
    assert told == [None, None, 3, None, None, 3]


def test_a_step_and_back_again_between_two_questions_is_none(machine: Machine) -> None:
    clock = Clock(now=machine.now)
    machine.wall += YEAR
    machine.wall -= YEAR
    assert clock.step() is None


@pytest.mark.parametrize("seconds", [0.01, 1, HOUR, 3 * 86400])
def test_time_that_passes_is_no_step_however_long_a_laptop_sleeps(machine: Machine, seconds: float) -> None:
    clock = Clock(now=machine.now)
    machine.passes(seconds)
    assert clock.step() is None


@pytest.mark.parametrize(("seconds", "told"), [(0, None), (HOUR, HOUR), (-HOUR, -HOUR)])
def test_a_clock_set_between_two_sittings(machine: Machine, seconds: float, told: int | None) -> None:
    last = machine.now()
    machine.passes(10 * HOUR)
    machine.wall += seconds
    assert Clock(last, machine.now).step() == told


@pytest.mark.parametrize(("off", "told"), [(HOUR, None), (0, None), (YEAR, None), (-2, None), (-HOUR, -HOUR)])
def test_over_a_restart_only_a_clock_that_went_back_can_be_told(machine: Machine, off: float, told: int | None) -> None:
    last = machine.now()
    machine.restarts(off)
    expected = None if told is None else {"seconds": told, "boot": True}
    clock = Clock(last, machine.now)
    assert clock.facts() == expected
    machine.wall += 5
    assert clock.facts() == {"seconds": 5, "boot": False}


def test_a_restart_shows_where_the_system_does_not_tell_which_it_was(machine: Machine) -> None:
    machine.boot = ""
    last = machine.now()
    machine.restarts(HOUR)
    machine.boot = ""
    assert Clock(last, machine.now).step() is None


def test_the_clocks_of_this_machine() -> None:
    one, two = Beat.now(), Beat.now()
    assert one.wall > 1_600_000_000_000
    assert (one.boot, one.running <= two.running) == (two.boot, True)
    assert Clock(one).step() is None
