"""A zip or tar archive. Its structures are read in a locked worker only; here arrive names and bytes.

An archive inside the archive is a file like another.

References: artefact facts 15.1 (4); trust facts 6.4, 6.6.
"""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal

from inzage.sources.archive_list import Tree
from inzage.sources.archive_worker import ArchiveWorker
from inzage.sources.bulk_worker import Skimmer
from inzage.sources.descriptors import open_quietly
from inzage.sources.digest import ends_digest
from inzage.sources.unpacked import UnpackedSource

ArchiveKind = Literal["zip", "tar"]


class ArchiveSource(UnpackedSource):
    """An archive as a carrier. ``entries``: the most members that are listed."""

    def __init__(self, path: str, kind: ArchiveKind, entries: int, *, unconfined: bool = False) -> None:
        self._kind = kind
        file = open_quietly(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        worker = ArchiveWorker((file,), {"kind": kind}, unconfined=unconfined)
        super().__init__((file,), worker, Path(path).name, entries)

    @property
    def kind(self) -> str:
        """``zip`` or ``tar``."""
        return self._kind

    @cached_property
    def identity(self) -> bytes:
        """32 bytes that stay equal for the same archive, wherever it lies: of its size, first and last MiB."""
        return ends_digest(b"archive", self._files)

    def _new_skimmer(self) -> Skimmer:
        return Skimmer(self._worker, self._files, alone=self._kind == "tar")  # a packed one is read forward, once

    def _trees(self) -> Iterable[Tree]:
        return (Tree(self._kind, self._worker.pages()),)
