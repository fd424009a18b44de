"""An iTunes or Finder backup inside the lock: unlocked, listed, and its files decrypted piece by piece.

The broker hands over the backup's own papers (``Manifest.plist``, the index, ``Status.plist``)
and, later, one part at a time; this side never sees the folder. A sealed ``Manifest.db``
goes to the broker decrypted, as bytes, and comes back as a file that SQLite can read.

References: artefact facts 2.3; trust facts 6.2.
"""

import os
from collections.abc import Callable, Iterator, Mapping

from inzage.formats.apple_keybag import ClassKeys, Keybag
from inzage.formats.apple_plist import Fields, load, some_bytes
from inzage.formats.blocks import DescriptorBlocks
from inzage.formats.cbc import BLOCK, CbcBlocks, padding
from inzage.formats.encryption import ACCEPTED, EncryptionKind, Secret, Try
from inzage.formats.signature import MAGIC
from inzage.result import Reason, Unreadable
from inzage.sources.backup_index import BackupIndex, File, ManifestDb, ManifestMbdb
from inzage.sources.backup_places import on_iphone
from inzage.sources.member_names import plain, to_wire
from inzage.sources.reading_inside import PIECE, Page, Row
from inzage.sources.tar_inside import PAGE_NAMES

PLIST, DATABASE, MBDB, STATUS = "Manifest.plist", "Manifest.db", "Manifest.mbdb", "Status.plist"
WHOLE = 1
"""The number of the one thing here that can be locked."""

INDEX = 0
"""Where the sealed index is read from; no row lies there."""

_FINISHED = ("finished", None)
_LEAST_PAGE = 512


class IosInside:
    """An opened backup, shut as long as it is encrypted. ``papers``: name → descriptor; raises ``Unreadable``."""

    def __init__(self, papers: Mapping[str, int]) -> None:
        self._papers = papers
        self._told = _plist(papers, PLIST)
        self.encrypted = self._told.get("IsEncrypted") is True
        self._keybag = Keybag(some_bytes(self._told, "BackupKeyBag") or b"") if self.encrypted else None
        self._unfinished = _plist(papers, STATUS).get("SnapshotState") not in _FINISHED
        self._keys: ClassKeys | None = None
        self._sealed_index: CbcBlocks | None = None
        self._part: tuple[int, int, CbcBlocks] | None = None
        self._index: BackupIndex | None = None
        if not self.encrypted:
            self._index = _plain_index(papers)

    @property
    def locked(self) -> Mapping[int, Callable[[Secret], Try]]:
        """What is still shut: the backup as a whole, or nothing."""
        return {WHOLE: self._unlock} if self.encrypted and self._keys is None else {}

    def _unlock(self, secret: Secret) -> Try:
        """One try of one password."""
        try:
            if self._keybag is None or secret.kind not in ACCEPTED[EncryptionKind.IOS_BACKUP]:
                raise Unreadable(Reason.ENCRYPTED)
            keys = self._keybag.unlock(secret.text())
            self._sealed_index = self._seal(keys)
            if self._sealed_index is None:
                self._index = _plain_index(self._papers)
            self._keys = keys
        except Unreadable as fault:
            return Try(EncryptionKind.IOS_BACKUP, secret.kind, opened=False, reason=fault.reason)
        return Try(EncryptionKind.IOS_BACKUP, secret.kind, opened=True)

    @property
    def sealed(self) -> int:
        """Bytes of an index that must be decrypted before it can be read; 0 where it need not be."""
        return _pages(self._sealed_index) if self._sealed_index is not None and self._index is None else 0

    def index(self, file: int) -> None:
        """Take the decrypted index back in."""
        self._index = ManifestDb(file, DescriptorBlocks(file).size, {})

    def page(self, cursor: int) -> Page:
        """Rows from ``cursor`` on, as paths on the phone."""
        rows: list[Row] = []
        last, names = None, 0
        try:
            for last in self._opened().files(cursor):
                rows.append(_row(last, self._keys))
                names += len(str(rows[-1][0]))
                if names >= PAGE_NAMES:
                    break
            following = None if last is None else self._opened().following(last)
        except Unreadable as fault:
            return Page(rows, None, fault.reason)
        if following is None and self._opened().doubtful:
            return Page(rows, None, Reason.ARCHIVE_DAMAGED)
        if following is None and self._unfinished:
            return Page(rows, None, Reason.TRUNCATED)
        return Page(rows, following)

    def part(self, where: int) -> tuple[str, bool]:
        """(hex name of the file's bytes in the backup, must they be decrypted here?)."""
        file = self._file(where)
        return file.number, bool(file.key)

    def take(self, where: int, part: int) -> int:
        """The sealed part that is read next, and how many bytes come out; the part before is let go."""
        if self._part is not None:
            before, self._part = self._part, None  # a key that does not open must not let the same one go again
            os.close(before[1])
        try:
            if self._keys is None:
                raise Unreadable(Reason.ENCRYPTED)
            plain_bytes = CbcBlocks(DescriptorBlocks(part), self._keys.unwrap(self._file(where).key))
        except Unreadable:
            os.close(part)
            raise
        self._part = (where, part, plain_bytes)
        return _length(plain_bytes)

    def read(self, where: int) -> Iterator[bytes]:
        """The decrypted bytes of the part that was taken (or of the sealed index), in pieces."""
        if where == INDEX and self._sealed_index is not None:
            return _pieces(self._sealed_index, _pages(self._sealed_index))
        if self._part is None or self._part[0] != where:
            raise Unreadable(Reason.READ_ERROR)
        return _pieces(self._part[2], _length(self._part[2]))

    def _seal(self, keys: ClassKeys) -> CbcBlocks | None:
        """The index under its encryption, where it is sealed (since iOS 10.2)."""
        file = self._papers.get(DATABASE)
        if file is None or os.pread(file, len(MAGIC), 0) == MAGIC:
            return None
        return CbcBlocks(DescriptorBlocks(file), keys.unwrap(some_bytes(self._told, "ManifestKey") or b""))

    def _opened(self) -> BackupIndex:
        if self._index is None:
            raise Unreadable(Reason.ENCRYPTED)
        return self._index

    def _file(self, where: int) -> File:
        file = next(self._opened().files(where), None)
        if file is None or file.where != where or file.damaged:
            raise Unreadable(Reason.ARCHIVE_DAMAGED)
        return file


