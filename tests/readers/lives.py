"""What happens to a browser in the course of its life, played on a real database day by day.

Times are days before or after ``TODAY``: ``-3`` is three days ago. A life ends in a file and
the last changes of the files beside it, as a carrier shows them.
"""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Self

from inzage.artefact import Window
from inzage.observations import HistoryEmptied, HistoryGap
from inzage.readers import Reader
from tests.readers.carried import READERS
from tests.readers.recipe import HERE, WEBKIT, artefact, connect, sql

TODAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
WINDOW = Window(date(2026, 3, 3), date(2026, 5, 1))
"""Sixty days, up to and with today."""


def at(day: float) -> datetime:
    return TODAY + timedelta(days=day)


def micros(day: float) -> int:
    return int(at(day).timestamp() * 1_000_000)


class _Life:
    """One profile on one computer. ``clock``: how many days its clock is off at the moment."""

    reader: Reader

    def __init__(self, made: Path, schema: str) -> None:
        self.made = made
        self.db: sqlite3.Connection = connect(made)
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.executescript(sql(HERE / "schemas" / f"{schema}.sql"))
        self.beside: dict[str, datetime] = {}
        self.changed = at(-400)
        self.clock = 0.0

    def do(self, day: float, statement: str, *values: object) -> Self:
        """One change to the file, on a day."""
        self.db.execute(statement, values)
        self.changed = at(day)
        return self

    def touch(self, day: float, *names: str) -> Self:
        """Files beside the history that the browser wrote."""
        self.beside |= dict.fromkeys(names, at(day))
        return self

    def told(self, window: Window = WINDOW, *, changed: datetime | None = None) -> list[HistoryGap | HistoryEmptied]:
        """What the reader says of removal, at the end of this life."""
        self.db.commit()
        facts = {"modified": (changed or self.changed).isoformat(), "siblings": _iso(self.beside)}
        with artefact(self.made, facts) as opened:
            return [s for s in self.reader.read(opened, window) if isinstance(s, HistoryGap | HistoryEmptied)]


def _iso(moments: Mapping[str, datetime]) -> dict[str, str]:
    return {name: moment.isoformat() for name, moment in moments.items()}


class Chromium(_Life):
    """Numbers that only rise, ninety days of history, downloads that stay."""

    reader = READERS["chromium_extent"]

    def __init__(self, made: Path, schema: str = "chromium_70") -> None:
        super().__init__(made, schema)
        self.db.execute("INSERT INTO urls (id, url) VALUES (1, 'https://plain.example/')")

    def browse(self, first: int, last: int, each: int = 3, transition: int = 0x30000000) -> Self:
        """So many visits on every day of a stretch, and each evening what is too old goes."""
        for day in range(first, last + 1):
            for n in range(each):
                self.visit(day + n / 24, transition)
            self.expire(day + 0.4)
        return self

    def visit(self, day: float, transition: int = 0x30000000, source: int | None = None, guid: str = "") -> Self:
        time = micros(day + self.clock) + WEBKIT * 1_000_000
        values = "INSERT INTO visits (url, visit_time, transition, originator_cache_guid) VALUES (1, ?, ?, ?)"
        self.do(day, values, time, transition, guid)
        if source is not None:
            self.do(day, "INSERT INTO visit_source VALUES (last_insert_rowid(), ?)", source)
        return self

    def expire(self, day: float, keep: int = 90) -> Self:
        """What the browser does by itself: the oldest go."""
        limit = micros(day + self.clock - keep) + WEBKIT * 1_000_000
        return self.do(day, "DELETE FROM visits WHERE visit_time < ?", limit)

    def clear(self, day: float, since: float) -> Self:
        """Delete the history of a stretch of time, up to this moment."""
        limit = micros(since) + WEBKIT * 1_000_000
        return self.do(day, "DELETE FROM visits WHERE visit_time >= ?", limit)

    def clear_all(self, day: float) -> Self:
        """Delete all history: the table is made anew, downloads stay."""
        self.do(day, "DELETE FROM visits")
        return self.do(day, "DELETE FROM sqlite_sequence WHERE name = 'visits'")

    def download(self, day: float, **columns: object) -> Self:
        heads = ", ".join(("start_time", "received_bytes", "total_bytes", "state", *columns))
        marks = ", ".join("?" * (4 + len(columns)))
        time = micros(day + self.clock) + WEBKIT * 1_000_000
        return self.do(day, f"INSERT INTO downloads ({heads}) VALUES ({marks})", time, 5, 5, 1, *columns.values())  # noqa: S608

    def sync(self, day: float, many: int, oldest: float) -> Self:
        """Visits of another device arrive, with the dates they had there."""
        self.do(day, "INSERT OR REPLACE INTO meta VALUES ('may_contain_foreign_visits', '1')")
        for n in range(many):
            self.visit(oldest + n / 24, guid="another")
        return self

    def sync_off(self, day: float) -> Self:
        self.do(day, "UPDATE meta SET value = '0' WHERE key = 'may_contain_foreign_visits'")
        return self.do(day, "DELETE FROM visits WHERE originator_cache_guid <> ''")

    def bring_in(self, day: float, many: int, oldest: float) -> Self:
        """History of another browser is imported, with its old dates."""
        for n in range(many):
            self.visit(oldest + n / 24, source=3)
        self.changed = at(day)
        return self


class Firefox(_Life):
    """Numbers that rise, no end to history, bookmarks that stay."""

    reader = READERS["firefox_extent"]

    def __init__(self, made: Path, began: float = -300) -> None:
        super().__init__(made, "firefox")
        self.db.execute("UPDATE moz_bookmarks SET dateAdded = ? WHERE id = 1", (micros(began),))
        self.touch(0, "prefs.js")

    def browse(self, first: int, last: int, each: int = 3, kind: int = 1) -> Self:
        for day in range(first, last + 1):
            for n in range(each):
                self.visit(day + n / 24, kind)
        return self

    def visit(self, day: float, kind: int = 1) -> Self:
        self.do(day, "INSERT INTO moz_places (url) VALUES (?)", f"https://plain.example/{day}")
        values = "INSERT INTO moz_historyvisits (from_visit, place_id, visit_date, visit_type) VALUES (0, ?, ?, ?)"
        place = self.db.execute("SELECT max(id) FROM moz_places").fetchone()[0]
        return self.do(day, values, place, micros(day + self.clock), kind)

    def bookmark(self, day: float, kind: int = 1) -> Self:
        self.do(day, "INSERT INTO moz_places (url) VALUES (?)", f"https://kept.example/{day}")
        values = "INSERT INTO moz_bookmarks (type, fk, dateAdded) VALUES (?, (SELECT max(id) FROM moz_places), ?)"
        return self.do(day, values, kind, micros(day))

    def clear(self, day: float, since: float, until: float = 1) -> Self:
        """Delete a stretch of history, and the pages that nothing else needs."""
        stretch = (micros(since), micros(until))
        self.do(day, "DELETE FROM moz_historyvisits WHERE visit_date >= ? AND visit_date < ?", *stretch)
        unneeded = "SELECT fk FROM moz_bookmarks WHERE fk IS NOT NULL UNION SELECT place_id FROM moz_historyvisits"
        return self.do(day, f"DELETE FROM moz_places WHERE id NOT IN ({unneeded})")  # noqa: S608
