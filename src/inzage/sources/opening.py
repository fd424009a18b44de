"""Which kind of source serves a path: by what the path is, and by a file's first and last bytes.

A further kind is one module with a class that fills ``inzage.sources.Source``, and one
recogniser in the table below: a function of a ``Look`` that gives the source, or None
where the path is of another kind. The first that knows the path serves it, and only then
is its class loaded. Such a class
tells its names to ``containers.Discovery`` (users and profiles), offers what matches
through ``offers.Offers`` (so that links, pipes, long names and holes come out alike), and
opens by handing out read-only descriptors: of the carrier itself where the broker can
reach the bytes without parsing (a folder), else of sealed memory that a locked worker
fills (``unpacked`` does that; ``hashes_inside`` is then true). A file system inside an
image is one ``FileSystem`` in the survey.

References: APPNOTE.TXT 4.3; POSIX ustar (magic at 257); RFC 1952; xz file format 2.1.1;
``formats.images``, ``formats.filesystems.recognise`` (disks).
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from inzage.formats.filesystems.recognise import DISC_MARK, is_disc, is_disk
from inzage.formats.images import TAIL, container_kind
from inzage.sources import NoSuchCarrier, Source, UnknownCarrier
from inzage.sources.descriptors import open_quietly
from inzage.sources.image_parts import is_later_part
from inzage.sources.keys import Key
from inzage.worker.pool import Lent, Pool
from inzage.worker.warm import DISKS

T = TypeVar("T")

ENTRIES = 5_000_000
"""Names that one carrier may have before the rest counts as over budget."""

_HEAD = 4608
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_TAR_MAGIC = slice(257, 262)
_ANDROID_BACKUP = b"ANDROID BACKUP"
"""Then its own module is asked."""
_OF_DISKS = frozenset({".dd", ".raw", ".img", ".image", ".000", ".001"})


def open_source(
    path: str,
    *,
    unconfined: bool = False,
    entries: int = ENTRIES,
    keys: Sequence[Key] = (),
    disks: Pool | None = None,
) -> Source:
    """Open a carrier read-only. Raises ``NoSuchCarrier``, ``UnknownCarrier`` or ``MissingLibraries``.

    ``unconfined``: an archive's worker goes without its lock; for invented data only.
    ``entries``: how many names are looked at before the rest counts as over budget.
    ``keys``: what the owner gave to open what is locked, each for one try.
    ``disks``: where a disk's workers come from, which stays the caller's; one that ``keys`` open, and each if absent,
    has its own.
    """
    mode = _mode(path)
    if not (stat.S_ISDIR(mode) or stat.S_ISREG(mode) or stat.S_ISBLK(mode)):
        raise UnknownCarrier(path=path, found="een apparaat of een pijp (a device or a pipe)")
    head = b"" if stat.S_ISDIR(mode) else _reached(path, lambda: _head(path, mode))
    look = Look(path, mode, head, entries, tuple(keys), disks, unconfined=unconfined)
    for recognise in RECOGNISERS:
        source = _reached(path, partial(recognise, look))
        if source is not None:
            return source
    raise UnknownCarrier(path=path, found="een bestand van een andere soort (a file of another kind)")


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of a path before anything is opened, and how it is to be opened. ``head``: '' of a folder."""

    path: str
    mode: int
    head: bytes
    entries: int
    keys: tuple[Key, ...] = ()
    disks: Pool | None = None
    unconfined: bool = field(kw_only=True)

    @property
    def is_folder(self) -> bool:
        """Is it a folder?"""
        return stat.S_ISDIR(self.mode)

    def tail(self) -> bytes:
        """The last bytes of a file; none where they cannot be read, as of a disk that fails there."""
        return _readable(partial(_part, self.path, TAIL, from_end=True))

    def is_disc(self) -> bool:
        """Does the mark of a CD or DVD stand in its place?"""
        at, size = DISC_MARK
        return is_disc(_readable(partial(_part, self.path, size, at)))


def _ios_backup(look: Look) -> Source | None:
    if not look.is_folder:
        return None
    from inzage.sources.backup_ios import IosBackupSource, is_ios_backup  # noqa: PLC0415 - of the kinds only the one met

    if not is_ios_backup(os.listdir(look.path or ".")):  # noqa: PTH208  (names, not paths)
        return None
    return IosBackupSource(look.path, look.entries, look.keys, unconfined=look.unconfined)


