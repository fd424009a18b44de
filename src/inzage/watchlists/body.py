"""Fan-out and records of a keyed list at a descriptor, read in short pieces: one bucket, or a window of many.

``layout`` says how they lie. Nothing is mapped and nothing is kept: the worker that looks up may map no
file, and lives for one artefact.
"""

import os
import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from inzage.watchlists.layout import DIGEST, LENGTH, RECORD, damaged, fan_out_size

_PAIR = struct.Struct(">II")
_LEADING = 32
"""Bits of the leading number of a digest, of which the fan-out counts the first."""


@dataclass(frozen=True, slots=True)
class Window:
    """The records of some following slots. ``ends``: where in ``records`` each slot begins, and where the last ends."""

    ends: list[int]
    records: bytes

    def places(self, slot: int, wanted: bytes, at: int) -> tuple[int, ...]:
        """Class bytes of the records with this digest, in the slot that it falls in (the first is 0).

        ``at``: where it first occurs there.
        """
        if at % RECORD == 0 and not self.records.startswith(wanted, at + RECORD):
            return (self.records[at + DIGEST],)
        return tuple(places(self.records[self.ends[slot] : self.ends[slot + 1]], wanted))


@dataclass(frozen=True, slots=True)
class Body:
    """Where a list's fan-out begins, how many leading bits it counts, and how many records follow it."""

    descriptor: int
    fan_out: int
    bits: int
    count: int

    @property
    def records(self) -> int:
        """Where the records begin."""
        return self.fan_out + fan_out_size(self.bits)

    @property
    def end(self) -> int:
        """Where they end."""
        return self.records + self.count * RECORD

    def bucket(self, wanted: bytes) -> bytes:
        """The records that share the leading bits of this digest."""
        slot = int.from_bytes(wanted[:4]) >> (_LEADING - self.bits)
        pair = os.pread(self.descriptor, _PAIR.size, self.fan_out + slot * LENGTH.size)
        first, last = _PAIR.unpack(pair) if len(pair) == _PAIR.size else (1, 0)
        if not first <= last <= self.count:
            raise damaged("een gewijzigd bestand", "a changed file")
        return self._between(first, last)

    def window(self, first: int, slots: int) -> Window:
        """The records of so many slots from this one on."""
        told = os.pread(self.descriptor, (slots + 1) * LENGTH.size, self.fan_out + first * LENGTH.size)
        if len(told) < (slots + 1) * LENGTH.size:
            raise damaged("een bestand dat korter werd", "a file that became shorter")
        below = numbers(told).tolist()
        if below != sorted(below) or below[-1] > self.count:
            raise damaged("een gewijzigd bestand", "a changed file")
        start = below[0]
        return Window([(one - start) * RECORD for one in below], self._between(start, below[-1]))

    def slots_of(self, wanted: bytes | bytearray, first: int) -> list[int]:
        """In which slot each of these digests falls, which lie one after another; counted from this slot on."""
        shift = _LEADING - self.bits
        return [(number >> shift) - first for number in numbers(wanted, DIGEST)]

    def _between(self, first: int, last: int) -> bytes:
        found = os.pread(self.descriptor, (last - first) * RECORD, self.records + first * RECORD)
        if len(found) < (last - first) * RECORD:
            raise damaged("een bestand dat korter werd", "a file that became shorter")
        return found


def numbers(data: bytes | bytearray, every: int = LENGTH.size) -> "array[int]":
    """The numbers of four bytes, the highest first, that lie ``every`` so many bytes from one another."""
    found = array("I", data)[:: every // LENGTH.size]
    if sys.byteorder == "little":
        found.byteswap()
    return found


def places(bucket: bytes, wanted: bytes) -> Iterator[int]:
    """Class bytes of the records in a bucket that have this digest."""
    at = bucket.find(wanted)
    while at >= 0:
        if at % RECORD == 0:
            yield bucket[at + DIGEST]
        at = bucket.find(wanted, at + 1)
