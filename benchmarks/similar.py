"""Look-up of similar pictures among a million hashes: Inzage beside a flat search, in NumPy and in faiss (if there).

Every way must find all that was planted, at distances 0 to 31, and nothing else. faiss is no
dependency (`pip install faiss-cpu` beside this environment); without it its line is left out.
"""

import os
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from measuring import keep
from numpy.typing import NDArray

from inzage.media import HASH, NEAR
from inzage.media.similar import Index

ENTRIES, QUERIES = 1_000_000, 320
Found = set[tuple[int, int]]
Bytes = NDArray[np.uint8]


def planted() -> tuple[Bytes, Bytes, Found]:
    """Random hashes, queries of which each lies 0 to 31 bits from one of them, and which."""
    dice = np.random.default_rng(1)
    entries = np.frombuffer(dice.bytes(ENTRIES * HASH), np.uint8).reshape(-1, HASH)
    queries = entries[:QUERIES].copy()
    for number in range(QUERIES):
        for bit in dice.choice(8 * HASH, number % (NEAR + 1), replace=False):
            queries[number, bit // 8] ^= 1 << bit % 8
    return entries, queries, {(number, number) for number in range(QUERIES)}


def flat(entries: Bytes, queries: Bytes) -> Found:
    """Compare each with all."""
    words = entries.view(np.uint64)
    found: Found = set()
    for number, query in enumerate(queries.view(np.uint64)):
        apart = np.bitwise_count(words ^ query).sum(axis=1)
        found |= {(number, int(entry)) for entry in np.flatnonzero(apart <= NEAR)}
    return found


def ours(index: Index, queries: Bytes) -> Found:
    """Multi-index hashing."""
    return {(match.query, match.entry) for one in range(0, QUERIES, 8) for match in _near(index, queries, one)}


def _near(index: Index, queries: Bytes, first: int) -> list[Any]:
    hits = index.near([one.tobytes() for one in queries[first : first + 8]])  # as a picture asks: eight at a time
    return [type(hit)(hit.entry, hit.query + first, hit.distance) for hit in hits]


def by_faiss(
    index: Any,  # noqa: ANN401 - a library without types
    queries: Bytes,
) -> Found:
    """The flat index of faiss, in one thread; its range search excludes the bound."""
    limits, _, labels = index.range_search(queries, NEAR + 1)
    return {(n, int(entry)) for n in range(QUERIES) for entry in labels[limits[n] : limits[n + 1]]}


def timed(search: Callable[[], Found], wanted: Found) -> float:
    """Queries a second, the best of three; recall must be 1.00."""
    best = 0.0
    for _ in range(3):
        before = time.monotonic()
        assert search() == wanted
        best = max(best, QUERIES / (time.monotonic() - before))
    return best


def main() -> None:
    """Print and keep the ratios."""
    entries, queries, wanted = planted()
    before = time.monotonic()
    index = Index(entries.tobytes())
    build = time.monotonic() - before
    told: dict[str, object] = {"entries": ENTRIES, "build_seconds": round(build, 3), "recall": 1.0}
    speed = {
        "inzage": timed(lambda: ours(index, queries), wanted),
        "numpy flat": timed(lambda: flat(entries, queries), wanted),
    }
    if find_spec("faiss"):
        faiss = import_module("faiss")
        faiss.omp_set_num_threads(1)
        held = faiss.IndexBinaryFlat(8 * HASH)
        held.add(entries)
        speed[f"faiss {faiss.__version__} flat"] = timed(lambda: by_faiss(held, queries), wanted)
    for name, queries_a_second in speed.items():
        print(f"{name:<20}{queries_a_second:>10,.0f}/s   {speed['inzage'] / queries_a_second:>6.1f}")
    keep("similar", told | {"queries_per_second": {name: round(value) for name, value in speed.items()}})


if __name__ == "__main__":
    main()
