"""ISO 9660, the file system of CDs and DVDs and their images: a small reader of our own.

Of the trees that a disc holds over the same bytes the one with the fullest names is taken:
Rock Ridge, else Joliet, else the plain one, whose names lose their version (``;1``). A file is
named by where its record stands. Only the first session is read; of UDF that may lie beside
it see ``udf``.

References: ECMA-119 8.4, 8.5 (descriptors), 9.1; Joliet Specification (1995); ``iso9660_records``.
"""

import codecs
from collections.abc import Iterator

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks, ReadFault
from inzage.formats.filesystems import MAX_DEPTH, PIECE, FsEntry, is_plain
from inzage.formats.filesystems.iso9660_records import (
    SECTOR,
    Record,
    Unix,
    bytes_before,
    moment,
    record,
    records,
    unix_of,
)
from inzage.result import Reason, Unreadable

codecs.lookup("utf-16-be")  # a locked process can no longer load a codec

_FIRST = 16
_SIGN = b"CD001"
_PLAIN, _FURTHER, _LAST = 1, 2, 255
_DESCRIPTORS_MOST = 64
_JOLIET = (b"%/@", b"%/C", b"%/E")
_ROOT = slice(156, 190)
_BLOCKS = (512, 1024, 2048)
_FOLDER_MOST = 64 * 1024 * 1024
_PARTS_MOST = 4096
_DAMAGED = Reason.FILE_SYSTEM_DAMAGED


