"""Files in the library of Shareaza (``Library1.dat``, ``Library2.dat``): what was shared, and whether any was sent.

Shareaza 1.x to 2.7, versions 1 to 29 of its library: folders within folders, files in them, as
``formats.mfc`` reads them. Of a file: name, last change (FILETIME), *is it shared* (yes, no, as its
folder says), and how often it was sent.

An act is a file that others can have or have had. ``at``: its last change, which for a fetched file is when it
was fetched. ``shared`` where it was sent at least once; else it was only there to be had. One that is kept to
oneself (by itself or its folder) and never was sent is none. ``rows``: files with a moment inside the window.
Files that were taken out of the library, which the program remembers behind the folders, are not read.

**Two copies.** The program writes both files by turns: of the two that lie side by side only the later counts.

**On this device**: yes; the program's own note of what it does here. Has not yet met a real file: what
breaks off is a lower bound.

References: artefact facts 6; the source of Shareaza (``LibraryFile.cpp``, ``LibraryFolder.cpp``: ``Serialize``);
IPED's parser for Shareaza
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.mfc import BrokenOff, Serialised
from inzage.formats.moments import Dated, filetime
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Opened, Remark, Sharing
from inzage.readers import reader

_NAMES = ("Library1.dat", "Library2.dat")
_VERSIONS = range(1, 30)
_NO, _YES = 1, 2
_DEPTH = 60


@dataclass(frozen=True, slots=True)
class _File:
    untrusted_name: str
    changed: datetime | None
    kept: bool
    sent: int


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=tuple(f"Shareaza/Data/{name}" for name in _NAMES),
    elsewhere=tuple(f"**/{name}" for name in _NAMES),
    beside=_NAMES,
)
def shareaza(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files whose moment falls inside the window."""
    untrusted, dated, whole = content(artefact), Dated(window), True
    reading = Serialised(untrusted[8:])
    version = int.from_bytes(untrusted[8:12], "little")
    if version not in _VERSIONS:
        raise refused(artefact)
    if _is_older(artefact):
        yield Opened(0)
        return
    files = _files(reading)
    while True:
        try:
            file = next(files)
        except (StopIteration, BrokenOff) as end:
            whole = isinstance(end, StopIteration)
            break
        if dated.inside(file.changed) and file.changed and (file.sent or not file.kept):
            yield Sharing(file.changed, file.untrusted_name, bool(file.sent), OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _is_older(artefact: Artefact) -> bool:
    """Is the other of the two later (or as late, and the first)?"""
    first = artefact.untrusted_path.lower().endswith(_NAMES[0].lower())
    other = artefact.siblings.get(_NAMES[first])
    if artefact.modified is None or other is None:
        return False
    return other > artefact.modified or (other == artefact.modified and not first)


def _files(reading: Serialised) -> Iterator[_File]:
    version = reading.number(4)
    reading.take(4 * (version >= 29))  # noqa: PLR2004 (words in its dictionary)
    reading.take(4 + 12 * (version >= 28))  # noqa: PLR2004 (next number, sizes of its maps)
    for _ in range(reading.count()):
        yield from _folder(reading, version, kept=False, depth=_DEPTH)


def _folder(reading: Serialised, version: int, *, kept: bool, depth: int) -> Iterator[_File]:
    if not depth:
        raise BrokenOff
    reading.text()
    kept = _kept(reading, version, kept)
    reading.take(4 * (version >= 3))  # noqa: PLR2004 (unfolded on screen)
    for _ in range(reading.count()):
        yield from _folder(reading, version, kept=kept, depth=depth - 1)
    for _ in range(reading.count()):
        yield _file(reading, version, kept)


def _kept(reading: Serialised, version: int, otherwise: bool) -> bool:
    """Kept to oneself? Where it says nothing: as what it lies in."""
    if version < 5:  # noqa: PLR2004 (a byte before)
        return {0: True}.get(reading.number(1), otherwise)
    return {_NO: True, _YES: False}.get(reading.number(4), otherwise)


def _file(reading: Serialised, version: int, kept: bool) -> _File:
    name = reading.text()
    reading.take(4)
    reading.take(8 if version >= 17 else 4)  # noqa: PLR2004 (bytes of the file)
    changed = filetime(reading.number(8))
    kept = _kept(reading, version, kept)
    if version >= 21 and reading.number(8):  # noqa: PLR2004 (part of the file that counts)
        reading.take(8)
    _digests(reading, version)
    _described(reading, version)
    reading.take(4)
    sent = reading.number(4)
    reading.take(4 * ((version >= 14) + (version >= 20)))  # noqa: PLR2004 (preview kept, bogus)
    for _ in range(reading.count() if version >= 2 else 0):  # noqa: PLR2004 (where others have it)
        reading.text()
        reading.take(8 if version >= 10 else 4)  # noqa: PLR2004
    return _File(name, changed, kept, sent)


def _digests(reading: Serialised, version: int) -> None:
    """SHA-1, Tiger, MD5, eD2k, BitTorrent, each if it was made; and whether it was compared."""
    for size, since in ((20, 1), (24, 8), (16, 11), (16, 11), (20, 26)):
        if version >= since and reading.flag():
            reading.take(size)
    reading.take(4 * (version >= 4))  # noqa: PLR2004


def _described(reading: Serialised, version: int) -> None:
    """What the program and the person wrote about it; nothing of it is kept."""
    by_itself = False
    if reading.text():
        if version < 27:  # noqa: PLR2004
            by_itself = reading.flag()
            reading.take(0 if by_itself else 8)
        _element(reading, _DEPTH)
    if version >= 13:  # noqa: PLR2004
        rated = bool(reading.number(4))
        rated |= bool(reading.text())
        if version >= 16:  # noqa: PLR2004
            reading.text()
        reading.take(12 if version >= 27 else 8 * (by_itself and rated))  # noqa: PLR2004


def _element(reading: Serialised, depth: int) -> None:
    """An element of XML: name, value, attributes, elements."""
    if not depth:
        raise BrokenOff
    reading.text(), reading.text()
    for _ in range(reading.count()):
        reading.text(), reading.text()
    for _ in range(reading.count()):
        _element(reading, depth - 1)