def _folder(look: Look) -> Source | None:
    if not look.is_folder:
        return None
    from inzage.sources.folder import FolderSource  # noqa: PLC0415 - of the kinds only the one met

    return FolderSource(look.path, look.entries)


def _android_backup(look: Look) -> Source | None:
    if not look.head.startswith(_ANDROID_BACKUP):
        return None
    from inzage.sources.backup_ab import AndroidBackupSource, is_android_backup  # noqa: PLC0415 - as above

    if not is_android_backup(look.head):
        return None
    return AndroidBackupSource(look.path, look.entries, look.keys, unconfined=look.unconfined)


def _archive(look: Look) -> Source | None:
    kind = kind_of_archive(look.head, look.path)
    if kind is None or stat.S_ISBLK(look.mode):
        return None
    from inzage.sources.archive import ArchiveSource  # noqa: PLC0415 - of the kinds only the one met

    return ArchiveSource(look.path, kind, look.entries, unconfined=look.unconfined)


def _image(look: Look) -> Source | None:
    kind = container_kind(look.head, b"") or container_kind(b"", look.tail())
    if kind is None and (stat.S_ISBLK(look.mode) or is_disk(look.head) or look.is_disc() or _is_named_disk(look)):
        kind = "raw"
    if not look.is_folder and is_later_part(look.path):
        raise UnknownCarrier(
            path=look.path, found="een later deel van een image; geef het eerste (a later part of one)"
        )
    if kind is None:
        return None
    with _workers(look) as pool:
        from inzage.sources.image import ImageSource  # noqa: PLC0415 - while the worker loads what it needs

        return ImageSource(look.path, kind, look.entries, look.keys, unconfined=look.unconfined, pool=pool)


@contextmanager
def _workers(look: Look) -> Iterator[Pool | Lent]:
    """For a disk: lent ones, else a pool that makes itself ready; closed where what is done with it fails.

    What its owner's keys open has a pool of its own: whatever ends the workers of another disk would take the keys
    with it.
    """
    if look.disks is not None and not look.keys and look.disks.suits(DISKS, unconfined=look.unconfined):
        yield Lent(look.disks)
        return
    pool = Pool(DISKS, unconfined=look.unconfined)
    try:
        pool.begin()
        yield pool
    except BaseException:
        pool.close()
        raise


RECOGNISERS: tuple[Callable[[Look], Source | None], ...] = (_ios_backup, _folder, _android_backup, _archive, _image)
"""Asked in this order: a folder or file of a narrower kind before a wider one."""


def kind_of_archive(head: bytes, path: str) -> Literal["zip", "tar"] | None:
    """By the first bytes; a tar from before its magic was agreed on is known by its name alone."""
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_PACKED) or head[_TAR_MAGIC] == b"ustar" or Path(path).suffix.lower() == ".tar":
        return "tar"
    return None


def _is_named_disk(look: Look) -> bool:
    return len(look.head) == _HEAD and Path(look.path).suffix.lower() in _OF_DISKS


def _mode(path: str) -> int:
    return _reached(path, lambda: os.stat(path).st_mode)  # noqa: PTH116  (a Path takes '' for the folder one is in)


def _head(path: str, mode: int) -> bytes:
    """A device whose beginning cannot be read is a disk all the same; a file may be anything."""
    read = partial(_part, path, _HEAD)
    return _readable(read) if stat.S_ISBLK(mode) else read()


def _readable(read: Callable[[], bytes]) -> bytes:
    """What is read, or nothing where the medium fails: what it is, may be known all the same."""
    try:
        return read()
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


def _part(path: str, size: int, at: int = 0, *, from_end: bool = False) -> bytes:
    file = open_quietly(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        at = max(0, os.lseek(file, 0, os.SEEK_END) - size) if from_end else at
        return os.pread(file, size, at)
    finally:
        os.close(file)


def _reached(path: str, reach: Callable[[], T]) -> T:
    try:
        return reach()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        found = "niets (nothing)"
    except PermissionError:
        found = "geen recht om te lezen (no permission to read)"
    except OSError as error:
        found = os.strerror(error.errno or 0)
    raise NoSuchCarrier(path=path, found=found)
