"""What a second core brings: the same whole check with one artefact in hand and with two, in turn, on the clock.

The carrier is a folder with eight histories of many visits and the small things of three users. Both ways must
come to the same coverage and the same answers. On a machine with other work the ratio says little. In the same turns
two checks that know nothing of each other run at once, with one artefact in hand each: how much faster two are done
than one after the other is what the machine itself allows (cores that share a cache, or are half a core).
"""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from locking import INZAGE, NOT_ASSESSABLE, papers
from made_databases import MADE, make
from measuring import Row, keep_row

from inzage.cli._demo_carrier import make_carrier

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
VISITS = int(os.environ.get("INZAGE_VISITS", "200000"))
HISTORIES = 8
GOAL = 1.8
ONE, TWO, APART = (1, 1), (2, 1), (1, 2)
"""Artefacts in hand at once, and checks at once."""


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


def once(room: Path, words: list[object], jobs: int, checks: int = 1) -> tuple[float, set[str]]:
    """Seconds on the clock of one check, or of several at once, and what they say of where they looked and found."""
    cases = [room / f"case{number}" for number in range(checks)]
    for case in cases:
        shutil.rmtree(case, ignore_errors=True)
    asked = [str(INZAGE), "check", *map(str, words), "--json", "--jobs", str(jobs), "--out"]

    def check(case: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*asked, str(case)], check=False, capture_output=True, text=True)

    began = time.monotonic()
    with ThreadPoolExecutor(checks) as pool:
        done = list(pool.map(check, cases))
    seconds = time.monotonic() - began
    for one in done:
        assert one.returncode in {0, NOT_ASSESSABLE}, one.stderr
    told = [json.loads(one.stdout) for one in done]
    return seconds, {json.dumps([said["coverage"], said["answers"]]) for said in told}


def main() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        words = [carrier(room), *papers(room)]
        taken: dict[tuple[int, int], list[float]] = {ONE: [], TWO: [], APART: []}
        expected = once(room, words, 1)[1]
        for _ in range(ROUNDS):
            for (jobs, checks), each in taken.items():
                seconds, said = once(room, words, jobs, checks)
                assert said == expected, f"--jobs {jobs}, {checks} at once, came to something else"
                each.append(seconds)
    one, two, apart = (statistics.median(each) for each in taken.values())
    most = 2 * one / apart
    print(f"one {one:.2f} s, two {two:.2f} s: {one / two:.2f} times as fast (goal {GOAL}), medians of {ROUNDS}")
    print(f"two checks apart, at once: {apart:.2f} s, {most:.2f} times as fast as one after the other")
    cores = len(os.sched_getaffinity(0))
    keep_row(
        Row(
            work="2 cores",
            against="1",
            goal=GOAL,
            ratio=round(one / two, 3),
            ours=[round(seconds, 3) for seconds in taken[TWO]],
            theirs=[round(seconds, 3) for seconds in taken[ONE]],
            note=f"{HISTORIES} histories of {VISITS:,} visits; two checks apart, at once, in the same turns: "
            f"{most:.2f}; says little where the {cores} cores have other work",
        )
    )


if __name__ == "__main__":
    main()
