"""A carrier that is pulled out at any artefact, again and again: the check is interrupted, and ends as if nothing was.

Two ways: a device whose backing file is cut off to nothing (a loop device, where this user may
make one), and a folder that stops answering and whose path then leads nowhere. The second always runs.
"""

import contextlib
import fcntl
import os
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest

from inzage.artefact import Artefact, Found
from inzage.check import prepare
from inzage.record.same import looks_again
from inzage.result import Reason
from inzage.sources import Source, Unopenable
from inzage.sources.folder import FolderSource
from tests.crash.ground import DONE, KILLS, Ground, Way, calmed, cases, lanes, nothing, stage, told
from tests.volumes import MIB, make_fat

SHARE = max(6, KILLS // 10)
ARTEFACTS = 16
"""To be read on this carrier."""

GONE = "CarrierGone"
"""What the interruption is called; the sentence says *onderbroken*."""

BLKFLSBUF = 0x1261


class Carrier(Protocol):
    """What can be pulled out and put back."""

    name: str
    ground: Ground

    def pulled_after(self, artefacts: int) -> Way:
        """A sitting in which it is pulled out after so many."""

    def put_back(self) -> None:
        """As it was."""


@dataclass
class Stick:
    """A loop device; pulled out: nothing is behind it any more, and nothing of it is remembered."""

    device: Path
    backing: Path
    content: bytes
    ground: Ground
    name: str = "device"

    def pulled_after(self, artefacts: int) -> Way:
        """See ``Carrier``."""
        return Way(beside=True, watch=counted(artefacts, self.pull))

    def pull(self) -> None:
        """Out."""
        os.truncate(self.backing, 0)
        self._forget()

    def put_back(self) -> None:
        """In again, with the same on it."""
        self.backing.write_bytes(self.content)
        subprocess.run(["losetup", "-c", str(self.device)], check=True)
        self._forget()

    def _forget(self) -> None:
        device = os.open(self.device, os.O_RDONLY)
        with contextlib.suppress(OSError):
            fcntl.ioctl(device, BLKFLSBUF, 0)
        os.close(device)


@dataclass
class Loose:
    """A folder; pulled out: it stops answering in the middle of a file, and its path leads nowhere."""

    path: Path
    ground: Ground
    name: str = "folder"

    def pulled_after(self, artefacts: int) -> Way:
        """See ``Carrier``."""

        class Answering(FolderSource):
            left = artefacts

            @contextmanager
            def open(self, found: Found, beside: tuple[str, ...] = ()) -> Iterator[Artefact]:
                with super().open(found, beside) as artefact:
                    Answering.left -= 1
                    if Answering.left < 0:
                        pull()
                        raise Unopenable(Reason.READ_ERROR)
                    yield artefact

        def loosely(path: str, **_: object) -> Source:
            return Answering(path, 10**6) if Path(path).is_dir() else real(path)

        real, pull = prepare.open_source, self.pull
        return Way(partial(setattr, prepare, "open_source", loosely), beside=True)

    def pull(self) -> None:
        """Out."""
        if self.path.exists():
            self.path.rename(self.path.with_name("pulled out"))

    def put_back(self) -> None:
        """In again."""
        with contextlib.suppress(FileNotFoundError):
            self.path.with_name("pulled out").rename(self.path)


def counted(artefacts: int, act: Callable[[], object]) -> Callable[[object], None]:
    """Does something when so many artefacts are behind us."""
    left = iter(range(artefacts - 1))
    acts = iter((act,))

    def watch(_: object) -> None:
        if next(left, None) is None:
            next(acts, nothing)()

    return watch


@contextmanager
def stick(ground: Ground, folder: Path) -> Iterator[Stick | None]:
    """A device of its own for a lane; None where this user may make none."""
    backing = make_fat(folder / "stick.img", ground.bench.carrier, 4 * MIB, 12)
    words = ["losetup", "--find", "--show", str(backing)]
    made = shutil.which("losetup") and subprocess.run(words, capture_output=True, text=True, check=False)
    if not made or made.returncode:
        yield None
        return
    device = Path(made.stdout.strip())
    try:
        on = calmed(replace(ground, carriers=(device,)), folder / "calm-device")
        yield Stick(device, backing, backing.read_bytes(), on)
    finally:
        subprocess.run(["losetup", "-d", str(device)], check=True)


def loose(ground: Ground, folder: Path) -> Loose:
    """A folder of its own for a lane."""
    path = folder / "loose/carrier"
    shutil.copytree(ground.bench.carrier, path)
    return Loose(path, calmed(replace(ground, carriers=(path,)), folder / "calm-folder"))


def pulled(carrier: Carrier, case: Path, chance: random.Random) -> Counter[str]:
    """One check, in which the carrier is pulled out up to four times; how often, and what was looked at again."""
    seen: Counter[str] = Counter()
    for _ in range(4):
        ended = carrier.ground.sit(case, carrier.pulled_after(chance.randrange(1, ARTEFACTS))).end()
        carrier.put_back()
        if ended == DONE:
            break
        assert ended == GONE
        assert not case.exists()
        seen.update(["pulled", carrier.name, stage(case)])
    carrier.ground.finish(case)
    again = looks_again(carrier.ground.must_equal_calm(case).entries)
    assert again <= seen["pulled"]
    return seen + Counter({"looks again": again})


def until_enough(ground: Ground, chance: random.Random, folder: Path, share: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    with stick(ground, folder) as device:
        carriers: list[Carrier] = [loose(ground, folder), *([device] if device else [])]
        for case in cases(folder):
            seen.update(pulled(min(carriers, key=lambda one: seen[one.name]), case, chance))
            if seen["pulled"] >= share:
                return seen
    raise AssertionError


@pytest.mark.crash
@pytest.mark.timeout(1800)
def test_a_carrier_that_is_pulled_out_and_put_back(ground: Ground, tmp_path: Path) -> None:
    seen = lanes(partial(until_enough, ground), tmp_path, SHARE)
    print(told(seen))
    assert seen["pulled"] >= SHARE
    assert seen["folder"]
