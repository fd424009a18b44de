"""Files in eMule and aMule (``known.met``): what was shared, and whether any of it was sent.

eMule since 0.30, aMule; a header byte (14, 15: with sizes above 4 GB), a count, and per file:
last change of the file (Unix s), hash (16 bytes), part hashes, tags. Of the tags: 0x01 name,
0x50 and 0x54 bytes sent, 0x52 requests that were granted, 0x34 last shared (Unix s).

An act is a file that the program knows, shared or finished. ``at``: when it was last shared
(0x34), else the last change of the file, which for a finished one is when it was fetched.
``shared`` where bytes were sent or a request was granted; else it was only there to be had.
``rows``: files with a moment inside the window. A file stays in the list after it was deleted.

**On this device**: yes; the program's own note of what it does here. Unknown for what was sent of a file from before
the window: that sum has no date, and the program dates anew, each time it starts, whatever still lies in a
shared folder. Has not yet met a real file: what breaks off is a lower bound.

References: artefact facts 6; IPED issue 2548; https://www.emule-project.com/ (``KnownFile.cpp``,
``opcodes.h``: names and numbers of the tags)
"""

import struct
from collections.abc import Iterator, Mapping

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated, unix_seconds
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Sharing
from inzage.readers import reader

_HEADERS = (14, 15)
_NAME, _LAST_SHARED, _SENT = 0x01, 0x34, (0x50, 0x54, 0x52)
_NUMBERS = {3: "<I", 8: "<H", 9: "<B", 11: "<Q"}
_SKIPPED = {1: 16, 4: 4, 5: 1}
_TEXT, _BLOB, _SHORT_TEXTS, _SHORT_ID = 2, 7, range(0x11, 0x21), 0x80
_MOST_TAGS = 1000

Tags = Mapping[int, int | str]


class _Broken(Exception):
    """It is not as the form says, from here on."""


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=("eMule/known.met", "eMule/config/known.met", ".aMule/known.met", "aMule/known.met"),
    elsewhere=("**/known.met",),
)
def emule(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files whose moment falls inside the window."""
    untrusted, dated, whole = content(artefact), Dated(window), True
    if untrusted[0] not in _HEADERS:
        raise refused(artefact)
    files = _files(untrusted)
    while True:
        try:
            changed, tags = next(files)
        except (StopIteration, _Broken) as end:
            whole = isinstance(end, StopIteration)
            break
        at = unix_seconds(tags.get(_LAST_SHARED)) or unix_seconds(changed)
        if dated.inside(at):
            sent = any(tags.get(tag) not in (None, 0, "") for tag in _SENT)
            came = unix_seconds(changed)
            certain = not sent or (came is not None and came >= window.start)
            origin = OnThisDevice.YES if certain else OnThisDevice.UNKNOWN
            yield Sharing(at, str(tags.get(_NAME, "")), sent, origin)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _files(untrusted: bytes) -> Iterator[tuple[int, Tags]]:
    """(last change, tags) of each file; raises ``_Broken``."""
    reading = _Reading(untrusted, 1)
    for _ in range(reading.number("<I")):
        changed = reading.number("<I")
        reading.take(16)
        reading.take(16 * reading.number("<H"))
        count = reading.number("<I")
        if count > _MOST_TAGS:
            raise _Broken
        yield changed, dict(reading.tag() for _ in range(count))


class _Reading:
    """A place in the bytes."""

    def __init__(self, untrusted: bytes, place: int) -> None:
        self._bytes, self._place = untrusted, place

    def take(self, size: int) -> bytes:
        piece = self._bytes[self._place : self._place + size]
        if len(piece) < size:
            raise _Broken
        self._place += size
        return piece

    def number(self, form: str) -> int:
        return int(struct.unpack(form, self.take(struct.calcsize(form)))[0])

    def tag(self) -> tuple[int, int | str]:
        """(id, value); a tag with a name of its own counts as none (id 0)."""
        kind = self.number("<B")
        name = b"" if kind & _SHORT_ID else self.take(self.number("<H"))
        known = self.number("<B") if kind & _SHORT_ID else (name[0] if len(name) == 1 else 0)
        return known, self._value(kind & ~_SHORT_ID)

    def _value(self, kind: int) -> int | str:
        if kind in _NUMBERS:
            return self.number(_NUMBERS[kind])
        if kind == _TEXT or kind in _SHORT_TEXTS:
            size = self.number("<H") if kind == _TEXT else kind - _SHORT_TEXTS.start + 1
            return self.take(size).decode("utf-8", "replace")
        if kind not in _SKIPPED and kind != _BLOB:
            raise _Broken
        self.take(_SKIPPED[kind] if kind in _SKIPPED else self.number("<I"))
        return 0
