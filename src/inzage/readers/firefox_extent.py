"""How far a Firefox history reaches, and whether part of it was taken out. No address is read.

**Gaps.** ``moz_historyvisits.id`` rises; a number comes back only where the newest row was
deleted. Numbers missing between two kept visits are rows that were there and are not.
Firefox takes the oldest first when its limit of pages is reached, and besides drops long
addresses and downloads from the middle once they are 60 days old; so only gaps younger
than ``PROVEN`` days before the newest visit are reported, and only from ``RUN`` numbers
on; and none after a visit whose time lies later than that of the next one, since then the
clock was wrong. Rows missing at the new end cannot be seen here (numbers are given again).

**Emptied.** Firefox has no age limit for ordinary visits. Where the database is older than
its first visit, bookmarks were added in between, pages that it once numbered are gone
(``PAGES_GONE`` or more), and it holds far too few pages for the limit to have worked, the
history is younger than its use. Setting the browser to keep no history, or to clear it on
closing, gives the same picture: the finding says that it is gone, not who pressed what.

**Which device.** As in ``formats.mozilla``: *unknown* where the profile may have taken
part in Sync, which brings rows in with old dates and carries deletions from elsewhere.
Unknown also where the last trace of what is missing (the visit before a gap, the last
bookmark) is from before the window, since it may have been removed before that began, or
so old that Firefox itself may have dropped what followed.

``rows``: rows of ``moz_historyvisits`` inside the window, of which number, time and kind
alone are read. Met one real history, of 2011 (1 row), of which nothing was said.

References: https://searchfox.org/mozilla-central/source/toolkit/components/places/PlacesExpiration.sys.mjs,
https://sqlite.org/autoinc.html
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import mozilla
from inzage.formats.clocks import MICROSECONDS
from inzage.formats.extent import DAY, RUN, gapless, whole
from inzage.formats.sqlite import Database, database
from inzage.mandate import DataClass
from inzage.observations import (
    Covers,
    HistoryEmptied,
    HistoryGap,
    Observation,
    OnThisDevice,
    Opened,
    Remark,
)
from inzage.readers import reader

PROVEN = 55 * DAY
PAGES_GONE = 20
PAGES_AT_MOST = 10_000
"""Far below any limit at which Firefox begins to expire pages."""

_COUNT = "SELECT count(*) FROM moz_historyvisits AS v NOT INDEXED WHERE {inside}"
_GAPS = """
    SELECT id, time, missing, origin, earlier FROM (
        SELECT v.id AS id, v.visit_date AS time, lag(v.visit_date) OVER (ORDER BY v.id) AS earlier,
               {origin} AS origin, lag({origin}) OVER (ORDER BY v.id) AS before,
               v.id - lag(v.id) OVER (ORDER BY v.id) - 1 AS missing
        FROM moz_historyvisits AS v NOT INDEXED
    )
    WHERE missing >= {run} AND origin <> 'no' AND before <> 'no' AND {inside}
"""
_NUMBERS = "SELECT min(v.id), max(v.id), count(*) FROM moz_historyvisits AS v NOT INDEXED"
_PAGES = "SELECT count(*), max(p.id) FROM moz_places AS p NOT INDEXED"
_BOOKMARKS = """
    SELECT max(at) FROM (SELECT {at} AS at, b.type AS kind FROM moz_bookmarks AS b NOT INDEXED)
    WHERE kind = 1 AND at >= {low} AND at < {high}
"""


@reader(
    opens=DataClass.HISTORY_EXTENT,
    family="history_extent",
    at=mozilla.PLACES,
    elsewhere=mozilla.ELSEWHERE,
    beside=mozilla.BESIDE,
    met_real=True,
)
def firefox_extent(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield what the history covers, and the gaps and emptying that fall inside the window."""
    with database(artefact) as db:
        db.need("moz_historyvisits", mozilla.NEEDED_VISITS)
        db.need("moz_places", ("id",))
        rows = db.one(_COUNT.format(inside=mozilla.CLOCK.inside("v.visit_date", window)))[0]
        yield Opened(whole(rows))
        covers = list(mozilla.covers(db))
        yield from covers
        if covers and db.sound("moz_historyvisits", "moz_places") and not db.degraded:
            found: list[HistoryGap | HistoryEmptied] = [
                *_gaps(db, artefact, window, covers[0]),
                *_emptied(db, artefact, window, covers[0]),
            ]
            yield from (seen for seen in found if window.start <= seen.at < window.end)
        yield from db.remarks()


def _gaps(db: Database, artefact: Artefact, window: Window, covers: Covers) -> Iterator[HistoryGap]:
    low, high, rows = (whole(value) for value in db.one(_NUMBERS)[:3])
    if gapless(db, "moz_historyvisits", low, high, rows):
        return
    origin = mozilla.origin(db, artefact)
    query = _GAPS.format(origin=origin, run=RUN, inside=mozilla.CLOCK.inside("time", window))
    proven = covers.last - PROVEN
    for _, time, missing, where, earlier in db.rows(query):
        at, since = mozilla.CLOCK.moment(time), mozilla.CLOCK.moment(earlier)
        if at and since and since <= at and at >= proven and isinstance(missing, int):
            certain = since >= max(window.start, proven)
            yield HistoryGap(at, missing, OnThisDevice(str(where)) if certain else OnThisDevice.UNKNOWN)


def _emptied(db: Database, artefact: Artefact, window: Window, covers: Covers) -> Iterator[HistoryEmptied]:
    made = mozilla.made(db)
    pages, highest = (whole(value) for value in db.one(_PAGES)[:2])
    if made is None or highest - pages < PAGES_GONE or highest > PAGES_AT_MOST:
        return
    low, high = MICROSECONDS.at(made) + DAY, covers.first - DAY
    if low < high and db.has("moz_bookmarks", "type"):
        query = _BOOKMARKS.format(
            at=mozilla.CLOCK.micros("b.dateAdded"), low=MICROSECONDS.ticks(low), high=MICROSECONDS.ticks(high)
        )
        since = db.one(query)[0]
        if isinstance(since, int):
            here = mozilla.never_synchronised(artefact) and MICROSECONDS.at(since) >= window.start
            yield HistoryEmptied(covers.first, OnThisDevice.YES if here else OnThisDevice.UNKNOWN)
