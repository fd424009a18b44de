"""Killed, or out of room, in the middle of an import: the list that was there is still whole."""

import os
import random
import signal
import subprocess
import sys
import time

from tests.watchlists.desk import TODAY, Desk

IMPORT = """
import sys
from datetime import date
from pathlib import Path
from inzage.signing.kit import Kit
from inzage.watchlists import ingest
home = Path(sys.argv[1])
print("go", flush=True)
while True:
    for n in ("1", "2"):
        ingest.import_list(
            home / f"list{n}.txt", home / f"m{n}.json", home / "lists", Kit.load(home / "kit"),
            today=date.fromisoformat(sys.argv[2]),
        )
"""

FULL = """
import resource, signal, sys
from datetime import date
from pathlib import Path
from inzage.errors import InzageError
from inzage.signing.kit import Kit
from inzage.watchlists import ingest
home = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
try:
    ingest.import_list(
        home / "list2.txt", home / "m2.json", home / "lists", Kit.load(home / "kit"),
        today=date.fromisoformat(sys.argv[2]),
    )
except InzageError as error:
    print(type(error).__name__)
"""


def two_versions(desk: Desk) -> None:
    """Version 1 lists ``place*.first.example``, version 2 ``place*.second.example``."""
    for number, word in (("1", "first"), ("2", "second")):
        text = "".join(f"place{n}.{word}.example\n" for n in range(400))
        file, signed = desk.write(text, f"list{number}.txt", version=number)
        signed.rename(desk.home / f"m{number}.json")
        assert file.name == f"list{number}.txt"


def whole(desk: Desk) -> str:
    """The version that lies there, after asking it for every one of its entries and none of the other's."""
    (stored,) = desk.open().stored
    mine, other = ("first", "second") if stored.version == "1" else ("second", "first")
    with stored.look_up(desk.kit.list_key()) as opened:
        assert all(opened.classes_of_address(f"http://place{n}.{mine}.example/") for n in range(400))
        assert not any(opened.classes_of_address(f"http://place{n}.{other}.example/") for n in range(400))
    return stored.version


def test_a_killed_import_leaves_a_whole_list(desk: Desk) -> None:
    two_versions(desk)
    chance = random.Random(11)  # noqa: S311 - the same moments each time
    seen = set()
    for _ in range(8):
        child = subprocess.Popen([sys.executable, "-c", IMPORT, desk.home, TODAY.isoformat()], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        while not list(desk.lists.glob("*.keyed")):
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.06))
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        seen.add(whole(desk))
    assert seen <= {"1", "2"}


def test_a_full_disk_is_said_and_leaves_the_list_that_was_there(desk: Desk) -> None:
    two_versions(desk)
    desk.bring("place0.first.example\n", version="0")
    command = [sys.executable, "-c", FULL, str(desk.home), TODAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "ListUnreadable\n", done.stderr
    assert [one.version for one in desk.open().stored] == ["0"]
    assert not [path for path in desk.lists.iterdir() if path.name.startswith(".")]
