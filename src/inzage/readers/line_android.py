"""Messages of LINE on Android (``naver_line``).

Read are time, direction, sender and chat; never ``content`` or a name. An observation is a row of
``chat_history`` that was received (``status`` 1) or sent (2). Rows and no acts: calls
(``attachement_type`` 6, so spelt in the file) and any other status.

**Which device.** *Unknown*: computers share the account, and a restored backup looks the same.

``created_time`` is in milliseconds, written as text. ``rows``: rows of ``chat_history`` inside the
window. In a group: the chat's identifier begins with ``c`` (group) or ``r`` (several people without
a group); it is ``untrusted_group``, as stored (that letter and 32 hexadecimals).

Has met no real file yet; the cases follow the facts to the column.

References: ALEAPP ``line.py``, https://developers.line.biz/en/docs/messaging-api/group-chats/
(identifiers); artefact facts 4.12.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import case, covers, messages
from inzage.formats.sqlite import Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_TIME = "CAST(m.created_time AS INTEGER)"
_ROWS = """
    SELECT m.rowid, {time}, CASE WHEN coalesce(m.attachement_type, 0) <> 6 THEN {direction} END,
           {contact}, {chat}, 'unknown'
    FROM chat_history AS m NOT INDEXED WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("jp.naver.line.android/databases/naver_line",),
    elsewhere=("**/naver_line",),
)
def line_android(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        db.need("chat_history", ("chat_id", "from_mid", "created_time", "status", "attachement_type"))
        query = _ROWS.format(
            time=_TIME,
            direction=case("m.status", {1: "incoming", 2: "outgoing"}),
            contact=text("CASE m.status WHEN 1 THEN coalesce(m.from_mid, m.chat_id) ELSE m.chat_id END"),
            chat=text("m.chat_id"),
            inside=CLOCK.inside(_TIME, window),
        )
        yield Opened((yield from messages(CLOCK, map(_grouped, db.rows(query)))))
        yield from covers(db, ("chat_history", f"nullif({_TIME}, 0)", CLOCK))
        yield from db.remarks()


def _grouped(row: Row) -> Row:
    number, time, direction, contact, chat, origin = row
    group = chat if isinstance(chat, str) and chat[:1].lower() in ("c", "r") else ""
    return number, time, direction, contact, group, origin
