"""Messages of Skype up to version 7 on Windows, macOS and Linux (``main.db``).

Read are time, author, kind and chat; never ``body_xml`` or a displayed name. An observation
is a message of ``type`` 60 (emote), 61 (text), 63 (contacts), 64 (SMS), 68 (file) or 201
(picture). Rows and no acts: requests for contact and their granting (50, 51), calls (30, 39),
changes of a group (10, 12, 13), a new subject (2), birthdays (110) and any other kind.

**Direction**: sent where the author is the account that the file belongs to.
**Which device.** *Unknown*: Skype copies messages between all devices that are signed in.

``timestamp`` is in Unix seconds. ``rows``: rows of ``Messages`` inside the window. In a group:
no single dialog partner is named; ``untrusted_group`` is ``chatname``, as stored (``#maker/$part;code``,
later ``19:code@thread.skype``).

Cannot be seen: deleted messages, Skype 8 (``s4l-*.db``), the text of anything. Met a real file
(plaso, 15 messages, of which one has a time that no calendar knows).

References: plaso ``skype.py``, https://forensics.wiki/skype/, artefact facts 4.11.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.correspondence import covers, messages
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(SECONDS)

_ROWS = """
    WITH own AS MATERIALIZED (SELECT skypename FROM accounts NOT INDEXED WHERE skypename IS NOT NULL)
    SELECT m.id, m.timestamp,
           CASE WHEN m.type IN (60, 61, 63, 64, 68, 201) THEN
               CASE WHEN m.author IN (SELECT skypename FROM own) THEN 'outgoing'
                    WHEN (SELECT count(*) FROM own) THEN 'incoming' ELSE 'unknown' END
           END,
           {contact}, CASE WHEN m.dialog_partner IS NULL THEN coalesce({group}, 1) END, 'unknown'
    FROM messages AS m NOT INDEXED WHERE {inside}
"""
_CONTACT = """
    coalesce(m.dialog_partner,
             CASE WHEN m.author IN (SELECT skypename FROM own) THEN m.chatname ELSE m.author END)
"""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=("Skype/*/main.db", ".Skype/*/main.db"),
    elsewhere=("**/main.db",),
    met_real=True,
)
def skype(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the messages of the window that were sent or received."""
    with database(artefact) as db:
        db.need("messages", ("id", "author", "chatname", "dialog_partner", "timestamp", "type"))
        db.need("accounts", ("skypename",))
        query = _ROWS.format(
            contact=text(_CONTACT), group=text("nullif(m.chatname, '')"), inside=CLOCK.inside("m.timestamp", window)
        )
        yield Opened((yield from messages(CLOCK, db.rows(query))))
        yield from covers(db, ("messages", "m.timestamp", CLOCK))
        yield from db.remarks()
