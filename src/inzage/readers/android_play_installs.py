"""Apps that Google Play put on this Android device (``localappstate.db``), also those removed since.

Table ``appstate``, one row per package; ``first_download_ms`` in Unix milliseconds.

An act is a package at its first download. A row without a date is one that Play keeps in
mind (a preinstalled app) and did not fetch. Updates are no acts. ``rows``: rows whose first
download lies inside the window.

**On this device**: yes; the state is local, the account's own list is ``library.db``. A
new phone that takes over the apps of the old one fetches them all on its first day. Apps
from elsewhere are not here. Met one real file, of Android 10 (94 rows, 89 dated).

References: artefact facts 5; ALEAPP ``installedappsVending.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.programs import program_kind
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(MILLISECONDS)
_ROWS = """
    SELECT a.rowid, a.first_download_ms, {package} FROM appstate AS a NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("com.android.vending/databases/localappstate.db",),
    elsewhere=("**/localappstate.db",),
    met_real=True,
)
def android_play_installs(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps first fetched inside the window."""
    with database(artefact) as db:
        db.need("appstate", ("package_name", "first_download_ms"))
        opened = 0
        query = _ROWS.format(package=text("a.package_name"), inside=_CLOCK.inside("a.first_download_ms", window))
        for _, time, package in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(package, str) and package:
                yield Installation(at, program_kind(package), package, OnThisDevice.YES)
        yield Opened(opened)
        yield from reach(db, "appstate", "first_download_ms", _CLOCK)
        yield from db.remarks()
