"""What a second core brings: the same whole check with one artefact in hand and with two, in turn, on the clock.

The carrier is a folder with eight histories of many visits and the small things of three users. Both ways must
come to the same coverage and the same answers. On a machine with other work the ratio says little.
"""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from locking import INZAGE, NOT_ASSESSABLE, papers
from made_databases import MADE, make
from measuring import keep

from inzage.cli._demo_carrier import make_carrier

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
VISITS = int(os.environ.get("INZAGE_VISITS", "200000"))
HISTORIES = 8
GOAL = 1.8


def carrier(room: Path) -> Path:
    """The folder."""
    tree = room / "tree"
    make_carrier(tree, datetime.now(UTC))
    history = make(MADE["chromium_history"], VISITS, room)
    profile = next(tree.rglob("History")).parent
    for number in range(HISTORIES):
        made = profile.with_name(f"Profile {number + 2}")
        shutil.copytree(profile, made)
        shutil.copy(history, made / "History")
    return tree


def once(room: Path, words: list[object], jobs: int) -> tuple[float, str]:
    """Seconds on the clock of one check, and what it says of where it looked and what it found."""
    shutil.rmtree(room / "case", ignore_errors=True)
    command = [str(INZAGE), "check", *map(str, words), "--out", str(room / "case"), "--json", "--jobs", str(jobs)]
    began = time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    seconds = time.monotonic() - began
    assert done.returncode in {0, NOT_ASSESSABLE}, done.stderr
    said = json.loads(done.stdout)
    return seconds, json.dumps([said["coverage"], said["answers"]])


def main() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        words = [carrier(room), *papers(room)]
        taken: dict[int, list[float]] = {1: [], 2: []}
        expected = once(room, words, 1)[1]
        for _ in range(ROUNDS):
            for jobs, each in taken.items():
                seconds, said = once(room, words, jobs)
                assert said == expected, f"--jobs {jobs} came to something else"
                each.append(seconds)
    one, two = (statistics.median(each) for each in taken.values())
    print(f"one {one:.2f} s, two {two:.2f} s: {one / two:.2f} times as fast (goal {GOAL}), medians of {ROUNDS}")
    keep("two cores", {"one": round(one, 2), "two": round(two, 2), "ratio": round(one / two, 2)})


if __name__ == "__main__":
    main()
