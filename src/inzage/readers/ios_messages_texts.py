"""What messages of iOS (``sms.db``) and macOS (``chat.db``) said: behind the door of content.

The acts are those of ``ios_messages``, which says what counts as a message; here they come with
their text, and those without one do not come. The text is ``text``; where that is empty, as in
newer versions, it is the string in ``attributedBody``, which is looked up for that message
alone. A body that is no typed stream as described makes the reading a lower bound. The mark
that stands for an attachment (U+FFFC) is no word and is taken out.

**Which device.** *Unknown*, as there. ``rows``: rows of ``message`` inside the window. Cannot be
seen: subjects, what was edited or taken back, what was deleted. Met real files: iOS 14.1
(Hickman), macOS 10.11 (plaso), in which both columns hold the text.

References: iLEAPP ``sms.py``, plaso ``imessage.py``, https://theapplewiki.com/wiki/Messages,
artefact facts 4.9.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA_MICROSECONDS, Clock
from inzage.formats.correspondence import case, covers, optional
from inzage.formats.message_texts import texts
from inzage.formats.sqlite import Database, Row, Value, database, text
from inzage.formats.typedstream import Broken, string
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA_MICROSECONDS)

_TIME = "(CASE WHEN m.date > 1000000000000 THEN m.date / 1000 ELSE nullif(m.date, 0) * 1000000 END)"
_USED = ("associated_message_type", "attributedbody", "error", "item_type")
_ATTACHMENT = "\ufffc"

_ROWS = """
    WITH j AS MATERIALIZED ({chats}), d AS MATERIALIZED ({binned})
    SELECT m.rowid, {time}, CASE WHEN {act} THEN {direction} END, {contact}, {group}, {said}, 'unknown'
    FROM message AS m NOT INDEXED
         LEFT JOIN j ON j.message_id = m.rowid LEFT JOIN d ON d.message_id = m.rowid {chat} {handle}
    WHERE {inside}
"""
_JOINED = "SELECT message_id, min(chat_id) AS chat_id FROM {table} NOT INDEXED GROUP BY message_id"
_NONE = "SELECT NULL AS message_id, NULL AS chat_id WHERE 0"
_BODY = "SELECT attributedbody FROM message NOT INDEXED WHERE rowid = :id"


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("Library/SMS/sms.db", "Library/Messages/chat.db"),
    elsewhere=("**/sms.db", "**/chat.db"),
    met_real=True,
)
def ios_messages_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        found = db.need("message", ("rowid", "date", "is_from_me", "handle_id", "text"))
        yield from db.compare("message", found, _USED)
        yield Opened((yield from texts(db, CLOCK, _spoken(db, window))))
        yield from covers(db, ("message", _TIME, CLOCK))
        yield from db.remarks()


def _spoken(db: Database, window: Window) -> Iterator[Row]:
    archived = db.has("message", "attributedbody")
    for number, time, direction, contact, group, said, origin in db.rows(_query(db, window)):
        words = _unpacked(db, number) if archived and direction is not None and not said else said
        spoken = words.replace(_ATTACHMENT, "") if isinstance(words, str) else words
        yield number, time, direction, contact, group, spoken, origin


def _unpacked(db: Database, number: Value) -> str | None:
    """The string in one message's archived body."""
    if isinstance(number, int):
        for (body,) in db.raw_rows(_BODY, {"id": number}):
            if isinstance(body, bytes) and body:
                try:
                    return string(body)
                except Broken:
                    db.doubt()
    return None


def _query(db: Database, window: Window) -> str:
    chat = db.has("chat", "room_name") and db.has("chat", "chat_identifier")
    handle = db.has("handle", "id")
    who = ("h.id" if handle else "NULL", "c.chat_identifier" if chat else "NULL")
    return _ROWS.format(
        chats=_joined(db, "chat_message_join"),
        binned=_joined(db, "chat_recoverable_message_join"),
        time=_TIME,
        act=_act(db),
        direction=case("m.is_from_me", {0: "incoming", 1: "outgoing"}),
        contact=text(f"coalesce({', '.join(who)})"),
        group=f"coalesce(c.room_name IS NOT NULL OR {optional(db, 'chat', 'style', 'c')} = 43, 0)" if chat else "0",
        said=text("m.text"),
        chat="LEFT JOIN chat AS c ON c.rowid = j.chat_id" if chat else "",
        handle="LEFT JOIN handle AS h ON h.rowid = m.handle_id" if handle else "",
        inside=CLOCK.inside(_TIME, window),
    )


def _joined(db: Database, table: str) -> str:
    return _JOINED.format(table=table) if db.has(table, "message_id") and db.has(table, "chat_id") else _NONE


def _act(db: Database) -> str:
    item, error = (f"coalesce({optional(db, 'message', name, 'm')}, 0)" for name in ("item_type", "error"))
    reaction = f"coalesce({optional(db, 'message', 'associated_message_type', 'm')}, 0)"
    return (
        f"{item} = 0 AND NOT (m.is_from_me = 1 AND {error} <> 0)"
        f" AND NOT ({reaction} >= 2000 AND {reaction} < 4000) AND d.message_id IS NULL"
    )
