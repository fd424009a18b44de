"""Apps from the App Store that are on an iPhone or iPad: ``iTunesMetadata.plist`` in each app's folder.

An act is an app (``softwareVersionBundleId``), at the moment that the store gave it out
(``purchaseDate`` of ``com.apple.iTunesStore.downloadInfo``); without one, at the last change of
the file. Apps that came with the device (``isFactoryInstall``) are none. ``rows``: 1 where that
moment lies inside the window, otherwise 0.

**On this device**: yes; the file lies in the app itself. A new phone that takes over the apps of
the old one fetches them anew. Removed apps are no longer here. Has met no real file yet.

References: https://github.com/abrignoni/iLEAPP (``appItunesmeta.py``); artefact facts 5
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import PLAUSIBLE
from inzage.formats.content import refused
from inzage.formats.moments import Dated
from inzage.formats.programs import program_kind
from inzage.formats.saved import last_seen
from inzage.formats.trees import Fields, date, inner, plist_tree, text
from inzage.mandate import DataClass
from inzage.observations import Degraded, Installation, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_DATED = 10
"""Characters of a date; a moment has more."""


@reader(
    opens=DataClass.SOFTWARE,
    family="software",
    at=("Bundle/Application/*/iTunesMetadata.plist",),
    elsewhere=("**/iTunesMetadata.plist",),
)
def ios_app_metadata(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the app, if it came inside the window."""
    described, dated = plist_tree(artefact), Dated(window)
    app = text(described, "softwareVersionBundleId")
    if not app:
        raise refused(artefact, Reason.COLUMNS_MISSING)
    at = _given(inner(described, "com.apple.iTunesStore.downloadInfo")) or last_seen(artefact)
    if dated.inside(at) and not described.get("isFactoryInstall"):
        yield Installation(at, program_kind(app), app, OnThisDevice.YES)
    yield from dated.remarks()
    if at is None:
        yield Degraded()


def _given(download: Fields) -> datetime | None:
    """The moment, which is written as text with its zone, or as a date of the list."""
    written = text(download, "purchaseDate")
    try:
        at = datetime.fromisoformat(written) if len(written) > _DATED else None
    except ValueError:
        return None
    if at is None or at.tzinfo is None:
        return date(download, "purchaseDate")
    return at.astimezone(UTC) if PLAUSIBLE[0] <= at < PLAUSIBLE[1] else None
