"""A file that is only ever read, with what is written to it kept in memory.

SQLite must write before it can read: it rolls a hot journal back into the database,
or begins a fresh write-ahead log. ``Overlay`` lets it, without a byte reaching the
carrier: reads come from the descriptor by ``pread``, unless the block was written.

References: https://sqlite.org/atomiccommit.html
"""

import os

BLOCK = 4096
"""Bytes per block kept in memory."""


class Overlay:
    """One file. ``base``: an open descriptor, or None for a file that exists in memory alone.

    ``failed``: the operating system refused a read, so what SQLite concluded from it is worthless.
    """

    def __init__(self, base: int | None) -> None:
        self._base = base
        self._kept = os.fstat(base).st_size if base is not None else 0
        self.size = self._kept
        self.failed = False
        self._written: dict[int, bytearray] = {}

    def read(self, amount: int, offset: int) -> bytes:
        """Up to ``amount`` bytes; fewer only at the end of the file."""
        end = offset + amount
        if self._base is not None and end <= self._kept and not self._written:  # a page as it lies there: nearly all
            data = os.pread(self._base, amount, offset)
            if len(data) == amount:
                return data
        end = min(end, self.size)
        if end <= offset:
            return b""
        if not self._written:
            return self._below(end - offset, offset)
        return b"".join(self._pieces(offset, end))

    def write(self, data: bytes, offset: int) -> None:
        """Keep ``data`` in memory; the carrier never sees it."""
        end = offset + len(data)
        for number in range(offset // BLOCK, -(-end // BLOCK)):
            start = number * BLOCK
            low, high = max(offset, start), min(end, start + BLOCK)
            self._block(number)[low - start : high - start] = data[low - offset : high - offset]
        self.size = max(self.size, end)

    def truncate(self, size: int) -> None:
        """Cut (or lengthen with zeros); what was cut off does not come back."""
        self._written = {number: block for number, block in self._written.items() if number * BLOCK < size}
        self._kept = min(self._kept, size)
        if size % BLOCK and size // BLOCK in self._written:
            block = self._written[size // BLOCK]
            block[size % BLOCK :] = bytes(BLOCK - size % BLOCK)
        self.size = size

    def _pieces(self, offset: int, end: int) -> list[bytes]:
        pieces = []
        while offset < end:
            number, skip = divmod(offset, BLOCK)
            take = min(BLOCK - skip, end - offset)
            block = self._written.get(number)
            pieces.append(bytes(block[skip : skip + take]) if block is not None else self._below(take, offset))
            offset += take
        return pieces

    def _block(self, number: int) -> bytearray:
        if number not in self._written:
            self._written[number] = bytearray(self._below(BLOCK, number * BLOCK))
        return self._written[number]

    def _below(self, amount: int, offset: int) -> bytes:
        """What the carrier holds, with zeros where it holds nothing (any more)."""
        have = max(0, min(self._kept - offset, amount))
        data = self._pread(have, offset) if have else b""
        return data + bytes(amount - len(data))

    def _pread(self, amount: int, offset: int) -> bytes:
        data = b""
        while self._base is not None and len(data) < amount:
            more = os.pread(self._base, amount - len(data), offset + len(data))
            if not more:
                break
            data += more
        return data
