"""Contacts in the address book of Android (``contacts2.db``), with the age that a birthday gives.

An observation is an aggregated contact (``contacts``): one person, however many accounts
list it (``raw_contacts``). ``at`` is when the contact was last changed
(``contact_last_updated_timestamp``, since Android 4.4), by whatever account. A contact all
of whose entries are marked as deleted is none.

``declared_age``: where a birthday with a year is kept (``contact_event``, type 3), the years
at that moment. Whoever wrote the birthday may be wrong. Read are this date, the number and
the account's type; no name, note or address.

**Which device.** An entry without account was made on the phone: *yes*. Entries of an
account come from elsewhere as well: *unknown*.

Times are milliseconds. ``rows``: rows of ``raw_contacts`` whose contact was last changed
inside the window. Cannot be seen: contacts of apps that keep their own list, deleted ones.
Met a real file: Android 11 (Hickman, 15 raw contacts, 2 contacts).

References: https://developer.android.com/reference/android/provider/ContactsContract,
https://developer.android.com/reference/android/provider/ContactsContract.CommonDataKinds.Event,
artefact facts 4.10, 4.14.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import Artefact, Window
from inzage.formats.clocks import MILLISECONDS, Clock
from inzage.formats.correspondence import contacts, covers, years
from inzage.formats.sqlite import Database, Row, database, text
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

CLOCK = Clock(MILLISECONDS)

_NUMBER = "vnd.android.cursor.item/phone_v2"
_EVENT = "vnd.android.cursor.item/contact_event"

_OPENED = """
    SELECT count(*) FROM raw_contacts AS r NOT INDEXED JOIN contacts AS m ON m._id = r.contact_id WHERE {inside}
"""
_ROWS = """
    WITH r AS MATERIALIZED (
        SELECT r.contact_id, min(r.deleted) AS deleted, max(r.deleted = 0 AND {local}) AS local
        FROM raw_contacts AS r NOT INDEXED {accounts} GROUP BY r.contact_id
    ), d AS MATERIALIZED (
        SELECT r.contact_id, min(CASE WHEN t.mimetype = '{number}' THEN d.data1 END) AS number,
               min(CASE WHEN t.mimetype = '{event}' AND d.data2 = '3' THEN d.data1 END) AS birthday
        FROM data AS d NOT INDEXED JOIN mimetypes AS t ON t._id = d.mimetype_id
             JOIN raw_contacts AS r ON r._id = d.raw_contact_id
        WHERE r.deleted = 0 GROUP BY r.contact_id
    )
    SELECT m._id, m.contact_last_updated_timestamp, {contact}, {birthday},
           CASE WHEN r.deleted = 0 THEN CASE WHEN r.local THEN 'yes' ELSE 'unknown' END END
    FROM contacts AS m NOT INDEXED LEFT JOIN r ON r.contact_id = m._id LEFT JOIN d ON d.contact_id = m._id
    WHERE {inside}
"""


@reader(
    opens=DataClass.CONTACTS,
    family="contacts",
    at=("com.android.providers.contacts/databases/contacts2.db",),
    elsewhere=("**/contacts2.db",),
    met_real=True,
)
def android_contacts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the contacts that were last changed inside the window."""
    with database(artefact) as db:
        db.need("contacts", ("_id", "contact_last_updated_timestamp"))
        db.need("raw_contacts", ("_id", "contact_id", "deleted", "account_id"))
        db.need("data", ("_id", "mimetype_id", "raw_contact_id", "data1", "data2"))
        db.need("mimetypes", ("_id", "mimetype"))
        inside = CLOCK.inside("m.contact_last_updated_timestamp", window)
        rows = db.one(_OPENED.format(inside=inside))[0]
        yield from contacts(CLOCK, map(_aged, db.rows(_query(db, inside))))
        yield Opened(rows if isinstance(rows, int) else 0)
        yield from covers(db, ("contacts", "m.contact_last_updated_timestamp", CLOCK))
        yield from db.remarks()


def _query(db: Database, inside: str) -> str:
    told = db.has("accounts", "account_type")
    return _ROWS.format(
        local="a._id IS NOT NULL AND a.account_type IS NULL" if told else "0",
        accounts="LEFT JOIN accounts AS a ON a._id = r.account_id" if told else "",
        number=_NUMBER,
        event=_EVENT,
        contact=text("d.number"),
        birthday=text("d.birthday"),
        inside=inside,
    )


def _aged(row: Row) -> Row:
    number, time, contact, birthday, origin = row
    at = CLOCK.moment(time)
    return number, time, contact, years(_date(birthday), at) if at else None, origin


def _date(birthday: object) -> datetime | None:
    """A birthday is written ``1990-05-17``, sometimes with a time; ``--05-17`` has no year."""
    if not isinstance(birthday, str):
        return None
    try:
        return datetime.strptime(birthday.strip()[:10], "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
