"""The users of an Android device (``/data/system/users/<number>.xml``): people, work profiles, second spaces.

One file a user, text XML or binary (ABX, Android 12 and later); an act is that user. ``at``: when it
was last in use (``lastLoggedIn``), else made (``created``; Unix milliseconds), else the file's last
change. ``rows``: 1 where that falls inside the window. No name is read out.

More than one such user on a phone: a work profile, a guest, a protected folder of the maker's,
or another person. **On this device**: yes; these are the device's own. Has not yet met a real file.

References: artefact facts 2.6; https://android.googlesource.com/platform/frameworks/base/
(``services/core/java/com/android/server/pm/UserManagerService.java``)
"""

from collections.abc import Iterator
from datetime import datetime

from inzage.artefact import Artefact, Window
from inzage.formats.content import refused
from inzage.formats.markup import Markup
from inzage.formats.moments import Dated, unix_millis
from inzage.formats.saved import last_seen
from inzage.mandate import DataClass
from inzage.observations import Account, AccountKind, Degraded, Observation, OnThisDevice, Remark
from inzage.readers import reader
from inzage.result import Reason

_TIMES = ("lastLoggedIn", "created")
_DIGITS = 15


@reader(
    opens=DataClass.ACCOUNTS,
    family="accounts",
    at=("data/system/users/?.xml", "data/system/users/??.xml", "data/system/users/???.xml"),
    elsewhere=("system/users/?.xml", "system/users/??.xml", "system/users/???.xml"),
)
def android_users(artefact: Artefact, window: Window) -> Iterator[Observation | Remark]:
    """Yield the user, if its moment falls inside the window."""
    markup, dated = Markup(artefact), Dated(window)
    name, user = markup.elements[0]
    if name != "user":
        raise refused(artefact, Reason.TABLE_MISSING)
    at = next((at for key in _TIMES if (at := _moment(user.get(key, "")))), None) or last_seen(artefact)
    if dated.inside(at):
        yield Account(at, AccountKind.SYSTEM_USER, OnThisDevice.YES)
    yield from dated.remarks()
    yield from markup.remarks()
    if at is None:
        yield Degraded()


def _moment(told: str) -> datetime | None:
    return unix_millis(int(told)) if told.isascii() and told.isdecimal() and len(told) <= _DIGITS else None
