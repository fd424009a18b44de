"""Invented databases of the size of a busy life, in the schemas that the readers' own cases use.

Half a year, evenly filled; addresses and texts as long as they usually are. What a text
holds is filler: no reader timed here selects it, but SQLite has to pass over it.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

SCHEMAS = Path(__file__).parent.parent / "tests" / "readers"
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
_START = int(datetime(2026, 1, 2, tzinfo=UTC).timestamp())
_SPAN = 178 * 86_400
_WEBKIT, _COCOA = 11_644_473_600, 978_307_200
_NO_DATE_NEEDED = re.compile(r"^INSERT [^;]*unix_us\([^;]*;", re.MULTILINE)

Rows = Iterator[tuple[object, ...]]


@dataclass(frozen=True)
class Made:
    """One database: how it is made, and the plainest query for the rows that the reader is after."""

    file: str
    schema: str
    fill: Callable[[sqlite3.Connection, int], None]
    bare: str


def make(made: Made, rows: int, folder: Path) -> Path:
    """Write the database into a folder; gives its path."""
    file = folder / made.file
    with closing(sqlite3.connect(file)) as db:
        db.executescript(schema(made.schema))
        made.fill(db, rows)
        db.commit()
    return file


def schema(file: str) -> str:
    """The tables of a reader's own cases, without the rows that need a function of theirs."""
    return _NO_DATE_NEEDED.sub("", (SCHEMAS / file).read_text(encoding="utf-8"))


def _moment(n: int, rows: int) -> int:
    return _START + n * _SPAN // rows


def _address(n: int) -> str:
    return (
        f"https://www.site-{n % 1500}.example/section-{n % 37}/an-article-with-a-long-name-{n}?source=list&page={n % 9}"
    )


def _filler(n: int) -> str:
    return "words that nobody reads " * (1 + n % 6)


def chromium(db: sqlite3.Connection, rows: int, visits_each: float = 5) -> None:
    """Each page as often, months apart; a tenth of the visits came from another device."""
    pages = int(rows / visits_each)
    urls = ((n, _address(n), _filler(n)) for n in range(1, pages + 1))
    db.executemany("INSERT INTO urls (id, url, title) VALUES (?, ?, ?)", urls)
    visits = ((n, 1 + n * 7919 % pages, (_moment(n, rows) + _WEBKIT) * 10**6, 0x30000001) for n in range(1, rows + 1))
    db.executemany("INSERT INTO visits (id, url, visit_time, transition) VALUES (?, ?, ?, ?)", visits)
    db.executemany("INSERT INTO visit_source VALUES (?, 0)", ((n,) for n in range(1, rows + 1, 10)))


def firefox(db: sqlite3.Connection, rows: int, visits_each: float = 5) -> None:
    """The same in Firefox."""
    pages = int(rows / visits_each)
    urls = ((n, _address(n), _filler(n)) for n in range(1, pages + 1))
    db.executemany("INSERT INTO moz_places (id, url, title) VALUES (?, ?, ?)", urls)
    visits = ((n, 0, 1 + n * 7919 % pages, _moment(n, rows) * 10**6, 1 + n % 2) for n in range(1, rows + 1))
    asked = "INSERT INTO moz_historyvisits (id, from_visit, place_id, visit_date, visit_type) VALUES (?, ?, ?, ?, ?)"
    db.executemany(asked, visits)


def imessage(db: sqlite3.Connection, rows: int) -> None:
    """300 people, one conversation each; half of the messages go out."""
    db.executemany("INSERT INTO handle VALUES (?, ?, 'iMessage')", ((n, f"+316{n:08}") for n in range(3, 303)))
    chats = ((n, 45, f"+316{n:08}") for n in range(3, 303))
    db.executemany("INSERT INTO chat (ROWID, style, chat_identifier) VALUES (?, ?, ?)", chats)
    asked = (
        "INSERT INTO message (ROWID, guid, text, handle_id, service, date, is_from_me)"
        " VALUES (?, ?, ?, ?, 'iMessage', ?, ?)"
    )
    told = (
        (n, f"{n:036}", _filler(n), 3 + n % 300, (_moment(n, rows) - _COCOA) * 10**9, n % 2) for n in range(1, rows + 1)
    )
    db.executemany(asked, told)
    joined = ((3 + n % 300, n) for n in range(1, rows + 1))
    db.executemany("INSERT INTO chat_message_join (chat_id, message_id) VALUES (?, ?)", joined)


