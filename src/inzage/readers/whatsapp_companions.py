"""Devices that are linked to WhatsApp on an Android phone (``companion_devices.db``): computers, browsers, others.

An act is a row of ``devices`` at the moment when it was last active, or, where that is not
known, when it was linked. A device that was logged out again may still stand there; one that
was removed from the list does not. Read are times and the number of the link (``device_id``,
which holds the phone's own number and the device's), no name or place.

**Which device.** *Unknown*: the phone approves each link and keeps the list, but it is the other
device that was active. That there is another device which was not handed over is all this says.

Times are in milliseconds. ``rows``: rows of ``devices`` inside the window. Has met no real file
yet; the cases follow the program's own schema to the column.

References: the schema of ``CompanionDeviceDbHelper`` in the published program; artefact facts 4.1.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import covers, optional
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, DeviceKind, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = "SELECT m._id, {time}, {device} FROM devices AS m NOT INDEXED WHERE {inside}"


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=("com.whatsapp/databases/companion_devices.db", "com.whatsapp.w4b/databases/companion_devices.db"),
    elsewhere=("**/companion_devices.db",),
)
def whatsapp_companions(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each linked device whose last moment falls inside the window."""
    with database(artefact) as db:
        db.need("devices", ("_id", "device_id", "last_active"))
        time = _time(db)
        rows = 0
        query = _ROWS.format(time=time, device=text("m.device_id"), inside=CLOCK.inside(time, window))
        for _, moment, device in db.rows(query):
            rows += 1
            if at := CLOCK.moment(moment):
                yield ConnectedDevice(at, DeviceKind.LINKED_APP, str(device or ""), OnThisDevice.UNKNOWN)
        yield Opened(rows)
        yield from covers(db, ("devices", time, CLOCK))
        yield from db.remarks()


def _time(db: Database) -> str:
    return f"coalesce(nullif(m.last_active, 0), {optional(db, 'devices', 'login_time', 'm')}, 0)"
