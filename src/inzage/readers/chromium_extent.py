"""How far a Chromium history reaches, and whether part of it was taken out. No address is read.

**Gaps.** ``visits.id`` only rises (AUTOINCREMENT since schema 55; before, a number comes
back only where the newest row was deleted). Numbers missing *between* two kept visits, or
above the newest while older ones remain, are rows that were there and are not. Expiry
takes the oldest first (90 days; Brave once 60), so an absent beginning is never reported,
nor what is missing after a visit whose time lies later than that of the next one: the
clock was wrong, and what is missing may have expired. A gap is dated by the visit after
it, at the end of the table by the file's last change.

What the browser itself takes out of the middle, and what is done about it:

- Visits of other devices, which expire on their own clock and go all at once when Sync
  is switched off. A gap beside such a visit is not reported; where the file shows that
  Sync was ever on (``meta`` keeps keys of it), every finding says *unknown device*, also
  because Sync carries deletions made elsewhere to this device.
- Sub-frames loaded by themselves: early versions stored them and dropped them after three
  days. Where such rows are present no gap is reported.
- A single row: repair, extensions. Runs under ``RUN`` numbers are not reported, so a page
  or two that the person removed stay unseen; that is the price of not accusing falsely.
- History imported from another browser later on, with old dates, expires in the middle.
  Where imported rows are present: *unknown device*. Once they have all expired, or where
  the clock was set far back for a while, nothing tells the gap apart; the person may say so.

**Emptied.** "Delete all" makes the table anew and the numbers start at 1, but leaves
downloads, which do not expire. So downloads on more than one day from before the first
kept visit, yet young enough (``PROVEN`` days before the last use) that their visits cannot
have expired, show a history younger than the browser's own use. Besides, where numbers
below the first kept visit are missing: two files that change by a person's use, beside the
history, last changed on different days in that same stretch. Neither speaks for a fresh
profile, nor for a browser not used for a long time.

**Unknown** stands for the device also where it cannot be told that anybody did anything
here inside the window, so that the question is not answered rather than answered wrongly:
when the last trace of what is missing (the visit before a gap, the last of the downloads)
lies before the window, since it may have been removed before the window began; when all
downloads are of one day (one that another program began leaves no visit); when files
alone speak, for expiry, an update and a private window rewrite them too; and an emptied history of
Vivaldi, which lets its user keep history for a day or a week and expires the rest by itself. So can the
rules of an organisation for Chrome and Edge; the file does not show them, and the person may say so.

``rows``: rows of ``visits`` inside the window, of which number and time alone are read. Met
five real histories, of which none was said to be tampered with.

References: https://source.chromium.org/chromium/chromium/src/+/main:components/history/core/browser/
(``expire_history_backend.cc``, ``history_backend.cc``: ClearAllMainHistory,
DeleteAllForeignVisitsAndResetIsKnownToSync), https://sqlite.org/autoinc.html
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import Artefact, Window
from inzage.formats import chromium
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
"""No Chromium browser but Vivaldi expires visits younger than this (Brave: 60 days, others 90)."""

USED_BY_PERSON = ("Login Data", "Web Data", "Favicons", "Top Sites", "Shortcuts", "Network Action Predictor")
"""Files of a profile that change when the person signs in, fills in, visits or types."""

_KEPT_AS_SET = "vivaldi"

_COUNT = "SELECT count(*) FROM visits AS v NOT INDEXED WHERE {inside}"
_GAPS = """
    SELECT id, time, missing, earlier FROM (
        SELECT v.id AS id, v.visit_time AS time, {far} AS far, lag(v.visit_time) OVER (ORDER BY v.id) AS earlier,
               v.id - lag(v.id) OVER (ORDER BY v.id) - 1 AS missing,
               lag({far}) OVER (ORDER BY v.id) AS before
        FROM visits AS v NOT INDEXED {join}
    )
    WHERE missing >= {run} AND NOT far AND NOT before AND {inside}
"""
_NUMBERS = """
    SELECT min(v.id), max(v.id), sum((v.transition & 255) = 3), sum({far}), sum({origin} = 'unknown'), count(*)
    FROM visits AS v NOT INDEXED {join}
"""
_LAST = "SELECT {far}, v.visit_time FROM visits AS v NOT INDEXED {join} WHERE v.id = {last}"
_SEQUENCE = "SELECT max(seq) FROM sqlite_sequence NOT INDEXED WHERE name = 'visits'"
_SYNC_KEYS = """
    SELECT count(*) FROM meta NOT INDEXED WHERE key IN
    ('may_contain_foreign_visits', 'delete_foreign_visits_until_id', 'known_to_sync_visits_exist')
"""
_DOWNLOADS = """
    SELECT min(at), max(at) FROM (SELECT {at} AS at FROM downloads AS d NOT INDEXED WHERE {person})
    WHERE at >= {low} AND at < {high}
"""


@reader(
    opens=DataClass.HISTORY_EXTENT,
    family="history_extent",
    at=chromium.places("History"),
    elsewhere=("**/History",),
    copies=chromium.COPIES,
    beside=USED_BY_PERSON,
    met_real=True,
)
def chromium_extent(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield what the history covers, and the gaps and emptying that fall inside the window."""
    with database(artefact) as db:
        table = _Table(db, artefact, window)
        rows = db.one(_COUNT.format(inside=table.inside("v.visit_time")))[0]
        yield Opened(rows if isinstance(rows, int) else 0)
        covers = list(chromium.covers(db))
        yield from covers
        if db.sound("visits") and not db.degraded:
            emptied = table.emptied(covers[0] if covers else None)
            found: list[HistoryGap | HistoryEmptied] = [*table.gaps(), *table.tail(), *emptied]
            yield from (seen for seen in found if window.start <= seen.at < window.end)
        yield from db.remarks()


