"""The clusters of an exFAT volume: where they lie, and which of them follow each other.

References: exFAT specification 3.1 (main boot sector), 4.1 (FAT region).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from inzage.formats.blocks import Blocks
from inzage.result import Reason, Unreadable

_LAST = 0xFFFFFFFF
_FIRST = 2
_BOOT = 512
_BOOT_SECTORS = 12  # eleven, and one that repeats their checksum
_UNCOUNTED = (106, 107, 112)  # flags and share in use, which change while it is used
_NUMBER = 4
_REVISION, _KNOWN = 105, 1
_FLAGS, _SECOND, _TABLES = 106, 1, 110
_SECTORS = range(9, 13)
_CLUSTER_MOST = 25
_TABLE_PAGE = 1 << 16


@dataclass(frozen=True, slots=True)
class Chain:
    """Clusters from ``first`` on, one after the other (``one_piece``) or as the table says."""

    first: int
    one_piece: bool


class Clusters:
    """The heap of clusters and the table over it; raises ``Unreadable`` where the boot sector cannot be true."""

    def __init__(self, blocks: Blocks) -> None:
        boot = blocks.read_at(0, _BOOT)
        sector, per_cluster = (boot[108], boot[109]) if len(boot) == _BOOT else (0, 0)
        if sector not in _SECTORS or sector + per_cluster > _CLUSTER_MOST:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
        if boot[_REVISION] != _KNOWN:
            raise Unreadable(Reason.FILE_SYSTEM_UNKNOWN)
        table, length, heap, count, self.root = (
            int.from_bytes(boot[at : at + 4], "little") for at in range(80, 100, 4)
        )
        self.size = 1 << sector + per_cluster
        self.boot_is_sound = _is_sound(blocks.read_at(0, _BOOT_SECTORS << sector), 1 << sector)
        self._blocks = blocks
        second = boot[_FLAGS] & _SECOND and boot[_TABLES] > 1  # TexFAT: which of two tables counts
        self._table = table + (length if second else 0) << sector
        self._heap = heap << sector
        self._end = min(count, max(0, blocks.size - self._heap) // self.size) + _FIRST
        self._page: tuple[int, bytes] = (-1, b"")
        if not _FIRST <= self.root < self._end:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)

    def runs(self, chain: Chain, size: int, *, strict: bool = True) -> Iterator[tuple[int, int]]:
        """(place, bytes) of a chain's clusters, ``size`` bytes at most; neighbours as one run.

        Raises ``Unreadable`` where the chain leads outside, goes round, or (``strict``) is
        too short for its size; how long the topmost folder is, only its chain says.
        """
        left = size
        for first, count in self._stretches(chain, -(-size // self.size)):
            length = min(left, count * self.size)
            yield self._place(first), length
            left -= length
        if left and strict:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)

    def at(self, place: int, size: int) -> bytes:
        """Exactly these bytes."""
        content = self._blocks.read_at(place, size)
        if len(content) != size:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
        return content

    def holding(self, place: int) -> int:
        """The cluster in which a place lies."""
        cluster = (place - self._heap) // self.size + _FIRST
        if not _FIRST <= cluster < self._end:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
        return cluster

    def within(self, place: int) -> int:
        """How far into its cluster a place lies."""
        return (place - self._heap) % self.size

    def _stretches(self, chain: Chain, wanted: int) -> Iterator[tuple[int, int]]:
        """(first cluster, how many follow each other), ``wanted`` clusters in all."""
        if not wanted:
            return
        self._check(chain.first)
        if chain.one_piece:
            yield chain.first, min(wanted, self._end - chain.first)
            return
        first = at = chain.first
        passed = {at}
        for _ in range(1, wanted):
            following = self._following(at)
            if following == _LAST:
                break
            self._check(following)
            if following in passed:
                raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
            passed.add(following)
            if following != at + 1:
                yield first, at - first + 1
                first = following
            at = following
        yield first, at - first + 1

    def _following(self, cluster: int) -> int:
        page, within = divmod(cluster * _NUMBER, _TABLE_PAGE)
        if self._page[0] != page:
            self._page = page, self._blocks.read_at(self._table + page * _TABLE_PAGE, _TABLE_PAGE)
        told = self._page[1][within : within + _NUMBER]
        return int.from_bytes(told, "little") if len(told) == _NUMBER else 0

    def _check(self, cluster: int) -> None:
        if not _FIRST <= cluster < self._end:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)

    def _place(self, cluster: int) -> int:
        return self._heap + (cluster - _FIRST) * self.size


def _is_sound(boot: bytes, sector: int) -> bool:
    """Does the checksum over the boot sectors hold?"""
    told = 0
    for at, byte in enumerate(boot[:-sector]):
        if at not in _UNCOUNTED:
            told = (told >> 1 | (told & 1) << 31) + byte & 0xFFFFFFFF
    return boot[-sector:][:_NUMBER] == told.to_bytes(_NUMBER, "little")
