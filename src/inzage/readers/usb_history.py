"""Storage that was plugged in: sticks, disks and cards, by ``USBSTOR`` in ``SYSTEM``.

Windows 2000 and later: ``Enum/USBSTOR/<make>/<serial number>``. From Windows 8 on
``Properties/{83da6326-…}`` dates the last plugging in (``0066``), the last taking out (``0067``) and
the first time (``0065``, on Windows 7 ``00000065/00000000``), as FILETIME.

An act is a device, at its last known moment. ``rows``: devices with such a moment inside the
window. The serial number tells one device from another; the make is not read. A number whose
second sign is ``&`` was made up by Windows for a device that has none: no number then.

**On this device**: yes where one of these dates it; the key is made by plugging in here. Unknown
where only the driver's date (``0064``) or the key's own time is left: drivers and updates of Windows
renew those of sticks that were not plugged in for years. Only the control set in use
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
_IN, _OUT, _FIRST, _DRIVER = "0066", "0067", "0065", "0064"


@reader(opens=DataClass.CONNECTED_DEVICES, family="connected_devices", at=SYSTEM, copies=older(*SYSTEM))
def usb_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each storage device whose last moment falls inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        for make in opened.under(f"{opened.control_set()}/Enum/USBSTOR"):
            for device in make.below():
                at, origin = _last(device, window)
                if dated.inside(at):
                    yield ConnectedDevice(at, DeviceKind.STORAGE, _serial(device.name), origin)
        yield from dated.remarks()
        yield from opened.remarks()


def _serial(name: str) -> str:
    made_up = name[1:2] == "&"
    return "" if made_up else name.rpartition("&")[0] or name


def _last(device: Key, window: Window) -> tuple[datetime | None, OnThisDevice]:
    """The last moment, and whether the device was plugged in then."""
    seen, first = _latest(device, _IN, _OUT), _latest(device, _FIRST)
    if seen:
        return seen, OnThisDevice.YES
    if first and window.start <= first < window.end:
        return first, OnThisDevice.YES
    renewed = [at for at in (first, _latest(device, _DRIVER), device.written) if at]
    return max(renewed, default=None), OnThisDevice.UNKNOWN


def _latest(device: Key, *marks: str) -> datetime | None:
    times = device.key(_TIMES)
    return max((at for mark in marks if times and (at := _moment(times, mark))), default=None)


def _moment(times: Key, mark: str) -> datetime | None:
    """A property's value: the unnamed one, or (Windows 7) ``Data`` of ``00000000``, in a key of eight digits."""
    for name in (mark, f"0000{mark}"):
        found, inner = times.key(name), times.key(f"{name}/00000000")
        at = (filetime_at(found.data("")) if found else None) or (filetime_at(inner.data("Data")) if inner else None)
        if at:
            return at
    return None
