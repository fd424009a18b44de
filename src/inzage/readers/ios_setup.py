"""When an iPhone or iPad was set up or its data were put back.

``com.apple.purplebuddy.plist``: ``SetupLastExit``, when the assistant last ended. It runs on a new
phone and after erasing, but briefly after an upgrade as well, so its class is *other*.
``com.apple.MobileBackup.plist``: ``RestoreDate`` of ``RestoreInfo``, when a backup was put back; that is
done on a new phone as on an erased one, so its class is *other* too.

An act is such a moment. ``rows``: 1 where it lies inside the window, otherwise 0. A phone on
which nothing was put back has no such moment; that is no damage.

**On this device**: yes for the assistant. Unknown for what was put back: a backup brings this list
along, and with it what was put back on the phone before. Met one real file (``com.apple.MobileBackup``
of iOS 16, on which nothing was put back); the other only as described.

References: https://github.com/abrignoni/iLEAPP (``mobileBackup.py``, ``Ph083comapplePurpleBuddyPlist.py``)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.trees import date, inner, plist_tree
from inzage.mandate import DataClass
from inzage.observations import Moment, Observation, OnThisDevice, Remark, SystemMoment
from inzage.readers import reader


@reader(
    opens=DataClass.DEVICE_FACTS,
    family="system_moments",
    at=("Preferences/com.apple.purplebuddy.plist", "Preferences/com.apple.MobileBackup.plist"),
    met_real=True,
)
def ios_setup(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the moments inside the window."""
    settings, dated = plist_tree(artefact), Dated(window)
    told: tuple[tuple[datetime | None, OnThisDevice], ...] = (
        (date(settings, "SetupLastExit"), OnThisDevice.YES),
        (date(inner(settings, "RestoreInfo"), "RestoreDate"), OnThisDevice.UNKNOWN),
    )
    for at, origin in told:
        if dated.inside(at):
            yield SystemMoment(at, Moment.OTHER, origin)
    yield from dated.remarks()
