"""Which kind of source serves a path: by what the path is, and by a file's first bytes.

A further kind (an image, a phone's backup) is one module with a class that fills
``inzage.sources.Source``, and one line here. Such a class tells its names to
``containers.Discovery`` (users and profiles), offers what matches through
``offers.Offers`` (so that links, pipes, long names and holes come out alike), and
opens by handing out read-only descriptors: of the carrier itself where the broker can
reach the bytes without parsing (a folder), else of sealed memory that a locked worker
fills (``archive_worker`` shows how; ``hashes_inside`` is then true). A file system
inside an image is one ``FileSystem`` in the survey.

References: APPNOTE.TXT 4.3; POSIX ustar (magic at 257); RFC 1952; xz file format 2.1.1.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from inzage.sources import NoSuchCarrier, Source, UnknownCarrier
from inzage.sources.archive import ArchiveKind, ArchiveSource
from inzage.sources.descriptors import open_quietly
from inzage.sources.folder import FolderSource

T = TypeVar("T")

ENTRIES = 5_000_000
"""Names that one carrier may have before the rest counts as over budget."""

_HEAD = 512
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")
_TAR_MAGIC = slice(257, 262)


def open_source(path: str, *, unconfined: bool = False, entries: int = ENTRIES) -> Source:
    """Open a carrier read-only. Raises ``NoSuchCarrier`` or ``UnknownCarrier``.

    ``unconfined``: an archive's worker goes without its lock; for invented data only.
    ``entries``: how many names are looked at before the rest counts as over budget.
    """
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        return _reached(path, lambda: FolderSource(path, entries))
    if not stat.S_ISREG(mode):
        raise UnknownCarrier(path=path, found="een apparaat of een pijp (a device or a pipe)")
    kind = kind_of_archive(_reached(path, lambda: _head(path)), path)
    if kind is None:
        raise UnknownCarrier(path=path, found="een bestand van een andere soort (a file of another kind)")
    return _reached(path, lambda: ArchiveSource(path, kind, entries, unconfined=unconfined))


def kind_of_archive(head: bytes, path: str) -> ArchiveKind | None:
    """By the first bytes; a tar from before its magic was agreed on is known by its name alone."""
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_PACKED) or head[_TAR_MAGIC] == b"ustar" or Path(path).suffix.lower() == ".tar":
        return "tar"
    return None


def _mode(path: str) -> int:
    return _reached(path, lambda: os.stat(path).st_mode)  # noqa: PTH116  (a Path takes '' for the folder one is in)


def _head(path: str) -> bytes:
    file = open_quietly(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        return os.pread(file, _HEAD, 0)
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
