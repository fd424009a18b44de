"""An Android backup (``adb backup``, ``.ab``): one file, read in a locked worker as an archive is.

Most apps of today stay out of such a backup; what it does not hold is not shown to be
absent on the phone.

References: artefact facts 2.5; trust facts 6.4, 6.6.
"""

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from inzage.formats.android_backup import MAGIC, VERSIONS
from inzage.sources.archive_list import Tree
from inzage.sources.archive_worker import ArchiveWorker
from inzage.sources.backup_ios import BackupOfUnknownVersion
from inzage.sources.backup_worker import HANDLER
from inzage.sources.descriptors import open_quietly
from inzage.sources.digest import ends_digest
from inzage.sources.keys import Key
from inzage.sources.unlocking import Unlockable
from inzage.sources.unpacked import UnpackedSource

_KNOWN = tuple(MAGIC + b"%d\n" % version for version in VERSIONS)


def is_android_backup(head: bytes) -> bool:
    """Does a file that begins like this call itself one?"""
    return head.startswith(MAGIC)


class AndroidBackupSource(Unlockable, UnpackedSource):
    """A backup as a carrier. ``entries``: the most members that are listed.

    ``keys``: its owner's password, tried once before anything is listed (``unlock``).
    """

    kind = "android-backup"

    def __init__(self, path: str, entries: int, keys: Sequence[Key] = (), *, unconfined: bool = False) -> None:
        self._keys = tuple(keys)
        file = open_quietly(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        if not os.pread(file, len(_KNOWN[0]), 0).startswith(_KNOWN):
            os.close(file)
            raise BackupOfUnknownVersion(path=path, known="Android 1-5")
        worker = ArchiveWorker((file,), {"kind": "ab"}, handler=HANDLER, unconfined=unconfined)
        super().__init__((file,), worker, Path(path).name, entries)

    @cached_property
    def identity(self) -> bytes:
        """32 bytes that stay equal for the same backup, wherever it lies."""
        return ends_digest(b"android backup", self._files)

    def _trees(self) -> Iterable[Tree]:
        self.unlock()
        return (Tree(self.kind, self._worker.pages()),)
