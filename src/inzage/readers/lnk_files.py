"""Files that were opened, by the shortcuts that Explorer and Office keep of them (``Recent``).

Windows 95 and later. Only the folders ``Recent`` are looked at: shortcuts elsewhere were
made by a person or a program and say nothing about opening.

An act is a shortcut, which is made new each time its target is opened: it stands for the
last opening. **When**: the shortcut's own last change; where the carrier tells none, the
target's latest time at that moment, as the shortcut keeps it (never after the opening). A
copied tree may carry the copy's dates. A folder is booked with each file opened in it and is
no act of its own. ``rows``: shortcuts with a moment inside the window.

The same opening often stands in ``RecentDocs`` and in a jump list too: the counts of these
readers are not to be added up.

**On this device**: yes; Explorer writes what was opened at this screen. The folder travels
with a roaming profile of an organisation's network, which does not show. Met real
shortcuts of Windows 10 and one with half a character in its name.

References: artefact facts 9; [MS-SHLLINK]; https://github.com/libyal/liblnk
"""

from collections.abc import Iterator
from datetime import UTC

from inzage.artefact import Artefact, Window
from inzage.formats.blocks import DescriptorBlocks, FileObject
from inzage.formats.content import first_bytes, refused
from inzage.formats.moments import Dated
from inzage.formats.shortcuts import MAGIC, shortcut
from inzage.mandate import DataClass
from inzage.observations import Degraded, FileTouched, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

MOST = 4 * 1024 * 1024
"""Bytes of a shortcut; real ones stay below ten thousand."""


@reader(
    opens=DataClass.FILES_TOUCHED,
    family="files_touched",
    at=(
        "Microsoft/Windows/Recent/*.lnk",
        "Microsoft/Office/Recent/*.lnk",
        "Documents and Settings/*/Recent/*.lnk",
    ),
    met_real=True,
)
def lnk_files(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the file that was opened, if that was inside the window."""
    dated = Dated(window)
    first = first_bytes(artefact, MOST)
    if not first.startswith(MAGIC):
        raise refused(artefact, Reason.TRUNCATED if MAGIC.startswith(first) else Reason.DAMAGED)
    found = shortcut(FileObject(DescriptorBlocks(artefact.file, artefact.size)))
    at = artefact.modified.astimezone(UTC) if artefact.modified else found.at
    if dated.inside(at) and not found.folder:
        yield FileTouched(at, found.untrusted_target, OnThisDevice.YES)
    yield from dated.remarks()
    if not found.whole:
        yield Degraded()
