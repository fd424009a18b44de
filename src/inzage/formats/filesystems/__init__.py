"""File systems: one pass over the names, and the bytes of one file.

Implementations: ``recognise`` (which one is it?), ``opening`` (open it), ``walked``
(what the libraries' trees have in common) with a file for each library (``ntfs``,
``ext``, ``fat``, ``apfs``, ``hfs``, ``xfs``), and ``exfat``, a reader of our own.

Names on a file system are a stranger's: a name that would lead elsewhere (``..``, one
with a ``/`` in it) is told as damage and not followed; a folder is entered once,
however many ways lead to it. Folders that cannot be read are told, never left out.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from inzage.artefact import EntryKind
from inzage.result import Reason

MAX_DEPTH = 256
"""Folders within folders; what lies deeper is told as damage."""

PIECE = 256 * 1024
"""Most bytes of a file at a time."""

IDENTITY_BITS = 51
"""What names a file within its file system fits into this many bits."""


class FsEntry(NamedTuple):
    """One name. ``path``: relative, ``/``-separated, what is no UTF-8 escaped as surrogates.

    ``modified``: seconds since 1970. ``where``: what ``read`` takes. ``reason``: why its
    bytes (of a folder: its names) cannot be had; the name itself may then be wanting.
    """

    path: str
    size: int
    modified: int | None
    kind: EntryKind
    where: int
    reason: Reason | None = None


class FileSystemReader(Protocol):
    """An opened file system."""

    @property
    def type(self) -> str:
        """``ntfs``, ``ext4``, ``exfat``, ..."""
        ...

    def entries(self) -> Iterator[FsEntry]:
        """Every name once, folders before what lies in them; begins anew at each call."""
        ...

    def read(self, where: int) -> Iterator[bytes]:
        """The bytes of one file in pieces; raises ``Unreadable``."""
        ...


def is_plain(name: str) -> bool:
    """Can this name stand in a path without changing what the path means?"""
    return bool(name) and name not in (".", "..") and "/" not in name and "\0" not in name
