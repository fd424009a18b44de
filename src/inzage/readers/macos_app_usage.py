"""Programs that were started on a Mac, by the list of a management tool: ``application_usage.sqlite``.

Only computers that an organisation manages (with Munki or a kin of it) have one. An act is a
program with the event ``launch`` (in other versions ``activate`` stands beside it), at the last
time; ``times`` is how often in all. Quitting is none, nor programs of Apple, unless of a class.
``rows``: events whose last time lies inside the window.

All was done on this computer. Met one real file (5 rows, of which two launches).

References: https://github.com/log2timeline/plaso (``sqlite_plugins/macos_appusage.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.apple_programs import counted
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, ProgramRun, Remark
from inzage.readers import reader

_CLOCK = Clock(SECONDS)
_ROWS = """
    SELECT u.rowid, u.last_time, {program}, u.number_times, u.event = 'launch'
    FROM application_usage AS u NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.SOFTWARE,
    family="program_use",
    at=("**/application_usage.sqlite",),
    met_real=True,
)
def macos_app_usage(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the programs that were last started inside the window."""
    with database(artefact) as db:
        db.need("application_usage", ("event", "bundle_id", "last_time", "number_times"))
        opened, inside = 0, _CLOCK.inside("u.last_time", window)
        for _, time, program, count, launched in db.rows(_ROWS.format(program=text("u.bundle_id"), inside=inside)):
            opened += 1
            at, name = _CLOCK.moment(time), str(program or "")
            kind = counted(name)
            if at and kind and launched:
                times = count if isinstance(count, int) and count > 0 else 1
                yield ProgramRun(at, kind, name, times, OnThisDevice.YES)
        yield Opened(opened)
        yield from reach(db, "application_usage", "last_time", _CLOCK)
        yield from db.remarks()
