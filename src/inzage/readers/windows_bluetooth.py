"""Devices that were paired with a Windows computer over Bluetooth, or connected to it.

Windows 7 and later, ``SYSTEM``: ``Services/BTHPORT/Parameters/Devices/<address>`` with ``LastConnected``
and ``LastSeen`` (FILETIME); ``…/Keys/<own address>`` holds a key of every pairing, as a value or (low
energy) as a key named after the other's address.

An act is a device that was connected, or with which there is a pairing, at its last moment. One that was
only *seen* is none: that may be a neighbour's. ``rows``: devices with a moment inside the window, seen
or connected. The address tells one device from another; the name is not read.

**On this device**: yes; the computer's own list. Unknown where only the key's own time is left, which updates of
Windows renew. Only the control set in use is read. A device that was
removed is gone. No real hive with such devices has been met yet.

References: artefact facts 10; RegRipper ``bthport``; https://learn.microsoft.com/windows-hardware/drivers/bluetooth/
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, filetime_at
from inzage.formats.registry import SYSTEM, Hive, hive, older
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader


@reader(opens=DataClass.CONNECTED_DEVICES, family="connected_devices", at=SYSTEM, copies=older(*SYSTEM))
def windows_bluetooth(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the devices whose last moment falls inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        place = f"{opened.control_set()}/Services/BTHPORT/Parameters"
        paired = set(_paired(opened, place))
        for device in opened.under(f"{place}/Devices"):
            address = device.name.lower()
            connected = filetime_at(device.data("LastConnected"))
            told = connected or filetime_at(device.data("LastSeen"))
            at, origin = told or device.written, OnThisDevice.YES if told else OnThisDevice.UNKNOWN
            if dated.inside(at) and (connected or address in paired):
                yield ConnectedDevice(at, DeviceKind.BLUETOOTH, address, origin)
        yield from dated.remarks()
        yield from opened.remarks()


def _paired(opened: Hive, place: str) -> Iterator[str]:
    """The addresses with which there is a pairing."""
    for own in opened.under(f"{place}/Keys"):
        yield from (name.lower() for name, _ in own.values())
        yield from (other.name.lower() for other in own.below())