def whatsapp(db: sqlite3.Connection, rows: int) -> None:
    """300 people; every fifth message in a group."""
    people = ((n, f"316{n:08}", "s.whatsapp.net", f"316{n:08}@s.whatsapp.net") for n in range(20, 320))
    db.executemany("INSERT INTO jid (_id, user, server, raw_string) VALUES (?, ?, ?, ?)", people)
    db.executemany("INSERT INTO chat (_id, jid_row_id) VALUES (?, ?)", ((n, n) for n in range(20, 320)))
    asked = (
        "INSERT INTO message (_id, chat_row_id, from_me, key_id, sender_jid_row_id, timestamp, message_type, text_data)"
        " VALUES (?, ?, ?, ?, ?, ?, 0, ?)"
    )
    told = (
        (n, 11 if n % 5 == 0 else 20 + n % 300, n % 2, f"{n:032X}", 20 + n % 300, _moment(n, rows) * 1000, _filler(n))
        for n in range(1, rows + 1)
    )
    db.executemany(asked, told)


def sms(db: sqlite3.Connection, rows: int) -> None:
    """300 numbers; half of the messages go out."""
    db.executemany("INSERT INTO threads (_id, recipient_ids) VALUES (?, ?)", ((n, str(n)) for n in range(1, 301)))
    asked = (
        "INSERT INTO sms (_id, thread_id, address, date, type, body, creator)"
        " VALUES (?, ?, ?, ?, ?, ?, 'com.android.mms')"
    )
    told = (
        (n, 1 + n % 300, f"+316{n % 300:08}", _moment(n, rows) * 1000, 1 + n % 2, _filler(n))
        for n in range(1, rows + 1)
    )
    db.executemany(asked, told)


_CHROMIUM = (
    "SELECT v.id, v.visit_time, u.url, s.source FROM visits v JOIN urls u ON u.id = v.url"
    " LEFT JOIN visit_source s ON s.id = v.id"
)
_FIREFOX = "SELECT v.id, v.visit_date, p.url FROM moz_historyvisits v JOIN moz_places p ON p.id = v.place_id"
_SELDOM = 1.5
"""Visits to a page in a life that hardly ever comes back anywhere: little is alike in it."""

MADE = {
    "chromium_history": Made("History", "schemas/chromium_70.sql", chromium, _CHROMIUM),
    "firefox_history": Made("places.sqlite", "schemas/firefox.sql", firefox, _FIREFOX),
    "chromium_history seldom": Made(
        "History", "schemas/chromium_70.sql", partial(chromium, visits_each=_SELDOM), _CHROMIUM
    ),
    "firefox_history seldom": Made(
        "places.sqlite", "schemas/firefox.sql", partial(firefox, visits_each=_SELDOM), _FIREFOX
    ),
    "ios_messages": Made(
        "sms.db",
        "ios_messages/schema.sql",
        imessage,
        "SELECT m.ROWID, m.date, m.is_from_me, h.id, c.style FROM message m LEFT JOIN handle h ON h.ROWID = m.handle_id"
        " LEFT JOIN chat_message_join j ON j.message_id = m.ROWID LEFT JOIN chat c ON c.ROWID = j.chat_id",
    ),
    "whatsapp_android": Made(
        "msgstore.db",
        "whatsapp_android/new.sql",
        whatsapp,
        "SELECT m._id, m.timestamp, m.from_me, j.raw_string, s.raw_string FROM message m"
        " JOIN chat c ON c._id = m.chat_row_id JOIN jid j ON j._id = c.jid_row_id"
        " LEFT JOIN jid s ON s._id = m.sender_jid_row_id",
    ),
    "android_sms": Made(
        "mmssms.db",
        "android_sms/schema.sql",
        sms,
        "SELECT m._id, m.date, m.type, m.address, t.recipient_ids FROM sms m"
        " LEFT JOIN threads t ON t._id = m.thread_id",
    ),
}
"""Reader (and what is special) → its database.

A reader asks more than the bare query: which rows are acts, and from where.
"""
