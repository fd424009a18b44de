"""Readers written a second time, slow and obvious: every row of every table, with plain Python over it.

Nothing here is shared with the readers: not the queries, not the clock, not the masks. The
rules are those of the readers' own descriptions. A reading is (acts, rows, whole): acts as
(kind, time, texts, device), in no order.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from inzage.artefact import Window

Act = tuple[str, datetime, tuple[str, ...], str]
Row = dict[str, Any]
Table = list[Row]

SINCE_1601 = (datetime(1601, 1, 1, tzinfo=UTC), 1)
MICROS = (datetime(1970, 1, 1, tzinfo=UTC), 1)
MILLIS = (datetime(1970, 1, 1, tzinfo=UTC), 1000)
SECONDS = (datetime(1970, 1, 1, tzinfo=UTC), 1_000_000)
EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Read:
    """What one reader should say of one file."""

    acts: list[Act]
    rows: int
    whole: bool = True
    covers: tuple[datetime, datetime] | None = None


def tables(made: Path) -> dict[str, Table]:
    """Everything a database holds; text as bytes, as it was stored."""
    with closing(sqlite3.connect(made)) as db:
        db.text_factory = bytes
        names = [name.decode() for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: list(_rows(db, name)) for name in names}


def _rows(db: sqlite3.Connection, table: str) -> Iterator[Row]:
    cursor = db.execute(f"SELECT * FROM {table}")  # noqa: S608 - a name out of our own schema
    heads = [head for head, *_ in cursor.description]
    for row in cursor:
        yield dict(zip(heads, row, strict=True)) | {"_table": table}


def moment(value: Any, *units: tuple[datetime, int]) -> datetime | None:
    """The time that a number means in the one unit in which it is plausible."""
    if not isinstance(value, int | float):
        return None
    for origin, micros in units:
        try:
            at = origin + timedelta(microseconds=int(value) * micros)
        except OverflowError:
            continue
        if EARLIEST <= at < LATEST:
            return at
    return None


def text(value: Any) -> str:
    """As a browser would show it."""
    if value is None:
        return ""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _within(rows: Table, column: str, window: Window, *units: tuple[datetime, int]) -> Iterator[tuple[Row, datetime]]:
    for row in rows:
        at = moment(row[column], *units)
        if at and window.start <= at < window.end:
            yield row, at


def _covers(rows: Table, column: str, *units: tuple[datetime, int]) -> tuple[datetime, datetime] | None:
    known = [at for row in rows if (at := moment(row[column], *units))]
    return (min(known), max(known)) if known else None


def _timed(rows: Table, column: str) -> bool:
    """Does no row have words or bytes for a time?"""
    return not any(isinstance(row[column], bytes) for row in rows)


def _found(rows: Table | None, key: Any, column: str = "id") -> Row:
    return next((row for row in rows or () if row[column] == key), {})


# --- Chromium -------------------------------------------------------------------------------


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def opened(visit: Row) -> bool:
    """Did the person open something, wherever in a chain of redirects?"""
    transition = _number(visit["transition"])
    return (transition & 0xFF) not in (3, 4, 8, 10) and not transition & 0x01800000


def device(visit: Row, db: dict[str, Table]) -> str:
    if visit.get("originator_cache_guid") not in (None, b"", ""):
        return "no"
    if "visit_source" in db:
        source = _found(db["visit_source"], visit["id"]).get("source")
        return {None: "yes", 1: "yes", 0: "no"}.get(source, "unknown")
    younger = set(visit) - {"id", "url", "visit_time", "from_visit", "transition", "segment_id", "is_indexed", "_table"}
    return "unknown" if younger else "yes"


def chromium_history(made: Path, window: Window) -> Read:
    db = tables(made)
    acts: list[Act] = []
    rows, whole = 0, _timed(db["visits"], "visit_time")
    for visit, at in _within(db["visits"], "visit_time", window, SINCE_1601, MICROS):
        rows += 1
        page = _found(db["urls"], visit["url"])
        if opened(visit) and _number(visit["transition"]) & 0x20000000 and not page.get("hidden"):
            if address := text(page.get("url")):
                acts.append(("Visit", at, (address,), device(visit, db)))
            else:
                whole = False
    return Read(acts, rows, whole, _covers(db["visits"], "visit_time", SINCE_1601, MICROS))


def chromium_searches(made: Path, window: Window) -> Read:
    db = tables(made)
    inside = list(_within(db["visits"], "visit_time", window, SINCE_1601, MICROS))
    visited = {visit["url"] for visit, _ in inside}
    rows = sum(term["url_id"] in visited for term in db["keyword_search_terms"])
    acts: list[Act] = []
    words_of: dict[Any, str] = {}
    told: set[tuple[Any, str]] = set()
    for visit, at in sorted(inside, key=lambda pair: pair[0]["id"]):
        term = _found(db["keyword_search_terms"], visit["url"], "url_id")
        annotated = text(_found(db.get("content_annotations"), visit["id"], "visit_id").get("search_terms"))
        if not term and not annotated:
            continue
        rows += not term
        words = annotated if term.get("term") is None else text(term["term"])
        redirected = _number(visit["transition"]) & 0xC0000000 and visit.get("from_visit")
        again = (visit["visit_time"], words) in told or (redirected and words_of.get(redirected) == words)
        words_of[visit["id"]] = words
        told.add((visit["visit_time"], words))
        if not again and opened(visit) and words.strip():
            acts.append(("Search", at, (words,), device(visit, db)))
    timed = _timed(db["visits"], "visit_time")
    return Read(acts, rows, timed, _covers(db["visits"], "visit_time", SINCE_1601, MICROS))


def chromium_downloads(made: Path, window: Window) -> Read:
    db = tables(made)
    acts: list[Act] = []
    units = (SINCE_1601, MICROS, SECONDS)
    inside = list(_within(db["downloads"], "start_time", window, *units))
    for download, at in inside:
        broken_off = download.get("state") in (2, 3, 4) and not _number(download.get("received_bytes")) > 0
        if not broken_off and not download.get("transient"):
            acts.append(("Download", at, _chain(download, db), "yes"))
    timed = _timed(db["downloads"], "start_time")
    return Read(acts, len(inside), timed, _covers(db["downloads"], "start_time", *units))


def _chain(download: Row, db: dict[str, Table]) -> tuple[str, ...]:
    if "downloads_url_chains" not in db:
        return tuple(filter(None, [text(download.get("url"))]))
    hops = [hop for hop in db["downloads_url_chains"] if hop["id"] == download["id"]]
    return tuple(filter(None, (text(hop["url"]) for hop in sorted(hops, key=lambda hop: int(hop["chain_index"])))))


# --- Firefox --------------------------------------------------------------------------------


def firefox_history(made: Path, window: Window, beside: frozenset[str] = frozenset()) -> Read:
    db = tables(made)
    visits = db["moz_historyvisits"]
    passed_on = {visit["from_visit"] for visit in visits if visit["visit_type"] in (5, 6)}
    acts: list[Act] = []
    rows, whole = 0, _timed(visits, "visit_date")
    for visit, at in _within(visits, "visit_date", window, MICROS, MILLIS):
        rows += 1
        if visit["visit_type"] in (None, 0, 4, 7, 8, 9) or visit["id"] in passed_on:
            continue
        if address := text(_found(db["moz_places"], visit["place_id"]).get("url")):
            acts.append(("Visit", at, (address,), _device(visit, db, beside)))
        else:
            whole = False
    return Read(acts, rows, whole, _covers(visits, "visit_date", MICROS, MILLIS))


def _device(visit: Row, db: dict[str, Table], beside: frozenset[str]) -> str:
    if "is_local" in visit:
        return {1: "yes", 0: "no"}.get(visit["is_local"], "unknown")
    if "prefs.js" not in beside or beside & {"signedInUser.json", "weave", "synced-tabs.db"}:
        return "unknown"
    root = _found(db.get("moz_bookmarks"), 1)
    brought_in = root.get("dateAdded") is not None and visit["visit_date"] < root["dateAdded"]
    return "unknown" if brought_in else "yes"


READS: dict[str, Callable[[Path, Window], Read]] = {
    "chromium_history": chromium_history,
    "chromium_searches": chromium_searches,
    "chromium_downloads": chromium_downloads,
}
