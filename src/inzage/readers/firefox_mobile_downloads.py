"""Downloads of Firefox and Tor Browser on Android: ``mozac_downloads_database``.

An observation is a file that the person had fetched. Left out: what was cancelled or
failed (``status`` 4 and 5), of which the table does not say whether anything came in.
``rows`` are all rows of ``downloads`` that were made inside the window.

Downloads are not synchronised: all are of this device. Has met no real file yet.

References: https://github.com/mozilla-mobile/firefox-android (``feature/downloads``: DownloadEntity),
https://github.com/abrignoni/ALEAPP (``firefoxDownloads.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import database, names, text
from inzage.mandate import DataClass
from inzage.observations import Download, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(MILLISECONDS)
_KNOWN = names(
    "id url file_name content_type content_length status destination_directory directory_path created_at etag"
)
_ROWS = """
    SELECT d.rowid, d.created_at, coalesce(d.status, 0) NOT IN (4, 5), {address}
    FROM downloads AS d NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.DOWNLOADS,
    family="download_history",
    at=(
        "org.mozilla.*/databases/mozac_downloads_database",
        "org.torproject.*/databases/mozac_downloads_database",
    ),
    elsewhere=("**/mozac_downloads_database",),
)
def firefox_mobile_downloads(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the downloads that were made inside the window."""
    with database(artefact) as db:
        db.need("downloads", ("url", "status", "created_at"))
        yield from db.compare("downloads", _KNOWN, ())
        opened = 0
        for _, time, act, address in db.rows(
            _ROWS.format(address=text("d.url"), inside=_CLOCK.inside("d.created_at", window))
        ):
            opened += 1
            at = _CLOCK.moment(time)
            if act and at and isinstance(address, str) and address:
                yield Download(at, (address,), OnThisDevice.YES)
            elif act:
                db.doubt()
        yield Opened(opened)
        yield from reach(db, "downloads", "created_at", _CLOCK)
        yield from db.remarks()
