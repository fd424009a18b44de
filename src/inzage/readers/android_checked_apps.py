"""Apps that Google's protection looked at on an Android device (``gass.db``), with no date of their own.

Table ``app_info``: a row per app and version; ``package_name``. An act is an app, once. The table
dates nothing: ``at`` is the file's last change, when the app was in the list; without a date the
reading is a lower bound. Apps that were taken off since stay in it, and preinstalled ones are
in it too: it tells *that* an app is or was there. ``rows``: rows, where that date is in the window.

**On this device**: unknown. The check is done on the phone's own apps, but nothing tells whether one
is still there or was taken off long before: so none can carry an indication. Met one real
file, of Android 10 (87 rows, 80 apps).

References: artefact facts 5; ALEAPP ``installedappsGass.py``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated
from inzage.formats.programs import program_kind
from inzage.formats.saved import last_seen
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader

_ROWS = "SELECT a._id, {package} FROM app_info AS a NOT INDEXED"


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("com.google.android.gms/databases/gass.db",),
    elsewhere=("**/gass.db",),
    met_real=True,
)
def android_checked_apps(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps, at the file's last change."""
    dated, at, apps = Dated(window), last_seen(artefact), set[str]()
    with database(artefact) as db:
        db.need("app_info", ("_id", "package_name"))
        for _, package in db.rows(_ROWS.format(package=text("a.package_name"))):
            if at is None or not (isinstance(package, str) and package):
                db.doubt()
            elif dated.inside(at) and package not in apps:
                apps.add(package)
                yield Installation(at, program_kind(package), package, OnThisDevice.UNKNOWN)
        yield from dated.remarks()
        yield from db.remarks()
