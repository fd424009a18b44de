"""Storage that was plugged in: sticks, disks and cards, by ``USBSTOR`` in ``SYSTEM``.

Windows 2000 and later: ``Enum/USBSTOR/<make>/<serial number>``. From Windows 8 on
``Properties/{83da6326-…}`` dates the last plugging in (``0066``), the last taking out
(``0067``) and the first time (``0064``, ``0065``), as FILETIME; before, only the key's own time,
which is that of the last plugging in or of a change by Windows.

An act is a device, at its last known moment. ``rows``: devices with such a moment inside the
window. The serial number tells one device from another; the make is not read. A number whose
second sign is ``&`` was made up by Windows for a device that has none: no number then.

**On this device**: yes; the key is made by plugging in here. Only the control set in use
is read. Windows itself clears devices unseen for 30 days at a large upgrade. Other
carriers exist that were not handed over: that is all a device here can say. Has met no
real hive with such devices yet.

References: artefact facts 10; plaso ``usbstor.py``; dissect ``regf/usb.py``
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, filetime_at
from inzage.formats.registry import SYSTEM, Key, hive, older
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_TIMES = "Properties/{83da6326-97a6-4088-9453-a1923f573b29}"
_MARKS = ("0064", "0065", "0066", "0067")


@reader(opens=DataClass.CONNECTED_DEVICES, family="connected_devices", at=SYSTEM, copies=older(*SYSTEM))
def usb_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each storage device whose last moment falls inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        for make in opened.under(f"{opened.control_set()}/Enum/USBSTOR"):
            for device in make.below():
                at = _last(device)
                if dated.inside(at) and at:
                    yield ConnectedDevice(at, DeviceKind.STORAGE, _serial(device.name), OnThisDevice.YES)
        yield from dated.remarks()
        yield from opened.remarks()


def _serial(name: str) -> str:
    made_up = name[1:2] == "&"
    return "" if made_up else name.rpartition("&")[0] or name


def _last(device: Key) -> datetime | None:
    times = device.key(_TIMES)
    known = [at for mark in _MARKS if times and (at := _moment(times, mark))]
    return max(known, default=device.written)


def _moment(times: Key, mark: str) -> datetime | None:
    """A property's value: the unnamed one, or (Windows 7) that of ``00000000``, ``Data``."""
    found = times.key(mark)
    if not found:
        return None
    inner = found.key("00000000")
    return filetime_at(found.data("")) or (filetime_at(inner.data("Data")) if inner else None)
