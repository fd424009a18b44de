"""Networks that a Windows computer was connected to (``NetworkList``): Wi-Fi, cable, mobile. No name is read.

Windows Vista and later, ``SOFTWARE``: ``NetworkList/Profiles/<number>``, ``DateLastConnected``: 16 bytes,
year, month, day of the week, day, hour, minute, second and millisecond (two bytes each), by the
computer's own clock, which is taken for Amsterdam time.

An act is a network, at the last time it was connected to. ``rows``: networks with such a moment inside
the window. A network seen by two cards may stand there twice.

**On this device**: yes; the computer's own list. What was removed from it is gone. Has not yet met
a real hive.

References: artefact facts 10; plaso ``networks.py``;
https://learn.microsoft.com/windows/win32/api/minwinbase/ns-minwinbase-systemtime
"""

import struct
from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.moments import Dated
from inzage.formats.registry import SOFTWARE, hive, older
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_KEY = "Microsoft/Windows NT/CurrentVersion/NetworkList/Profiles"
_LENGTH = 16


@reader(opens=DataClass.CONNECTED_DEVICES, family="connected_devices", at=SOFTWARE, copies=older(*SOFTWARE))
def windows_networks(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the networks whose last connection falls inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        for network in opened.under(_KEY):
            at = _moment(network.data("DateLastConnected"))
            if dated.inside(at):
                yield ConnectedDevice(at, DeviceKind.NETWORK, network.name.lower(), OnThisDevice.YES)
        yield from dated.remarks()
        yield from opened.remarks()


def _moment(untrusted: bytes) -> datetime | None:
    """The moment (UTC) of a SYSTEMTIME, None where it names none."""
    if len(untrusted) < _LENGTH:
        return None
    year, month, _, day, hour, minute, second, thousandths = struct.unpack_from("<8H", untrusted)
    try:
        at = datetime(year, month, day, hour, minute, second, thousandths * 1000, tzinfo=AMSTERDAM)
        at = at.astimezone(PLAUSIBLE[0].tzinfo)
    except (ValueError, OverflowError):
        return None
    return at if PLAUSIBLE[0] <= at < PLAUSIBLE[1] else None
