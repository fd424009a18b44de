"""What direct messages of Instagram on iOS said (``DirectSQLiteDatabase/<account>.db``): behind the door of content.

Each row of ``messages`` is one archived object (``archive``) that holds time, sender and words
together, so that none of it can be read without opening what was said: beside this one,
``instagram_ios`` says only that it is there. An act is a message with words. Rows and no acts: calls and other
notices in a thread (``threadActivity``), pictures and whatever has no words.

**Direction**: sent where the sender is the account (``threads.viewer_id``). **Which device.**
*Unknown*: the server keeps all messages for every device of the account.

``serverTimestamp`` is in seconds since 2001. ``rows``: rows of ``messages`` inside the window. In a
group: more than one other sender in the thread. An archive that cannot be read, or names no
time, makes the reading a lower bound. Met a real file (plaso, 75 rows, 41 with words).

References: plaso ``ios_instagram.py``, iLEAPP ``instagramThreads.py``; artefact facts 4.6.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.keyed import Record, archive
from inzage.formats.message_texts import texts
from inzage.formats.sqlite import Database, Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Covers, MessageText, Opened, Remark
from inzage.readers import reader
from inzage.result import Unreadable

CLOCK = Clock(COCOA)

_ROWS = """
    WITH t AS MATERIALIZED (SELECT thread_id, min(viewer_id) AS viewer FROM threads NOT INDEXED GROUP BY thread_id)
    SELECT m.row_id, {thread}, {viewer}, m.archive
    FROM messages AS m NOT INDEXED LEFT JOIN t ON t.thread_id = m.thread_id ORDER BY m.row_id
"""


class _Said(NamedTuple):
    """One row: seconds since 2001, who, where, and the words, if it has any."""

    number: int
    time: float
    thread: str
    own: str
    sender: str
    words: str | None


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("Library/Application Support/DirectSQLiteDatabase/*.db",),
    met_real=True,
)
def instagram_ios_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        db.need("messages", ("row_id", "thread_id", "archive"))
        db.need("threads", ("thread_id", "viewer_id"))
        said = list(_said(db))
        inside = [one for one in said if (at := CLOCK.moment(one.time)) and window.start <= at < window.end]
        yield Opened((yield from texts(db, CLOCK, _rows(inside, _groups(said)))))
        ends = (
            [at for one in (min(said, key=_time), max(said, key=_time)) if (at := CLOCK.moment(one.time))]
            if said
            else []
        )
        if ends:
            yield Covers(ends[0], ends[-1])
        yield from db.remarks()


def _time(one: _Said) -> float:
    return one.time


def _said(db: Database) -> Iterator[_Said]:
    query = _ROWS.format(thread=text("m.thread_id"), viewer=text("t.viewer"))
    for number, thread, viewer, archived in db.raw_rows(query):
        one = _opened(number, _word(thread), _word(viewer), archived)
        if one is None:
            db.doubt()
        else:
            yield one


def _opened(number: object, thread: str, own: str, archived: object) -> _Said | None:
    """One row, or None where its archive cannot be read or names no moment."""
    try:
        record = archive(archived) if isinstance(archived, bytes) else None
    except Unreadable:
        return None
    told = record.record("IGDirectPublishedMessageMetadata*metadata") if record else None
    stamp = told.record("NSDate*serverTimestamp") if told else None
    time = stamp.value("NS.time") if stamp else None
    if not (record and told and isinstance(number, int) and isinstance(time, int | float) and CLOCK.moment(time)):
        return None
    return _Said(number, time, thread, own, str(told.value("NSString*senderPk") or ""), _words(record))


def _words(record: Record) -> str | None:
    content = record.record("IGDirectPublishedMessageContent*content")
    if content is None or content.value("IGDirectThreadActivityAnnouncement*threadActivity") is not None:
        return None
    words = content.value("NSString*string")
    return words if isinstance(words, str) else None


def _groups(said: Iterable[_Said]) -> frozenset[str]:
    others: dict[str, set[str]] = defaultdict(set)
    for one in said:
        if one.sender != one.own:
            others[one.thread].add(one.sender)
    return frozenset(thread for thread, senders in others.items() if len(senders) > 1)


def _rows(said: Iterable[_Said], groups: frozenset[str]) -> Iterator[Row]:
    for one in said:
        sent = bool(one.own) and one.sender == one.own
        direction = ("outgoing" if sent else "incoming") if one.own else "unknown"
        contact = one.thread if sent else one.sender
        yield (one.number, one.time, direction, contact, one.thread in groups, one.words, "unknown")


def _word(stored: object) -> str:
    return stored.decode("utf-8", "replace") if isinstance(stored, bytes) else ""
