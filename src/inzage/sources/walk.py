"""Walk a folder tree by descriptors: names only, links never followed, no end by loops.

Order is stable: a folder's files by name, then its subfolders by name, bytewise.

References: artefact facts 15.1 (5).
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from inzage.artefact import EntryKind
from inzage.result import Reason
from inzage.sources import MAX_NAME
from inzage.sources.descriptors import FOLDER, open_quietly, reason_of
from inzage.sources.offers import Hole

MAX_DEPTH = 64
"""Folders below one another; what lies deeper is a hole."""

MAX_FILESYSTEMS = 64
"""File systems mounted below one another; further ones are holes."""

NO_HOMES = frozenset({"lost+found", "system volume information", "$recycle.bin", ".spotlight-v100", ".fseventsd"})
"""Folders of the system's own at the top: closed to ordinary users and nobody's home."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One folder's names. ``others`` (links, pipes, sockets, devices) and ``folders`` beside its files.

    ``descriptor`` is open until the walk goes on; ``filesystem`` counts mounts in
    order of discovery, 0 is the one the walk began on.
    """

    folder: str
    descriptor: int
    filesystem: int
    files: tuple[str, ...]
    others: tuple[str, ...]
    folders: tuple[str, ...]

    def path(self, name: str) -> str:
        """Relative path of a name in this folder."""
        return f"{self.folder}/{name}" if self.folder else name


@dataclass(slots=True)
class _Level:
    listing: Listing
    left: list[str]


@dataclass(slots=True)
class Walk:
    """One walk over the tree below ``root``; at most ``entries`` names.

    ``enter``: asked with each folder's path before it is opened; what it refuses is
    not even listed. ``prune``: called while a listing is at hand, keeps the walk out
    of that folder's subfolders.
    """

    root: int
    entries: int
    enter: Callable[[str], bool] = lambda _: True
    counts: list[int] = field(default_factory=list)
    _levels: list[_Level] = field(default_factory=list)
    _devices: dict[int, int] = field(default_factory=dict)
    _visited: set[tuple[int, int]] = field(default_factory=set)
    _pruned: bool = False

    def prune(self) -> None:
        """Do not go below the folder whose listing was given last."""
        self._pruned = True

    def __iter__(self) -> Iterator[Listing | Hole]:
        try:
            yield from self._step(".", "")
            while self._levels:
                level = self._levels[-1]
                if level.left:
                    name = level.left.pop()
                    yield from self._step(name, level.listing.path(name))
                else:
                    os.close(self._levels.pop().listing.descriptor)
        finally:
            while self._levels:
                os.close(self._levels.pop().listing.descriptor)

    def _step(self, name: str, folder: str) -> Iterator[Listing | Hole]:
        """Open one folder, list it, and put it on the stack."""
        above = self._levels[-1].listing.descriptor if self._levels else self.root
        if not self.enter(folder):
            return
        refused = self._refused(folder)
        if refused is not None:
            yield Hole(folder, refused)
            return
        try:
            descriptor = open_quietly(name, FOLDER, above)
        except OSError as error:
            yield from _hole(folder, error)
            return
        yield from self._list(descriptor, folder)

    def _refused(self, folder: str) -> Reason | None:
        if len(self._levels) > MAX_DEPTH or sum(self.counts) >= self.entries:
            return Reason.QUOTA
        return Reason.NAME_TOO_LONG if len(os.fsencode(folder)) > MAX_NAME else None

    def _list(self, descriptor: int, folder: str) -> Iterator[Listing | Hole]:
        kept = False
        try:
            filesystem = self._arrive(os.fstat(descriptor))
            if isinstance(filesystem, Hole):
                yield Hole(folder, filesystem.reason)
            elif filesystem is not None:
                listing, reason = self._names(descriptor, folder, filesystem)
                self._pruned = False
                yield listing
                if reason is not None:
                    yield Hole(folder, reason)
                if not self._pruned:
                    self._levels.append(_Level(listing, list(reversed(listing.folders))))
                    kept = True
        finally:
            if not kept:
                os.close(descriptor)

    def _arrive(self, seen: os.stat_result) -> int | Hole | None:
        """The file system's number; None for a folder where the walk has been."""
        if (seen.st_dev, seen.st_ino) in self._visited:
            return None
        if seen.st_dev not in self._devices:
            if len(self._devices) >= MAX_FILESYSTEMS:
                return Hole("", Reason.QUOTA)
            self._devices[seen.st_dev] = len(self.counts)
            self.counts.append(0)
        self._visited.add((seen.st_dev, seen.st_ino))
        return self._devices[seen.st_dev]

    def _names(self, descriptor: int, folder: str, filesystem: int) -> tuple[Listing, Reason | None]:
        found: dict[EntryKind, list[str]] = {EntryKind.FILE: [], EntryKind.DIRECTORY: [], EntryKind.DEVICE: []}
        left = self.entries - sum(self.counts)
        reason = None
        try:
            with os.scandir(descriptor) as names:
                for seen in names:
                    if left <= 0:
                        reason = Reason.QUOTA
                        break
                    left -= 1
                    found[_kind(seen)].append(seen.name)
        except OSError as error:
            reason = reason_of(error)
        files, folders, others = (tuple(sorted(names, key=os.fsencode)) for names in found.values())
        self.counts[filesystem] += len(files) + len(folders) + len(others)
        return Listing(folder, descriptor, filesystem, files, others, folders), reason


def _kind(seen: "os.DirEntry[str]") -> EntryKind:
    try:
        if seen.is_dir(follow_symlinks=False):
            return EntryKind.DIRECTORY
        return EntryKind.FILE if seen.is_file(follow_symlinks=False) else EntryKind.DEVICE
    except OSError:  # a file system that names kinds nowhere, and an entry of it that is broken
        return EntryKind.DEVICE


def _hole(folder: str, error: OSError) -> Iterator[Hole]:
    reason = reason_of(error)
    if reason in (Reason.LINK, Reason.CHANGED_WHILE_READ):
        return  # gone, or a link by now: there is no folder left to miss
    if reason is Reason.NO_PERMISSION and folder.lower() in NO_HOMES:
        return
    yield Hole(folder, reason)
