"""What messages of Skype up to version 7 said (``main.db``): behind the door of content.

The acts are those of ``skype``, which says what counts as a message and who sent it; here they
come with their text, and those without one do not come. ``body_xml`` holds the words of a text
or an emote (``type`` 60, 61) with marks for faces, links and quotes among them; the marks are
taken out and what they enclose is kept. Of an SMS (64) it holds words, receivers and price; only
the pieces of the words (``chunk``) are kept. In the other kinds (contacts, files, pictures) it
describes what was sent, and is not read.

**Which device.** *Unknown*, as there. ``rows``: rows of ``Messages`` inside the window. Met a real
file (plaso).

References: plaso ``skype.py``, https://forensics.wiki/skype/, artefact facts 4.11.
"""

import html
import re
from collections.abc import Iterable, Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import SECONDS, Clock
from inzage.formats.correspondence import covers
from inzage.formats.message_texts import texts
from inzage.formats.sqlite import Row, database, text
from inzage.mandate import DataClass
from inzage.observations import MessageText, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(SECONDS)

_ROWS = """
    WITH own AS MATERIALIZED (SELECT skypename FROM accounts NOT INDEXED WHERE skypename IS NOT NULL)
    SELECT m.id, m.timestamp,
           CASE WHEN m.type IN (60, 61, 63, 64, 68, 201) THEN
               CASE WHEN m.author IN (SELECT skypename FROM own) THEN 'outgoing'
                    WHEN (SELECT count(*) FROM own) THEN 'incoming' ELSE 'unknown' END
           END,
           {contact}, m.dialog_partner IS NULL, {said}, 'unknown'
    FROM messages AS m NOT INDEXED WHERE {inside}
"""
_CONTACT = """
    coalesce(m.dialog_partner,
             CASE WHEN m.author IN (SELECT skypename FROM own) THEN m.chatname ELSE m.author END)
"""
_SAID = "CASE WHEN m.type IN (60, 61, 64) THEN m.body_xml END"
_MARK = re.compile(r"<[^<>]*>")
_PIECE_OF_SMS = re.compile(r"<chunk\b[^<>]*>([^<]*)")


@reader(
    opens=DataClass.MESSAGE_CONTENT,
    family="message_texts",
    at=("Skype/*/main.db", ".Skype/*/main.db"),
    elsewhere=("**/main.db",),
    met_real=True,
)
def skype_texts(artefact: Artefact, window: Window) -> Iterator[MessageText | Remark]:
    """Yield what was said in the messages of the window."""
    with database(artefact) as db:
        db.need("messages", ("id", "author", "chatname", "dialog_partner", "timestamp", "type", "body_xml"))
        db.need("accounts", ("skypename",))
        query = _ROWS.format(contact=text(_CONTACT), said=text(_SAID), inside=CLOCK.inside("m.timestamp", window))
        yield Opened((yield from texts(db, CLOCK, _plain(db.rows(query)))))
        yield from covers(db, ("messages", "m.timestamp", CLOCK))
        yield from db.remarks()


def _plain(rows: Iterable[Row]) -> Iterator[Row]:
    for *before, said, origin in rows:
        yield (*before, _words(said) if isinstance(said, str) else said, origin)


def _words(said: str) -> str:
    """What was said, without the marks among the words."""
    words = "".join(_PIECE_OF_SMS.findall(said)) if said.startswith("<sms") else _MARK.sub("", said)
    return html.unescape(words)
