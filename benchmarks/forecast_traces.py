"""Records the checks over which the forecast of the time left is judged: ``tests/check/traces.csv``.

Whole checks of invented carriers with one hand, without lists: of each batch, in its order, the processor time of all
processes while it was read, and of what lay between it and the one before; last the time of closing the case. Each
check is recorded a few times and of every batch the least is kept, for whoever else uses the machine makes reading
dearer. Give the file to write as an argument; some gigabytes are needed in the temporary folder, and ``mke2fs``.
"""

import atexit
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from locking import NOT_ASSESSABLE, papers
from made_databases import MADE, make

from inzage.check import meter
from inzage.check.batch import Batch
from inzage.check.forecast import Forecast
from inzage.cli._demo_carrier import make_carrier
from inzage.cli.main import main as inzage

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "3"))
COLUMNS = ("carrier", "reader", "files", "bytes", "read_us", "noted_us")
CHATS = {
    "ios_messages": "private/var/mobile/Library/SMS/sms.db",
    "whatsapp_android": "data/data/com.whatsapp/databases/msgstore.db",
    "android_sms": "data/data/com.android.providers.telephony/databases/mmssms.db",
}

Row = tuple[str, int, int, float, float]
"""The reader, files and bytes of a batch, seconds of reading it and seconds before that. The last has no reader."""


def processors() -> float:
    """Seconds that this process and all it started have worked."""
    own = os.times()
    return time.process_time() + own.children_user + own.children_system + sum(map(_worked, _children(os.getpid())))


def _children(process: int) -> Iterator[int]:
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            yield from map(int, (thread / "children").read_text("ascii").split())
    except OSError:
        return


def _worked(process: int) -> float:
    try:
        running = int(Path(f"/proc/{process}/schedstat").read_text("ascii").split()[0]) / 1e9
        told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    ended = (int(told[13]) + int(told[14])) / os.sysconf("SC_CLK_TCK")
    return running + ended + sum(map(_worked, _children(process)))


ROWS: list[Row] = []


class Recording(Forecast):
    """A forecast that writes down what each batch took; of one hand."""

    def __init__(self, hands: int) -> None:
        """As a forecast."""
        super().__init__(hands)
        self.last = self.start = processors()
        atexit.register(lambda: ROWS.append(("", 0, 0, 0.0, processors() - self.last)))

    def began(self, batch: Batch, at: float) -> None:
        """It begins to be read."""
        self.start = processors()
        super().began(batch, at)

    def ended(self, batch: Batch, at: float) -> None:
        """It was read."""
        super().ended(batch, at)
        now = processors()
        noted = max(self.start - self.last, 0.0) if ROWS else 0.0  # of what has ended the kernel tells in hundredths
        ROWS.append((batch.spots[0].reader.name, len(batch.spots), batch.size, now - self.start, noted))
        self.last = now


def record(told: Path) -> None:
    """Be ``inzage``, with the words that are left, and leave what was recorded."""
    atexit.register(lambda: told.write_text(json.dumps(ROWS), "utf-8"))  # the first is called last
    vars(meter)["Forecast"] = Recording
    inzage()


def history(tree: Path, room: Path, kind: str, visits: int, number: int) -> None:
    """One more profile of that browser, with a history of so many visits."""
    known = room / f"{kind} {visits}"
    if not known.exists():
        shutil.move(make(MADE[kind], visits, room), known)
    user = tree / "Users" / "anna" / "AppData"
    chromium = user / "Local" / "Google" / "Chrome" / "User Data" / f"Profile {number + 2}" / "History"
    firefox = user / "Roaming" / "Mozilla" / "Firefox" / "Profiles" / f"p{number:06}.x" / "places.sqlite"
    place = chromium if kind == "chromium_history" else firefox
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(known, place)


def histories(tree: Path, room: Path, chromium: list[int], firefox: list[int]) -> None:
    """Profiles with so many visits each."""
    for kind, sizes in (("chromium_history", chromium), ("firefox_history", firefox)):
        for number, visits in enumerate(sizes):
            history(tree, room, kind, visits, number)


