"""Files that Nicotine+ (Soulseek) fetched or really sent (``downloads.json``, ``uploads.json``).

All systems, since version 3.1; JSON, a list per file: user, name, folder, status, size, and so on. An act
is a file: in ``uploads.json`` one that was sent to the end (*Finished*), ``shared`` true; in ``downloads.json``
one that is or was being fetched, ``shared`` false. An upload that was not finished is none. The files date
nothing: ``at`` is the last change, when the line was there; without a date the reading is a lower
bound. ``rows``: lines, where that date is in the window. With whom files were exchanged is not read out.

**On this device**: unknown. It is the program's own note of what it does here, but a list that is written
anew today holds what was sent years ago: so none can carry an indication. What stands ready for
others is in ``shares`` and not read. Has not yet met a real file.

References: artefact facts 6; https://github.com/nicotine-plus/nicotine-plus (``pynicotine/transfers.py``)
"""

import json
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.formats.trees import MOST
from inzage.mandate import DataClass
from inzage.observations import Degraded, Observation, OnThisDevice, Remark, Sharing
from inzage.readers import reader

_NAME, _STATUS, _LEAST = 1, 3, 4
_UPLOADS, _FINISHED = "uploads.json", "Finished"


@reader(
    opens=DataClass.SHARING,
    family="sharing",
    at=(
        "nicotine/downloads.json",
        "nicotine/uploads.json",
        "nicotine/data/downloads.json",
        "nicotine/data/uploads.json",
    ),
)
def nicotine(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files, at the last change of the list."""
    at, dated, whole = last_seen(artefact), Dated(window), True
    uploads = artefact.untrusted_path.lower().endswith(_UPLOADS)
    untrusted = content(artefact, MOST)
    for line in _lines(artefact, untrusted):
        if not (isinstance(line, list) and len(line) >= _LEAST and isinstance(line[_NAME], str)):
            whole = False
        elif dated.inside(at) and (line[_STATUS] == _FINISHED or not uploads):
            name = line[_NAME].encode("utf-8", "replace").decode("utf-8")
            yield Sharing(at, name, uploads, OnThisDevice.UNKNOWN)
        whole &= at is not None
    yield from dated.remarks()
    yield from marred(untrusted)
    if not whole:
        yield Degraded()


def _lines(artefact: Artefact, untrusted: bytes) -> list[object]:
    try:
        held = json.loads(untrusted.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise refused(artefact) from None
    if not isinstance(held, list):
        raise refused(artefact)
    return held
