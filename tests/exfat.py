"""Fills an empty exFAT volume with a tree: a writer small enough to be read, checked by ``fsck.exfat``.

References: Microsoft exFAT file system specification (2019), 6.3 (checksum), 7.6.4 (name hash), 7.7.
"""

import struct
from datetime import UTC, datetime
from pathlib import Path

LAST = 0xFFFFFFFF
_BITMAP, _FILE, _STREAM, _NAME = 0x81, 0x85, 0xC0, 0xC1


class ExFatWriter:
    """An exFAT volume opened for writing; ``close`` puts the map of used clusters back."""

    def __init__(self, at: Path) -> None:
        self.file = at.open("r+b")
        boot = self.file.read(512)
        table, _, heap, self.count, self.root = struct.unpack_from("<5I", boot, 80)
        self.sector = 1 << boot[108]
        self.size = self.sector << boot[109]
        self.table, self.heap = table * self.sector, heap * self.sector
        self.map_at = self._of_bitmap()
        self.used = bytearray(self._at(self.map_at, -(-self.count // 8)))
        self.next = 0

    def close(self) -> None:
        """Write the map and close."""
        self._put(self.map_at, bytes(self.used))
        self.file.close()

    def place(self, cluster: int) -> int:
        """Where a cluster begins."""
        return self.heap + (cluster - 2) * self.size

    def following(self, cluster: int, to: int) -> None:
        """Say in the table which cluster comes next."""
        self._put(self.table + 4 * cluster, struct.pack("<I", to))

    def take(self, clusters: int, *, scattered: bool = False) -> list[int]:
        """Free clusters, one after the other, or with one left out between each two."""
        taken: list[int] = []
        while len(taken) < clusters:
            index = self.next
            self.next += 2 if scattered else 1
            if not self.used[index // 8] >> index % 8 & 1:
                self.used[index // 8] |= 1 << index % 8
                taken.append(index + 2)
        return taken

    def store(self, content: bytes, *, scattered: bool = False) -> tuple[int, int]:
        """(first cluster, flags) of bytes written somewhere."""
        if not content:
            return 0, 0x01
        clusters = self.take(-(-len(content) // self.size), scattered=scattered)
        for at, cluster in enumerate(clusters):
            self._put(self.place(cluster), content[at * self.size : (at + 1) * self.size])
        if not scattered:
            return clusters[0], 0x03
        for here, there in zip(clusters, [*clusters[1:], LAST], strict=True):
            self.following(here, there)
        return clusters[0], 0x01

    def fill(self, tree: Path) -> None:
        """Put a tree's content into the topmost folder, growing its chain as needed."""
        entries = self._entries(tree)
        kept = self._at(self.place(self.root), self.size)
        begin = next(at for at in range(0, self.size, 32) if kept[at] == 0)
        whole = kept[:begin] + entries
        clusters = [self.root, *self.take(max(0, -(-len(whole) // self.size) - 1))]
        for at, cluster in enumerate(clusters):
            self._put(self.place(cluster), whole[at * self.size : (at + 1) * self.size].ljust(self.size, b"\0"))
        for here, there in zip(clusters, [*clusters[1:], LAST], strict=True):
            self.following(here, there)

    def _entries(self, tree: Path) -> bytes:
        gathered = b""
        for number, item in enumerate(sorted(tree.iterdir())):
            if item.is_dir():
                inside = self._entries(item)
                inside = inside.ljust(max(1, -(-len(inside) // self.size)) * self.size, b"\0")
                first, flags = self.store(inside, scattered=number % 2 == 1)
                gathered += entry_set(item.name, 0x10, first, len(inside), flags, _seconds(item))
            else:
                content = item.read_bytes()
                first, flags = self.store(content, scattered=number % 2 == 1)
                gathered += entry_set(item.name, 0x20, first, len(content), flags, _seconds(item))
        return gathered

    def _of_bitmap(self) -> int:
        folder = self._at(self.place(self.root), self.size)
        at = next(at for at in range(0, self.size, 32) if folder[at] == _BITMAP)
        return self.place(int.from_bytes(folder[at + 20 : at + 24], "little"))

    def _at(self, place: int, size: int) -> bytes:
        self.file.seek(place)
        return self.file.read(size)

    def _put(self, place: int, content: bytes) -> None:
        self.file.seek(place)
        self.file.write(content)


def fill_exfat(at: Path, tree: Path) -> None:
    """Put a tree's content into an empty volume."""
    writer = ExFatWriter(at)
    writer.fill(tree)
    writer.close()


def entry_set(
    name: str, attributes: int, first: int, size: int, flags: int, seconds: float, valid: int | None = None
) -> bytes:
    """The entries of one file or folder."""
    coded = name.encode("utf-16-le", "surrogatepass")
    pieces = [coded[at : at + 30].ljust(30, b"\0") for at in range(0, len(coded), 30)]
    stamp, hundredths = _stamp(seconds)
    file = struct.pack(
        "<BBHHHIIIBBBBB7x",
        _FILE,
        1 + len(pieces),
        0,
        attributes,
        0,
        stamp,
        stamp,
        stamp,
        hundredths,
        hundredths,
        0x80,
        0x80,
        0x80,
    )
    stream = struct.pack(
        "<BBBBHHQIIQ", _STREAM, flags, 0, len(coded) // 2, _name_hash(coded), 0,
        size if valid is None else valid, 0, first, size,
    )  # fmt: skip
    whole = file + stream + b"".join(struct.pack("<BB", _NAME, 0) + piece for piece in pieces)
    return whole[:2] + struct.pack("<H", _checksum(whole)) + whole[4:]


def _checksum(entries: bytes) -> int:
    told = 0
    for at, byte in enumerate(entries):
        if at not in (2, 3):
            told = (told >> 1 | (told & 1) << 15) + byte & 0xFFFF
    return told


def _name_hash(coded: bytes) -> int:
    upper = coded.decode("utf-16-le", "surrogatepass")
    told = 0
    for byte in "".join(sign.upper() if len(sign.upper()) == 1 else sign for sign in upper).encode(
        "utf-16-le", "surrogatepass"
    ):
        told = (told >> 1 | (told & 1) << 15) + byte & 0xFFFF
    return told


def _stamp(seconds: float) -> tuple[int, int]:
    at = max(datetime.fromtimestamp(seconds, UTC), datetime(1980, 1, 1, tzinfo=UTC))
    stamp = at.year - 1980 << 25 | at.month << 21 | at.day << 16 | at.hour << 11 | at.minute << 5 | at.second // 2
    return stamp, at.second % 2 * 100


def _seconds(item: Path) -> float:
    return item.stat().st_mtime
