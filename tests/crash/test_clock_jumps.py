"""A clock that is set while a check runs, by hours or years, forwards or back: nothing changes but that it is told.

Two ways: the clocks that the package asks are replaced in a process of its own, and
``libfaketime`` (Debian's package, where it is installed or ``INZAGE_FAKETIME`` names it)
moves the clock of the command itself. The first always runs.
"""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import IO

import pytest

from inzage.record import Entry, EntryKind, casefile, journal
from tests.crash.ground import DONE, KILLED, KILLS, Ground, Way, begun, cases, lanes, told
from tests.crash.test_kill import command

SHARE = max(6, KILLS // 20)

HOUR, YEAR = 3600, 365 * 86400
JUMPS = (HOUR, -HOUR, 7 * HOUR, -30 * HOUR, YEAR, -YEAR, 20 * YEAR, -12 * YEAR, 61, -61, 3, -3)

FAKETIME = [Path(os.environ["INZAGE_FAKETIME"])] if "INZAGE_FAKETIME" in os.environ else sorted(
    Path("/usr/lib").glob("*/faketime/libfaketime.so.1")
)  # fmt: skip


class Moved:
    """A wall clock that is moved after so many artefacts; put on in a process of its own. ``off``: where it begins."""

    def __init__(self, off: int, jumps: dict[int, int]) -> None:
        self.off, self.jumps, self.artefacts = off, jumps, 0

    def put_on(self) -> None:
        """Every wall clock that writes in the ledger; the others stay as they are."""
        clocks = {"CLOCK_BOOTTIME": time.CLOCK_BOOTTIME, "clock_gettime_ns": time.clock_gettime_ns, "time": self.time}
        journal.time = SimpleNamespace(**clocks)  # type: ignore[assignment]
        casefile.datetime = SimpleNamespace(now=self.now)  # type: ignore[assignment,misc]

    def time(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.off

    def now(self, zone: tzinfo) -> datetime:
        """The moment."""
        return datetime.fromtimestamp(self.time(), zone)

    def watch(self, _: object) -> None:
        """One more artefact is behind us."""
        self.artefacts += 1
        self.off += self.jumps.get(self.artefacts, 0)


def steps(entries: tuple[Entry, ...]) -> list[int]:
    """What the ledger says of the clock."""
    return [int(str(entry.facts["seconds"])) for entry in entries if entry.kind is EntryKind.CLOCK]


def must_say(entries: tuple[Entry, ...], jumps: list[int]) -> None:
    """Each jump in its order, to the second, and none besides; the clock of each line says the same."""
    said = steps(entries)
    assert len(said) == len(jumps), (said, jumps)
    assert all(abs(one - other) <= 1 for one, other in zip(said, jumps, strict=True)), (said, jumps)
    assert all(entry.facts["boot"] is False for entry in entries if entry.kind is EntryKind.CLOCK)
    times = [datetime.fromisoformat(entry.at).astimezone(UTC) for entry in entries]
    moved = (times[-1] - times[0]).total_seconds() - sum(jumps)
    assert -2 <= moved <= 120, moved


def jumped(ground: Ground, case: Path, chance: random.Random) -> Counter[str]:
    """One check whose clock is set once to three times; in half of them it is also killed, and gone on with later."""
    places = sorted(chance.sample(range(1, 17), chance.randrange(1, 4)))
    jumps = {place: chance.choice(JUMPS) for place in places}
    clock = Moved(chance.choice((0, -YEAR, YEAR)), jumps)
    killed = case.name.endswith(("1", "3", "5", "7", "9")) and kill_after(ground, case, clock, places[-1])
    expected = list(jumps.values())
    if killed:
        between = chance.choice(JUMPS)
        expected.append(between)
        clock = Moved(clock.off + sum(jumps.values()) + between, {})
        assert ground.sit(case, Way(clock.put_on, beside=True)).end() == DONE
    elif not case.exists():
        assert ground.sit(case, Way(clock.put_on, beside=True, watch=clock.watch)).end() == DONE
    read = ground.must_be_whole(case)
    must_say(read.entries, expected)
    assert 0 <= read.result["seconds"]["total"] < 120  # type: ignore[index,call-overload,operator]
    ground.must_equal_calm(case)
    return Counter(
        {"jumps": len(expected), "between two sittings": int(killed), "years": sum(abs(j) >= YEAR for j in expected)}
    )


def kill_after(ground: Ground, case: Path, clock: Moved, place: int) -> bool:
    """The sitting ends by a kill right after that artefact and an entry that follows it."""

    def watch(at: object) -> None:
        if clock.artefacts == place + 1:
            os.kill(os.getpid(), 9)
        clock.watch(at)

    ended = ground.sit(case, Way(clock.put_on, beside=True, watch=watch)).end()
    return ended == KILLED and begun(case)


def until_enough(ground: Ground, chance: random.Random, folder: Path, share: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    for case in cases(folder):
        seen.update(jumped(ground, case, chance))
        if seen["jumps"] >= share:
            return seen
    raise AssertionError


@pytest.mark.crash
@pytest.mark.timeout(1800)
def test_a_clock_that_jumps_is_told_and_changes_nothing(ground: Ground, tmp_path: Path) -> None:
    seen = lanes(partial(until_enough, ground), tmp_path, SHARE)
    print(told(seen))
    assert seen["years"]
    assert seen["between two sittings"]


COMMAND = """
import select, sys, time
time.sleep = lambda seconds: select.select([], [], [], seconds) and None
from inzage.cli.main import main
sys.exit(main())
"""
"""The command, waiting in another way: an absolute wait by the clock that is not moved, libfaketime refuses."""


def under(setting: Path) -> dict[str, str]:
    """What moves the wall clock of a process as a file says, and no other clock, nor the times of files."""
    if not FAKETIME:
        return {}
    never = dict.fromkeys(("FAKETIME_DONT_FAKE_MONOTONIC", "DONT_FAKE_MONOTONIC", "NO_FAKE_STAT"), "1")
    return {"LD_PRELOAD": str(FAKETIME[0]), "FAKETIME_TIMESTAMP_FILE": str(setting), "FAKETIME_NO_CACHE": "1", **never}


def first_told(errors: IO[str]) -> str:
    """The first line of the progress."""
    return next((line for line in errors if line.startswith("{")), "")


@pytest.mark.crash
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("jump", JUMPS[: max(1, min(len(JUMPS), KILLS // 80))])
def test_the_command_under_a_clock_that_jumps(ground: Ground, tmp_path: Path, jump: int) -> None:
    """Without libfaketime this shows that nothing is told where nothing was set; the test above shows the rest."""
    case, setting, new = tmp_path / "case", tmp_path / "clock", tmp_path / "clock.new"
    setting.write_text("+0", encoding="ascii")
    words = [sys.executable, "-c", COMMAND, *command(ground, case)[1:], "--progress", "jsonl"]
    environment = {**os.environ, **under(setting)}
    one = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert one.stderr is not None
    assert first_told(one.stderr)
    new.write_text(f"{jump:+d}", encoding="ascii")
    new.replace(setting)
    _, said = one.communicate(timeout=120)
    assert one.returncode == 4, said
    must_say(ground.must_be_whole(case).entries, [jump] if FAKETIME else [])
    ground.must_equal_calm(case)
    print(f"libfaketime: {jump if FAKETIME else 'not there'}")
