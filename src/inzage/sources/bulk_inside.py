"""What is digested inside the lock: files of an archive or a disk, of which the bytes stay where they are.

Request: ``{"do": "digest", "files": [[where, size, [algorithm, ...]], ...]}``, then ``{"do": "digest_on"}`` until
``done``; a reply comes at the latest after ``STEP`` bytes, so that whoever asks can end it. The reply holds, for each
file that was finished since the last, ``[reason, [hex, ...]]``: '' or why it cannot be read; no algorithm: none. The
first bytes of those that can be read stand beside it, one after another. ``{"do": "places", "files": [where, ...]}``
tells numbers to read them by in order.

References: trust facts 6.2, 6.4; ADR 0045
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from inzage.result import Reason, Unreadable
from inzage.sources.bulk import FIRST
from inzage.watchlists.digests import ALGORITHMS
from inzage.worker import Beside, Json, Reply, Request

STEP = 32 * 1024 * 1024
"""Bytes that are read before whoever asked hears of it."""

for _name in ALGORITHMS:
    hashlib.new(_name, usedforsecurity=False)  # looked up now: behind the lock no library can be loaded

Row = tuple[list[Json], bytes]
"""What is said of a file, and its first bytes."""


class Held(Protocol):
    """An opened archive or disk, as far as bytes are concerned."""

    def read(self, where: int) -> Iterator[bytes]:
        """One file in pieces; raises ``Unreadable``."""
        ...


@dataclass(slots=True)
class _Bench:
    """What is being digested between two requests; None: a step is over, and the file is not."""

    rows: Iterator[Row | None] = field(default_factory=lambda: iter(()))


_bench = _Bench()


def digest(held: Held, request: Request) -> Reply:
    """Answer ``digest``, ``digest_on`` or ``places``."""
    match request:
        case {"do": "places", "files": list(files)}:
            place = getattr(held, "place", None)
            return {"places": [_place(place, cast(int, where)) for where in files]}
        case {"do": "digest", "files": list(files)}:
            _bench.rows = _rows(held, cast(list[Any], files))
        case {"do": "digest_on"}:
            pass
        case _:
            raise ValueError("no request")
    told: list[Json] = []
    firsts: list[bytes] = []
    for row in _bench.rows:
        if row is None:
            return Beside({"told": told, "done": False}, *firsts)
        told.append(row[0])
        firsts.append(row[1])
    return Beside({"told": told, "done": True}, *firsts)


def _place(place: Callable[[int], int] | None, where: int) -> int:
    try:
        return place(where) if place else where
    except Unreadable:
        return where


def _rows(held: Held, files: Sequence[tuple[int, int, Sequence[str]]]) -> Iterator[Row | None]:
    read = 0
    for where, size, algorithms in files:
        one = _One(algorithms)
        try:
            for piece in _bytes(held, where, size, wanted=size if algorithms else FIRST):
                one.take(piece)
                read += len(piece)
                if read >= STEP:
                    read = 0
                    yield None
            yield one.row("")
        except Unreadable as fault:
            yield one.row(fault.reason.value)


def _bytes(held: Held, where: int, size: int, wanted: int) -> Iterator[bytes]:
    """So many bytes of a file, or all if there are fewer; raises where it has not the size that it should."""
    got = 0
    for piece in held.read(where):
        got += len(piece)
        if got > size:
            break
        yield piece
        if got >= wanted != size:
            return
    if got != size:
        raise Unreadable(Reason.ARCHIVE_DAMAGED)


class _One:
    """One file as it goes by."""

    def __init__(self, algorithms: Sequence[str]) -> None:
        self._first = b""
        self._told = [hashlib.new(name, usedforsecurity=False) for name in algorithms]

    def take(self, piece: bytes) -> None:
        """The next bytes of it."""
        if len(self._first) < FIRST:
            self._first += piece[: FIRST - len(self._first)]
        for one in self._told:
            one.update(piece)

    def row(self, reason: str) -> Row:
        """What is said of it."""
        if reason:
            return [reason, []], b""
        return ["", [one.hexdigest() for one in self._told]], self._first
