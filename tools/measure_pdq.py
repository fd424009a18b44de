"""Measure similar pictures on ordinary ones: how often two different pictures are taken for one.

    tools/measure_pdq.py FOLDER ... [--same FILE] [--cache FOLDER] [--new FOLDER ...] [--every-entry]

Each folder is one set (a Debian package, unpacked). Pictures of *different* sets are
compared, for within a set one drawing comes in many versions. Every picture is read as a
check would read it (``inzage.media``), upright against all eight orientations. One of a pair
stands for the entry of a list: where a list would not take it (``prints.too_plain``) the pair does
not count, unless ``--every-entry``. ``--new``: count only pairs of which one is of these sets, so
that a rule thought of on some packages is measured on others. Pairs
within the distance are printed by name, to be looked at: ``--same`` names those (two paths
a line) that are one picture indeed, and they no longer count as hits. The figures
stand in docs/validation.md and in ``watchlists.false_alarms``.
"""

import argparse
import hashlib
import pickle
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inzage.media import ENOUGH, NEAR, bars, decode
from inzage.media.pdq import fingerprint
from inzage.result import Unreadable
from inzage.watchlists.false_alarms import false_alarm_bound
from inzage.watchlists.prints import too_plain

ENDINGS = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"}
Words = NDArray[np.uint64]


@dataclass(frozen=True)
class Print:
    """One picture: where it lies, quality, eight hashes, those without bars where it has them, and by what."""

    path: str
    quality: int
    hashes: tuple[bytes, ...]
    within: tuple[bytes, ...]
    decoder: str


def look(path: str) -> Print | None:
    """Hash one file; None where it is no picture that can be read."""
    try:
        seen = decode.picture(Path(path).read_bytes())
    except Unreadable:
        return None
    whole = fingerprint(seen.grey, seen.full, seen.scale)
    within: tuple[bytes, ...] = ()
    if (part := bars.inside(seen.grey)) is not None:
        inside = fingerprint(seen.grey[part])
        within = inside.hashes if inside.telling else ()
    return Print(path, whole.quality, whole.hashes, within, seen.decoder)


def hashed(folder: Path, cache: Path | None) -> list[Print]:
    """Every picture of a set, byte for byte the same ones once."""
    kept = cache / f"{folder.name}.prints" if cache else None
    if kept and kept.exists():
        return pickle.loads(kept.read_bytes())  # noqa: S301 - our own, of a moment ago
    files = {hashlib.sha256(file.read_bytes()).digest(): str(file) for file in sorted(pictures(folder))}
    with Pool(initializer=decode.make_ready) as pool:
        prints = [one for one in pool.imap(look, sorted(files.values()), chunksize=16) if one]
    if kept:
        kept.write_bytes(pickle.dumps(prints))
    return prints


def pictures(folder: Path) -> Iterator[Path]:
    """Files that call themselves pictures."""
    yield from (file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())


def words(hashes: list[bytes]) -> Words:
    """Hashes as rows of four numbers."""
    return np.frombuffer(b"".join(hashes), ">u8").astype(np.uint64).reshape(-1, 4)


def near(one: list[Print], other: list[Print]) -> Iterator[tuple[str, str, int, str]]:
    """Pairs within the distance: the two paths, the smallest distance, and in which state it was found."""
    upright = words([p.hashes[0] for p in other])
    for p in one:
        states = [("upright", [p.hashes[0]]), ("turned", list(p.hashes[1:])), ("without bars", list(p.within))]
        for state, hashes in states:
            if hashes:
                apart = np.bitwise_count(words(hashes)[:, None] ^ upright).sum(axis=2).min(axis=0)
                yield from ((p.path, other[at].path, int(apart[at]), state) for at in np.flatnonzero(apart <= NEAR))


def told(pairs: int, comparisons: int, hits: list[tuple[str, str, int, str]]) -> None:
    """The figures, as they go into docs/validation.md."""
    upright = sum(state == "upright" for *_, state in hits)
    print(f"pairs {pairs:,}; hits upright {upright}; bound {false_alarm_bound(pairs, upright):.2e}")
    print(f"comparisons in all states {comparisons:,}; hits {len(hits)}; ", end="")
    print(f"bound {false_alarm_bound(comparisons, len(hits)):.2e}")
    print("by distance", sorted(Counter(distance for _, _, distance, _ in hits).items()))


def main() -> None:
    """As called."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--same", type=Path)
    asked.add_argument("--cache", type=Path)
    asked.add_argument("--any-quality", action="store_true")
    asked.add_argument("--every-entry", action="store_true")
    asked.add_argument("--new", nargs="+", type=Path, default=[])
    given = asked.parse_args()
    same = {frozenset(line.split("\t")) for line in given.same.read_text().splitlines()} if given.same else set()
    least = 0 if given.any_quality else ENOUGH
    sets = {folder.name: hashed(folder, given.cache) for folder in given.folders}
    kept = {name: [one for one in prints if one.quality >= least] for name, prints in sets.items()}
    print(datetime.now(UTC).date(), {name: (len(sets[name]), len(kept[name])) for name in sets})
    print(Counter(one.decoder for prints in sets.values() for one in prints))
    taken = {name: [p for p in mine if given.every_entry or not too_plain(p.hashes[0])] for name, mine in kept.items()}
    print("taken as entries", {name: len(mine) for name, mine in taken.items()})
    new = {folder.name for folder in given.new} or set(kept)
    report(kept, taken, same, new)


def report(
    kept: dict[str, list[Print]], taken: dict[str, list[Print]], same: set[frozenset[str]], new: set[str]
) -> None:
    """Compare every set with every other: the pictures of the smaller with the entries of the larger."""
    pairs = comparisons = 0
    hits: list[tuple[str, str, int, str]] = []
    for one, other in combinations(kept, 2):
        if not {one, other} & new:
            continue
        few, many = sorted((one, other), key=lambda name: len(kept[name]))
        pairs += len(kept[few]) * len(taken[many])
        comparisons += len(taken[many]) * sum(8 + len(p.within) for p in kept[few])
        hits += [hit for hit in near(kept[few], taken[many]) if frozenset(hit[:2]) not in same]
    for hit in sorted(hits, key=lambda hit: hit[2]):
        print(*hit, sep="\t", file=sys.stderr)
    told(pairs, comparisons, hits)


if __name__ == "__main__":
    main()
