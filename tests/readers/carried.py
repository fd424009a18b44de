"""A browser's database as a carrier holds it, of some size and all kinds of rows, and ways to spoil it."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from inzage.artefact import Artefact, Window
from inzage.formats.together import Telling
from inzage.observations import Alike, Beyond, Columns, Covers, Degraded, Dirty, Opened
from inzage.readers import Reader, all_readers
from inzage.result import OneByOne, Unreadable
from tests.readers.recipe import HERE, WEBKIT, artefact, connect, sql

READERS = {reader.name: reader for reader in all_readers()}
OF_CHROMIUM = ("chromium_history", "chromium_downloads", "chromium_searches", "chromium_extent")
OF_FIREFOX = ("firefox_history", "firefox_extent")
WINDOW = Window(date(2026, 1, 1), date(2026, 12, 31))
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
TABLES = {
    "chromium_history": ("visits", "urls", "visit_source"),
    "chromium_downloads": ("downloads", "downloads_url_chains"),
    "chromium_searches": ("visits", "keyword_search_terms", "content_annotations", "visit_source"),
    "chromium_extent": ("visits", "downloads", "meta"),
    "firefox_history": ("moz_historyvisits", "moz_places"),
    "firefox_extent": ("moz_historyvisits", "moz_places"),
}
"""What each reader reads, for who wants to ask SQLite about it."""


@dataclass(frozen=True)
class Reading:
    """What came out: acts by kind and origin, rows opened, whether it was said to be whole, or why not read."""

    acts: Counter[tuple[str, str]]
    rows: int
    whole: bool
    reason: str | None = None

    @property
    def clear(self) -> bool:
        return self.reason is None and self.whole


def reading(reader: Reader, made: Path, window: Window = WINDOW, **facts: object) -> Reading:
    """Read one file as a worker would, and count; a reader that can tell acts together gives the same either way."""
    with artefact(made, facts) as opened:
        one_by_one = _reading(reader, opened, window)
        if Telling in reader.read.__globals__.values():
            with suppress(OneByOne):
                assert _reading(reader, replace(opened, together=True), window) == one_by_one
    return one_by_one


def _reading(reader: Reader, opened: Artefact, window: Window) -> Reading:
    acts: Counter[tuple[str, str]] = Counter()
    rows, whole = 0, True
    try:
        for read in reader.read(opened, window):
            for seen in read.each() if isinstance(read, Alike) else (read,):
                if isinstance(seen, Opened):
                    rows += seen.rows
                elif isinstance(seen, Degraded | Beyond):
                    whole = False
                elif not isinstance(seen, Covers | Columns | Dirty):
                    acts[type(seen).__name__, str(seen.on_this_device)] += 1
    except Unreadable as fault:
        return Reading(acts, rows, False, str(fault.reason))
    return Reading(acts, rows, whole)


def moment(n: int) -> int:
    """The time of the n-th row, in microseconds since 1970."""
    return int((START + timedelta(hours=3 * n)).timestamp()) * 1_000_000


def chromium(made: Path, rows: int = 240, page_size: int = 1024, schema: str = "chromium_70") -> Path:
    """Visits of every origin on many pages, each third a search, each sixth a download."""
    with closing(connect(made)) as db:
        db.executescript(f"PRAGMA page_size = {page_size}; PRAGMA synchronous = OFF")
        db.executescript(sql(HERE / "schemas" / f"{schema}.sql"))
        db.execute("BEGIN")
        for n in range(1, rows + 1):
            at = moment(n) + WEBKIT * 1_000_000
            db.execute("INSERT INTO urls (id, url) VALUES (?, ?)", (n, f"https://site-{n % 17}.example/page/{n}"))
            db.execute(
                "INSERT INTO visits (id, url, visit_time, transition) VALUES (?, ?, ?, ?)", (n, n, at, 0x30000000)
            )
            if n % 5 == 0:
                db.execute("INSERT INTO visit_source (id, source) VALUES (?, ?)", (n, n // 5 % 4))
            if n % 3 == 0:
                terms = "INSERT INTO keyword_search_terms VALUES (2, ?, ?, ?)"
                db.execute(terms, (n, f"term {n}", f"term {n}"))
            if n % 6 == 0:
                _download(db, n, at)
        db.execute("COMMIT")
    return made


def _download(db: sqlite3.Connection, n: int, at: int) -> None:
    values = "INSERT INTO downloads (id, start_time, received_bytes, total_bytes, state) VALUES (?, ?, 5, 5, 1)"
    db.execute(values, (n, at))
    for hop in range(3):
        db.execute("INSERT INTO downloads_url_chains VALUES (?, ?, ?)", (n, hop, f"https://hop-{hop}.example/{n}"))


_VISIT = "INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type) VALUES (?, 0, ?, ?, ?)"


def firefox(made: Path, rows: int = 240, page_size: int = 1024) -> Path:
    """Visits of every kind on many pages."""
    with closing(connect(made)) as db:
        db.executescript(f"PRAGMA page_size = {page_size}; PRAGMA synchronous = OFF")
        db.executescript(sql(HERE / "schemas" / "firefox.sql"))
        db.execute("BEGIN")
        for n in range(1, rows + 1):
            db.execute("INSERT INTO moz_places (id, url) VALUES (?, ?)", (n, f"https://site-{n % 17}.example/page/{n}"))
            db.execute(_VISIT, (n, n, moment(n), 1 + n % 3))
        db.execute("COMMIT")
    return made


def suspected(content: bytes, scratch: Path, tables: tuple[str, ...]) -> bool:
    """Does SQLite's own check find fault with any of these tables (or with the file as such)?"""
    scratch.write_bytes(content)
    try:
        with closing(sqlite3.connect(f"file:{scratch}?immutable=1", uri=True)) as db:
            return any(db.execute(f"PRAGMA quick_check({table})").fetchone() != ("ok",) for table in tables)
    except sqlite3.DatabaseError:
        return True


