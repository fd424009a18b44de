"""Do the bytes of an ext folder bear out what the library lists of it?

The library ends where an entry has no length, cuts a name at a zero, and takes an entry's
inode for whatever kind it says it is. Here each block must be one chain of entries up to its
end, the first two the folder itself and the one above, each name a name, and each entry of the
kind that its inode is; and its checksum must hold.

References: https://docs.kernel.org/filesystems/ext4/ ("Directory Entries").
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inzage.artefact import EntryKind
from inzage.formats.filesystems import FsEntry, is_plain
from inzage.formats.filesystems.ext_sums import Sums

_ENTRY = 8
_LARGEST = 1 << 16
_KINDS = {1: EntryKind.FILE, 2: EntryKind.DIRECTORY, 3: EntryKind.DEVICE, 4: EntryKind.DEVICE, 5: EntryKind.PIPE,
          6: EntryKind.SOCKET, 7: EntryKind.LINK}  # fmt: skip


class _Named(NamedTuple):
    inode: int
    name: bytes
    kind: int


def is_sound(
    content: bytes, which: int, above: int | None, sums: Sums, told: Sequence[FsEntry], *, typed: bool
) -> bool:
    """As above. ``which``: the folder's inode; ``above``: that of the one that holds it, if known.

    ``typed``: do its entries say of which kind they are?
    """
    begin = sums.of_inode(which)
    if begin is None or len(content) % sums.block:
        return False
    found: list[_Named] = []
    for at in range(0, len(content), sums.block):
        block = content[at : at + sums.block]
        named = _chain(block)
        if named is None or not sums.holds(begin, block):
            return False
        found += named
    if (
        [one.name for one in found[:2]] != [b".", b".."]
        or found[0].inode != which
        or found[1].inode != (above or found[1].inode)
    ):
        return False
    return all(_is_one(one, sums.inodes) for one in found) and _same(found, told, typed=typed)


def _chain(block: bytes) -> list[_Named] | None:
    """The entries of a block in use; None where they do not fill it."""
    found, at = list[_Named](), 0
    while at + _ENTRY <= len(block):
        inode, length = int.from_bytes(block[at : at + 4], "little"), int.from_bytes(block[at + 4 : at + 6], "little")
        if len(block) == _LARGEST and length in (0, _LARGEST - 1):
            length = _LARGEST
        size = block[at + 6]
        if length < _ENTRY or length % 4 or (inode and size > length - _ENTRY):
            return None
        if inode:
            found.append(_Named(inode, block[at + _ENTRY : at + _ENTRY + size], block[at + 7]))
        at += length
    return found if at == len(block) else None


def _is_one(named: _Named, inodes: int) -> bool:
    name = named.name.decode("utf-8", "surrogateescape")
    return named.inode <= inodes and (named.name in (b".", b"..") or is_plain(name))


def _same(found: Sequence[_Named], told: Sequence[FsEntry], *, typed: bool) -> bool:
    """Does the library list the very names, each of its own kind? What it called damaged is told already."""
    if any(entry.reason is not None for entry in told):
        return True
    listed = Counter(_keys(told, typed=typed))
    own = (named for named in found if named.name not in (b".", b".."))
    return listed == Counter((one.inode, one.name, _KINDS.get(one.kind) if typed else None) for one in own)


def _keys(told: Sequence[FsEntry], *, typed: bool) -> Iterator[tuple[int, bytes, EntryKind | None]]:
    for entry in told:
        name = entry.path.rpartition("/")[2].encode("utf-8", "surrogateescape")
        yield entry.where, name, entry.kind if typed else None