def chats(tree: Path, room: Path, messages: int) -> None:
    """Three apps with so many messages each."""
    for kind, place in CHATS.items():
        (tree / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(make(MADE[kind], messages, room), tree / place)


def pictures(tree: Path, many: int, seed: int, least: int, times: int) -> None:
    """Files that call themselves pictures, of ``least`` bytes to so many times that."""
    chance = random.Random(seed)  # noqa: S311 - sizes of files, not keys
    pattern = chance.randbytes(least * times)
    for number in range(many):
        folder = tree / "Users" / "anna" / "Pictures" / f"{number // 200:03}"
        folder.mkdir(parents=True, exist_ok=True)
        size = int(least * times ** chance.random())
        (folder / f"IMG_{number:05}.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + pattern[:size])


def ext4(tree: Path) -> Path:
    """The folder as an image of one file system."""
    made = tree.with_suffix(".dd")
    with made.open("wb") as file:
        file.truncate(sum(one.stat().st_size for one in tree.rglob("*") if one.is_file()) * 5 // 4 + (64 << 20))
    maker = shutil.which("mke2fs") or "/sbin/mke2fs"
    subprocess.run([maker, "-q", "-N", "60000", "-t", "ext4", "-d", str(tree), str(made)], check=True)
    return made


def carrier(name: str, room: Path) -> Path:
    """One of them, by name."""
    tree = room / name
    make_carrier(tree, datetime.now(UTC))
    chance = random.Random(77)  # noqa: S311 - sizes of histories, not keys
    fill: dict[str, list[Callable[[Path], None]]] = {
        "histories": [partial(histories, room=room, chromium=[500_000] * 8, firefox=[])],
        "mixed": [
            partial(pictures, many=6000, seed=4, least=20_000, times=60),
            partial(
                histories,
                room=room,
                chromium=[10_000, 50_000, 200_000, 700_000, 3000, 3000],
                firefox=[100_000, 30_000],
            ),
            partial(chats, room=room, messages=60_000),
        ],
        "image": [
            partial(pictures, many=4000, seed=9, least=2000, times=250),
            partial(histories, room=room, chromium=[500_000] * 4, firefox=[]),
        ],
        "family": [
            partial(
                histories,
                room=room,
                firefox=[chance.choice([1500, 4000, 9000]) for _ in range(45)],
                chromium=[chance.choice([1500, 6000, 25_000]) for _ in range(45)],
            )
        ],
        "phone": [
            partial(chats, room=room, messages=120_000),
            partial(histories, room=room, chromium=[900_000, 250_000], firefox=[]),
        ],
        "disk": [
            partial(pictures, many=5000, seed=77, least=4000, times=90),
            partial(histories, room=room, chromium=[400_000, 30_000, 30_000], firefox=[150_000]),
        ],
        "album": [partial(pictures, many=7000, seed=78, least=8000, times=60)],
    }
    for do in fill[name]:
        do(tree)
    return ext4(tree) if name in IMAGES else tree


CARRIERS = ("histories", "mixed", "image", "family", "phone", "disk", "album")
IMAGES = {"mixed", "image", "disk"}


def check(room: Path, words: list[object]) -> list[Row]:
    """What one check of it took, batch by batch."""
    shutil.rmtree(room / "case", ignore_errors=True)
    told = room / "told.json"
    command = [sys.executable, __file__, "--record", told, "check", *words, "--out", room / "case", "--jobs", 1]
    done = subprocess.run([*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    assert done.returncode in {0, NOT_ASSESSABLE}
    return [(reader, files, size, read, noted) for reader, files, size, read, noted in json.loads(told.read_text())]


def least(turns: list[list[Row]]) -> Iterator[Row]:
    """Of each batch the turn that took least; they are the same batches in every turn."""
    for same in zip(*turns, strict=True):
        assert len({row[:3] for row in same}) == 1
        yield (*same[0][:3], min(row[3] for row in same), min(row[4] for row in same))


def main() -> None:
    """Record all, or be the check that is recorded."""
    if sys.argv[1:2] == ["--record"]:
        told = Path(sys.argv[2])
        sys.argv[1:3] = []
        record(told)
        return
    with Path(sys.argv[1]).open("w", encoding="utf-8", newline="") as file, tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        words = papers(room)
        writing = csv.writer(file, lineterminator="\n")
        writing.writerow(COLUMNS)
        for name in CARRIERS:
            made = carrier(name, room)
            turns = [check(room, [made, *words]) for _ in range(ROUNDS)]
            for reader, files, size, read, noted in least(turns):
                writing.writerow([name, reader, files, size, round(read * 1e6), round(noted * 1e6)])
            shutil.rmtree(room / name)
            print(
                f"{name}: {', '.join(f'{sum(row[3] + row[4] for row in rows):.1f}' for rows in turns)} s of processors"
            )


if __name__ == "__main__":
    main()
