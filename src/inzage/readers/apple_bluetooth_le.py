"""Low-energy devices that are paired with an iPhone, iPad or Mac: watches, trackers, styluses.

iOS 9 and macOS 12 and later: ``com.apple.MobileBluetooth.ledevices.paired.db``, table
``PairedDevices``. An act is a device of it. What its times count from is described nowhere,
so they are not read: the device was paired when the file was last written, and that is its
moment. ``rows``: devices, where that moment lies inside the window; outside it none is read.
Devices that were merely near stand in a file of their own, which is not opened.

**On this device**: unknown, so that none can carry an indication. iCloud carries pairings of some devices to a
person's other ones, and the file is written anew for each of them: one of years ago looks as one of
today. Has met no real file yet.

References: https://github.com/abrignoni/iLEAPP (``bluetooth.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.saved import last_seen
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, DeviceKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_ROWS = "SELECT p.rowid, {device} FROM PairedDevices AS p NOT INDEXED"


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("**/com.apple.MobileBluetooth.ledevices.paired.db",),
)
def apple_bluetooth_le(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the paired devices, if the file was last written inside the window."""
    with database(artefact) as db:
        columns = db.need("paireddevices", ("uuid", "address"))
        known = "coalesce(nullif(p.ResolvedAddress, ''), p.Address)" if "resolvedaddress" in columns else "p.Address"
        at, dated = last_seen(artefact), Dated(window)
        if at is None:
            db.doubt()
        if at and window.start <= at < window.end:
            for _, device in db.rows(_ROWS.format(device=text(known))):
                if dated.inside(at):
                    yield ConnectedDevice(at, DeviceKind.BLUETOOTH, _address(device), OnThisDevice.UNKNOWN)
        yield from dated.remarks()
        yield from db.remarks()


def _address(device: object) -> str:
    """``Public 00:11:…`` and ``Random 00:11:…``: the address alone, in lower case."""
    return str(device or "").rpartition(" ")[2].lower()
