"""Look-up of similar pictures among 1 and 10 million hashes, beside the flat index of faiss.

Every way must find all that was planted, at distances 0 to 31, and nothing else. faiss is asked for all within the
distance, and for the nearest alone; in one thread, compared by processor time, and in as many threads as it takes
by itself, compared by the clock. Ours has one thread, and is asked eight hashes at a time, as a picture asks.
faiss is no dependency: it is put in an environment of its own.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

from measuring import Row, keep, keep_row
from peers import environment
from similar_peer import QUERIES, answer, peak, planted

from inzage.media.similar import Index

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
PICTURE = 8
WAYS = ("range, 1 thread", "nearest, 1 thread", "range, as it comes", "nearest, as it comes")
GOAL = 4.0
PEER = Path(__file__).with_name("similar_peer.py")


def ours(count: int) -> None:
    """Answer as a check does: by multi-index hashing, a picture at a time."""
    bare = peak()
    hashes, queries = planted(count)
    asked = [one.tobytes() for one in queries]
    index = Index(hashes)
    before = time.process_time()
    index.sort()
    print(json.dumps({"sort": time.process_time() - before, "megabytes": peak() - bare}), flush=True)

    def near() -> list[int]:
        found = [(at, index.near(asked[at : at + PICTURE])) for at in range(0, len(asked), PICTURE)]
        right = all(
            match.entry == at + match.query and match.distance == match.entry % 32 for at, m in found for match in m
        )
        return [match.entry for _, matches in found for match in matches] if right else []

    answer({"ours": near})


class Side:
    """A process that answers."""

    def __init__(self, *command: str) -> None:
        plain = {name: value for name, value in os.environ.items() if not name.endswith("NUM_THREADS")}
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=plain)
        self.told = self._line()

    def batch(self, way: str, queries: int) -> tuple[float, float]:
        """Microseconds for each query, by the clock and of the processor."""
        assert self._process.stdin
        self._process.stdin.write(f"{way}\n")
        self._process.stdin.flush()
        said = self._line()
        assert said["right"] and said["found"] == queries, f"{way} did not find what was planted"
        return 1e6 * said["wall"] / queries, 1e6 * said["processor"] / queries

    def end(self) -> None:
        """No more questions."""
        self._process.communicate()

    def _line(self) -> dict[str, float]:
        assert self._process.stdout
        return dict(json.loads(self._process.stdout.readline()))


def compare(count: int, python: str) -> None:
    """Print and keep the rows of one size."""
    mine, theirs = Side(sys.executable, __file__, str(count)), Side(python, str(PEER), str(count))
    taken: dict[str, list[tuple[float, float]]] = {way: [] for way in ("ours", *WAYS)}
    for _ in range(ROUNDS if count <= 1_000_000 else min(ROUNDS, 3)):
        taken["ours"].append(mine.batch("ours", QUERIES[count]))
        for way in WAYS:
            taken[way].append(theirs.batch(way, QUERIES[count]))
    mine.end()
    theirs.end()
    for way in WAYS:
        by = 1 if "1 thread" in way else 0
        us, them = ([turn[by] for turn in taken[side]] for side in ("ours", way))
        ratio = statistics.median(them) / statistics.median(us)
        work = f"similar look-up, {count // 1_000_000} million, recall 1.00 at distances 0 to 31"
        note = f"{'processor time' if by else 'by the clock'}; sorting takes {mine.told['sort']:.1f} s once"
        keep_row(
            Row(work, f"`faiss` flat, {way}", GOAL, ratio, us, them, "us", megabytes=mine.told["megabytes"], note=note)
        )
    keep(f"similar, {count}", {"ours": mine.told, "faiss": theirs.told, "microseconds": taken})


def main(arguments: list[str]) -> None:
    """Print and keep the ratios of each size."""
    if arguments:
        ours(int(arguments[0]))
        return
    peer = environment("faiss", "faiss-cpu==1.15.1")
    for count in QUERIES if peer else ():
        compare(count, str(peer / "python") if peer else "")


if __name__ == "__main__":
    main(sys.argv[1:])
