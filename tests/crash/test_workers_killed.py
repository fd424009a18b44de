"""A worker, or the warm process behind it, killed at random moments: its artefact says so, and nothing else changes.

What must be true of the finished case, exactly. Of each line of the coverage: it is that of
the undisturbed run, or says *worker died*; of these there are no more than there were kills.
Of each answer: it is that of the undisturbed run, or less was seen for it, it says why, and
it counts no act that was not there. With no line that died, everything is equal. And the
check is over: a worker's death stops nobody.
"""

import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from inzage.result import Reason
from tests.crash.ground import DONE, KILLS, Ground, Sitting, cases, lanes, told

SHARE = max(6, KILLS // 4)
WORKER, WARM = "worker", "warm process"


def children(parents: set[int]) -> Iterator[int]:
    """The processes whose parent is one of these."""
    for each in os.listdir("/proc"):  # noqa: PTH208  (names, not paths)
        if each.isdecimal() and parent(int(each)) in parents:
            yield int(each)


def parent(pid: int) -> int:
    """Whose child a process is; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def strike(sitting: Sitting, kind: str) -> bool:
    """Kill the warm process, or a worker that it made; False where there is none (any more)."""
    warm = set(children({sitting.pid}))
    above, victims = (warm, set(children(warm))) if kind == WORKER else ({sitting.pid}, warm)
    for victim in victims:
        try:
            held = os.pidfd_open(victim)
        except ProcessLookupError:
            return False
        try:
            if parent(victim) in above:  # still the one that was meant
                signal.pidfd_send_signal(held, signal.SIGKILL)
                return True
        except ProcessLookupError:
            return False
        finally:
            os.close(held)
    return False


def disturbed(ground: Ground, case: Path, chance: random.Random) -> Counter[str]:
    """One check, of which up to five processes are killed, at any moment of its life."""
    seen: Counter[str] = Counter()
    sitting = ground.sit(case)
    for _ in range(chance.randrange(1, 6)):
        kind = chance.choice((WORKER, WORKER, WARM))
        over = sitting.within(chance.uniform(0.0, ground.seconds / 3))
        while not over and not strike(sitting, kind):
            over = sitting.within(0.001)
        if not over:
            seen.update(["kills", kind])
    assert sitting.end() == DONE
    return seen


def must_only_lack(ground: Ground, case: Path, kills: int) -> int:
    """See the module; how many artefacts died."""
    calm: Any = ground.calm["result"]
    mine: Any = ground.must_be_whole(case).result
    died = [n for n, line in enumerate(mine["coverage"]) if line["reason"] == Reason.WORKER_DIED]
    assert len(died) <= kills
    assert len(mine["coverage"]) == len(calm["coverage"])
    for n, (line, before) in enumerate(zip(mine["coverage"], calm["coverage"], strict=True)):
        same = ("carrier", "container", "ordinal", "reader", "data_class")
        assert line == before or (n in died and all(line[name] == before[name] for name in same))
    for answer, before in zip(mine["answers"], calm["answers"], strict=True):
        assert answer == before or must_say_less(answer, before)
    if died:
        ground.clear(case)
    else:
        ground.must_equal_calm(case)
    return len(died)


def must_say_less(answer: Any, before: Any) -> bool:
    assert answer["count"] <= before["count"]
    assert answer["seen"] < before["seen"] or answer["covered"] < before["covered"]
    assert Reason.SOURCE_UNREADABLE in answer["reasons"]
    return True


def until_enough(ground: Ground, chance: random.Random, folder: Path, share: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    for case in cases(folder):
        now = disturbed(ground, case, chance)
        seen["artefacts that died"] += must_only_lack(ground, case, now["kills"])
        seen.update(now)
        seen["checks"] += 1
        if seen["kills"] >= share:
            return seen
    raise AssertionError


@pytest.mark.crash
@pytest.mark.timeout(3600)
def test_a_killed_worker_is_an_answer(ground: Ground, tmp_path: Path) -> None:
    seen = lanes(partial(until_enough, ground), tmp_path, SHARE)
    print(told(seen))
    assert seen["kills"] >= SHARE
    assert seen["artefacts that died"]
