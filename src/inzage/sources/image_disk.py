"""A disk inside the lock: its volumes, their file systems, names and bytes.

A volume holds one file system (an APFS container: several), or is encrypted, or holds
nothing that is known. *Tree*: one file system, numbered by volume and by its place on
it; a name's ``where`` is the tree and what names the file within it.

Encryption lies between volume and file system, and here is its seam: ``locked`` gives a
way to try one secret for everything that is shut; what a try opens is kept here as
plain bytes (of APFS: as an unlocked volume), and file systems are looked for in those.

References: ``formats.partitions``, ``formats.filesystems``, ``formats.encryption``.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from inzage.formats.blocks import Blocks, ReadFault
from inzage.formats.encryption import Encryption, Secret, Try
from inzage.formats.encryption.apfs import unlock_volume
from inzage.formats.encryption.recognise import encryption_of
from inzage.formats.encryption.unlock import attempt, unlock
from inzage.formats.filesystems import IDENTITY_BITS, FileSystemReader, FsEntry
from inzage.formats.filesystems.apfs import ApfsVolume
from inzage.formats.filesystems.opening import open_file_system, repeats, systems_on, word_of
from inzage.formats.filesystems.recognise import filesystem_of
from inzage.formats.filesystems.scan import Scan
from inzage.formats.filesystems.scanned import scan_of
from inzage.formats.partitions import BARE, Volume, volumes
from inzage.result import Reason, Status, Unreadable
from inzage.sources import MAX_NAME
from inzage.sources.member_names import to_wire
from inzage.sources.reading_inside import Page, Row
from inzage.sources.sought import Everything, Sought

PAGE = 2000
PAGE_NAMES = 256 * 1024
"""Rows in one page, and characters in their paths, so that a page fits a message."""

SYSTEMS_MOST = 32
VOLUMES_MOST = 128
BYTES_MOST = 1 << 63
"""No disk is larger; what a table or an image claims beyond it is told as this."""

TREE_SHIFT = 40
"""Bits of a place in the list of one tree; the tree's number stands above them."""

APFS = "apfs"
PLACES = 1000
"""One among several on a volume is numbered by this times its place (from 1 on), plus the volume's ordinal."""

_PLACE_BITS, _PLACE_STEP = 44, 12
"""A place is told in pieces of 4 KiB, below the number of its tree."""

_MIB = 1 << 20
_STEP = 1 << 18


@dataclass(frozen=True, slots=True)
class System:
    """One file system (or none) on a volume. ``word``: what it is called. ``reason``: why it cannot be listed."""

    word: str
    status: Status = Status.READ
    reason: Reason | None = None


