"""Look-up of digests in a keyed list of 10 and of 50 million, beside a Python ``set`` of the same keyed digests.

The list is written by the program's own packing, from records made in their order; one question in ten is on it.
A question is a form as it is asked (``md5:`` and the digest), so that keying is in every figure. Each side answers
in a process of its own, in turn, batch by batch; its time is that of the processor, and its memory is the largest
it ever had beyond a bare interpreter with the same questions in it.

The set is asked twice: keyed by the standard library's one call, as anybody would write it, and keyed as we do it,
which leaves nothing but the look-up to differ.
"""

import hmac
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, cast

from measuring import Row, keep, keep_row

from inzage.watchlists import ListKind, Meaning
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.layout import DIGEST, RECORD, Header, digest, prepared
from inzage.watchlists.packing import Sorter, write

COUNTS = (10_000_000, 50_000_000)
BATCH, PLANTED = 2_000_000, 200_000
ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
KEY = bytes(range(32))
DIGESTS = ListKind.DIGESTS
STEP = 1 << 16
Answers = Callable[[], int]


def form(number: int) -> str:
    """The question of this number; the first ``PLANTED`` are on the list."""
    return f"md5:{random.Random(number).getrandbits(128):032x}"  # noqa: S311 - the same questions each time


class Ordered:
    """Records in their order, as a sorter gives them, without sorting a list that is made sorted."""

    def __init__(self, folder: Path, count: int) -> None:
        self.taken = count
        self._sorter = Sorter(folder)

    def scratch(self) -> BinaryIO:
        """A nameless file."""
        return self._sorter.scratch()

    def ordered(self) -> Iterator[bytes]:
        """Random digests with the planted ones among them, of one class."""
        np: Any = import_module("numpy")  # here, and not in the processes that are measured
        planted = b"".join(prepared(KEY, DIGESTS).of_many(map(form, range(PLANTED))))
        made = np.random.default_rng(1).integers(0, 2**64, (self.taken, 2), np.uint64)
        made[:PLANTED] = np.frombuffer(planted, ">u8").reshape(-1, 2)
        made = made[np.argsort(made[:, 0])]
        for at in range(0, self.taken, STEP):
            told = made[at : at + STEP].astype(">u8").tobytes()
            yield from (told[n : n + DIGEST] + b"\0" for n in range(0, len(told), DIGEST))


def build(file: Path, count: int) -> None:
    """Write the list. A process of its own does it, whose memory is nobody's."""
    header = Header(DIGESTS, Meaning.LISTED, ("class",), "{}", shapes=("md5",))
    with file.open("wb") as to:
        write(cast(Sorter, Ordered(file.parent, count)), header, KEY, to)


def peak() -> float:
    """The most memory this process ever had, in MB."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def ours(file: Path, forms: list[str]) -> tuple[dict[str, float], dict[str, Answers]]:
    """A keyed list: what opening it takes, and a batch."""
    descriptor = os.open(file, os.O_RDONLY)
    opening = [_timed(lambda: KeyedList.open(descriptor, KEY)) for _ in range(50)]
    held = KeyedList.open(descriptor, KEY)
    alone = forms[:2000]
    single = _timed(lambda: [held.classes_of_form(one) for one in alone]) / len(alone)
    told = {"first open ms": 1000 * opening[0], "open ms": 1000 * statistics.median(opening), "single us": 1e6 * single}
    return told, {"batch": lambda: sum(map(bool, held.classes_of_many(forms)))}


def theirs(file: Path, forms: list[str]) -> tuple[dict[str, float], dict[str, Answers]]:
    """A set of what the list holds, which is made at each start."""
    before = time.process_time()
    held: set[bytes] = set()
    with file.open("rb") as data:
        body = KeyedList.open(data.fileno(), KEY)._body
        for at in range(body.records, body.end, STEP * RECORD):
            records = os.pread(data.fileno(), min(STEP * RECORD, body.end - at), at)
            held.update(records[n : n + DIGEST] for n in range(0, len(records), RECORD))
    made = time.process_time() - before
    assert digest(KEY, DIGESTS, forms[0]) == prepared(KEY, DIGESTS).of(forms[0])
    domain, keyed = b"inzage list 1 digests\0", prepared(KEY, DIGESTS)
    return {"build s": made}, {
        "one call": lambda: sum([hmac.digest(KEY, domain + f.encode(), "sha256")[:DIGEST] in held for f in forms]),
        "keyed as we do": lambda: sum([one in held for one in keyed.of_many(forms)]),
    }


def answer(side: str, file: Path) -> None:
    """One side's process: say what opening took, then answer a batch for each line that asks for one."""
    forms = [form(number) for number in range(BATCH)]
    random.Random(2).shuffle(forms)  # noqa: S311 - the same order each time
    bare = peak()
    told, ways = {"ours": ours, "theirs": theirs}[side](file, forms)
    print(json.dumps(told), flush=True)
    for line in sys.stdin:
        before = time.process_time()
        assert ways[line.strip()]() == PLANTED
        print(json.dumps({"seconds": time.process_time() - before, "megabytes": peak() - bare}), flush=True)


