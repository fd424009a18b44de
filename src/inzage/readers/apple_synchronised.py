"""iPods, iPhones and iPads that were connected to a computer with iTunes or Finder: ``com.apple.iPod.plist``.

macOS and Windows. An act is a device, at the last time it was connected (``Connected``). One
without that moment lies in no window and makes the reading a lower bound. ``rows``: devices
last connected inside the window. The file holds other settings too, and those alone where
nothing was ever connected.

**On this device**: yes. Met one real file (macOS: 4 devices).

References: https://github.com/log2timeline/plaso (``plist_plugins/ipod.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.trees import date, inner, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, Degraded, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("**/com.apple.iPod.plist",),
    met_real=True,
)
def apple_synchronised(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the devices that were last connected inside the window."""
    settings, dated, whole = plist_tree(artefact), Dated(window), True
    for number, known in inner(settings, "Devices").items():
        device = known if isinstance(known, dict) else {}
        at = date(device, "Connected")
        whole &= at is not None
        if dated.inside(at):
            yield ConnectedDevice(at, DeviceKind.PHONE, text(device, "Serial Number") or str(number), OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()
