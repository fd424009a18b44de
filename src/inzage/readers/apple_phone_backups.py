"""Backups of an iPhone or iPad that lie on a computer: ``MobileSync/Backup/<device>/Info.plist``.

An act is the phone, at its last backup here (``Last Backup Date``); without that moment, at the
last change of the file. Such a backup is a carrier of its own, which the order may or may
not cover: nothing else in it is opened. ``rows``: 1 where that moment lies inside the
window, otherwise 0.

**On this device**: yes; unknown where only the file's date is there, which a copy brings along.
Has met no real file yet.

References: https://github.com/richinfante/iphonebackuptools (``Info.plist``); artefact facts 2.3, 10
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.formats.trees import date, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("MobileSync/Backup/*/Info.plist",),
)
def apple_phone_backups(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the phone, if its last backup here lies inside the window."""
    described, dated = plist_tree(artefact), Dated(window)
    if not {"Unique Identifier", "Target Identifier", "Serial Number", "Last Backup Date"} & described.keys():
        raise refused(artefact, Reason.COLUMNS_MISSING)
    told = date(described, "Last Backup Date")
    at = told or last_seen(artefact)
    if dated.inside(at):
        number = text(described, "Serial Number") or text(described, "Unique Identifier")
        yield ConnectedDevice(at, DeviceKind.PHONE, number, OnThisDevice.YES if told else OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if at is None:
        yield Degraded()
