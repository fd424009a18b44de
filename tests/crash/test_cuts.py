"""Killed at every single thing that a check asks of the disk, it can be gone on with: none is left out."""

import random
from collections import Counter
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from tests.crash.cuts import Cut, Manner
from tests.crash.ground import AT_ONCE, DONE, KILLED, KILLS, Ground, Way, lanes, stage, told

THOROUGH = KILLS >= 1000

STEP: dict[Manner, int] = {"before": 1, "half": 1, "power": 1} if THOROUGH else {"before": 4, "half": 9, "power": 7}
"""All in ``make crash``, else one in so many; ``tests/record`` has every place of a case alone."""

AGAIN = 1.0 if THOROUGH else 0.2
"""How many of them are cut once more when they go on."""


def cut(ground: Ground, case: Path, at: int, manner: Manner) -> str:
    """One sitting that is cut there; how it ended."""
    limbo = case.with_name(f"{case.name}-limbo")
    limbo.mkdir(exist_ok=True)
    return ground.sit(case, Way(Cut(at, manner, limbo).put_on, beside=True)).end()


def cut_everywhere(ground: Ground, manner: Manner, chance: random.Random, folder: Path, share: int) -> Counter[str]:
    """Cut at the first place, the second, and so on until none is left; then cut what goes on, at any place."""
    seen: Counter[str] = Counter()
    lane = int(folder.name.rpartition("-")[2])
    for at in count(1 + lane * STEP[manner], AT_ONCE * STEP[manner]):
        case = folder / f"case-{at}"
        if cut(ground, case, at, manner) == DONE:
            assert at > share // STEP[manner], f"only {at} places: the ground is too small to show anything"
            ground.must_equal_calm(case)
            return seen
        seen[stage(case)] += 1
        again = not case.exists() and chance.random() < AGAIN
        seen["cut again"] += again and cut(ground, case, chance.randrange(1, 40), manner) == KILLED
        ground.finish(case)
        ground.must_equal_calm(case)
    raise AssertionError


@pytest.mark.crash
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("manner", STEP)
def test_cut_at_every_place(ground: Ground, tmp_path: Path, manner: Manner) -> None:
    seen = lanes(partial(cut_everywhere, ground, manner), tmp_path, 100)
    print(f"{manner}: {told(seen)}")
    expected = {"reading"} if manner == "half" else {"laying the papers", "reading", "signing"}
    assert expected <= set(seen), seen
