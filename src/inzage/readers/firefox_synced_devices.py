"""Other devices whose open tabs Firefox keeps for the person (``synced-tabs.db``): phones, computers.

Firefox on a computer since 2022 (version 105), signed in and synchronising tabs; the same table on
phones (``tabs.sqlite``; iOS: ``tabs.db``). An act is a row of ``tabs``: another device, when it last sent its
list of tabs (``last_modified``, milliseconds). The device itself is never among them: the program leaves
out its own list as it comes in. Whether it is a phone stands in ``moz_meta`` (``remote_clients``). Which
pages were open, and what a device is called, is not read out. ``rows``: rows of ``tabs`` inside the window.

**Which device.** *Unknown*: it was the other device that sent its tabs, and the account may be shared.

Limits: a device that sends no tabs is not there; one that sent none for weeks is dropped, and so is the
list when somebody signs out. The form of before the table had a row for each device (``payload``) is not
read. The folder ``weave`` of older versions holds no list of devices. Has met no real file yet; the cases
follow the program's own schema to the column.

References: https://github.com/mozilla/application-services/tree/main/components/tabs/src
(``schema.rs``, ``storage.rs``, ``sync/engine.rs``)
"""

import json
from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.firefox_profile import places
from inzage.formats.sqlite import Database, database, text
from inzage.mandate import DataClass
from inzage.observations import ConnectedDevice, DeviceKind, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_FILE = "synced-tabs.db"
_MOST = 1 << 20
_HANDHELD = ("mobile", "tablet")
_ROWS = "SELECT t.rowid, t.last_modified, {guid} FROM tabs AS t NOT INDEXED WHERE {inside}"
_CLIENTS = "SELECT m.rowid, {value} FROM moz_meta AS m NOT INDEXED WHERE m.key = 'remote_clients'"


@reader(
    opens=DataClass.CONNECTED_DEVICES,
    family="connected_devices",
    at=places(_FILE),
    elsewhere=(
        f"**/{_FILE}",
        "org.mozilla.*/files/tabs.sqlite",
        "profile.profile/tabs.db",
        "profile.profile/browser_tabs.db",
    ),
)
def firefox_synced_devices(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each other device that sent its tabs inside the window."""
    with database(artefact) as db:
        db.need("tabs", ("guid", "last_modified"))
        handheld, rows = _handheld(db), 0
        for _, time, guid in db.rows(_ROWS.format(guid=text("t.guid"), inside=CLOCK.inside("t.last_modified", window))):
            rows += 1
            if at := CLOCK.moment(time):
                kind = DeviceKind.PHONE if guid in handheld else DeviceKind.LINKED_APP
                yield ConnectedDevice(at, kind, str(guid or ""), OnThisDevice.UNKNOWN)
        yield Opened(rows)
        yield from reach(db, "tabs", "last_modified", CLOCK)
        yield from db.remarks()


def _handheld(db: Database) -> frozenset[object]:
    """The numbers of the devices that are a phone or tablet, as far as the program knows."""
    if not (db.has("moz_meta", "key") and db.has("moz_meta", "value")):
        return frozenset()
    told = [value for _, value in db.rows(_CLIENTS.format(value=text("m.value")))]
    clients = _object(told[0]) if told else {}
    return frozenset(
        number for number, one in clients.items() if isinstance(one, dict) and one.get("device_type") in _HANDHELD
    )


def _object(untrusted: object) -> dict[object, object]:
    try:
        told = json.loads(untrusted) if isinstance(untrusted, str) and len(untrusted) <= _MOST else {}
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
