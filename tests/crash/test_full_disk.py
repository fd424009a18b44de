"""A disk that is full, at any moment: the check stops with a sentence, and with room it ends as if nothing was.

Three ways: a small disk of its own that grows (where one can be mounted), a limit on the
size of files (for any user), and calls that the system refuses. The last two always run.
"""

import errno
import os
import random
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.crash.cuts import Cut
from tests.crash.ground import DONE, KILLS, Ground, Way, cases, lanes, stage, told

SHARE = max(6, KILLS // 10)
STEP = 1 if KILLS >= 1000 else 5
"""How much larger a disk is made that was full."""

FULL = {"CannotWrite", "OrdersFault"}
"""What a full disk is called: of the case, and of the kit's memory of used orders."""

FAILING = frozenset({"write", "pwrite", "fsync", "mkdir", "replace", "rename", "fchmod"})
"""What a full disk may refuse; taking away never fails."""


@dataclass
class Full(Cut):
    """From the n-th thing asked of the disk it is full, and stays so."""

    def put_on(self) -> None:
        """In this process, from now on."""
        for name in FAILING:
            setattr(os, name, self._refusing(getattr(os, name)))

    def _refusing(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*given: Any, **more: Any) -> Any:
            self.count += 1
            if self.count >= self.at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **more)

        return asked


@contextmanager
def small_disk(at: Path) -> Iterator[bool]:
    """A disk of 4 kB; False where nothing can be mounted."""
    at.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(at)]
    mounted = (
        shutil.which("mount") is not None and subprocess.run(words, capture_output=True, check=False).returncode == 0
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(at)], check=True)


def growing(at: Path, chance: random.Random) -> Iterator[Way]:
    """Sittings on a disk that becomes larger each time."""
    size = 4
    while True:
        size += STEP * chance.choice((4, 8, 16))
        subprocess.run(["mount", "-o", f"remount,size={size}k", str(at)], check=True)
        yield Way(beside=True)


def limited(chance: random.Random) -> Iterator[Way]:
    """Sittings that may write ever larger files."""
    size = chance.randrange(2000)
    while True:
        yield Way(partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size)), beside=True)
        size += STEP * chance.randrange(1, 6000)


def refused(chance: random.Random) -> Iterator[Way]:
    """Sittings of which everything is refused from some moment on, and at last one of which nothing is."""
    for _ in range(chance.randrange(1, 8)):
        yield Way(Full(chance.randrange(1, 120), "before", Path()).put_on, beside=True)
    yield Way(beside=True)


def filled(ground: Ground, case: Path, name: str, ways: Iterator[Way]) -> Counter[str]:
    """One check, sitting after sitting, until the disk is large enough; how often it was full."""
    seen: Counter[str] = Counter()
    for way in ways:
        ended = ground.sit(case, way).end()
        assert ended in {DONE, *FULL, "CaseExists"}, ended
        if ended in FULL:
            seen.update(["full", name, stage(case)])
        if case.exists():
            ground.must_equal_calm(case)
            return seen
    raise AssertionError(ended)


def until_enough(ground: Ground, chance: random.Random, folder: Path, share: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    for case in cases(folder):
        with small_disk(folder / f"disk-{case.name}") as mounted:
            if mounted and seen["small disk"] <= seen["full"] // 2:
                at = folder / f"disk-{case.name}"
                seen.update(filled(ground, at / "case", "small disk", growing(at, chance)))
        seen.update(filled(ground, case, "limit", limited(chance)))
        seen.update(filled(ground, folder / f"{case.name}-refused", "refused", refused(chance)))
        if seen["full"] >= share:
            return seen
    raise AssertionError


@pytest.mark.crash
@pytest.mark.timeout(1800)
def test_a_full_disk_loses_nothing(ground: Ground, tmp_path: Path) -> None:
    seen = lanes(partial(until_enough, ground), tmp_path, SHARE)
    print(told(seen))
    assert seen["full"] >= SHARE
    assert seen["limit"]
    assert seen["refused"]
