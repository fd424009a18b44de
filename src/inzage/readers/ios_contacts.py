"""Contacts in the address book of iOS (``AddressBook.sqlitedb``), with the age that a birthday gives.

An observation is a row of ``ABPerson``; ``at`` is when it was last changed. ``declared_age``: the
years between ``Birthday`` and that moment; a birthday without a year (1604) gives none. Whoever
wrote the birthday may be wrong. Read are dates and one number or address; no name or note.

**Which device.** *Unknown*: iCloud and other accounts bring contacts from elsewhere.

Times are in seconds since 2001; ``Birthday`` is the same, written as text. ``rows``: rows of
``ABPerson`` last changed inside the window. Has met no real file yet; the cases follow the facts.

References: iLEAPP ``addressBook.py``, artefact facts 4.10, 4.14.
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import COCOA, Clock
from inzage.formats.correspondence import contacts, covers, years
from inzage.formats.sqlite import Database, Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(COCOA)

_TIME = "nullif(m.modificationdate, 0)"
_ROWS = """
    {values}
    SELECT m.rowid, m.modificationdate, {contact}, CAST(m.birthday AS INTEGER), 'unknown'
    FROM abperson AS m NOT INDEXED {joined} WHERE {inside}
"""
_VALUES = """
    WITH v AS MATERIALIZED (
        SELECT record_id, min(CASE property WHEN 3 THEN value END) AS number,
               min(CASE property WHEN 4 THEN value END) AS address
        FROM abmultivalue NOT INDEXED GROUP BY record_id
    )
"""


@reader(
    opens=DataClass.CONTACTS,
    family="contacts",
    at=("Library/AddressBook/AddressBook.sqlitedb",),
    elsewhere=("**/AddressBook.sqlitedb",),
)
def ios_contacts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the contacts that were last changed inside the window."""
    with database(artefact) as db:
        db.need("abperson", ("rowid", "modificationdate", "birthday"))
        yield Opened((yield from contacts(CLOCK, map(_aged, db.rows(_query(db, window))))))
        yield from covers(db, ("abperson", _TIME, CLOCK))
        yield from db.remarks()


def _query(db: Database, window: Window) -> str:
    told = all(db.has("abmultivalue", name) for name in ("record_id", "property", "value"))
    return _ROWS.format(
        values=_VALUES if told else "",
        contact=text("coalesce(v.number, v.address)") if told else "NULL",
        joined="LEFT JOIN v ON v.record_id = m.rowid" if told else "",
        inside=CLOCK.inside(_TIME, window),
    )


def _aged(row: Row) -> Row:
    number, time, contact, birth, origin = row
    at = CLOCK.moment(time)
    return number, time, contact, years(_date(birth), at) if at else None, origin


def _date(birth: object) -> datetime | None:
    try:
        return COCOA.at(birth) if isinstance(birth, int) else None
    except OverflowError:
        return None
