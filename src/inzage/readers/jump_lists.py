"""Files that were opened with a program, by that program's jump list (``automaticDestinations-ms``).

Windows 7 and later: a compound file per program with a list (``DestList``: form 1 of
Windows 7 and 8, forms 3 and 4 of 10 and 11: path, last opening as FILETIME) and a
shortcut per entry.

An act is an entry of the list, at its last opening; earlier openings have no date. A
folder (by its shortcut), a place of the system (``knownfolder:``, ``::{…}``) and a web address
(a browser's list; it belongs behind another door) are no acts, nor is an entry without a
moment. ``rows``: entries with a moment inside the window.

The program's own list, ``customDestinations-ms``, is another reader's. The same opening often
stands in ``RecentDocs`` and ``Recent`` too: the counts of these readers are not to be added up.

**On this device**: yes; Explorer writes what was opened at this screen. The folder travels
with a roaming profile of an organisation's network, which does not show. Met real lists
of form 1 (7 entries) and 3 (2 entries).

References: artefact facts 9; plaso ``automatic_destinations.py``;
https://github.com/libyal/dtformats (Jump lists format)
"""

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from inzage.artefact import Artefact, Window
from inzage.formats.blocks import DescriptorBlocks, FileObject
from inzage.formats.content import first_bytes, refused
from inzage.formats.extras import FAULTS, library
from inzage.formats.moments import Dated, filetime_at
from inzage.formats.shortcuts import shortcut
from inzage.mandate import DataClass
from inzage.observations import Degraded, FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable

MOST = 64 * 1024 * 1024
"""Bytes of a jump list, and of one stream in it."""

_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_LIST, _HEAD, _NUMBER, _MOMENT = "DestList", 32, 88, 100
_LENGTH = {1: (112, 0), 3: (128, 4), 4: (128, 4)}
"""Form → where an entry's path length stands, and what follows the path."""

_NO_FILE = re.compile(r"knownfolder:|::\{|[a-z][a-z0-9+.-]+://", re.IGNORECASE)

codecs.lookup("utf-16-le")  # a locked process can no longer load a codec

Entry = tuple[int, datetime | None, str]
"""(number, last opening, path)."""


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=("AutomaticDestinations/*.automaticDestinations-ms",),
    met_real=True,
)
def jump_lists(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files last opened inside the window."""
    dated = Dated(window)
    streams = _streams(artefact)
    entries, whole = _entries(streams.get(_LIST, b""))
    for number, at, path in entries:
        if dated.inside(at) and path and not _is_place(path, streams.get(f"{number:x}", b"")):
            yield FileTouched(at, path, OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _is_place(path: str, link: bytes) -> bool:
    """Is it a folder, a place of the system or a web address?"""
    if _NO_FILE.match(path):
        return True
    try:
        return bool(link) and shortcut(io.BytesIO(link)).folder
    except Unreadable:
        return False


def _streams(artefact: Artefact) -> Mapping[str, bytes]:
    """Name, to content, of what the compound file holds."""
    if not first_bytes(artefact, MOST).startswith(_MAGIC):
        raise refused(artefact)
    file = library("pyolecf").file()
    try:
        file.open_file_object(FileObject(DescriptorBlocks(artefact.file, artefact.size)))
        found = {str(item.get_name()): _whole(item) for item in file.get_root_item().sub_items}
    except FAULTS:
        raise Unreadable(Reason.DAMAGED) from None
    if _LIST not in found:
        raise refused(artefact)
    return found


def _whole(item: Any) -> bytes:  # noqa: ANN401 (the library has no types)
    size = int(item.get_size())
    held = bytes(item.read_buffer(size)) if 0 < size <= MOST else b""
    if len(held) != size:
        raise ValueError(size)
    return held


def _entries(data: bytes) -> tuple[list[Entry], bool]:
    """The entries of a list, and whether that is all of them."""
    form, count = int.from_bytes(data[:4], "little"), int.from_bytes(data[4:8], "little")
    found: list[Entry] = []
    if form not in _LENGTH:
        return found, not data
    at, behind = _LENGTH[form]
    place = _HEAD
    while len(found) < count:
        length = 2 * int.from_bytes(data[place + at : place + at + 2], "little")
        path = data[place + at + 2 : place + at + 2 + length]
        if not length or len(path) < length:
            return found, False
        number = int.from_bytes(data[place + _NUMBER : place + _NUMBER + 4], "little")
        found.append((number, filetime_at(data, place + _MOMENT), path.decode("utf-16-le", "replace")))
        place += at + 2 + length + behind
    return found, True
