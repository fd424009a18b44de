"""Files and folders that were moved to the recycle bin of Windows.

Windows Vista and later: one ``$I…`` file each (form 1: 544 bytes; form 2 from Windows 10
on: size, moment, length of the path, path). Windows 95 to XP: one ``INFO2`` per user or
disk, records of 280 or 800 bytes (form 5: with the path in UTF-16).

An act is one file or folder put into the bin; what a folder held is not listed. In
``INFO2`` a record whose path begins with a zero has left the bin again (restored or
emptied) and is no longer counted; ``$I`` files go with their file. ``rows``: records with a
moment inside the window. A bin that was emptied holds nothing: no act here says nothing.
A record whose moment is none makes the reading a lower bound: Windows always writes one.

**On this device**: yes for a path on ``C:``, the disk that the system itself ran from.
Unknown for others: a stick carries its bin from computer to computer. Met real files of
forms 1 and 2 and one real ``INFO2``.

References: artefact facts 9; plaso ``recycler.py``; https://github.com/libyal/dtformats
(Windows Recycle.Bin file formats)
"""

import codecs
from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated, filetime_at
from inzage.mandate import DataClass
from inzage.observations import Degraded, FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_SINGLE_HEAD, _SINGLE_MOST = 24, 28 + 2 * 32_768
_INFO_HEAD, _ANSI, _MOMENT, _WIDE = 20, 260, 268, 280
_NARROW_RECORD, _WIDE_RECORD = 280, 800

codecs.lookup("utf-16-le")  # a locked process can no longer load a codec

Binned = tuple[datetime | None, str]


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=("$Recycle.Bin/*/$I*", "RECYCLER/*/INFO2", "RECYCLED/INFO2"),
    met_real=True,
)
def recycle_bin(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield what was put into the bin inside the window."""
    dated, whole = Dated(window), True
    single = artefact.untrusted_path.rpartition("/")[2].lower().startswith("$i")
    for at, path in _single(artefact) if single else _list(artefact):
        if dated.inside(at) and path:
            here = OnThisDevice.YES if path[:2].lower() == "c:" else OnThisDevice.UNKNOWN
            yield FileTouched(at, path, here)
        whole &= at is not None
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _single(artefact: Artefact) -> Iterator[Binned]:
    data = content(artefact, _SINGLE_MOST)
    form = int.from_bytes(data[:8], "little")
    if form not in (1, 2):
        raise refused(artefact)
    length = 2 * int.from_bytes(data[_SINGLE_HEAD : _SINGLE_HEAD + 4], "little")
    start = _SINGLE_HEAD if form == 1 else _SINGLE_HEAD + 4
    if len(data) < (start + 2 if form == 1 else start + length):
        raise refused(artefact, Reason.TRUNCATED)
    yield filetime_at(data, 16), _text(data[start:])


def _list(artefact: Artefact) -> Iterator[Binned]:
    data = content(artefact)
    size = int.from_bytes(data[12:16], "little")
    if data[0] not in (4, 5) or size not in (_NARROW_RECORD, _WIDE_RECORD):
        raise refused(artefact)
    if (len(data) - _INFO_HEAD) % size:
        raise refused(artefact, Reason.TRUNCATED)
    for start in range(_INFO_HEAD, len(data), size):
        record = data[start : start + size]
        narrow = record[:_ANSI].partition(b"\0")[0].decode("latin-1")
        if narrow:
            yield filetime_at(record, _MOMENT), _text(record[_WIDE:]) or narrow


def _text(untrusted: bytes) -> str:
    return untrusted[: len(untrusted) & ~1].decode("utf-16-le", "replace").partition("\0")[0]
