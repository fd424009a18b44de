"""Pairing records between a computer and an iPhone or iPad: one file per device, on either side.

On the computer (macOS ``/var/db/lockdown``, Windows ``Apple/Lockdown``, Linux ``/var/lib/lockdown``) a record per
phone that was told to trust it; on the phone (``Lockdown/pair_records``) one per computer. An
act is such a record, at its last change: when they were paired, or later, when one of the
two renewed it. The computer's own file (``SystemConfiguration``) is none. Of the content only
the names of its fields are looked at; it holds keys. ``rows``: 1 where that change lies
inside the window, otherwise 0.

**On this device**: unknown, so that none can carry an indication. The date is the file's, which the system
renews by itself and a copy (also to a new computer) brings along.
Has met no real file yet; fields as an independent program writes them.

References: https://github.com/libimobiledevice/libusbmuxd, https://libimobiledevice.org (pair record);
artefact facts 10
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.formats.trees import plist_tree
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_ON_THE_PHONE = "pair_records"
_OWN = "systemconfiguration.plist"


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("db/lockdown/*.plist", "Apple/Lockdown/*.plist", "lib/lockdown/*.plist", "Lockdown/pair_records/*.plist"),
)
def apple_pairing(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the other device, if the record was last changed inside the window."""
    record, dated, at = plist_tree(artefact), Dated(window), last_seen(artefact)
    folder, _, name = artefact.untrusted_path.rpartition("/")
    own = name.lower() == _OWN
    if not own and not {"HostID", "HostCertificate", "DeviceCertificate"} & record.keys():
        raise refused(artefact, Reason.COLUMNS_MISSING)
    kind = DeviceKind.OTHER if folder.lower().endswith(_ON_THE_PHONE) else DeviceKind.PHONE
    if dated.inside(at) and not own:
        yield ConnectedDevice(at, kind, name.rpartition(".")[0], OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if at is None:
        yield Degraded()
