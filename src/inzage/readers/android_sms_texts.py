"""What SMS and MMS said, in the telephony provider of Android (``mmssms.db``): behind the door of content.

The acts are those of ``android_sms``, which says what counts as a message and which device it
was; here they come with their text, and those without one do not come. An SMS holds it in
``body``; an MMS in its parts of kind ``text/plain``, joined in the order of ``seq``. Not read:
the subject of an MMS, pictures, and the layout (``application/smil``).

``rows``: rows of ``sms`` and ``pdu`` inside the window. Cannot be seen: what was deleted, RCS
chats (Google Messages keeps them in ``bugle_db``), a part whose text lies in a file of its own.
Met real files: Android 4 (plaso), 10 and 11 (Hickman).

References: https://developer.android.com/reference/android/provider/Telephony.TextBasedSmsColumns,
https://developer.android.com/reference/android/provider/Telephony.Mms.Part,
ALEAPP ``smsmms.py``; artefact facts 4.9.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, SECONDS, Clock
from inzage.formats.correspondence import case, covers, optional
from inzage.formats.message_texts import circumstances, texts
from inzage.formats.sqlite import Database, Row, database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

SMS, MMS = Clock(MILLISECONDS), Clock(SECONDS)

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

_SMS_ROWS = """
    SELECT m._id, m.date, {direction}, {contact}, {group}, {said}, {origin}
    FROM sms AS m NOT INDEXED {threads} WHERE {inside}
"""
_MMS_ROWS = """
    WITH p AS MATERIALIZED ({parts}) {addresses}
    SELECT m._id, m.date, {direction}, {contact}, {group}, p.said, {origin}, p.seq, p.number
    FROM pdu AS m NOT INDEXED LEFT JOIN p ON p.mid = m._id {joined} {threads} WHERE {inside}
"""
_PARTS = "SELECT mid, {seq} AS seq, q._id AS number, {said} AS said FROM part AS q NOT INDEXED WHERE ct = 'text/plain'"
_ADDRESSES = """
    , a AS MATERIALIZED (
        SELECT msg_id, min(CASE WHEN type = 137 THEN address END) AS sender,
               min(CASE WHEN type <> 137 THEN address END) AS recipient,
               count(CASE WHEN type <> 137 THEN 1 END) AS recipients
        FROM addr NOT INDEXED GROUP BY msg_id
    )
"""
_THREADS = "LEFT JOIN threads AS t ON t._id = m.thread_id"


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("com.android.providers.telephony/databases/mmssms.db",),
    elsewhere=("**/mmssms.db",),
    met_real=True,
)
def android_sms_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the SMS and MMS of the window."""
    with database(artefact) as db:
        found = db.need("sms", ("_id", "date", "type", "address", "body"))
        yield from db.compare("sms", found, ("creator",))
        rows = yield from texts(db, SMS, map(circumstances(_grouped), db.rows(_sms(db, window))))
        columns = [("sms", "m.date", SMS)]
        if db.has("pdu", "date") and db.has("pdu", "msg_box"):
            db.need("part", ("_id", "mid", "ct", "text"))
            whole = map(circumstances(_grouped), _joined(db.rows(_mms(db, window), many=True)))
            rows += yield from texts(db, MMS, whole)
            columns.append(("pdu", "m.date", MMS))
        yield Opened(rows)
        yield from covers(db, *columns)
        yield from db.remarks()


def _grouped(row: Row) -> Row:
    """A thread with several recipients lists their numbers with spaces between them."""
    number, time, direction, contact, group, origin = row
    return number, time, direction, contact, " " in group.strip() if isinstance(group, str) else group, origin


def _joined(rows: Iterable[Row]) -> Iterator[Row]:
    """One row a message, of one row a part: its texts in their order."""
    for _, parts in groupby(rows, key=lambda row: row[0]):
        held = sorted(parts, key=_place)
        number, time, direction, contact, group, _, origin, *_ = held[0]
        said = "\n".join(str(part[5]) for part in held if part[5] is not None)
        yield number, time, direction, contact, group, said, origin


def _place(part: Row) -> tuple[int, int]:
    seq, number = part[7], part[8]
    return seq if isinstance(seq, int) else 0, number if isinstance(number, int) else 0


def _sms(db: Database, window: Window) -> str:
    return _SMS_ROWS.format(
        direction=case("m.type", _BOXES),
        contact=text("m.address"),
        group=_recipients(db),
        said=text("m.body"),
        origin=_origin(db, "sms"),
        threads=_THREADS if _has_threads(db) else "",
        inside=SMS.inside("m.date", window),
    )


def _mms(db: Database, window: Window) -> str:
    told = db.has("addr", "msg_id") and db.has("addr", "address") and db.has("addr", "type")
    kind = optional(db, "pdu", "m_type", "m")
    threads = _recipients(db) if db.has("pdu", "thread_id") else "0"
    return _MMS_ROWS.format(
        parts=_PARTS.format(seq=optional(db, "part", "seq", "q"), said=text("q.text")),
        addresses=_ADDRESSES if told else "",
        joined="LEFT JOIN a ON a.msg_id = m._id" if told else "",
        direction=f"CASE WHEN coalesce({kind}, 128) IN (128, 132) THEN {case('m.msg_box', _BOXES)} END",
        contact=text("CASE m.msg_box WHEN 1 THEN a.sender ELSE a.recipient END") if told else "NULL",
        group=f"CASE WHEN a.recipients > 1 THEN 1 ELSE {threads} END" if told else threads,
        origin=_origin(db, "pdu"),
        threads=_THREADS if _has_threads(db) and db.has("pdu", "thread_id") else "",
        inside=MMS.inside("m.date", window),
    )


def _has_threads(db: Database) -> bool:
    return db.has("threads", "recipient_ids") and db.has("sms", "thread_id")


def _recipients(db: Database) -> str:
    return text("t.recipient_ids") if _has_threads(db) else "0"


def _origin(db: Database, table: str) -> str:
    return case(optional(db, table, "creator", "m"), dict.fromkeys(_APPS, "yes"), "unknown")
