"""SQLite's door to the outside, bricked up: three files that we hold, and none else.

``Files`` is a SQLite file system with a main file, its ``-wal`` and its ``-journal``.
No name ever reaches the real file system, nothing is locked, mapped or shared;
temporary files live in memory. Without shared memory SQLite reads a write-ahead log
only in exclusive locking mode, which the caller must ask for.

References: https://sqlite.org/vfs.html, https://sqlite.org/wal.html#use_of_wal_without_shared_memory
"""

import itertools
from collections.abc import Mapping

import apsw

from inzage.formats.overlay import Overlay

MAIN = "/main"
"""The one database in this file system; its sidecars are this with a suffix."""

_numbers = itertools.count()


class _File(apsw.VFSFile):
    """One open file over an ``Overlay``."""

    def __init__(self, overlay: Overlay) -> None:  # the base class would open a real file
        self._overlay = overlay
        self._read = overlay.read

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's names
        try:
            return self._read(amount, offset)
        except OSError as fault:
            self._overlay.failed = True
            raise apsw.IOError("read") from fault

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._overlay.write(bytes(data), offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._overlay.truncate(newsize)

    def xFileSize(self) -> int:  # noqa: N802
        return self._overlay.size

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802
        return False

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xClose(self) -> None:  # noqa: N802
        """The descriptor belongs to whoever opened it."""

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0

    def xSectorSize(self) -> int:  # noqa: N802
        return 512

    def xLock(self, level: int) -> None:  # noqa: N802
        """Nobody else is here."""

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """Nobody else is here."""

    def xSync(self, flags: int) -> None:  # noqa: N802
        """There is nothing to make durable."""


class Files(apsw.VFS):
    """A file system of one database and its sidecars (suffix → descriptor), for one connection.

    ``main``: the database as SQLite sees it, a hot journal rolled back.
    """

    def __init__(self, main: int, sidecars: Mapping[str, int]) -> None:
        self.label = f"inzage-{next(_numbers)}"
        self.main = Overlay(main)
        self._files = {MAIN: self.main} | {MAIN + suffix: Overlay(fd) for suffix, fd in sidecars.items()}
        super().__init__(self.label, base="", maxpathname=64)

    @property
    def read_failed(self) -> bool:
        """The operating system refused a read."""
        return any(overlay.failed for overlay in self._files.values())

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _File:  # noqa: N802
        """One of our files, or a new one in memory."""
        flags[1] = flags[0]
        if name is None:
            return _File(Overlay(None))
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path not in self._files:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError(path)
            self._files[path] = Overlay(None)
        return _File(self._files[path])

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802
        """Is it one of ours?"""
        return pathname in self._files

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """Forget it; the carrier keeps it."""
        self._files.pop(filename, None)

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        """Our names have no folders."""
        return name

    def xDlOpen(self, filename: str) -> int:  # noqa: N802
        """No library is ever loaded."""
        return 0

    def xRandomness(self, numbytes: int) -> bytes:  # noqa: N802
        """Names of temporary files need no chance, and the same carrier must give the same result."""
        return bytes(numbytes)
