"""Folders of other computers that a user opened or gave a letter (``MountPoints2``). No name is read out.

Windows 2000 and later, the user's hive: ``Explorer/MountPoints2``. A key ``##<computer>#<folder>`` is a
folder on another computer; its time of last writing is that of the last opening.

An act is such a folder. Its letter, and volumes by number (``{…}``), are none: a built-in disk or a drive
without a disc in it looks like a stick there, and only ``MountedDevices``, which has no times, could
tell them apart. Sticks are counted by ``usb_history``. ``rows``: folders of others inside the window.

**On this device**: unknown, because a user's hive can travel with a roaming profile. Met real hives
of Windows 7 (two folders), XP and 8 (none).

References: artefact facts 10; plaso ``mountpoints.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.registry import USER, hive, older
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_KEY = "Software/Microsoft/Windows/CurrentVersion/Explorer/MountPoints2"
_OF_ANOTHER = "##"


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=USER,
    copies=older(*USER),
    met_real=True,
)
def network_shares(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the folders of other computers that were last opened inside the window."""
    dated = Dated(window)
    with hive(artefact) as opened:
        for place in opened.under(_KEY):
            name = place.name.lower()
            if name.startswith(_OF_ANOTHER) and dated.inside(at := place.written) and at:
                yield ConnectedDevice(at, DeviceKind.NETWORK, name, OnThisDevice.UNKNOWN)
        yield from dated.remarks()
        yield from opened.remarks()
