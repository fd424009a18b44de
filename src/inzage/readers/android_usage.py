"""Apps that were used on an Android phone, by Digital Wellbeing (``app_usage``).

Android 9 and later with Digital Wellbeing; tables ``events`` and ``packages``, times in Unix
milliseconds; types as in ``UsageEvents``.

An act is one use of an app: it came in front (type 1) when another app was there before,
or after the screen was locked (17, 18) or the phone restarted (26, 27). Going from one
screen of an app to the next, also type 1, is the same use. ``times`` is 1. ``rows``: all events
inside the window, of any type.

**On this device**: yes; the app watches the phone it is on. The phone's own start screen is
an app too (class *other*). It keeps a few weeks. Met one real file (11,663 events).

References: artefact facts 5, appendix A; plaso ``android_app_usage.py``;
https://developer.android.com/reference/android/app/usage/UsageEvents.Event
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.programs import program_kind
from inzage.formats.sqlite import Database, Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, ProgramRun, Remark
from inzage.readers import reader

_CLOCK = Clock(MILLISECONDS)
_IN_FRONT, _ENDS = 1, frozenset({17, 18, 26, 27})
_COUNT = "SELECT count(*) FROM events AS e NOT INDEXED WHERE {inside}"
_ROWS = """
    SELECT e._id, e.timestamp, e.type, {package}
    FROM events AS e NOT INDEXED LEFT JOIN packages AS p ON p._id = e.package_id
    WHERE e.type IN (1, 17, 18, 26, 27) AND {inside}
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
    query = _ROWS.format(package=text("p.package_name"), inside=_CLOCK.inside("e.timestamp", window))
    before = ""
    for _, time, kind, package in sorted(db.rows(query), key=_in_time):
        at, app = _CLOCK.moment(time), str(package or "")
        if kind in _ENDS:
            before = ""
        elif at and app and app != before:
            before = app
            yield ProgramRun(at, program_kind(app), app, 1, OnThisDevice.YES)


def _in_time(row: Row) -> tuple[float, int]:
    number, time, *_ = row
    return (time if isinstance(time, int | float) else 0, number if isinstance(number, int) else 0)