def pages(content: bytes, page_size: int = 1024) -> int:
    return len(content) // page_size


def with_page(content: bytes, number: int, page: bytes) -> bytes:
    """The file with one page (counted from 0) replaced."""
    at = number * len(page)
    return content[:at] + page + content[at + len(page) :]


def flips(content: bytes, many: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Files with a single flipped bit each."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(many):
        at, bit = chance.randrange(100, len(content)), chance.randrange(8)
        changed = bytearray(content)
        changed[at] ^= 1 << bit
        yield f"bit {bit} of byte {at} (page {at // 1024})", bytes(changed)


def swaps(content: bytes, page_size: int = 1024) -> Iterator[tuple[str, bytes]]:
    """Files in which one page stands in the place of another, or two changed places."""
    held = [content[at : at + page_size] for at in range(0, len(content), page_size)]
    for number in range(1, len(held) - 1):
        yield f"page {number} repeated", with_page(content, number + 1, held[number])
        swapped = with_page(with_page(content, number, held[number + 1]), number + 1, held[number])
        yield f"pages {number} and {number + 1} swapped", swapped


def blanks(content: bytes, page_size: int = 1024) -> Iterator[tuple[str, bytes]]:
    """Files of which one page is zeros, or the end of one page is."""
    for number in range(1, pages(content, page_size)):
        held = content[number * page_size : (number + 1) * page_size]
        yield f"page {number} zeroed", with_page(content, number, bytes(page_size))
        half = page_size // 2
        yield f"second half of page {number} zeroed", with_page(content, number, held[:half] + bytes(half))


def cuts(content: bytes, step: int = 512) -> Iterator[tuple[str, bytes]]:
    """Files that stop early."""
    for size in range(step, len(content), step):
        yield f"cut at {size}", content[:size]
