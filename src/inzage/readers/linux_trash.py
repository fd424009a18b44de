"""Files that were moved to the bin of a Linux desktop (``*.trashinfo``).

All desktops, and the bin of a stick or disk (``.Trash-1000``); one small file each: ``Path`` and
``DeletionDate``. An act is one file or folder put into the bin; what a folder held is not
listed. ``rows``: 1 where its moment falls inside the window. A bin that was emptied holds
nothing: no act here says nothing.

**When**: the computer's own time without a zone; it is taken as Amsterdam's. **On this
device**: yes in a person's own bin; unknown in that of a stick, which goes from computer
to computer. Has not yet met a real file.

References: artefact facts 9; https://specifications.freedesktop.org/trash-spec/latest/
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.content import content, refused
from inzage.formats.keyfile import keyfile, section
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.mandate import DataClass
from inzage.observations import Degraded, FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_OWN = "share/Trash/info/*.trashinfo"


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=(_OWN, ".Trash-*/info/*.trashinfo", ".Trash/*/info/*.trashinfo"),
    elsewhere=("**/*.trashinfo",),
)
def linux_trash(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield what was put into the bin, if that was inside the window."""
    told = section(keyfile(artefact), "Trash Info")
    if told is None or not told.get("Path"):
        raise refused(artefact, Reason.TABLE_MISSING)
    at, dated = _moment(told.get("DeletionDate", "")), Dated(window)
    if dated.inside(at):
        own = "share/trash/" in artefact.untrusted_path.lower()
        yield FileTouched(at, told["Path"], OnThisDevice.YES if own else OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    yield from marred(content(artefact))
    if at is None:
        yield Degraded()


def _moment(told: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(told).replace(tzinfo=AMSTERDAM).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at if PLAUSIBLE[0] <= at < PLAUSIBLE[1] else None
