"""Files that came in from outside, as macOS notes for every program: ``QuarantineEventsV2``.

An observation is one file that a program (a mail or chat program, Safari) brought in: the
address of the page and of the file itself, as far as the program told; the page stands
first, the file last. ``rows`` are all events inside the window.

No acts are events of browsers that keep a list of downloads as long as their history
(Chromium's and Mozilla's): the same act stands there. Safari forgets its own list after a
day, so its events count here; what still stands on that list counts in both. Hence the
family of its own, ``download_trace``.

The list stays on its computer: all of it was done on this device. Has met a real file
(14 events).

References: https://github.com/log2timeline/plaso (``sqlite_plugins/ls_quarantine.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.sqlite import Database, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Download, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_TABLE = "lsquarantineevent"
_KNOWN = names(
    "LSQuarantineEventIdentifier LSQuarantineTimeStamp LSQuarantineAgentBundleIdentifier LSQuarantineAgentName "
    "LSQuarantineDataURLString LSQuarantineSenderName LSQuarantineSenderAddress LSQuarantineTypeNumber "
    "LSQuarantineOriginTitle LSQuarantineOriginURLString LSQuarantineOriginAlias"
)
_TIME, _PAGE, _FILE = "lsquarantinetimestamp", "lsquarantineoriginurlstring", "lsquarantinedataurlstring"
_AGENT = "lsquarantineagentbundleidentifier"
_LISTED_ELSEWHERE = (
    "com.google.chrome",
    "org.chromium.",
    "com.microsoft.edgemac",
    "com.brave.browser",
    "com.vivaldi.vivaldi",
    "com.operasoftware.opera",
    "ru.yandex.desktop",
    "company.thebrowser.",
    "org.mozilla.",
)
"""Beginnings of the names of browsers whose own lists are read."""

_ROWS = """
    SELECT e.rowid, e.LSQuarantineTimeStamp, {page}, {file}, {agent}
    FROM LSQuarantineEvent AS e NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.DOWNLOADS,
    family="download_trace",
    at=("**/com.apple.LaunchServices.QuarantineEvents*",),
    met_real=True,
)
def macos_quarantine(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the files that came in inside the window."""
    with database(artefact) as db:
        db.need(_TABLE, (_TIME,))
        yield from db.compare(_TABLE, _KNOWN, (_PAGE, _FILE, _AGENT))
        opened = 0
        for _, time, page, file, agent in db.rows(_query(db, window)):
            opened += 1
            at = cocoa.moment(time)
            if at and not str(agent).lower().startswith(_LISTED_ELSEWHERE):
                chain = tuple(one for one in (page, file) if isinstance(one, str) and one)
                yield Download(at, chain, OnThisDevice.YES)
        yield Opened(opened)
        yield from cocoa.reach(db, "LSQuarantineEvent AS e", "e.LSQuarantineTimeStamp")
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    return _ROWS.format(
        page=text("e.LSQuarantineOriginURLString") if db.has(_TABLE, _PAGE) else "NULL",
        file=text("e.LSQuarantineDataURLString") if db.has(_TABLE, _FILE) else "NULL",
        agent=text("e.LSQuarantineAgentBundleIdentifier") if db.has(_TABLE, _AGENT) else "NULL",
        inside=cocoa.CLOCK.inside("e.LSQuarantineTimeStamp", window),
    )