class Side:
    """A process that answers."""

    def __init__(self, side: str, file: Path) -> None:
        command = [sys.executable, __file__, side, str(file)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.told = self._line()
        self.megabytes = 0.0

    def batch(self, way: str) -> float:
        """Seconds that a batch took."""
        assert self._process.stdin
        self._process.stdin.write(f"{way}\n")
        self._process.stdin.flush()
        said = self._line()
        self.megabytes = said["megabytes"]
        return said["seconds"]

    def end(self) -> None:
        """No more questions."""
        self._process.communicate()

    def _line(self) -> dict[str, float]:
        assert self._process.stdout
        return dict(json.loads(self._process.stdout.readline()))


def _timed(done: Callable[[], object]) -> float:
    before = time.perf_counter()
    done()
    return time.perf_counter() - before


def compare(count: int, folder: Path) -> None:
    """Print and keep the rows of one size."""
    file = folder / "list.keyed"
    subprocess.run([sys.executable, __file__, "build", str(file), str(count)], check=True)
    list_, held = Side("ours", file), Side("theirs", file)
    taken: dict[str, list[float]] = {"batch": [], "one call": [], "keyed as we do": []}
    for _ in range(ROUNDS + 1):
        taken["batch"].append(list_.batch("batch"))
        for way in ("one call", "keyed as we do"):
            taken[way].append(held.batch(way))
    list_.end()
    held.end()
    file.unlink()
    told = list_.told | held.told | {"our MB": list_.megabytes, "their MB": held.megabytes}
    rows(count, {way: [1e6 * one / BATCH for one in every[1:]] for way, every in taken.items()}, told)


def rows(count: int, taken: dict[str, list[float]], told: dict[str, float]) -> None:
    """The rows of one size, from microseconds per look-up and what was told."""
    million = f"{count // 1_000_000} million"
    work = f"exact look-up, keyed, {million}, batches of {BATCH:,}"
    middle = {way: statistics.median(every) for way, every in taken.items()}
    print(json.dumps(told))
    for way, against in (
        ("one call", "`set`, keyed by `hmac.digest`"),
        ("keyed as we do", "`set`, keyed by our own prepared states"),
    ):
        keep_row(
            Row(
                work,
                against,
                1.0,
                middle[way] / middle["batch"],
                taken["batch"],
                taken[way],
                unit="us",
                note=_note(told),
            )
        )
    keep_row(
        Row(
            f"opening a keyed list of {million}",
            "1 ms",
            1.0,
            told["open ms"],
            [told["open ms"]],
            [1.0],
            "ms",
            least=False,
        )
    )
    used = told["our MB"]
    keep_row(Row(f"own memory, {million}", "100 MB", 1.0, used / 100, [used], [100.0], "MB", least=False))
    keep(f"exact, {million}", {"microseconds": taken, **{name: round(value, 3) for name, value in told.items()}})


def _note(told: dict[str, float]) -> str:
    return (
        f"The set takes {told['build s']:.1f} s to make at each start, and {told['their MB']:,.0f} MB; "
        f"one look-up by itself in the list takes {told['single us']:.1f} us."
    )


def main(arguments: list[str]) -> None:
    """Print and keep the ratios of each size."""
    if arguments[:1] == ["build"]:
        build(Path(arguments[1]), int(arguments[2]))
    elif arguments:
        answer(arguments[0], Path(arguments[1]))
    else:
        for count in COUNTS:
            with tempfile.TemporaryDirectory() as folder:
                compare(count, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
