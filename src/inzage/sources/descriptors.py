"""Open things on a carrier without leaving a trace on it and without being led astray.

Every name is opened relative to its folder's descriptor, never through a link. Access
times stay where the kernel allows it (``O_NOATIME``: owner or root; a read-only mount
keeps them always). Pipes, sockets and devices are told apart before they are opened,
because opening a device can set it going.

References: open(2), openat(2); trust facts 6.3 (descriptors), 7.3 (unplugged devices).
"""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from inzage.artefact import EntryKind
from inzage.result import Reason
from inzage.sources import Unopenable

FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
FOLDER = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC
WAY = os.O_PATH | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC

_REASONS: Mapping[int, Reason] = {
    errno.EACCES: Reason.NO_PERMISSION,
    errno.EPERM: Reason.NO_PERMISSION,
    errno.ELOOP: Reason.LINK,
    errno.ENOTDIR: Reason.LINK,
    errno.ENOENT: Reason.CHANGED_WHILE_READ,
    errno.ESTALE: Reason.CHANGED_WHILE_READ,
    errno.ENAMETOOLONG: Reason.NAME_TOO_LONG,
    errno.ENXIO: Reason.NOT_A_FILE,
}
_KINDS: Mapping[int, EntryKind] = {
    stat.S_IFREG: EntryKind.FILE,
    stat.S_IFLNK: EntryKind.LINK,
    stat.S_IFIFO: EntryKind.PIPE,
    stat.S_IFSOCK: EntryKind.SOCKET,
    stat.S_IFDIR: EntryKind.DIRECTORY,
}


class Marks(NamedTuple):
    """What changes when a file is written, replaced or made anew (times in nanoseconds)."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, seen: os.stat_result) -> "Marks":
        """The marks out of a stat."""
        return cls(seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)


def reason_of(error: OSError) -> Reason:
    """What a refusal by the system means for coverage."""
    return _REASONS.get(error.errno or 0, Reason.READ_ERROR)


def kind_of(mode: int) -> EntryKind:
    """What lies at a path, from ``st_mode``."""
    return _KINDS.get(stat.S_IFMT(mode), EntryKind.DEVICE)


def open_quietly(name: str, flags: int, folder: int | None = None) -> int:
    """Open without moving the access time; where that is not ours to ask, open all the same."""
    try:
        return os.open(name, flags | os.O_NOATIME, dir_fd=folder)
    except PermissionError:
        return os.open(name, flags, dir_fd=folder)


def look(name: str, folder: int) -> os.stat_result:
    """Stat a name in a folder, not what it may point to."""
    return os.stat(name, dir_fd=folder, follow_symlinks=False)


def open_regular(name: str, folder: int) -> int:
    """Open one regular file; raises ``Unopenable`` for what is none, ``OSError`` for what refuses."""
    return open_seen(name, folder)[0]


def open_seen(name: str, folder: int) -> tuple[int, os.stat_result]:
    """As ``open_regular``, with the stat of what was opened."""
    _must_be_file(look(name, folder).st_mode)
    descriptor = open_quietly(name, FILE, folder)
    try:
        seen = os.fstat(descriptor)
        _must_be_file(seen.st_mode)  # it may have been swapped between the two calls
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor, seen


@contextmanager
def folder_of(root: int, untrusted_path: str) -> Iterator[tuple[int, str]]:
    """(descriptor of the folder, last name), reached name by name below ``root``."""
    *above, name = untrusted_path.split("/")
    if {"", ".", ".."} & {*above, name}:
        raise Unopenable(Reason.LINK)
    at = os.dup(root)
    try:
        for step in above:
            below = os.open(step, WAY, dir_fd=at)
            os.close(at)
            at = below
        yield at, name
    finally:
        os.close(at)


def _must_be_file(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise Unopenable(Reason.LINK if stat.S_ISLNK(mode) else Reason.NOT_A_FILE)
