"""Apps that Google Play put on this Android device (``localappstate.db``), also those removed since.

Table ``appstate``, one row per package; ``first_download_ms`` in Unix milliseconds.

An act is a package at its first download. A row without a date is one that Play only keeps in
mind. ``rows``: rows whose first download lies inside the window.

**On this device**: yes where Play notes that somebody asked for this one app (``install_reason``
*single_install*); the account's own list is ``library.db``. Else unknown: of an app that came with the phone
the first update is its "first download", and such updates come by themselves; a maker or provider has
apps fetched at the first start; and a new phone takes over those of the old one. Files without that
column say nothing of it. Apps from elsewhere are not here.

Met one real file, of Android 10 (94 rows, 89 dated, of which 44 are apps that came with the phone by its own
``packages.xml``; none of these is a *single_install*).

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
    SELECT a.rowid, a.first_download_ms, {package}, {asked} FROM appstate AS a NOT INDEXED WHERE {inside}
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
        asked = "a.install_reason = 'single_install'" if db.has("appstate", "install_reason") else "NULL"
        inside = _CLOCK.inside("a.first_download_ms", window)
        for _, time, package, chosen in db.rows(
            _ROWS.format(package=text("a.package_name"), asked=asked, inside=inside)
        ):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(package, str) and package:
                origin = OnThisDevice.YES if chosen else OnThisDevice.UNKNOWN
                yield Installation(at, program_kind(package), package, origin)
        yield Opened(opened)
        yield from reach(db, "appstate", "first_download_ms", _CLOCK)
        yield from db.remarks()
