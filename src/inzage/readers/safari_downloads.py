"""Downloads of Safari on macOS: ``Downloads.plist``.

An observation is a file that the person had fetched: an entry of ``DownloadHistory``,
unless nothing of it came in. Safari clears this list by itself (by default after a day),
so it rarely reaches far. ``rows`` are the entries that were added inside the window.

Versions before 2015 keep no date per entry. Such an entry lies in no window; it is not
counted and makes the reading a lower bound.

Downloads are not synchronised: all are of this device. Has met a real file (4 entries).

References: https://github.com/log2timeline/plaso (``plist_plugins/safari_downloads.py``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.trees import Fields, date, entries, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Download, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason


@reader(
    opens=DataClass.DOWNLOADS,
    family="download_history",
    at=("Safari/Downloads.plist", "Safari/Downloads/Downloads.plist"),
    elsewhere=("**/Downloads.plist",),
    met_real=True,
)
def safari_downloads(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the downloads that were added inside the window."""
    history = plist_tree(artefact)
    if not isinstance(history.get("DownloadHistory"), list):
        raise refused(artefact, Reason.TABLE_MISSING)
    dated, whole = Dated(window), True
    for entry in entries(history["DownloadHistory"]):
        fields = entry if isinstance(entry, dict) else {}
        address, at = text(fields, "DownloadEntryURL"), date(fields, "DownloadEntryDateAddedKey")
        whole &= bool(address and at)
        if dated.inside(at) and address and _fetched(fields):
            yield Download(at, (address,), OnThisDevice.YES)
    yield from dated.remarks()
    if not whole:
        yield Degraded()


def _fetched(fields: Fields) -> bool:
    """Did anything come in? An entry that does not say counts."""
    return fields.get("DownloadEntryProgressBytesSoFar") != 0 or "DownloadEntryDateFinishedKey" in fields
