"""Devices that were paired by Bluetooth with a Mac, iPhone or iPad.

macOS (``com.apple.Bluetooth.plist``): an act is a device of ``PairedDevices``, at the last of
the moments that ``DeviceCache`` keeps of it; what stands in the cache alone was merely in the
neighbourhood and is none. iOS (``com.apple.MobileBluetooth.devices.plist``): every device in the
list was paired, at ``LastSeenTime`` (seconds since 1970). ``rows``: devices of the cache or list
whose last moment lies inside the window.

A paired device without a moment lies in no window and makes the reading a lower bound. Low-energy
devices of iOS stand in a database of their own.

**On this device**: unknown, so that none can carry an indication. iCloud carries pairings of some headphones to
a person's other devices, a backup brings the list of iOS to the next phone, and the moments tell that
the device was near, not that it was used. Met one real file (macOS 10.8: 6 devices, of which 2 are paired).

References: https://github.com/log2timeline/plaso (``plist_plugins/bluetooth.py``),
https://github.com/abrignoni/iLEAPP (``bluetooth.py``)
"""

import re
from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.moments import Dated, unix_seconds
from inzage.formats.trees import Fields, date, entries, inner, plist_tree
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_MAC = ("DeviceCache", "PairedDevices")
_ADDRESS = re.compile(r"[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}")
_MOMENTS = ("LastInquiryUpdate", "LastNameUpdate", "LastServicesUpdate")


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("**/com.apple.Bluetooth.plist", "**/com.apple.MobileBluetooth.devices.plist"),
    met_real=True,
)
def apple_bluetooth(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the paired devices whose last moment lies inside the window."""
    settings, dated, whole = plist_tree(artefact), Dated(window), True
    for address, at, paired in _devices(artefact, settings):
        whole &= not paired or at is not None
        if dated.inside(at) and paired:
            yield ConnectedDevice(at, DeviceKind.BLUETOOTH, address.lower().replace("-", ":"), OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _devices(artefact: Artefact, settings: Fields) -> Iterator[tuple[str, datetime | None, bool]]:
    """(address, last moment, was it paired?) of each device that the file knows."""
    if any(name in settings for name in _MAC):
        paired = [address for address in entries(settings.get("PairedDevices")) if isinstance(address, str)]
        cache = inner(settings, "DeviceCache")
        for address in dict.fromkeys((*paired, *cache)):
            yield address, _last(inner(cache, address)), address in paired
        return
    devices = [address for address in settings if _ADDRESS.fullmatch(address)]
    if settings and not devices and artefact.untrusted_path.endswith("devices.plist"):
        raise refused(artefact, Reason.TABLE_MISSING)
    for address in devices:
        yield address, unix_seconds(inner(settings, address).get("LastSeenTime")), True


def _last(device: Fields) -> datetime | None:
    return max((at for name in _MOMENTS if (at := date(device, name))), default=None)
