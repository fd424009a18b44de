"""What SABnzbd fetched from Usenet (``history1.db``).

All systems, since 2009; table ``history``, a row a job; ``completed`` in Unix seconds. An act is a job whose
``status`` is *Completed*. None are failed ones, of which the table does not say whether anything came
in. ``rows``: rows of any status inside the window. The address is that of the job's description, where
it was fetched from one (``url``); else there is none. Old jobs are dropped where the person set that.

**On this device**: yes; the program's own note of what it does here. Has not yet met a real file.

References: artefact facts 6; https://github.com/sabnzbd/sabnzbd (``sabnzbd/database.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Download, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(SECONDS)
_ROWS = """
    SELECT h.id, h.completed, h.status = 'Completed', {address}
    FROM history AS h NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.DOWNLOADS,
    family="usenet_downloads",
    at=("sabnzbd/admin/history1.db", ".sabnzbd/admin/history1.db"),
    elsewhere=("**/history1.db",),
)
def sabnzbd(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the jobs that were completed inside the window."""
    with database(artefact) as db:
        db.need("history", ("id", "completed", "status", "url"))
        opened = 0
        query = _ROWS.format(address=text("h.url"), inside=_CLOCK.inside("h.completed", window))
        for _, time, done, address in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and done:
                yield Download(at, (address,) if isinstance(address, str) and address else (), OnThisDevice.YES)
        yield Opened(opened)
        yield from reach(db, "history", "completed", _CLOCK)
        yield from db.remarks()
