"""What the lock costs: the same whole check locked and unconfined, in turn, in CPU seconds of all its processes.

The carrier is a folder and an archive of it: three users with five browsers, further
profiles, one history of many visits. A check starts fresh processes for all of it, so
the lock is paid as often as in earnest. Both ways have their own process per artefact
and the same limits; only the lock differs.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from made_databases import MADE, make
from measuring import Row, keep_row, spent

from inzage.cli._demo_carrier import make_carrier

INZAGE = Path(sys.executable).with_name("inzage")
ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "7"))
PROFILES = 30
VISITS = 100_000
WAYS = {"locked": [], "unconfined": ["--unconfined"]}
NOT_ASSESSABLE = 4
GOAL = 1.05


def said(*words: object) -> str:
    """What the tool says."""
    return subprocess.run([str(INZAGE), *map(str, words)], check=True, capture_output=True, text=True).stdout


def papers(room: Path) -> list[object]:
    """A laboratory kit with a mandate that opens every reader, as words of a command."""
    kit, draft, mandate = room / "kit", room / "draft.toml", room / "mandate.json"
    said("kit", "new", "--laboratory", kit)
    draft.write_text(said("mandate", "new", "--validation"), "utf-8")
    mandate.write_text(said("mandate", "sign", draft, "--key", kit / "private.pem"), "utf-8")
    return ["--mandate", mandate, "--kit", kit]


def carriers(room: Path) -> list[Path]:
    """The folder and its archive."""
    tree = room / "tree"
    make_carrier(tree, datetime.now(UTC))
    data = next(tree.rglob("History")).parents[1]
    profile = next(tree.rglob("History")).parent
    for number in range(PROFILES):
        shutil.copytree(profile, data / f"Profile {number + 2}")
    shutil.copy(make(MADE["chromium_history"], VISITS, room), data / "Profile 2" / "History")
    with tarfile.open(room / "tree.tar", "w") as archive:
        archive.add(tree, arcname="C")
    return [tree, room / "tree.tar"]


def once(room: Path, words: list[object]) -> tuple[float, int]:
    """CPU seconds of one check and all that it started, and how many rows it opened."""
    shutil.rmtree(room / "case", ignore_errors=True)
    told = room / "told.json"
    words = [INZAGE, "check", *words, "--out", room / "case", "--json", "--jobs", 1]
    took = spent(words, told, codes=(0, NOT_ASSESSABLE))
    return took.cpu, sum(row["rows"] for row in json.loads(told.read_text("utf-8"))["coverage"])


def main() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        words = [*carriers(room), *papers(room)]
        taken: dict[str, list[tuple[float, int]]] = {way: [] for way in WAYS}
        once(room, words)
        for turn in range(ROUNDS):
            for way in sorted(WAYS, reverse=turn % 2 == 1):  # who goes first would have the colder caches
                taken[way].append(once(room, [*words, *WAYS[way]]))
    told(taken)


def told(taken: dict[str, list[tuple[float, int]]]) -> None:
    """The ratio of the medians, and its spread over the turns."""
    rows = {opened for runs in taken.values() for _, opened in runs}
    assert len(rows) == 1, rows
    medians = {way: statistics.median(seconds for seconds, _ in runs) for way, runs in taken.items()}
    ratio = medians["locked"] / medians["unconfined"]
    turns = sorted(a / b for (a, _), (b, _) in zip(taken["locked"], taken["unconfined"], strict=True))
    print(f"locked {medians['locked']:.2f} s, unconfined {medians['unconfined']:.2f} s of CPU, {rows.pop():,} rows")
    print(f"ratio {ratio:.3f} (goal {GOAL}), turns {turns[0]:.3f} to {turns[-1]:.3f}, medians of {ROUNDS}")
    keep_row(
        Row(
            work="locked worker",
            against="unlocked",
            goal=GOAL,
            ratio=round(ratio, 3),
            ours=[round(seconds, 3) for seconds, _ in taken["locked"]],
            theirs=[round(seconds, 3) for seconds, _ in taken["unconfined"]],
            unit="CPU s",
            least=False,
        )
    )


if __name__ == "__main__":
    main()
