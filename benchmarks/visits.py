"""A million visits (``INZAGE_VISITS``) to answers in a locked worker, beside a bare ``sqlite3`` loop over the join.

Two questions look at them: the hour of every visit, and a list of places. CPU seconds, in turn, each in a process
of its own; the loop does nothing with a row, and asks nothing. Five visits to a page.
"""

import os
import statistics
import tempfile
from pathlib import Path

from made_databases import MADE, make
from measuring import Row, keep_row
from reading import once

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
VISITS = int(os.environ.get("INZAGE_VISITS", "1000000"))
READERS = {"chromium_history": "Chromium", "firefox_history": "Firefox"}
GOAL = 1.0


def main() -> None:
    """Make each database, read it in turn both ways, keep a row."""
    for reader, browser in READERS.items():
        with tempfile.TemporaryDirectory() as folder:
            file = make(MADE[reader], VISITS, Path(folder))
            once("bare", reader, file)
            turns = [(once("answers", reader, file), once("bare", reader, file)) for _ in range(ROUNDS)]
        assert {run[1] for turn in turns for run in turn} == {VISITS}, reader
        ours, theirs = ([turn[way][0] for turn in turns] for way in (0, 1))
        ratio = statistics.median(ours) / statistics.median(theirs)
        work = f"{VISITS:,} visits of {browser} to answers: hours and a list"
        megabytes = max(turn[0][2] for turn in turns)
        note = "CPU seconds with making and locking a worker; of it the check that the tables are whole takes a fifth."
        keep_row(
            Row(work, "bare sqlite3 loop over the join", GOAL, ratio, ours, theirs, "CPU s", False, megabytes, note)
        )


if __name__ == "__main__":
    main()
