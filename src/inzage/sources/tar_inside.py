"""TAR, plain or packed with gzip, bzip2 or xz, read inside the lock.

A packed one can only be read forward; going back begins anew. Both the list and the
members therefore come in the archive's own order. What the standard library takes for
a quiet end of the archive is looked at again: a damaged header is not an end.

References: POSIX.1-2017 pax; GNU tar manual "Standard Format"; trust facts 6.6.
"""

import bz2
import gzip
import io
import lzma
import math
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Protocol, cast

from inzage.result import Reason, Unreadable
from inzage.sources.member_names import plain, to_wire
from inzage.sources.reading_inside import PIECE, RATIO, Page, Raw, Row, refuse_bomb

PAGE = 2000
PAGE_NAMES = 256 * 1024
"""Rows in one page, and characters in their paths, so that a page fits a message."""

_BLOCK = tarfile.BLOCKSIZE
_STEP = 1 << 20
_MOST = 1 << 24
_FREE = 1 << 30  # a whole archive may hold long stretches of zeros that one member may not
_AHEAD = 1 << 18  # what a decompressor may have taken in before it gave anything
_FAULTS = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError, RecursionError)

"".encode("iso-8859-1")  # loaded now: behind the lock no module can be


class TarInside:
    """An opened TAR: ``page`` lists it, ``read`` gives one member. ``stream``: its bytes, if not the whole file."""

    def __init__(self, raw: Raw, stream: "Stream | None" = None) -> None:
        self._raw = raw
        self._stream = stream or Stream(raw)
        self._tar: Any  # the offset and the list of members are its own affair, but the only way to read by pages
        with _faults():
            self._tar = tarfile.TarFile(
                fileobj=cast(BinaryIO, self._stream), encoding="utf-8", errors="surrogateescape", errorlevel=2
            )

    def page(self, cursor: int) -> Page:
        """Rows from ``cursor`` (0: the beginning) on."""
        rows: list[Row] = []
        try:
            with _faults():
                more = self._fill(rows, cursor)
        except Unreadable as fault:
            return Page(rows, None, fault.reason)
        return Page(rows, self._tar.offset if more else None)

    def _fill(self, rows: list[Row], cursor: int) -> bool:
        """Add rows until the page is full (True) or the archive ends (False)."""
        self._go(cursor)
        names = 0
        while len(rows) < PAGE and names < PAGE_NAMES:
            member = self._tar.next()
            self._tar.members.clear()
            if member is None:
                self._expect_end()
                return False
            row = _row(member)
            rows.append(row)
            names += len(str(row[0]))
        return True

    def read(self, where: int) -> Iterator[bytes]:
        """The bytes of the member that begins at ``where``, in pieces; raises ``Unreadable``."""
        with _faults():
            self._go(where)
            member = self._tar.next()
            content = self._tar.extractfile(member) if member is not None and member.isreg() else None
            if content is None:
                raise Unreadable(Reason.ARCHIVE_DAMAGED)
            size, before = 0, self._raw.taken
            while piece := content.read(PIECE):
                size += len(piece)
                refuse_bomb(size, self._raw.taken - before + _AHEAD)
                yield piece

    def _go(self, where: int) -> None:
        self._stream.seek(where)
        self._tar.members.clear()
        self._tar.firstmember = None
        self._tar.offset = where

    def _expect_end(self) -> None:
        """Was this the end, or did the reader stumble? What is packed is read to its last byte: there its checksum is.

        Behind the end stand zeros at most: a header that was wiped looks like an end, and hides all that follows.
        """
        self._stream.seek(self._tar.offset)
        while rest := self._stream.read(_STEP):
            if rest.count(0) != len(rest):
                raise Unreadable(Reason.ARCHIVE_DAMAGED)


class Unpacked(Protocol):
    """Bytes as a file; one that can only be read forward begins anew with ``seek(0)``."""

    def read(self, size: int, /) -> bytes:
        """At most this many bytes."""
        ...

    def seek(self, offset: int, /) -> int:
        """Go to a place."""
        ...

    def tell(self) -> int:
        """Where it is."""
        ...


class Stream(io.RawIOBase):
    """The unpacked bytes as one long file, going forward in steps so that a bomb is seen on the way."""

    def __init__(self, raw: Raw, inner: Unpacked | None = None, *, forward: bool = True) -> None:
        super().__init__()
        self._raw = raw
        self._inner, self._forward = _unpacked(raw) if inner is None else (inner, forward)
        self._given = 0

    def read(self, size: int | None = -1) -> bytes:
        """At most ``size`` bytes; more than any sound header asks for is refused."""
        if size is None or not 0 <= size <= _MOST:
            raise Unreadable(Reason.ARCHIVE_DAMAGED)
        piece = self._inner.read(size)
        self._given += len(piece)
        if self._given > _FREE and self._given > RATIO * self._raw.taken:
            raise Unreadable(Reason.ARCHIVE_BOMB)
        return piece

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Forward by reading (unpacked: by going there), backward by beginning anew."""
        if whence != io.SEEK_SET or offset < 0:
            raise Unreadable(Reason.ARCHIVE_DAMAGED)
        if not self._forward:
            return self._inner.seek(offset)
        if offset < self._inner.tell():
            self._inner.seek(0)
        while (left := offset - self._inner.tell()) > 0:
            if not self.read(min(left, _STEP)):
                break
        return self._inner.tell()

    def tell(self) -> int:
        """Position in the unpacked bytes."""
        return self._inner.tell()

    def seekable(self) -> bool:
        """Yes."""
        return True

    def readable(self) -> bool:
        """Yes."""
        return True


def _unpacked(raw: Raw) -> tuple[Unpacked, bool]:
    """(the bytes, can they only be read forward?)"""
    start = raw.at(0, min(6, raw.size))
    buffered = io.BufferedReader(raw, _STEP // 8)
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=buffered, mode="rb"), True
    if start.startswith(b"BZh"):
        return bz2.BZ2File(buffered), True
    return (lzma.LZMAFile(buffered), True) if start == b"\xfd7zXZ\0" else (buffered, False)


def _row(member: tarfile.TarInfo) -> Row:
    path, reason = plain(member.name.encode("utf-8", "surrogateescape"))
    if not reason and (member.size < 0 or member.size >= 2**63):
        reason = Reason.ARCHIVE_DAMAGED.value
    size = member.size if 0 <= member.size < 2**63 else 0
    return [to_wire(path), size, _seconds(member.mtime), _kind(member), member.offset, reason]


def _seconds(modified: float) -> int | None:
    return int(modified) if math.isfinite(modified) and abs(modified) < 2**40 else None


def _kind(member: tarfile.TarInfo) -> str:
    if member.issym() or member.islnk():
        return "link"
    if member.isdir():
        return "directory"
    if member.isfifo():
        return "pipe"
    return "file" if member.isreg() else "device"


@contextmanager
def _faults() -> Iterator[None]:
    """Whatever the libraries say of a damaged archive is one reason."""
    try:
        yield
    except Unreadable:
        raise
    except _FAULTS:
        raise Unreadable(Reason.ARCHIVE_DAMAGED) from None
