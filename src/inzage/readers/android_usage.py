"""Apps that were used on an Android phone, by Digital Wellbeing (``app_usage``).

Android 9 and later with Digital Wellbeing; tables ``events`` and ``packages``, times in Unix
milliseconds; types as in ``UsageEvents``.

An act is one use of an app, as ``formats.foreground`` finds it. ``times`` is 1; 0 where the phone was locked or had
just started, since it then brings apps in front by itself. An alarm or a call on a phone that tells of no
locking cannot be told from a use. ``rows``: all events inside the window, of any type.

**On this device**: yes; the app watches the phone it is on. The phone's own start screen is
an app too (class *other*). It keeps a few weeks. Met one real file (11,663 events).

References: artefact facts 5, appendix A; plaso ``android_app_usage.py``;
https://developer.android.com/reference/android/app/usage/UsageEvents.Event
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.extent import reach, whole
from inzage.formats.foreground import SHOWN, uses
from inzage.formats.programs import program_kind
from inzage.formats.sqlite import Database, Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, ProgramRun, Remark
from inzage.readers import reader

_CLOCK = Clock(MILLISECONDS)
_COUNT = "SELECT count(*) FROM events AS e NOT INDEXED WHERE {inside}"
_ROWS = """
    SELECT e._id, e.timestamp, e.type, {package}
    FROM events AS e NOT INDEXED LEFT JOIN packages AS p ON p._id = e.package_id
    WHERE e.type IN {shown} AND {inside}
"""


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=("com.google.android.apps.wellbeing/databases/app_usage",),
    elsewhere=("**/app_usage",),
    met_real=True,
)
def android_usage(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the uses of apps inside the window."""
    with database(artefact) as db:
        db.need("events", ("_id", "timestamp", "type", "package_id"))
        db.need("packages", ("_id", "package_name"))
        yield from _uses(db, window)
        rows = db.one(_COUNT.format(inside=_CLOCK.inside("e.timestamp", window)))[0]
        yield Opened(rows if isinstance(rows, int) else 0)
        yield from reach(db, "events", "timestamp", _CLOCK)
        yield from db.remarks()


def _uses(db: Database, window: Window) -> Iterator[ProgramRun]:
    inside = _CLOCK.inside("e.timestamp", window)
    query = _ROWS.format(package=text("p.package_name"), shown=SHOWN, inside=inside)
    rows = sorted(db.rows(query), key=_in_time)
    for at, app, times in uses([(_CLOCK.moment(row[1]), whole(row[2]), str(row[3] or "")) for row in rows]):
        yield ProgramRun(at, program_kind(app), app, times, OnThisDevice.YES)


def _in_time(row: Row) -> tuple[float, int]:
    number, time, *_ = row
    return (time if isinstance(time, int | float) else 0, number if isinstance(number, int) else 0)
