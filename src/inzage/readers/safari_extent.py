"""How far a history of Safari reaches, and whether part of it was taken out (``History.db``). No address is read.

Safari writes a row in ``history_tombstones`` for what was removed: from when, until when,
and the address where only that one was removed. So no gap needs to be guessed from numbers,
and none is.

**Emptied.** A row without an address whose stretch has no beginning (before 1990) is "all
history". **Gap.** One with a beginning is the last hour, today, or today and yesterday.
Pages removed one by one count from ``RUN`` on one day; a page or two may be tidying. How
many visits went is not said: ``missing`` is the least that it can be. Both are dated by the
end of the stretch, which for a stretch without address is the moment of removal.

None is a stretch inside which a visit of this device still stands: that was not removed.

**Unknown** stands for the device where iCloud ever had part in the history (``metadata`` keeps keys
of it, or a visit came from elsewhere), for it carries removals made on another device; where
there is no ``metadata``; and for "all history" that ends a day or more before the last use,
because whether Safari writes such a row when it lets old history expire (after a day at the
least) is described nowhere.

Before 2015 Safari kept no such rows: then only the extent is told, and ``Columns`` says so.
``rows``: rows of ``history_visits`` inside the window, of which number and time alone are read.

Met one real file (macOS 10.13: 25 visits; all history emptied four times, the last hour twice;
iCloud was on).

References: https://github.com/log2timeline/plaso (``sqlite_plugins/safari.py``); artefact facts 3.4
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from inzage.artefact import AMSTERDAM, Artefact, Window
from inzage.formats import cocoa
from inzage.formats.clocks import COCOA, PLAUSIBLE
from inzage.formats.extent import DAY, RUN, whole
from inzage.formats.sqlite import Database, database
from inzage.mandate import DataClass
from inzage.observations import (
    Columns,
    Covers,
    HistoryEmptied,
    HistoryGap,
    Observation,
    OnThisDevice,
    Opened,
    Remark,
)
from inzage.readers import reader

_REMOVED = "history_tombstones"
_TIME, _START, _END = cocoa.either("v.visit_time"), cocoa.either("t.start_time"), cocoa.either("t.end_time")
_COUNT = "SELECT count(*) FROM history_visits AS v NOT INDEXED WHERE {inside}"
_STRETCHES = """
    SELECT t.id, {start}, {end}, t.url IS NOT NULL FROM history_tombstones AS t NOT INDEXED WHERE {inside}
"""
_STANDING = "SELECT v.id, {time} FROM history_visits AS v NOT INDEXED WHERE {here}"
_FROM_ELSEWHERE = "SELECT count(*) FROM history_visits AS v NOT INDEXED WHERE v.origin <> 0"
_SYNC_KEYS = """
    SELECT count(*) FROM metadata NOT INDEXED
    WHERE key IN ('server_change_token', 'last_synced_generation', 'push_throttler_data', 'fetch_throttler_data')
"""


@reader(
    opens=DataClass.HISTORY_EXTENT,
    family="history_extent",
    at=("Safari/History.db", "Safari/Profiles/*/History.db"),
    elsewhere=("**/History.db",),
    met_real=True,
)
def safari_extent(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield what the history covers, and what was removed from it inside the window."""
    with database(artefact) as db:
        db.need("history_items", ("id",))
        db.need("history_visits", ("id", "visit_time"))
        kept = db.has(_REMOVED, "end_time") and db.has(_REMOVED, "start_time") and db.has(_REMOVED, "url")
        if not kept:
            yield Columns((_REMOVED,), 0)
        yield Opened(whole(db.one(_COUNT.format(inside=cocoa.CLOCK.inside(_TIME, window)))[0]))
        covers = list(cocoa.reach(db, "history_visits AS v", _TIME))
        yield from covers
        if kept and db.sound("history_visits", _REMOVED) and not db.degraded:
            yield from _removed(db, window, _last_use(artefact, covers))
        yield from db.remarks()


def _removed(db: Database, window: Window, last_use: datetime | None) -> Iterator[HistoryGap | HistoryEmptied]:
    device = OnThisDevice.UNKNOWN if _synchronised(db) else OnThisDevice.YES
    single: Counter[date] = Counter()
    latest: dict[date, datetime] = {}
    standing = _standing(db)
    for _, start, end, addressed in db.rows(_query(window)):
        at, begins = cocoa.moment(end), start if _bounded(start) else -math.inf
        if at is None or not isinstance(begins, int | float) or not isinstance(end, int | float):
            continue
        if addressed:
            day = at.astimezone(AMSTERDAM).date()
            single[day] += 1
            latest[day] = max(at, latest.get(day, at))
        elif bisect_right(standing, end) > bisect_left(standing, begins):
            continue
        elif _bounded(start):
            yield HistoryGap(at, 1, device)
        else:
            recent = last_use is not None and last_use - at < DAY
            yield HistoryEmptied(at, device if recent else OnThisDevice.UNKNOWN)
    yield from (HistoryGap(latest[day], n, device) for day, n in sorted(single.items()) if n >= RUN)


def _query(window: Window) -> str:
    return _STRETCHES.format(start=_START, end=_END, inside=cocoa.CLOCK.inside(_END, window))


def _standing(db: Database) -> list[float]:
    """When the visits of this device were made that still stand, in order."""
    here = "v.origin = 0" if db.has("history_visits", "origin") else "1"
    times = (time for _, time in db.rows(_STANDING.format(time=_TIME, here=here)))
    return sorted(time for time in times if isinstance(time, int | float))


def _bounded(start: object) -> bool:
    """Has the stretch a beginning? Safari writes the year 1 for one that has none."""
    return isinstance(start, int | float) and start >= COCOA.ticks(PLAUSIBLE[0])


def _synchronised(db: Database) -> bool:
    if not db.has("metadata", "key") or not db.has("history_visits", "origin"):
        return True
    return bool(db.one(_SYNC_KEYS)[0] or db.one(_FROM_ELSEWHERE)[0])


def _last_use(artefact: Artefact, covers: list[Covers]) -> datetime | None:
    known = [artefact.modified] if artefact.modified else []
    return max([*known, *(one.last for one in covers)], default=None)
