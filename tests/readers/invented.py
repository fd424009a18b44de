"""Browsers' databases as hypothesis invents them: every kind of row, and columns that come and go."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from inzage.artefact import Window

Rows = list[dict[str, Any]]
_1601 = 11_644_473_600_000_000

WINDOWS = st.sampled_from(
    [
        Window(date(2026, 3, 1), date(2026, 4, 30)),
        Window(date(2026, 3, 29), date(2026, 3, 29)),  # a day of 23 hours
        Window(date(2026, 10, 25), date(2026, 10, 25)),  # a day of 25
        Window(date(1601, 1, 2), date(9998, 1, 1)),
    ]
)


@dataclass(frozen=True)
class Database:
    """Tables by name: (columns as they are declared, rows)."""

    tables: dict[str, tuple[tuple[str, ...], Rows]] = field(default_factory=dict)

    def make(self, made: Path) -> Path:
        """Write it out; names and declarations are our own."""
        with closing(sqlite3.connect(made)) as db:
            db.execute("PRAGMA synchronous = OFF")
            for name, (columns, rows) in self.tables.items():
                db.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
                for row in rows:
                    marks = ", ".join("?" * len(row))
                    db.execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))  # noqa: S608
            db.commit()
        return made


def _near(window: Window) -> st.SearchStrategy[datetime]:
    """Moments at the edges of a window, a tick before and after, inside it, and far away."""
    earliest, latest = datetime(1990, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, tzinfo=UTC)
    start, end = (min(max(edge, earliest), latest).astimezone(UTC) for edge in (window.start, window.end))
    tick = timedelta(microseconds=1)
    edges = [start, start - tick, start + tick, end, end - tick, end + tick, end - timedelta(hours=1)]
    days = st.integers(0, max(0, (end - start) // timedelta(minutes=1)))
    inside = days.map(lambda minutes: start + timedelta(minutes=minutes))
    return st.one_of(st.sampled_from(edges), inside, inside, st.datetimes(
        datetime(1990, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)))  # fmt: skip


def _ticks(at: datetime, micros: int, origin: int) -> int:
    return (int((at - datetime(1970, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1)) + origin) // micros


ODD = st.sampled_from([0, -1, 1, 2**63 - 1, -(2**63), 10**15, 0.5, 12.75, "yesterday", b"\x00\xff", "", None])


def times(window: Window, *units: tuple[int, int]) -> st.SearchStrategy[Any]:
    """Times in any of these units ((microseconds, origin)), some with a fraction, now and then what is no time."""
    exact = st.tuples(_near(window), st.sampled_from(units)).map(lambda pair: _ticks(pair[0], *pair[1]))
    return st.one_of(exact, exact, exact, exact, exact, exact, ODD)


ADDRESSES = st.sampled_from(
    [
        *(f"https://{name}.example/" for name in ("plain", "listed", "a", "b", "nul\0x", "é")),
        *("", " ", None, 12, 1.5, b"https://blob.example/", b"\xff\xfe"),
    ]
)
SMALL = st.integers(1, 6)
KEYS = st.one_of(SMALL, SMALL, SMALL, st.sampled_from([2**62, -5, 0]))
QUALIFIERS = (
    0x00800000,
    0x01000000,
    0x02000000,
    0x08000000,
    0x10000000,
    0x20000000,
    0x20000000,
    0x40000000,
    0x80000000,
)


@st.composite
def transitions(draw: st.DrawFn) -> int:
    """Every core type with any qualifiers, as a signed or an unsigned number."""
    value = draw(st.one_of(st.integers(0, 2), st.integers(0, 11)))
    plain = [set(), {0x20000000}, {0x30000000}, {0xA0000000}, {0x60000000}]
    for qualifier in draw(st.one_of(st.sampled_from(plain), st.sets(st.sampled_from(QUALIFIERS)))):
        value |= qualifier
    return value - 2**32 if value >= 2**31 and draw(st.booleans()) else value


def _distinct(draw: st.DrawFn, most: int) -> list[int]:
    return sorted(draw(st.sets(KEYS, min_size=min(3, most), max_size=most)))


@st.composite
def chromium(draw: st.DrawFn, window: Window) -> Database:
    """Visits, addresses, sources, search words and downloads; columns that a version may lack, lack."""
    hidden, guided, linked = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    typed = draw(st.sampled_from(["INTEGER", "", "REAL"]))
    tables: dict[str, tuple[tuple[str, ...], Rows]] = {}
    tables["urls"] = _urls(draw, hidden=hidden)
    visits = []
    for key in _distinct(draw, 8):
        visit = {"id": key, "url": draw(KEYS), "transition": draw(transitions())}
        visit["visit_time"] = draw(times(window, (1, _1601), (1, 0)))
        visit |= {"originator_cache_guid": draw(st.sampled_from([None, "", "", "guid"]))} if guided else {}
        visit |= {"from_visit": draw(KEYS)} if linked else {}
        visits.append(visit)
    columns = ("id INTEGER PRIMARY KEY", "url INTEGER", f"visit_time {typed}", "transition INTEGER")
    columns += ("from_visit INTEGER",) * linked + ("originator_cache_guid TEXT",) * guided
    tables["visits"] = columns, visits
    if draw(st.booleans()):
        sources = [{"id": key, "source": draw(st.integers(0, 6))} for key in _distinct(draw, 5)]
        tables["visit_source"] = ("id INTEGER PRIMARY KEY", "source INTEGER NOT NULL"), sources
    tables |= _words(draw) | _downloads(draw, window)
    return Database(tables)


def _urls(draw: st.DrawFn, *, hidden: bool) -> tuple[tuple[str, ...], Rows]:
    rows = []
    for key in _distinct(draw, 7):
        shown = {"hidden": draw(st.sampled_from([0, 0, 1, None]))} if hidden else {}
        rows.append({"id": key, "url": draw(ADDRESSES)} | shown)
    return ("id INTEGER PRIMARY KEY", "url LONGVARCHAR", *(["hidden INTEGER"] * hidden)), rows


WORDS = st.sampled_from(["term-a", "term-a", "term-b", "two words", " ", "", "térm", None, 7])


def _words(draw: st.DrawFn) -> dict[str, tuple[tuple[str, ...], Rows]]:
    terms = [{"keyword_id": 2, "url_id": key, "term": draw(WORDS)} for key in _distinct(draw, 5)]
    made = {"keyword_search_terms": (("keyword_id INTEGER", "url_id INTEGER", "term LONGVARCHAR"), terms)}
    if draw(st.booleans()):
        notes = [{"visit_id": key, "search_terms": draw(WORDS)} for key in _distinct(draw, 5)]
        made["content_annotations"] = ("visit_id INTEGER PRIMARY KEY", "search_terms LONGVARCHAR"), notes
    return made


def _downloads(draw: st.DrawFn, window: Window) -> dict[str, tuple[tuple[str, ...], Rows]]:
    chained, transient = draw(st.booleans()), draw(st.booleans())
    rows, hops = [], []
    for key in _distinct(draw, 6):
        row = {"id": key, "state": draw(st.integers(0, 5)), "received_bytes": draw(st.sampled_from([0, 1, 10**12]))}
        row["start_time"] = draw(times(window, (1, _1601), (1_000_000, 0)))
        row |= {"transient": draw(st.sampled_from([0, 0, 1]))} if transient else {}
        rows.append(row if chained else row | {"url": draw(ADDRESSES)})
        places = draw(st.lists(st.integers(0, 12), max_size=4, unique=True))
        hops += [{"id": key, "chain_index": place, "url": draw(ADDRESSES)} for place in places]
    columns = ("id INTEGER PRIMARY KEY", "start_time", "state INTEGER", "received_bytes INTEGER")
    columns += ("transient INTEGER",) * transient + ("url LONGVARCHAR",) * (not chained)
    made: dict[str, tuple[tuple[str, ...], Rows]] = {"downloads": (columns, rows)}
    if chained:
        lost = {"id": 77, "chain_index": 0, "url": "https://of-no-download.example/"}
        made["downloads_url_chains"] = (
            ("id INTEGER", "chain_index INTEGER", "url LONGVARCHAR", "PRIMARY KEY (id, chain_index)"), [*hops, lost],
        )  # fmt: skip
    return made


@st.composite
def firefox(draw: st.DrawFn, window: Window) -> Database:
    """Places and visits of every kind; mobile files say what is local."""
    mobile, unit = draw(st.booleans()), draw(st.sampled_from([(1, 0), (1000, 0)]))
    visits = []
    for key in _distinct(draw, 8):
        visit = {"id": key, "from_visit": draw(KEYS), "place_id": draw(KEYS)}
        visit |= {"visit_type": draw(st.one_of(st.none(), st.integers(0, 10)))}
        visit |= {"visit_date": draw(times(window, unit))}
        visits.append(visit | ({"is_local": draw(st.sampled_from([0, 1, 1, None, 2]))} if mobile else {}))
    columns = ("id INTEGER PRIMARY KEY", "from_visit INTEGER", "place_id INTEGER", "visit_type INTEGER", "visit_date")
    tables: dict[str, tuple[tuple[str, ...], Rows]] = {"moz_places": _urls(draw, hidden=False)}
    tables["moz_historyvisits"] = (*columns, *(["is_local INTEGER"] * mobile)), visits
    if not mobile and draw(st.booleans()):
        root = {"id": 1, "dateAdded": draw(st.one_of(st.none(), _near(window).map(lambda at: _ticks(at, 1, 0))))}
        tables["moz_bookmarks"] = ("id INTEGER PRIMARY KEY", "dateAdded INTEGER"), [root]
    return Database(tables)
