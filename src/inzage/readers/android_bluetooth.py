"""Devices that were paired with an Android device over Bluetooth (``bt_config.conf``).

Settings in sections, one a device, called after its address; ``Timestamp`` (Unix seconds) is when
it was last met. An act is a device with a key of its own (``LinkKey``, ``LE_KEY_…``): it was paired.
One that was only seen has none. Without ``Timestamp``: the file's last change. ``rows``: devices,
paired or seen, with such a moment in the window. No key and no name leaves the reader.

**On this device**: yes; pairing is done here. Unknown without ``Timestamp``: the file is written anew at every
change of any device, so one of years ago looks as one of today. Taken-out devices are gone. The copy beside it
(``.bak``) stays shut. Has not yet met a real file.

References: https://android.googlesource.com/platform/packages/modules/Bluetooth/
(``system/btif/src/btif_storage.cc``, ``btif_config.cc``); ALEAPP ``bluetoothConnections.py``
"""

import re
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import content, refused
from inzage.formats.keyfile import keyfile, number
from inzage.formats.moments import Dated, unix_seconds
from inzage.formats.plain_text import marred
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_ADDRESS = re.compile(r"([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")
_KEYS = ("LinkKey", "LE_KEY_")


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("bluedroid/bt_config.conf",),
    elsewhere=("**/bt_config.conf",),
)
def android_bluetooth(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the paired devices whose moment falls inside the window."""
    sections = keyfile(artefact)
    devices = [(name, held) for name, held in sections if _ADDRESS.fullmatch(name)]
    if not devices and "Adapter" not in {name for name, _ in sections}:
        raise refused(artefact, Reason.TABLE_MISSING)
    dated, seen, whole = Dated(window), last_seen(artefact), True
    for address, held in devices:
        met = unix_seconds(number(held, "Timestamp"))
        at, origin = (met, OnThisDevice.YES) if met else (seen, OnThisDevice.UNKNOWN)
        whole &= at is not None
        if dated.inside(at) and any(key.startswith(_KEYS) for key in held):
            yield ConnectedDevice(at, DeviceKind.BLUETOOTH, address.lower(), origin)
    yield from dated.remarks()
    yield from marred(content(artefact))
    if not whole:
        yield Degraded()
