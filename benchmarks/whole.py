"""A whole check of a disk with everything on it, with one artefact in hand and with two, in turn, on the clock.

The carrier is the NTFS image of ``corpora``: 100,000 files, of which 20,000 photos of patterns, five browser profiles
with a million visits, a hundred thousand messages in each of three apps. The mandate holds every building block; the
list of a million files is by MD5 and SHA-1. Both ways must come to the same coverage and the same answers. Printed
beside the ratio: what the stages took, and how long it was until the first answer.

Making the image needs root and FUSE (``mkntfs``, ``ntfs-3g``). On a machine with other work the ratio says little.
"""

import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpora import Size, image
from digests import ENTRIES, papers
from measuring import Row, keep, keep_row
from peers import ROOM
from progress_lines import progress

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
GOAL = 1.8


@dataclass(frozen=True)
class Check:
    """Seconds on the clock: of all, of its stages, and until a first question was answered; what it came to."""

    seconds: float
    stages: dict[str, float]
    first_answer: float
    came_to: str


def once(room: Path, words: Sequence[object], jobs: int) -> Check:
    """One check, from the shell to the signed case."""
    shutil.rmtree(room / "case", ignore_errors=True)
    lines = list(progress([*words, "--out", room / "case", "--jobs", jobs, "--json"], room / "said"))
    first_answer = next(at for at, line in lines if line.get("answered"))
    told = json.loads((room / "said").read_text(encoding="utf-8"))
    return Check(lines[-1][0], told["seconds"], first_answer, json.dumps([told["coverage"], told["answers"]]))


def main() -> None:
    """Make, measure, print, keep."""
    carrier = image("ntfs")
    lists = ROOM / "corpora" / f"everything-list-{ENTRIES}-{date.today()}"
    words = [carrier, *papers(lists), "--lists", lists / "lists-digests"]
    taken: dict[int, list[Check]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory(dir=ROOM) as folder:
        expected = once(Path(folder), words, 1).came_to
        for _ in range(ROUNDS):
            for jobs, each in taken.items():
                each.append(once(Path(folder), words, jobs))
                assert each[-1].came_to == expected, f"--jobs {jobs} came to something else"
    for jobs, each in taken.items():
        middle = {name: statistics.median(one.stages[name] for one in each) for name in each[0].stages}
        print(f"--jobs {jobs}: {', '.join(f'{name} {seconds:.2f} s' for name, seconds in middle.items())}")
    keep("whole check", {str(jobs): [[one.seconds, one.stages] for one in each] for jobs, each in taken.items()})
    keep_row(row(taken[1], taken[2]))


def row(one: Sequence[Check], two: Sequence[Check]) -> Row:
    """The line of the table of goals."""
    ours, theirs = ([round(check.seconds, 3) for check in each] for each in (two, one))
    first = statistics.median(check.first_answer for check in two)
    size = Size()
    return Row(
        work="2 cores, a check of everything on the NTFS image",
        against="1",
        goal=GOAL,
        ratio=round(statistics.median(theirs) / statistics.median(ours), 3),
        ours=ours,
        theirs=theirs,
        note=f"{size.files:,} files, {size.photos:,} photos, {size.visits:,} visits; first answer after {first:.1f} s",
    )


if __name__ == "__main__":
    main()
