"""A check whose process is killed at random moments, and resumed, ends as one that nobody disturbed."""

import os
import random
import subprocess
import time
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from inzage.record.same import looks_again
from tests.bench import INZAGE, inzage
from tests.crash.cuts import Cut
from tests.crash.ground import (
    KILLED,
    KILLS,
    PATIENCE,
    Ground,
    Sitting,
    Way,
    begun,
    cases,
    lanes,
    stage,
    told,
)

OF_COMMANDS = max(1, KILLS // 20)
"""So many kills strike the command itself, as a user starts it; the others a process that is forked from here."""

PLACES = 150
"""About so many things a check asks of the disk, from its first folder to its last rename."""

BESIDE = 0.6
"""The share of the sittings whose workers' work is done in the process itself: four times as many kills in a minute."""

SITTINGS = 8
"""With a kill in each, at most; the last one is left alone."""


class Passing(Cut):
    """Lets go of a line where it passes a place, instead of killing there."""

    line: int = -1

    def _die(self, name: str, given: tuple[object, ...]) -> None:
        os.close(self.line)


def killed_at_a_time(ground: Ground, case: Path, chance: random.Random, *, beside: bool) -> Sitting:
    """After so many milliseconds, wherever it is by then."""
    sitting = ground.sit(case, Way(beside=beside))
    if not sitting.within(chance.uniform(0.0, ground.seconds / (4 if beside else 1))):
        sitting.kill()
    return sitting


def killed_past_a_place(ground: Ground, case: Path, chance: random.Random, *, beside: bool) -> Sitting:
    """A few milliseconds after it passed a place: what takes little time is struck as often as what takes long."""
    ours, theirs = os.pipe()
    passing = Passing(chance.randrange(1, PLACES), "before", case)
    passing.line = theirs
    sitting = ground.sit(case, Way(passing.put_on, beside=beside))
    os.close(theirs)
    sitting.within(PATIENCE, ours)  # closed there, or by its end
    if not sitting.within(chance.uniform(0.0, 0.005)):
        sitting.kill()
    os.close(ours)
    return sitting


def disturbed(ground: Ground, case: Path, chance: random.Random) -> Counter[str]:
    """One check with kills in it; how many, and where they struck."""
    seen: Counter[str] = Counter()
    for _ in range(SITTINGS):
        kill, beside = chance.choice((killed_at_a_time, killed_past_a_place)), chance.random() < BESIDE
        if kill(ground, case, chance, beside=beside).end() == KILLED:
            seen.update(["kills", stage(case), *(() if beside else ("with workers",))])
        if case.exists():
            break
    ground.finish(case)
    return seen


def until_enough(ground: Ground, chance: random.Random, folder: Path, share: int) -> Counter[str]:
    """Disturbed checks until there were kills enough, each equal to the undisturbed one."""
    seen: Counter[str] = Counter()
    for case in cases(folder):
        seen.update(disturbed(ground, case, chance))
        seen["looks again"] += looks_again(ground.must_equal_calm(case).entries)
        seen["checks"] += 1
        if seen["kills"] >= share:
            return seen
    raise AssertionError


@pytest.mark.crash
@pytest.mark.timeout(3600)
def test_a_killed_check_ends_as_an_undisturbed_one(ground: Ground, tmp_path: Path) -> None:
    seen = lanes(partial(until_enough, ground), tmp_path, KILLS - OF_COMMANDS)
    print(told(seen))
    assert seen["kills"] >= KILLS - OF_COMMANDS


def command(ground: Ground, case: Path) -> list[str]:
    """The check as a user begins it, or goes on with it."""
    bench = replace(ground.bench, papers=replace(ground.bench.papers, kit=ground.kit(case)))
    return [str(INZAGE), *(str(word) for word in bench.words(case, *(["--resume"] if begun(case) else [])))]


def commanded(ground: Ground, chance: random.Random, folder: Path, share: int) -> Counter[str]:
    """The same of the command itself; and ``verify`` says that it holds."""
    seen: Counter[str] = Counter()
    whole = undisturbed_command(ground, folder / "calm")
    for case in cases(folder):
        for _ in range(SITTINGS):
            seen.update(struck(ground, case, chance, whole))
            if case.exists() or seen["kills"] >= share:
                break
        if not case.exists():
            last = subprocess.run(command(ground, case), capture_output=True, text=True, check=False)
            assert last.returncode == 4, last.stderr
        assert inzage("verify", case, "--kit", ground.kit(case)).returncode == 0
        ground.must_equal_calm(case)
        if seen["kills"] >= share:
            return seen
    raise AssertionError


def undisturbed_command(ground: Ground, case: Path) -> float:
    """How many seconds the command takes on this machine, as busy as it is."""
    before = time.monotonic()
    assert subprocess.run(command(ground, case), capture_output=True, check=False).returncode == 4
    ground.must_equal_calm(case)
    return time.monotonic() - before


def struck(ground: Ground, case: Path, chance: random.Random, whole: float) -> list[str]:
    """Kill the command: half of the times anywhere, half when it has begun."""
    running = subprocess.Popen(command(ground, case), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    moment = chance.uniform(0.0, whole)
    if chance.random() < 0.5:
        moment = chance.uniform(0.0, whole / 2)
        while running.poll() is None and not begun(case):
            time.sleep(0.005)
    try:
        _, said = running.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
        return ["kills", stage(case)]
    assert running.returncode == 4, said
    return []


@pytest.mark.crash
@pytest.mark.timeout(3600)
def test_so_does_the_command_itself(ground: Ground, tmp_path: Path) -> None:
    seen = lanes(partial(commanded, ground), tmp_path, max(2, OF_COMMANDS))
    print(told(seen))
    assert seen["kills"] >= OF_COMMANDS
    assert seen["reading"] or KILLS < 1000
