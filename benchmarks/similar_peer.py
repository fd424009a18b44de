"""The flat binary index of faiss, in an environment of its own: a batch of queries for each line that asks for one.

``planted`` makes the same entries and queries on both sides, so that none need be handed over.
"""

import json
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HASH, NEAR = 32, 31
QUERIES: Mapping[int, int] = {1_000_000: 320, 10_000_000: 96}
"""So many queries are asked of so many entries: each distance as often."""
Bytes = NDArray[np.uint8]


def planted(count: int) -> tuple[bytes, Bytes]:
    """Random entries, and queries: the n-th lies n modulo 32 bits from the n-th entry, and far from all others."""
    dice = np.random.default_rng(1)
    entries = dice.bytes(count * HASH)
    queries = np.frombuffer(entries, np.uint8).reshape(-1, HASH)[: QUERIES[count]].copy()
    for number in range(len(queries)):
        for bit in dice.choice(8 * HASH, number % (NEAR + 1), replace=False):
            queries[number, bit // 8] ^= 1 << bit % 8
    return entries, queries


def peak() -> float:
    """The most memory this process ever had, in MB."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def answer(found: Mapping[str, Any]) -> None:
    """For each line the way that it names and what it took; right is what found all that was planted, and no more."""
    for line in sys.stdin:
        wall, processor = time.monotonic(), time.process_time()
        numbers = found[line.strip()]()
        took = {"wall": time.monotonic() - wall, "processor": time.process_time() - processor}
        print(json.dumps({**took, "right": numbers == list(range(len(numbers))), "found": len(numbers)}), flush=True)


def main(count: int) -> None:
    """Answer as faiss does, in one thread and in as many as it takes by itself."""
    faiss = import_module("faiss")
    entries, queries = planted(count)
    threads = faiss.omp_get_max_threads()
    index = faiss.IndexBinaryFlat(8 * HASH)
    index.add(np.frombuffer(entries, np.uint8).reshape(-1, HASH))
    del entries
    print(json.dumps({"version": faiss.__version__, "threads": threads, "megabytes": peak()}), flush=True)

    def within(many: int) -> list[int]:
        faiss.omp_set_num_threads(many)
        return [int(entry) for entry in index.range_search(queries, NEAR + 1)[2]]  # it excludes the bound

    def nearest(many: int) -> list[int]:
        faiss.omp_set_num_threads(many)
        return [int(entry) for entry in index.search(queries, 1)[1].ravel()]

    answer(
        {
            "range, 1 thread": lambda: within(1),
            "nearest, 1 thread": lambda: nearest(1),
            "range, as it comes": lambda: within(threads),
            "nearest, as it comes": lambda: nearest(threads),
        }
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
