"""Files that Explorer showed small, by its cache of thumbnails (``thumbcache_*.db``): how many. Nothing is decoded.

Windows Vista to 11: a database for each size, which begins ``CMMM``, its form (20 Vista, 21 Windows 7, 26 to
32 later) and where its first entry stands; each entry begins ``CMMM`` too and tells its length, the hash by
which Windows finds it and how large its picture is. Only these numbers are read: not the picture, and
the cache keeps no name, so ``untrusted_name`` is empty.

An act is a hash with a picture. The databases of the smallest sizes (16, 32, 48: icons) and of
tiles are left shut. **When**: an entry has no moment; it is the last change of the database: *it
stood in it then*, and may have been shown years before. Without that moment there is no act, and
what is counted is a lower bound. A thumbnail outlives its file. ``rows``: such hashes, if the
moment lies inside the window.

The same file can stand in the database of more than one size: the counts of these are not to be added up.
A program's icon or a document's first page counts like a photograph.

**On this device**: yes; Explorer makes it where it is looked at (the file itself may lie on a
stick). Tried on twelve public databases of Windows 10 and 11 (form 32, of which two held pictures:
83 and 1); they are not in the project's test data, so it counts as not yet proven.

References: artefact facts 9; https://github.com/libyal/dtformats (Windows Explorer thumbnail cache)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.blocks import DescriptorBlocks, ReadFault
from inzage.formats.content import first_bytes, refused
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Degraded, FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable

MOST = 4 * 1024 * 1024 * 1024
"""Bytes of a database."""

MOST_ENTRIES = 200_000
"""Entries of one database."""

_SIZES = ("96", "256", "768", "1024", "1280", "1920", "2560")
_MAGIC, _HEAD, _VISTA = b"CMMM", 24, 20
_FORMS = range(_VISTA, 33)
_FIRST = frozenset({24, 28, 32})
_ENTRY, _LEAST = 36, 40


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="thumbnails",
    at=tuple(f"Microsoft/Windows/Explorer/thumbcache_{size}.db" for size in _SIZES),
)
def windows_thumbnails(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the entries, if the database was last written inside the window."""
    cache, dated, at = _Cache(artefact), Dated(window), last_seen(artefact)
    for _ in cache.pictures():
        cache.degraded |= at is None
        if dated.inside(at):
            yield FileTouched(at, "", OnThisDevice.YES)
    yield from dated.remarks()
    if cache.degraded:
        yield Degraded()


class _Cache:
    """One database. ``degraded``: its entries end before it says."""

    def __init__(self, artefact: Artefact) -> None:
        first = first_bytes(artefact, MOST)
        self._form = _number(first, 4)
        if not first.startswith(_MAGIC) or self._form not in _FORMS:
            raise refused(artefact)
        if len(first) < _HEAD:
            raise refused(artefact, Reason.TRUNCATED)
        place = next((at for at in (12, 16) if _number(first, at) in _FIRST), None)
        if place is None:
            raise refused(artefact)
        self._place, self._end = _number(first, place), _number(first, place + 4)
        self._blocks = DescriptorBlocks(artefact.file, artefact.size)
        self.degraded = False

    def pictures(self) -> Iterator[int]:
        """The hash of each entry with a picture, once."""
        seen = set[int]()
        sized = 32 if self._form == _VISTA else 24
        for head in self._heads():
            mark = int.from_bytes(head[8:16], "little")
            if _number(head, sized) and mark not in seen:
                seen.add(mark)
                yield mark

    def _heads(self) -> Iterator[bytes]:
        """The head of each entry, up to where the database says that free room begins."""
        for _ in range(MOST_ENTRIES):
            if self._place >= self._end:
                return
            head = self._read()
            length = _number(head, 4)
            if len(head) < _ENTRY or not head.startswith(_MAGIC) or length < _LEAST:
                break
            if self._place + length > self._blocks.size:
                break
            yield head
            self._place += length
        self.degraded = self._place < self._end

    def _read(self) -> bytes:
        try:
            return self._blocks.read_at(self._place, _ENTRY)
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None


def _number(content: bytes, place: int) -> int:
    return int.from_bytes(content[place : place + 4], "little")
