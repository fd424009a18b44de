"""The users of a Mac: one ``<user>.plist`` each under ``dslocal``. No name leaves the reader.

An act is a user who can sign in: with a number of 500 or more and a home that is not
``/var/empty``, and not called ``_…`` (those are the system's own). ``rows``: 1 where the
moment lies inside the window, otherwise 0.

**When**: the last sign-in (``lastLoginTimestamp``, up to macOS 10.9), else the last change of the
password (``passwordLastSetTime``) or the making of the user (``creationTime``, since 10.10 in
``accountPolicyData``, as seconds since 1970), else when the file was last written. A moment of
2001 stands for none.

**On this device**: yes. Users of an organisation's directory are not here until they have a
home of their own. Met two real files (macOS 10.9: a user, and *nobody*); ``accountPolicyData``
only as described. Hashes of passwords are in the same file and are not opened.

References: https://github.com/log2timeline/plaso (``plist_plugins/macos_user.py``),
https://github.com/osquery/osquery (``account_policy_data``); artefact facts 11
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from inzage.artefact import Artefact, Window
from inzage.formats import apple_plist
from inzage.formats.content import refused
from inzage.formats.moments import Dated, unix_seconds
from inzage.formats.saved import last_seen
from inzage.formats.trees import Fields, date, entries, plist_tree
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Degraded, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason, Unreadable

_FIRST_PERSON, _DIGITS = 500, 9
_NO_HOME = ("/var/empty", "/dev/null", "")
_POLICY_MOST = 64 * 1024
_NONE = datetime(2001, 1, 2, tzinfo=UTC)


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=("dslocal/nodes/Default/users/*.plist",),
    met_real=True,
)
def macos_users(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the user, if the moment lies inside the window."""
    user, dated = plist_tree(artefact), Dated(window)
    if not entries(user.get("uid")) or not entries(user.get("name")):
        raise refused(artefact, Reason.COLUMNS_MISSING)
    at = _moment(user) or last_seen(artefact)
    if dated.inside(at) and _a_person(user):
        yield Account(at, AccountKind.SYSTEM_USER, OnThisDevice.YES)
    yield from dated.remarks()
    if at is None:
        yield Degraded()


def _a_person(user: Fields) -> bool:
    number, home = _first(user, "uid"), _first(user, "home")
    known = number.isascii() and number.isdigit() and len(number) <= _DIGITS
    return known and int(number) >= _FIRST_PERSON and home not in _NO_HOME and not _first(user, "name").startswith("_")


def _first(user: Fields, name: str) -> str:
    values = entries(user.get(name))
    return values[0] if values and isinstance(values[0], str) else ""


def _moment(user: Fields) -> datetime | None:
    """The best moment that either policy keeps."""
    old, new = _policy(user, "passwordpolicyoptions"), _policy(user, "accountPolicyData")
    known = (
        date(old, "lastLoginTimestamp"),
        date(old, "passwordLastSetTime"),
        unix_seconds(new.get("passwordLastSetTime")),
        unix_seconds(new.get("creationTime")),
    )
    return next((at for at in known if at and at >= _NONE), None)


def _policy(user: Fields, name: str) -> Fields:
    for value in entries(user.get(name)):
        if isinstance(value, bytes):
            try:
                return apple_plist.load(value, _POLICY_MOST)
            except Unreadable:
                return {}
    return {}
