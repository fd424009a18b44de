"""What messages of WhatsApp on iOS and macOS said (``ChatStorage.sqlite``): behind the door of content.

The acts are those of ``whatsapp_ios``, which says what counts as a message; here they come with
their text, and those without one do not come. The text is ``ZTEXT``; beneath a picture, film or
GIF (``ZMESSAGETYPE`` 1, 2, 11) it is the title of the media item. The title of any other item is
no word of a person: the name of a file, of a place or of a page.

**Which device.** *Unknown*, as there. ``rows``: rows of ``ZWAMESSAGE`` inside the window.

Cannot be seen: what was quoted, polls, deleted messages. Has met no real file yet; the cases
follow the facts to the column.

References: IPED ``ExtractorIOS.java``, iLEAPP ``whatsApp.py``, artefact facts 4.1.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import case, covers, optional
from inzage.formats.message_texts import circumstances, texts
from inzage.formats.sqlite import Database, database, text
from inzage.formats.whatsapp import between_people
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.zmessagedate, 0)"
_EVENTS = "6, 10, 12, 59"
_ROWS = """
    SELECT m.z_pk, m.zmessagedate,
           CASE WHEN coalesce(m.zmessagetype, 0) NOT IN ({events}) AND coalesce({removed}, 0) = 0 THEN {direction} END,
           {chat}, {sender}, {said}, 'unknown'
    FROM zwamessage AS m NOT INDEXED LEFT JOIN zwachatsession AS c ON c.z_pk = m.zchatsession {members} {items}
    WHERE {inside}
"""
_CAPTION = "coalesce(nullif(m.ztext, ''), CASE WHEN m.zmessagetype IN (1, 2, 11) THEN i.ztitle END)"


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=(
        "AppGroup/*/ChatStorage.sqlite",
        "group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite",
        "group.net.whatsapp.WhatsAppSMB.shared/ChatStorage.sqlite",
    ),
    elsewhere=("**/ChatStorage.sqlite",),
)
def whatsapp_ios_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        needed = ("z_pk", "zisfromme", "zmessagedate", "zmessagetype", "zchatsession", "ztext")
        found = db.need("zwamessage", needed)
        db.need("zwachatsession", ("z_pk", "zcontactjid"))
        yield from db.compare("zwamessage", found, ("zgroupmember", "zmediaitem"))
        rows = map(circumstances(between_people), db.rows(_query(db, window)))
        yield Opened((yield from texts(db, CLOCK, rows)))
        yield from covers(db, ("zwamessage", _TIME, CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = db.has("zwamessage", "zgroupmember") and db.has("zwagroupmember", "zmemberjid")
    held = db.has("zwamessage", "zmediaitem") and db.has("zwamediaitem", "ztitle")
    return _ROWS.format(
        events=_EVENTS,
        removed=optional(db, "zwachatsession", "zremoved", "c"),
        direction=case("m.zisfromme", {0: "incoming", 1: "outgoing"}),
        chat=text("c.zcontactjid"),
        sender=text("g.zmemberjid") if told else "NULL",
        members="LEFT JOIN zwagroupmember AS g ON g.z_pk = m.zgroupmember" if told else "",
        said=text(_CAPTION if held else "m.ztext"),
        items="LEFT JOIN zwamediaitem AS i ON i.z_pk = m.zmediaitem" if held else "",
        inside=CLOCK.inside(_TIME, window),
    )
