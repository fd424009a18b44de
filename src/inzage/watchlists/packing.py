"""A keyed file from any number of records, in little memory: sorted by runs on disk, merged, written.

Runs and body lie in nameless files of the target folder, so that nothing remains of
them after a kill. They hold keyed records alone.
"""

import hashlib
import heapq
import itertools
import shutil
import struct
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from inzage.watchlists import sizes
from inzage.watchlists.layout import DIGEST, PART, RECORD, Header, front, packed

RUN = 500_000
"""Records that are held at once: about 40 MB."""
PER_BUCKET = 32
_MOST_BITS = 20
_CHUNK = 8192 * RECORD


class Sorter:
    """Takes records in any order and gives them sorted, each once."""

    def __init__(self, folder: Path, run: int = RUN) -> None:
        self._folder = folder
        self._run = run
        self.taken = 0
        self._held: list[bytes] = []
        self._runs: list[BinaryIO] = []
        self._files = ExitStack()

    def __enter__(self) -> "Sorter":
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # a full disk is said where it is written; what these files hold no longer matters
            self._files.close()

    def add(self, record: bytes) -> None:
        """Take one record."""
        self.taken += 1
        self._held.append(record)
        if len(self._held) >= self._run:
            self._spill()

    def ordered(self) -> Iterator[bytes]:
        """Every different record, in order; once."""
        self._held.sort()
        merged = heapq.merge(self._held, *map(_of_run, self._runs))
        return (first for first, _ in itertools.groupby(merged))

    def scratch(self) -> BinaryIO:
        """A nameless file in the target folder, gone when this sorter is."""
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._files.enter_context(tempfile.TemporaryFile(dir=self._folder))

    def _spill(self) -> None:
        run = self.scratch()
        run.write(b"".join(sorted(set(self._held))))
        self._runs.append(run)
        self._held.clear()


def write(sorter: Sorter, header: Header, key: bytes, to: BinaryIO, occurring: sizes.SizeSet | None = None) -> Header:
    """Write the keyed file of what the sorter took; gives the header with what could be known only now.

    ``occurring``: the sizes of all entries, None where they are not known.
    """
    body = sorter.scratch()
    counts, parts = _spread(sorter.ordered(), body, _bits(sorter.taken))
    count = sum(counts)
    bits = _bits(count)
    told = hashlib.sha256(fan_out := _fan_out(counts, bits))
    body.seek(0)
    while chunk := body.read(_CHUNK):
        told.update(chunk)
    map_ = occurring.packed() if occurring else b""
    length = sizes.sealed_length(map_) if map_ else 0
    whole = replace(header, count=count, parts=parts, bits=bits, body_sha256=told.hexdigest(), sizes=length)
    to.write(front(whole, key))
    to.write(fan_out)
    body.seek(0)
    shutil.copyfileobj(body, to, _CHUNK)
    to.write(sizes.seal(map_, key, packed(whole)) if map_ else b"")
    return whole


def _of_run(run: BinaryIO) -> Iterator[bytes]:
    run.seek(0)
    while chunk := run.read(_CHUNK):
        yield from (chunk[at : at + RECORD] for at in range(0, len(chunk), RECORD))


def _bits(count: int) -> int:
    return min(_MOST_BITS, (count // PER_BUCKET).bit_length())


def _spread(ordered: Iterable[bytes], body: BinaryIO, bits: int) -> tuple["array[int]", int]:
    """Write the records; how many begin with each value of so many bits, and how many are parts."""
    counts = array("Q", bytes(8 << bits))
    parts = 0
    for one in ordered:
        counts[int.from_bytes(one[:3]) >> (24 - bits)] += 1
        parts += one[DIGEST] == PART
        body.write(one)
    return counts, parts


def _fan_out(counts: "array[int]", bits: int) -> bytes:
    """How many records lie below each value of the leading bits, and how many in all."""
    step = len(counts) >> bits
    below = itertools.accumulate((sum(counts[at : at + step]) for at in range(0, len(counts), step)), initial=0)
    return struct.pack(f">{(1 << bits) + 1}I", *below)
