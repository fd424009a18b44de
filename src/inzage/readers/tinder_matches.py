"""Matches of Tinder on Android (``tinder-3.db``), with the age that the birth date gives.

An observation is a row of ``match``: two people who chose each other. ``declared_age``: the years
between ``match_person.birth_date`` and the match; what the other declared, no proof. No message,
picture, text or name is read.

**Which device.** *Unknown*: the list belongs to the account, whichever device was used.

``creation_date`` and ``birth_date`` are in milliseconds since 1970, the latter negative before.
``rows``: rows of ``match`` made inside the window. Has met no real file yet; the cases follow the
facts to the column.

References: ALEAPP ``tinder.py``, artefact facts 4.12, 4.14.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import EPOCH, MILLISECONDS, Clock
from inzage.formats.correspondence import contacts, covers, years
from inzage.formats.sqlite import Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)
_AT_MOST = 10**14
"""Milliseconds: three thousand years before or after 1970, all of which a calendar knows."""

_ROWS = """
    WITH p AS MATERIALIZED (SELECT id, min(birth_date) AS birth FROM match_person NOT INDEXED GROUP BY id)
    SELECT m.rowid, m.creation_date, {contact}, p.birth, 'unknown'
    FROM "match" AS m NOT INDEXED LEFT JOIN p ON p.id = m.person_id WHERE {inside}
"""


@reader(
    opens=DataClass.CONTACTS,
    family="contacts",
    at=("com.tinder/databases/tinder-3.db",),
    elsewhere=("**/tinder-3.db",),
)
def tinder_matches(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the matches made inside the window."""
    with database(artefact) as db:
        db.need("match", ("person_id", "creation_date"))
        db.need("match_person", ("id", "birth_date"))
        query = _ROWS.format(contact=text("m.person_id"), inside=CLOCK.inside("m.creation_date", window))
        yield Opened((yield from contacts(CLOCK, map(_aged, db.rows(query)))))
        yield from covers(db, ('"match"', "m.creation_date", CLOCK))
        yield from db.remarks()


def _aged(row: Row) -> Row:
    number, time, contact, birth, origin = row
    at = CLOCK.moment(time)
    return number, time, contact, years(_date(birth), at) if at else None, origin


def _date(birth: object) -> datetime | None:
    if not isinstance(birth, int) or abs(birth) >= _AT_MOST:
        return None
    try:
        return EPOCH + timedelta(milliseconds=birth)
    except OverflowError:
        return None