class _Table:
    """The ``visits`` of one file, as numbers and times."""

    def __init__(self, db: Database, artefact: Artefact, window: Window) -> None:
        db.need("urls", ("id", "url"))
        self._db, self._artefact, self._window = db, artefact, window
        self._visits = chromium.Visits.of(db)
        self._far = f"coalesce({self._visits.origin} = 'no', 0)"
        low, high, frames, far, strange, rows = (whole(value) for value in self._ask(_NUMBERS)[:6])
        self._first, self._last, self._rows, self._frames = low, high, rows, frames
        self._origin = OnThisDevice.UNKNOWN if far or strange or self._synchronised() else OnThisDevice.YES

    def inside(self, column: str) -> str:
        """SQL: does this column lie in the window?"""
        return chromium.VISIT_CLOCK.inside(column, self._window)

    def gaps(self) -> Iterator[HistoryGap]:
        """Runs of numbers missing between two visits made here."""
        if self._frames or gapless(self._db, "visits", self._first, self._last, self._rows):
            return
        query = self._fill(_GAPS, run=RUN, inside=self.inside("time"))
        for _, time, missing, earlier in self._db.rows(query):
            at, since = chromium.VISIT_CLOCK.moment(time), chromium.VISIT_CLOCK.moment(earlier)
            if at and since and since <= at and isinstance(missing, int):
                yield HistoryGap(at, missing, self._device(since))

    def tail(self) -> Iterator[HistoryGap]:
        """The newest numbers missing, while older visits remain."""
        ever, modified = self._ever(), self._artefact.modified
        if not (self._last and modified and not self._frames) or ever - self._last < RUN:
            return
        far, time = self._ask(_LAST, last=self._last)[:2]
        since = chromium.VISIT_CLOCK.moment(time)
        if not far and since and since <= modified:
            yield HistoryGap(modified.astimezone(UTC), ever - self._last, self._device(since))

    def emptied(self, covers: Covers | None) -> Iterator[HistoryEmptied]:
        """A history that begins after the profile's own use did, too late for expiry."""
        first = covers.first if covers else self._artefact.modified
        last = self._last_use(covers)
        if first and last:
            start, end = last - PROVEN, first - DAY
            downloads = self._downloads(start, end)
            if downloads:
                several = downloads[1] - downloads[0] >= DAY and not self._expires_as_set
                yield HistoryEmptied(first.astimezone(UTC), self._device(downloads[1] if several else None))
            elif self._used(start, end):
                yield HistoryEmptied(first.astimezone(UTC), OnThisDevice.UNKNOWN)

    @property
    def _expires_as_set(self) -> bool:
        """Is this the browser whose user sets how long history is kept?"""
        return _KEPT_AS_SET in self._artefact.untrusted_path.lower()

    def _device(self, since: datetime | None) -> OnThisDevice:
        """``since``: the last trace of what is missing; unknown where that is from before the window."""
        return self._origin if since and since >= self._window.start else OnThisDevice.UNKNOWN

    def _last_use(self, covers: Covers | None) -> datetime | None:
        """The last moment at which the browser can have expired anything."""
        known = [moment for moment in (covers.last if covers else None, self._artefact.modified) if moment]
        return max(known, default=None)

    def _downloads(self, start: datetime, end: datetime) -> tuple[datetime, datetime] | None:
        """The first and last download by the person in this stretch."""
        if start >= end or not self._db.has("downloads", "start_time"):
            return None
        columns = self._db.columns("downloads")
        by_itself = [f"coalesce(d.{name}, '') IN ('', 0)" for name in ("transient", "by_ext_id") if name in columns]
        query = _DOWNLOADS.format(
            at=chromium.DOWNLOAD_CLOCK.micros("d.start_time"),
            person=" AND ".join(by_itself) or "1",
            low=MICROSECONDS.ticks(start),
            high=MICROSECONDS.ticks(end),
        )
        first, last, *_ = self._db.one(query)
        if isinstance(first, int) and isinstance(last, int):
            return MICROSECONDS.at(first), MICROSECONDS.at(last)
        return None

    def _used(self, start: datetime, end: datetime) -> bool:
        before = (self._first or self._ever() + 1) - 1
        days = {moment.date() for moment in self._artefact.siblings.values() if start <= moment < end}
        return before >= RUN and len(days) > 1

    def _ever(self) -> int:
        """The highest number ever given, 0 where the file does not keep it."""
        return whole(self._db.one(_SEQUENCE)[0]) if self._db.has("sqlite_sequence", "seq") else 0

    def _synchronised(self) -> bool:
        return self._db.has("meta", "key") and bool(self._db.one(_SYNC_KEYS)[0])

    def _ask(self, query: str, **facts: object) -> tuple[object, ...]:
        return self._db.one(self._fill(query, **facts))

    def _fill(self, query: str, **facts: object) -> str:
        return query.format(far=self._far, origin=self._visits.origin, join=self._visits.join, **facts)
