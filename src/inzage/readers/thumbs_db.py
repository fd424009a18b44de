"""Files that a folder showed small, by the thumbnails kept beside them (``Thumbs.db``): how many. Nothing is decoded.

Windows 98 to XP in each folder, later on network drives alone, and Media Center (``ehthumbs.db``):
a compound file of one stream per picture, called by its number (its digits reversed) or, from Vista
on, by size and hash (``256_…``), beside ``Catalog``. Of the catalogue its own count alone is read,
to see whether streams are missing: not the names and moments of the files. ``untrusted_name`` is
empty.

An act is a picture (a hash once, whatever its sizes). **When**: the last change of the file: *the
picture stood in it then*, and may have been made years before. Without that moment there is no act,
and what is counted is a lower bound. A thumbnail outlives its file. ``rows``: streams of pictures,
if the moment lies inside the window.

**On this device**: unknown; the file travels with its folder, on a stick or from another computer.
Has met no real file yet.

References: artefact facts 9; [MS-CFB]; https://github.com/libyal/dtformats (Thumbs.db)
"""

import re
from collections.abc import Iterator
from typing import Any

from inzage.artefact import Artefact, Window
from inzage.formats.blocks import DescriptorBlocks, FileObject
from inzage.formats.content import first_bytes, refused
from inzage.formats.extras import FAULTS, library
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Degraded, FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable

MOST = 256 * 1024 * 1024
"""Bytes of one file."""

_MAGIC, _CATALOGUE, _COUNTED = bytes.fromhex("d0cf11e0a1b11ae1"), "catalog", 8
_PICTURE = re.compile(r"\d{1,10}|\d{1,4}_([0-9a-f]{8,32})", re.IGNORECASE)


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="thumbnails",
    at=("Thumbs.db", "ehthumbs.db", "ehthumbs_vista.db"),
)
def thumbs_db(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the pictures, if the file was last written inside the window."""
    names, counted = _streams(artefact)
    dated, at = Dated(window), last_seen(artefact)
    pictures = [found for name in names if (found := _PICTURE.fullmatch(name))]
    if not pictures and counted is None:
        raise refused(artefact)
    seen = set[str]()
    for picture in pictures:
        mark = (picture[1] or picture[0]).casefold()
        if dated.inside(at) and mark not in seen:
            seen.add(mark)
            yield FileTouched(at, "", OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if (counted or 0) > len(pictures) or (pictures and at is None):
        yield Degraded()


def _streams(artefact: Artefact) -> tuple[list[str], int | None]:
    """(names of the streams, how many pictures the catalogue counts)."""
    if not first_bytes(artefact, MOST).startswith(_MAGIC):
        raise refused(artefact)
    file = library("pyolecf").file()
    try:
        file.open_file_object(FileObject(DescriptorBlocks(artefact.file, artefact.size)))
        items = {str(item.get_name()): item for item in file.get_root_item().sub_items}
        counted = next((_counted(item) for name, item in items.items() if name.casefold() == _CATALOGUE), None)
    except FAULTS:
        raise Unreadable(Reason.DAMAGED) from None
    return list(items), counted


def _counted(item: Any) -> int:  # noqa: ANN401 (the library has no types)
    head = bytes(item.read_buffer(_COUNTED)) if int(item.get_size()) >= _COUNTED else b""
    return int.from_bytes(head[4:8], "little")
