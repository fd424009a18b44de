"""Programs that lie in the folder Applications of a Mac: one ``Info.plist`` in each.

An act is a program by its identifier (``CFBundleIdentifier``; where that is of no class, its name
decides the class), at the last change of this file. Programs of Apple are none, unless of a
class (a browser, say). ``rows``: 1 where that change lies inside the window, otherwise 0.

**When.** A program that was dragged into place keeps the date at which its maker built it, one
from a store or installer often that of its arrival or update. So it came then or later;
what came in the window with an older date is not counted here.

**On this device**: yes. Programs elsewhere (in a home folder, on another disk) and removed ones
are not here. Has met no real file yet.

References: https://developer.apple.com/documentation/bundleresources/information-property-list;
artefact facts 5
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.apple_programs import counted
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.formats.trees import plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("Applications/*.app/Contents/Info.plist", "Applications/*/*.app/Contents/Info.plist"),
)
def macos_applications(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the program, if its file was last changed inside the window."""
    bundle, dated, at = plist_tree(artefact), Dated(window), last_seen(artefact)
    program = text(bundle, "CFBundleIdentifier")
    if not program:
        raise refused(artefact, Reason.COLUMNS_MISSING)
    kind = counted(program, text(bundle, "CFBundleDisplayName"), text(bundle, "CFBundleName"))
    if dated.inside(at) and kind:
        yield Installation(at, kind, program, OnThisDevice.YES)
    yield from dated.remarks()
    if at is None:
        yield Degraded()
