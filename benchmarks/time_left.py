"""How near the time left is that a check tells: over carriers of three kinds, at every moment after the first tenth.

A moment is a line of progress; what was truly left is known when the check is over and its case is there. Each
carrier is checked a few times. The share of moments is printed for which the told time was within a fifth of the true;
moments at which the check said that it had no ground yet count as misses. The last second is left out: a fifth of it is
no time. What lies before the first file (listing the carrier, starting workers) counts as time of the check, though
nothing can be said of it. Two carriers take 15 to 30 seconds, one no more than 10; all with as many hands as a check
takes by itself. What was just made lies in memory, so waiting for a disk is not in it.

Whoever else uses the machine makes a steady check unsteady, and no forecast knows when they will come and go. So what
a check's processes got of the processors is printed beside it; ``tests/check/test_forecast.py`` judges the forecast
alone, over traces in processor time.
"""

import os
import random
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from locking import papers
from made_databases import MADE, make
from measuring import Row, keep, keep_row
from progress_lines import progress

from inzage.cli._demo_carrier import make_carrier

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
VISITS = int(os.environ.get("INZAGE_VISITS", "500000"))
FILES = int(os.environ.get("INZAGE_FILES", "60000"))
PROFILES, IN_IMAGE = 24, 4
"""Histories in the folder, and of those in the image; it has as many thousand of the files."""
SIZES = (0.1, 0.4, 1.0, 2.0)
"""Visits of a history, in ``VISITS``."""
NEAR, FIRST, LAST = 0.2, 0.1, 1.0
"""How near is near; the share of the time that is left out at the beginning, and the seconds at the end."""
GOAL = 0.9
SEED = 9

Moment = tuple[float, float | None]
"""Seconds since the check began, and what it said was left."""


@dataclass(frozen=True)
class Judged:
    """Of the moments after the first tenth: how many were near, of how many, and the shares by which they were off."""

    near: int
    many: int
    median: float
    ninth: float
    """Of ten, sorted."""
    lean: float
    """The median with its sign: above zero more was told than was left."""


def histories(room: Path) -> Path:
    """A folder with histories of four sizes in no order, and the small things of three users."""
    chance = random.Random(SEED)  # noqa: S311 - which history lies where, not keys
    tree = room / "histories"
    make_carrier(tree, datetime.now(UTC))
    made = []
    for size in SIZES:
        made.append(room / f"History {size}")
        shutil.move(make(MADE["chromium_history"], round(VISITS * size), room), made[-1])
    profile = next(tree.rglob("History")).parent
    for number in range(PROFILES):
        place = profile.with_name(f"Profile {number + 2}")
        shutil.copytree(profile, place)
        shutil.copy(chance.choice(made), place / "History")
    return tree


def media(room: Path) -> Path:
    """A folder with many files that call themselves pictures, of 2 to 100 kB."""
    chance = random.Random(SEED)  # noqa: S311 - sizes of files, not keys
    tree = room / "media"
    make_carrier(tree, datetime.now(UTC))
    pattern = chance.randbytes(100_000)
    for number in range(FILES):
        folder = tree / "Users" / "anna" / "Pictures" / f"{number // 200:03}"
        folder.mkdir(parents=True, exist_ok=True)
        size = int(2_000 * 50 ** chance.random())
        (folder / f"IMG_{number:05}.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + pattern[:size])
    return tree


def image(room: Path) -> Path:
    """An ext4 image of both, with fewer of each: the short one."""
    tree = room / "tree"
    shutil.copytree(room / "media" / "Users", tree / "Users")
    for folder in sorted((tree / "Users" / "anna" / "Pictures").iterdir())[IN_IMAGE * 5 :]:
        shutil.rmtree(folder)
    for place in sorted((room / "histories").rglob("Profile *"))[:IN_IMAGE]:
        shutil.copytree(place, tree / place.relative_to(room / "histories"))
    made = room / "disk.dd"
    size = sum(file.stat().st_size for file in tree.rglob("*") if file.is_file()) * 5 // 4 + (64 << 20)
    with made.open("wb") as file:
        file.truncate(size)
    maker = shutil.which("mke2fs") or "/sbin/mke2fs"
    subprocess.run([maker, "-q", "-t", "ext4", "-d", str(tree), str(made)], check=True)
    shutil.rmtree(tree)
    return made


CARRIERS: dict[str, Callable[[Path], Path]] = {"histories": histories, "media": media, "image": image}


def moments(room: Path, words: list[object]) -> list[Moment]:
    """The lines of progress of one check, each at the moment at which it came; then its end."""
    shutil.rmtree(room / "case", ignore_errors=True)
    lines = list(progress([*words, "--out", room / "case"], room / "said"))
    (first, told), (end, _) = lines[0], lines[-1]
    began = first - told["seconds"]
    return [*((said["seconds"], said["left"]) for _, said in lines[:-1]), (end - began, 0.0)]


def judged(told: list[Moment]) -> Judged:
    """How near they were."""
    end = told[-1][0]
    after = [(end - at, left) for at, left in told if at >= FIRST * end and end - at > LAST]
    off = sorted(abs(left - true) / true if left is not None else 1.0 for true, left in after)
    leans = sorted((left - true) / true for true, left in after if left is not None)
    lean = leans[len(leans) // 2] if leans else 0.0
    return Judged(sum(one <= NEAR for one in off), len(off), off[len(off) // 2], off[len(off) * 9 // 10], lean)


def busy() -> tuple[float, float]:
    """Seconds that all processors worked, and that the checks that are over did."""
    every = [int(word) for word in Path("/proc/stat").read_text("ascii").split("\n", 1)[0].split()[1:9]]
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    idle = every[3] + every[4]
    return (sum(every) - idle) / os.sysconf("SC_CLK_TCK"), ours.ru_utime + ours.ru_stime


def main() -> None:
    """Measure, print, keep."""
    shares: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        order = papers(room)
        for name, make_one in CARRIERS.items():
            carrier = make_one(room)
            os.sync()  # or the first checks share the disk with what is still being written of it
            for _ in range(ROUNDS):
                before = busy()
                told = moments(room, [carrier, *order])
                every, ours = (now - then for now, then in zip(busy(), before, strict=True))
                one = judged(told)
                shares.setdefault(name, []).append(round(one.near / one.many, 3))
                print(
                    f"{name}: {one.near} of {one.many} moments near ({one.near / one.many:.0%}), off by "
                    f"{one.median:.0%} in the median and {one.ninth:.0%} in nine of ten (leaning {one.lean:+.0%}); "
                    f"{told[-1][0]:.1f} s, of the time of the processors {ours / every:.0%} was the check's"
                )
    keep("time left", shares)
    everything = [share for each in shares.values() for share in each]
    keep_row(
        Row(
            work="time left within a fifth",
            against="the truth, at moments after the first tenth",
            goal=GOAL,
            ratio=round(sum(everything) / len(everything), 3),
            ours=everything,
            theirs=[1.0] * len(everything),
            unit="share",
            note="; ".join(f"{name}: {', '.join(map(str, each))}" for name, each in shares.items()),
        )
    )


if __name__ == "__main__":
    main()
