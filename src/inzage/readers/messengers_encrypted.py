"""Messengers on a phone that encrypt all they keep: Telegram on iOS, Session on iOS, SimpleX on Android.

Their databases are encrypted as a whole (the first two may leave 32 bytes in the clear), with keys
that lie elsewhere on the phone or in the person's head. Without those nothing can be said but that
they are there: *encrypted* in the coverage. Where a carrier holds one decrypted, its tables are
not read: the answer is *degraded* with no acts; never "no messages".

**Which device**: does not arise. ``rows``: always 0. Has met no real file yet.

References: artefact facts 4.2, 4.12; iLEAPP ``telegramMesssages.py``, ALEAPP ``simplexChat.py``;
https://www.zetetic.net/sqlcipher/design/
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.sqlcipher import refuse_encrypted
from inzage.formats.sqlite import database
from inzage.mandate import DataClass
from inzage.observations import Observation, Opened, Remark
from inzage.readers import reader

_TABLES = ("t7", "chat_items")
"""Where Telegram and SimpleX keep messages, once decrypted."""


@reader(
    opens=DataClass.MESSAGE_METADATA,
    family="messages",
    at=(
        "telegram-data/account-*/postbox/db/db_sqlite",
        "AppGroup/**/Session.sqlite",
        "chat.simplex.app/files_chat.db",
        "chat.simplex.app/files/files_chat.db",
    ),
)
def messengers_encrypted(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Say that there is something which is encrypted, or not read."""
    refuse_encrypted(artefact, header=True)
    with database(artefact) as db:
        db.columns(next((table for table in _TABLES if db.has(table)), _TABLES[0]))
        db.doubt()
        yield Opened(0)
        yield from db.remarks()