class Disk:
    """An opened disk; raises ``Unreadable`` where its table cannot be understood."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        try:
            self.volumes: tuple[Volume, ...] = volumes(blocks)
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None
        self._plain: dict[int, Blocks] = {}
        self._readers: dict[int, FileSystemReader] = {}
        self._listing: tuple[Hashable, Iterator[FsEntry]] = (None, iter(()))
        self._scans: dict[int, Scan | None] = {}
        self._sought: Sought = Everything()

    @property
    def size(self) -> int:
        """Bytes of the disk."""
        return min(self._blocks.size, BYTES_MOST)

    def shut(self, volume: int) -> Blocks:
        """A volume's bytes as they lie on the disk."""
        return self._volume(volume).of(self._blocks)

    def locked(self) -> Mapping[int, Callable[[Secret], Try]]:
        """Number → one try, for each volume that is shut: its ordinal; of one among several, ordinal and place."""
        made: dict[int, Callable[[Secret], Try]] = {}
        for volume, told in enumerate(self.volumes):
            for place, system in enumerate(systems := self._systems_seen(volume)):
                if system.status is not Status.ENCRYPTED:
                    continue
                number = number_among(told.ordinal, place, len(systems))
                made[number] = (
                    partial(self._try_apfs, volume, place) if system.word == APFS else partial(self._try, volume)
                )
        return made

    def _systems_seen(self, volume: int) -> list[System]:
        """As ``systems``; a volume that cannot be understood keeps no other one from being tried."""
        with suppress(Unreadable):
            return self.systems(volume)
        return []

    def _try(self, volume: int, secret: Secret) -> Try:
        blocks = self.shut(volume)
        found = encryption_of(blocks)
        if found is None:
            raise Unreadable(Reason.OTHER_KIND)
        made = attempt(blocks, found, secret)
        if made.plain is not None:
            self._plain[volume] = made.plain
        return made.result

    def _try_apfs(self, volume: int, place: int, secret: Secret) -> Try:
        tries: list[Try] = []
        with suppress(Unreadable):
            reader = ApfsVolume(self.shut(volume), place, lambda shut: tries.append(unlock_volume(shut, secret)))
            self._readers[volume * SYSTEMS_MOST + place] = reader
        if not tries:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
        return tries[0]

    def systems(self, volume: int) -> list[System]:
        """What lies on a volume; raises ``Unreadable``."""
        told = self._volume(volume)
        if told.problem is Reason.PARTITION_TABLE:
            return [System("volume", Status.UNREADABLE, told.problem)]
        try:
            return self._recognised(volume, told)
        except ReadFault:
            return [System("volume", Status.UNREADABLE, Reason.READ_ERROR)]

    def page(self, cursor: int) -> Page:
        """Rows of one tree, whose number stands above ``TREE_SHIFT`` in ``cursor``, from a place in it on."""
        return self._paged(cursor, None, lambda tree: self._reader(tree).entries())

    def count(self, tree: int, most: int) -> tuple[int, Reason | None] | None:
        """How many names a tree has, and what is wrong with the first odd one of ``most``; None: it must be walked."""
        scan = self._scan(tree)
        return None if scan is None else (scan.entries, scan.first_reason(most, MAX_NAME))

    def seek(self, sought: Sought) -> None:
        """Look for this from now on."""
        self._sought = sought
        self._listing = (None, iter(()))

    def some(self, cursor: int, prefix: str, most: int) -> Page:
        """As ``page``: those rows among the first ``most`` of a counted tree that are looked for.

        ``prefix``: what is put before each path where it is held against what is looked for.
        """
        return self._paged(cursor, (prefix, most), lambda tree: self._picked(tree, prefix, most))

    def _picked(self, tree: int, prefix: str, most: int) -> Iterator[FsEntry]:
        scan = self._scan(tree)
        if scan is None:
            raise Unreadable(Reason.READ_ERROR)
        wants = self._sought.wants
        return (entry for entry in scan.some(self._sought.sieve, most) if wants(prefix + entry.path, entry.kind))

    def _scan(self, tree: int) -> Scan | None:
        if tree not in self._scans:
            self._scans[tree] = scan_of(self._reader(tree))
        return self._scans[tree]

    def _paged(self, cursor: int, how: Hashable, entries: Callable[[int], Iterator[FsEntry]]) -> Page:
        """``how``: what else must be as it was for the last page's end to be where this one begins."""
        tree, rows = cursor >> TREE_SHIFT, list[Row]()
        names = 0
        try:
            listing = self._from(cursor, how, entries)
            self._listing = (None, iter(()))
            for entry in listing:
                row = _row(entry, tree)
                rows.append(row)
                names += len(str(row[0]))
                if len(rows) == PAGE or names > PAGE_NAMES:
                    self._listing = ((cursor + len(rows), how), listing)
                    return Page(rows, cursor + len(rows))
        except Unreadable as fault:
            return Page(rows, None, fault.reason)
        except ReadFault:
            return Page(rows, None, Reason.READ_ERROR)
        return Page(rows, None)

    def read(self, where: int) -> Iterator[bytes]:
        """The bytes of one file in pieces; raises ``Unreadable``."""
        tree, identity = divmod(where, 1 << IDENTITY_BITS)
        return self._reader(tree).read(identity)

    def place(self, where: int) -> int:
        """What orders files as they lie on the disk, as far as their file systems tell; raises ``Unreadable``."""
        tree, identity = divmod(where, 1 << IDENTITY_BITS)
        told = getattr(self._reader(tree), "place", None)
        return tree << _PLACE_BITS | min(told(identity) >> _PLACE_STEP if told else 0, (1 << _PLACE_BITS) - 1)

    def _from(self, cursor: int, how: Hashable, entries: Callable[[int], Iterator[FsEntry]]) -> Iterator[FsEntry]:
        """The tree's names from a place on: from where the last page ended, else from the beginning again."""
        if self._listing[0] == (cursor, how):
            return self._listing[1]
        listing = entries(cursor >> TREE_SHIFT)
        for _ in range(cursor & (1 << TREE_SHIFT) - 1):
            next(listing, None)
        return listing

    def _recognised(self, volume: int, told: Volume) -> list[System]:
        encryption = self._encryption(volume)
        if encryption is not None:
            return [System(encryption.kind.value, Status.ENCRYPTED, Reason.ENCRYPTED)]
        blocks = self._bytes(volume)
        word = filesystem_of(blocks)
        if word is None or word in BARE:
            return [_nothing_known(word or told.type, blocks)]
        return [self._system(volume, place) for place in range(min(systems_on(blocks, word), SYSTEMS_MOST))]

    def _system(self, volume: int, place: int) -> System:
        try:
            reader = self._reader(volume * SYSTEMS_MOST + place)
        except Unreadable as fault:
            blocks = self._bytes(volume)
            found = filesystem_of(blocks) or "unknown"
            word = word_of(found, place)
            if repeats(blocks, found, place):
                return System(word, Status.ABSENT)
            shut = fault.reason is Reason.ENCRYPTED
            return System(word, Status.ENCRYPTED if shut else Status.UNREADABLE, fault.reason)
        return System(reader.type, reason=self._volume(volume).problem)

    def _reader(self, tree: int) -> FileSystemReader:
        if tree not in self._readers:
            volume, place = divmod(tree, SYSTEMS_MOST)
            if self._encryption(volume) is not None:  # a worker that died took the key with it
                raise Unreadable(Reason.ENCRYPTED)
            blocks = self._bytes(volume)
            word = filesystem_of(blocks)
            if word is None:
                raise Unreadable(Reason.FILE_SYSTEM_UNKNOWN)
            self._readers[tree] = open_file_system(blocks, word, place)
        return self._readers[tree]

    def _encryption(self, volume: int) -> Encryption | None:
        """What keeps a volume shut. Where it was switched off, the plain bytes need no secret."""
        if volume in self._plain:
            return None
        blocks = self.shut(volume)
        found = encryption_of(blocks)
        if found is not None and not found.locked:
            with suppress(Unreadable):
                self._plain[volume] = unlock(blocks, None)
                return None
        return found

    def _bytes(self, volume: int) -> Blocks:
        return self._plain.get(volume) or self.shut(volume)

    def _volume(self, volume: int) -> Volume:
        if not 0 <= volume < len(self.volumes):
            raise Unreadable(Reason.PARTITION_TABLE)
        return self.volumes[volume]


