"""Messages of WhatsApp on iOS and macOS (``ChatStorage.sqlite``).

Read are time, direction, kind, chat and sender; never ``ZTEXT``, a name or an attachment.
An observation is a message in a chat with a person or a group. Rows and no acts: group events
(``ZMESSAGETYPE`` 6), service events (10), messages that still wait for their key (12), calls
(59), status updates, broadcast lists, channels, and chats that the person removed
(``ZREMOVED``). A message that its sender took back (14) was sent, and counts. A kind that is
not known counts as a message.

**Which device.** *Unknown*: up to four linked devices share one account, and no column says
which one sent. On macOS the program is itself a linked device.

``ZMESSAGEDATE`` is in seconds since 2001. ``rows``: rows of ``ZWAMESSAGE`` inside the window.
A hidden number (``@lid``) stays one: its telephone number stands in another file.

``untrusted_group`` is the group's whole address (``120363000000000001@g.us``, of older groups the
maker's number, ``-`` and a time before the ``@``); an invitation's link is another text for it.

Cannot be seen: deleted messages, reactions, view-once media. Has met no real file yet; the
cases follow the facts to the column.

References: IPED ``ExtractorIOS.java``, iLEAPP ``whatsApp.py``, artefact facts 4.1.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import case, covers, messages, optional
from inzage.formats.sqlite import Database, database, text
from inzage.formats.whatsapp import between_people
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.zmessagedate, 0)"
_EVENTS = "6, 10, 12, 59"
_ROWS = """
    SELECT m.z_pk, m.zmessagedate,
           CASE WHEN coalesce(m.zmessagetype, 0) NOT IN ({events}) AND coalesce({removed}, 0) = 0 THEN {direction} END,
           {chat}, {sender}, 'unknown'
    FROM zwamessage AS m NOT INDEXED LEFT JOIN zwachatsession AS c ON c.z_pk = m.zchatsession {members}
    WHERE {inside}
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=(
        "AppGroup/*/ChatStorage.sqlite",
        "group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite",
        "group.net.whatsapp.WhatsAppSMB.shared/ChatStorage.sqlite",
    ),
    elsewhere=("**/ChatStorage.sqlite",),
)
def whatsapp_ios(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        found = db.need("zwamessage", ("z_pk", "zisfromme", "zmessagedate", "zmessagetype", "zchatsession"))
        db.need("zwachatsession", ("z_pk", "zcontactjid"))
        yield from db.compare("zwamessage", found, ("zgroupmember",))
        yield Opened((yield from messages(CLOCK, map(between_people, db.rows(_query(db, window))))))
        yield from covers(db, ("zwamessage", _TIME, CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = db.has("zwamessage", "zgroupmember") and db.has("zwagroupmember", "zmemberjid")
    return _ROWS.format(
        events=_EVENTS,
        removed=optional(db, "zwachatsession", "zremoved", "c"),
        direction=case("m.zisfromme", {0: "incoming", 1: "outgoing"}),
        chat=text("c.zcontactjid"),
        sender=text("g.zmemberjid") if told else "NULL",
        members="LEFT JOIN zwagroupmember AS g ON g.z_pk = m.zgroupmember" if told else "",
        inside=CLOCK.inside(_TIME, window),
    )
