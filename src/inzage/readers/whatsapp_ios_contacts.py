"""Contacts that use WhatsApp on iOS (``ContactsV2.sqlite``).

An observation is a row of ``ZWAADDRESSBOOKCONTACT`` that has a WhatsApp address. The table
keeps no time of its own: ``at`` is the file's last change, so it says that the contact was
there, not when it came. No name or text is read.

**Which device.** *Unknown*: the phone's address book is shared between devices.

``rows``: rows of the table where the file was changed inside the window, otherwise 0. A file
without a date yields nothing. Met a real file, but an empty one (iLEAPP test data, iOS, 2023):
its columns are real, the rows of the cases are not.

References: iLEAPP ``whatsApp.py``, artefact facts 4.1.
"""

from collections.abc import Iterator
from datetime import UTC

from inzage.artefact import Artefact, Window
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Contact, Covers, Observation, OnThisDevice, Opened, Remark
from inzage.readers import reader

_ROWS = "SELECT m.z_pk, {contact} FROM zwaaddressbookcontact AS m NOT INDEXED"


@reader(
    opens=DataClass.CONTACTS,
    family="contacts",
    at=(
        "AppGroup/*/ContactsV2.sqlite",
        "group.net.whatsapp.WhatsApp.shared/ContactsV2.sqlite",
        "group.net.whatsapp.WhatsAppSMB.shared/ContactsV2.sqlite",
    ),
    elsewhere=("**/ContactsV2.sqlite",),
)
def whatsapp_ios_contacts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the contacts, if the file was changed inside the window."""
    with database(artefact) as db:
        db.need("zwaaddressbookcontact", ("z_pk", "zwhatsappid"))
        at = artefact.modified.astimezone(UTC) if artefact.modified else None
        if at is None or not window.start <= at < window.end:
            yield Opened(0)
        else:
            rows = 0
            for _, contact in db.rows(_ROWS.format(contact=text("m.zwhatsappid"))):
                rows += 1
                if isinstance(contact, str) and contact:
                    yield Contact(at, contact, None, OnThisDevice.UNKNOWN)
            yield Opened(rows)
        if at is not None:
            yield Covers(at, at)
        yield from db.remarks()