def _plist(papers: Mapping[str, int], name: str) -> Fields:
    if name not in papers:
        return {}
    blocks = DescriptorBlocks(papers[name])
    return load(blocks.read_at(0, blocks.size))


def _plain_index(papers: Mapping[str, int]) -> BackupIndex:
    if DATABASE in papers:
        sidecars = {end: papers[DATABASE + end] for end in ("-wal", "-journal") if DATABASE + end in papers}
        return ManifestDb(papers[DATABASE], DescriptorBlocks(papers[DATABASE]).size, sidecars)
    return ManifestMbdb(DescriptorBlocks(papers[MBDB]))


def _row(file: File, keys: ClassKeys | None) -> Row:
    path, reason = plain(on_iphone(file.domain, file.path))
    if not reason and file.damaged:
        reason = Reason.ARCHIVE_DAMAGED.value
    if not reason and file.key and keys is None:
        reason = Reason.ENCRYPTED.value
    return [to_wire(path), file.size, file.modified, file.kind, file.where, reason]


def _pages(index: CbcBlocks) -> int:
    """Bytes of a database, which is whole pages: what is over is padding."""
    return index.size - index.size % _LEAST_PAGE


def _length(plain_bytes: CbcBlocks) -> int:
    """Bytes without the padding of the last block."""
    whole = plain_bytes.size
    return whole - padding(plain_bytes.read_at(max(0, whole - BLOCK), BLOCK))


def _pieces(plain_bytes: CbcBlocks, length: int) -> Iterator[bytes]:
    at = 0
    while at < length:
        piece = plain_bytes.read_at(at, min(PIECE, length - at))
        if not piece:
            raise Unreadable(Reason.READ_ERROR)
        at += len(piece)
        yield piece
