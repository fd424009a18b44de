"""iMessage, SMS and MMS of iOS (``sms.db``) and macOS (``chat.db``), all versions since iOS 6.

Read are time, direction, counterpart and chat; never ``text``, ``attributedBody``,
``subject`` or an attachment. An observation is a message (``item_type`` 0) that was sent or
received. Rows and no acts: group events (``item_type`` above 0: joining, leaving, a new
name, sharing a place), reactions (``associated_message_type`` 2000 to 3999), messages that
could not be sent (``error``), and messages in the bin of iOS 16 and later
(``chat_recoverable_message_join``): what the person took out needs another door.

**Which device.** Always *unknown*: messages reach every device with the same account, sent
ones too, Messages in iCloud copies the rest, and a restored backup looks the same. No column
says which device it was.

``date`` is in seconds since 2001 up to iOS 10 and macOS 10.12, in nanoseconds since; decided
per value. ``rows``: rows of ``message`` inside the window. In a group: the chat has a room or
the style of one (43); ``untrusted_group`` is ``room_name`` (``chat`` and a number), without it
``chat_identifier``: a number that each account gives itself.

Cannot be seen: what was deleted (numbers are missing; see ``deleted_messages``). Met real
files: iOS 14.1 with its log (Hickman, 106 messages), macOS 10.11 (plaso, 10).

References: iLEAPP ``sms.py``, plaso ``imessage.py``, https://theapplewiki.com/wiki/Messages,
artefact facts 4.9.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA_MICROSECONDS, Clock
from inzage.formats.correspondence import case, covers, messages_told, optional
from inzage.formats.sqlite import Database, database, text
from inzage.formats.together import Telling
from inzage.mandate import DataClass
from inzage.observations import Alike, Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA_MICROSECONDS)

_SENT = case("g.sent", {0: "incoming", 1: "outgoing"})
_TIME = "(CASE WHEN m.date > 1000000000000 THEN m.date / 1000 ELSE nullif(m.date, 0) * 1000000 END)"
_USED = ("associated_message_type", "error", "item_type")

_BEFORE = "j AS MATERIALIZED ({chats}), d AS MATERIALIZED ({binned})"
_CHATS = "chat_message_join"
_ROWS = "message AS m NOT INDEXED LEFT JOIN j ON j.message_id = m.rowid"
_LED_ROWS = "chat_message_join AS j NOT INDEXED CROSS JOIN message AS m ON m.rowid = j.message_id"
_NOT_BINNED = " LEFT JOIN d ON d.message_id = m.rowid"
_LED = (
    "SELECT count(*), count(DISTINCT m.rowid) FROM chat_message_join AS j NOT INDEXED"
    " LEFT JOIN message AS m ON m.rowid = j.message_id"
)
_ALL = "SELECT count(*) FROM message NOT INDEXED"
_GROUP = "CASE WHEN c.room_name IS NOT NULL OR {style} = 43 THEN coalesce({room}, 1) END"
_ROOM = "coalesce(nullif(c.room_name, ''), nullif(c.chat_identifier, ''))"
_JOINED = "SELECT message_id, min(chat_id) AS chat_id FROM {table} NOT INDEXED GROUP BY message_id"
_NONE = "SELECT NULL AS message_id, NULL AS chat_id WHERE 0"


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("Library/SMS/sms.db", "Library/Messages/chat.db"),
    elsewhere=("**/sms.db", "**/chat.db"),
    met_real=True,
)
def ios_messages(artefact: Artefact, window: Window) -> Iterator[Observation | Alike | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        found = db.need("message", ("rowid", "date", "is_from_me", "handle_id"))
        yield from db.compare("message", found, _USED)
        led = artefact.together and _one_chat_each(db)
        yield Opened((yield from messages_told(db, artefact, window, _telling(db, led))))
        yield from covers(db, ("message", _TIME, CLOCK))
        yield from db.remarks()


def _one_chat_each(db: Database) -> bool:
    """Has each message one line in the table of chats, and each line its message, as nearly always?

    Then that table, read in its own order, leads to the messages by their number. The other way round
    SQLite has to sort the lines and make an index of them first: half of the whole query.
    """
    if not (db.has(_CHATS, "message_id") and db.has(_CHATS, "chat_id") and db.sound(_CHATS)):
        return False
    lines, led_to = db.one(_LED)[:2]
    return bool(db.proven("message", "rowid") and lines == led_to == db.one(_ALL)[0])


def _telling(db: Database, led: bool) -> Telling:
    chat = db.has("chat", "room_name") and db.has("chat", "chat_identifier")
    handle = db.has("handle", "id")
    who = f"coalesce({'h.id' if handle else 'NULL'}, {'c.chat_identifier' if chat else 'NULL'})"
    group = _GROUP.format(style=optional(db, "chat", "style", "c"), room=text(_ROOM)) if chat else "0"
    return Telling(
        number="m.rowid",
        time=_TIME,
        clock=CLOCK,
        rows=(_LED_ROWS if led else _ROWS) + _NOT_BINNED,
        keys={"chat": "j.chat_id", "who": "m.handle_id", "sent": "m.is_from_me", "act": _act(db)},
        told=f"CASE WHEN g.act THEN {_SENT} END, {text(who)}, {group}, 'unknown'",
        joined=("LEFT JOIN chat AS c ON c.rowid = g.chat " if chat else "")
        + ("LEFT JOIN handle AS h ON h.rowid = g.who" if handle else ""),
        numbered=(("message", "rowid"), *[("chat", "rowid")] * chat, *[("handle", "rowid")] * handle),
        before=_BEFORE.format(chats=_joined(db, _CHATS), binned=_joined(db, "chat_recoverable_message_join")),
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
