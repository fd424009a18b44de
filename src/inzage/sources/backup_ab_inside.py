"""An Android backup inside the lock: header, encryption and packing taken off, then read as a tar.

The tar can only be read forward, as any packed one. Its members come out under the
paths that they had on the phone.

References: artefact facts 2.5; ``formats.android_backup``.
"""

import io
import zlib
from collections.abc import Callable, Iterator, Mapping

from inzage.formats.android_backup import body, header
from inzage.formats.blocks import Blocks, FileObject
from inzage.formats.encryption import ACCEPTED, EncryptionKind, Secret, Try
from inzage.result import Reason, Unreadable
from inzage.sources.backup_ios_inside import WHOLE
from inzage.sources.backup_places import on_android
from inzage.sources.member_names import plain, to_wire
from inzage.sources.reading_inside import PIECE, Page, Raw, Row
from inzage.sources.tar_inside import Stream, TarInside


class AbInside:
    """An opened Android backup, shut as long as it is encrypted; raises ``Unreadable``."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw
        self._header = header(RawBlocks(raw))
        self._tar = None if self._header.sealed else self._opened(None)

    @property
    def locked(self) -> Mapping[int, Callable[[Secret], Try]]:
        """What is still shut: the backup as a whole, or nothing."""
        return {WHOLE: self._unlock} if self._tar is None else {}

    def page(self, cursor: int) -> Page:
        """Rows from ``cursor`` on."""
        page = self._readable().page(cursor)
        return Page([_on_phone(row) for row in page.rows], page.following, page.problem)

    def read(self, where: int) -> Iterator[bytes]:
        """One member in pieces."""
        return self._readable().read(where)

    def _unlock(self, secret: Secret) -> Try:
        """One try of one password."""
        try:
            if secret.kind not in ACCEPTED[EncryptionKind.ANDROID_BACKUP]:
                raise Unreadable(Reason.ENCRYPTED)
            self._tar = self._opened(secret.text())
        except Unreadable as fault:
            return Try(EncryptionKind.ANDROID_BACKUP, secret.kind, opened=False, reason=_said(fault.reason))
        return Try(EncryptionKind.ANDROID_BACKUP, secret.kind, opened=True)

    def _opened(self, secret: str | None) -> TarInside:
        inside = body(RawBlocks(self._raw), self._header, secret)
        inner = Inflated(inside) if self._header.packed else FileObject(inside)
        return TarInside(self._raw, Stream(self._raw, inner, forward=self._header.packed))

    def _readable(self) -> TarInside:
        if self._tar is None:
            raise Unreadable(Reason.ENCRYPTED)
        return self._tar


def _said(reason: Reason) -> Reason:
    """The password was right, what lies under it is broken: of an encrypted carrier that is damage."""
    return Reason.DAMAGED if reason is Reason.ARCHIVE_DAMAGED else reason


class RawBlocks:
    """The archive's own bytes as blocks, with the count kept of what was read."""

    def __init__(self, raw: Raw) -> None:
        self._raw = raw

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return self._raw.size

    def read_at(self, offset: int, size: int) -> bytes:
        """Bytes at a place; fewer at the end."""
        return self._raw.at(offset, max(0, min(size, self._raw.size - offset)))


class Inflated:
    """What lies packed with zlib in blocks, as a file that is read forward; ``seek(0)`` begins anew."""

    def __init__(self, packed: Blocks) -> None:
        self._packed = packed
        self._begin()

    def _begin(self) -> None:
        self._unpacking = zlib.decompressobj()
        self._taken = 0
        self._given = 0

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes; raises ``EOFError`` where the packed bytes end too soon."""
        gathered = bytearray()
        while len(gathered) < size and not self._unpacking.eof:
            fresh = self._unpacking.unconsumed_tail or self._next()
            gathered += self._unpacking.decompress(fresh, size - len(gathered))
        self._given += len(gathered)
        return bytes(gathered)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Back to the beginning, and nowhere else."""
        if offset or whence != io.SEEK_SET:
            raise Unreadable(Reason.ARCHIVE_DAMAGED)
        self._begin()
        return 0

    def tell(self) -> int:
        """Unpacked bytes given so far."""
        return self._given

    def _next(self) -> bytes:
        piece = self._packed.read_at(self._taken, PIECE)
        if not piece:
            raise EOFError
        self._taken += len(piece)
        return piece


def _on_phone(row: Row) -> Row:
    name, *rest, reason = row
    if reason:
        return row
    path, reason = plain(on_android(str(name).encode("utf-8", "surrogateescape")))
    return [to_wire(path), *rest, reason]
