"""Visits in the history of Safari, on macOS and iOS, in every form of ``History.db`` (since 2014).

An observation is an address that the person opened: the end of a redirect chain that
loaded, and was not made up by Safari itself (``synthesized``). Safari stores a reload as a
visit like any other; so an address again within ``AGAIN`` seconds, reached without a
redirect, is taken for the same act. ``rows`` are all rows of ``history_visits`` inside the
window. An act whose address is gone makes the reading a lower bound.

**Which device.** ``origin`` 0: here; 1: brought by iCloud from another device. A database
from before that column says nothing: unknown.

**Time.** Seconds since 2001; some iOS files keep seconds since 1970, told apart by value
(no iPhone is older than 2007; so this holds until 2038).

Limits: private windows leave nothing here. How long visits are kept is a setting, at
most about a year. A device restored from a backup brings the visits of the one before
along as its own: ``origin`` tells of iCloud alone (``ios_setup`` says when it was restored).
Has met a real file (macOS, 25 visits); iOS files and the form without
``origin`` only as facts describe them.

References: https://github.com/log2timeline/plaso (``sqlite_plugins/safari.py``),
https://github.com/abrignoni/iLEAPP (``safariHistory.py``; meaning of ``origin``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats import cocoa
from inzage.formats.sqlite import Database, database, names, text
from inzage.mandate import DataClass
from inzage.observations import Observation, OnThisDevice, Opened, Remark, Visit
from inzage.readers import reader

AGAIN = 5
"""Seconds in which the same address again is a reload."""

_KNOWN = names(
    "id history_item visit_time title load_successful http_non_get synthesized redirect_source "
    "redirect_destination origin generation attributes score"
)
_USED = ("load_successful", "synthesized", "redirect_source", "redirect_destination", "origin")
_TIME = cocoa.either("v.visit_time")
_ROWS = """
    SELECT v.id, {time}, {act}, {source}, v.history_item, CASE WHEN {act} THEN {address} END, {origin}
    FROM history_visits AS v NOT INDEXED LEFT JOIN history_items AS i ON i.id = v.history_item
    WHERE {inside}
"""


@reader(
    opens=DataClass.BROWSING,
    family="browser_history",
    at=("Safari/History.db", "Safari/Profiles/*/History.db"),
    elsewhere=("**/History.db",),
    met_real=True,
)
def safari_history(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the visits inside the window that are acts, and what was opened for it."""
    with database(artefact) as db:
        db.need("history_items", ("id", "url"))
        columns = db.need("history_visits", ("id", "history_item", "visit_time"))
        yield from db.compare("history_visits", _KNOWN, _USED)
        opened, before = 0, _Before()
        for _, time, act, redirected, item, address, origin in db.rows(_query(columns, window)):
            opened += 1
            at = cocoa.moment(time)
            again = before.again(item, time) and redirected is None
            if act and not again and at and isinstance(address, str) and address:
                yield Visit(at, address, OnThisDevice(str(origin)))
            elif act and not again:
                db.doubt()
        yield Opened(opened)
        yield from _reach(db)
        yield from db.remarks()


def _query(columns: frozenset[str], window: Window) -> str:
    origin = "(CASE v.origin WHEN 0 THEN 'yes' WHEN 1 THEN 'no' ELSE 'unknown' END)"
    return _ROWS.format(
        time=_TIME,
        act=_act(columns),
        source="v.redirect_source" if "redirect_source" in columns else "NULL",
        address=text("i.url"),
        origin=origin if "origin" in columns else "'unknown'",
        inside=cocoa.CLOCK.inside(_TIME, window),
    )


def _act(columns: frozenset[str]) -> str:
    """SQL: did the person open this?"""
    kept = {
        "redirect_destination": "v.redirect_destination IS NULL",
        "load_successful": "coalesce(v.load_successful, 1) <> 0",
        "synthesized": "coalesce(v.synthesized, 0) = 0",
    }
    return f"({' AND '.join(sql for name, sql in kept.items() if name in columns) or '1'})"


def _reach(db: Database) -> Iterator[Remark]:
    return cocoa.reach(db, "history_visits AS v", _TIME)


class _Before:
    """When each address was last opened, in the table's order."""

    def __init__(self) -> None:
        self._last: dict[object, float] = {}

    def again(self, item: object, time: object) -> bool:
        """Was this address opened moments before? To be asked of every row."""
        if not isinstance(time, int | float):
            return False
        before = self._last.get(item)
        self._last[item] = time
        return before is not None and 0 <= time - before <= AGAIN
