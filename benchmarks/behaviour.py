"""A behaviour check, all questions about browsers, over an NTFS image, beside plaso and ``dissect.target``.

Makes the image itself, from a seed: five browser profiles with a million visits to 200,000 addresses together
(``INZAGE_VISITS``), and small files up to 2,000 (``INZAGE_FILES``). Ours is the whole command, from the shell to the
signed case. Theirs: ``log2timeline --parsers webhist`` into a storage file, and ``target-query -f browser.history``;
each in an environment of its own. Both take minutes: ``INZAGE_PEER_ROUNDS`` turns of each (as many as of ours unless
said), and 0 for none. One that is not done after ``INZAGE_PEER_SECONDS`` (600) is ended there; its row says so, and its
ratio is one that is at least so large.

Making the image needs root and FUSE (``mkntfs``, ``ntfs-3g``).
"""

import json
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from behaviour_made import LISTED_VISITS, VISITS, carrier, papers
from measuring import NotDone, Row, keep_row, spent
from peers import environment

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
PEER_ROUNDS = min(ROUNDS, int(os.environ.get("INZAGE_PEER_ROUNDS", str(ROUNDS))))
PEER_SECONDS = float(os.environ.get("INZAGE_PEER_SECONDS", "600"))
INZAGE = Path(sys.executable).with_name("inzage")
WORK = f"behaviour check, all browser questions, {VISITS:,} visits in an NTFS image"
ANSWERED = (0, 3, 4)
LISTED = (
    "listed_places_visited",
    "listed_talk_places_visited",
    "listed_markets_visited",
    "listed_channels_visited",
)


def ours(room: Path, words: list[object], turn: int) -> tuple[float, int]:
    """Seconds, and how many visits the check counted (acts of the person, in the window, once each)."""
    out = room / "told.json"
    (room / "kit" / "used_orders.jsonl").unlink(missing_ok=True)  # the same order once more: a kit that never worked
    seconds = spent([INZAGE, "check", *words, "--out", room / f"case {turn}", "--json"], out, codes=ANSWERED).seconds
    said = json.loads(out.read_text(encoding="utf-8"))
    listed = {one["question"]: one["count"] for one in said["answers"] if one["question"] in LISTED}
    assert listed == dict.fromkeys(LISTED, LISTED_VISITS), listed
    return seconds, sum(row["records"].get("Visit", 0) for row in said["coverage"])


def plaso(room: Path, image: Path) -> tuple[float, int]:
    """Seconds, and how many visits it put into its storage file."""
    programs = environment("plaso", "plaso")
    assert programs is not None
    store = room / "plaso.dump"
    store.unlink(missing_ok=True)
    words = [
        *(programs / "log2timeline", "--parsers", "webhist", "--partitions", "all", "--volumes", "all"),
        *("--status_view", "none", "--unattended", "--logfile", room / "plaso.log.gz", "--storage_file", store, image),
    ]
    try:
        seconds = spent(words, limit=PEER_SECONDS).seconds
    except NotDone:
        return PEER_SECONDS, 0  # what it has stored so far is not to be read
    spent([programs / "pinfo", "--output_format", "json", store], room / "pinfo.json")
    told = (room / "pinfo.json").read_text(encoding="utf-8")
    return seconds, sum(map(int, re.findall(r'"(?:chrome_\d+|firefox)_history": (\d+)', told)))


def dissect(room: Path, image: Path) -> tuple[float, int]:
    """Seconds, and how many records of history it printed, one to a line."""
    programs = environment("dissect", "dissect.target")
    assert programs is not None
    out = room / "dissect.json"
    seconds = PEER_SECONDS
    with suppress(NotDone):
        words = [programs / "target-query", "-q", "-j", "-f", "browser.history", image]
        seconds = spent(words, out, limit=PEER_SECONDS).seconds
    with out.open("rb") as lines:
        found = sum(b'"ts"' in line and b'"url"' in line for line in lines)
    out.unlink()
    return seconds, found


PEERS: dict[str, tuple[float, Callable[[Path, Path], tuple[float, int]]]] = {
    "plaso, log2timeline --parsers webhist": (60, plaso),
    "dissect, target-query -f browser.history": (12, dissect),
}


def main() -> None:
    """Make, time in turn, print, keep."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        image = carrier(room)
        words = [image, *papers(room)]
        runs: list[tuple[float, int]] = []
        theirs: dict[str, list[tuple[float, int]]] = {name: [] for name in PEERS}
        for turn in range(ROUNDS):
            runs.append(ours(room, words, turn))
            for name, (_, peer) in PEERS.items() if turn < PEER_ROUNDS else ():
                theirs[name].append(peer(room, image))
        mine = [round(seconds, 3) for seconds, _ in runs]
        print(f"inzage: {statistics.median(mine):.2f} s, {runs[0][1]:,} visits counted, turns {sorted(mine)}")
        for name, (goal, _) in PEERS.items() if PEER_ROUNDS else ():
            keep_row(row(name, goal, mine, theirs[name], runs[0][1]))


def row(against: str, goal: float, mine: list[float], theirs: list[tuple[float, int]], counted: int) -> Row:
    """One line of the table of goals."""
    seconds = [round(one, 1) for one, _ in theirs]
    ended = (
        f", ended after {PEER_SECONDS:.0f} s, not done: the ratio is a lower bound" if PEER_SECONDS in seconds else ""
    )
    note = (
        f"Ours: the whole command, {counted:,} visits that were acts of a person counted for every question, none kept;"
        f" theirs: {theirs[0][1]:,} visits written out one by one{ended}."
    )
    return Row(WORK, against, goal, statistics.median(seconds) / statistics.median(mine), mine, seconds, note=note)


if __name__ == "__main__":
    main()
