"""Apps that Google Play has on this Android device and when it last brought them up to date (``frosting.db``).

Table ``frosting``, one row a package (``pk``); ``last_updated`` in Unix milliseconds, 0 where Play did
nothing to it yet. An act is an app at that moment: it was there, or came. ``rows``: rows with such a
moment in the window.

**On this device**: unknown, so that none can carry an indication. The table is the phone's own, but apps
that came with it stand there as those that somebody chose, and most updates come by themselves: this
tells *that* an app is there, not that somebody wanted it. Has not yet met a real file.

References: artefact facts 5; ALEAPP ``frosting.py``
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
_ROWS = "SELECT f.rowid, f.last_updated, {package} FROM frosting AS f NOT INDEXED WHERE {inside}"


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("com.android.vending/databases/frosting.db",),
    elsewhere=("**/frosting.db",),
)
def android_play_updates(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the apps last brought up to date inside the window."""
    with database(artefact) as db:
        db.need("frosting", ("pk", "last_updated"))
        opened = 0
        query = _ROWS.format(package=text("f.pk"), inside=_CLOCK.inside("f.last_updated", window))
        for _, time, package in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(package, str) and package:
                yield Installation(at, program_kind(package), package, OnThisDevice.UNKNOWN)
            else:
                db.doubt()
        yield Opened(opened)
        yield from reach(db, "frosting", "last_updated", _CLOCK)
        yield from db.remarks()
