"""A disk: an image in one or more files, or a block device. Its structures are read in a locked worker only.

Here descriptors are opened, read-only, and nothing else is done with them: never
mounted, never mapped. Each file system is a tree of its own; its paths begin with the
number of its volume, so that a user on one volume is not taken for one on another.

A disk that is pulled out, ends too soon or cannot be read in places is told by volume
and folder; what could be read counts.

Identity: of a device its serial number and size where it tells them, because every
use changes a disk's first MiB; else a digest over size, first and last MiB.

References: artefact facts 13, 15.1; trust facts 6.3 (8), 6.4, 7.3; sysfs(5).
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from inzage.formats.images import ImageKind
from inzage.formats.libyal import missing
from inzage.result import Status
from inzage.sources import MissingLibraries, Unopenable
from inzage.sources.archive_list import Counted, Tree
from inzage.sources.archive_replies import Listed
from inzage.sources.archive_worker import ArchiveWorker
from inzage.sources.bulk_worker import Skimmer
from inzage.sources.descriptors import open_quietly
from inzage.sources.device import disk_serial_of, serial_of
from inzage.sources.digest import ends_digest
from inzage.sources.image_disk import SYSTEMS_MOST, TREE_SHIFT
from inzage.sources.image_layout import Layout, laid_out, layout_told, number_of
from inzage.sources.image_parts import image_parts
from inzage.sources.image_replies import SystemTold, counted_told, size_told, systems_told, volumes_told
from inzage.sources.keys import Key
from inzage.sources.sought import Sought
from inzage.sources.unlocking import Unlockable
from inzage.sources.unpacked import UnpackedSource
from inzage.worker import Request
from inzage.worker.pool import Lent, Pool
from inzage.worker.warm import DISKS


class ImageSource(Unlockable, UnpackedSource):
    """A disk as a carrier. ``entries``: the most names that are listed. Raises ``MissingLibraries``.

    ``keys``: what its owner gave, each for one try before anything is listed (``unlock``). ``pool``: where its
    workers come from, if it was begun already; closed with it, unless it is ``Lent``.
    """

    def __init__(
        self,
        path: str,
        kind: ImageKind,
        entries: int,
        keys: Sequence[Key] = (),
        *,
        unconfined: bool = False,
        pool: Pool | Lent | None = None,
    ) -> None:
        if missing():
            raise MissingLibraries(path=path)
        self._kind = kind
        self._keys = tuple(keys)
        self._numbers: list[tuple[int, str]] = []
        files = _opened(image_parts(path))
        worker = ArchiveWorker(files, {"kind": kind}, handler=DISKS, unconfined=unconfined, pool=pool)
        super().__init__(files, worker, Path(path).name, entries)

    @property
    def kind(self) -> str:
        """``raw``, ``ewf``, ``qcow``, ``vmdk``, ``vhd``, ``dmg``."""
        return self._kind

    @cached_property
    def identity(self) -> bytes:
        """32 bytes that stay equal for the same disk or image, wherever it lies."""
        serial = serial_of(self._files[0])
        if serial is None:
            return ends_digest(b"image", self._files)
        size = os.lseek(self._files[0], 0, os.SEEK_END)
        return hashlib.sha256(b"inzage device %d %s" % (size, serial)).digest()

    @cached_property
    def size(self) -> int | None:
        """Bytes of the disk, whatever its image was packed or split into; None where that cannot be told."""
        try:
            return self._worker.asked({"do": "size"}, size_told)
        except Unopenable:
            return None

    @property
    def serial(self) -> bytes | None:
        """See ``device``; an image has none."""
        return disk_serial_of(self._files[0])

    def _new_skimmer(self) -> Skimmer:
        return Skimmer(self._worker, self._files, alone=bool(self._keys))

    def layout(self) -> Layout:
        """How it is divided, and what the survey met on each volume; raises ``Unopenable``."""
        systems = self.survey().filesystems
        table, stretches = self._worker.asked({"do": "layout"}, layout_told)
        return laid_out(table, stretches, self._numbers, systems)

    def _trees(self) -> Iterable[Tree]:
        self.unlock()
        try:
            ordinals = self._worker.asked({"do": "volumes"}, volumes_told)
        except Unopenable as fault:
            yield Tree("volume", (), problem=fault.reason)
            return
        for volume, ordinal in enumerate(ordinals):
            yield from self._on_volume(volume, ordinal)

    def _on_volume(self, volume: int, ordinal: int) -> Iterator[Tree]:
        try:
            systems = self._worker.asked({"do": "systems", "volume": volume}, systems_told)
        except Unopenable as fault:
            systems = [SystemTold("volume", Status.UNREADABLE, fault.reason)]
        for place, system in enumerate(systems):
            number = volume * SYSTEMS_MOST + place
            called = number_of(ordinal, place, len(systems))
            self._numbers.append((volume, called))
            prefix = f"volume-{called}"
            if not system.listed:
                yield Tree(system.word, (), prefix, system.reason, system.status)
                continue
            pages, names = self._worker.pages(number << TREE_SHIFT), _Counted(self._worker, number, prefix)
            yield Tree(system.word, pages, prefix, system.reason, names=names)


class _Counted:
    """The names of one tree, in the worker."""

    def __init__(self, worker: ArchiveWorker, tree: int, prefix: str) -> None:
        self._worker, self._tree, self._prefix = worker, tree, f"{prefix}/"

    def count(self, most: int) -> Counted | None:
        """How many there are; None where they must be listed, also because counting was too much for the worker."""
        try:
            return self._worker.asked({"do": "count", "tree": self._tree, "most": most}, counted_told)
        except Unopenable:
            return None

    def some(self, sought: Sought, most: int) -> Iterator[Listed]:
        """Those among the first ``most`` that are looked for."""
        how: Request = {"do": "some", "prefix": self._prefix, "most": most}
        return self._worker.some(self._tree << TREE_SHIFT, how, sought.said)


def _opened(paths: list[str]) -> list[int]:
    files: list[int] = []
    try:
        for path in paths:
            files.append(open_quietly(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC))
    except BaseException:
        for file in files:
            os.close(file)
        raise
    return files
