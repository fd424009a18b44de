"""Ten times as many files: time and memory of surveying an image and matching every reader's patterns.

An ext4 image of 100,000 files and one of 1,000,000, made without mounting anything: in turn, each in a fresh
process; ``list_walk`` tells the largest memory of the broker and of the worker.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import listing
from measuring import Row, keep_row

FEW = int(os.environ.get("INZAGE_FILES", "100000"))
TIMES = 10
ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
MOST_TIME, MOST_MEMORY = 10.5, 300
SIZE = 4096
"""Bytes of image for each file: it has one block, and its inode and name."""


def made(root: Path, files: int) -> Path:
    """An image of so many empty files, three folders deep; the tree is first written to memory where there is some."""
    image = root / f"{files}.dd"
    place = Path("/dev/shm") if Path("/dev/shm").is_dir() else root  # noqa: S108
    with tempfile.TemporaryDirectory(dir=place) as tree:
        listing.tree(Path(tree), files, content=False)
        listing.run("truncate", "-s", files * SIZE + 256 * 1024**2, image)
        listing.run("mke2fs", "-q", "-F", "-t", "ext4", "-N", files * 2, "-d", tree, image)
    return image


def walked(image: Path) -> tuple[float, float, float]:
    """Seconds, and the largest megabytes of the broker and of any worker."""
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(listing.HERE / "list_walk.py"), str(image), "memory"],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.monotonic() - before
    broker, worker = (float(told) for told in re.findall(r"([0-9.]+) MB", done.stdout))
    return seconds, broker, worker


def main() -> None:
    """Make both, time them in turn, keep the row."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        if not shutil.which("mke2fs"):
            raise SystemExit("mke2fs is not here: no image can be made")
        images = [made(root, FEW), made(root, FEW * TIMES)]
        for image in images:
            walked(image)
        runs = [[walked(image) for image in images] for _ in range(ROUNDS)]
    few, many = ([run[which] for run in runs] for which in (0, 1))
    ratio = statistics.median(one[0] for one in many) / statistics.median(one[0] for one in few)
    broker, worker = (max(one[which] for one in many) for which in (1, 2))
    keep_row(
        Row(
            work="growth",
            against=f"{FEW:,} files beside {FEW * TIMES:,}",
            goal=MOST_TIME,
            ratio=ratio,
            ours=[round(one[0], 3) for one in many],
            theirs=[round(one[0], 3) for one in few],
            least=False,
            megabytes=round(max(broker, worker)),
            note=f"largest memory with {FEW * TIMES:,} files: broker {broker:.0f} MB, worker {worker:.0f} MB, "
            f"at most {MOST_MEMORY} asked",
        )
    )
    if max(broker, worker) > MOST_MEMORY:
        print(f"MISSED memory: {max(broker, worker):.0f} MB")


if __name__ == "__main__":
    main()
