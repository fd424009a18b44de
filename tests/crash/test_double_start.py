"""Two processes that begin, or go on with, one check at once: one does it, and the other is told so.

In lanes the processes are forked, within a millisecond of each other; a few are the command
itself, for its exit code. How the second is told depends on how far the first is.
"""

import random
import subprocess
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from inzage.record import EntryKind
from inzage.record.same import looks_again
from tests.crash.ground import DONE, KILLED, KILLS, Ground, Way, begun, cases, lanes, told
from tests.crash.test_kill import command

SHARE = max(6, KILLS // 20)

LOSES = {"CaseBusy": "werkt nu aan", "CaseExists": "afgerond", "OrderUsed": "al gebruikt"}
"""What the second process is told: another works on it; it is finished by now; or, of a second beginning with one
order when the first has used it, that the order is used. Exit 1, 1 and 5; a finished one gone on with: as it ended."""


def interrupted(ground: Ground, case: Path, chance: random.Random) -> None:
    """A check that was killed when it had begun."""
    while not begun(case):
        sitting = ground.sit(case, Way(beside=True))
        if not sitting.within(chance.uniform(0.02, ground.seconds / 3)):
            sitting.kill()
        if sitting.end() != KILLED:
            ground.clear(case)


def twice(ground: Ground, case: Path, chance: random.Random, *, resume: bool) -> str:
    """Two sittings, the second up to a whole check later; what its loser was told."""
    way = Way(beside=chance.random() < 0.5)
    first = ground.sit(case, way, resume=resume)
    time.sleep(chance.choice((0.0, chance.uniform(0, 0.005), chance.uniform(0, ground.seconds))))
    second = ground.sit(case, way, resume=resume)
    ended = sorted((first.end(), second.end()))
    won, lost = [one for one in ended if one == DONE], [one for one in ended if one != DONE]
    assert len(won) == 1, ended
    assert set(lost) <= set(LOSES) - ({"OrderUsed"} if resume else set()), ended
    return lost[0]


def until_enough(ground: Ground, chance: random.Random, folder: Path, share: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    for number, case in enumerate(cases(folder)):
        resume = number % 2 == 1
        if resume:
            interrupted(ground, case, chance)
        lost = twice(ground, case, chance, resume=resume)
        read = ground.must_equal_calm(case)
        went_on = sum(entry.kind is EntryKind.RESUMED for entry in read.entries)
        assert went_on <= resume
        assert looks_again(read.entries) <= resume
        seen.update(["starts", "resumed" if resume else "begun", lost])
        if seen["starts"] >= share:
            return seen
    raise AssertionError


@pytest.mark.crash
@pytest.mark.timeout(1800)
def test_one_of_two_does_it(ground: Ground, tmp_path: Path) -> None:
    seen = lanes(partial(until_enough, ground), tmp_path, SHARE)
    print(told(seen))
    assert seen["begun"]
    assert seen["resumed"]


@pytest.mark.crash
@pytest.mark.parametrize("resume", [False, True], ids=["begun", "resumed"])
def test_the_command_that_comes_second_says_so(ground: Ground, tmp_path: Path, *, resume: bool) -> None:
    case = tmp_path / "case"
    if resume:
        interrupted(ground, case, random.Random(1))  # noqa: S311  (moments)
    words = command(ground, case)
    both = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate(timeout=120)[1] for one in both]
    codes = [one.returncode for one in both]
    assert sorted(codes) in ([1, 4], [4, 4], [4, 5]), said
    assert [any(word in text for word in LOSES.values()) for text in said].count(True) == 1, said
    ground.must_equal_calm(case)
