"""Counterparts in RandoChat on Android (``ramdochatV2.db``), with the age they declared.

An observation is somebody with whom messages were exchanged inside the window: a row of
``conversa``; ``at`` is the last of those messages. ``declared_age`` is ``idade`` as the app stores it:
what the other declared, no proof. Rows and no acts: counterparts without a message. No text,
picture or name is read.

**Which device.** *Unknown*: no column says it.

``hora`` is in milliseconds. ``rows``: rows of ``conversa`` with a message inside the window. Version
6.3.3, as described; has met no real file yet.

References: ALEAPP ``RandoChat.py``, artefact facts 4.12, 4.14.
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import contacts, covers
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_ROWS = """
    WITH x AS MATERIALIZED (
        SELECT id_talk_server AS id, max(hora) AS at FROM mensagens NOT INDEXED WHERE {inside} GROUP BY id_talk_server
    )
    SELECT m.rowid, x.at, {contact}, m.idade, 'unknown'
    FROM conversa AS m NOT INDEXED CROSS JOIN x ON x.id = m.id_server
"""


@reader(
    opens=DataClass.CONTACTS,
    family="contacts",
    at=("com.random.chat.app/databases/ramdochatV2.db",),
    elsewhere=("**/ramdochatV2.db",),
)
def randochat_contacts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield those with whom messages were exchanged inside the window."""
    with database(artefact) as db:
        db.need("conversa", ("id_server", "id_pessoa", "idade"))
        db.need("mensagens", ("hora", "id_talk_server"))
        query = _ROWS.format(contact=text("m.id_pessoa"), inside=CLOCK.inside("hora", window))
        yield Opened((yield from contacts(CLOCK, db.rows(query))))
        yield from covers(db, ("mensagens", "m.hora", CLOCK))
        yield from db.remarks()
