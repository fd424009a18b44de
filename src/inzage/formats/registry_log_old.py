"""Registry logs up to Windows 8: a map of the pages that were to be written, and those pages.

Nothing in such a log seals its pages; ``registry_logs`` therefore holds the whole outcome
against the chain of bins, and takes all of a log or nothing.

References: https://github.com/msuhanov/regf (old format of transaction logs)
"""

from collections.abc import Iterator

from inzage.formats.blocks import Blocks
from inzage.formats.registry_base import BASE, HEAD, BaseBlock

_MAGIC = b"DIRT"
_PAGE = 512
_MOST_MAP, _MOST_PAGES = 1 << 20, 1 << 17


def pages(log: Blocks, base: BaseBlock) -> list[tuple[int, bytes]] | None:
    """(place within the bins, bytes) of each page, None where the log does not hold all that its map names."""
    length = base.bins // _PAGE // 8
    if base.bins % BASE or not 0 < length <= _MOST_MAP or base.sector not in (HEAD, BASE):
        return None
    head = log.read_at(base.sector, len(_MAGIC) + length)
    if not head.startswith(_MAGIC) or len(head) < len(_MAGIC) + length:
        return None
    begin = -(-(base.sector + len(head)) // base.sector) * base.sector
    places = list(_places(head[len(_MAGIC) :]))
    if not 0 < len(places) <= _MOST_PAGES:
        return None
    held = log.read_at(begin, _PAGE * len(places))
    if len(held) < _PAGE * len(places):
        return None
    return [(place, held[_PAGE * n : _PAGE * (n + 1)]) for n, place in enumerate(places)]


def _places(dirty: bytes) -> Iterator[int]:
    for number, byte in enumerate(dirty):
        for bit in range(8) if byte else ():
            if byte >> bit & 1:
                yield _PAGE * (8 * number + bit)
