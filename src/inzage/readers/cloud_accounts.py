"""Accounts with which programs for cloud storage are connected, by the database that each keeps per account.

Google Drive (``DriveFS/<account>/metadata_sqlite_db``; before 2021 ``user_default/snapshot.db``), OneDrive
(``settings/<account>/SyncEngineDatabase.db``) and MEGA (``megaclient_statecache….db``). An act is an account:
that such a database is there. Nothing of it is read but its first bytes; which files lie in
the cloud is not looked at. It dates nothing: ``at`` is its last change, when the program last
kept in step; without a date the reading is a lower bound. ``rows``: 1 where that is in the window.

MEGA keeps such a file per session, so that one account may come more than once after signing
in anew. **On this device**: yes; the program ran here. Met one real file (of Google Drive).

References: artefact facts 7; plaso ``gdrive.py``, ``gdrive_sync.py``; KapeFiles ``Targets/Apps``
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.content import first_bytes, refused
from inzage.formats.dated_file import one_act
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_MAGIC, _ANY_SIZE = b"SQLite format 3\0", 1 << 63


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=(
        "DriveFS/*/metadata_sqlite_db",
        "Google/Drive/user_default/snapshot.db",
        "Google/Drive/snapshot.db",
        "OneDrive/settings/*/SyncEngineDatabase.db",
        "MEGAsync/megaclient_statecache*.db",
    ),
    met_real=True,
)
def cloud_accounts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the account, at the database's last change."""
    if not first_bytes(artefact, _ANY_SIZE).startswith(_MAGIC):
        raise refused(artefact, Reason.NOT_A_DATABASE)
    yield from one_act(artefact, window, lambda at: Account(at, AccountKind.CLOUD, OnThisDevice.YES))
