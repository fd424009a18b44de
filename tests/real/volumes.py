"""Packed volumes, unpacked without the zeros between what is there."""

import zlib
from pathlib import Path

ENOUGH = 545 << 20
"""So much of the largest sample holds all that is looked at; gigabytes of zeros follow."""

_PAGE = 1 << 16


class Unpacked:
    """A gzipped volume in memory; pages of zeros take no room. ``most``: bytes of it that are unpacked."""

    def __init__(self, path: Path, most: int = 1 << 40) -> None:
        self._pages: dict[int, bytes] = {}
        self.size = 0
        unpacking = zlib.decompressobj(wbits=31)
        rest = b""
        with path.open("rb") as file:
            while self.size < most and (packed := file.read(_PAGE)):
                rest += unpacking.decompress(packed)
                rest = rest[self._keep(rest) :]
        self._keep(rest.ljust(-(-len(rest) // _PAGE) * _PAGE, b"\0"))
        self.size -= -len(rest) % _PAGE

    def _keep(self, content: bytes) -> int:
        whole = len(content) // _PAGE * _PAGE
        for at in range(0, whole, _PAGE):
            page = content[at : at + _PAGE]
            if page.count(0) != _PAGE:
                self._pages[self.size // _PAGE] = page
            self.size += _PAGE
        return whole

    def read_at(self, offset: int, size: int) -> bytes:
        size = min(size, max(0, self.size - offset))
        first, last = offset // _PAGE, (offset + size - 1) // _PAGE
        pages = b"".join(self._pages.get(page, bytes(_PAGE)) for page in range(first, last + 1)) if size else b""
        return pages[offset - first * _PAGE :][:size]

    def write_to(self, path: Path) -> None:
        """As a sparse file."""
        with path.open("wb") as file:
            file.truncate(self.size)
            for number, page in self._pages.items():
                file.seek(number * _PAGE)
                file.write(page[: self.size - number * _PAGE])