def number_among(ordinal: int, place: int, among: int) -> int:
    """What names the file system in this place (from 0) among several on a volume: no volume alone is called so."""
    return ordinal if among == 1 else (place + 1) * PLACES + ordinal


def _nothing_known(word: str, blocks: Blocks) -> System:
    if word in BARE:
        return System(word, Status.ABSENT)
    if _is_blank(blocks):
        return System("blank", Status.ABSENT)
    return System("unknown", Status.UNREADABLE, Reason.FILE_SYSTEM_UNKNOWN)


def _is_blank(blocks: Blocks) -> bool:
    """Was nothing ever written at its beginning, where every known file system begins?"""
    pieces = (blocks.read_at(at, _STEP) for at in range(0, min(blocks.size, _MIB), _STEP))
    return not any(piece.strip(b"\0") for piece in pieces)


def _row(entry: FsEntry, tree: int) -> Row:
    reason = entry.reason.value if entry.reason else ""
    path = _bytes_of(entry.path)
    if len(path) > MAX_NAME:
        path, reason = path[-MAX_NAME:].partition(b"/")[2] or path[-MAX_NAME:], Reason.NAME_TOO_LONG.value
    modified = entry.modified if entry.modified is None or abs(entry.modified) < 2**40 else None
    where = tree << IDENTITY_BITS | entry.where
    return [to_wire(path), entry.size, modified, entry.kind.value, where, reason]


def _bytes_of(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character that UTF-16 let pass
        return path.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