class Iso9660:
    """A disc's file system."""

    type = "iso9660"

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        try:
            plain, joliet = self._descriptors()
            self._block = int.from_bytes(plain[128:130], "little")
            self._root = self._topmost(plain)
            self._before = self._rock_ridge(self._root)
            self._joliet = joliet is not None and self._before is None
            if joliet is not None and self._joliet:
                self._block = int.from_bytes(joliet[128:130], "little")
                self._root = self._topmost(joliet)
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None

    def entries(self) -> Iterator[FsEntry]:
        """Every name once, folders before what lies in them."""
        seen = {self._root.block}
        way = [self._children(self._root, "")]
        while way:
            told = next(way[-1], None)
            if told is None:
                way.pop()
                continue
            entry, below = told
            yield entry
            if below is None:
                continue
            if below.block in seen or len(way) >= MAX_DEPTH:
                yield _hole(entry.path, _DAMAGED)
            elif below.size:
                seen.add(below.block)
                way.append(self._children(below, entry.path))

    def read(self, where: int) -> Iterator[bytes]:
        """The bytes of one file in pieces; raises ``Unreadable``."""
        try:
            for part in self._parts(where):
                yield from self._content(part, PIECE)
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None

    def _descriptors(self) -> tuple[bytes, bytes | None]:
        """The plain volume's descriptor and, where there is one, Joliet's."""
        plain = joliet = None
        for number in range(_FIRST, _FIRST + _DESCRIPTORS_MOST):
            told = self._blocks.read_at(number * SECTOR, SECTOR)
            if len(told) < SECTOR or told[1:6] != _SIGN or told[0] == _LAST:
                break
            if told[0] == _PLAIN:
                plain = plain or told
            elif told[0] == _FURTHER and told[88:91] in _JOLIET:
                joliet = joliet or told
        if plain is None:
            raise Unreadable(_DAMAGED)
        return plain, joliet

    def _topmost(self, descriptor: bytes) -> Record:
        found = record(descriptor[_ROOT], 0)
        if found is None or self._block not in _BLOCKS:
            raise Unreadable(_DAMAGED)
        return found

    def _rock_ridge(self, root: Record) -> int | None:
        """How many bytes come before Rock Ridge in a record; None where it is not used."""
        place = root.block * self._block
        own = record(self._blocks.read_at(place, SECTOR), place)
        before = None if own is None else bytes_before(own.use)
        return before if own is not None and before is not None and self._said(own.use).kind is not None else None

    def _said(self, use: bytes) -> Unix:
        return unix_of(use, lambda block, offset, size: self._at(block * self._block + offset, size))

    def _children(self, folder: Record, path: str) -> Iterator[tuple[FsEntry, Record | None]]:
        """Each entry of a folder, and its record where it is a folder to go into."""
        above = f"{path}/" if path else ""
        parts: list[Record] = []
        broken: Reason | None = None
        try:
            for found in self._records(folder):
                if found is None:
                    broken, parts = _DAMAGED, []
                elif not found.is_beside:
                    parts.append(found)
                    if not found.goes_on:
                        told = self._told(parts, above)
                        parts = []
                        if isinstance(told, Reason):
                            broken = told
                        elif told is not None:
                            yield told
        except Unreadable as fault:
            broken = fault.reason
        except ReadFault:
            broken = Reason.READ_ERROR
        if broken is not None or parts:
            yield _hole(path or "\ufffd", broken or _DAMAGED), None

    def _records(self, folder: Record) -> Iterator[Record | None]:
        place = folder.block * self._block
        for piece in self._content(folder._replace(size=min(folder.size, _FOLDER_MOST)), 32 * SECTOR):
            yield from records(piece, place)
            place += len(piece)
        if folder.size > _FOLDER_MOST:
            yield None

    def _told(self, parts: list[Record], above: str) -> tuple[FsEntry, Record | None] | Reason | None:
        """An entry and, of a folder, its record; why there is none; None for what stands elsewhere."""
        first = parts[0]
        try:
            said = Unix() if self._before is None else self._said(first.use[self._before :])
            below = first if said.child is None else self._moved(said.child)
        except Unreadable as fault:
            return fault.reason
        if said.moved:
            return None
        name = self._name(first, said)
        if not is_plain(name) or any(part.name != first.name for part in parts):
            return _DAMAGED
        modified = moment(first.stamp) if said.modified is None else said.modified
        if below.is_folder:
            return FsEntry(above + name, 0, modified, EntryKind.DIRECTORY, first.place), below
        kind = EntryKind.FILE if said.kind in (None, EntryKind.DIRECTORY) else said.kind
        size = sum(part.size for part in parts) if kind is EntryKind.FILE else 0
        odd = said.packed or any(part.interleaved for part in parts)
        reason = Reason.FILE_SYSTEM_UNKNOWN if odd else None
        return FsEntry(above + name, size, modified, kind or EntryKind.FILE, first.place, reason), None

    def _moved(self, block: int) -> Record:
        """The own record of a folder that lies too deep for the plain tree, and so stands elsewhere."""
        place = block * self._block
        own = record(self._at(place, SECTOR), place)
        if own is None or not own.is_folder:
            raise Unreadable(_DAMAGED)
        return own

    def _name(self, found: Record, said: Unix) -> str:
        if said.name:
            return said.name.decode("utf-8", "surrogateescape")
        coded = (
            found.name.decode("utf-16-be", "replace") if self._joliet else found.name.decode("utf-8", "surrogateescape")
        )
        name, mark, version = coded.rpartition(";")
        plain = name if mark and version.isdecimal() else coded
        return plain if self._joliet else plain.removesuffix(".") or plain

    def _parts(self, where: int) -> Iterator[Record]:
        """The records of one file, from the one on that stands at ``where``."""
        begin = where // SECTOR * SECTOR
        content = self._blocks.read_at(begin, SECTOR)[where - begin :]
        for _ in range(_PARTS_MOST):
            found = record(content, where)
            if found is None:
                break
            yield found
            if not found.goes_on:
                return
            where, content = where + found.length, content[found.length :]
            if not content.strip(b"\0"):
                where = -(-where // SECTOR) * SECTOR
                content = self._blocks.read_at(where, SECTOR)
        raise Unreadable(_DAMAGED)

    def _content(self, part: Record, most: int) -> Iterator[bytes]:
        begin = part.block * self._block
        for at in range(0, part.size, most):
            yield self._at(begin + at, min(most, part.size - at))

    def _at(self, place: int, size: int) -> bytes:
        content = self._blocks.read_at(place, size)
        if len(content) != size:
            raise Unreadable(_DAMAGED)
        return content


def _hole(path: str, reason: Reason) -> FsEntry:
    return FsEntry(path, 0, None, EntryKind.DIRECTORY, 0, reason)
