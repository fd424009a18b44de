"""The index of an iTunes or Finder backup, read inside the lock: one row per file, of either generation.

``Manifest.db`` (iOS 10 and later) is a database whose rows carry an archived ``MBFile``;
``Manifest.mbdb`` (before) is a file of records. A file lies in the backup under the
SHA-1 of its domain and path. A row that bears another number than that is marked as
damaged: so no row can borrow another file's bytes, and no number can lead elsewhere.

References: artefact facts 2.3; ``formats.sqlite``, ``formats.mbdb``, ``formats.apple_plist``.
"""

import hashlib
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from inzage.artefact import Artefact
from inzage.formats.apple_plist import archived, some_bytes, whole_number
from inzage.formats.blocks import Blocks
from inzage.formats.mbdb import MAGIC, Mbdb, Record
from inzage.formats.sqlite import Database, database
from inzage.result import Reason, Unreadable

PAGE = 2000
"""Rows of the index in one page."""

_FILE, _DIRECTORY, _LINK = 1, 2, 4
_KINDS = {_FILE: "file", _DIRECTORY: "directory", _LINK: "link"}
_TYPES = {stat.S_IFREG: "file", stat.S_IFDIR: "directory", stat.S_IFLNK: "link"}

_ROWS = """
    SELECT rowid, CAST(fileID AS BLOB), CAST(domain AS BLOB), CAST(relativePath AS BLOB), flags, CAST(file AS BLOB)
    FROM Files NOT INDEXED WHERE rowid >= :from ORDER BY rowid LIMIT :count
"""


@dataclass(frozen=True, slots=True)
class File:
    """One row. ``number``: the hex name under which the bytes lie; ``key``: class and wrapped key, or empty."""

    where: int
    number: str
    domain: bytes
    path: bytes
    kind: str
    size: int
    modified: int | None
    key: bytes
    damaged: bool


class BackupIndex(Protocol):
    """An index of either generation. ``doubtful``: files may stand in it that do not come out."""

    @property
    def doubtful(self) -> bool:
        """Known once the first page was asked for."""
        ...

    def files(self, cursor: int) -> Iterator[File]:
        """At most a page of files from ``cursor`` (0: the beginning) on; raises ``Unreadable`` at damage."""
        ...

    def following(self, last: File) -> int:
        """The cursor after this row."""
        ...


class ManifestDb:
    """``Manifest.db``, plain; opened anew for each page, so that nothing of it stays behind."""

    def __init__(self, file: int, size: int, sidecars: Mapping[str, int]) -> None:
        self._artefact = Artefact("Manifest.db", file, size, None, sidecars)
        self.doubtful = False

    def files(self, cursor: int) -> Iterator[File]:
        """Rows in order of their number."""
        with database(self._artefact) as db:
            db.need("files", {"fileid", "domain", "relativepath", "flags", "file"})
            if cursor == 0:
                self.doubtful = _hides(db)
            last = -1
            for row in db.raw_rows(_ROWS, {"from": cursor, "count": PAGE}):
                file = _of_row(row)
                if file.where <= last:  # a damaged tree: from here on paging would go round, or pass rows by
                    raise Unreadable(Reason.DAMAGED)
                last = file.where
                yield file
            if db.degraded and not self.doubtful:
                raise Unreadable(Reason.DAMAGED)

    def following(self, last: File) -> int:
        """The next number."""
        return last.where + 1


def _hides(db: Database) -> bool:
    """Rows with a number below 1, where no backup has any and paging would pass them by; or a table in pieces."""
    (lowest, *_) = db.one("SELECT min(rowid) FROM Files NOT INDEXED")
    return (isinstance(lowest, int) and lowest < 1) or not db.sound("files")


class ManifestMbdb:
    """``Manifest.mbdb``: a row's cursor is its offset."""

    doubtful = False

    def __init__(self, blocks: Blocks) -> None:
        self._mbdb = Mbdb(blocks)

    def files(self, cursor: int) -> Iterator[File]:
        """Records in the file's order."""
        at = cursor or len(MAGIC)
        for _ in range(PAGE):
            if at >= self._mbdb.size:
                return
            record = self._mbdb.record(at)
            yield _of_record(at, record)
            at = record.following

    def following(self, last: File) -> int:
        """The offset after the record."""
        return self._mbdb.record(last.where).following


def number_of(domain: bytes, path: bytes) -> str:
    """Under which name the backup keeps this file."""
    return hashlib.sha1(domain + b"-" + path, usedforsecurity=False).hexdigest()


def _of_row(row: tuple[object, ...]) -> File:
    where, said, domain, path, flags, blob = row
    domain, path = (value if isinstance(value, bytes) else b"" for value in (domain, path))
    number = number_of(domain, path)
    kind = _KINDS.get(flags if isinstance(flags, int) else 0, "device")
    told = _told(blob)
    return File(
        where=where if isinstance(where, int) else 0,
        number=number,
        domain=domain,
        path=path,
        kind=kind,
        size=told[0] if told else 0,
        modified=told[1] if told else None,
        key=told[2] if told else b"",
        damaged=said != number.encode() or (told is None and kind == "file"),
    )


def _told(blob: object) -> tuple[int, int | None, bytes] | None:
    """(size, last change, wrapped key) from an ``MBFile``; None where there is none."""
    try:
        fields = archived(blob if isinstance(blob, bytes) else b"")
    except Unreadable:
        return None
    key = _classed(some_bytes(fields, "EncryptionKey") or b"", whole_number(fields, "ProtectionClass", 2**32 - 1))
    return whole_number(fields, "Size") or 0, whole_number(fields, "LastModified", 2**40), key


def _classed(key: bytes, protection: int | None) -> bytes:
    """The wrapped key under the class that the row names; the class in the key itself where it names none."""
    return key if not key or protection is None else protection.to_bytes(4, "little") + key[4:]


def _of_record(where: int, record: Record) -> File:
    return File(
        where=where,
        number=number_of(record.domain, record.path),
        domain=record.domain,
        path=record.path,
        kind=_TYPES.get(stat.S_IFMT(record.mode), "device"),
        size=record.size if record.size < 2**63 else 0,
        modified=record.modified,
        key=_classed(record.key, record.protection),
        damaged=record.size >= 2**63,
    )
