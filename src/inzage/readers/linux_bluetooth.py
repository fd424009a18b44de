"""Devices that were paired with a Linux computer over Bluetooth (BlueZ, ``info``).

``/var/lib/bluetooth/<adapter>/<device>/info``, one file a device. An act is a device with a key
of its own (``[LinkKey]``, ``[LongTermKey]`` and kin): it was paired. One that was only seen
has none. The file dates nothing: ``at`` is its last change; without a date the reading is a
lower bound. ``rows``: 1 where that falls inside the window. Its address, by which it is
known, is the folder's name; no name that it was given is read out.

**On this device**: unknown, so that none can carry an indication. Pairing is done here, but the system writes
the file anew when the device merely shows itself, and a copy brings its own date. Taken-out devices
are gone. Has not yet met a
real file.

References: https://github.com/bluez/bluez/blob/master/doc/settings-storage.txt
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.keyfile import keyfile, section
from inzage.formats.moments import Dated
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_KEYS = frozenset({"LinkKey", "LongTermKey", "SlaveLongTermKey", "PeripheralLongTermKey"})


@reader(opens=DataClass.CONNECTED_DEVICES, family="connected_devices", at=("lib/bluetooth/*/*/info",))
def linux_bluetooth(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the device, if it was paired and its date falls inside the window."""
    sections = keyfile(artefact)
    if section(sections, "General") is None:
        raise refused(artefact, Reason.TABLE_MISSING)
    at, dated = last_seen(artefact), Dated(window)
    if dated.inside(at) and _KEYS & {name for name, _ in sections}:
        yield ConnectedDevice(at, DeviceKind.BLUETOOTH, _address(artefact), OnThisDevice.UNKNOWN)
    yield from dated.remarks()
    yield from marred(content(artefact))
    if at is None:
        yield Degraded()


def _address(artefact: Artefact) -> str:
    """The folder is called after the device."""
    return artefact.untrusted_path.rpartition("/")[0].rpartition("/")[2]
