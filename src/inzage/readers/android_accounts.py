"""Accounts that an Android device knows, by kind alone (``accounts_de.db``, before Android 7 ``accounts.db``).

Table ``accounts``, one row an account: its ``type`` names the service; no name, password or key is
asked of the database. ``at``: when its password was last given
(``last_password_entry_time_millis_epoch``, Unix milliseconds), where that is not kept the
file's last change, when the account was there. ``rows``: rows with such a moment in the window.

``accounts_ce.db`` beside it holds the same accounts with their keys; it stays shut. An account
that an app makes for its own ends (a messenger's list of contacts) is one too, of its kind.

**On this device**: yes; the list is the device's own. Has not yet met a real file.

References: artefact facts 11; ALEAPP ``accounts_de.py``;
https://android.googlesource.com/platform/frameworks/base/ (``AccountsDb.java``)
"""

from collections.abc import Iterator

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, unix_millis
from inzage.formats.saved import last_seen
from inzage.formats.sqlite import database, text
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_ROWS = "SELECT a._id, {given}, {service} FROM accounts AS a NOT INDEXED"
_GIVEN = "last_password_entry_time_millis_epoch"

_SERVICES = {
    AccountKind.EMAIL: (
        "com.google", "com.android.email", "com.android.exchange", "com.samsung.android.email",
        "com.google.android.gm.exchange", "com.google.android.gm.legacyimap", "com.google.android.gm.pop3",
        "com.microsoft.office.outlook",
    ),
    AccountKind.CLOUD: (
        "com.dropbox.android.account", "com.microsoft.skydrive", "mega.privacy.android.app", "com.osp.app.signin",
        "com.xiaomi", "com.huawei.hwid", "nextcloud", "owncloud",
    ),
    AccountKind.MESSENGER: (
        "com.whatsapp", "com.whatsapp.w4b", "org.telegram.messenger", "org.thoughtcrime.securesms", "com.wire",
        "com.viber.voip", "com.skype.contacts.sync", "com.facebook.messenger", "com.snapchat.android",
        "com.tencent.mm.account", "ch.threema.app",
    ),
}  # fmt: skip
_KIND = {service: kind for kind, services in _SERVICES.items() for service in services}


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=("system_de/*/accounts_de.db", "system/users/*/accounts.db"),
    elsewhere=("**/accounts_de.db", "**/accounts.db"),
)
def android_accounts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the accounts whose moment lies inside the window."""
    dated, seen = Dated(window), last_seen(artefact)
    with database(artefact) as db:
        columns = db.need("accounts", ("_id", "type"))
        given = f"a.{_GIVEN}" if _GIVEN in columns else "0"
        for _, time, service in db.rows(_ROWS.format(given=given, service=text("a.type"))):
            at = unix_millis(time) or seen
            if at is None or not (isinstance(service, str) and service):
                db.doubt()
            elif dated.inside(at):
                yield Account(at, _KIND.get(service, AccountKind.OTHER), OnThisDevice.YES)
        yield from dated.remarks()
        yield from db.remarks()
