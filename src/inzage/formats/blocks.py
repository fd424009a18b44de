"""Bytes at places: what disks, images, partitions and decrypted volumes all look like to what reads them.

All layers over a carrier are ``Blocks`` upon ``Blocks``: a descriptor, several parts joined,
a slice of it, a container's view, a decrypted view. They only read, and never map:
a page of a device that cannot be read would end the process with SIGBUS, where a
read says EIO, which is an answer.

References: pread(2), ioctl_list(2) BLKGETSIZE64; artefact facts 13, 15.1.
"""

import os
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate
from typing import Protocol


class Blocks(Protocol):
    """Bytes at places. A read past the end is short, a place that cannot be read raises ``ReadFault``."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        ...

    def read_at(self, offset: int, size: int) -> bytes:
        """``size`` bytes from ``offset`` on; fewer only at the end."""
        ...


class ReadFault(OSError):
    """A place on the carrier that cannot be read. An ``OSError``: a library that reads through us reports it as such.

    ``offset``: the place, in bytes, within the blocks that were asked.
    """

    def __init__(self, offset: int) -> None:
        super().__init__(f"no bytes could be read at {offset}")
        self.offset = offset


class DescriptorBlocks:
    """A file or a block device, by its descriptor, which stays the caller's."""

    def __init__(self, file: int, size: int | None = None) -> None:
        self._file = file
        self._size = os.lseek(file, 0, os.SEEK_END) if size is None else size

    @property
    def size(self) -> int:
        """Bytes in the file or on the device."""
        return self._size

    def read_at(self, offset: int, size: int) -> bytes:
        """By pread(2), again until all has come or the end is there."""
        size = within(self._size, offset, size)
        piece = self._piece(offset, size)
        if len(piece) == size:
            return piece
        gathered = bytearray(piece)
        while piece and len(gathered) < size:
            piece = self._piece(offset + len(gathered), size - len(gathered))
            gathered += piece
        return bytes(gathered)

    def _piece(self, offset: int, size: int) -> bytes:
        try:
            return os.pread(self._file, size, offset) if size else b""
        except OSError:
            raise ReadFault(offset) from None


class Slice:
    """A part of other blocks, such as a partition; what points past their end is cut off there."""

    def __init__(self, blocks: Blocks, offset: int, size: int) -> None:
        if offset < 0 or size < 0:
            raise ValueError("a slice begins and ends within its blocks")
        self._blocks = blocks
        self._offset = offset
        self._size = min(size, max(0, blocks.size - offset))

    @property
    def size(self) -> int:
        """Bytes in the slice that are there."""
        return self._size

    def read_at(self, offset: int, size: int) -> bytes:
        """Bytes of the slice, counted from its own beginning."""
        return self._blocks.read_at(self._offset + offset, within(self._size, offset, size))


class Joined:
    """Parts that follow each other, such as a split raw image."""

    def __init__(self, parts: Sequence[Blocks]) -> None:
        self._parts = tuple(part for part in parts if part.size)
        self._starts = [0, *accumulate(part.size for part in self._parts)]

    @property
    def size(self) -> int:
        """Bytes of all parts together."""
        return self._starts[-1]

    def read_at(self, offset: int, size: int) -> bytes:
        """Bytes from as many parts as they lie in."""
        size = within(self.size, offset, size)
        gathered: list[bytes] = []
        which = bisect_right(self._starts, offset) - 1
        while size and which < len(self._parts):
            begin, end = self._starts[which], self._starts[which + 1]
            piece = self._parts[which].read_at(offset - begin, min(size, end - offset))
            gathered.append(piece)
            offset, size, which = offset + len(piece), size - len(piece), which + 1
            if offset != end:
                break  # the end, or a part shorter than it said: what follows would lie in the wrong place
        return b"".join(gathered)


class Watched:
    """The same blocks; ``faults`` counts the places that could not be read.

    A library wraps what we raise into words of its own: by this count a carrier
    that cannot be read is told from one that holds nonsense.
    """

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self.faults = 0

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self._blocks.size

    def read_at(self, offset: int, size: int) -> bytes:
        """As the blocks below."""
        try:
            return self._blocks.read_at(offset, size)
        except ReadFault:
            self.faults += 1
            raise


class Cached:
    """Pages of slow blocks, the last used ones kept: a compressed chunk is unpacked once, not for each small read."""

    def __init__(self, blocks: Blocks, page: int = 1 << 16, pages: int = 256) -> None:
        self._blocks = blocks
        self._page = page
        self._most = pages
        self._kept: OrderedDict[int, bytes] = OrderedDict()

    @property
    def size(self) -> int:
        """Bytes in all."""
        return self._blocks.size

    def read_at(self, offset: int, size: int) -> bytes:
        """Out of as many pages as they lie in."""
        end = offset + within(self.size, offset, size)
        first, begin = offset // self._page, offset % self._page
        if begin + end - offset <= self._page:
            return self._at(first)[begin : begin + end - offset] if end > offset else b""
        pieces = [self._at(which) for which in range(first, -(-end // self._page))]
        return b"".join(pieces)[begin : begin + end - offset]

    def _at(self, which: int) -> bytes:
        held = self._kept.get(which)
        if held is None:
            held = self._blocks.read_at(which * self._page, self._page)
            self._kept[which] = held
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(which)
        return held


class FileObject:
    """Blocks as the libraries want them: read, seek, tell, get_size. Nothing that writes."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._offset = 0

    def read(self, size: int = -1) -> bytes:
        """Bytes from where it stands on."""
        wanted = self._blocks.size - self._offset if size is None or size < 0 else size
        piece = self._blocks.read_at(self._offset, max(0, wanted))
        self._offset += len(piece)
        return piece

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Stand elsewhere: from the beginning, from here, from the end."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._offset, os.SEEK_END: self._blocks.size}[whence]
        if base + offset < 0:
            raise OSError("no place before the beginning")
        self._offset = base + offset
        return self._offset

    def tell(self) -> int:
        """Where it stands."""
        return self._offset

    def get_offset(self) -> int:
        """Where it stands."""
        return self._offset

    def get_size(self) -> int:
        """Bytes in all."""
        return self._blocks.size


def within(total: int, offset: int, size: int) -> int:
    """How many of ``size`` bytes from ``offset`` on exist; a negative place is a caller's error."""
    if offset < 0 or size < 0:
        raise ValueError("no bytes before the beginning")
    return min(size, max(0, total - offset))
