"""Downloads of Firefox up to version 25 and its kin: ``downloads.sqlite``.

An observation is a file that the person had fetched. Left out: what failed, was cancelled,
waited or was blocked before a byte came in. The list is emptied by a setting, by default
when Firefox closes or at a click. ``rows`` are all rows of ``moz_downloads`` that were
started inside the window. Later versions: ``firefox_places_downloads``.

Downloads are not synchronised: all are of this device. Has met a real file (1 download).

References: https://searchfox.org/mozilla-esr24/source/toolkit/components/downloads/nsIDownloadManager.idl,
https://github.com/log2timeline/plaso (``sqlite_plugins/firefox_downloads.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MICROSECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.firefox_profile import places
from inzage.formats.sqlite import database, names, text
from inzage.mandate import DataClass
from inzage.observations import Download, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(MICROSECONDS)
_KNOWN = names(
    "id name source target tempPath startTime endTime state referrer entityID currBytes maxBytes mimeType "
    "preferredApplication preferredAction autoResume guid"
)
_NOTHING = "2, 3, 5, 6, 8, 9"
"""Failed, cancelled, queued, blocked: by the system's rules, as dangerous, by policy."""

_ROWS = """
    SELECT d.id, d.startTime, {fetched}, {address} FROM moz_downloads AS d NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.DOWNLOADS,
    family="download_history",
    at=places("downloads.sqlite"),
    elsewhere=("**/downloads.sqlite",),
    met_real=True,
)
def firefox_downloads(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the downloads that were started inside the window."""
    with database(artefact) as db:
        columns = db.need("moz_downloads", ("id", "source", "starttime"))
        yield from db.compare("moz_downloads", _KNOWN, ("state", "currbytes"))
        fetched = f"(d.state NOT IN ({_NOTHING}) OR d.currBytes > 0)" if {"state", "currbytes"} <= columns else "1"
        query = _ROWS.format(fetched=fetched, address=text("d.source"), inside=_CLOCK.inside("d.startTime", window))
        opened = 0
        for _, time, act, address in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if act and at and isinstance(address, str) and address:
                yield Download(at, (address,), OnThisDevice.YES)
            elif act:
                db.doubt()
        yield Opened(opened)
        yield from reach(db, "moz_downloads", "startTime", _CLOCK)
        yield from db.remarks()
