"""SMS and MMS in the telephony provider of Android (``mmssms.db``), all versions.

Read are number, time, box and thread; never ``body``, ``subject`` or ``part``. An
observation is a message that was sent or received: ``sms`` with ``type`` 1 (inbox) or 2
(sent), ``pdu`` with ``msg_box`` 1 or 2 and, where it says, an ``m_type`` that is a message
(128 sent, 132 fetched). Rows and no acts: drafts (3), outbox (4), failed (5) and queued
(6) messages; notices that an MMS waits to be fetched (130), delivery and read reports.

**Which device.** The row names the program that wrote it (``creator``). Where that is a
messaging app, the phone sent or received it: *yes*. What a restored backup, a voice
assistant or an unknown program wrote, and files from before that column (Android 4.4 and
older): *unknown*.

``sms.date`` is in milliseconds, ``pdu.date`` in seconds. ``rows``: rows of ``sms`` and
``pdu`` inside the window. In a group: an MMS to more than one, or in a thread that has more
than one recipient; such a group has no identifier of its own, so ``untrusted_group`` is empty.

Cannot be seen: what was deleted, RCS chats (Google Messages keeps them in ``bugle_db``),
other apps. Met real files: Android 4 (plaso, 9 sms), 10 and 11 (Hickman, 24 and 27 sms, 7
and 2 pdu).

References: https://developer.android.com/reference/android/provider/Telephony.TextBasedSmsColumns,
https://developer.android.com/reference/android/provider/Telephony.BaseMmsColumns,
ALEAPP ``smsmms.py``; artefact facts 4.9.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, SECONDS, Clock
from inzage.formats.correspondence import case, covers, messages, messages_told, optional
from inzage.formats.sqlite import Database, Row, database, names, text
from inzage.formats.together import Telling
from inzage.mandate import DataClass
from inzage.observations import Alike, Observation, Opened, Remark
from inzage.readers import reader

SMS, MMS = Clock(MILLISECONDS), Clock(SECONDS)

_USED = ("creator",)
_KNOWN = names("""
    _id thread_id address person date date_sent protocol read status type reply_path_present subject body
    service_center locked sub_id error_code creator seen deletable hidden group_id group_type delivery_date app_id
    msg_id callback_number reserved pri teleservice_id link_url
""")
_BOXES = {1: "incoming", 2: "outgoing"}
_APPS = (
    "com.google.android.apps.messaging",
    "com.samsung.android.messaging",
    "com.android.messaging",
    "com.android.mms",
    "com.android.mms.service",
    "org.thoughtcrime.securesms",
)
"""Programs that send and receive; a restored backup is written by another."""

_MMS_ROWS = """
    {addresses}
    SELECT m._id, m.date, {direction}, {contact}, {group}, {origin}
    FROM pdu AS m NOT INDEXED {joined} {threads} WHERE {inside}
"""
_ADDRESSES = """
    WITH a AS MATERIALIZED (
        SELECT msg_id, min(CASE WHEN type = 137 THEN address END) AS sender,
               min(CASE WHEN type <> 137 THEN address END) AS recipient,
               count(CASE WHEN type <> 137 THEN 1 END) AS recipients
        FROM addr NOT INDEXED GROUP BY msg_id
    )
"""
_THREADS = "LEFT JOIN threads AS t ON t._id = {thread}"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("com.android.providers.telephony/databases/mmssms.db",),
    elsewhere=("**/mmssms.db",),
    met_real=True,
)
def android_sms(artefact: Artefact, window: Window) -> Iterator[Observation | Alike | Remark]:
    """Yield the SMS and MMS of the window that were sent or received."""
    with database(artefact) as db:
        db.need("sms", ("_id", "date", "type", "address"))
        yield from db.compare("sms", _KNOWN, _USED)
        rows = yield from messages_told(db, artefact, window, _sms(db), _grouped)
        columns = [("sms", "m.date", SMS)]
        if db.has("pdu", "date") and db.has("pdu", "msg_box"):
            rows += yield from messages(MMS, map(_grouped, db.rows(_mms(db, window))))
            columns.append(("pdu", "m.date", MMS))
        yield Opened(rows)
        yield from covers(db, *columns)
        yield from db.remarks()


def _grouped(row: Row) -> Row:
    """A thread with several recipients lists their numbers with spaces between them."""
    number, time, direction, contact, group, origin = row
    return number, time, direction, contact, " " in group.strip() if isinstance(group, str) else group, origin


def _sms(db: Database) -> Telling:
    threads = _has_threads(db)
    return Telling(
        number="m._id",
        time="m.date",
        clock=SMS,
        rows="sms AS m NOT INDEXED",
        keys={
            "thread": "m.thread_id" if threads else "NULL",
            "box": "m.type",
            "contact": text("m.address"),
            "creator": optional(db, "sms", "creator", "m"),
        },
        told=f"{case('g.box', _BOXES)}, g.contact, {_recipients(db)}, {_origin('g.creator')}",
        joined=_THREADS.format(thread="g.thread") if threads else "",
        numbered=(("sms", "_id"), *[("threads", "_id")] * threads),
    )


def _mms(db: Database, window: Window) -> str:
    told = db.has("addr", "msg_id") and db.has("addr", "address") and db.has("addr", "type")
    kind = optional(db, "pdu", "m_type", "m")
    threads = _recipients(db) if db.has("pdu", "thread_id") else "0"
    return _MMS_ROWS.format(
        addresses=_ADDRESSES if told else "",
        joined="LEFT JOIN a ON a.msg_id = m._id" if told else "",
        direction=f"CASE WHEN coalesce({kind}, 128) IN (128, 132) THEN {case('m.msg_box', _BOXES)} END",
        contact=text("CASE m.msg_box WHEN 1 THEN a.sender ELSE a.recipient END") if told else "NULL",
        group=f"CASE WHEN a.recipients > 1 THEN 1 ELSE {threads} END" if told else threads,
        origin=_origin(optional(db, "pdu", "creator", "m")),
        threads=_THREADS.format(thread="m.thread_id") if _has_threads(db) and db.has("pdu", "thread_id") else "",
        inside=MMS.inside("m.date", window),
    )


def _has_threads(db: Database) -> bool:
    return db.has("threads", "recipient_ids") and db.has("sms", "thread_id")


def _recipients(db: Database) -> str:
    return text("t.recipient_ids") if _has_threads(db) else "0"


def _origin(creator: str) -> str:
    return case(creator, dict.fromkeys(_APPS, "yes"), "unknown")
