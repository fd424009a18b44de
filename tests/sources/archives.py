"""Helpers: archives made by hand, sound and hostile."""

import io
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from inzage.result import Reason
from inzage.sources import Unopenable
from inzage.sources.archive import ArchiveKind, ArchiveSource
from tests.sources.trees import hits

PLACE = "User Data/Default/History"


def made_zip(at: Path, members: Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """A zip of these members, deflated, names as they are (also twice)."""
    with zipfile.ZipFile(at, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return at


def made_tar(at: Path, members: Sequence[tuple[str | tarfile.TarInfo, bytes]], mode: str = "w") -> Path:
    """A tar of these members in the GNU form."""
    with tarfile.open(at, mode, format=tarfile.GNU_FORMAT) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return at


def tar_member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    """A tar member of another kind."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


class RawZip:
    """A zip written field by field, so that it can lie."""

    def __init__(self) -> None:
        self.body = bytearray()
        self.directory = bytearray()
        self.count = 0

    def local(self, name: bytes, packed: bytes, method: int = 0) -> int:
        """A local header with its bytes; returns where it starts."""
        start = len(self.body)
        self.body += struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, method, 0, 33, 0, 0, 0, len(name), 0)
        self.body += name + packed
        return start

    def central(
        self, name: bytes, start: int, packed: int, content: bytes, *,
        method: int = 0, size: int | None = None, crc: int | None = None, flags: int = 0, made_by: int = 0x0314,
        attributes: int = 0, extra: bytes = b"",
    ) -> None:  # fmt: skip
        """A record in the directory; ``size`` and ``crc`` as of ``content`` unless they lie."""
        crc = zlib.crc32(content) if crc is None else crc
        size = len(content) if size is None else size
        self.count += 1
        self.directory += struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, made_by, 20, flags, method, 0, 33, crc, packed, size,
            len(name), len(extra), 0, 0, 0, attributes, start,
        )  # fmt: skip
        self.directory += name + extra

    def member(self, name: bytes, content: bytes, **said: int) -> None:
        """A stored member whose record may lie."""
        self.central(name, self.local(name, content), len(content), content, **said)  # type: ignore[arg-type]

    def deflated(self, name: bytes, content: bytes, **said: int) -> None:
        """A deflated one."""
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        start = self.local(name, packed, 8)
        self.central(name, start, len(packed), content, method=8, **said)  # type: ignore[arg-type]

    def bytes(self, count: int | None = None, size: int | None = None, offset: int | None = None) -> bytes:
        """The whole archive; the end record may lie."""
        count = self.count if count is None else count
        size = len(self.directory) if size is None else size
        offset = len(self.body) if offset is None else offset
        end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count & 0xFFFF, count & 0xFFFF, size, offset, 0)
        return bytes(self.body + self.directory + end)


@contextmanager
def opened(at: Path, kind: ArchiveKind = "zip", entries: int = 100_000) -> Iterator[ArchiveSource]:
    """The archive as a source with a locked worker."""
    source = ArchiveSource(str(at), kind, entries)
    try:
        yield source
    finally:
        source.close()


def content_of(source: ArchiveSource) -> list[bytes | Reason]:
    """Bytes of every offer in turn, or why it could not be opened."""
    got: list[bytes | Reason] = []
    for match in hits(source):
        try:
            with source.open(match.found) as artefact:
                got.append(os.pread(artefact.file, artefact.size + 1, 0))
        except Unopenable as refused:
            got.append(refused.reason)
    return got
