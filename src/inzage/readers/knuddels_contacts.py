"""Counterparts in Knuddels on Android (``knuddels<name>``), with the age they declared.

An observation is somebody who wrote inside the window: a row of ``users``; ``at`` is the last of
those messages. ``declared_age`` is ``age`` as the app stores it: what the other declared, no proof.
Rows and no acts: people who did not write, and the account itself, whose name ends the file's.
No text or picture is read; the name by which people are known there is their only address.

**Which device.** *Unknown*: no column says it.

``thread.timestamp`` is in milliseconds. ``rows``: rows of ``users`` who wrote inside the window. Has
met no real file yet; the cases follow the facts to the column.

References: ALEAPP ``knuddels.py``; artefact facts 4.12, 4.14.
"""

from collections.abc import Iterator
from urllib.parse import unquote_plus

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
        SELECT sender AS who, max(timestamp) AS at FROM thread NOT INDEXED WHERE {inside} GROUP BY sender
    )
    SELECT m.rowid, x.at, {contact}, m.age, CASE WHEN m.nickname = :own THEN NULL ELSE 'unknown' END
    FROM users AS m NOT INDEXED CROSS JOIN x ON x.who = m.id
"""
_BEGINNING = "knuddels"


@reader(
    opens=DataClass.CONTACTS,
    family="contacts",
    at=("com.knuddels.android/databases/knuddels",),
    elsewhere=("com.knuddels.android/databases/knuddels*",),
)
def knuddels_contacts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield those who wrote inside the window."""
    with database(artefact) as db:
        db.need("users", ("id", "nickname", "age"))
        db.need("thread", ("sender", "timestamp"))
        query = _ROWS.format(contact=text("m.nickname"), inside=CLOCK.inside("timestamp", window))
        yield Opened((yield from contacts(CLOCK, db.rows(query, {"own": _account(artefact.untrusted_path)}))))
        yield from covers(db, ("thread", "nullif(m.timestamp, 0)", CLOCK))
        yield from db.remarks()


def _account(untrusted_path: str) -> str:
    """The account's name, as the file's name ends on it."""
    name = untrusted_path.rsplit("/", 1)[-1]
    return unquote_plus(name[len(_BEGINNING) :]) if name.lower().startswith(_BEGINNING) else ""
