"""Microsoft accounts that a user is signed in with: in Windows itself (``IdentityCRL``) and in OneDrive.

Windows 8 and later, the user's hive: ``IdentityCRL/UserExtendedProperties/<address>`` and
``OneDrive/Accounts/{Personal,Business1,…}`` with ``UserEmail`` and, in newer versions, ``LastSignInTime`` (Unix
seconds).

An act is an account; the same address in both counts once, at its latest. OneDrive makes a key
``Personal`` for everybody at the first start: without ``UserEmail`` nobody is signed in, and it is none.
When: ``LastSignInTime``, else the key's last writing. ``rows``: accounts with such a moment inside the
window. What lies in the cloud itself is not looked at.

**On this device**: yes for OneDrive, whose state stays here; unknown for an account that is in Windows
alone, because that part of the hive can travel with a roaming profile. No real hive with such an
account has been met yet.

References: artefact facts 7, 11; https://learn.microsoft.com/sharepoint/use-silent-account-configuration
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.moments import Dated, unix_seconds
from inzage.formats.registry import USER, Hive, hive, older
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Observation, OnThisDevice, Remark
from inzage.readers import reader

_WINDOWS = "Software/Microsoft/IdentityCRL/UserExtendedProperties"
_ONEDRIVE = "Software/Microsoft/OneDrive/Accounts"
Seen = tuple[str, datetime | None, OnThisDevice]


@reader(opens=DataClass.ACCOUNTS, family="accounts", at=USER, copies=older(*USER))
def microsoft_accounts(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield each account whose last moment falls inside the window."""
    dated, last = Dated(window), dict[str, tuple[datetime, OnThisDevice]]()
    with hive(artefact) as opened:
        for address, at, origin in (*_in_onedrive(opened), *_in_windows(opened)):
            if dated.inside(at):
                before = last.get(address, (at, origin))
                last[address] = max(at, before[0]), before[1]
        for at, origin in last.values():
            yield Account(at, AccountKind.CLOUD, origin)
        yield from dated.remarks()
        yield from opened.remarks()


def _in_onedrive(opened: Hive) -> Iterator[Seen]:
    for account in opened.under(_ONEDRIVE):
        address = account.text("UserEmail").lower()
        if address:
            yield address, unix_seconds(account.number("LastSignInTime")) or account.written, OnThisDevice.YES


def _in_windows(opened: Hive) -> Iterator[Seen]:
    for account in opened.under(_WINDOWS):
        yield account.name.lower(), account.written, OnThisDevice.UNKNOWN
