"""Files that Android's download manager fetched (``downloads.db``).

Android 2.3 and later, table ``downloads``; ``lastmod`` in Unix milliseconds: when the
download ended or last changed. Columns that are missing are named.

An act is a download that succeeded (``status`` 200 to 299), that the person can see in the
list of downloads, from an address on the web. An app's own business (not visible: updates,
restored pictures, operator certificates) and an app that only reports a file it fetched
itself (no address) are none. ``rows``: rows whose change lies inside the window.

**On this device**: yes; the manager fetches for this device alone. Browsers such as Chrome
and Firefox keep a list of their own; the person can clear this one. Met two real files
(4 and 11 rows).

References: artefact facts 5, appendix A; https://android.googlesource.com/platform/packages/providers/DownloadProvider/
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.extent import reach
from inzage.formats.sqlite import Database, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Download, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_CLOCK = Clock(MILLISECONDS)
_KNOWN = names(
    "_id uri method entity no_integrity hint otaupdate _data mimetype destination no_system visibility control status "
    "numfailed lastmod notificationpackage notificationclass notificationextras cookiedata useragent referer "
    "total_bytes current_bytes etag uid otheruid title description scanned is_public_api allow_roaming "
    "allowed_network_types is_visible_in_downloads_ui bypass_recommended_size_limit mediaprovider_uri deleted errormsg "
    "allow_metered allow_write flags mediastore_uri"
)
_SEEN = "is_visible_in_downloads_ui"
_ROWS = """
    SELECT d._id, d.lastmod, CASE WHEN {act} THEN {uri} END FROM downloads AS d NOT INDEXED WHERE {inside}
"""
_WEB = ("http://", "https://", "ftp://")


@reader(
    opens=DataClass.DOWNLOADS,
    family="download_history",
    at=("com.android.providers.downloads/databases/downloads.db",),
    elsewhere=("**/downloads.db",),
    met_real=True,
)
def android_downloads(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the downloads inside the window that a person can see."""
    with database(artefact) as db:
        db.need("downloads", ("_id", "uri", "lastmod", "status"))
        yield from db.compare("downloads", _KNOWN, (_SEEN,))
        opened = 0
        query = _ROWS.format(act=_act(db), uri=text("d.uri"), inside=_CLOCK.inside("d.lastmod", window))
        for _, time, uri in db.rows(query):
            opened += 1
            at = _CLOCK.moment(time)
            if at and isinstance(uri, str) and uri.lower().startswith(_WEB):
                yield Download(at, (uri,), OnThisDevice.YES)
        yield Opened(opened)
        yield from reach(db, "downloads", "lastmod", _CLOCK)
        yield from db.remarks()


def _act(db: Database) -> str:
    seen = f"coalesce(d.{_SEEN}, 1) <> 0" if db.has("downloads", _SEEN) else "1"
    return f"d.status >= 200 AND d.status < 300 AND {seen}"
