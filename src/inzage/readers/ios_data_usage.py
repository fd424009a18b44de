"""Apps that used the network of an iPhone or iPad (``DataUsage.sqlite``, ``netusage.sqlite``), also removed ones.

An observation is an app (``ZBUNDLENAME`` of ``ZPROCESS``) that was on the device, at the last moment
that it used the network: it was there then. That nobody need have opened it, since apps use the
network in the background, is why it is no use of a program. None are processes without such a
name and programs of Apple, unless of a class. An app of which both files tell counts in
both. ``rows``: rows of ``ZPROCESS`` whose last moment lies inside the window.

**On this device**: yes for ``netusage.sqlite``, which stays on the device. Unknown for ``DataUsage.sqlite``: a
backup holds it and brings it to the next phone, with all that was used on the one before.
Met two real files, of iOS 14 and 16 (260 and 371 rows).

References: https://github.com/log2timeline/plaso (``sqlite_plugins/ios_netusage.py``, ``ios_datausage.py``);
artefact facts 5
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.apple_programs import counted
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_STAYS = "netusage.sqlite"
_ROWS = "SELECT p.Z_PK, p.ZTIMESTAMP, {app} FROM ZPROCESS AS p NOT INDEXED WHERE {inside}"


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("Library/Databases/DataUsage.sqlite", "networkd/netusage.sqlite"),
    elsewhere=("**/DataUsage.sqlite", "**/netusage.sqlite"),
    met_real=True,
)
def ios_data_usage(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps that last used the network inside the window."""
    latest: dict[str, datetime] = {}
    stays = artefact.untrusted_path.lower().endswith(_STAYS)
    with database(artefact) as db:
        db.need("zprocess", ("z_pk", "ztimestamp", "zbundlename"))
        opened, inside = 0, cocoa.CLOCK.inside("p.ZTIMESTAMP", window)
        for _, time, app in db.rows(_ROWS.format(app=text("p.ZBUNDLENAME"), inside=inside)):
            opened += 1
            at = cocoa.moment(time)
            if at and isinstance(app, str) and app:
                latest[app] = max(at, latest.get(app, at))
        for app, at in latest.items():
            kind = counted(app)
            if kind:
                yield Installation(at, kind, app, OnThisDevice.YES if stays else OnThisDevice.UNKNOWN)
        yield Opened(opened)
        yield from cocoa.reach(db, "ZPROCESS", "ZTIMESTAMP")
        yield from db.remarks()
